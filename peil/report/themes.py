"""The parts on figures: per theme what it says, where and since when, all its figures, duiding."""

from collections.abc import Iterator

from peil import wording
from peil.catalogue import Thema
from peil.lead import lead_sentences
from peil.report import drawn, front, rows
from peil.report.found import Found
from peil.report.model import Blok, Deel, Samen
from peil.report.write import lead, para, paras
from peil.terms import NVT


def parts(found: Found) -> Iterator[Deel]:
    """Give one part per theme that has a figure or a duiding here."""
    for thema in found.desk.catalogue.by_theme():
        if found.of_theme(thema) or thema.slug in found.duiding:
            yield Deel(thema.slug, thema.titel, tuple(_blocks(found, thema)))


def _blocks(found: Found, thema: Thema) -> Iterator[Blok]:
    figures = found.of_theme(thema)
    if any(wording.has_value(f) for f in figures):
        yield Samen((*_words(found, thema), *drawn.leading(found, thema)))
    elif figures:
        yield para(found.zeg("thema.leeg", jaar=str(found.ask.jaar)))
    else:
        yield para(found.zeg("thema.niet_hier", niveau=found.niveau))
    if figures:
        title = found.zeg("thema.bijschrift", thema=thema.titel, jaar=str(found.ask.jaar))
        known = {i.slug: i for i in found.desk.catalogue}
        yield rows.table(figures, known, found.benchmarks, title)
    yield from paras([_elsewhere(found, thema)], "klein")
    yield from front.duiding(found, thema.slug)


def _words(found: Found, thema: Thema) -> tuple[Blok, ...]:
    """Return the lead of a theme, unless the summary said just the same."""
    own = [f for f in found.ordered if f.thema == thema.slug]
    first, second = lead_sentences(own, found.desk.catalogue, found.years)
    said = lead_sentences(found.ordered, found.desk.catalogue, found.years)
    return () if (first, second) == said else (lead(first, second),)


def _elsewhere(found: Found, thema: Thema) -> str:
    """Name the figures of a theme that do not exist at this level."""
    absent = [f for f in found.figures if f.thema == thema.slug and f.status == NVT]
    if not absent:
        return ""
    names = [wording.lower_first(found.indicator(f).titel) for f in absent]
    return found.zeg("thema.elders", cijfers=wording.join_words(names))
