"""The ranking: areas from high to low, each with its margin, against one benchmark."""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.charts import ranking_frame as frame
from peil.charts.base import canvas
from peil.charts.ranking_frame import LEFT, RIGHT
from peil.figure import Figure
from peil.palette import Palette, palette, with_alpha

_ROW, _TOP, _BOTTOM = 27, 44, 8
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
        colours,
        height=_TOP + _BOTTOM + _ROW * max(len(rows), 1),
        left=LEFT,
        right=RIGHT,
        top=_TOP,
        bottom=_BOTTOM,
    )
    frame.axes(chart, rows, colours)
    frame.benchmark_line(chart, rows, indicator, benchmark, colours)
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
    all_loose = all(f.is_voorlopig for f in rows)
    bars = [(n, f) for n, f in own if f.laag is not None and f.hoog is not None]
    chart.add_scatter(
        x=[x for _, f in bars for x in (f.laag, f.hoog, None)],
        y=[y for n, _ in bars for y in (n, n, None)],
        mode="lines",
        hoverinfo="skip",
        line={"color": with_alpha(colour, 0.34), "width": 5},
    )
    chart.add_scatter(
        x=[f.waarde for _, f in own],
        y=[n for n, _ in own],
        mode="markers",
        marker={
            "symbol": [
                _open(_SYMBOL.get(word or "", "circle"), f.is_voorlopig and not all_loose)
                for _, f in own
            ],
            "size": 11 if word else 9,
            "color": colour,
            "line": {"color": colour, "width": 1.5},
        },
        customdata=[f.gebied_code for _, f in own],
        hovertext=["<br>".join(labels.describe(f, indicator, benchmark)) for _, f in own],
        hoverinfo="text",
        cliponaxis=False,
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
    end = frame.end_of(rows)
    chart.add_bar(
        x=[end] * len(own),
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
            text=labels.status_words(f, indicator),
            x=end * 0.01,
            y=n,
            xanchor="left",
            showarrow=False,
            bgcolor=colours.card,
            borderpad=2,
            font={"size": 12, "color": colours.ink2},
        )


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
    # All at once: plotly checks every annotation again for each one that is added.
    notes: list[dict[str, Any]] = []
    wide = any(f.niveau == "gemeente" and f.district_code for f in rows)
    for n, f in enumerate(rows):
        word = _word(f, benchmark)
        strong = f.gebied_code == gekozen or word in _SYMBOL
        colour = _colour(word, colours) if word in _SYMBOL else colours.ink
        rank = str(n + 1) if wording.has_value(f) else ""
        name = f.gebied if len(f.gebied) <= 24 else f"{f.gebied[:23]}…"
        value = labels.mark(f, indicator, places) + labels.star(f, rows)
        cells: list[tuple[str, float, str, dict[str, Any]]] = [
            (rank, -LEFT + 18, "right", {"size": 12, "color": colours.ink2}),
            (_bold(name, strong), -LEFT + 24, "left", {"size": 13, "color": colours.ink}),
            (
                f.district_code or "" if wide else "",
                -6,
                "right",
                {"size": 12, "color": colours.ink2},
            ),
        ]
        for text, shift, anchor, font in cells:
            notes.append(_note(text, 0, shift, anchor, n, font))
        notes.append(_note(_bold(value, True), 1, RIGHT, "right", n, {"size": 13, "color": colour}))
    chart.update_layout(annotations=[*chart["layout"]["annotations"], *notes])


def _note(
    text: str, x: float, shift: float, anchor: str, y: int, font: dict[str, Any]
) -> dict[str, Any]:
    """Return a text beside row ``y``, at one side of the plot (``x`` 0 or 1)."""
    return {
        "text": text,
        "x": x,
        "xref": "paper",
        "xshift": shift,
        "xanchor": anchor,
        "y": y,
        "showarrow": False,
        "font": font,
    }


def _bold(text: str, strong: bool) -> str:
    return f"<b>{text}</b>" if strong else text
