"""The drawings of a theme: where it is, and how it went through the years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from peil import gather, labels, titles, wording
from peil.catalogue import Indicator, Thema
from peil.charts.trend_static import draw_trend
from peil.figure import Figure
from peil.maps import Panel
from peil.maps.static import draw_map, draw_small_map
from peil.periods import parse_period
from peil.report.found import Found
from peil.report.model import Blok, Kader, Naast, Tekening


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How wide and high the map is, and the trend beside it, in points.

    At most so many themes are drawn in this size; the others are drawn small.
    """

    kaart: float
    land: float
    verloop: float
    hoog: float
    meest: int
    is_klein: bool = False


#: Where the gebied lies among others, and the gemeenten inside it: that map is the larger one.
_AMONG: Final = _Sizes(225.0, 155.0, 265.0, 150.0, 3)
_INSIDE: Final = _Sizes(285.0, 200.0, 205.0, 150.0, 1)
#: Beside their words, in the other themes.
_SMALL: Final = _Sizes(146.0, 68.0, 169.0, 70.0, 0, is_klein=True)
#: With more themes than this that have a duiding, one theme less is drawn.
_TOLD: Final = 4


def leading(found: Found, thema: Thema) -> tuple[Blok, ...]:
    """Return map and trend of the theme's leading figure, where that is among the most telling."""
    sizes = _INSIDE if len(found.inside) > 1 else _AMONG
    # Where people wrote much themselves, there is less room for drawings.
    chosen = _leading(found, max(sizes.meest - (len(found.duiding) > _TOLD), 1))
    if thema.slug not in chosen:
        return ()
    indicator = found.indicator(chosen[thema.slug])
    where, when = _map(found, chosen[thema.slug], sizes), _trend(found, indicator, sizes)
    if where and when:
        share = sizes.kaart / (sizes.kaart + sizes.verloop)
        return (Naast((where,), (when,), share),)
    return tuple(d for d in (where, when) if d)


def small(found: Found, figures: Sequence[Figure]) -> tuple[Blok, ...]:
    """Return map and trend of a theme in one frame, small, and why either is not there.

    Args:
        found: what the report is made of.
        figures: those of the theme, the most telling first.
    """
    only: tuple[Blok, ...] = ()
    for figure in _by_use(found, figures):
        where = _map(found, figure, _SMALL) if wording.is_rate(found.indicator(figure)) else None
        when = _trend(found, found.indicator(figure), _SMALL)
        if where and when:
            return (_framed(found, figure, where, when),)
        if (where or when) and not only:
            only = (_framed(found, figure, where, when),)
    return only


