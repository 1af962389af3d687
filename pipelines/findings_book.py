"""The findings of a levering as a workbook to send back: a list, and the file with cells marked.

Nothing of the delivered file is written as a formula, and what points to a person is left out: the
partner finds the place, and no copy of the value travels on.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from peil.areas import load_areas
from peil.bronnen import Bron
from peil.catalogue import load_catalogue
from peil.clock import today
from peil.errors import Finding
from peil.numbers import format_count, format_date
from pipelines.book import Book, Sheet, column_name, row_height
from pipelines.check import Outcome
from pipelines.check_private import MOST, known_words, scan
from pipelines.forms import known_names
from pipelines.private_words import find_private_name
from pipelines.read import read_book

LEFT_OUT: Final = "(weggelaten)"
_LIST: Final = "Bevindingen"
#: So many rows of a sheet are copied whole; below them only the rows with a finding.
ROWS: Final = 20_000
_HEAD: Final = 30
_LONGEST: Final = 32_000
_CELL: Final = re.compile(r"(.+)!([A-Z]{1,3})(\d+)")
_COLUMN: Final = re.compile(r"kolom-(\d+)")
_WHOLE: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_ORDER: Final = ("fout", "waarschuwing", "opmerking")
#: Fill and ink per ernst; the note beside the cell says the same in words.
_COLOURS: Final = {
    "fout": ("#f9d2cd", "#7a1410"),
    "waarschuwing": ("#fdeeb5", "#5c4400"),
    "opmerking": ("#dbe9f6", "#123a5c"),
}
_HEADS: Final = (
    ("nr", 5), ("ernst", 14), ("plaats", 24), ("regel", 8), ("kolom", 22),
    ("wat er mis is", 60), ("wat te doen", 60),
)  # fmt: skip

#: A cell of the delivered file: sheet, row and column from 0.
Place = tuple[int, int, int]


@dataclass(frozen=True)
class _Told:
    """One finding with the cell that it marks, if there is one."""

    finding: Finding
    place: Place | None


def findings_workbook(
    content: bytes, bestand: str, found: Outcome, bron: Bron | None = None
) -> bytes:
    """Return an XLSX with the findings and the delivered sheets, cells marked with a note.

    Without ``bron`` the words of all bronnen are taken for headings.
    """
    catalogue, areas = load_catalogue(), load_areas()
    bronnen = [bron] if bron else list(catalogue.bronnen.values())
    book = read_book(content, bestand, known_names([v for b in bronnen for v in b.vorm]))
    words = known_words(bronnen, catalogue, areas)
    private = scan(book, words)
    left_out = {(c.blad - 1, c.regel - 1, c.kolom) for c in private.cells}
    # With more than can be named, nothing of the file is copied.
    sheets = book.sheets if len(private.cells) < MOST else ()
    told = _placed(found.findings, book)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as target:
        writer = _Writer(target, told, _names(sheets))
        writer.overview(_safe_name(bestand), found)
        for number, sheet in enumerate(sheets):
            writer.copy(number, sheet, left_out)
    return out.getvalue()


def _safe_name(bestand: str) -> str:
    return "deze levering" if find_private_name(bestand) else bestand


def _names(sheets: Iterable[Sheet]) -> list[str]:
    """Return names that a workbook may have: short, without signs, each once."""
    names: list[str] = []
    taken = {_LIST.casefold()}
    for number, sheet in enumerate(sheets, start=1):
        plain = _NOT_IN_A_NAME.sub(" ", sheet.name).strip()[:28] or "Levering"
        if find_private_name(sheet.name) or plain.casefold() in taken | {"history"}:
            plain = f"Werkblad {number}"
        taken.add(plain.casefold())
        names.append(plain)
    return names


def _placed(findings: Sequence[Finding], book: Book) -> list[_Told]:
    """Return the findings, the most serious first, each with its cell."""
    heads = [_headers(sheet) for sheet in book.sheets]
    # The sheet with figures is the one that has the columns that the findings name.
    named = {column_name(f.kolom) for f in findings if f.kolom}
    scores = [len(named & {name for row in head.values() for name in row}) for head in heads]
    best = scores.index(max(scores)) if scores else 0
    ordered = sorted(findings, key=lambda f: _ORDER.index(f.ernst))
    return [_Told(f, _place(f, book, heads, best) if heads else None) for f in ordered]


def _headers(sheet: Sheet) -> dict[int, dict[str, int]]:
    """Return per line at the top of a sheet the names in it and the column where each stands."""
    return {
        line: {column_name(text): place for place, text in reversed(list(enumerate(cells))) if text}
        for line, cells in sheet.head(_HEAD)
    }


def _place(
    finding: Finding, book: Book, heads: list[dict[int, dict[str, int]]], best: int
) -> Place | None:
    kolom = finding.kolom or ""
    cell = _CELL.fullmatch(kolom)
    if cell:
        names = {sheet.name: n for n, sheet in enumerate(book.sheets)}
        names |= {f"werkblad {n + 1}": n for n in range(len(book.sheets))}
        number = names.get(cell[1])
        return None if number is None else (number, int(cell[3]) - 1, _column(cell[2]))
    if finding.regel is None:
        return None
    left = book.sheets[best].first_column
    numbered = _COLUMN.fullmatch(kolom)
    if numbered:
        return best, finding.regel - 1, left + int(numbered[1]) - 1
    above = [row for line, row in heads[best].items() if line <= finding.regel]
    columns = [row[column_name(kolom)] for row in above if column_name(kolom) in row]
    return best, finding.regel - 1, left + (columns[-1] if columns else 0)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _Writer:
    """Writes the sheets of the workbook; every text is written as a text."""

    def __init__(self, target: Any, told: list[_Told], names: list[str]) -> None:
        self._told, self._names = told, names
        self._target = target
        # Excel puts a ' before such a text, so that it stays a text when it is edited.
        self._text = target.add_format({"num_format": "@", "quote_prefix": True})
        self._wrap = target.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._link = target.add_format({"hyperlink": True, "valign": "top"})
        self._title = target.add_format({"bold": True, "font_size": 14})
        self._head = target.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._gone = target.add_format({"italic": True, "font_color": "#595959"})
        self._marks = {
            ernst: target.add_format(
                {
                    "bg_color": fill,
                    "font_color": ink,
                    "border": 1,
                    "border_color": ink,
                    "valign": "top",
                }
            )
            for ernst, (fill, ink) in _COLOURS.items()
        }

    def overview(self, bestand: str, found: Outcome) -> None:
        """Write the first sheet: one row per finding, with a link to its cell."""
        sheet = self._target.add_worksheet(_LIST)
        sheet.write_string(0, 0, f"Bevindingen bij {bestand}, {format_date(today())}", self._title)
        sheet.write_string(1, 0, _advice(found))
        for column, (name, width) in enumerate(_HEADS):
            sheet.set_column(column, column, width)
            sheet.write_string(3, column, name, self._head)
        for row, told in enumerate(self._told, start=4):
            finding = told.finding
            sheet.write_number(row, 0, row - 3, self._wrap)
            sheet.write_string(row, 1, finding.ernst, self._marks[finding.ernst])
            self._write_place(sheet, row, told.place)
            if finding.regel is not None:
                sheet.write_number(row, 3, finding.regel, self._wrap)
            for column, text in enumerate((finding.kolom or "", finding.wat, finding.doe), start=4):
                sheet.write_string(row, column, text[:_LONGEST], self._wrap)
            texts = ("", "", "", "", finding.kolom or "", finding.wat, finding.doe)
            wide = [width for _, width in _HEADS]
            sheet.set_row(row, row_height(list(zip(texts, wide, strict=True))))
        sheet.freeze_panes(4, 0)
        sheet.autofilter(3, 0, 3 + max(1, len(self._told)), len(_HEADS) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)

    def _write_place(self, sheet: Any, row: int, place: Place | None) -> None:
        if place is None or place[0] >= len(self._names):
            sheet.write_string(row, 2, "het hele bestand", self._wrap)
            return
        number, line, column = place
        cell = xl_rowcol_to_cell(line, column)
        link = f"internal:'{self._names[number]}'!{cell}"
        sheet.write_url(row, 2, link, self._link, string=f"{self._names[number]}, cel {cell}")

    def copy(self, number: int, source: Sheet, left_out: set[Place]) -> None:
        """Write a delivered sheet at its own rows and columns, with the cells marked."""
        sheet = self._target.add_worksheet(self._names[number])
        marks: dict[tuple[int, int], list[Finding]] = defaultdict(list)
        for told in self._told:
            if told.place and told.place[0] == number:
                marks[told.place[1:]].append(told.finding)
        lines = {line for line, _ in marks}
        written: set[tuple[int, int]] = set()
        count = 0
        for part in source.parts():
            for regel, *cells in part.iter_rows():
                count += 1
                if count > ROWS and regel - 1 not in lines:
                    continue
                for column, text in enumerate(cells):
                    place = (regel - 1, source.first_column + column)
                    gone = (number, regel - 1, column) in left_out
                    if text or place in marks:
                        self._write(sheet, place, LEFT_OUT if gone else text, marks.get(place))
                        written.add(place)
        for place in marks.keys() - written:
            self._write(sheet, place, "", marks[place])
        for place, findings in marks.items():
            said = "\n".join(f"{f.ernst}: {f.wat}; {f.doe}" for f in findings)
            sheet.write_comment(*place, said[:1000], {"x_scale": 2, "y_scale": 1.5})
        sheet.set_column(0, 50, 16)
        if source.is_hidden:
            sheet.hide()

    def _write(
        self, sheet: Any, place: tuple[int, int], text: str, findings: list[Finding] | None
    ) -> None:
        mark = self._marks[min((f.ernst for f in findings), key=_ORDER.index)] if findings else None
        if _WHOLE.fullmatch(text):
            sheet.write_number(*place, int(text), mark)
        elif not text:
            sheet.write_blank(*place, None, mark)
        else:
            is_odd = text.startswith(_FORMULA)
            other = self._text if is_odd else self._gone if text == LEFT_OUT else None
            sheet.write_string(*place, text[:_LONGEST], mark or other)


def _advice(found: Outcome) -> str:
    errors, warnings = len(found.errors), len(found.warnings)
    if errors:
        count = f"{format_count(errors)} {'fout' if errors == 1 else 'fouten'}"
        return f"{count}: verbeter de gemarkeerde cellen in uw eigen bestand en lever het opnieuw."
    if warnings:
        many = "waarschuwing" if warnings == 1 else "waarschuwingen"
        count = f"{format_count(warnings)} {many}"
        return f"{count}: kijk de gemarkeerde cellen na en laat weten of ze kloppen."
    return "Er zijn geen fouten en geen waarschuwingen."
