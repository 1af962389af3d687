"""Where everything of a ranking lies: rows, scale and benchmark as shares of the width.

No markup: the screen draws it as a table, a report can draw the same layout as a picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.charts.base import nice_ticks, tick_texts
from peil.figure import Figure

#: More areas than this are shortened to the ends and the surroundings of the chosen one.
MOST: Final = 60
_TOP, _LAST, _BESIDE = 15, 5, 3
#: A margin may run this far past the highest value before it is cut off.
_ROOM: Final = 1.6
#: A tick nearer than this to the benchmark gives way to it (percent of the width).
_CLOSE: Final = 9.0


@dataclass(frozen=True, slots=True)
class Row:
    """One area: its place (``None`` without a value) and its point and margin in percent.

    ``is_cut`` says that the margin ends past the scale; ``is_open`` that the point may change.
    """

    figure: Figure
    place: int | None = None
    word: str | None = None
    point: float | None = None
    left: float | None = None
    right: float | None = None
    is_cut: bool = False
    is_open: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows that are left out: how many, and whether they have a value."""

    count: int
    has_values: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """A ranking, laid out: ``ticks`` are (percent, text), ``step`` is percent between ticks.

    ``line`` is where the benchmark stands in percent, when all rows share one.
    """

    rows: tuple[Row | Gap, ...]
    ticks: tuple[tuple[float, str], ...]
    step: float
    places: int
    line: float | None = None
    line_text: str = ""


def ordered(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures from high to low, those without a value behind, ties by name."""
    return sorted(figures, key=lambda f: (not wording.has_value(f), -(f.waarde or 0.0), f.gebied))


def word_of(figure: Figure, benchmark: terms.Niveau) -> str | None:
    """Return the word of the comparison with the rest of ``benchmark``."""
    return getattr(figure, f"{benchmark}_woord")


def lay_out(
    figures: Sequence[Figure],
    indicator: Indicator,
    benchmark: terms.Niveau,
    gekozen: str | None = None,
) -> Layout:
    """Return where the rows, the scale and the benchmark of a ranking lie.

    Args:
        figures: areas of one level and one period, in any order.
        indicator: what is shown.
        benchmark: the level whose own value is the line through all rows.
        gekozen: code of the chosen area; it is never among the rows that are left out.
    """
    rows = ordered(figures)
    line = _line(rows, benchmark)
    end = _end(rows, line or 0.0)
    ticks = nice_ticks(end, 4)
    at = None if line is None else _percent(line, end)
    shown = tuple(
        (_percent(tick, end), "" if at is not None and _is_close(_percent(tick, end), at) else text)
        for tick, text in zip(ticks, tick_texts(ticks), strict=True)
        if tick <= end
    )
    text = "" if line is None else _line_text(line, rows, indicator, benchmark)
    laid = [
        _row(f, n + 1, end, benchmark, is_mixed=_is_mixed(rows), gekozen=gekozen)
        for n, f in enumerate(rows)
    ]
    places = labels.places_of(rows, indicator)
    return Layout(_shortened(laid), shown, _percent(ticks[1], end), places, at, text)


def _row(
    figure: Figure,
    place: int,
    end: float,
    benchmark: terms.Niveau,
    *,
    is_mixed: bool,
    gekozen: str | None,
) -> Row:
    chosen = figure.gebied_code == gekozen
    if not wording.has_value(figure):
        return Row(figure, is_chosen=chosen)
    has_margin = figure.laag is not None and figure.hoog is not None
    return Row(
        figure,
        place,
        word_of(figure, benchmark),
        _percent(figure.waarde or 0.0, end),
        _percent(figure.laag or 0.0, end) if has_margin else None,
        _percent(figure.hoog or 0.0, end) if has_margin else None,
        is_cut=has_margin and (figure.hoog or 0.0) > end,
        is_open=figure.is_voorlopig and is_mixed,
        is_chosen=chosen,
    )


def _shortened(rows: Sequence[Row]) -> tuple[Row | Gap, ...]:
    """Return all rows, or the ends and the surroundings of the chosen one with gaps between."""
    if len(rows) <= MOST:
        return tuple(rows)
    known = sum(row.place is not None for row in rows)
    without = len(rows) - known
    kept = {*range(min(_TOP, known)), *range(max(known - _LAST, 0), known)}
    if without <= _LAST:
        kept |= set(range(known, len(rows)))
    for n, row in enumerate(rows):
        if row.is_chosen:
            kept |= set(range(max(n - _BESIDE, 0), min(n + _BESIDE + 1, len(rows))))
    found: list[Row | Gap] = []
    for n, row in enumerate(rows):
        if n in kept:
            found.append(row)
            continue
        last = found[-1] if found else None
        has_values = row.place is not None
        if isinstance(last, Gap) and last.has_values == has_values:
            found[-1] = Gap(last.count + 1, has_values)
        else:
            found.append(Gap(1, has_values))
    return tuple(found)


def _percent(value: float, end: float) -> float:
    return round(max(0.0, min(100.0, 100 * value / end)), 2)


def _is_close(tick: float, line: float) -> bool:
    return abs(tick - line) < _CLOSE


def _is_mixed(rows: Sequence[Figure]) -> bool:
    """Return whether some rows may still change and others not; else the title says it."""
    return not all(f.is_voorlopig for f in rows)


def _highest(rows: Sequence[Figure]) -> float:
    return max((f.waarde for f in rows if f.waarde is not None), default=0.0)


def _end(rows: Sequence[Figure], line: float) -> float:
    """Return where the scale ends: past the longest margin, unless that squeezes all others."""
    margin = max((f.hoog for f in rows if f.hoog is not None), default=0.0)
    highest = max(_highest(rows), line)
    wanted = max(highest, min(margin, highest * _ROOM) if highest else margin)
    return wanted * 1.02 or 1.0


def _line(rows: Sequence[Figure], benchmark: terms.Niveau) -> float | None:
    """Return the benchmark's own value, when all rows share one that fits on their scale."""
    values = {v for f in rows if (v := getattr(f, f"{benchmark}_waarde")) is not None}
    if len(values) != 1:
        return None
    value = values.pop()
    return value if value <= (_highest(rows) or value) * _ROOM else None


def _line_text(
    value: float, rows: Sequence[Figure], indicator: Indicator, benchmark: terms.Niveau
) -> str:
    places = max(labels.places_of(rows, indicator), wording.decimals(indicator, [value]))
    text = wording.number_text(indicator, value, places)
    return f"{labels.benchmark_name(benchmark)} {text}"
