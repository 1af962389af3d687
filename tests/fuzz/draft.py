"""A delivery before it is a file: sheets of cells, and how it will be written as CSV or XLSX."""

import csv
import io
import json
import math
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter


@dataclass(frozen=True)
class Formula:
    """A formula with the value that Excel kept; ``None``: nothing was kept."""

    text: str
    value: float | str | None


@dataclass(frozen=True)
class Shown:
    """A number in a workbook with a format of its own."""

    number: float
    form: str


Cell = str | int | float | datetime | Formula | Shown | bool | None
Rows = list[list[Cell]]


@dataclass
class Draft:
    """The rows of a delivery, header first, and everything about the file around it.

    ``secrets`` are personal values that were put in: a file with one must be refused, and none of
    them repeated. ``names`` are so too, but can only be known by the heading above them.
    ``above`` stands over the header, ``others`` are sheets beside it.
    """

    rows: Rows
    sheet: str = "Blad1"
    above: Rows = field(default_factory=list[list[Cell]])
    others: dict[str, Rows] = field(default_factory=dict[str, Rows])
    hidden: set[str] = field(default_factory=set[str])
    merged: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    hidden_rows: set[int] = field(default_factory=set[int])
    comments: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    secrets: list[str] = field(default_factory=list[str])
    names: list[str] = field(default_factory=list[str])
    delimiter: str = ";"
    encoding: str = "utf-8"
    newline: str = "\n"
    quote_all: bool = False
    has_bom: bool = False
    hint: str = ""
    asked: str = ""

    @property
    def body(self) -> Rows:
        """The rows below the header."""
        return self.rows[1:]

    @property
    def all_rows(self) -> Rows:
        """The rows of the main sheet, from its first line."""
        return [*self.above, *self.rows]

    def holds(self, text: str, content: bytes) -> bool:
        """Say whether a text stands in it: what was put in may have been taken out again."""
        if not content.startswith(b"PK"):
            return text.encode() in content
        rows = [*self.all_rows, *(row for other in self.others.values() for row in other)]
        return any(text in written(cell) for row in rows for cell in row)


def written(cell: Cell) -> str:
    """Return a cell as a CSV that Excel made would hold it."""
    if isinstance(cell, Formula):
        return written(cell.value)
    if isinstance(cell, Shown):
        return written(cell.number)
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell).replace(".", ",")
    return str(cell)


def as_csv(draft: Draft) -> bytes:
    """Return the main sheet as CSV."""
    out = io.StringIO(newline="")
    out.write(draft.hint)
    quoting = csv.QUOTE_ALL if draft.quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(
        out, delimiter=draft.delimiter, lineterminator=draft.newline, quoting=quoting
    )
    writer.writerows([written(cell) for cell in row] for row in draft.all_rows)
    content = out.getvalue().encode(draft.encoding, "replace")
    return b"\xef\xbb\xbf" + content if draft.has_bom else content


def as_xlsx(draft: Draft) -> bytes:
    """Return the draft as a workbook, written by a library that reads nothing."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "nan_inf_to_errors": True})
    for name, rows in {draft.sheet: draft.all_rows, **draft.others}.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                _write(book, sheet, line, column, cell)
        if name in draft.hidden:
            sheet.hide()
        if name == draft.sheet:
            _dress(draft, sheet)
    book.close()
    return out.getvalue()


def as_odata(draft: Draft) -> bytes:
    """Return the draft as a page of OData: a record per row, named by the header."""
    head, *rest = draft.rows or [[]]
    names = [written(cell) for cell in head]
    records = [dict(zip(names, map(_of_json, row), strict=False)) for row in rest]
    return json.dumps({"odata.metadata": "https://voorbeeld", "value": records}).encode()


def _of_json(cell: Cell) -> str | int | float | bool | None:
    return cell if cell is None or isinstance(cell, str | int | float) else written(cell)


def _dress(draft: Draft, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    top = len(draft.above)
    for first, left, last, right in draft.merged:
        cell = draft.rows[first][left] if left < len(draft.rows[first]) else None
        sheet.merge_range(first + top, left, last + top, right, written(cell))
    for line in draft.hidden_rows:
        sheet.set_row(line + top, None, None, {"hidden": True})
    for (line, column), text in draft.comments.items():
        sheet.write_comment(line + top, column, text)


def _write(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    line: int,
    column: int,
    cell: Cell,
) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, column, cell)
    elif isinstance(cell, Formula):
        # Without a value kept the library would write 0 for it.
        kept = "" if cell.value is None else cell.value
        sheet.write_formula(line, column, cell.text, None, kept)
    elif isinstance(cell, Shown):
        sheet.write_number(line, column, cell.number, book.add_format({"num_format": cell.form}))
    elif isinstance(cell, datetime):
        form = book.add_format({"num_format": "mmm-yy" if cell.day == 1 else "dd-mm-yyyy"})
        sheet.write_datetime(line, column, cell, form)
    elif isinstance(cell, int | float):
        if isinstance(cell, int) and abs(cell) > 10**300:
            cell = math.inf
        sheet.write_number(line, column, cell)
    else:
        sheet.write_string(line, column, cell[:30_000])
