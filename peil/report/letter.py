"""The raadsbrief: two pages for the council, public, whoever asks for them."""

from peil import normprofile, wording
from peil.access import Viewer
from peil.errors import PeilError
from peil.lead import lead_sentences
from peil.normprofile.words import when
from peil.numbers import format_date
from peil.report import drawn, front, norm
from peil.report.ask import Ask
from peil.report.found import Found
from peil.report.frame import framed, require, require_gemeente
from peil.report.model import Alinea, Blok, Deel, Lijst, Regel, Report, Stuk
from peil.report.write import lead, line, noteworthy, para, paras
from peil.rounds import topics

#: As many findings and questions on figures fit on two pages.
_FINDINGS = 4
_QUESTIONS = 2


def build(ask: Ask) -> Report:
    """Return the letter to the council of a gemeente.

    Raises:
        PeilError: it is no gemeente, or nothing was delivered over that year.
    """
    _require_public(ask.desk.viewer, ask.loket.viewer)
    found = Found(ask)
    require_gemeente(found)
    require(found)
    zeg, words = ask.zeg, {"gebied": ask.area.naam, "jaar": str(ask.jaar)}
    years = _years(found)
    # The second page starts with what is there: without a drawing that is the norm.
    rest = (_norm(found, is_new_page=not years), _questions(found), _reading(found))
    return framed(
        found,
        (_picture(found), *years, *rest),
        titel=zeg("titel", **words),
        ondertitel=zeg("ondertitel", **words),
        merk=zeg("merk"),
        titelblad=_opening(found),
    )


def _require_public(*viewers: Viewer) -> None:
    """Refuse doors that show more than everyone may see: this letter is for everyone."""
    if any(viewer.rol != "lezer" for viewer in viewers):
        raise PeilError("De raadsbrief is openbaar. Vraag hem met de rechten van een lezer.")


def _opening(found: Found) -> tuple[Blok, ...]:
    zeg, ask = found.zeg, found.ask
    day = format_date(ask.desk.snapshot.gepubliceerd_op)
    head = (Stuk(f"{zeg('brief.aan', gebied=ask.area.naam)}\n{zeg('brief.datum', dag=day)}"),)
    opening = zeg("brief.opening", gebied=ask.area.naam, jaar=str(ask.jaar))
    return (
        Alinea(head),
        para(zeg("brief.aanhef")),
        para(opening),
        *front.made_up(found),
    )


def _picture(found: Found) -> Deel:
    """Return what was seen: the lead of the page, what stands out, and the first cards."""
    zeg, jaar = found.zeg, str(found.ask.jaar)
    title = zeg("beeld.titel", jaar=jaar)
    if not found.has_figures:
        empty = para(zeg("beeld.leeg", gebied=found.ask.area.naam, jaar=jaar))
        return Deel("beeld", title, (empty,))
    first, second = lead_sentences(found.ordered, found.desk.catalogue, found.years)
    return Deel("beeld", title, (lead(first, second), *_findings(found), *front.cards(found)))


def _findings(found: Found) -> tuple[Blok, ...]:
    zeg, items = found.zeg, found.noteworthy
    if not items:
        return (para(zeg("beeld.niets")),)
    left = len(items) - _FINDINGS
    more = [zeg("beeld.meer", aantal=str(left))] if left > 0 else []
    shown = Lijst(tuple(noteworthy(item) for item in items[:_FINDINGS]))
    return shown, *paras([" ".join([*more, zeg("beeld.toeval")])], "klein")


def _years(found: Found) -> tuple[Deel, ...]:
    """Return the most telling figure on the map and through the years, if it can be drawn."""
    themes = found.desk.catalogue.themas
    for slug in dict.fromkeys(f.thema for f in found.ordered):
        drawings = drawn.leading(found, themes[slug])
        if drawings:
            return (Deel("jaren", found.zeg("jaren.titel"), drawings, op_nieuwe_pagina=True),)
    return ()


def _norm(found: Found, *, is_new_page: bool) -> Deel:
    zeg, profile = found.zeg, found.norm
    if profile is None or not profile.totaal.beoordeeld:
        said = para(zeg("norm.geen", gebied=found.ask.area.naam))
        return Deel("norm", zeg("norm.titel"), (said,), op_nieuwe_pagina=is_new_page)
    first, second = normprofile.lead(profile)
    told = para(zeg("norm.uitleg", wanneer=wording.upper_first(when(profile))))
    table = norm.pijlers(profile, found)
    blocks = (lead(first, second, is_fictief=profile.is_fictief), told, table)
    return Deel("norm", zeg("norm.titel"), blocks, op_nieuwe_pagina=is_new_page)


def _questions(found: Found) -> Deel:
    """Return what a council can ask: about the figures first, then about what is done."""
    zeg = found.zeg
    asked = [zeg("vragen.eerst"), *_about_figures(found), zeg("vragen.norm"), zeg("vragen.aanpak")]
    items = Lijst(tuple(line(text) for text in asked), is_genummerd=True)
    return Deel("vragen", zeg("vragen.titel"), (items,))


def _about_figures(found: Found) -> list[str]:
    figures = {f.indicator: f for f in found.known if wording.has_value(f)}
    return [
        f"{topics.title(topic, figure, indicator)}. {topics.question(topic, figure, indicator)}"
        for topic in topics.choose(found.noteworthy, found.desk.catalogue, _QUESTIONS)[:_QUESTIONS]
        if (figure := figures.get(topic.indicator)) and topic.found
        for indicator in [found.indicator(figure)]
    ]


def _reading(found: Found) -> Deel:
    zeg, stamp = found.zeg, found.desk.snapshot
    day = format_date(stamp.gepubliceerd_op)
    source = zeg("lezen.bron", stand=str(stamp.stand), dag=day, jaar=str(found.ask.jaar))
    texts: tuple[Regel, ...] = (line(zeg("lezen.inzet")), line(zeg("lezen.woorden")), line(source))
    return Deel("lezen", zeg("lezen.titel"), (Lijst(texts),))
