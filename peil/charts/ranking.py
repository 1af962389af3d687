"""The ranking: areas from high to low, each with its margin, against one benchmark."""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.charts.base import canvas, nice_ticks, tick_texts
from peil.figure import Figure
from peil.palette import Palette, palette, with_alpha

_ROW, _TOP, _BOTTOM = 27, 44, 8
#: Width in pixels of the names left and of the values right of the plot.
_LEFT, _RIGHT = 184, 44
_SYMBOL: Final = {terms.HOGER: "triangle-up", terms.LAGER: "triangle-down"}


def ranking(
    figures: Sequence[Figure],
    indicator: Indicator,
    benchmark: terms.Niveau = "eenheid",
    *,
    gekozen: str | None = None,
    dark: bool = False,
) -> go.Figure:
    """Draw areas of one level, one period, from high to low; areas without a value come last.

    Only areas that differ from ``benchmark`` get a colour, and then also a sign. The customdata
    of every point is its ``gebied_code``.
    """
    colours = palette(dark)
    rows = ordered(figures)
    chart = canvas(
        colours, height=_TOP + _BOTTOM + _ROW * max(len(rows), 1),
        left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM,
    )  # fmt: skip
    _frame(chart, rows, colours)
    _benchmark_line(chart, rows, indicator, benchmark, colours)
    for word in (None, terms.LAGER, terms.HOGER):
        _points(chart, rows, indicator, benchmark, word, colours)
    _without(chart, rows, indicator, colours)
    _texts(chart, rows, indicator, benchmark, gekozen, colours)
    return chart


