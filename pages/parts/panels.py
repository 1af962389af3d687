"""Panels that more than one area page shows: the summary, a ranking, a trend, small multiples.

ranking(desk, indicator, figures, benchmark, key)          a click marks the area
trend(desk, indicator, code, key, beside=())                one area through the years
multiples(desk, indicator, codes, background, key)          areas on one scale
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from pages.parts import drawn, gather, show
from peil import cards, charts, strips, tables, titles
from peil.catalogue import Indicator
from peil.charts.ranking import ordered
from peil.figure import Figure
from peil.question import Question
from peil.terms import Niveau
from peil.wording import is_rate

if TYPE_CHECKING:
    from peil.desk import Desk

_OVERLAP = "Plaats zegt weinig als balken overlappen."


def summary(
    desk: "Desk",
    vraag: Question,
    page: str,
    sentences: tuple[str, str],
    figures: Sequence[Figure],
    codes: Sequence[str],
    strip: str = "",
) -> None:
    """Show the lead, what is fictief, and what stands out among the areas of a page.

    Args:
        desk: the door to the figures.
        vraag: the question of this view.
        page: name of the page, for the key.
        sentences: of the lead.
        figures: what the page shows, to say which of it is fictief.
        codes: the areas whose figures are one family of tests.
        strip: markup between the lead and the note, such as key figures.
    """
    parts = [strips.lead(*sentences), strip]
    if any(cards.is_fictief(f) for f in figures):
        real = gather.real_titles(desk, figures)
        parts.append(strips.fictief_note(real, "verantwoording#fictief"))
    found = gather.standing_out(desk, codes, gather.year_of(vraag))
    parts += [
        strips.section("Wat opvalt", strips.CHANCE),
        strips.noteworthy_strip(found, gather.links(desk, vraag)),
    ]
    show.show_html(strips.block(*parts), key=f"samenvatting_{page}")


def ranking(
    desk: "Desk",
    indicator: Indicator,
    figures: Sequence[Figure],
    benchmark: Niveau,
    key: str,
    gekozen: str = "",
) -> None:
    """Show areas from high to low with their margins; ``gekozen`` is marked."""
    rows = ordered(figures)
    show.show_chart(
        charts.ranking(figures, indicator, benchmark, gekozen=gekozen or None),
        title=titles.ranking_title(figures, benchmark),
        units=titles.units_line(figures, indicator, "Balk: marge van 95\u00a0%"),
        source=f"{_OVERLAP} {drawn.source(desk, figures, indicator)}",
        table=partial(tables.figures_table, rows, indicator, benchmark=benchmark),
        key=key,
        csv=partial(desk.csv, rows),
        fictief=any(f.is_fictief for f in figures),
        report=drawn.report(figures, indicator),
        waits=True,
    )


def trend(
    desk: "Desk", indicator: Indicator, code: str, key: str, beside: Sequence[str] = ()
) -> None:
    """Show one area through the years, with others as thin lines."""
    series = desk.series([code, *beside], indicator.slug)
    own = [f for f in series if f.gebied_code == code]
    newest = max(own, key=lambda f: (f.trend_woord is not None, f.jaar), default=None)
    show.show_chart(
        charts.trend(series, indicator, code, gebeurtenissen=desk.events(indicator.slug, code)),
        title=titles.trend_title(newest, indicator),
        units=titles.units_line([], indicator, "Band: marge van 95\u00a0%", "Open punt: voorlopig"),
        source=drawn.source(desk, series, indicator),
        table=partial(tables.series_table, series, indicator),
        key=key,
        csv=partial(desk.csv, series),
        fictief=any(f.is_fictief for f in series),
        report=drawn.report(own[-1:], indicator, code),
    )


def multiples(
    desk: "Desk", indicator: Indicator, codes: Sequence[str], background: str, key: str
) -> None:
    """Show a small trend per area on one scale; behind a rate the one of the area around them."""
    behind = [background] if is_rate(indicator) else []
    series = desk.series([*codes, *behind], indicator.slug)
    newest = _newest([f for f in series if f.gebied_code in codes])
    scale = ["Overal dezelfde schaal", *(f"Stippellijn: {desk.areas.get(c).naam}" for c in behind)]
    show.show_chart(
        charts.small_multiples(series, indicator, behind[0] if behind else None),
        title=titles.multiples_title(newest, indicator),
        units=titles.units_line([], indicator, *scale),
        source=drawn.source(desk, series, indicator),
        table=partial(tables.series_table, series, indicator),
        key=key,
        csv=partial(desk.csv, series),
        fictief=any(f.is_fictief for f in series),
        report=drawn.report([], indicator, background),
        waits=True,
    )


def _newest(figures: Sequence[Figure]) -> list[Figure]:
    newest: dict[str, Figure] = {}
    for figure in sorted(figures, key=lambda f: f.jaar):
        if figure.trend_woord is not None or figure.gebied_code not in newest:
            newest[figure.gebied_code] = figure
    return list(newest.values())
