"""The ranking for a report: the rows of the screen as one drawing, every word in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from peil import labels, svg, terms
from peil.catalogue import Indicator
from peil.charts.names_static import nothing
from peil.charts.ranking import gap_text, ranking_alt, word_text
from peil.charts.ranking_frame import Gap, Layout, Row, lay_out
from peil.drawing import Drawing
from peil.figure import Figure
from peil.palette import LIGHT

#: The height of a row, of the scale above them and of a note below.
_ROW: Final = 10.5
_HEAD: Final = 21.0
_NOTE: Final = 11.0
_SMALL: Final = svg.LETTER - 0.5
_NOTES: Final = 6.5
#: A rule under every so many places, to keep one's eye on the row.
_RULE: Final = 5
_PLACE: Final = 14.0
#: The share of the width that the names may take, also where the words stand below.
_NAMES: Final = 0.3
_NAMES_HALF: Final = 0.4
_GAP: Final = 9.0
#: A ranking of fewer points wide has its words below, and only their signs in the rows.
_WIDE: Final = 360.0
_SIGN: Final = 8.0
_COLOUR: Final = {terms.HOGER: LIGHT.hoger, terms.LAGER: LIGHT.lager}
_SIGNS: Final = {terms.HOGER: "hoger", terms.LAGER: "lager"}
_PATTERN: Final = {
    terms.ONDERDRUKT: f"url(#{svg.PREFIX}-onderdrukt)",
    terms.NIET_GELEVERD: f"url(#{svg.PREFIX}-niet-geleverd)",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a ranking lie, in points from the left."""

    name: float
    room: float
    bars: float
    wide: float
    value: float
    word: float
    width: float
    has_words: bool

    def x(self, percent: float) -> float:
        """Return the place in points of a percentage of the scale."""
        return self.bars + self.wide * percent / 100


def draw_ranking(
    figures: Sequence[Figure],
    indicator: Indicator,
    benchmark: terms.Niveau = "eenheid",
    gekozen: str | None = None,
    *,
    width: float = 480.0,
) -> Drawing:
    """Return areas of one level and one period from high to low, against one benchmark.

    Args:
        figures: the areas, in any order; those without a value come last.
        indicator: what is shown.
        benchmark: the level whose own value is the line through all rows.
        gekozen: code of the area to mark.
        width: in points.
    """
    alt = ranking_alt(figures, indicator, benchmark)
    if not figures:
        return nothing(width, alt)
    layout = lay_out(figures, indicator, benchmark, gekozen)
    values = [
        labels.mark(row.figure, indicator, layout.places) + labels.star(row.figure, figures)
        if isinstance(row, Row) and row.point is not None
        else ""
        for row in layout.rows
    ]
    columns = _columns(layout, values, benchmark, width)
    bottom = _HEAD + _ROW * len(layout.rows)
    parts = [_scale(layout, columns, bottom)]
    for n, (row, value) in enumerate(zip(layout.rows, values, strict=True)):
        y = _HEAD + _ROW * (n + 0.5)
        parts.append(
            svg.text(width / 2, y, gap_text(row), anchor="middle", size=_SMALL)
            if isinstance(row, Gap)
            else _row(row, value, indicator, columns, y)
        )
    parts.append(_line(layout, columns))
    parts.append(_heads(layout, columns, benchmark))
    told = [] if columns.has_words else _key(layout, benchmark)
    notes = [*told, *_notes(layout, values)]
    full = bottom + 3 + _NOTE * len(notes)
    parts += [_noted(note, columns.name, bottom + 7 + _NOTE * n) for n, note in enumerate(notes)]
    return Drawing(svg.document(width, full, parts), width, full, alt)


