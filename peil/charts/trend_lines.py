"""The lines of a trend and their names: layout, no markup."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from peil import labels, wording
from peil.catalogue import Indicator
from peil.charts.base import nice_ticks, spread, tick_texts
from peil.charts.series import Scale, Spot, by_area, last_known, place, runs, split
from peil.charts.trend_frame import Mark, marks, scale, years
from peil.events import Event
from peil.figure import Figure

_LEVEL: Final = {"eenheid": "eenheid", "nederland": "Nederland"}
#: The least height in px of a plot with names beside it, and of one line of a name; in a visit
#: the names are larger. Names pushed apart for a low plot stay apart in a higher one.
_PLOT: Final = 280
_NAME: Final = 18
_LARGE: Final = 24
#: A name with its value of more letters than this takes two lines.
_LONG: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One area through the years.

    ``nummer`` is 1 to 5 for a chosen area and 0 for what it is compared with. ``firm`` and
    ``loose`` are the strokes, of which the last lead to provisional points; ``band`` the pieces
    of its interval, as upper and lower edge; ``gaps`` the periods without a value. Its name
    stands beside the last point, pushed down by ``duw`` px.
    """

    figures: tuple[Figure, ...]
    nummer: int
    spots: tuple[Spot, ...]
    gaps: tuple[Spot, ...]
    firm: tuple[tuple[Spot, ...], ...]
    loose: tuple[tuple[Spot, ...], ...]
    band: tuple[tuple[tuple[tuple[float, float], ...], tuple[tuple[float, float], ...]], ...]
    naam: str = ""
    waarde: str = ""
    duw: float = 0.0

    @property
    def niveau(self) -> str:
        """Return the level of its area, which decides how it is drawn."""
        return self.figures[0].niveau

    @property
    def is_long(self) -> bool:
        """Return whether its name takes two lines."""
        return len(self.naam) + len(self.waarde) > _LONG


@dataclass(frozen=True, slots=True)
class Layout:
    """A trend in percentages of its plot: the same for the screen, a visit and a report."""

    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str, bool], ...]
    marks: tuple[Mark, ...]


def lay_out(
    figures: Sequence[Figure],
    indicator: Indicator,
    chosen: Sequence[str],
    events: Sequence[Event] = (),
    *,
    groot: bool = False,
) -> Layout:
    """Place the figures of some areas, the chosen ones last so that they lie on top."""
    areas = by_area(figures)
    order = [code for code in areas if code not in chosen]
    order += [code for code in reversed(chosen) if code in areas]
    positions = sorted({place(f) for f in figures})
    ticks = nice_ticks(_highest(areas, chosen), whole=indicator.noemer == "geen")
    axis = scale(positions, ticks[-1])
    lines = [
        _line(areas[code], indicator, axis, chosen.index(code) + 1 if code in chosen else 0)
        for code in order
    ]
    if sum(1 for line in lines if line.nummer) > 1:
        lines = [replace(line, band=()) for line in lines]
    own = [f for line in lines if line.nummer or not chosen for f in line.figures]
    places = [(axis.y(tick), text) for tick, text in zip(ticks, tick_texts(ticks), strict=True)]
    return Layout(
        tuple(_named(lines, indicator, groot)),
        tuple(places),
        tuple(years(positions, axis)),
        tuple(marks(own, indicator, events, axis, groot=groot)),
    )


def _highest(areas: dict[str, list[Figure]], chosen: Sequence[str]) -> float:
    return max(
        (
            value
            for code, own in areas.items()
            for f in own
            for value in (f.waarde, f.hoog if code in chosen else None)
            if value is not None
        ),
        default=0.0,
    )


def _line(own: Sequence[Figure], indicator: Indicator, axis: Scale, number: int) -> Line:
    pieces = runs(own, indicator)
    # Only a chosen line tells by its stroke what is provisional; the others keep their own.
    parts = [split(run) if number else (run, []) for run in pieces]
    firm, loose = (
        (
            tuple(tuple(map(axis.spot, part)) for part in side if len(part) > 1)
            for side in zip(*parts, strict=True)
        )
        if parts
        else ((), ())
    )
    return Line(
        figures=tuple(own),
        nummer=number,
        spots=tuple(axis.spot(f) for f in own if wording.has_value(f)),
        gaps=tuple(axis.spot(f) for f in own if not wording.has_value(f)),
        firm=firm,
        loose=loose,
        band=tuple(_band(run, axis) for run in pieces if number and _sure(run)),
    )  # fmt: skip


def _sure(run: Sequence[Figure]) -> list[Figure]:
    return [f for f in run if f.laag is not None and f.hoog is not None]


def _band(
    run: Sequence[Figure], axis: Scale
) -> tuple[tuple[tuple[float, float], ...], tuple[tuple[float, float], ...]]:
    sure = _sure(run)
    xs = [axis.x(place(f)) for f in sure]
    upper = [axis.y(f.hoog or 0.0) for f in sure]
    lower = [axis.y(f.laag or 0.0) for f in sure]
    return tuple(zip(xs, upper, strict=True)), tuple(zip(xs, lower, strict=True))


def _named(lines: Sequence[Line], indicator: Indicator, groot: bool) -> list[Line]:
    """Name every line at its end, moved apart so that no name covers another."""
    beside = [f for line in lines for f in line.figures]
    named: list[Line] = []
    for line in lines:
        last = last_known(line.figures)
        if last is None:
            named.append(line)
            continue
        naam = last.gebied if line.nummer else _LEVEL.get(last.niveau, last.gebied)
        value = labels.mark(last, indicator, wording.decimals(indicator, (last.waarde,)))
        named.append(replace(line, naam=naam, waarde=value + labels.star(last, beside)))
    known = [line for line in named if line.naam]
    row = _LARGE if groot else _NAME
    sizes = [row * (2.0 if line.is_long else 1.0) for line in known]
    wanted = [line.spots[-1].y * _PLOT / 100 for line in known]
    moved = (a - b for a, b in zip(spread(wanted, sizes, 0.0, _PLOT), wanted, strict=True))
    return [replace(line, duw=next(moved)) if line.naam else line for line in named]
