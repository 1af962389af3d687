"""The ranking: areas from high to low, each with its margin, against one benchmark.

It is a real table: the drawing stands in a column of it, so it can be read without being seen.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.charts.ranking_frame import Gap, Layout, Row, lay_out, ordered, word_of
from peil.figure import Figure
from peil.numbers import format_count, format_interval
from peil.question import Question

_CLASS: Final = {terms.HOGER: "h", terms.LAGER: "l", terms.VERGELIJKBAAR: "g"}
_PATTERN: Final = {terms.ONDERDRUKT: "onderdrukt", terms.NIET_GELEVERD: "leeg"}
#: A rule under every so many places, to keep one's eye on the row.
_RULE: Final = 5


def ranking(
    figures: Sequence[Figure],
    indicator: Indicator,
    benchmark: terms.Niveau = "eenheid",
    *,
    gekozen: str | None = None,
) -> str:
    """Return areas of one level, one period, from high to low; those without a value come last.

    Only areas that differ from ``benchmark`` get a colour, and then also a sign and a word. Each
    row carries its ``gebied_code``; more than 60 areas are shortened (``ranking_frame``).
    """
    layout = lay_out(figures, indicator, benchmark, gekozen)
    level = figures[0].niveau if figures else "gemeente"
    wide = level == "gemeente" and len({f.district_code for f in figures}) > 1
    head = _head(layout, level, benchmark, wide)
    body = "".join(
        _gap(row, 6 if wide else 5)
        if isinstance(row, Gap)
        else _row(row, figures, indicator, benchmark, layout, wide)
        for row in layout.rows
    )
    style = f"--stap:{layout.step}%"
    style += f";--lijn:{layout.line / 100:g}" if layout.line is not None else ""
    return (
        f'<div class="ranglijst-vak">{_key(layout, benchmark)}'
        f'<table class="ranglijst" style="{style}">'
        f'<caption class="vh">{escape(ranking_alt(figures, indicator, benchmark))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"{_under(figures)}</div>"
    )


def ranking_alt(
    figures: Sequence[Figure], indicator: Indicator, benchmark: terms.Niveau = "eenheid"
) -> str:
    """Return in words: how many areas, highest, lowest and how many differ."""
    known = [f for f in ordered(figures) if wording.has_value(f)]
    if not known:
        return f"Ranglijst van {indicator.titel}: er is voor geen enkel gebied een cijfer."
    words = [word_of(f, benchmark) for f in known]
    missing = len(figures) - len(known)
    text = (
        f"Ranglijst van {len(figures)} gebieden, {indicator.titel}. "
        f"Hoogst: {known[0].gebied}, {labels.value_words(known[0], indicator)}. "
        f"Laagst: {known[-1].gebied}, {labels.value_words(known[-1], indicator)}. "
        f"{words.count(terms.HOGER)} hoger en {words.count(terms.LAGER)} lager "
        f"dan {labels.rest_name(benchmark)}."
    )
    return f"{text} {missing} zonder cijfer." if missing else text


def _key(layout: Layout, benchmark: terms.Niveau) -> str:
    """Return what the colours, signs and open points mean, as far as they occur."""
    rows = [row for row in layout.rows if isinstance(row, Row)]
    words = [w for w in (terms.HOGER, terms.LAGER) if any(row.word == w for row in rows)]
    found = [f'<span class="{_CLASS[word]}"><i class="punt"></i>{word}</span>' for word in words]
    if words:
        found.append(f"<span>dan {labels.rest_name(benchmark)}</span>")
    if any(row.is_open for row in rows):
        found.append('<span class="los"><i class="punt open"></i>voorlopig</span>')
    return f'<p class="sleutel" aria-hidden="true">{"".join(found)}</p>' if found else ""


def _under(figures: Sequence[Figure]) -> str:
    note = labels.star_note(figures)
    return f'<p class="small">{note}</p>' if note else ""


def _head(layout: Layout, level: str, benchmark: terms.Niveau, wide: bool) -> str:
    """Return the column heads; only the scale and the name of the benchmark are seen."""
    ticks = "".join(
        f'<i class="t" style="left:{at}%">{escape(text)}</i>' for at, text in layout.ticks if text
    )
    line = (
        f'<i class="lt" style="left:{layout.line}%;--x:-{layout.line}%">'
        f"{escape(layout.line_text)}</i>"
        if layout.line is not None
        else ""
    )
    heads = [
        ("p", _hidden("Plaats")),
        ("", _hidden(wording.upper_first(level))),
        ("d", _hidden("District")) if wide else None,
        (
            "b",
            f"{_hidden('Marge van 95 procent')}"
            f'<div class="schaal" aria-hidden="true">{ticks}{line}</div>',
        ),
        ("n", _hidden("Waarde")),
        ("woord", f"<span>Tegen {labels.rest_name(benchmark)}</span>"),
    ]
    return "".join(
        f'<th scope="col"{_class(name)}>{content}</th>' for name, content in filter(None, heads)
    )


def _gap(gap: Gap, columns: int) -> str:
    """Return the row that stands for those left out; all are in the table behind it."""
    return f'<tr class="gat"><td colspan="{columns}">{gap_text(gap)}</td></tr>'


def gap_text(gap: Gap) -> str:
    """Return how many areas are left out between two rows."""
    kind = "gebied" if gap.count == 1 else "gebieden"
    without = "" if gap.has_values else " zonder cijfer"
    return f"… nog {format_count(gap.count)} {kind}{without} …"


def word_text(row: Row) -> str:
    """Return the word of the comparison of a row, or why there is none."""
    return row.word or ("niet getoetst" if row.place else "geen cijfer")


def _row(
    row: Row,
    beside: Sequence[Figure],
    indicator: Indicator,
    benchmark: terms.Niveau,
    layout: Layout,
    wide: bool,
) -> str:
    figure = row.figure
    classes = [_CLASS.get(row.word or "", ""), "gekozen" if row.is_chosen else ""]
    classes.append("regel" if row.place and row.place % _RULE == 0 else "")
    tip = escape("\n".join(labels.describe(figure, indicator, benchmark))).replace("\n", "&#10;")
    value = labels.mark(figure, indicator, layout.places) + labels.star(figure, beside)
    cells = [
        f'<td class="p">{row.place or ""}</td>',
        f'<th scope="row">{_link(row, indicator)}</th>',
        f'<td class="d">{escape(figure.district_code or "")}</td>' if wide else "",
        _bar(row, indicator, layout.places),
        f'<td class="n">{labels.traced(figure, escape(value))}</td>',
        _word(row),
    ]
    code = escape(figure.gebied_code)
    return (
        f'<tr{_class(" ".join(filter(None, classes)))} data-gebied="{code}" data-kies="{code}" '
        f'data-tip="{tip}">'
        f"{''.join(cells)}</tr>"
    )


def _link(row: Row, indicator: Indicator) -> str:
    """Return the name as a link to the area's page, with the same indicator and period.

    A click marks the area first; the name of the one that is marked opens it.
    """
    figure = row.figure
    query = Question(figure.gebied_code, indicator.slug, figure.periode).to_query()
    address = f"{figure.niveau}?" + "&amp;".join(f"{k}={escape(v)}" for k, v in query.items())
    now = ' aria-current="true"' if row.is_chosen else ""
    first = "" if row.is_chosen else f' data-kies="{escape(figure.gebied_code)}"'
    return f'<a href="{address}"{first}{now}>{escape(figure.gebied)}</a>'


def _bar(row: Row, indicator: Indicator, places: int) -> str:
    """Return the cell with margin and point, or the pattern and the words of a status."""
    figure = row.figure
    if row.point is None:
        pattern = _PATTERN.get(figure.status, "zonder")
        words = escape(labels.status_words(figure, indicator))
        return f'<td class="b {pattern}"><span>{words}</span></td>'
    bar, said = "", ""
    if row.left is not None and row.right is not None:
        cut = " af" if row.is_cut else ""
        bar = (
            f'<i class="marge{cut}" style="left:{row.left}%;width:{row.right - row.left:.2f}%"></i>'
        )
        said = _hidden(format_interval(figure.laag, figure.hoog, places))
    kind = "punt open" if row.is_open else "punt"
    point = f'<i class="{kind}" style="left:{row.point}%"></i>'
    return f'<td class="b"><div>{bar}{point}</div>{said}</td>'


def _word(row: Row) -> str:
    kind = _CLASS.get(row.word or "", "x")
    return f'<td class="woord"><span class="w {kind}">{escape(word_text(row))}</span></td>'


def _hidden(text: str) -> str:
    return f'<span class="vh">{escape(text)}</span>'


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""
