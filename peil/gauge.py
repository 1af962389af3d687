"""The drawn parts of a card: bars with their ruler, and the sparkline. SVG text, no page.

Positions are percentages of the width, so that a drawing follows its column. The drawings are
hidden from assistive technology: the same facts stand beside them as text.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from peil import wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.numbers import format_number

ROW: Final = 26
#: The line style of each benchmark.
DASHES: Final = {"district": "", "eenheid": "6 3", "nederland": "2 3"}
_STEPS: Final = (1, 2, 4, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Tick:
    """A benchmark on the ruler: its niveau (line style) and its value, if it has one."""

    niveau: str
    waarde: float | None


def ruler_top(values: Sequence[float | None], margin: float | None) -> float:
    """Return the end of the ruler: round, above every value, and at most 1,6 times those.

    The vergelijkmarge may run off the ruler; a wide margin must not squeeze the bars.
    """
    known = [v for v in values if v is not None and v > 0]
    if not known:
        return 1.0
    highest = max(known)
    wanted = max(highest * 1.05, min(margin or 0.0, highest * 1.6))
    size = 10.0 ** math.floor(math.log10(wanted))
    return next(step * size for step in _STEPS if step * size >= wanted * (1 - 1e-9))


def ruler_marks(top: float, indicator: Indicator) -> tuple[str, str, str]:
    """Return the numbers at the start, the middle and the end of the ruler."""
    half = top / 2
    places = 0 if half == int(half) else max(1, wording.decimals(indicator, (half,)))
    first, middle, last = (format_number(v, 0 if v == int(v) else places) for v in (0.0, half, top))
    return first, middle, last


def share(value: float, top: float) -> float:
    """Return where a value lies on the ruler, in percent of its width; never outside."""
    return max(0.0, min(100.0, 100 * value / top))


def bars(figure: Figure, ticks: Sequence[Tick], top: float) -> str:
    """Return the SVG of one figure and its benchmarks, a row of 26 px for each."""
    height = ROW * (len(ticks) + 1)
    parts = [_margin(figure, top, height), _own(figure, top)]
    parts += [_benchmark(tick, top, ROW * (n + 1.5)) for n, tick in enumerate(ticks)]
    return (
        f'<svg class="t" aria-hidden="true" style="height:{height}px;'
        f'grid-row:1/{len(ticks) + 2}">{"".join(parts)}</svg>'
    )


def _margin(figure: Figure, top: float, height: int) -> str:
    if figure.marge_laag is None or figure.marge_hoog is None:
        return ""
    left, right = share(figure.marge_laag, top), share(figure.marge_hoog, top)
    return f'<rect class="band" x="{left:.2f}%" width="{right - left:.2f}%" height="{height}"/>'


def _own(figure: Figure, top: float) -> str:
    y, bar = ROW / 2, ""
    if figure.laag is not None and figure.hoog is not None:
        left, right = share(figure.laag, top), share(figure.hoog, top)
        bar = f'<line class="bar" x1="{left:.2f}%" x2="{right:.2f}%" y1="{y}" y2="{y}"/>'
    point = share(figure.waarde or 0, top)
    kind = "dot open" if figure.is_voorlopig else "dot"
    return f'{bar}<circle class="{kind}" cx="{point:.2f}%" cy="{y}" r="5.5"/>'


def _benchmark(tick: Tick, top: float, y: float) -> str:
    if tick.waarde is None:
        return ""
    x, dash = share(tick.waarde, top), DASHES.get(tick.niveau, "")
    return (
        f'<line class="lead-in" x1="0" x2="{x:.2f}%" y1="{y}" y2="{y}" stroke-dasharray="{dash}"/>'
        f'<line class="tick" x1="{x:.2f}%" x2="{x:.2f}%" y1="{y - 8}" y2="{y + 8}"/>'
    )


def spark_top(series: Sequence[Figure]) -> float:
    """Return the value at the top edge of a sparkline."""
    return max((f.waarde or 0 for f in series), default=0) * 1.1 or 1.0


def sparkline(series: Sequence[Figure]) -> str:
    """Return the line of one area through its years; a gap where a year has no value.

    ``series``: figures of one indicator and area, oldest first. A voorlopig year is dashed and
    the last point is open when it is voorlopig.
    """
    if not series:
        return ""
    top, first = spark_top(series), series[0].jaar
    span = max(1, series[-1].jaar - first)
    points = [
        (100 * (f.jaar - first) / span, 43 - 41 * (f.waarde or 0) / top, f)
        for f in series
        if f.waarde is not None
    ]
    if not points:
        return ""
    solid, dashed = _paths(points)
    x, y, last = points[-1]
    kind = "end open" if last.is_voorlopig else "end"
    return (
        '<div class="plot" aria-hidden="true"><svg viewBox="0 0 100 44" preserveAspectRatio="none">'
        '<line class="base" x1="0" x2="100" y1="43.5" y2="43.5"/>'
        f'<path class="line" d="{solid}"/><path class="line soft" d="{dashed}"/></svg>'
        f'<i class="{kind}" style="left:{x:.1f}%;top:{y:.1f}px"></i></div>'
    )


def _paths(points: Sequence[tuple[float, float, Figure]]) -> tuple[str, str]:
    solid, dashed = "", ""
    for (x0, y0, before), (x1, y1, after) in pairwise(points):
        if after.jaar - before.jaar > 1:
            continue
        piece = f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
        if after.is_voorlopig:
            dashed += piece
        else:
            solid += piece
    return solid, dashed
