"""The drawings of a theme: where it is, and how it went through the years."""

from collections.abc import Sequence

from peil import titles, wording
from peil.catalogue import Indicator, Thema
from peil.charts.trend_static import draw_trend
from peil.figure import Figure
from peil.report.found import Found
from peil.report.model import Blok, Naast, Tekening

_WIDTH = 245.0
_HEIGHT = 116.0
#: More drawings make a report longer, not clearer.
_MOST = 4


def leading(found: Found, thema: Thema) -> tuple[Blok, ...]:
    """Return map and trend of the theme's leading figure, where that is among the most telling."""
    chosen = _leading(found)
    if thema.slug not in chosen:
        return ()
    indicator = found.indicator(chosen[thema.slug])
    drawings = [d for d in (_trend(found, indicator),) if d is not None]
    if len(drawings) == 2:
        return (Naast((drawings[0],), (drawings[1],)),)
    return tuple(drawings)


def _leading(found: Found) -> dict[str, Figure]:
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
    return dict(list(chosen.items())[:_MOST])


def _trend(found: Found, indicator: Indicator) -> Tekening | None:
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
        draw_trend(figures, indicator, code, events, width=_WIDTH, height=_HEIGHT),
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
