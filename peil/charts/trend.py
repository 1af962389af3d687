"""The trend: chosen areas over the years against district, eenheid and nederland."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from peil import labels, wording
from peil.catalogue import Indicator
from peil.charts import trend_frame
from peil.charts.base import canvas, nice_ticks, spread, tick_texts
from peil.charts.trend_frame import Event, place, top_of
from peil.figure import Figure
from peil.palette import Palette, palette, with_alpha
from peil.periods import parse_period

_DASH: Final = {
    "gemeente": "solid",
    "district": "solid",
    "eenheid": "6px 3px",
    "nederland": "2px 3px",
}
_LEVEL: Final = {"eenheid": "eenheid", "nederland": "Nederland"}
_PLOT: Final = 288
_BOTTOM: Final = 32


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
    own = [f for line in lines if line.is_chosen or not chosen for f in line.figures]
    positions = sorted({place(f) for line in lines for f in line.figures})
    ticks = nice_ticks(_highest(lines), whole=indicator.noemer == "geen")
    names = _names(lines, indicator)
    head = 48 if gebeurtenissen else 28
    longest = max((len(part) for name in names for part in name.split("<br>")), default=0)
    chart = canvas(
        colours,
        height=head + _PLOT + _BOTTOM,
        left=max(40, 14 + 7 * max(len(text) for text in tick_texts(ticks))),
        right=min(20 + 7 * longest, 160),
        top=head,
        bottom=_BOTTOM,
    )
    trend_frame.axes(chart, positions, ticks, colours)
    trend_frame.provisional(chart, own, positions, colours)
    trend_frame.breaks(chart, indicator, positions, colours)
    for what in gebeurtenissen:
        trend_frame.event(chart, what, colours)
    for line in lines:
        _draw(chart, line, indicator, colours, band=len(chosen) == 1)
    _end_labels(chart, lines, names, top_of(ticks), colours)
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


def _ordered(figures: Sequence[Figure]) -> list[Figure]:
    return sorted(figures, key=place)


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


def _draw(
    chart: go.Figure, line: _Line, indicator: Indicator, colours: Palette, *, band: bool
) -> None:
    if line.is_chosen and band:
        for run in _runs(line.figures, indicator):
            _band(chart, run, line.colour)
    for run in _runs(line.figures, indicator):
        _strokes(chart, run, line)
    known = [f for f in line.figures if wording.has_value(f)]
    size = 8 if line.is_chosen else 6
    chart.add_scatter(
        x=[place(f) for f in known],
        y=[f.waarde for f in known],
        mode="markers",
        marker={
            "size": size,
            "color": [colours.card if f.is_voorlopig else line.colour for f in known],
            "line": {"color": line.colour, "width": 2},
            "opacity": 1 if line.is_chosen else 0,
        },
        cliponaxis=False,
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
    forth = [place(f) for f in sure]
    chart.add_scatter(
        x=[*forth, *reversed(forth)],
        y=[*(f.hoog for f in sure), *(f.laag for f in reversed(sure))],
        fill="toself",
        fillcolor=with_alpha(colour, 0.18),
        mode="none",
        hoverinfo="skip",
    )


def _strokes(chart: go.Figure, run: Sequence[Figure], line: _Line) -> None:
    """Draw a run; the part that leads to a provisional point is dashed on a chosen line."""
    firm = next((n for n, f in enumerate(run) if f.is_voorlopig), len(run))
    split = firm if line.is_chosen else len(run)
    for part, dash in ((run[:split], line.dash), (run[max(split - 1, 0) :], "6px 4px")):
        if len(part) < 2:
            continue
        chart.add_scatter(
            x=[place(f) for f in part],
            y=[f.waarde for f in part],
            mode="lines",
            hoverinfo="skip",
            line={"color": line.colour, "width": line.width, "dash": dash},
        )


def _gaps(chart: go.Figure, line: _Line, indicator: Indicator, colours: Palette) -> None:
    """Write the status at the baseline where a chosen line has no value."""
    missing = [f for f in line.figures if not wording.has_value(f)]
    chart.add_scatter(
        x=[place(f) for f in missing],
        y=[0.0] * len(missing),
        mode="text",
        text=[labels.mark(f, indicator) for f in missing],
        textposition="top center",
        textfont={"size": 12, "color": colours.ink2},
        hovertext=["<br>".join(labels.describe(f, indicator, None)) for f in missing],
        hoverinfo="text",
    )


def _names(lines: Sequence[_Line], indicator: Indicator) -> list[str]:
    """Return what stands at the end of every line; a benchmark is named by its level."""
    names: list[str] = []
    for line in lines:
        last = line.last
        if last is None:
            names.append("")
            continue
        name = _LEVEL.get(last.niveau, last.gebied) if not line.is_chosen else last.gebied
        value = labels.mark(last, indicator, wording.decimals(indicator, (last.waarde,)))
        value += labels.star(last, [f for other in lines for f in other.figures])
        names.append(f"{name} {value}" if len(name) <= 12 else f"{name}<br>{value}")
    return names


def _end_labels(
    chart: go.Figure, lines: Sequence[_Line], names: Sequence[str], top: float, colours: Palette
) -> None:
    """Name every line at its end, moved apart so that no name covers another."""
    named = [(line, name, line.last) for line, name in zip(lines, names, strict=True)]
    known = [(line, name, last) for line, name, last in named if last is not None]
    pixel = top / _PLOT
    rows = [name.count("<br>") + 1 for _, name, _ in known]
    wanted = [last.waarde or 0.0 for _, _, last in known]
    places = spread(wanted, [17 * pixel * n for n in rows], 0.0, top)
    for (line, name, _), y in zip(known, places, strict=True):
        chart.add_annotation(
            text=f"<b>{name}</b>" if line.is_chosen else name,
            x=1,
            xref="x domain",
            xanchor="left",
            xshift=8,
            align="left",
            y=y,
            yanchor="middle",
            showarrow=False,
            font={"size": 13, "color": line.colour if line.is_chosen else colours.ink2},
        )
