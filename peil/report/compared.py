"""The gebieden inside a district or eenheid in one drawing: on order, and through the years."""

from collections.abc import Mapping, Sequence

from peil import gather, titles, wording
from peil.catalogue import Indicator
from peil.charts.multiples_static import draw_multiples
from peil.charts.ranking_static import draw_ranking
from peil.figure import Figure
from peil.report.drawn import source
from peil.report.found import Found
from peil.report.model import Blok, Kop, Naast, Samen, Tekening
from peil.terms import HOGER, LAGER

#: Two drawings beside each other, and one alone.
_HALF = 232.0
_WHOLE = 480.0
#: More panels than this are lower, so that they are not twice as high as the ranking.
_MANY = 6
_PLOT, _LOW = 38.0, 25.0
#: A ranking of fewer gemeenten says no more than the table.
_LEAST = 3


def side_by_side(found: Found, figures: Mapping[str, Sequence[Figure]]) -> tuple[Blok, ...]:
    """Return the figure in which most gemeenten differ, as a ranking beside its years.

    Args:
        found: the gebied.
        figures: per indicator those of the gemeenten in it, of the year.
    """
    indicator = _telling(found, figures)
    if indicator is None:
        return ()
    rows = figures[indicator.slug]
    years = _years(found, indicator)
    ranked = _ranking(found, indicator, rows, _HALF if years else _WHOLE)
    drawn: Blok = Naast((ranked,), (years,)) if years else ranked
    return (Samen((Kop(indicator.titel), drawn)),)


def _telling(found: Found, figures: Mapping[str, Sequence[Figure]]) -> Indicator | None:
    """Return the rate in which most gemeenten differ; the norm is told in its own part."""
    bronnen = found.desk.catalogue.bronnen
    best: tuple[int, Indicator] | None = None
    for indicator in found.desk.catalogue:
        known = [f for f in figures.get(indicator.slug, ()) if wording.has_value(f)]
        if not wording.is_rate(indicator) or bronnen[indicator.bron].soort == "norm":
            continue
        count = sum(f.eenheid_woord in (HOGER, LAGER) for f in known)
        if count and len(known) >= _LEAST and (best is None or count > best[0]):
            best = (count, indicator)
    return best[1] if best else None


def _ranking(
    found: Found, indicator: Indicator, figures: Sequence[Figure], width: float
) -> Tekening:
    units = titles.units_line(figures, indicator, "Balk: marge van 95\u00a0%")
    return Tekening(
        draw_ranking(figures, indicator, "eenheid", width=width),
        titles.ranking_title(figures, "eenheid"),
        f"{units} {source(found, figures, indicator)}",
        any(f.is_fictief for f in figures),
    )


def _years(found: Found, indicator: Indicator) -> Tekening | None:
    """Return the districten of the eenheid or the gemeenten of the district, year by year."""
    desk, code = found.desk, found.ask.gebied
    inside = gather.inside(desk, code, "district" if found.niveau == "eenheid" else "gemeente")
    codes = [c for c in inside if c != code]
    series = [f for f in desk.series([*codes, code], indicator.slug) if f.jaar <= found.ask.jaar]
    own = [f for f in series if f.gebied_code in codes]
    newest: dict[str, Figure] = {}
    for figure in sorted(own, key=lambda f: f.jaar):
        if figure.trend_woord is not None or figure.gebied_code not in newest:
            newest[figure.gebied_code] = figure
    if len({f.jaar for f in own if wording.has_value(f)}) < 2 or len(newest) < 2:
        return None
    many = len(newest) > _MANY
    return Tekening(
        draw_multiples(series, indicator, code, width=_HALF, plot=_LOW if many else _PLOT),
        titles.multiples_title(list(newest.values()), indicator),
        f"{titles.units_line([], indicator, 'Overal dezelfde schaal')} "
        f"{source(found, series, indicator)}",
        any(f.is_fictief for f in series),
    )
