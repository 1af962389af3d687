"""Small multiples for a report: a little trend per area, all on one scale."""

from collections.abc import Mapping, Sequence
from typing import Final

from peil import labels, svg, terms
from peil.catalogue import Indicator
from peil.charts.multiples import Layout, Panel, lay_out, multiples_alt
from peil.charts.names_static import Box, nothing
from peil.charts.series import Spot
from peil.charts.trend_static import DASHES, LOOSE
from peil.drawing import Drawing
from peil.figure import Figure
from peil.palette import LIGHT

#: The least and most width of a panel and the space between two, in points.
_LEAST: Final = 92.0
_MOST: Final = 180.0
_BETWEEN: Final = 12.0
#: The height of the name above the plot of a panel, and of the years below.
_NAME: Final = 11.0
_YEARS: Final = 15.0
_NOTE: Final = 10.0
_SMALL: Final = 6.5
_LEVELS: Final[Mapping[str, terms.Niveau]] = {b: b for b in terms.BENCHMARKS}


def draw_multiples(
    figures: Sequence[Figure],
    indicator: Indicator,
    achtergrond: str | None = None,
    *,
    width: float = 480.0,
    plot: float = 38.0,
) -> Drawing:
    """Return a panel per area on one scale, as many beside each other as fit.

    Args:
        figures: all periods of the areas, and of ``achtergrond``.
        indicator: what is shown.
        achtergrond: the code of the area that is the measure: a dashed line behind each panel.
        width: in points.
        plot: the height of the plot of one panel, in points.
    """
    layout = lay_out(figures, indicator, achtergrond)
    alt = multiples_alt(layout, indicator)
    if not any(panel.spots for panel in layout.panels):
        return nothing(width, alt)
    axis = max(svg.width_of(words, _SMALL) for _, words in layout.ticks) + 4
    columns = _columns(layout, axis, width)
    wide = min((width - _BETWEEN * (columns - 1)) / columns, _MOST)
    tall = _NAME + plot + _YEARS
    parts: list[str] = []
    for n, panel in enumerate(layout.panels):
        left, top = (wide + _BETWEEN) * (n % columns), tall * (n // columns)
        box = Box(left + axis, top + _NAME, wide - axis, plot)
        parts += [_panel(panel, layout, box, left), _value(panel, box)]
    bottom = tall * -(-len(layout.panels) // columns)
    full = bottom + _NOTE
    parts.append(_key(layout, figures, achtergrond, bottom + 4))
    return Drawing(svg.document(width, full, parts), width, full, alt)


def _key(layout: Layout, figures: Sequence[Figure], achtergrond: str | None, y: float) -> str:
    """Return what the dashed line, an open point and a star mean, as far as they occur."""
    x, parts = 0.0, list[str]()
    behind = next((f.niveau for f in figures if f.gebied_code == achtergrond), "")
    level = _LEVELS.get(behind)
    if level and any(panel.achter for panel in layout.panels):
        parts.append(svg.line(x, y, x + 18, y, LIGHT.ink2, 0.9, DASHES["eenheid"]))
        words = labels.benchmark_name(level)
        parts.append(svg.text(x + 22, y, words, size=_SMALL))
        x += 34 + svg.width_of(words, _SMALL)
    last = [panel.spots[-1].figure for panel in layout.panels if panel.spots]
    if any(f.is_voorlopig for f in last):
        parts.append(svg.circle(x + 3, y, 2.2, fill=LIGHT.card, stroke=LIGHT.petrol))
        parts.append(svg.text(x + 9, y, "voorlopig", size=_SMALL))
        x += 21 + svg.width_of("voorlopig", _SMALL)
    if any(panel.waarde.endswith("*") for panel in layout.panels):
        parts.append(svg.text(x, y, "* fictief cijfer", size=_SMALL))
    return "".join(parts)


def _columns(layout: Layout, axis: float, width: float) -> int:
    """Return how many panels stand beside each other: no more than their values have room for."""
    values = max(svg.width_of(panel.waarde, svg.LETTER, 600) for panel in layout.panels)
    least = max(_LEAST, axis + values + 8)
    fit = max(int((width + _BETWEEN) // (least + _BETWEEN)), 1)
    rows = -(-len(layout.panels) // fit)
    # No row with one panel below a full one.
    return -(-len(layout.panels) // rows)


def _panel(panel: Panel, layout: Layout, box: Box, left: float) -> str:
    name = svg.fitted(panel.naam, svg.LETTER, box.right - left, 600)
    parts = [svg.text(left, box.top - 6, name, weight=600, fill=LIGHT.ink)]
    for n, (y, words) in enumerate(layout.ticks):
        at = box.y(y)
        parts.append(svg.line(box.left, at, box.right, at, LIGHT.grid if n else LIGHT.control))
        parts.append(svg.text(box.left - 3, at, words, size=_SMALL, anchor="end"))
    for runs, colour, thick, dash in (
        (panel.achter, LIGHT.ink2, 0.9, DASHES["eenheid"]),
        (panel.firm, LIGHT.petrol, 1.6, ""),
        (panel.loose, LIGHT.petrol, 1.6, LOOSE),
    ):
        d = "".join(_path(run, box) for run in runs)
        parts.append(svg.path(d, stroke=colour, width=thick, dash=dash))
    parts.append(_ends(layout, box))
    return "".join(parts)


def _path(run: Sequence[Spot], box: Box) -> str:
    return svg.joined([(box.x(s.x), box.y(s.y)) for s in run])


def _ends(layout: Layout, box: Box) -> str:
    """Return the first and the last year, each inside its own end of the plot."""
    y = box.bottom + 7
    parts: list[str] = []
    for n, (x, words) in enumerate(layout.ends):
        half = svg.width_of(words, _SMALL) / 2
        at = min(max(box.x(x), box.left + half), box.right - half)
        if n == 0 or at - half > box.x(layout.ends[0][0]) + half + 3:
            parts.append(svg.text(at, y, words, size=_SMALL, anchor="middle"))
    return "".join(parts)


def _value(panel: Panel, box: Box) -> str:
    """Return the newest point with its value above it, or that there is none."""
    if panel.last is None:
        middle = (box.left + box.right) / 2
        return svg.text(
            middle, box.top + box.height / 2, "geen cijfers", size=7, anchor="middle",
            halo=LIGHT.card,
        )  # fmt: skip
    spot = panel.spots[-1]
    x, y = box.x(spot.x), box.y(spot.y)
    fill = LIGHT.card if spot.figure.is_voorlopig else LIGHT.petrol
    half = svg.width_of(panel.waarde, svg.LETTER, 600) / 2
    at = min(max(x, box.left + half), box.right - half)
    words = svg.text(
        at, y - 6.5, panel.waarde, weight=600, fill=LIGHT.petrol, anchor="middle", halo=LIGHT.card
    )
    # One point has no line: then the others must tell as points.
    lone = [s for s in panel.spots[:-1] if not any(s in r for r in (*panel.firm, *panel.loose))]
    dots = "".join(svg.circle(box.x(s.x), box.y(s.y), 1.2, fill=LIGHT.petrol) for s in lone)
    return dots + svg.circle(x, y, 2.2, fill=fill, stroke=LIGHT.petrol) + words
