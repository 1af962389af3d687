"""The trend for a report: the layout of the screen as one SVG with its own words."""

from collections.abc import Sequence
from typing import Final

from peil import labels, svg
from peil.catalogue import Indicator
from peil.charts.names_static import ROW, Box, beside, colour_of, names_of
from peil.charts.trend import trend_alt
from peil.charts.trend_frame import Mark
from peil.charts.trend_lines import Layout, Line, lay_out
from peil.drawing import Drawing
from peil.events import Event
from peil.figure import Figure
from peil.palette import LIGHT

DASHES: Final = {"eenheid": "5 2.5", "nederland": "1.5 2.5"}
#: How a provisional stretch is drawn.
LOOSE: Final = "3 2.2"
_YEARS: Final = 13.0
_NOTE: Final = 11.0
#: A plot of less than this many points wide has room for the short names only.
_WIDE: Final = 260.0
#: The share of the width that the names beside the plot may take.
_NAMES: Final = 0.36
#: The least space between two years under the plot.
_APART: Final = 7.0


def draw_trend(
    figures: Sequence[Figure],
    indicator: Indicator,
    gekozen: str | Sequence[str],
    gebeurtenissen: Sequence[Event] = (),
    *,
    width: float = 250.0,
    height: float = 150.0,
) -> Drawing:
    """Return one indicator over time, of the chosen area or areas and what they stand beside.

    Args:
        figures: all periods of all areas to show (one uitsplitsing), in any order.
        indicator: what is shown.
        gekozen: the code of the chosen area, or up to five; every other one is a thin grey line.
        gebeurtenissen: events to mark above the plot.
        width: in points.
        height: in points; what stands above and below the plot is in it.
    """
    chosen = [gekozen] if isinstance(gekozen, str) else list(gekozen)[:5]
    layout = lay_out(figures, indicator, chosen, gebeurtenissen)
    alt = trend_alt(figures, indicator, chosen[0] if chosen else "")
    if not any(line.spots for line in layout.lines):
        return _empty(width, alt)
    named = [line for line in layout.lines if line.naam]
    axis = max(svg.width_of(words, svg.LETTER - 0.5) for _, words in layout.ticks) + 5
    is_narrow = width - axis - width * _NAMES < _WIDE
    top = 5 + ROW * max((_row(m, is_narrow) + 1 for m in layout.marks), default=0)
    note = any(line.waarde.endswith("*") for line in named)
    # However low it was asked: the names never cover each other.
    room = max(height - top - _YEARS - _NOTE * note, 40.0, sum(ROW for _ in named))
    names = names_of(named, width * _NAMES, room)
    right = max((name.width for name in names), default=0.0) + 9
    box = Box(axis, top, width - axis - right, room)
    parts = [
        _marks(layout.marks, box, is_narrow),
        _grid(layout, box),
        *(_stroke(line, box) for line in layout.lines),
        *(_points(line, box, indicator) for line in layout.lines),
        beside(names, box),
        _years(layout, box),
    ]
    full = box.bottom + _YEARS + _NOTE * note
    if note:
        parts.append(svg.text(0, full - 5, "* fictief cijfer", size=6.5))
    return Drawing(svg.document(width, full, parts), width, full, alt)


def _empty(width: float, alt: str) -> Drawing:
    parts = [
        svg.rect(0.5, 0.5, width - 1, 47, stroke=LIGHT.line),
        svg.text(width / 2, 24, "Geen cijfers", size=8, anchor="middle"),
    ]
    return Drawing(svg.document(width, 48, parts), width, 48.0, alt)


def _grid(layout: Layout, box: Box) -> str:
    parts = [
        svg.line(box.left, box.y(y), box.right, box.y(y), LIGHT.control if not n else LIGHT.grid)
        for n, (y, _) in enumerate(layout.ticks)
    ]
    size = svg.LETTER - 0.5
    # Numbers stand a line apart, whatever the height of the plot.
    last = box.bottom + 100
    for y, words in layout.ticks:
        if last - box.y(y) >= size + 1:
            parts.append(svg.text(box.left - 4, box.y(y), words, size=size, anchor="end"))
            last = box.y(y)
    return "".join(parts)


