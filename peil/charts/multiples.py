"""Small multiples: one little trend per area, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from peil import labels, wording
from peil.catalogue import Indicator
from peil.charts import markup
from peil.charts.base import nice_ticks, tick_texts
from peil.charts.series import Scale, Spot, by_area, last_known, place, runs, split
from peil.figure import Figure
from peil.periods import parse_period

#: Room above the highest line, for the value at its end.
_AIR: Final = 1.25


@dataclass(frozen=True, slots=True)
class Panel:
    """One area in percentages of its own plot; ``achter`` is the line behind it."""

    naam: str
    spots: tuple[Spot, ...]
    firm: tuple[tuple[Spot, ...], ...]
    loose: tuple[tuple[Spot, ...], ...]
    achter: tuple[tuple[Spot, ...], ...]
    last: Figure | None
    waarde: str


@dataclass(frozen=True, slots=True)
class Layout:
    """All panels, with the ticks and the first and last period that they share."""

    panels: tuple[Panel, ...]
    ticks: tuple[tuple[float, str], ...]
    ends: tuple[tuple[float, str], ...]


def small_multiples(
    figures: Sequence[Figure], indicator: Indicator, achtergrond: str | None = None
) -> str:
    """Return one panel per area on one scale, as many beside each other as fit.

    Args:
        figures: all periods of the areas, and of ``achtergrond``.
        indicator: what is shown.
        achtergrond: the code of the area that is the measure, for example the eenheid: a dashed
            line behind each panel.
    """
    layout = lay_out(figures, indicator, achtergrond)
    body = "".join(_panel(panel, layout, indicator) for panel in layout.panels)
    chart = markup.surface(
        multiples_alt(layout, indicator), body, "panelen", extra=' data-rijen="los"'
    )
    return chart + markup.star_note(panel.waarde for panel in layout.panels)


def multiples_alt(layout: Layout, indicator: Indicator) -> str:
    """Return how many panels there are and which area ends highest and lowest."""
    known = [p.last for p in layout.panels if p.last is not None]
    text = f"{len(layout.panels)} kleine lijnen van {indicator.titel}, op één schaal."
    if len(known) < 2:
        return text
    low, high = min(known, key=_value), max(known, key=_value)
    ends = (f"{f.gebied}, {labels.value_words(f, indicator)}" for f in (high, low))
    return "{} Het hoogst eindigt {}; het laagst {}.".format(text, *ends)


def _value(figure: Figure) -> float:
    return figure.waarde or 0.0


def lay_out(
    figures: Sequence[Figure], indicator: Indicator, achtergrond: str | None = None
) -> Layout:
    """Place every area in its own panel, by name."""
    areas = by_area(figures)
    behind = areas.pop(achtergrond, []) if achtergrond else []
    highest = max((f.waarde for f in figures if f.waarde is not None), default=0.0)
    top = highest * _AIR or 1.0
    ticks = [t for t in nice_ticks(highest, 2, whole=indicator.noemer == "geen") if t <= top]
    moments = sorted({place(f): parse_period(f.periode).jaar for f in figures}.items())
    start, end = (moments[0][0], moments[-1][0]) if moments else (0.0, 1.0)
    air = max((end - start) * 0.04, 0.15)
    scale = Scale(start - air, end + air, top)
    back = tuple(tuple(map(scale.spot, run)) for run in runs(behind, indicator) if len(run) > 1)
    named = sorted(areas.values(), key=lambda own: own[0].gebied)
    ends = dict.fromkeys((scale.x(at), str(year)) for at, year in (moments[:1] + moments[-1:]))
    return Layout(
        tuple(_laid(own, indicator, scale, back, figures) for own in named),
        tuple((scale.y(t), text) for t, text in zip(ticks, tick_texts(ticks), strict=True)),
        tuple(ends),
    )


def _laid(
    own: Sequence[Figure],
    indicator: Indicator,
    scale: Scale,
    back: tuple[tuple[Spot, ...], ...],
    beside: Sequence[Figure],
) -> Panel:
    last = last_known(own)
    value = labels.mark(last, indicator) + labels.star(last, beside) if last else ""
    parts = [split(run) for run in runs(own, indicator)]
    return Panel(
        own[0].gebied,
        tuple(scale.spot(f) for f in own if wording.has_value(f)),
        tuple(tuple(map(scale.spot, firm)) for firm, _ in parts if len(firm) > 1),
        tuple(tuple(map(scale.spot, loose)) for _, loose in parts if len(loose) > 1),
        back,
        last,
        value,
    )


def _panel(panel: Panel, layout: Layout, indicator: Indicator) -> str:
    grid = "".join(f"M0 {markup.number(y)}H100" for y, _ in layout.ticks[1:])
    strokes = [
        markup.stroke(grid, "rooster"),
        markup.stroke(f"M0 {markup.number(layout.ticks[0][0])}H100", "nullijn"),
        *(
            markup.stroke("".join(map(markup.path, lines)), kind)
            for lines, kind in (
                (panel.achter, "lijn eenheid"),
                (panel.firm, "lijn gekozen k1"),
                (panel.loose, "lijn los gekozen k1"),
            )
            if lines
        ),
    ]
    ticks = "".join(
        f'<span style="top:{markup.number(y)}%">{escape(text)}</span>' for y, text in layout.ticks
    )
    ends = "".join(
        f'<span style="left:{markup.number(x)}%">{text}</span>' for x, text in layout.ends
    )
    points = "".join(_point(spot, panel, indicator) for spot in panel.spots)
    value = _value_at_end(panel)
    return (
        f'<div class="paneel"><b class="pn">{escape(panel.naam)}</b>'
        f'<div class="as-y">{ticks}</div>'
        f'<div class="vlak mini">{markup.drawing("".join(strokes))}{points}{value}</div>'
        f'<div class="as-x">{ends}</div></div>'
    )


def _point(spot: Spot, panel: Panel, indicator: Indicator) -> str:
    """Return a figure: only the newest is seen, the others appear when they are pointed at."""
    tip = markup.tip(labels.describe(spot.figure, indicator, None), panel.naam)
    kind = "stip gekozen" + (" einde" if spot.figure is panel.last else "")
    kind += " open" if spot.figure.is_voorlopig else ""
    return f'<i class="{kind}" style="{markup.at(spot.x, spot.y)}" {tip}></i>'


def _value_at_end(panel: Panel) -> str:
    if panel.last is None:
        return '<span class="niets">geen cijfers</span>'
    end = panel.spots[-1]
    where = f"right:{markup.number(100 - end.x)}%;top:{markup.number(end.y)}%"
    return f'<b class="pw" style="{where}">{escape(panel.waarde)}</b>'
