"""The trend: chosen areas over the years against district, eenheid and nederland."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import plotly.graph_objects as go

from peil import labels, wording
from peil.catalogue import Indicator
from peil.charts.base import canvas, nice_ticks, spread, tick_texts
from peil.figure import Figure
from peil.palette import Palette, palette, with_alpha
from peil.periods import parse_period

_DASH: Final = {
    "gemeente": "solid",
    "district": "solid",
    "eenheid": "6px 3px",
    "nederland": "2px 3px",
}
_HEIGHT: Final = 360
_TOP, _BOTTOM = 36, 32


@dataclass(frozen=True, slots=True)
class Event:
    """Something that explains a change: a name and the first and last year it lasted."""

    naam: str
    van: float
    tot: float


@dataclass(frozen=True, slots=True)
class _Line:
    """One area's figures, old to new, with how the line is drawn."""

    figures: tuple[Figure, ...]
    colour: str
    dash: str
    width: float
    is_chosen: bool

    @property
    def last(self) -> Figure | None:
        known = [f for f in self.figures if wording.has_value(f)]
        return known[-1] if known else None


def trend(
    figures: Sequence[Figure],
    indicator: Indicator,
    gekozen: str | Sequence[str],
    *,
    gebeurtenissen: Sequence[Event] = (),
    dark: bool = False,
) -> go.Figure:
    """Draw one indicator over time.

    Args:
        figures: all periods of all areas to show (one uitsplitsing), in any order.
        indicator: what is shown.
        gekozen: the code of the chosen area (petrol, points, band of the 95 % interval), or up
            to five codes to set beside each other; every other area is a thin grey line.
        gebeurtenissen: events to mark above the plot.
        dark: the dark scheme.
    """
    chosen = [gekozen] if isinstance(gekozen, str) else list(gekozen)
    colours = palette(dark)
    lines = _lines(figures, chosen, colours)
    positions = sorted({_x(f) for line in lines for f in line.figures})
    top = _highest(lines)
    ticks = nice_ticks(top)
    chart = canvas(colours, height=_HEIGHT, left=40, right=8, top=_TOP, bottom=_BOTTOM)
    _frame(chart, figures, positions, ticks, colours)
    _provisional(chart, [line for line in lines if line.is_chosen] or lines, positions, colours)
    _breaks(chart, indicator, positions, colours)
    for event in gebeurtenissen:
        _event(chart, event, colours)
    for line in lines:
        _draw(chart, line, indicator, colours)
    _end_labels(chart, lines, indicator, ticks[-1], colours)
    return chart


def trend_alt(figures: Sequence[Figure], indicator: Indicator, gekozen: str) -> str:
    """Return what a reader who cannot see the chart must know: first, last and trend."""
    own = [f for f in _ordered(figures) if f.gebied_code == gekozen and wording.has_value(f)]
    if not own:
        return f"{indicator.titel}: voor dit gebied is er geen cijfer."
    first, last = own[0], own[-1]
    text = (
        f"Lijn van {indicator.titel}, {first.gebied}: "
        f"{labels.value_words(first, indicator)} in {parse_period(first.periode).label}, "
        f"{labels.value_words(last, indicator)} in {parse_period(last.periode).label}."
    )
    return f"{text} {wording.trend_text(last)}." if last.trend_woord else text


def _x(figure: Figure) -> float:
    """Return the place of a period on the axis: a year and its part."""
    period = parse_period(figure.periode)
    return period.jaar + (period.start.month - 1) / 12


def _ordered(figures: Sequence[Figure]) -> list[Figure]:
    return sorted(figures, key=_x)


def _lines(figures: Sequence[Figure], chosen: Sequence[str], colours: Palette) -> list[_Line]:
    """Group the figures per area; grey lines first, so that the chosen one lies on top."""
    areas: dict[str, list[Figure]] = {}
    for figure in _ordered(figures):
        areas.setdefault(figure.gebied_code, []).append(figure)
    grey = [
        _Line(tuple(own), colours.ink2, _DASH[own[0].niveau], 1.5, False)
        for code, own in areas.items()
        if code not in chosen
    ]
    strong = [
        _Line(tuple(areas[code]), colours.categorical[n % 5], "solid", 2.5, True)
        for n, code in enumerate(chosen)
        if code in areas
    ]
    return [*grey, *reversed(strong)]


