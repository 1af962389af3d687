"""The theme card as HTML: finding, value, comparison, trend, source and table.

Cards take figures and know no database and no page. Everything that comes from data is escaped.
``stylesheet()`` gives the CSS that the markup needs; the first page links to it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

from peil import gauge, terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.labels import FICTIEF, traced
from peil.numbers import format_count, format_interval
from peil.palette import scale_variables, theme_variables
from peil.periods import parse_period

_SIGNS: Final = {
    "probleem": '<rect x="2.5" y="2.5" width="7" height="7" transform="rotate(45 6 6)"/>',
    "inspanning": '<path d="M2 6h8M6.5 2.5 10 6l-3.5 3.5"/>',
    "resultaat": '<path d="M2 6.5 5 9.5 10.5 3"/>',
}
_WORD_CLASS: Final = {terms.HOGER: "h", terms.LAGER: "l", terms.VERGELIJKBAAR: "g"}


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the CSS of cards, strips and small tables, with tokens for light and dark.

    The scales are for the whole page: maps and charts use them as well.
    """
    rules = (Path(__file__).parent / "cards.css").read_text("utf-8")
    return f":root{{{scale_variables()}}}\n.peil{{{theme_variables()}}}\n{rules}"


def type_sign(indicator: Indicator) -> str:
    """Return the type of an indicator with its sign."""
    sign = _SIGNS[indicator.type]
    return (
        f'<span class="type"><svg viewBox="0 0 12 12" aria-hidden="true">{sign}</svg>'
        f"{escape(indicator.type)}</span>"
    )


def word(figure: Figure, benchmark: str) -> str:
    """Return the word of one comparison with its sign."""
    text = wording.comparison_word(figure, benchmark)
    return f'<span class="w {_WORD_CLASS.get(text, "x")}">{escape(text)}</span>'


def is_fictief(figure: Figure) -> bool:
    """Return whether anything a card shows of this figure rests on a fictitious number."""
    compared = any(
        getattr(figure, f"{b}_is_fictief") and wording.benchmark_value(figure, b) is not None
        for b in terms.BENCHMARKS
    )
    trend = figure.trend_is_fictief and figure.trend_woord is not None
    return figure.is_fictief or compared or trend


def benchmarks(figure: Figure) -> list[str]:
    """Return the levels above the figure's own, which a card compares it with."""
    if figure.niveau not in terms.NIVEAUS:
        return []
    return list(terms.NIVEAUS[terms.NIVEAUS.index(figure.niveau) + 1 :])


def places_beside(figure: Figure, indicator: Indicator) -> int:
    """Return the decimals of a figure and all that it is set beside."""
    rests = [wording.benchmark_value(figure, b) for b in benchmarks(figure)]
    return wording.decimals(indicator, [figure.waarde, figure.hoog, *rests])


def card(
    figure: Figure,
    indicator: Indicator,
    series: Sequence[Figure],
    names: Mapping[str, str],
    *,
    thema: str = "",
    link: str = "",
    report: str = "",
    level: int = 3,
    key: str = "",
) -> str:
    """Return one card.

    Args:
        figure: what the card is about.
        indicator: its indicator.
        series: the same indicator and area through the years, oldest first.
        names: area code -> name, for the rows.
        thema: title of the theme.
        link: address of the indicator's own page.
        report: address where one says that this figure is wrong.
        level: level of the card's heading.
        key: unique on the page; ties the fold of a narrow screen to its label.
    """
    title = escape(indicator.titel)
    if link:
        title = f'<a href="{escape(link)}" target="_self">{title}</a>'
    edge = " fic" if is_fictief(figure) else ""
    fold = key or f"{figure.indicator}-{figure.gebied_code}"
    body = "".join(
        (
            _compare(figure, indicator, names),
            _spark(series, figure, indicator),
            _foot(series, figure, indicator, report),
        )
    )
    return (
        f'<article class="card{edge}"><div class="tags"><span>{escape(thema)}</span>'
        f'{type_sign(indicator)}</div><h{level} class="ind">{title}</h{level}>'
        f'<p class="find">{escape(wording.finding(figure, indicator))}</p>'
        f"{_value(figure, indicator)}"
        f'<input class="vouw" type="checkbox" id="v-{escape(fold)}">'
        f'<label class="vouw-l" for="v-{escape(fold)}">Vergelijking, trend en tabel'
        f'<span class="vh"> van {escape(indicator.titel)}</span></label>'
        f'<div class="body">{body}</div></article>'
    )


def _value(figure: Figure, indicator: Indicator) -> str:
    tag = FICTIEF if figure.is_fictief else ""
    value = traced(figure, escape(wording.value_text(figure, indicator)))
    unit = escape(wording.unit_text(indicator))
    line = escape(wording.facts(figure, indicator))
    missing = "" if wording.has_value(figure) else ' class="no"'
    return (
        f'<div class="val"><b{missing}>{value}</b><span>{unit}</span>{tag}</div>'
        f'<div class="small">{line}</div>'
    )


def status_box(figure: Figure, indicator: Indicator) -> str:
    """Return the box that says why there is no value, with the pattern of the map."""
    title, text = wording.status_box(figure, indicator)
    kind = {terms.ONDERDRUKT: "hatch", terms.NIET_GELEVERD: "dots"}.get(figure.status, "plain")
    return (
        f'<div class="state"><i class="pat {kind}" aria-hidden="true"></i>'
        f"<div><b>{escape(title)}</b> {escape(text)}</div></div>"
    )


