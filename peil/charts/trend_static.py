"""The trend for a report: the layout of the screen as one SVG with its own words."""

from collections.abc import Sequence
from typing import Final

from peil import labels, svg
from peil.catalogue import Indicator
from peil.charts.marks_static import ABOVE, draw_above, place_above
from peil.charts.names_static import ROW, Box, beside, colour_of, names_of, nothing, shortened
from peil.charts.trend import trend_alt
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
#: The share of the width that the names beside the plot may take.
_NAMES: Final = 0.36
#: The same in a drawing of less than ``_SMALL`` points, where the names would be cut.
_NAMES_SMALL: Final = 0.44
_SMALL: Final = 190.0
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
        return nothing(width, alt)
    named = [line for line in layout.lines if line.naam]
    axis = max(svg.width_of(words, svg.LETTER - 0.5) for _, words in layout.ticks) + 5
    names = names_of(named, width * (_NAMES if width >= _SMALL else _NAMES_SMALL))
    right = max((name.width for name in names), default=0.0) + 9
    above = place_above(layout.marks, axis, width - axis - right)
    top = 5 + ABOVE * max((one.row + 1 for one in above), default=0)
    note = any(line.waarde.endswith("*") for line in named)
    # However low it was asked: the names never cover each other.
    room = max(height - top - _YEARS - _NOTE * note, 40.0, sum(ROW for _ in named))
    box = Box(axis, top, width - axis - right, room)
    parts = [
        _grid(layout, box),
        draw_above(above, box),
        *(_stroke(line, box) for line in layout.lines),
        *(_points(line, box, indicator) for line in layout.lines),
        beside(shortened(names, room, right - 9), box),
        _years(layout, box),
    ]
    full = box.bottom + _YEARS + _NOTE * note
    if note:
        parts.append(svg.text(0, full - 5, "* fictief cijfer", size=6.5))
    return Drawing(svg.document(width, full, parts), width, full, alt)


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
