"""The raadsbrief: two pages for the council, public, whoever asks for them."""

from collections.abc import Iterator, Sequence

from peil import normprofile, wording
from peil.access import Viewer
from peil.errors import PeilError
from peil.figure import Figure
from peil.normprofile import Profile
from peil.normprofile.words import when
from peil.noteworthy import Noteworthy
from peil.numbers import format_date
from peil.report import drawn, front, norm
from peil.report.ask import Ask
from peil.report.found import Found
from peil.report.frame import framed, require, require_gemeente
from peil.report.model import Alinea, Blok, Deel, Kop, Lijst, Regel, Report, Stuk
from peil.report.write import lead, line, marked, noteworthy, para, paras, some_items
from peil.rounds import topics

#: As many findings of a kind, questions on figures and items of the norm fit on two pages.
_FINDINGS = 3
_QUESTIONS = 2
_ITEMS = 3


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
    return Deel("beeld", title, (lead(*found.lead), *_findings(found), *front.cards(found)))


def _findings(found: Found) -> tuple[Blok, ...]:
    """Return what changed, and then what differs from elsewhere."""
    zeg, items = found.zeg, found.noteworthy
    changed = [n for n in items if n.kind != "vergelijking"]
    differs = [n for n in items if n.kind == "vergelijking"]
    shown = min(len(changed), _FINDINGS) + min(len(differs), _FINDINGS)
    more = [zeg("beeld.meer", aantal=str(len(items) - shown))] if len(items) > shown else []
    return (
        Kop(zeg("beeld.veranderd")),
        _listed(changed) or para(zeg("beeld.niets_veranderd")),
        Kop(zeg("beeld.opvalt")),
        _listed(differs) or para(zeg("beeld.niets")),
        *paras([" ".join([*more, zeg("beeld.toeval")])] if items else [], "klein"),
    )


def _listed(items: Sequence[Noteworthy]) -> Lijst | None:
    return Lijst(tuple(noteworthy(item) for item in items[:_FINDINGS])) if items else None


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
    strong = lead(first, second, is_fictief=profile.is_fictief)
    blocks = (strong, told, table, *_moved(found, profile))
    return Deel("norm", zeg("norm.titel"), blocks, op_nieuwe_pagina=is_new_page)


def _moved(found: Found, profile: Profile) -> Iterator[Blok]:
    """Yield in a line what the gemeente did since the year before, and what it lost."""
    zeg, step = found.zeg, norm.steps(found, profile)
    for key, items in (("norm.verbeterd", step.verbeterd), ("norm.minder", step.verslechterd)):
        if items:
            said = f"{zeg(key, jaar=str(profile.vorig_jaar))} {some_items(items, _ITEMS)}"
            yield para(said, is_fictief=profile.is_fictief)


def _questions(found: Found) -> Deel:
    """Return what a council can ask: about the figures first, then about what is done."""
    zeg = found.zeg
    fixed = [line(zeg(f"vragen.{key}")) for key in ("eerst", "norm", "aanpak")]
    items = Lijst((fixed[0], *_about_figures(found), *fixed[1:]), is_genummerd=True)
    return Deel("vragen", zeg("vragen.titel"), (items,))


def _about_figures(found: Found) -> Iterator[Regel]:
    """Yield a question about each figure that stands out; the norm has questions of its own."""
    figures = {f.indicator: f for f in found.known if wording.has_value(f)}
    catalogue = found.desk.catalogue
    told = [
        n
        for n in found.noteworthy
        if catalogue.bronnen[catalogue[n.indicator].bron].soort != "norm"
    ]
    for topic in topics.choose(told, catalogue, _QUESTIONS)[:_QUESTIONS]:
        figure = figures.get(topic.indicator)
        if figure is None or not topic.found:
            continue
        indicator = found.indicator(figure)
        title = topics.title(topic, figure, indicator)
        made_up = figure.is_fictief or any(n.is_fictief for n in topic.found)
        yield marked(line(f"{title}. {topics.question(topic, figure, indicator)}"), made_up)


def _reading(found: Found) -> Deel:
    zeg, stamp = found.zeg, found.desk.snapshot
    day = format_date(stamp.gepubliceerd_op)
    names = dict.fromkeys(f.bron for f in _told(found) if f.bron)
    sources = [zeg("lezen.bronnen", bronnen="; ".join(names))] if names else []
    texts = [zeg(f"lezen.{key}") for key in ("inzet", "woorden", "marge")]
    texts += [*sources, zeg("lezen.bron", stand=str(stamp.stand), dag=day)]
    return Deel("lezen", zeg("lezen.titel"), (Lijst(tuple(line(text) for text in texts)),))


def _told(found: Found) -> list[Figure]:
    """Return the figures that this letter speaks of."""
    slugs = {n.indicator for n in found.noteworthy}
    known = [f for f in found.ordered if wording.has_value(f)]
    return [*known[:2], *(f for f in known if f.indicator in slugs)]