def _compare(figure: Figure, indicator: Indicator, names: Mapping[str, str]) -> str:
    if not wording.has_value(figure):
        return status_box(figure, indicator) + _pooled(figure, indicator)
    levels = benchmarks(figure)
    rests = [wording.benchmark_value(figure, b) for b in levels]
    if all(rest is None for rest in rests):
        return _alone(figure, indicator)
    shown = [figure.waarde, figure.hoog, *rests]
    places = places_beside(figure, indicator)
    top = gauge.ruler_top(shown, figure.marge_hoog)
    own = wording.number_text(indicator, figure.waarde, places)
    cells = [_cells(1, figure.gebied, own, "", me=True)]
    for row, (level, rest) in enumerate(zip(levels, rests, strict=True), start=2):
        known = wording.number_text(indicator, rest, places)
        name = _row_name(figure, level, names)
        made_up = getattr(figure, f"{level}_is_fictief") and not figure.is_fictief
        tail = word(figure, level) + (FICTIEF if made_up and rest is not None else "")
        cells.append(_cells(row, name, known, tail))
    ticks = [gauge.Tick(level, rest) for level, rest in zip(levels, rests, strict=True)]
    drawing = gauge.bars(figure, ticks, top)
    ruler = _ruler(top, len(levels) + 2, indicator)
    return f'<div class="cmp">{"".join(cells)}{drawing}{ruler}</div>' + _pooled(figure, indicator)


def _alone(figure: Figure, indicator: Indicator) -> str:
    """Return the change, where a number stands alone: there is nothing to compare it with."""
    change = wording.change_sentence(figure, indicator) or wording.change_text(figure, indicator)
    text = wording.upper_first(change) or "Er is geen ander cijfer om mee te vergelijken."
    return f'<p class="small">{escape(text)}</p>' + _pooled(figure, indicator)


def _row_name(figure: Figure, level: str, names: Mapping[str, str]) -> str:
    if level == "district" and figure.district_code:
        return names.get(figure.district_code, "District")
    return wording.upper_first(level)


def _cells(row: int, name: str, value: str, tail: str, *, me: bool = False) -> str:
    own = " me" if me else ""
    end = f'<span class="e" style="grid-row:{row}">{tail}</span>' if tail else ""
    return (
        f'<span class="lab{own}" style="grid-row:{row}">{escape(name)}</span>'
        f'<span class="v{own}" style="grid-row:{row}">{escape(value)}</span>{end}'
    )


def _ruler(top: float, row: int, indicator: Indicator) -> str:
    return (
        f'<span class="ruler" aria-hidden="true" style="grid-row:{row}">'
        + "".join(f"<i>{mark}</i>" for mark in gauge.ruler_marks(top, indicator))
        + "</span>"
    )


def _pooled(figure: Figure, indicator: Indicator) -> str:
    text = wording.pooled_sentence(figure, indicator)
    return f'<p class="small pool">{escape(text)}</p>' if text else ""


def _spark(series: Sequence[Figure], figure: Figure, indicator: Indicator) -> str:
    years = [f for f in series if f.periode_soort == "jaar"]
    drawn = gauge.sparkline(years)
    caveat = wording.caveat(indicator)
    text = " ".join(filter(None, (_sentence(wording.trend_text(figure)), caveat)))
    if not drawn or len(years) < 2:
        return f'<p class="small caveat">{escape(caveat)}</p>' if caveat else ""
    return (
        f'<div class="spark"><div>{drawn}<div class="yr"><span>{years[0].jaar}</span>'
        f"<span>{years[-1].jaar}</span></div></div>"
        f'<div class="tr">{escape(text)}</div></div>'
    )


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _foot(series: Sequence[Figure], figure: Figure, indicator: Indicator, report: str = "") -> str:
    source = escape(f"Bron: {figure.bron}" if figure.bron else "")
    wrong = _report_link(indicator, report)
    if not series:
        return f'<div class="foot"><span>{source}</span>{wrong}</div>'
    hidden = f'<span class="vh"> van {escape(indicator.titel)}</span>'
    beside = ' met"' if wrong else '"'
    return (
        f'<div class="onder{beside}><details class="foot"><summary><span>{source}</span>'
        f'<span class="lnk">Tabel{hidden}</span></summary>{series_table(series, indicator)}'
        f"</details>{wrong}</div>"
    )


def _report_link(indicator: Indicator, report: str) -> str:
    if not report:
        return ""
    hidden = f'<span class="vh"> in {escape(indicator.titel)}</span>'
    return f'<a class="meld" href="{escape(report)}" target="_self">Meld een fout{hidden}</a>'


def series_table(series: Sequence[Figure], indicator: Indicator) -> str:
    """Return the table behind a card: one row per period, newest first."""
    places = wording.decimals(indicator, [f.waarde for f in series])
    caption = f"{indicator.titel}, {indicator.meeteenheid}"
    head = "".join(f'<th scope="col">{h}</th>' for h in ("Periode", "Waarde", "Aantal", "Marge"))
    rows = "".join(_series_row(f, indicator, places) for f in reversed(series))
    return (
        f'<table><caption class="vh">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _series_row(figure: Figure, indicator: Indicator, places: int) -> str:
    period = parse_period(figure.periode).label + (" (voorlopig)" if figure.is_voorlopig else "")
    if wording.has_value(figure):
        value = wording.number_text(indicator, figure.waarde, places)
    else:
        value = figure.status
    tag = f" {FICTIEF}" if figure.is_fictief else ""
    number = format_count(figure.teller) if figure.teller is not None else "–"
    margin = format_interval(figure.laag, figure.hoog, places) or "–"
    return (
        f'<tr><th scope="row">{escape(period)}</th><td>{traced(figure, escape(value))}{tag}</td>'
        f"<td>{number}</td><td>{margin}</td></tr>"
    )


def grid(cards: Sequence[str]) -> str:
    """Return cards side by side: three, and one on a narrow screen."""
    return f'<div class="g3">{"".join(cards)}</div>'
