"""Small files of partners, one of every declared form: what it is called, its bytes, its cells."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

Row = Sequence[object]
#: (indicator, gebied_code, periode, uitsplitsing) -> (waarde, status)
Cells = Mapping[tuple[str, str, str, str], tuple[float | None, str]]


@dataclass(frozen=True)
class File:
    """One delivered file of a form, and the cells that it holds.

    ``rows`` are the lines as they stand in it; ``periode`` is what is asked beside it.
    """

    bron: str
    vorm: str
    bestand: str
    rows: Sequence[Row]
    cells: Cells
    periode: str = ""
    make: Callable[[Sequence[Row]], bytes] = field(default=lambda rows: as_csv(rows))

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.make(self.rows)


def as_csv(rows: Sequence[Row]) -> bytes:
    """Rows as a Dutch CSV: ``;`` and quotes where a cell needs them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Row], sheet: str = "Cijfers") -> bytes:
    """Rows as a workbook of one sheet; numbers are number cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def as_odata(rows: Sequence[Row]) -> bytes:
    """Rows as a page of OData v3; a cell ``None`` is ``null``."""
    head, *rest = rows
    records = [dict(zip(map(str, head), row, strict=True)) for row in rest]
    return json.dumps({"odata.metadata": "https://voorbeeld", "value": records}).encode()


def cells(text: str) -> Cells:
    """Read expected cells, one per line: ``indicator gebied periode [uitsplitsing] = waarde``.

    In place of a waarde may stand the status, in square brackets.
    """
    found: dict[tuple[str, str, str, str], tuple[float | None, str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        left, _, right = line.partition(" = ")
        indicator, gebied, periode, *rest = left.split()
        is_status = right.startswith("[")
        value = (None, right.strip("[]")) if is_status else (float(right), "cijfer")
        found[indicator, gebied, periode, rest[0] if rest else ""] = value
    return found