def _columns(
    layout: Layout, values: Sequence[str], benchmark: terms.Niveau, width: float
) -> Columns:
    """Return the columns: as wide as their words, and the bars take the rest."""
    rows = [row for row in layout.rows if isinstance(row, Row)]
    names = max((svg.width_of(r.figure.gebied, svg.LETTER, 700) for r in rows), default=0.0)
    has_words = width >= _WIDE
    room = min(names, width * (_NAMES if has_words else _NAMES_HALF))
    words = _SIGN
    if has_words:
        told = (svg.width_of(word_text(r), svg.LETTER, 600) + 10 for r in rows)
        words = max(svg.width_of(_against(benchmark), _SMALL), *told)
    value = max((svg.width_of(v, svg.LETTER, 600) for v in values), default=0.0)
    bars = _PLACE + 6 + room + _GAP
    word = width - words
    end = word - (_GAP if has_words else 3)
    wide = max(end - value - _GAP - bars, 40.0)
    return Columns(_PLACE + 6, room, bars, wide, end, word, width, has_words)


def _against(benchmark: terms.Niveau) -> str:
    return f"Tegen {labels.rest_name(benchmark)}"


def _scale(layout: Layout, columns: Columns, bottom: float) -> str:
    return "".join(
        svg.line(columns.x(at), _HEAD - 1, columns.x(at), bottom, LIGHT.grid)
        for at, _ in layout.ticks
    )


def _line(layout: Layout, columns: Columns) -> str:
    """Return the benchmark through all rows that have a point."""
    known = [n for n, r in enumerate(layout.rows) if isinstance(r, Row) and r.point is not None]
    if layout.line is None or not known:
        return ""
    x, bottom = columns.x(layout.line), _HEAD + _ROW * (known[-1] + 1)
    return svg.line(x, _HEAD - 10, x, bottom, LIGHT.ink2, 1.0, "2.5 2")


def _heads(layout: Layout, columns: Columns, benchmark: terms.Niveau) -> str:
    """Return the scale with the benchmark above it, and what the words are about."""
    parts: list[str] = []
    edge = columns.bars + columns.wide + _GAP - 2
    taken: list[tuple[float, float]] = []
    if layout.line is not None and any(isinstance(r, Row) and r.place for r in layout.rows):
        # It slides along itself: it stays above the bars, wherever its line is.
        wide = svg.width_of(layout.line_text, _SMALL, 600)
        x = columns.bars + max(columns.wide - wide, 0.0) * layout.line / 100
        parts.append(svg.text(x, 5, layout.line_text, size=_SMALL, weight=600, fill=LIGHT.ink))
        taken.append((columns.x(layout.line) - 2, columns.x(layout.line) + 2))
    for at, words in layout.ticks:
        half = svg.width_of(words, _SMALL) / 2
        left = min(columns.x(at) - half, edge - 2 * half)
        right = left + 2 * half
        if words and all(right + 3 <= a or left - 3 >= b for a, b in taken):
            parts.append(svg.text(left, _HEAD - 6, words, size=_SMALL))
            taken.append((left, right))
    if columns.has_words:
        parts.append(svg.text(columns.word, _HEAD - 6, _against(benchmark), size=_SMALL))
    return "".join(parts)


def _row(row: Row, value: str, indicator: Indicator, columns: Columns, y: float) -> str:
    figure, colour = row.figure, _COLOUR.get(row.word or "", "")
    parts: list[str] = []
    if row.is_chosen:
        parts.append(svg.rect(0, y - _ROW / 2, columns.width, _ROW, fill=LIGHT.petrol_soft))
        parts.append(svg.rect(0, y - _ROW / 2, 2.5, _ROW, fill=LIGHT.petrol))
    if row.place and row.place % _RULE == 0:
        under = y + _ROW / 2
        parts.append(svg.line(0, under, columns.width, under, LIGHT.grid))
    if row.place:
        parts.append(svg.text(_PLACE, y, str(row.place), size=_SMALL, anchor="end"))
    weight = 700 if row.is_chosen else 600 if colour else 400
    name = svg.fitted(figure.gebied, svg.LETTER, columns.room, weight)
    parts.append(svg.text(columns.name, y, name, weight=weight, fill=LIGHT.ink))
    parts.append(_bar(row, indicator, columns, y))
    if row.point is not None:
        parts.append(
            svg.text(columns.value, y, value, weight=600, fill=colour or LIGHT.ink, anchor="end")
        )
    if colour:
        parts.append(svg.sign(_SIGNS[row.word or ""], columns.word + 3.5, y, 6.5, colour))
    if columns.has_words:
        parts.append(
            svg.text(columns.word + 10, y, word_text(row), weight=600 if colour else 400,
                     fill=colour or LIGHT.ink2)
        )  # fmt: skip
    return "".join(parts)


