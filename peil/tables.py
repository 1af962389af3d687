"""Real HTML tables: the same figures as a chart, readable without it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.numbers import format_count, format_interval
from peil.periods import parse_period

#: The classes of the look: a comparison in words with its sign before it.
_WORD: Final = {terms.HOGER: "w h", terms.LAGER: "w l", terms.VERGELIJKBAAR: "w g"}
_TAG: Final = f" {labels.FICTIEF}"
#: From this ratio to the rest on (or its inverse) a difference is shown deeper.
_STRONG: Final = 1.5


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
    columns = _columns(indicator, places, benchmark)
    head = _head(["Gebied", *(c.naam for c in columns)], ["", *(c.style for c in columns)])
    body = "".join(
        f'<tr><th scope="row">{escape(f.gebied)}</th>{"".join(c.make(f) for c in columns)}</tr>'
        for f in figures
    )
    return _table(caption or _caption(figures, indicator), head, body)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its name, its style (``n`` is a number) and how a figure becomes a cell."""

    naam: str
    style: str
    make: Callable[[Figure], str]


def _columns(indicator: Indicator, places: int, benchmark: terms.Niveau | None) -> list[_Column]:
    def interval(f: Figure) -> str:
        return _cell(format_interval(f.laag, f.hoog, places) or "–", "n")

    def real(f: Figure) -> str:
        return f"<td>{_TAG.strip() if f.is_fictief else 'echt'}</td>"

    def source(f: Figure) -> str:
        return _cell(f.bron or "–")

    columns = [_Column("Periode", "", lambda f: _cell(wording.period_text(f)))]
    if indicator.noemer != "geen":
        columns.append(_Column(wording.upper_first(indicator.telwoord), "n", _count))
    columns += [
        _Column(labels.axis_title(indicator), "n", lambda f: _value(f, indicator, places)),
        _Column("Marge 95 %", "n", interval),
    ]
    if benchmark is not None:
        head = f"Tegen {labels.rest_name(benchmark)}"
        columns.append(_Column(head, "", lambda f: _comparison(f, indicator, benchmark)))
    return [*columns, _Column("Echt of fictief", "", real), _Column("Bron", "", source)]


def series_table(figures: Sequence[Figure], indicator: Indicator, *, caption: str = "") -> str:
    """Return periods as rows and areas as columns, small areas first: the table of a trend."""
    small_first = sorted(figures, key=lambda f: terms.NIVEAUS.index(f.niveau))
    areas = {f.gebied_code: f.gebied for f in small_first}
    cells = {(f.periode, f.gebied_code): f for f in figures}
    places = labels.places_of(figures, indicator)
    head = _head(["Periode", *areas.values()], ["", *(["n"] * len(areas))])
    body = "".join(
        f'<tr><th scope="row">{escape(_period(period, figures))}</th>'
        + "".join(_value(cells.get((period, code)), indicator, places) for code in areas)
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
        ["", "n", "n"],
    )
    body = "".join(
        f'<tr><th scope="row">{escape(titels.get(f.uitsplitsing, f.uitsplitsing))}</th>'
        f"{_count(f)}{_value(f, indicator, places)}</tr>"
        for f in figures
    )
    if rest is not None:
        body += (
            f'<tr><th scope="row">niet uitgesplitst</th>{_cell(format_count(rest), "n")}'
            f"{_cell('–', 'n')}</tr>"
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

    A cell that differs is tinted, deeper from one and a half times the rest (or two thirds of it);
    the sign and the word say the same.

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
    text = caption or f"Vergeleken met {labels.rest_name(benchmark)}"
    return _table(text, head, body, "warmte")


def _heat_cell(figure: Figure | None, indicator: Indicator, benchmark: terms.Niveau) -> str:
    if figure is None:
        return "<td>–</td>"
    mark = escape(labels.mark(figure, indicator))
    if not wording.has_value(figure):
        status = escape(labels.status_words(figure, indicator))
        short = "" if figure.status == terms.NVT else f"{mark} "
        return f'<td>{short}<span class="w x">{status}</span>{_tag(figure.is_fictief)}</td>'
    word: str | None = getattr(figure, f"{benchmark}_woord")
    compared: bool = getattr(figure, f"{benchmark}_is_fictief")
    # Counts of areas of different size are not compared: a dash would read as a minus.
    said = f" {_word(word)}" if word else ""
    tint, value = _attribute(_tint(figure, word, benchmark)), labels.traced(figure, mark)
    return f"<td{tint}><b>{value}</b>{said}{_tag(figure.is_fictief or compared)}</td>"


def _tint(figure: Figure, word: str | None, benchmark: terms.Niveau) -> str:
    """Return the class of a cell that differs: higher or lower, and whether strongly."""
    if word not in (terms.HOGER, terms.LAGER):
        return ""
    rest = wording.benchmark_value(figure, benchmark)
    ratio = (figure.waarde or 0.0) / rest if rest else 1.0
    strong = ratio >= _STRONG or ratio <= 1 / _STRONG
    return f"{'hoog' if word == terms.HOGER else 'laag'}{' sterk' if strong else ''}"


def _word(word: str | None, more: str = "") -> str:
    """Return a comparison word; its sign is drawn before it by the style of its class."""
    return (
        f'<span class="{_WORD.get(word or "", "w x")}">{escape(word or "–")}{escape(more)}</span>'
    )


def _tag(is_fictief: bool) -> str:
    return _TAG if is_fictief else ""


def _value(figure: Figure | None, indicator: Indicator, places: int) -> str:
    if figure is None:
        return _cell("–", "n")
    if not wording.has_value(figure):
        text = escape(labels.status_words(figure, indicator))
    else:
        text = escape(labels.mark(figure, indicator, places))
    return f'<td class="n">{labels.traced(figure, text)}{_tag(figure.is_fictief)}</td>'


def _count(figure: Figure) -> str:
    known = wording.has_value(figure) and figure.teller is not None
    return _cell(format_count(figure.teller) if known else "–", "n")


def _comparison(figure: Figure, indicator: Indicator, benchmark: terms.Niveau) -> str:
    word: str | None = getattr(figure, f"{benchmark}_woord")
    rest: float | None = getattr(figure, f"{benchmark}_rest")
    if word not in _WORD or rest is None:
        return f"<td>{_word(word)}</td>"
    places = wording.decimals(indicator, (figure.waarde, rest))
    more = f" ({wording.number_text(indicator, rest, places)})"
    fictief: bool = getattr(figure, f"{benchmark}_is_fictief")
    return f"<td>{_word(word, more)}{_tag(fictief and not figure.is_fictief)}</td>"


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


def _cell(text: str, style: str = "") -> str:
    return f"<td{_attribute(style)}>{escape(text)}</td>"


def _attribute(style: str) -> str:
    return f' class="{style}"' if style else ""


def _head(names: Sequence[str], styles: Sequence[str]) -> str:
    return "".join(
        f'<th scope="col"{_attribute(style)}>{escape(name)}</th>'
        for name, style in zip(names, styles, strict=True)
    )


def _table(caption: str, head: str, body: str, kind: str = "") -> str:
    return (
        f"<table{_attribute(kind)}><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
