"""The bars of a card for a report: one figure with its margin, and a row per benchmark.

Its words stand beside it in the layout: a row is exactly ``ROW`` points high.
"""

from collections.abc import Sequence
from typing import Final

from peil import gauge, labels, svg, terms, wording
from peil.catalogue import Indicator
from peil.drawing import Drawing
from peil.figure import Figure
from peil.palette import LIGHT

ROW: Final = 14.0
RULER: Final = 12.0
#: Room at both ends for a point that lies there.
_EDGE: Final = 3.6
_SIZE: Final = 6.0
#: Of the ruler: how many small steps it has, and how many of those make a large one.
_SMALL, _LARGE = 20, 5


def draw_bars(
    figure: Figure,
    indicator: Indicator,
    benchmarks: Sequence[terms.Niveau],
    *,
    width: float = 100.0,
) -> Drawing:
    """Return a figure with its margin of 95 percent above what it is set beside, on one ruler.

    Args:
        figure: what the card is about.
        indicator: its indicator.
        benchmarks: the larger areas, a row for each; one without a number has an empty row.
        width: in points.
    """
    rests = [wording.benchmark_value(figure, b) for b in benchmarks]
    top = gauge.ruler_top([figure.waarde, figure.hoog, *rests], figure.marge_hoog)
    tall = ROW * (len(rests) + 1)

    def x(value: float) -> float:
        return _EDGE + (width - 2 * _EDGE) * gauge.share(value, top) / 100

    parts: list[str] = []
    if figure.marge_laag is not None and figure.marge_hoog is not None:
        left, right = x(figure.marge_laag), x(figure.marge_hoog)
        parts.append(svg.rect(left, 0, right - left, tall, fill=LIGHT.marge))
    for n, (level, rest) in enumerate(zip(benchmarks, rests, strict=True)):
        y, dash = ROW * (n + 1.5), gauge.DASHES.get(level, "")
        if rest is not None:
            parts.append(svg.line(_EDGE, y, x(rest), y, LIGHT.control, 0.75, dash))
            parts.append(svg.line(x(rest), y - 4.5, x(rest), y + 4.5, LIGHT.ink2, 1.6))
    if wording.has_value(figure):
        parts.append(_own(figure, [x(v or 0.0) for v in (figure.waarde, figure.laag, figure.hoog)]))
    parts.append(_ruler(gauge.ruler_marks(top, indicator), width, tall))
    full = tall + RULER
    return Drawing(
        svg.document(width, full, parts), width, full, bars_alt(figure, indicator, benchmarks)
    )


def bars_alt(figure: Figure, indicator: Indicator, benchmarks: Sequence[terms.Niveau]) -> str:
    """Return the figure with its margin, and how it compares, in words."""
    margin = wording.margin_text(figure, indicator) if wording.has_value(figure) else ""
    value = ", ".join(filter(None, (labels.value_words(figure, indicator), margin)))
    text = f"Balk van {indicator.titel}, {figure.gebied}: {value}."
    for benchmark in benchmarks:
        # Who hears the words has no use for the sign before them.
        words = labels.without_sign(labels.comparison_words(figure, indicator, benchmark))
        text += f" {wording.upper_first(words)}." if words else ""
    return text


def _own(figure: Figure, places: Sequence[float]) -> str:
    y, (point, low, high) = ROW / 2, places
    bar = ""
    if figure.laag is not None and figure.hoog is not None:
        bar = svg.rect(low, y - 1.7, high - low, 3.4, fill=LIGHT.petrol, opacity=0.35)
    if figure.is_voorlopig:
        dot = svg.circle(point, y, 2.6, fill=LIGHT.card, stroke=LIGHT.petrol, width=1.4)
    else:
        dot = svg.circle(point, y, 3.2, fill=LIGHT.petrol, stroke=LIGHT.card, width=0.8)
    return bar + dot


def _ruler(marks: tuple[str, str, str], width: float, y: float) -> str:
    """Return the ruler below; its middle number only where it stands clear of the last."""
    left, wide = _EDGE, width - 2 * _EDGE
    ticks = "".join(
        f"M{svg.number(left + wide * n / _SMALL)} {svg.number(y)}v{2 if n % _LARGE else 4}"
        for n in range(_SMALL + 1)
    )
    parts = [
        svg.line(left, y, left + wide, y, LIGHT.control, 0.75),
        svg.path(ticks, stroke=LIGHT.control, width=0.6),
    ]
    first, middle, last = marks
    base = y + 8.2
    parts.append(svg.text(left, base, first, size=_SIZE))
    parts.append(svg.text(left + wide, base, last, size=_SIZE, anchor="end"))
    if svg.width_of(middle, _SIZE) / 2 + svg.width_of(last, _SIZE) + 4 < wide / 2:
        parts.append(svg.text(width / 2, base, middle, size=_SIZE, anchor="middle"))
    return "".join(parts)
