"""Around the rows of a ranking: axis, rules and the line of the benchmark."""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.charts.base import nice_ticks, tick_texts
from peil.figure import Figure
from peil.palette import Palette

#: Width in pixels of the names left and of the values right of the plot.
LEFT: Final = 196
RIGHT: Final = 48


def axes(chart: go.Figure, rows: Sequence[Figure], colours: Palette) -> None:
    """Set the axes: rows top down, a light upright grid, a rule under every fifth row."""
    ticks = nice_ticks(_highest(rows), 4)
    chart.update_xaxes(
        range=[-ticks[-1] * 0.02, end_of(rows)],
        tickvals=ticks,
        ticktext=tick_texts(ticks),
        side="top",
        ticks="",
    )
    chart.update_yaxes(range=[len(rows) - 0.5, -0.5], showgrid=False, showticklabels=False)
    # All at once: Plotly validates every shape again for each one that is added.
    chart.update_layout(
        shapes=[rule for number in range(5, len(rows), 5) for rule in _rules(number, colours)]
    )


def _rules(row: int, colours: Palette) -> list[dict[str, Any]]:
    """Return a rule in three parts: names and values stand outside the plot, at fixed widths."""
    line = {
        "type": "line",
        "xref": "paper",
        "y0": row - 0.5,
        "y1": row - 0.5,
        "line": {"color": colours.grid, "width": 1},
        "layer": "below",
    }
    left = {"xsizemode": "pixel", "xanchor": 0, "x0": -LEFT, "x1": 0}
    right = {"xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": RIGHT}
    return [line | ends for ends in (left, right, {"x0": 0, "x1": 1})]


def _highest(rows: Sequence[Figure]) -> float:
    return max((v for f in rows for v in (f.waarde, f.hoog) if v is not None), default=0.0)


def end_of(rows: Sequence[Figure]) -> float:
    """Return where the axis ends: just past the longest margin."""
    return _highest(rows) * 1.02 or 1.0


def benchmark_line(
    chart: go.Figure,
    rows: Sequence[Figure],
    indicator: Indicator,
    benchmark: terms.Niveau,
    colours: Palette,
) -> None:
    """Draw the benchmark's own value, when all rows share one."""
    values = {v for f in rows if (v := getattr(f, f"{benchmark}_waarde")) is not None}
    if len(values) != 1:
        return
    value = values.pop()
    chart.add_shape(
        type="line",
        x0=value,
        x1=value,
        y0=0,
        y1=1,
        yref="y domain",
        layer="below",
        line={"color": colours.ink2, "width": 1.5, "dash": "6px 3px"},
    )
    text = wording.number_text(indicator, value, wording.decimals(indicator, (value,)))
    chart.add_annotation(
        text=f"<b>{labels.benchmark_name(benchmark)} {text}</b>",
        x=value,
        y=1,
        yref="y domain",
        yanchor="bottom",
        yshift=20,
        showarrow=False,
        font={"size": 13, "color": colours.ink},
    )
