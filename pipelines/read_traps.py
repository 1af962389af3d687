"""What a spreadsheet shows otherwise than it holds: merged and hidden cells, formulas.

A text that is merged down a column (the name of a gebied, a period) counts for every line of it:
that is how it reads, and no number comes of it. A merged number could be one for all lines
together or one for each, so it is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from peil.errors import Ernst
from pipelines.book import Flaw, column_letters
from pipelines.read_structure import MOST, Merged, Structure

Tell = Callable[[Flaw], None]

_WORD = re.compile(r"[^\W\d_]{2}")
#: Above such a column a number is the name of a period.
_OF_PERIODS = re.compile(r"jaar|period|kwartaal|maand", re.IGNORECASE)
#: How many places one sentence names.
_NAMED = 5


def fill_texts(frame: pl.DataFrame, structure: Structure, left: int) -> pl.DataFrame:
    """Return the frame with every text that is merged down a column on all of its lines."""
    down = (merged for merged in _known(frame, structure, left) if merged.left == merged.right)
    return _filled(
        frame, left, ((m, text) for m in down if _WORD.search(text := _text(frame, m, left)))
    )


def fill_merged(
    frame: pl.DataFrame, structure: Structure, left: int, header_line: int
) -> pl.DataFrame:
    """Return the frame with merged labels below the header on all of their lines."""
    down = [
        merged
        for merged in _known(frame, structure, left)
        if merged.first > header_line
        and _is_label(frame, merged, left, header_line)
        and not _hides_other(frame, merged, left)
    ]
    return _filled(frame, left, ((merged, _text(frame, merged, left)) for merged in down))


def tell_traps(
    frame: pl.DataFrame,
    structure: Structure,
    left: int,
    header_line: int,
    width: int,
    tell: Tell,
) -> None:
    """Tell what cannot be trusted in the table below ``header_line``, ``width`` columns wide."""
    place = _Place(left, header_line, width)
    _tell_merged(frame, structure, place, tell)
    _tell_hidden(frame, structure, place, tell)
    _tell_formulas(structure, place, tell)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table lies: its first column, the line of its header, and how wide it is."""

    left: int
    header_line: int
    width: int


def _known(frame: pl.DataFrame, structure: Structure, left: int) -> Iterator[Merged]:
    """Yield the merged cells that lie, with their first cell, within the frame."""
    for merged in structure.merged:
        if 1 <= merged.first <= frame.height and left <= merged.left < left + frame.width - 1:
            yield merged


def _text(frame: pl.DataFrame, merged: Merged, left: int) -> str:
    return str(frame[merged.first - 1, merged.left - left + 1])


def _is_label(frame: pl.DataFrame, merged: Merged, left: int, header_line: int) -> bool:
    text = _text(frame, merged, left)
    if merged.left != merged.right or not text:
        return False
    header = str(frame[header_line - 1, merged.left - left + 1]) if header_line else ""
    return bool(_WORD.search(text) or _OF_PERIODS.search(header))


def _filled(frame: pl.DataFrame, left: int, labels: Iterable[tuple[Merged, str]]) -> pl.DataFrame:
    columns: dict[str, dict[int, str]] = {}
    for merged, text in labels:
        lines = range(merged.first, min(merged.last, frame.height) + 1)
        columns.setdefault(str(merged.left - left), {}).update(dict.fromkeys(lines, text))
    for name, texts in columns.items():
        rows = [line - 1 for line in texts]
        frame = frame.with_columns(frame[name].scatter(rows, list(texts.values())))
    return frame