def _by_use(found: Found, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures with a value: first what can be set beside others, then the norm."""
    bronnen = found.desk.catalogue.bronnen

    def use(figure: Figure) -> tuple[bool, bool]:
        indicator = found.indicator(figure)
        return (not wording.is_rate(indicator), bronnen[indicator.bron].soort == "norm")

    return sorted(filter(wording.has_value, figures), key=use)


def _framed(found: Found, figure: Figure, where: Tekening | None, when: Tekening | None) -> Kader:
    """Return the drawings there are, under one title and above one source."""
    zeg = found.zeg
    shapes, label = found.ask.shapes, parse_period(figure.periode).label
    credit = ((shapes.credit if shapes else "") or labels.CREDIT).rstrip(".")
    bare = [replace(d, titel="", onder="", is_fictief=False) for d in (where, when) if d]
    share = _SMALL.kaart / (_SMALL.kaart + _SMALL.verloop)
    said = (
        f"Kaart: {label}. {credit}." if where else zeg("thema.zonder_kaart") if shapes else "",
        "" if when else zeg("thema.zonder_verloop"),
        (when or where or bare[0]).onder,
    )
    return Kader(
        "rustig",
        (when or where or bare[0]).titel,
        (Naast((bare[0],), (bare[1],), share),) if len(bare) > 1 else tuple(bare),
        " ".join(filter(None, said)),
        any(d.is_fictief for d in (where, when) if d),
    )


def _map(found: Found, figure: Figure, sizes: _Sizes) -> Tekening | None:
    """Return where it is: the gemeenten inside the gebied, or all around it with it outlined."""
    desk, code, shapes = found.desk, found.ask.gebied, found.ask.shapes
    inside = found.inside if len(found.inside) > 1 else ()
    around = desk.areas.ancestors(code).get("eenheid")
    if shapes is None or not (inside or around):
        return None
    codes = inside or (gather.inside(desk, around.code, "gemeente") if around else ())
    own = code if found.niveau == "gemeente" else next(iter(found.inside), "")
    indicator = found.indicator(figure)
    figures = desk.figures(indicator.slug, gebied=codes, periode=figure.periode)
    if sum(wording.has_value(f) for f in figures) < 2 or not shapes.has(codes):
        return None
    classes = desk.classes(indicator.slug)
    label = parse_period(figure.periode).label
    lowest = max((k.van for k in classes if k.van is not None), default=None)
    # The unit stands above the legend.
    line = f"{indicator.titel}, {label}. {'' if inside else 'Dikke lijn: district. '}"
    draw = draw_small_map if sizes.is_klein else draw_map
    return Tekening(
        draw(
            shapes,
            Panel(figure.periode, label, figures, indicator, classes),
            gekozen=None if inside else own,
            width=sizes.kaart,
            tallest=sizes.land,
        ),
        titles.where_title(figures, indicator, lowest),
        f"{line}{source(found, figures, indicator)}",
        any(f.is_fictief for f in figures),
    )


def _leading(found: Found, most: int) -> dict[str, Figure]:
    """Return the themes that are drawn with their most telling figure.

    Only a figure that can be set beside other gebieden; what is counted from the norm is told in
    the part on the norm.
    """
    bronnen, chosen = found.desk.catalogue.bronnen, dict[str, Figure]()
    for figure in found.ordered:
        indicator = found.indicator(figure)
        is_told = bronnen[indicator.bron].soort == "norm" or figure.thema in chosen
        if wording.has_value(figure) and wording.is_rate(indicator) and not is_told:
            chosen[figure.thema] = figure
    return dict(list(chosen.items())[:most])


def _trend(found: Found, indicator: Indicator, sizes: _Sizes) -> Tekening | None:
    """Return the gebied through the years, with the larger ones behind a rate."""
    code, desk = found.ask.gebied, found.desk
    around = [a.code for a in desk.areas.ancestors(code).values() if a.code != code]
    same = desk.areas.equals_parent(code)
    beside = (around[1:] if same else around) if wording.is_rate(indicator) else []
    figures = [f for f in desk.series([code, *beside], indicator.slug) if f.jaar <= found.ask.jaar]
    own = [f for f in figures if f.gebied_code == code]
    if sum(wording.has_value(f) for f in own) < 2:
        return None
    newest = max(own, key=lambda f: (f.trend_woord is not None, f.jaar))
    events = [e for e in desk.events(indicator.slug, code) if e.van.year <= found.ask.jaar]
    return Tekening(
        draw_trend(figures, indicator, code, events, width=sizes.verloop, height=sizes.hoog),
        titles.trend_title(newest, indicator),
        f"{titles.units_line([], indicator)} {source(found, figures, indicator)}",
        any(f.is_fictief for f in figures),
    )


def source(found: Found, figures: Sequence[Figure], indicator: Indicator) -> str:
    """Return the bron of what is drawn."""
    names = list(dict.fromkeys(f.bron for f in figures if f.bron))
    own = found.desk.catalogue.bronnen.get(indicator.bron)
    text = "; ".join(names[:2]) + (" en andere" if len(names) > 2 else "")
    return f"Bron: {text or (own.titel if own else indicator.bron)}."
