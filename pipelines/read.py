"""Read a delivered file, CSV or XLSX, as text cells with the line on which each one stands."""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from peil.errors import Finding
from pipelines.read_odata import is_odata, read_odata
from pipelines.read_xlsx import Cells, Record, Unreadable, read_sheets, read_workbook

#: The columns of bron ``standaard``, in the order of its description.
COLUMNS = (
    "indicator",
    "gebied",
    "periode",
    "uitsplitsing",
    "waarde",
    "noemer",
    "marge_laag",
    "marge_hoog",
    "status",
    "toelichting",
)
REQUIRED = ("indicator", "gebied", "periode")

#: How many rows are worked on at once.
SLICE = 500_000

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_EXCEL_HINT = re.compile("sep=[;,]", re.IGNORECASE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Table:
    """A delivered file as text.

    ``header`` holds the names as delivered; ``frame`` has one row per non-empty line: ``regel``
    (as a spreadsheet counts) and one text column per header cell, named by its position.
    """

    header: tuple[str, ...]
    header_line: int
    frame: pl.DataFrame
    findings: tuple[Finding, ...] = ()

    @property
    def height(self) -> int:
        """Return how many rows stand under the header."""
        return self.frame.height

    def parts(self) -> Iterator[pl.DataFrame]:
        """Return the rows in slices of at most ``SLICE``; at least one, which may be empty."""
        yield from self.frame.iter_slices(SLICE) if self.height else [self.frame]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a delivered file; a CSV file is one sheet without a name."""

    name: str
    is_hidden: bool
    cells: Cells
    bestand: str
    names: frozenset[str]
    is_fixed_width: bool

    def head(self, count: int) -> list[Record]:
        """Return the first non-empty rows: the line as a spreadsheet counts, and its cells."""
        return [(line, [cell.strip() for cell in row]) for line, row in self.cells.records[:count]]

    def parts(self) -> Iterator[pl.DataFrame]:
        """Return every row at its full width, headings too, in slices as those of a table."""
        rows = self.cells.records
        yield from _frame(rows, max((len(row) for _, row in rows), default=0)).iter_slices(SLICE)

    def table(self, header_line: int) -> Table:
        """Return what stands under the header on this line."""
        records = [record for record in self.cells.records if record[0] >= header_line]
        cells = Cells(records, tuple(p for p in self.cells.problems if p[0] >= header_line))
        return _tabulate(cells, self.bestand, tuple(self.names), fixed_width=self.is_fixed_width)


@dataclass(frozen=True)
class Book:
    """A delivered file as sheets; without sheets, ``findings`` says why it cannot be read."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()


def read_book(content: bytes, bestand: str, names: Collection[str]) -> Book:
    """Read a CSV or XLSX file by its content, with every sheet that holds something.

    ``names`` are all header names that a form may have (as ``column_name`` gives them).
    """
    known = frozenset(names)
    try:
        if content.startswith(b"PK"):
            found = read_sheets(content)
            sheets = tuple(
                Sheet(name, is_hidden, cells, bestand, known, is_fixed_width=False)
                for name, is_hidden, cells in found
                if cells.records
            )
        elif is_odata(content):
            odata = read_odata(content)
            cells = Cells([(1, list(odata.header)), *odata.records])
            sheets = (Sheet(odata.name, False, cells, bestand, known, is_fixed_width=True),)
        else:
            cells = Cells(_records(_decode(content), sorted(known)))
            sheets = (Sheet("", False, cells, bestand, known, is_fixed_width=True),)
        if not any(sheet.cells.records for sheet in sheets if not sheet.is_hidden):
            raise Unreadable("het bestand is leeg; lever een bestand met een kop en regels")
        return Book(sheets)
    except Unreadable as error:
        wat, _, doe = str(error).partition("; ")
        return Book((), (Finding(bestand, error.regel, "bestand", wat, doe),))


def read_table(content: bytes, bestand: str, columns: Sequence[str] = COLUMNS) -> Table:
    """Read a CSV (``;`` or ``,``; UTF-8 or Windows-1252) or XLSX file by its content.

    ``columns`` are the names to expect; the first of them marks the sheet of a workbook.
    """
    try:
        if content.startswith(b"PK"):
            return _tabulate(
                read_workbook(content, columns[0]), bestand, columns, fixed_width=False
            )
        text = _decode(content)
        return _tabulate(Cells(_records(text, columns)), bestand, columns, fixed_width=True)
    except Unreadable as error:
        wat, _, doe = str(error).partition("; ")
        return Table(
            (),
            1,
            pl.DataFrame({"regel": []}),
            (Finding(bestand, error.regel, "bestand", wat, doe),),
        )


def _decode(content: bytes) -> str:
    if not content.strip():
        raise Unreadable("het bestand is leeg; lever een bestand met een kop en regels")
    if content.startswith(_OLD_OFFICE):
        raise Unreadable(
            "dit is een oud of met een wachtwoord beveiligd Excelbestand; "
            "sla het zonder wachtwoord op als .xlsx"
        )
    if content.startswith(_UTF16):
        raise Unreadable(
            "het bestand is als Unicode-tekst (UTF-16) opgeslagen; "
            "sla het op als 'CSV UTF-8' of als .xlsx"
        )
    if b"\0" in content or content.startswith(b"%PDF"):
        raise Unreadable("dit is geen CSV- of XLSX-bestand; sla het op als .xlsx of .csv")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        "het bestand bevat tekens die niet te lezen zijn; sla het op als 'CSV UTF-8' of als .xlsx"
    )


