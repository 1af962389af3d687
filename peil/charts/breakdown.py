"""The breakdown of one figure into categories, and whether they add up. A real table of bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from peil import labels, terms, wording
from peil.catalogue import Indicator, Uitsplitsing
from peil.figure import Figure
from peil.numbers import format_count

_REST: Final = "niet uitgesplitst"
_PATTERN: Final = {terms.ONDERDRUKT: "onderdrukt", terms.NIET_GELEVERD: "leeg"}


@dataclass(frozen=True, slots=True)
class Part:
    """One bar: its name, its length in percent of the longest (or ``None``) and its number.

    ``figure`` is ``None`` for the rest, which was computed and not delivered.
    """

    name: str
    length: float | None
    text: str
    figure: Figure | None


def lay_out(
    figures: Sequence[Figure],
    indicator: Indicator,
    dimensie: Uitsplitsing,
    totaal: Figure | None = None,
) -> list[Part]:
    """Return the bars of a breakdown, long first; those without a value and the rest behind."""
    rows = _rows(figures, indicator, dimensie)
    # A rest of nothing is no part.
    rest = rest_of(figures, dimensie, totaal) or None
    longest = max((s for s in (*(_size(f) for _, f in rows), rest) if s is not None), default=0)

    def length(size: float | None) -> float | None:
        return None if size is None else round(100 * size / (longest or 1), 2)

    parts = [Part(name, length(_size(f)), _text(f, indicator, figures), f) for name, f in rows]
    if rest is not None:
        parts.append(Part(_REST, length(rest), _amount(rest, indicator), None))
    return parts


def breakdown(
    figures: Sequence[Figure],
    indicator: Indicator,
    dimensie: Uitsplitsing,
    *,
    totaal: Figure | None = None,
) -> str:
    """Return the categories of one dimension as bars in a table, one area and period.

    Where the categories add up with a rest (``telt_op = "met_rest"``) and ``totaal`` is given,
    the rest is a bar of its own with an open outline, computed and not delivered.
    """
    parts = lay_out(figures, indicator, dimensie, totaal)
    unit = "Euro" if indicator.meeteenheid == "euro" else wording.upper_first(indicator.telwoord)
    head = "".join(
        f'<th scope="col"><span class="vh">{escape(name)}</span></th>'
        for name in (dimensie.titel, "Balk", unit)
    )
    body = "".join(_row(part, indicator) for part in parts)
    where = f", {figures[0].gebied}, {wording.period_text(figures[0])}" if figures else ""
    note = labels.star_note(figures)
    under = f'<p class="small">{note}</p>' if note else ""
    return (
        f'<div class="delen-vak"><table class="delen">'
        f'<caption class="vh">{escape(indicator.titel)} naar {escape(dimensie.titel.lower())}'
        f"{escape(where)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"{under}</div>"
    )


def _row(part: Part, indicator: Indicator) -> str:
    figure = part.figure
    if figure is None:
        tip = f"Niet uitgesplitst: {part.text}"
        bar = f'<i class="staaf rest" style="width:{part.length}%"></i>'
    else:
        lines = labels.describe(figure, indicator, None)
        lines[0] = f"{wording.upper_first(part.name)}: {part.text}"
        tip = "\n".join(lines)
        bar = f'<i class="staaf" style="width:{part.length}%"></i>'
        if part.length is None:
            pattern = _PATTERN.get(figure.status, "zonder")
            words = escape(labels.status_words(figure, indicator))
            bar = f'<span class="status {pattern}"><span>{words}</span></span>'
    return (
        f'<tr data-tip="{escape(tip).replace(chr(10), "&#10;")}">'
        f'<th scope="row">{escape(part.name)}</th><td class="b">{bar}</td>'
        f'<td class="n">{escape(part.text)}</td></tr>'
    )


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
    if not wording.has_value(figure):
        return None
    return figure.teller if figure.teller is not None else figure.waarde


def _text(figure: Figure, indicator: Indicator, beside: Sequence[Figure]) -> str:
    """Return the number behind a bar, or the mark of its status."""
    if not wording.has_value(figure):
        return labels.mark(figure, indicator)
    known = figure.teller is not None
    text = _amount(figure.teller, indicator) if known else labels.mark(figure, indicator)
    return text + labels.star(figure, beside)


def _amount(teller: float | None, indicator: Indicator) -> str:
    """Return a count, or a sum of money with its sign."""
    is_money = indicator.meeteenheid == "euro"
    return wording.number_text(indicator, teller, 0) if is_money else format_count(teller)
