"""The breakdown of one figure into categories, and whether they add up."""

from collections.abc import Sequence

import plotly.graph_objects as go

from peil import labels, wording
from peil.catalogue import Indicator, Uitsplitsing
from peil.charts.base import canvas, nice_ticks, tick_texts
from peil.figure import Figure
from peil.numbers import format_count
from peil.palette import palette

_ROW = 34


def breakdown(
    figures: Sequence[Figure],
    indicator: Indicator,
    dimensie: Uitsplitsing,
    *,
    totaal: Figure | None = None,
    dark: bool = False,
) -> go.Figure:
    """Draw the categories of one dimension as horizontal bars, one area and period.

    Where the categories add up with a rest (``telt_op = "met_rest"``) and ``totaal`` is given,
    the rest is a bar of its own with an open outline, computed and not delivered.
    """
    colours = palette(dark)
    rows = _rows(figures, indicator, dimensie)
    # A rest of nothing is no part.
    rest = rest_of(figures, dimensie, totaal) or None
    names = [name for name, _ in rows] + (["niet uitgesplitst"] if rest is not None else [])
    values = [_size(f) for _, f in rows] + ([rest] if rest is not None else [])
    texts = [_text(f, indicator, figures) for _, f in rows] + (
        [_amount(rest, indicator)] if rest is not None else []
    )
    hover = ["<br>".join(labels.describe(f, indicator, None)) for _, f in rows]
    hover += [f"Niet uitgesplitst: {_amount(rest, indicator)}"] if rest is not None else []
    solid = [colours.petrol] * len(rows) + ["rgba(0,0,0,0)"] * (rest is not None)
    lines = [line.strip() for name in names for line in _wrap(name).split("<br>")]
    left = min(24 + 7 * max(map(len, lines), default=0), 184)
    chart = canvas(colours, height=_ROW * len(names) + 32, left=left, right=64, top=24, bottom=8)
    chart.add_bar(
        x=values,
        y=list(range(len(names))),
        orientation="h",
        width=0.56,
        marker={"color": solid, "line": {"color": colours.petrol, "width": 1.5}},
        text=texts,
        textposition="outside",
        textfont={"size": 13, "color": colours.ink},
        cliponaxis=False,
        hovertext=hover,
        hoverinfo="text",
    )
    ticks = nice_ticks(max((v for v in values if v is not None), default=0.0), 4, whole=True)
    if ticks[-1] >= 10_000:
        # On a phone there is no room for more; every bar has its number.
        ticks = [0.0, ticks[-1]]
    chart.update_xaxes(
        range=[0, ticks[-1] or 1],
        tickvals=ticks,
        ticktext=tick_texts(ticks),
        tickangle=0,
        side="top",
    )
    chart.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        showgrid=False,
        tickvals=list(range(len(names))),
        ticktext=[_wrap(name) for name in names],
        tickfont={"size": 13, "color": colours.ink},
    )
    return chart


def breakdown_note(
    figures: Sequence[Figure], dimensie: Uitsplitsing, totaal: Figure | None = None
) -> str:
    """Return whether the categories add up to the total, in one sentence."""
    if dimensie.telt_op is False:
        return "De delen tellen niet op tot het totaal: één geval kan bij meer delen horen."
    rest = rest_of(figures, dimensie, totaal)
    if rest and totaal is not None:
        return (
            f"De delen zijn samen {format_count((totaal.teller or 0) - rest)} van "
            f"{format_count(totaal.teller)}. De rest is niet uitgesplitst."
        )
    hidden = [f for f in figures if not wording.has_value(f)]
    if hidden:
        return "Niet elk deel heeft een cijfer. De delen zijn samen dus minder dan het totaal."
    return "De delen tellen op tot het totaal."


def rest_of(
    figures: Sequence[Figure], dimensie: Uitsplitsing, totaal: Figure | None
) -> float | None:
    """Return the part of the total that is in no category, where the catalogue says there is one.

    No rest is told when a category is hidden: it could be computed from the rest.
    """
    if dimensie.telt_op != "met_rest" or totaal is None or totaal.teller is None:
        return None
    tellers = [f.teller for f in figures]
    if not tellers or any(t is None for t in tellers):
        return None
    return totaal.teller - sum(t for t in tellers if t is not None)


def _rows(
    figures: Sequence[Figure], indicator: Indicator, dimensie: Uitsplitsing
) -> list[tuple[str, Figure]]:
    """Return category titles and figures, large first, those without a value behind."""
    titles = {f"{dimensie.dimensie}:{w.code}": w.titel for w in dimensie.waarden}
    rows = [(titles.get(f.uitsplitsing, f.uitsplitsing), f) for f in figures]
    rows.sort(key=lambda row: (not wording.has_value(row[1]), -(_size(row[1]) or 0), row[0]))
    return rows


def _size(figure: Figure) -> float | None:
    """Return the count where there is one: parts are compared as counts, not as rates."""
    return figure.teller if figure.teller is not None else figure.waarde


def _text(figure: Figure, indicator: Indicator, beside: Sequence[Figure]) -> str:
    if not wording.has_value(figure):
        return labels.status_words(figure, indicator)
    known = figure.teller is not None
    text = _amount(figure.teller, indicator) if known else labels.mark(figure, indicator)
    return text + labels.star(figure, beside)


def _amount(teller: float | None, indicator: Indicator) -> str:
    """Return a count, or a sum of money with its sign."""
    is_money = indicator.meeteenheid == "euro"
    return wording.number_text(indicator, teller, 0) if is_money else format_count(teller)


def _wrap(name: str, width: int = 24) -> str:
    if len(name) <= width:
        return f"{name}  "
    cut = name.rfind(" ", 0, width)
    return f"{name[:cut]}  <br>{name[cut + 1 :]}  " if cut > 0 else f"{name}  "
