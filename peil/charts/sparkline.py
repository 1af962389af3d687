"""A line of a few pixels high, as SVG: the course of one area, without axes."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from peil import labels, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.palette import palette
from peil.periods import parse_period


def sparkline(
    figures: Sequence[Figure],
    indicator: Indicator,
    *,
    width: int = 220,
    height: int = 40,
    dark: bool = False,
) -> str:
    """Return an ``<svg>`` of one area's figures; zero is the bottom, a gap stays a gap."""
    colours = palette(dark)
    own = sorted(figures, key=lambda f: parse_period(f.periode).start)
    known = [f for f in own if wording.has_value(f)]
    if not known:
        return ""
    top = max(f.waarde or 0 for f in known) or 1.0
    span = max(own[-1].jaar - own[0].jaar, 1)

    def point(f: Figure) -> str:
        x = 5 + (width - 10) * (f.jaar - own[0].jaar) / span
        return f"{x:.1f} {height - 5 - (height - 10) * (f.waarde or 0) / top:.1f}"

    strokes = "".join(
        f'<path d="M{point(a)}L{point(b)}"{_dash(b)}/>'
        for a, b in pairwise(own)
        if wording.has_value(a) and wording.has_value(b)
    )
    last = known[-1]
    x, y = point(last).split()
    fill = colours.card if last.is_voorlopig else colours.petrol
    words = (
        f"{known[0].gebied}: {labels.value_words(known[0], indicator)} in {known[0].periode}, "
        f"{labels.value_words(last, indicator)} in {last.periode}"
    )
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(words)}">'
        f'<g fill="none" stroke="{colours.petrol}" stroke-width="2">{strokes}</g>'
        f'<circle cx="{x}" cy="{y}" r="3.5" fill="{fill}" stroke="{colours.petrol}" '
        'stroke-width="2"/></svg>'
    )


def _dash(figure: Figure) -> str:
    return ' stroke-dasharray="4 3"' if figure.is_voorlopig else ""
