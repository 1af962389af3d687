"""Read a CSV, XLSX or OData file as a grid, with the standard library alone.

A second reader of deliveries, for tests: it shares no line with ``pipelines`` and knows no Polars.
It need not tell what is wrong; it raises ``NotPlain`` where it cannot read.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

#: A cell: text, a number that a workbook holds as one, a moment, or nothing.
Cell = str | float | datetime | None
Grid = list[tuple[int, list[Cell]]]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: How a workbook writes a sign that XML cannot hold.
_SIGN = re.compile("_x([0-9A-Fa-f]{4})_")
#: A text, or a year: a number that is merged could be one for all lines together.
_WORD = re.compile(r"[^\W\d_]{2}|^(19|20)[0-9]{2}")
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")
#: The built-in formats of a workbook that show a date.
_DATES = {14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)}


class NotPlain(Exception):
    """This reader cannot read the file, or will not guess."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, whether it is hidden, and its rows that are not empty.

    ``merged`` are the cells that are merged down one column: column, first and last line.
    """

    name: str
    is_hidden: bool
    rows: Grid
    merged: tuple[tuple[int, int, int], ...] = ()

    def below(self, number: int) -> Grid:
        """Return the rows below row ``number``; a word that is merged down counts on every line."""
        header, rows = self.rows[number][0], self.rows[number + 1 :]
        for column, first, last in self.merged:
            row = next((cells for line, cells in rows if line == first), [])
            word = row[column] if column < len(row) else None
            if first <= header or not isinstance(word, str) or not _WORD.search(word):
                continue
            for line, cells in rows:
                if first < line <= last:
                    cells += [None] * (column + 1 - len(cells))
                    cells[column] = word
        return rows


def read_sheets(content: bytes, names: Iterable[str]) -> list[Sheet]:
    """Return the sheets of a file; a CSV has one. ``names`` are headers, to know the delimiter."""
    try:
        if content.startswith(b"PK"):
            return list(_workbook(content))
        if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            return [Sheet("", False, list(_odata(json.loads(content.decode("utf-8-sig")))))]
        return [Sheet("", False, list(_csv(content, {plain_name(name) for name in names})))]
    except NotPlain:
        raise
    # However a damaged file ends in these parsers: this reader only says that it cannot.
    except Exception as error:
        raise NotPlain(f"a damaged file ({type(error).__name__}: {error})") from error


def plain_name(text: str) -> str:
    """Return a header as it is compared: small letters, words joined by ``_``."""
    return "_".join(text.casefold().split())


def _csv(content: bytes, names: set[str]) -> Iterator[tuple[int, list[Cell]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().strip('"').lower() in ("sep=;", "sep=,"):
        text, skipped = rest, 1

    def rows(delimiter: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))

    def known(delimiter: str) -> int:
        try:
            found = rows(delimiter)
        except csv.Error:
            return 0
        return max((len({plain_name(c) for c in row} & names) for row in found[:40]), default=0)

    for line, row in enumerate(rows(max(";,", key=known)), start=skipped + 1):
        if any(cell.strip() for cell in row):
            yield line, [cell.strip() for cell in row]


def _odata(page: dict[str, Any]) -> Iterator[tuple[int, list[Cell]]]:
    """Return the records of a page of OData; what is not published is a point."""
    if "odata.nextLink" in page or not isinstance(page.get("value"), list) or not page["value"]:
        raise NotPlain("no whole table")
    names = [name for name in page["value"][0] if name != "ID"]
    yield 1, list(names)
    for line, record in enumerate(page["value"], 2):
        if {name for name in record if name != "ID"} != set(names):
            raise NotPlain(f"line {line}: other names")
        yield line, [_of_json(record[name]) for name in names]


def _of_json(value: object) -> Cell:
    if value is None:
        return "."
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise NotPlain(f"no cell: {value}")
    return value.strip() if isinstance(value, str) else float(value)


def _workbook(content: bytes) -> Iterator[Sheet]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        related = {
            node.get("Id"): node.get("Target", "")
            for node in _xml(package, "xl/_rels/workbook.xml.rels")
        }
        book = _xml(package, "xl/workbook.xml")
        settings = book.find(f"{_MAIN}workbookPr")
        late = settings is not None and settings.get("date1904") in ("1", "true")
        strings = _strings(package)
        styles = list(_styles(package))
        for node in book.iter(f"{_MAIN}sheet"):
            target = related[node.get(_RELATION)].lstrip("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            content = _xml(package, path)
            rows = list(_rows(content, strings, styles, late=late))
            is_hidden = node.get("state", "visible") != "visible"
            yield Sheet(node.get("name", ""), is_hidden, rows, tuple(_merged(content)))


def _merged(sheet: ElementTree.Element) -> Iterator[tuple[int, int, int]]:
    for node in sheet.iter(f"{_MAIN}mergeCell"):
        places = [_PLACE.fullmatch(corner) for corner in node.get("ref", "").split(":")]
        if len(places) == 2 and places[0] and places[1] and places[0][1] == places[1][1]:
            yield _column(places[0][1]), int(places[0][2]), int(places[1][2])


def _xml(package: zipfile.ZipFile, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(package.read(path))


def _strings(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    return [_text(node) for node in _xml(package, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _text(node: ElementTree.Element) -> str:
    """Return the text of a string, of all its runs, without the readings beside it."""
    runs = [node.find(f"{_MAIN}t"), *(run.find(f"{_MAIN}t") for run in node.iter(f"{_MAIN}r"))]
    text = "".join(run.text or "" for run in runs if run is not None)
    return _SIGN.sub(lambda found: chr(int(found[1], 16)), text)


def _styles(package: zipfile.ZipFile) -> Iterator[str]:
    """Return of every style of cells whether it shows a ``date``, a ``percentage`` or neither."""
    if "xl/styles.xml" not in package.namelist():
        return
    styles = _xml(package, "xl/styles.xml")
    own = {
        int(node.get("numFmtId", "0")): node.get("formatCode", "")
        for node in styles.iter(f"{_MAIN}numFmt")
    }
    formats = styles.find(f"{_MAIN}cellXfs")
    for node in formats if formats is not None else ():
        number = int(node.get("numFmtId", "0"))
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", own.get(number, "")).lower()
        if number in (9, 10) or "%" in code:
            yield "percentage"
        elif number in _DATES or re.search("[ymdhs]", code.replace("general", "")):
            yield "date"
        else:
            yield ""


def _rows(
    sheet: ElementTree.Element, strings: list[str], styles: list[str], *, late: bool
) -> Iterator[tuple[int, list[Cell]]]:
    line = 0
    for row in sheet.iter(f"{_MAIN}row"):
        line = int(row.get("r", line + 1))
        cells: dict[int, Cell] = {}
        column = -1
        for node in row.iter(f"{_MAIN}c"):
            found = _PLACE.fullmatch(node.get("r", ""))
            column = _column(found[1]) if found else column + 1
            cells[column] = _cell(node, strings, styles, late=late)
        full = [cells.get(number) for number in range(max(cells, default=-1) + 1)]
        if any(cell not in (None, "") for cell in full):
            yield line, full


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(node: ElementTree.Element, strings: list[str], styles: list[str], *, late: bool) -> Cell:
    kind = node.get("t", "n")
    if kind == "inlineStr":
        inside = node.find(f"{_MAIN}is")
        return "" if inside is None else _text(inside).strip()
    value = node.find(f"{_MAIN}v")
    if value is None or value.text is None:
        if node.find(f"{_MAIN}f") is not None:
            raise NotPlain("a formula without a value")
        return None
    if kind == "s":
        return strings[int(value.text)].strip()
    if kind != "n":
        return value.text.strip()
    number, style = float(value.text), int(node.get("s", "0"))
    shown = styles[style] if style < len(styles) else ""
    if shown == "percentage":
        exact = f"{(Decimal(value.text) * 100).normalize():f}"
        # Three decimals could be read as thousands.
        return f"{exact}0%" if len(exact.partition(".")[2]) == 3 else f"{exact}%"
    if shown == "date":
        first = datetime(1904, 1, 1) if late else datetime(1899, 12, 30)  # noqa: DTZ001 -- a cell holds a day without a zone
        return first + timedelta(days=number)
    return number
