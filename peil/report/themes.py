"""The parts on figures: per theme what it says, where and since when, all its figures, duiding."""

from collections.abc import Iterator
from typing import Final

from peil import wording
from peil.catalogue import Thema
from peil.lead import lead_sentences
from peil.report import drawn, front, rows
from peil.report.found import Found
from peil.report.model import Blok, Deel, Kop, Naast, Samen
from peil.report.write import finding, lead, para, paras
from peil.terms import NVT

#: The share of the width for the words beside small drawings.
_WORDS: Final = 0.26


def part(found: Found) -> Deel:
    """Return the part: first the themes with figures, then those that only have a duiding."""
    zeg, themes = found.zeg, found.desk.catalogue.by_theme()
    shown = [t for t in themes if found.of_theme(t)]
    told = [t for t in themes if t not in shown and t.slug in found.duiding]
    blocks = [block for thema in shown for block in _theme(found, thema)]
    for thema in told:
        held = found.duiding[thema.slug]
        blocks += [Kop(thema.titel), *front.duiding(found, held.thema)]
    rest = [t.titel for t in themes if t not in shown]
    if rest:
        names = wording.join_words(rest)
        blocks += paras([zeg("thema.niet_hier", niveau=found.niveau, themas=names)], "klein")
    if not blocks:
        blocks = [para(zeg("thema.leeg", jaar=str(found.ask.jaar)))]
    return Deel("cijfers", zeg("thema.titel"), tuple(blocks))


def _theme(found: Found, thema: Thema) -> Iterator[Blok]:
    figures = found.of_theme(thema)
    yield Kop(thema.titel)
    if any(wording.has_value(f) for f in figures):
        yield from _told(found, thema)
    else:
        yield para(found.zeg("thema.leeg", jaar=str(found.ask.jaar)))
    title = found.zeg("thema.bijschrift", thema=thema.titel, jaar=str(found.ask.jaar))
    known = {i.slug: i for i in found.desk.catalogue}
    yield rows.table(figures, known, found.benchmarks, title)
    yield from paras([_elsewhere(found, thema)], "klein")
    yield from front.duiding(found, thema.slug)


def _told(found: Found, thema: Thema) -> Iterator[Blok]:
    """Yield the lead of a theme with its drawings: large below it, or small beside it."""
    own = [f for f in found.ordered if f.thema == thema.slug]
    said = lead_sentences(own, found.desk.catalogue, found.years)
    # The summary may have said just the same.
    is_new = said != found.lead
    large = drawn.leading(found, thema)
    small = () if large else drawn.small(found, own)
    if small and is_new:
        yield Naast((finding(*said),), small, _WORDS)
    elif large or small or is_new:
        yield Samen((*((lead(*said),) if is_new else ()), *large, *small))


def _elsewhere(found: Found, thema: Thema) -> str:
    """Name the figures of a theme that do not exist at this level."""
    absent = [f for f in found.figures if f.thema == thema.slug and f.status == NVT]
    if not absent:
        return ""
    names = [wording.lower_first(found.indicator(f).titel) for f in absent]
    return found.zeg("thema.elders", cijfers=wording.join_words(names))
