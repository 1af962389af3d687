"""Small multiples: one little trend per area, all on one scale."""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from peil import labels, wording
from peil.catalogue import Indicator
from peil.charts.base import canvas, nice_ticks, tick_texts
from peil.figure import Figure
from peil.palette import Palette, palette
from peil.periods import parse_period

_ROW = 148
_SHARED: Final[dict[str, Any]] = {"shared_xaxes": "all", "shared_yaxes": "all"}


def small_multiples(
    figures: Sequence[Figure],
    indicator: Indicator,
    achtergrond: str | None = None,
    *,
    kolommen: int = 3,
    dark: bool = False,
) -> go.Figure:
    """Draw one panel per area on one scale, with one area as a dashed line behind each.

    Args:
        figures: all periods of the areas, and of ``achtergrond``.
        indicator: what is shown.
        achtergrond: the code of the area that is the measure, for example the eenheid.
        kolommen: panels beside each other; three stay readable at 400 pixels.
        dark: the dark scheme.
    """
    colours = palette(dark)
    areas: dict[str, list[Figure]] = {}
    for f in sorted(figures, key=lambda f: (f.gebied, parse_period(f.periode).start)):
        areas.setdefault(f.gebied_code, []).append(f)
    behind = areas.pop(achtergrond, []) if achtergrond else []
    rows = -(-len(areas) // kolommen) or 1
    base = canvas(colours, height=_ROW * rows + 16, left=32, right=12, top=28, bottom=24)
    names = [_title(own) for own in areas.values()]
    chart: Any = make_subplots(
        rows=rows,
        cols=kolommen,
        **_SHARED,
        subplot_titles=names,
        horizontal_spacing=0.05,
        vertical_spacing=0.4 / rows,
    )
    chart.update_layout(base.layout)
    for note in chart.layout.annotations:
        note.update(font={"size": 13, "color": colours.ink}, x=note.x, yshift=4)
    _axes(chart, figures, colours)
    for n, own in enumerate(areas.values()):
        _panel(chart, own, behind, indicator, n // kolommen + 1, n % kolommen + 1, colours)
    return chart


def _title(own: Sequence[Figure]) -> str:
    return f"<b>{own[0].gebied}</b>"


def _axes(chart: go.Figure, figures: Sequence[Figure], colours: Palette) -> None:
    ticks = nice_ticks(max((f.waarde for f in figures if f.waarde is not None), default=0.0), 2)
    years = sorted({f.jaar for f in figures}) or [0]
    chart.update_yaxes(range=[0, ticks[-1] * 1.15 or 1], tickvals=ticks, ticktext=tick_texts(ticks))
    chart.update_xaxes(
        range=[years[0] - 0.5, years[-1] + 0.9],
        tickvals=[years[0], years[-1]],
        ticktext=[f"’{year % 100:02}" for year in (years[0], years[-1])],
        showgrid=False,
        showline=True,
        linecolor=colours.control,
        showticklabels=True,
    )


def _panel(
    chart: go.Figure,
    own: Sequence[Figure],
    behind: Sequence[Figure],
    indicator: Indicator,
    row: int,
    col: int,
    colours: Palette,
) -> None:
    place = {"row": row, "col": col}
    chart.add_scatter(
        x=[f.jaar for f in behind],
        y=[f.waarde for f in behind],
        mode="lines",
        **place,
        line={"color": colours.ink2, "width": 1.5, "dash": "6px 3px"},
        hoverinfo="skip",
    )
    firm = [f for f in own if not f.is_voorlopig]
    loose = [*firm[-1:], *(f for f in own if f.is_voorlopig)]
    for part, dash in ((firm, "solid"), (loose, "4px 3px")):
        chart.add_scatter(
            x=[f.jaar for f in part],
            y=[f.waarde for f in part],
            mode="lines",
            **place,
            line={"color": colours.petrol, "width": 2.2, "dash": dash},
            hoverinfo="skip",
        )
    known = [f for f in own if wording.has_value(f)]
    last = known[-1] if known else None
    chart.add_scatter(
        x=[f.jaar for f in known],
        y=[f.waarde for f in known],
        mode="markers+text",
        marker={
            "size": 8,
            "color": [colours.card if f.is_voorlopig else colours.petrol for f in known],
            "line": {"color": colours.petrol, "width": 2},
            "opacity": [1 if f is last else 0 for f in known],
        },
        text=[f"<b>{labels.mark(f, indicator)}</b>" if f is last else "" for f in known],
        textposition="top center",
        textfont={"size": 13, "color": colours.ink},
        cliponaxis=False,
        customdata=[f.gebied_code for f in known],
        hovertext=["<br>".join(labels.describe(f, indicator, None)) for f in known],
        hoverinfo="text",
        **place,
    )
