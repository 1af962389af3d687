"""Real HTML tables: the same figures as a chart, readable without it."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.numbers import format_count, format_interval
from peil.palette import theme_variables
from peil.periods import parse_period

#: The looks of all tables here; put once on a page, inside ``<style>``.
TABLE_CSS: Final = (
    ".peil-tabel{overflow-x:auto}"
    ".peil-tabel table{border-collapse:collapse;width:100%;font:400 14px/20px 'Public Sans',"
    "sans-serif;color:var(--ink);" + theme_variables() + "}"
    ".peil-tabel caption{text-align:left;font-size:14px;color:var(--ink2);padding:0 0 8px}"
    ".peil-tabel th,.peil-tabel td{padding:6px 12px 6px 0;text-align:left;vertical-align:top;"
    "border-bottom:1px solid var(--grid)}"
    ".peil-tabel thead th{font-weight:500;font-size:13px;color:var(--ink2);"
    "border-bottom:1px solid var(--control)}"
    ".peil-tabel tbody th{font-weight:500}"
    ".peil-tabel .getal{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".peil-tabel .hoger{color:var(--hoger);font-weight:600;white-space:nowrap}"
    ".peil-tabel .lager{color:var(--lager);font-weight:600;white-space:nowrap}"
    ".peil-tabel .vergelijkbaar,.peil-tabel .status{color:var(--ink2);white-space:nowrap}"
    ".peil-tabel .fictief{color:var(--fictief);font-weight:600}"
    ".peil-tabel small{display:block;font-size:13px;color:var(--ink2)}"
)

Cell = tuple[str, str]


def figures_table(
    figures: Sequence[Figure],
    indicator: Indicator,
    *,
    benchmark: terms.Niveau | None = "eenheid",
    caption: str = "",
) -> str:
    """Return one row per figure: area, count, value, margin, comparison and source.

    Args:
        figures: rows in the order to show (for a ranking: high to low).
        indicator: what is shown.
        benchmark: the comparison to name in words; ``None`` leaves the column out.
        caption: what the table shows; by default the indicator, its unit and the period.
    """
    places = labels.places_of(figures, indicator)
    columns: list[tuple[str, str, Callable[[Figure], Cell]]] = [
        ("Periode", "", lambda f: (wording.period_text(f), "")),
        (wording.upper_first(indicator.telwoord), "getal", _count),
        (labels.axis_title(indicator), "getal", lambda f: _value(f, indicator, places)),
        (
            "Marge 95 %",
            "getal",
            lambda f: (format_interval(f.laag, f.hoog, places) or "–", "getal"),
        ),
    ]
    if indicator.noemer == "geen":
        del columns[1]
    if benchmark is not None:
        head = f"Tegen {labels.rest_name(benchmark)}"
        columns.append((head, "", lambda f: _comparison(f, indicator, benchmark)))
    columns += [
        ("Echt of fictief", "", lambda f: ("fictief", "fictief") if f.is_fictief else ("echt", "")),
        ("Bron", "", lambda f: (f.bron or "–", "")),
    ]
    head = _head(["Gebied", *(name for name, _, _ in columns)], ["", *(c for _, c, _ in columns)])
    body = "".join(
        f'<tr><th scope="row">{escape(f.gebied)}</th>'
        + "".join(_cell(make(f)) for _, _, make in columns)
        + "</tr>"
        for f in figures
    )
    return _table(caption or _caption(figures, indicator), head, body)


def series_table(figures: Sequence[Figure], indicator: Indicator, *, caption: str = "") -> str:
    """Return periods as rows and areas as columns: the table behind a trend."""
    areas = {f.gebied_code: f.gebied for f in figures}
    cells = {(f.periode, f.gebied_code): f for f in figures}
    places = labels.places_of(figures, indicator)
    head = _head(["Periode", *areas.values()], ["", *(["getal"] * len(areas))])
    body = "".join(
        f'<tr><th scope="row">{escape(_period(period, figures))}</th>'
        + "".join(_cell(_value(cells.get((period, code)), indicator, places)) for code in areas)
        + "</tr>"
        for period in labels.periods_of(figures)
    )
    return _table(caption or f"{indicator.titel}, {_unit(indicator)}, per periode", head, body)


def breakdown_table(
    figures: Sequence[Figure],
    indicator: Indicator,
    titels: Mapping[str, str],
    *,
    rest: float | None = None,
    caption: str = "",
) -> str:
    """Return one row per category; ``titels`` names each uitsplitsing, ``rest`` is a count."""
    places = labels.places_of(figures, indicator)
    head = _head(
        ["Onderdeel", wording.upper_first(indicator.telwoord), labels.axis_title(indicator)],
        ["", "getal", "getal"],
    )
    body = "".join(
        f'<tr><th scope="row">{escape(titels.get(f.uitsplitsing, f.uitsplitsing))}</th>'
        f"{_cell(_count(f))}{_cell(_value(f, indicator, places))}</tr>"
        for f in figures
    )
    if rest is not None:
        body += (
            f'<tr><th scope="row">niet uitgesplitst</th>{_cell((format_count(rest), "getal"))}'
            f"{_cell(('–', 'getal'))}</tr>"
        )
    return _table(caption or f"{indicator.titel} naar onderdeel", head, body)


def heat_table(
    figures: Sequence[Figure],
    indicators: Sequence[Indicator],
    *,
    benchmark: terms.Niveau = "eenheid",
    caption: str = "",
) -> str:
    """Return areas as columns and indicators as rows, each cell with its comparison in words.

    Args:
        figures: one figure per area and indicator; what is missing shows as a dash.
        indicators: the rows, in order.
        benchmark: what every cell compares with.
        caption: what the table shows.
    """
    areas = {f.gebied_code: f.gebied for f in sorted(figures, key=lambda f: f.gebied)}
    cells = {(f.indicator, f.gebied_code): f for f in figures}
    head = _head(["Indicator", *areas.values()], ["", *([""] * len(areas))])
    body = "".join(
        f'<tr><th scope="row">{escape(i.titel)}<small>{escape(_unit(i))}</small></th>'
        + "".join(_heat_cell(cells.get((i.slug, code)), i, benchmark) for code in areas)
        + "</tr>"
        for i in indicators
    )
    return _table(caption or f"Vergeleken met {labels.rest_name(benchmark)}", head, body)


def _heat_cell(figure: Figure | None, indicator: Indicator, benchmark: terms.Niveau) -> str:
    if figure is None:
        return '<td class="status">–</td>'
    if not wording.has_value(figure):
        fictief = _fictief(figure.is_fictief)
        return (
            f'<td class="status">{escape(labels.mark(figure, indicator))}'
            f"<small>{escape(labels.status_words(figure, indicator))}</small>{fictief}</td>"
        )
    word: str | None = getattr(figure, f"{benchmark}_woord")
    compared = getattr(figure, f"{benchmark}_is_fictief")
    return (
        f"<td>{escape(labels.mark(figure, indicator))} "
        f'<span class="{_class(word)}">{escape(labels.sign_and_word(word))}</span>'
        f"{_fictief(figure.is_fictief or compared)}</td>"
    )


def _class(word: str | None) -> str:
    return word if word in labels.SIGN and word is not None else "status"


def _fictief(is_fictief: bool) -> str:
    return '<small class="fictief">fictief</small>' if is_fictief else ""


def _value(figure: Figure | None, indicator: Indicator, places: int) -> Cell:
    if figure is None:
        return "–", "getal"
    if not wording.has_value(figure):
        return labels.status_words(figure, indicator), "getal status"
    text = labels.mark(figure, indicator, places)
    notes = [
        *(["voorlopig"] if figure.is_voorlopig else []),
        *(["fictief"] if figure.is_fictief else []),
    ]
    return f"{text} ({', '.join(notes)})" if notes else text, "getal"


def _count(figure: Figure) -> Cell:
    known = wording.has_value(figure) and figure.teller is not None
    return format_count(figure.teller) if known else "–", "getal"


def _comparison(figure: Figure, indicator: Indicator, benchmark: terms.Niveau) -> Cell:
    word: str | None = getattr(figure, f"{benchmark}_woord")
    rest: float | None = getattr(figure, f"{benchmark}_rest")
    text = labels.sign_and_word(word)
    if word in labels.SIGN and rest is not None:
        places = wording.decimals(indicator, (figure.waarde, rest))
        text = f"{text} ({wording.number_text(indicator, rest, places)})"
    if getattr(figure, f"{benchmark}_is_fictief") and word in labels.SIGN:
        text = f"{text}, fictief"
    return text, _class(word)


def _period(period: str, figures: Sequence[Figure]) -> str:
    label = parse_period(period).label
    loose = any(f.is_voorlopig for f in figures if f.periode == period)
    return f"{label}, voorlopig" if loose else label


def _caption(figures: Sequence[Figure], indicator: Indicator) -> str:
    periods = labels.periods_of(figures)
    parts = [indicator.titel, _unit(indicator)]
    if len(periods) == 1:
        parts.append(_period(periods[0], figures))
    return ", ".join(parts)


def _unit(indicator: Indicator) -> str:
    return wording.lower_first(labels.axis_title(indicator))


def _cell(cell: Cell) -> str:
    text, style = cell
    return f"<td{_attribute(style)}>{escape(text)}</td>"


def _attribute(style: str) -> str:
    return f' class="{style}"' if style else ""


def _head(names: Sequence[str], styles: Sequence[str]) -> str:
    return "".join(
        f'<th scope="col"{_attribute(style)}>{escape(name)}</th>'
        for name, style in zip(names, styles, strict=True)
    )


def _table(caption: str, head: str, body: str) -> str:
    return (
        '<div class="peil-tabel" role="region" tabindex="0" '
        f'aria-label="{escape(caption)}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
