"""The trend: chosen areas over the years against district, eenheid and nederland."""

from collections.abc import Sequence
from html import escape

from peil import labels, wording
from peil.catalogue import Indicator
from peil.charts import markup
from peil.charts.series import Spot, ordered
from peil.charts.trend_frame import Mark
from peil.charts.trend_lines import Layout, Line, lay_out
from peil.events import Event
from peil.figure import Figure
from peil.periods import parse_period


def trend(
    figures: Sequence[Figure],
    indicator: Indicator,
    gekozen: str | Sequence[str],
    *,
    gebeurtenissen: Sequence[Event] = (),
    groot: bool = False,
) -> str:
    """Return one indicator over time as markup that fits any width.

    Args:
        figures: all periods of all areas to show (one uitsplitsing), in any order.
        indicator: what is shown.
        gekozen: the code of the chosen area (petrol, points, band of the 95 % interval), or up
            to five codes to set beside each other; every other area is a thin grey line.
        gebeurtenissen: events to mark above the plot.
        groot: for the screen of a visit, with larger type and heavier lines.
    """
    chosen = [gekozen] if isinstance(gekozen, str) else list(gekozen)[:5]
    layout = lay_out(figures, indicator, chosen, gebeurtenissen, groot=groot)
    rows = [max((m.rij + 1 for m in layout.marks), default=0),
            max((m.rij_smal + 1 for m in layout.marks), default=0)]  # fmt: skip
    body = (
        f'<div class="as-y">{_ticks(layout)}</div>'
        f'<div class="vlak">{_strokes(layout)}{_points(layout, indicator)}{_marks(layout)}</div>'
        f'<div class="namen">{_names(layout)}</div><div class="as-x">{_years(layout)}</div>'
        f'<div class="lijnsleutel">{_key(layout)}</div>'
    )
    kind = "verloop voor-bezoek" if groot else "verloop"
    if not any(line.spots for line in layout.lines):
        kind = "verloop leeg"
    alt = trend_alt(figures, indicator, chosen[0] if chosen else "")
    extra = f' style="--rijen:{rows[0]};--rijen-smal:{rows[1]}"'
    chart = markup.surface(alt, body, kind, extra=extra)
    note = markup.star_note(line.waarde for line in layout.lines)
    return f'<div class="verloop-vak">{chart}{note}</div>'


def trend_alt(figures: Sequence[Figure], indicator: Indicator, gekozen: str) -> str:
    """Return what a reader who cannot see the chart must know: first, last and trend."""
    own = [f for f in ordered(figures) if f.gebied_code == gekozen and wording.has_value(f)]
    if not own:
        return f"{indicator.titel}: voor dit gebied is er geen cijfer."
    first, last = own[0], own[-1]
    text = (
        f"Lijn van {indicator.titel}, {first.gebied}: "
        f"{labels.value_words(first, indicator)} in {parse_period(first.periode).label}, "
        f"{labels.value_words(last, indicator)} in {parse_period(last.periode).label}."
    )
    return f"{text} {wording.trend_text(last)}." if last.trend_woord else text


def _ticks(layout: Layout) -> str:
    return "".join(
        f'<span style="top:{markup.number(y)}%">{escape(text)}</span>' for y, text in layout.ticks
    )


def _years(layout: Layout) -> str:
    return "".join(
        f'<span{"" if always else " class=ruim"} style="left:{markup.number(x)}%">{text}</span>'
        for x, text, always in layout.years
    )