def _tell_merged(frame: pl.DataFrame, structure: Structure, at: _Place, tell: Tell) -> None:
    labels: list[Merged] = []
    for merged in _known(frame, structure, at.left):
        position = merged.left - at.left
        text = _text(frame, merged, at.left)
        if merged.last < at.header_line or position >= at.width or not text:
            continue
        if merged.first <= at.header_line:
            if merged.right > merged.left:
                wat = f"in de kop zijn de cellen {merged.place} samengevoegd"
                tell(Flaw(at.header_line, None, wat, "splits ze en geef elke kolom een eigen naam"))
        elif _hides_other(frame, merged, at.left):
            wat = f"achter de samengevoegde cellen {merged.place} staat nog iets anders"
            tell(Flaw(merged.first, position, wat, "splits de cellen en kijk na wat erin staat"))
        elif _is_label(frame, merged, at.left, at.header_line):
            labels.append(merged)
        elif not _WORD.search(text) or merged.first < merged.last:
            wat = f"de cellen {merged.place} zijn samengevoegd: voor welke cel geldt dit?"
            tell(Flaw(merged.first, position, wat, "splits de cellen en vul elke cel apart in"))
    if labels:
        named = _named([merged.place for merged in labels])
        wat = f"er zijn cellen samengevoegd ({named}): de tekst telt op elke regel daarin"
        doe = "zet de tekst liever op elke regel"
        tell(Flaw(labels[0].first, None, wat, doe, "opmerking"))


def _hides_other(frame: pl.DataFrame, merged: Merged, left: int) -> bool:
    """Say whether a cell that is not to be seen holds something of its own."""
    covered = frame.slice(merged.first - 1, merged.last - merged.first + 1)
    names = frame.columns[merged.left - left + 1 : merged.right - left + 2]
    return sum(int((covered[name] != "").sum()) for name in names) > 1


def _tell_hidden(frame: pl.DataFrame, structure: Structure, at: _Place, tell: Tell) -> None:
    names = frame.columns[1 : at.width + 1]
    if structure.hidden_rows and names:
        lines = [line for line in structure.hidden_rows if line > at.header_line]
        is_full = pl.any_horizontal(pl.col(name) != "" for name in names)
        full = frame.filter(pl.col("regel").is_in(lines) & is_full)["regel"].to_list()
        if full:
            wat = (
                f"{len(full)} regels zijn verborgen ({_named(_ranges(full))}), maar tellen wel mee"
            )
            doe = "maak ze zichtbaar en kijk ze na, of haal ze weg"
            if len(full) == 1:
                wat = "deze regel is verborgen, maar telt wel mee"
                doe = "maak hem zichtbaar en kijk hem na, of haal hem weg"
            tell(Flaw(full[0], None, wat, doe, "waarschuwing"))
    below = frame.filter(pl.col("regel") > at.header_line)
    for first, last in structure.hidden_columns:
        for place in range(max(first, at.left), min(last, at.left + len(names) - 1) + 1):
            if (below[str(place - at.left)] != "").any():
                wat = f"kolom {column_letters(place)} is verborgen, maar telt wel mee"
                doe = "maak de kolom zichtbaar en kijk hem na, of haal hem weg"
                tell(Flaw(at.header_line, place - at.left, wat, doe, "waarschuwing"))


def _tell_formulas(structure: Structure, at: _Place, tell: Tell) -> None:
    repair = "herstel de formule of vul het getal zelf in"
    again = "open het bestand in Excel, sla het opnieuw op en lever dat"
    unkept = "heeft geen waarde: de uitkomst is niet bewaard"
    never = "staat op 0, maar is nog nooit uitgerekend"
    kinds: tuple[tuple[list[tuple[int, int]], str, str, Ernst], ...] = (
        (structure.errors, "geeft een fout", repair, "fout"),
        (structure.empty, unkept, again, "fout"),
        (structure.zero, never, again, "waarschuwing"),
    )
    for places, what, doe, ernst in kinds:
        for line, place in places:
            if line >= at.header_line and at.left <= place < at.left + at.width:
                wat = f"de formule in deze cel ({column_letters(place)}{line}) {what}"
                tell(Flaw(line, place - at.left, wat, doe, ernst))
        if len(places) == MOST:
            tell(Flaw(places[-1][0], None, "er zijn meer formules zoals deze", doe, ernst))


def _ranges(lines: list[int]) -> list[str]:
    """Return lines in their order as ranges, such as ``3-5``."""
    found: list[list[int]] = []
    for line in lines:
        if found and found[-1][1] == line - 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return [f"{first}-{last}" if last > first else str(first) for first, last in found]


def _named(places: list[str]) -> str:
    more = len(places) - _NAMED
    return ", ".join(places[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