def _records(text: str, columns: Sequence[str]) -> list[Record]:
    """Return the non-empty records, numbered as the rows of a spreadsheet."""
    text, skipped = _without_excel_hint(text)
    delimiter = _delimiter(text, columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[Record] = []
    number = skipped
    try:
        for number, record in enumerate(reader, start=skipped + 1):
            # Rows of spaces go out later, all at once; only the header must be a real row.
            if any(record) and (records or any(cell.strip() for cell in record)):
                records.append((number, record))
    except csv.Error as error:
        raise Unreadable(
            "hier staat een aanhalingsteken dat niet sluit of een veel te lange cel; "
            "kijk de aanhalingstekens na",
            number + 1,
        ) from error
    return records


def _without_excel_hint(text: str) -> tuple[str, int]:
    """Return the text without Excel's own first line ``sep=;``, and how many lines that takes."""
    first, _, rest = text.partition("\n")
    return (rest, 1) if _EXCEL_HINT.fullmatch(first.strip().strip('"')) else (text, 0)


def _delimiter(text: str, columns: Sequence[str]) -> str:
    """Return the delimiter that splits the header into the most known names."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(delimiter: str) -> int:
        names = [name for row in csv.reader([first], delimiter=delimiter) for name in row]
        return len({column_name(name) for name in names} & set(columns))

    best = max((";", ",", "\t"), key=known)
    if best == "\t" and known("\t"):
        raise Unreadable(
            "de kolommen zijn met tabs gescheiden; sla het bestand op met ';' of ',' of als .xlsx"
        )
    return best


def column_name(text: str) -> str:
    """Return a header cell as a column name: lower case, ``_`` for spaces."""
    return "_".join(text.strip().casefold().split())


def _tabulate(cells: Cells, bestand: str, columns: Sequence[str], *, fixed_width: bool) -> Table:
    """Split header and rows; a row that is wider than the header is a finding.

    A finding only repeats the names in ``columns``: anything else may be personal.
    """
    if not cells.records:
        raise Unreadable("het bestand is leeg; lever een bestand met een kop en regels")
    (header_line, first), *rows = cells.records
    header = [cell.strip() for cell in first]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    findings = [
        Finding(bestand, line, name if column_name(name) in columns else None, wat, doe)
        for line, name, wat, doe in cells.problems
    ]
    findings += _too_wide(rows, width, bestand, fixed_width=fixed_width)
    frame = _frame(rows, width)
    if frame.is_empty():
        wat = "er staan geen regels onder de kop"
        findings.append(Finding(bestand, header_line, "bestand", wat, "vul het bestand"))
    return Table(tuple(header), header_line, frame, tuple(findings))


def _frame(rows: list[Record], width: int) -> pl.DataFrame:
    """Return ``regel`` and the cells as columns ``"0"``, ``"1"``, …; empty rows are left out."""
    data = {
        str(i): pl.Series([row[i] if i < len(row) else "" for _, row in rows], dtype=pl.String)
        for i in range(width)
    }
    lines = pl.Series([number for number, _ in rows], dtype=pl.Int64)
    frame = pl.DataFrame({"regel": lines, **data}).with_columns(
        pl.col(name).str.strip_chars() for name in data
    )
    return frame.filter(pl.any_horizontal(pl.col(name) != "" for name in data))


def _too_wide(
    rows: Iterable[Record], width: int, bestand: str, *, fixed_width: bool
) -> list[Finding]:
    doe = (
        "zet een getal of tekst met het scheidingsteken erin tussen aanhalingstekens"
        if fixed_width
        else "zet boven elke kolom een naam of maak de losse cellen leeg"
    )
    return [
        Finding(
            bestand,
            number,
            "regel",
            f"deze regel heeft {len(row)} cellen en de kop {width}",
            doe,
        )
        for number, row in rows
        if any(cell.strip() for cell in row[width:])
    ]