def _bar(row: Row, indicator: Indicator, columns: Columns, y: float) -> str:
    """Return the margin and the point, or the pattern and the words of a status."""
    if row.point is None:
        words = labels.status_words(row.figure, indicator)
        fill = _PATTERN.get(row.figure.status, "none")
        box = svg.rect(columns.bars, y - 3.5, columns.wide, 7, fill=fill)
        shown = svg.fitted(words, _SMALL, columns.wide - 6)
        back = svg.rect(columns.bars, y - 4.5, svg.width_of(shown, _SMALL) + 5, 9, fill=LIGHT.card)
        return box + back + svg.text(columns.bars, y, shown, size=_SMALL)
    colour, x = _COLOUR.get(row.word or "", LIGHT.petrol), columns.x(row.point)
    bar = ""
    if row.left is not None and row.right is not None:
        left, right = columns.x(row.left), columns.x(row.right)
        bar = svg.rect(left, y - 1.6, right - left, 3.2, fill=colour, opacity=0.38)
        if row.is_cut:
            # Three loose pieces: it goes on past the scale.
            bar += "".join(svg.rect(right - 3 * n, y - 2, 1, 4, fill=LIGHT.card) for n in (1, 2, 3))
    return bar + _point(row, x, y, colour)


def _point(row: Row, x: float, y: float, colour: str) -> str:
    up = {terms.HOGER: -1, terms.LAGER: 1}.get(row.word or "")
    fill = LIGHT.card if row.is_open else colour
    if up is None:
        return svg.circle(x, y, 2.2, fill=fill, stroke=colour, width=1.2)
    corners = [(x, y + 3.2 * up), (x + 3.2, y - 2.4 * up), (x - 3.2, y - 2.4 * up)]
    return svg.path(svg.joined(corners, closed=True), fill=fill, stroke=colour, width=1)


def _key(layout: Layout, benchmark: terms.Niveau) -> list[tuple[str, str]]:
    """Return the sign and the words of each outcome that occurs, and what no sign says."""
    rows = [row for row in layout.rows if isinstance(row, Row) and row.place]
    found = [word for word in _COLOUR if any(row.word == word for row in rows)]
    signs = [(_SIGNS[word], f"{word} dan {labels.rest_name(benchmark)}") for word in found]
    bare = dict.fromkeys(word_text(row) for row in rows if row.word not in _COLOUR)
    return [*signs, ("", f"zonder teken: {' of '.join(sorted(bare))}")] if bare else signs


def _notes(layout: Layout, values: Sequence[str]) -> list[tuple[str, str]]:
    """Return what an open point and a star mean, as far as they occur."""
    is_open = any(isinstance(row, Row) and row.is_open for row in layout.rows)
    is_starred = any(value.endswith("*") for value in values)
    notes = ("* fictief cijfer" * is_starred, "open punt: voorlopig" * is_open)
    return [("", " · ".join(filter(None, notes)))] if any(notes) else []


def _noted(note: tuple[str, str], x: float, y: float) -> str:
    """Return a line below the ranking, with its sign."""
    sign, words = note
    if not sign:
        return svg.text(x, y, words, size=_NOTES)
    colour = LIGHT.hoger if sign == "hoger" else LIGHT.lager
    return svg.sign(sign, x + 3, y, 6, colour) + svg.text(x + 9, y, words, size=_NOTES)
