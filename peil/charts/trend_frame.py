"""Around the lines of a trend: axes, provisional years, breaks and events."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from peil.catalogue import Indicator
from peil.charts.base import tick_texts
from peil.figure import Figure
from peil.palette import Palette, with_alpha
from peil.periods import parse_period


@dataclass(frozen=True, slots=True)
class Event:
    """Something that explains a change: a name and when it began and ended, in years."""

    naam: str
    van: float
    tot: float


def place(figure: Figure) -> float:
    """Return where a period lies on the axis: its year and the part of it that has passed."""
    period = parse_period(figure.periode)
    return period.jaar + (period.start.month - 1) / 12


def axes(chart: Any, positions: Sequence[float], ticks: Sequence[float], colours: Palette) -> None:
    """Set the axes: zero baseline, horizontal grid only, as many years as fit."""
    years = sorted({int(p) for p in positions}) or [0]
    step = -(-len(years) // 5)
    shown = [year for year in years if (years[-1] - year) % step == 0]
    start, end = (positions[0], positions[-1]) if positions else (0.0, 1.0)
    room = max((end - start) * 0.03, 0.15)
    chart.update_xaxes(
        range=[start - room, end + room],
        showgrid=False,
        showline=True,
        tickvals=shown,
        ticktext=[str(year) for year in shown],
        ticklabelstandoff=6,
        tickangle=0,
    )
    chart.update_yaxes(
        range=[0, top_of(ticks)],
        tickvals=list(ticks),
        ticktext=tick_texts(ticks),
        ticklabelstandoff=4,
        gridcolor=colours.grid,
    )


def top_of(ticks: Sequence[float]) -> float:
    """Return the upper end of the axis: a little above the highest tick."""
    return ticks[-1] * 1.02


def provisional(
    chart: Any, figures: Sequence[Figure], positions: Sequence[float], colours: Palette
) -> None:
    """Tint the periods that may still change and say so above them."""
    loose = sorted({place(f) for f in figures if f.is_voorlopig})
    if not loose or len(positions) < 2:
        return
    half = min(later - earlier for earlier, later in pairwise(positions)) / 2
    end = loose[-1] + half * 0.6
    chart.add_shape(
        type="rect",
        x0=loose[0] - half,
        x1=end,
        y0=0,
        y1=1,
        yref="y domain",
        fillcolor=with_alpha(colours.petrol, 0.07),
        line_width=0,
        layer="below",
    )
    _note(chart, "voorlopig", end, colours, anchor="right")


def breaks(chart: Any, indicator: Indicator, positions: Sequence[float], colours: Palette) -> None:
    """Draw an upright line before a year that cannot be compared with the years before."""
    for trend_break in indicator.breuken:
        if positions and positions[0] < trend_break.jaar <= positions[-1]:
            at = trend_break.jaar - 0.5
            _upright(chart, at, colours)
            _note(chart, "trendbreuk", at, colours, hover=trend_break.uitleg)


def event(chart: Any, what: Event, colours: Palette) -> None:
    """Draw a grey bar above the plot with dotted edges, and its name above that."""
    chart.add_shape(
        type="rect",
        x0=what.van,
        x1=what.tot,
        y0=0.985,
        y1=1.0,
        yref="y domain",
        fillcolor=colours.hatch,
        line_width=0,
    )
    for edge in (what.van, what.tot):
        _upright(chart, edge, colours)
    _note(chart, what.naam, (what.van + what.tot) / 2, colours, shift=20)


def _upright(chart: Any, at: float, colours: Palette) -> None:
    chart.add_shape(
        type="line",
        x0=at,
        x1=at,
        y0=0,
        y1=1,
        yref="y domain",
        layer="below",
        line={"color": colours.hatch, "width": 1, "dash": "dot"},
    )


def _note(
    chart: Any,
    text: str,
    at: float,
    colours: Palette,
    *,
    hover: str = "",
    anchor: str = "center",
    shift: int = 4,
) -> None:
    chart.add_annotation(
        text=text,
        x=at,
        y=1,
        yref="y domain",
        xanchor=anchor,
        yanchor="bottom",
        yshift=shift,
        showarrow=False,
        font={"size": 12, "color": colours.ink2},
        hovertext=hover or None,
    )