def _highest(lines: Sequence[_Line]) -> float:
    return max(
        (
            value
            for line in lines
            for f in line.figures
            for value in (f.waarde, f.hoog if line.is_chosen else None)
            if value is not None
        ),
        default=0.0,
    )


def _frame(
    chart: go.Figure,
    figures: Sequence[Figure],
    positions: Sequence[float],
    ticks: Sequence[float],
    colours: Palette,
) -> None:
    """Set the axes: zero baseline, horizontal grid only, a tick per year."""
    years = sorted({int(p) for p in positions}) or [0]
    step = 1 if len(years) <= 6 else 2
    shown = [y for y in years if (years[-1] - y) % step == 0]
    single = all(f.periode_soort == "jaar" for f in figures)
    start, end = (positions[0], positions[-1]) if positions else (0.0, 1.0)
    room = max((end - start) * 0.03, 0.15)
    chart.update_xaxes(
        range=[start - room, end + room],
        domain=[0, 0.76],
        showgrid=False,
        tickvals=shown,
        ticktext=[str(y) for y in shown],
        ticks="" if single else "outside",
    )
    chart.update_yaxes(
        range=[0, ticks[-1] * 1.02 or 1], tickvals=list(ticks), ticktext=tick_texts(ticks)
    )
    chart.add_shape(
        type="line", x0=start - room, x1=end + room, y0=0, y1=0, layer="below",
        line={"color": colours.control, "width": 1},
    )  # fmt: skip


def _provisional(
    chart: go.Figure, lines: Sequence[_Line], positions: Sequence[float], colours: Palette
) -> None:
    """Tint the periods that may still change and say so above them."""
    loose = sorted({_x(f) for line in lines for f in line.figures if f.is_voorlopig})
    if not loose or len(positions) < 2:
        return
    half = min(b - a for a, b in pairwise(positions)) / 2
    chart.add_shape(
        type="rect", x0=loose[0] - half, x1=loose[-1] + half * 0.6, y0=0, y1=1, yref="y domain",
        fillcolor=with_alpha(colours.petrol, 0.07), line_width=0, layer="below",
    )  # fmt: skip
    _note(chart, "voorlopig", (loose[0] + loose[-1]) / 2, colours)


def _breaks(
    chart: go.Figure, indicator: Indicator, positions: Sequence[float], colours: Palette
) -> None:
    """Draw an upright line before a year that cannot be compared with the years before."""
    for trend_break in indicator.breuken:
        if not positions or not positions[0] < trend_break.jaar <= positions[-1]:
            continue
        at = trend_break.jaar - 0.5
        chart.add_shape(
            type="line", x0=at, x1=at, y0=0, y1=1, yref="y domain", layer="below",
            line={"color": colours.hatch, "width": 1.5, "dash": "dot"},
        )  # fmt: skip
        _note(chart, "trendbreuk", at, colours, hover=trend_break.uitleg)


def _event(chart: go.Figure, event: Event, colours: Palette) -> None:
    """Draw a grey bar above the plot with dotted edges and its name."""
    chart.add_shape(
        type="rect", x0=event.van, x1=event.tot, y0=0.985, y1=1.0, yref="y domain",
        fillcolor=colours.hatch, line_width=0,
    )  # fmt: skip
    for edge in (event.van, event.tot):
        chart.add_shape(
            type="line", x0=edge, x1=edge, y0=0, y1=1, yref="y domain", layer="below",
            line={"color": colours.hatch, "width": 1, "dash": "dot"},
        )  # fmt: skip
    _note(chart, event.naam, (event.van + event.tot) / 2, colours)


def _note(chart: go.Figure, text: str, at: float, colours: Palette, hover: str = "") -> None:
    chart.add_annotation(
        text=text, x=at, y=1, yref="y domain", yanchor="bottom", showarrow=False, yshift=4,
        font={"size": 12, "color": colours.ink2}, hovertext=hover or None,
    )  # fmt: skip


