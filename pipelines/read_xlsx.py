"""Read the sheet with figures out of an XLSX workbook, without losing what Excel knew."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

import fastexcel
import polars as pl

from peil.personal import find_personal_name

Record = tuple[int, list[str]]

_THREE_DECIMALS = re.compile(r"-?\d+\.\d{3}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?")


class Unreadable(Exception):
    """The file cannot be read at all; the text is ``wat er mis is; wat te doen``."""

    def __init__(self, text: str, regel: int = 1) -> None:
        super().__init__(text)
        self.regel = regel


@dataclass(frozen=True)
class Cells:
    """Non-empty rows with their spreadsheet line, and cells that hold an Excel error."""

    records: list[Record]
    problems: tuple[tuple[int, str, str, str], ...] = ()


def read_workbook(content: bytes, mark: str) -> Cells:
    """Return the rows of the only visible sheet whose header has the column ``mark``.

    A number cell is written so that it can be read in one way only: ``1.041`` as a number is
    ``1.0410`` here, so that it is never taken for 1041; text stays as it was typed.

    Raises:
        Unreadable: not a workbook, no visible sheet, or more than one with figures.
    """
    try:
        workbook = fastexcel.read_excel(content)
        sheets = {name: _load(workbook, name, "string") for name in workbook.sheet_names}
        visible = [name for name, sheet in sheets.items() if sheet.visible == "visible"]
        name = _choose(visible, {name: sheet.to_polars() for name, sheet in sheets.items()}, mark)
        return _cells(workbook, name)
    except fastexcel.FastExcelError as error:
        raise Unreadable(
            "dit Excelbestand is beschadigd, beveiligd of van een ander soort; "
            "open het in Excel en sla het opnieuw op als .xlsx"
        ) from error


def read_sheets(content: bytes) -> list[tuple[str, bool, Cells]]:
    """Return every sheet in order: its name, whether it is hidden, its rows.

    Raises:
        Unreadable: not a workbook.
    """
    try:
        workbook = fastexcel.read_excel(content)
        return [
            (name, _load(workbook, name, "string").visible != "visible", _cells(workbook, name))
            for name in workbook.sheet_names
        ]
    except fastexcel.FastExcelError as error:
        raise Unreadable(
            "dit Excelbestand is beschadigd, beveiligd of van een ander soort; "
            "open het in Excel en sla het opnieuw op als .xlsx"
        ) from error


def _load(
    workbook: fastexcel.ExcelReader, name: str, dtype: fastexcel.DType
) -> fastexcel.ExcelSheet:
    # skip_rows=0 keeps empty lines above the header, so that line numbers stay those of Excel.
    return workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes=dtype)


def _choose(visible: list[str], texts: dict[str, pl.DataFrame], mark: str) -> str:
    filled = [name for name in visible if texts[name].height]
    if not filled:
        raise Unreadable("het bestand is leeg; lever een bestand met een kop en regels")
    with_figures = [name for name in filled if _has_column(texts[name], mark)]
    if len(with_figures) > 1:
        are_safe = not any(find_personal_name(name) for name in with_figures)
        names = f" ({', '.join(with_figures)})" if are_safe else ""
        raise Unreadable(
            f"er zijn {len(with_figures)} werkbladen met cijfers{names}; "
            "laat er één over of lever ze in aparte bestanden"
        )
    return (with_figures or filled)[0]


def _has_column(text: pl.DataFrame, mark: str) -> bool:
    for row in text.iter_rows():
        names = [str(cell).strip().casefold() for cell in row if cell is not None]
        if names:
            return mark in names
    return False


def _cells(workbook: fastexcel.ExcelReader, name: str) -> Cells:
    sheet = _load(workbook, name, "string")
    errors = _errors(sheet)
    text = sheet.to_polars()
    numbers = _load(workbook, name, "float").to_polars()
    # Only a cell that Excel holds as a number (or a date) reads as a moment; text does not.
    moments = _load(workbook, name, "datetime").to_polars()
    columns = [
        [
            _plain(cell, number, is_number=moment is not None)
            for cell, number, moment in zip(text[i], numbers[i], moments[i], strict=True)
        ]
        for i in text.columns
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    records = [(line, row) for line, row in enumerate(rows, start=1) if any(row)]
    header = records[0][1] if records else []
    problems = tuple(
        (
            row + 1,
            header[column] if column < len(header) else "",
            "de formule in deze cel geeft een fout",
            "herstel de formule of vul het getal zelf in",
        )
        for row, column in errors
    )
    return Cells(records, problems)


def _errors(sheet: fastexcel.ExcelSheet) -> list[tuple[int, int]]:
    """Return row and column, from 0, of the cells that hold an Excel error such as #N/B."""
    # pyarrow has no types, so the batch beside the errors is unknown to the type checker.
    outcome = cast("tuple[object, fastexcel.CellErrors | None]", sheet.to_arrow_with_errors())
    return [error.position for error in outcome[1].errors] if outcome[1] else []


def _plain(cell: str | None, number: float | None, *, is_number: bool) -> str:
    """Return the text of one cell; a true number in a form that has one reading."""
    text = (cell or "").strip()
    if not is_number or number is None or _DATE.fullmatch(text) or float(number).is_integer():
        return text
    exact = format(Decimal(repr(number)), "f")
    return f"{exact}0" if _THREE_DECIMALS.fullmatch(exact) else exact