def ordered(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures from high to low, those without a value behind, ties by name."""
    return sorted(
        figures,
        key=lambda f: (not wording.has_value(f), -(f.waarde or 0.0), f.gebied),
    )


def ranking_alt(
    figures: Sequence[Figure], indicator: Indicator, benchmark: terms.Niveau = "eenheid"
) -> str:
    """Return in words: how many areas, highest, lowest and how many differ."""
    known = [f for f in ordered(figures) if wording.has_value(f)]
    if not known:
        return f"Ranglijst van {indicator.titel}: er is voor geen enkel gebied een cijfer."
    words = [_word(f, benchmark) for f in known]
    missing = len(figures) - len(known)
    text = (
        f"Ranglijst van {len(figures)} gebieden, {indicator.titel}. "
        f"Hoogst: {known[0].gebied}, {labels.value_words(known[0], indicator)}. "
        f"Laagst: {known[-1].gebied}, {labels.value_words(known[-1], indicator)}. "
        f"{words.count(terms.HOGER)} hoger en {words.count(terms.LAGER)} lager "
        f"dan {labels.rest_name(benchmark)}."
    )
    return f"{text} {missing} zonder cijfer." if missing else text


def _word(figure: Figure, benchmark: terms.Niveau) -> str | None:
    return getattr(figure, f"{benchmark}_woord")


def _colour(word: str | None, colours: Palette) -> str:
    return {terms.HOGER: colours.hoger, terms.LAGER: colours.lager}.get(word or "", colours.petrol)


def _frame(chart: go.Figure, rows: Sequence[Figure], colours: Palette) -> None:
    """Set the axes: rows top down, a light upright grid, a rule under every fifth row."""
    highest = max((v for f in rows for v in (f.waarde, f.hoog) if v is not None), default=0.0)
    ticks = nice_ticks(highest, 4)
    chart.update_xaxes(
        range=[-ticks[-1] * 0.02, max(highest * 1.02, ticks[-1] * 0.5) or 1],
        tickvals=ticks, ticktext=tick_texts(ticks), side="top", ticks="",
    )  # fmt: skip
    chart.update_yaxes(range=[len(rows) - 0.5, -0.5], showgrid=False, showticklabels=False)
    for number in range(5, len(rows), 5):
        chart.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=number - 0.5, y1=number - 0.5,
            line={"color": colours.line, "width": 1}, layer="below",
        )  # fmt: skip


def _benchmark_line(
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
        type="line", x0=value, x1=value, y0=0, y1=1, yref="y domain", layer="below",
        line={"color": colours.ink2, "width": 1.5, "dash": "6px 3px"},
    )  # fmt: skip
    text = wording.number_text(indicator, value, wording.decimals(indicator, (value,)))
    chart.add_annotation(
        text=f"<b>{labels.benchmark_name(benchmark)} {text}</b>", x=value, y=1, yref="y domain",
        yanchor="bottom", yshift=20, showarrow=False, font={"size": 13, "color": colours.ink},
    )  # fmt: skip


def _points(
    chart: go.Figure,
    rows: Sequence[Figure],
    indicator: Indicator,
    benchmark: terms.Niveau,
    word: str | None,
    colours: Palette,
) -> None:
    """Draw the points of all rows with one comparison word, each with its margin as a bar."""
    own = [
        (n, f)
        for n, f in enumerate(rows)
        if wording.has_value(f) and (w if (w := _word(f, benchmark)) in _SYMBOL else None) == word
    ]
    colour = _colour(word, colours)
    for n, f in own:
        if f.laag is not None and f.hoog is not None:
            chart.add_scatter(
                x=[f.laag, f.hoog], y=[n, n], mode="lines", hoverinfo="skip",
                line={"color": with_alpha(colour, 0.34), "width": 5},
            )  # fmt: skip
    chart.add_scatter(
        x=[f.waarde for _, f in own],
        y=[n for n, _ in own],
        mode="markers",
        marker={
            "symbol": [
                _open(_SYMBOL.get(word or "", "circle"), f.is_voorlopig and word is None)
                for _, f in own
            ],
            "size": 11 if word else 9,
            "color": colour,
            "line": {"color": colour, "width": 1.5},
        },
        customdata=[f.gebied_code for _, f in own],
        hovertext=["<br>".join(labels.describe(f, indicator, benchmark)) for _, f in own],
        hoverinfo="text",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _open(symbol: str, is_open: bool) -> str:
    return f"{symbol}-open" if is_open else symbol


def _without(
    chart: go.Figure, rows: Sequence[Figure], indicator: Indicator, colours: Palette
) -> None:
    """Write the status of a row without a value; hidden and not delivered also look different."""
    own = [(n, f) for n, f in enumerate(rows) if not wording.has_value(f)]
    if not own:
        return
    left = chart.layout.xaxis.range[1] * 0.01
    chart.add_bar(
        x=[chart.layout.xaxis.range[1]] * len(own),
        y=[n for n, _ in own],
        orientation="h",
        width=0.62,
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
            "pattern": {
                "shape": [_PATTERN.get(f.status, "") for _, f in own],
                "fgcolor": with_alpha(colours.hatch, 0.55),
                "size": 6,
                "solidity": 0.22,
            },
        },
        customdata=[f.gebied_code for _, f in own],
        hovertext=["<br>".join(labels.describe(f, indicator, None)) for _, f in own],
        hoverinfo="text",
    )
    for n, f in own:
        chart.add_annotation(
            text=labels.status_words(f, indicator), x=left, y=n, xanchor="left", showarrow=False,
            bgcolor=colours.card, borderpad=2, font={"size": 12, "color": colours.ink2},
        )  # fmt: skip


_PATTERN: Final = {terms.ONDERDRUKT: "/", terms.NIET_GELEVERD: "."}


def _texts(
    chart: go.Figure,
    rows: Sequence[Figure],
    indicator: Indicator,
    benchmark: terms.Niveau,
    gekozen: str | None,
    colours: Palette,
) -> None:
    """Write place, name and district left of the plot and the value right of it."""
    places = labels.places_of(rows, indicator)
    wide = any(f.niveau == "gemeente" and f.district_code for f in rows)
    for n, f in enumerate(rows):
        word = _word(f, benchmark)
        strong = f.gebied_code == gekozen or word in _SYMBOL
        colour = _colour(word, colours) if word in _SYMBOL else colours.ink
        rank = str(n + 1) if wording.has_value(f) else ""
        name = f.gebied if len(f.gebied) <= 24 else f"{f.gebied[:23]}…"
        value = labels.mark(f, indicator, places) + ("*" if f.is_fictief else "")
        cells: list[tuple[str, float, str, dict[str, Any]]] = [
            (rank, -_LEFT + 18, "right", {"size": 12, "color": colours.ink2}),
            (_bold(name, strong), -_LEFT + 24, "left", {"size": 13, "color": colours.ink}),
            (
                f.district_code or "" if wide else "",
                -6,
                "right",
                {"size": 12, "color": colours.ink2},
            ),
        ]
        for text, shift, anchor, font in cells:
            chart.add_annotation(
                text=text, x=0, xref="paper", xshift=shift, xanchor=anchor, y=n,
                showarrow=False, font=font,
            )  # fmt: skip
        chart.add_annotation(
            text=_bold(value, True), x=1, xref="paper", xshift=_RIGHT, xanchor="right", y=n,
            showarrow=False, font={"size": 13, "color": colour},
        )  # fmt: skip


def _bold(text: str, strong: bool) -> str:
    return f"<b>{text}</b>" if strong else text