def _draw(chart: go.Figure, line: _Line, indicator: Indicator, colours: Palette) -> None:
    if line.is_chosen and line.colour == colours.petrol:
        for run in _runs(line.figures, indicator):
            _band(chart, run, line.colour)
    for run in _runs(line.figures, indicator):
        _strokes(chart, run, line)
    known = [f for f in line.figures if wording.has_value(f)]
    size = 8 if line.is_chosen else 6
    chart.add_scatter(
        x=[_x(f) for f in known],
        y=[f.waarde for f in known],
        mode="markers",
        marker={
            "size": size,
            "color": [colours.card if f.is_voorlopig else line.colour for f in known],
            "line": {"color": line.colour, "width": 2},
            "opacity": 1 if line.is_chosen else 0,
        },
        customdata=[f.gebied_code for f in known],
        hovertext=["<br>".join(labels.describe(f, indicator, None)) for f in known],
        hoverinfo="text",
    )
    if line.is_chosen:
        _gaps(chart, line, indicator, colours)


def _runs(figures: Sequence[Figure], indicator: Indicator) -> list[list[Figure]]:
    """Cut a line where a value is missing and where the series breaks."""
    cuts = {b.jaar for b in indicator.breuken}
    runs: list[list[Figure]] = [[]]
    for figure in figures:
        last = runs[-1][-1] if runs[-1] else None
        if last is not None and any(last.jaar < cut <= figure.jaar for cut in cuts):
            runs.append([])
        if wording.has_value(figure):
            runs[-1].append(figure)
        else:
            runs.append([])
    return [run for run in runs if run]


def _band(chart: go.Figure, run: Sequence[Figure], colour: str) -> None:
    sure = [f for f in run if f.laag is not None and f.hoog is not None]
    if len(sure) < 2:
        return
    forth = [_x(f) for f in sure]
    chart.add_scatter(
        x=[*forth, *reversed(forth)],
        y=[*(f.hoog for f in sure), *(f.laag for f in reversed(sure))],
        fill="toself", fillcolor=with_alpha(colour, 0.18), mode="none", hoverinfo="skip",
    )  # fmt: skip


def _strokes(chart: go.Figure, run: Sequence[Figure], line: _Line) -> None:
    """Draw a run; the part that leads to a provisional point is dashed on a chosen line."""
    firm = next((n for n, f in enumerate(run) if f.is_voorlopig), len(run))
    split = firm if line.is_chosen else len(run)
    for part, dash in ((run[:split], line.dash), (run[max(split - 1, 0) :], "6px 4px")):
        if len(part) < 2:
            continue
        chart.add_scatter(
            x=[_x(f) for f in part], y=[f.waarde for f in part], mode="lines", hoverinfo="skip",
            line={"color": line.colour, "width": line.width, "dash": dash},
        )  # fmt: skip


def _gaps(chart: go.Figure, line: _Line, indicator: Indicator, colours: Palette) -> None:
    """Write the status at the baseline where a chosen line has no value."""
    missing = [f for f in line.figures if not wording.has_value(f)]
    chart.add_scatter(
        x=[_x(f) for f in missing],
        y=[0.0] * len(missing),
        mode="text",
        text=[labels.mark(f, indicator) for f in missing],
        textposition="top center",
        textfont={"size": 12, "color": colours.ink2},
        hovertext=["<br>".join(labels.describe(f, indicator, None)) for f in missing],
        hoverinfo="text",
    )


def _end_labels(
    chart: go.Figure, lines: Sequence[_Line], indicator: Indicator, top: float, colours: Palette
) -> None:
    """Name every line at its end, moved apart so that no name covers another."""
    named = [(line, last) for line in lines if (last := line.last) is not None]
    height = _HEIGHT - _TOP - _BOTTOM
    unit = top * 1.02 / height
    wanted = [(last.waarde or 0) for _, last in named]
    placed = spread(wanted, 18 * unit, 8 * unit, top)
    texts: list[dict[str, Any]] = []
    for (line, last), y in zip(named, placed, strict=True):
        places = wording.decimals(indicator, (last.waarde,))
        name = f"{last.gebied} {labels.mark(last, indicator, places)}"
        texts.append(
            {
                "text": f"<b>{name}</b>" if line.is_chosen else name,
                "x": 0.775,
                "xref": "paper",
                "xanchor": "left",
                "align": "left",
                "y": y,
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": 13, "color": line.colour if line.is_chosen else colours.ink2},
            }
        )
    for text in texts:
        chart.add_annotation(text)
