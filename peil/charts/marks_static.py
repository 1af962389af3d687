"""What stands above the plot of a trend in a report: provisional years, breaks and events."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from peil import svg
from peil.charts.names_static import Box
from peil.charts.trend_frame import Mark
from peil.palette import LIGHT

#: A plot of less than this many points wide has room for the short names only.
_WIDE: Final = 260.0
#: The height of a row of names, with room for the bar of a name above it.
ABOVE: Final = 11.0
_BAR: Final = 2.2
_SIZE: Final = svg.LETTER - 0.5
#: The least space between two names in one row.
_APART: Final = 6.0


@dataclass(frozen=True, slots=True)
class Above:
    """The name of a stretch, from ``left`` and ``wide`` points wide, so many rows up."""

    mark: Mark
    words: str
    left: float
    wide: float
    row: int


def place_above(marks: Sequence[Mark], left: float, width: float) -> list[Above]:
    """Return the names above a plot from ``left``, each lifted until it covers no other.

    A name slides along itself as far as its middle lies along the plot: it stays inside.
    """
    rows: list[list[tuple[float, float]]] = []
    found: list[Above] = []
    for mark in marks:
        words = svg.fitted(mark.naam if width >= _WIDE else mark.kort, _SIZE, width)
        wide = svg.width_of(words, _SIZE)
        start = left + (width - wide) * mark.midden / 100
        own = (start, start + wide + _APART)
        if mark.soort != "voorlopig":
            ends = [left + width * at / 100 for at in (mark.van, mark.tot)]
            own = (min(own[0], ends[0] - 2), max(own[1], ends[1] + 2))
        free = (n for n, row in enumerate(rows) if all(own[1] <= a or own[0] >= b for a, b in row))
        row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(own)
        found.append(Above(mark, words, start, wide, row))
    return found


def draw_above(names: Sequence[Above], box: Box) -> str:
    """Return the stretches in and above a plot, with their names on top."""
    backs = (
        svg.rect(n.left - 1.5, _middle(n, box) - 4, n.wide + 3, 8, fill=LIGHT.card) for n in names
    )
    words = (svg.text(n.left, _middle(n, box), n.words, size=_SIZE) for n in names)
    uprights = (_stretch(n, box) for n in names)
    bars = (_bar(n, box) for n in names if n.mark.soort == "gebeurtenis")
    return "".join((*uprights, *backs, *bars, *words))


def _stretch(name: Above, box: Box) -> str:
    mark, left, right = name.mark, box.x(name.mark.van), box.x(name.mark.tot)
    if mark.soort == "voorlopig":
        return svg.rect(left, box.top, right - left, box.height, fill=LIGHT.petrol, opacity=0.07)
    if mark.soort == "breuk":
        return svg.line(left, box.top, left, box.bottom, LIGHT.control, 1.1, "3 2")
    top = box.top - ABOVE * name.row
    sides = (left,) if mark.is_moment else (left, right)
    return "".join(svg.line(x, top, x, box.bottom, LIGHT.hatch, 0.75, "1 1.5") for x in sides)


def _bar(name: Above, box: Box) -> str:
    left, right = box.x(name.mark.van), box.x(name.mark.tot)
    if name.mark.is_moment:
        left, right = left - 2, right + 2
    top = box.top - ABOVE * name.row
    return svg.rect(left, top, max(right - left, 1.0), _BAR, fill=LIGHT.hatch)


def _middle(name: Above, box: Box) -> float:
    return box.top - ABOVE * (name.row + 0.5) - 0.5