def _strokes(layout: Layout) -> str:
    """Return the lines of the plot: grid, margins, what is compared with, and the chosen."""
    grid = "".join(f"M0 {markup.number(y)}H100" for y, _ in layout.ticks[1:])
    parts = [markup.stroke(grid, "rooster"), markup.stroke(f"M0 {_base(layout)}H100", "nullijn")]
    for line in layout.lines:
        bands = "".join(markup.area(upper, lower) for upper, lower in line.band if len(upper) > 1)
        # The margin of a point alone is a bar.
        bars = "".join(markup.area(upper, lower) for upper, lower in line.band if len(upper) == 1)
        firm = "".join(map(markup.path, line.firm))
        loose = "".join(map(markup.path, line.loose))
        kind = _kind(line)
        parts += [
            markup.stroke(bands, f"band {kind}") if bands else "",
            markup.stroke(bars, f"margestaaf {kind}") if bars else "",
            markup.stroke(firm, f"lijn {kind}") if firm else "",
            markup.stroke(loose, f"lijn los {kind}") if loose else "",
        ]
    return markup.drawing("".join(parts))


def _base(layout: Layout) -> str:
    return markup.number(layout.ticks[0][0])


def _kind(line: Line) -> str:
    return f"gekozen k{line.nummer}" if line.nummer else line.niveau


def _marks(layout: Layout) -> str:
    return "".join(map(_mark, layout.marks))


def _mark(mark: Mark) -> str:
    """Return what stands above the plot: its stretch, its edges and its name."""
    rows = f"--rij:{mark.rij};--rij-smal:{mark.rij_smal}"
    width = markup.number(mark.tot - mark.van)
    stretch = f"left:{markup.number(mark.van)}%;width:{width}%;{rows}"
    middle = markup.number(mark.midden)
    short = escape(mark.kort)
    name = escape(mark.naam)
    words = (
        name
        if short == name
        else f'<span class="lang">{name}</span><span class="kort">{short}</span>'
    )
    tip = f" {markup.tip(mark.lines, 'boven')}" if mark.lines else ""
    moment = " moment" if mark.is_moment else ""
    return (
        f'<i class="strook {mark.soort}{moment}" style="{stretch}"></i>'
        f'<span class="boven {mark.soort}" style="--x:{middle}%;{rows}"{tip}>{words}</span>'
    )


def _points(layout: Layout, indicator: Indicator) -> str:
    """Return the points, the chosen areas first: there the arrow keys begin."""
    found = [
        _point(spot, line, indicator)
        for line in reversed(layout.lines)
        for spot in (*line.spots, *(line.gaps if line.nummer else ()))
    ]
    if not any(line.spots for line in layout.lines):
        found.append('<span class="niets">Geen cijfers</span>')
    return "".join(found)


def _point(spot: Spot, line: Line, indicator: Indicator) -> str:
    """Return one figure as a point, or its status at the baseline where there is no value."""
    figure = spot.figure
    tip = markup.tip(labels.describe(figure, indicator, None), figure.gebied_code)
    if not wording.has_value(figure):
        text = escape(labels.mark(figure, indicator))
        return f'<span class="leegte" style="left:{markup.number(spot.x)}%" {tip}>{text}</span>'
    kind = f"stip {_kind(line)}{' open' if figure.is_voorlopig else ''}"
    return f'<i class="{kind}" style="{markup.at(spot.x, spot.y)}" {tip}></i>'


def _names(layout: Layout) -> str:
    return "".join(
        f'<span class="naam {_kind(line)}" style="top:{_beside(line)}">'
        f"{escape(line.naam)}{'<br>' if line.is_long else ' '}{escape(line.waarde)}</span>"
        for line in layout.lines
        if line.naam
    )


def _beside(line: Line) -> str:
    """Return where the name of a line stands, from the top of the plot."""
    y = markup.number(line.spots[-1].y)
    return f"calc({y}% + {markup.number(line.duw)}px)" if line.duw else f"{y}%"


def _key(layout: Layout) -> str:
    """Return the names under the plot, for where there is no room beside it."""
    return "".join(
        f'<span class="{_kind(line)}"><svg viewBox="0 0 24 8" aria-hidden="true">'
        f'<path class="lijn {_kind(line)}" d="M0 4H24"/></svg>'
        f"{escape(line.naam)} {escape(line.waarde)}</span>"
        for line in reversed(layout.lines)
        if line.naam
    )
