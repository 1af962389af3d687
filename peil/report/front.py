"""The title page and the summary: what a reader knows who reads no further."""

from peil import agreements, gather, normprofile, wording
from peil.report import rows
from peil.report.found import Found
from peil.report.model import Blok, Deel, Kaarten, Kader, Kop, Lijst, Regel, Stuk
from peil.report.typed import blocks as typed_blocks
from peil.report.write import lead, line, marked, noteworthy, para, paras

#: As many findings and cards stand in the summary.
_FINDINGS = 5
_CARDS = 2


def title_page(found: Found) -> tuple[Blok, ...]:
    """Return what stands below the title: of which place, what this is, and what is made up."""
    zeg, ask = found.zeg, found.ask
    above = ask.desk.areas.ancestors(ask.gebied).get("district")
    own = above.naam if above and above.code != ask.gebied else ""
    meta = " · ".join(filter(None, (own, gather.area_meta(ask.desk, ask.gebied))))
    blocks = [
        *paras([meta]),
        para(zeg(f"titelblad.wat_{found.niveau}", gebied=place(found), jaar=str(ask.jaar)), "lead"),
        para(zeg("titelblad.inzet")),
    ]
    return (*blocks, *made_up(found))


def place(found: Found) -> str:
    """Return the gebied as it stands inside a sentence."""
    return wording.place(found.niveau, found.ask.area.naam)


def made_up(found: Found) -> tuple[Blok, ...]:
    """Return the note on what is made up, or nothing."""
    if not found.is_fictief:
        return ()
    zeg = found.zeg
    real = gather.real_titles(found.desk, found.known)
    names = wording.join_words([wording.lower_first(t) for t in real])
    which = zeg("fictief.echt", cijfers=names) if real else zeg("fictief.niets_echt")
    inner = paras([zeg("fictief.uitleg"), which])
    return (Kader("fictief", zeg("fictief.titel"), inner, is_fictief=True),)


def summary(found: Found) -> Deel:
    """Return the summary of one page."""
    zeg = found.zeg
    blocks: list[Blok] = [lead(*found.lead)]
    if found.has_figures:
        blocks += [Kop(zeg("samenvatting.opvalt")), *_findings(found), *cards(found)]
    blocks += _rest(found)
    return Deel("samenvatting", zeg("samenvatting.titel"), tuple(blocks), op_nieuwe_pagina=True)


def whole(found: Found) -> Deel | None:
    """Return the duiding of the whole picture as a part of its own, or nothing."""
    held = found.duiding.get("")
    if held is None:
        return None
    title = found.zeg("duiding.thema", jaar=str(held.jaar))
    inner = Kader("duiding", title, typed_blocks(held.tekst), stated(found, ""), held.is_fictief)
    return Deel("duiding", found.zeg("duiding.geheel"), (inner,))


def stated(found: Found, thema: str) -> str:
    """Return when a duiding was vastgesteld."""
    return gather.stated(found.duiding[thema])


def _findings(found: Found) -> tuple[Blok, ...]:
    zeg, items = found.zeg, found.noteworthy
    if not items:
        return (para(zeg("samenvatting.niets")),)
    left = len(items) - _FINDINGS
    shown: tuple[Regel, ...] = tuple(noteworthy(item) for item in items[:_FINDINGS])
    more = [zeg("samenvatting.meer", aantal=str(left))] if left > 0 else []
    return Lijst(shown), *paras([*more, zeg("samenvatting.toeval")], "klein")


def cards(found: Found) -> tuple[Blok, ...]:
    """Return the most telling figures as cards, or nothing."""
    desk = found.desk
    shown = [f for f in found.ordered if wording.has_value(f)][:_CARDS]
    made = tuple(
        rows.card(f, i, desk.catalogue.themas[i.thema].titel, found.benchmarks)
        for f in shown
        for i in [found.indicator(f)]
    )
    return (Kaarten(made),) if made else ()


def _rest(found: Found) -> tuple[Blok, ...]:
    """Return in one list how the norm and the afspraken stand."""
    zeg, points = found.zeg, list[Regel]()
    if found.norm is not None:
        points.append(
            _point(
                zeg("norm.titel"),
                " ".join(filter(None, normprofile.lead(found.norm))),
                is_fictief=found.norm.is_fictief,
            )
        )
    if found.ask.loket.viewer.rol == "analist":
        both = [e for j in (0, 1) for e in found.agreed(found.ask.jaar + j)]
        text = " ".join(filter(None, agreements.summary(both, found.ask.dag)))
        made_up = any(e.is_fictief for e in both)
        points.append(_point(zeg("afspraken.titel"), text, is_fictief=made_up))
    return (Lijst(tuple(points)),) if points else ()


def _point(name: str, text: str, *, is_fictief: bool) -> Regel:
    return (Stuk(f"{name}: ", is_vet=True), *marked(line(text), is_fictief))


def duiding(found: Found, thema: str) -> tuple[Blok, ...]:
    """Return the duiding of a theme in its frame, or nothing."""
    held = found.duiding.get(thema)
    if held is None:
        return ()
    title = found.zeg("duiding.thema", jaar=str(held.jaar))
    return (
        Kader("duiding", title, typed_blocks(held.tekst), stated(found, thema), held.is_fictief),
    )
