"""What a map shows in each weergave: which panels, under which title.

view(desk, vraag, block, figures) -> View      panels, how they stand, their title and units
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pages.parts import gather
from peil import terms, titles, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.maps import Panel, Soort
from peil.periods import parse_period
from peil.question import Question
from peil.terms import Niveau

if TYPE_CHECKING:
    from peil.desk import Desk

#: Weergaven that show several maps, and need the whole width.
WIDE: Final = ("twee", "jaren", "thema")


@dataclass(frozen=True, slots=True)
class Block:
    """A map and a ranking of some areas: of what, of which areas, compared with what."""

    indicator: Indicator
    codes: tuple[str, ...]
    benchmark: Niveau
    key: str


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn: the panels, how they stand, and the words above them."""

    panels: list[Panel]
    soort: Soort
    title: str
    units: str


def view(desk: "Desk", vraag: Question, block: Block, figures: Sequence[Figure]) -> View:
    """Return what the map shows for this question; ``figures`` are those of its period."""
    if vraag.weergave == "twee":
        return _two(desk, vraag, block, figures)
    if vraag.weergave in ("jaren", "afspelen"):
        return _years(desk, vraag, block, figures)
    if vraag.weergave == "thema":
        return _theme(desk, vraag, block)
    panel = _panel(desk, block, vraag.periode, figures)
    return View([panel], "een", _title(desk, vraag, block, figures), _units(vraag, block, figures))


def other_period(desk: "Desk", vraag: Question, indicator: Indicator) -> str:
    """Return the period to set beside that of the question: the chosen one, or the one before."""
    periods = [p for p in desk.periods(indicator.slug) if p != vraag.periode]
    if vraag.met in periods:
        return vraag.met
    earlier = [p for p in periods if parse_period(p).start < parse_period(vraag.periode).start]
    return next(iter(earlier or periods), "")


def _panel(desk: "Desk", block: Block, periode: str, figures: Sequence[Figure]) -> Panel:
    label, indicator = parse_period(periode).label, block.indicator
    return Panel(periode, label, figures, indicator, desk.classes(indicator.slug))


def _title(desk: "Desk", vraag: Question, block: Block, figures: Sequence[Figure]) -> str:
    """Return the finding of one map."""
    if vraag.kleur == "verschil":
        return titles.difference_title(figures, block.benchmark)
    lowest = [k.van for k in desk.classes(block.indicator.slug) if k.van is not None]
    return titles.where_title(figures, block.indicator, max(lowest, default=None))


def _units(vraag: Question, block: Block, figures: Sequence[Figure], *extra: str) -> str:
    rest = terms.NIVEAUS.index(block.benchmark) > terms.NIVEAUS.index("district")
    notes = ["Dikke lijn: district"] if rest else []
    return titles.units_line(figures, block.indicator, *extra, *notes)


def _two(desk: "Desk", vraag: Question, block: Block, figures: Sequence[Figure]) -> View:
    other = other_period(desk, vraag, block.indicator)
    panels = [_panel(desk, block, vraag.periode, figures)]
    if other:
        found = desk.figures(block.indicator.slug, gebied=block.codes, periode=other)
        panels.append(_panel(desk, block, other, found))
    panels.sort(key=lambda p: parse_period(p.sleutel).start)
    span = " en ".join(p.titel for p in panels)
    title = f"{block.indicator.titel} in {span}"
    units = _units(vraag, block, [], "Dezelfde klassen in beide kaarten")
    return View(panels, "twee" if other else "een", title, units)


def _years(desk: "Desk", vraag: Question, block: Block, figures: Sequence[Figure]) -> View:
    by_year: dict[str, list[Figure]] = {}
    for figure in desk.series(list(block.codes), block.indicator.slug):
        by_year.setdefault(figure.periode, []).append(figure)
    panels = [_panel(desk, block, periode, by_year[periode]) for periode in sorted(by_year)]
    if vraag.weergave == "afspelen" and vraag.periode in by_year:
        title, units = _title(desk, vraag, block, figures), _units(vraag, block, figures)
        return View(panels, "afspelen", title, units)
    span = f"{panels[0].titel}–{panels[-1].titel}" if panels else ""
    title = f"{block.indicator.titel} per jaar, {span}"
    return View(panels, "reeks", title, _units(vraag, block, [], "Dezelfde klassen in elk jaar"))


def _theme(desk: "Desk", vraag: Question, block: Block) -> View:
    theme = desk.catalogue.themas[block.indicator.thema]
    by_slug: dict[str, list[Figure]] = {}
    for figure in desk.profile(block.codes, gather.year_of(vraag)):
        by_slug.setdefault(figure.indicator, []).append(figure)
    panels = [
        Panel(i.slug, i.titel, by_slug[i.slug], i, desk.classes(i.slug))
        for i in desk.catalogue
        if i.thema == theme.slug and i.laagste_niveau == block.indicator.laagste_niveau
        if any(wording.has_value(f) for f in by_slug.get(i.slug, []))
    ]
    year = parse_period(vraag.periode).jaar
    title = f"{theme.titel}: {len(panels)} cijfers in {year}"
    return View(panels, "reeks", title, "Elke kaart heeft eigen klassen, van laag naar hoog.")