def _years(layout: Layout, box: Box) -> str:
    """Return the years under the plot, the newest always and the others as far as they fit."""
    parts: list[str] = []
    size, edge = svg.LETTER - 0.5, float("inf")
    for at, words, _ in reversed(layout.years):
        half = svg.width_of(words, size) / 2
        x = box.x(at)
        if x + half <= edge:
            parts.append(svg.text(x, box.bottom + 8, words, size=size, anchor="middle"))
            edge = x - half - _APART
    return "".join(parts)


def _stroke(line: Line, box: Box) -> str:
    colour = colour_of(line)
    parts: list[str] = []
    for upper, lower in line.band:
        up = [(box.x(x), box.y(y)) for x, y in upper]
        down = [(box.x(x), box.y(y)) for x, y in lower]
        if len(up) > 1:
            d = svg.joined([*up, *reversed(down)], closed=True)
            parts.append(svg.path(d, fill=colour, opacity=0.18))
        elif up:
            (x, high), (_, low) = up[0], down[0]
            parts.append(svg.rect(x - 4, high, 8, low - high, fill=colour, opacity=0.22))
    wide = 2.0 if line.nummer else 1.1
    own = "" if line.nummer else DASHES.get(line.niveau, "")
    for runs, dash in ((line.firm, own), (line.loose, LOOSE)):
        d = "".join(svg.joined([(box.x(s.x), box.y(s.y)) for s in run]) for run in runs)
        parts.append(svg.path(d, stroke=colour, width=wide, dash=dash))
    return "".join(parts)


def _points(line: Line, box: Box, indicator: Indicator) -> str:
    """Return the points of a chosen line, and why a period has none."""
    colour = colour_of(line)
    parts: list[str] = []
    if not line.nummer:
        # A single value of a benchmark has no line: then its point must tell.
        alone = line.spots if len(line.spots) == 1 else ()
        return "".join(svg.circle(box.x(s.x), box.y(s.y), 1.8, fill=colour) for s in alone)
    for spot in line.gaps:
        words = labels.mark(spot.figure, indicator)
        x = min(max(box.x(spot.x), box.left + 6), box.right - 6)
        parts.append(svg.text(x, box.bottom - 6, words, size=7, anchor="middle", halo=LIGHT.card))
    for spot in line.spots:
        fill = LIGHT.card if spot.figure.is_voorlopig else colour
        parts.append(svg.circle(box.x(spot.x), box.y(spot.y), 2.5, fill=fill, stroke=colour))
    return "".join(parts)


def _row(mark: Mark, is_narrow: bool) -> int:
    return mark.rij_smal if is_narrow else mark.rij


def _marks(marks: Sequence[Mark], box: Box, is_narrow: bool) -> str:
    stretches = "".join(_stretch(mark, box, is_narrow) for mark in marks)
    return stretches + "".join(_above(mark, box, is_narrow) for mark in marks)


def _stretch(mark: Mark, box: Box, is_narrow: bool) -> str:
    left, right = box.x(mark.van), box.x(mark.tot)
    if mark.soort == "voorlopig":
        return svg.rect(left, box.top, right - left, box.height, fill=LIGHT.petrol, opacity=0.07)
    if mark.soort == "breuk":
        return svg.line(left, box.top, left, box.bottom, LIGHT.control, 1.1, "3 2")
    top = box.top - ROW * _row(mark, is_narrow)
    sides = (left,) if mark.is_moment else (left, right)
    edges = "".join(svg.line(x, top, x, box.bottom, LIGHT.hatch, 0.75, "1 1.5") for x in sides)
    if mark.is_moment:
        return edges + svg.rect(left - 2, top, 4, 3, fill=LIGHT.hatch)
    return edges + svg.rect(left, top, max(right - left, 1.0), 3, fill=LIGHT.hatch)


def _above(mark: Mark, box: Box, is_narrow: bool) -> str:
    """Return the name above the plot; it slides along itself, so that it stays inside."""
    size = svg.LETTER - 0.5
    words = svg.fitted(mark.kort if is_narrow else mark.naam, size, box.width)
    wide = svg.width_of(words, size)
    x = box.left + (box.width - wide) * mark.midden / 100
    y = box.top - ROW * (_row(mark, is_narrow) + 0.5) - 0.5
    back = svg.rect(x - 1.5, y - 4, wide + 3, 8, fill=LIGHT.card)
    return back + svg.text(x, y, words, size=size)
