"""Write the empty file for a partner as a workbook: levering, explanation, lists to choose from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipelines.book import row_height
from pipelines.template_parts import Column, Layout
from pipelines.template_words import explanation

_LISTS: Final = "Keuzelijsten"
_EXPLAINED: Final = "Toelichting"
#: Excel takes at most this many characters in the note beside a cell.
_NOTE: Final = 250
_WIDEST: Final = 44
#: The width of the column with the explanation.
_BESIDE: Final = 90


@dataclass(frozen=True, slots=True)
class _Styles:
    """How the cells look; what is not a header is open for typing."""

    head: Format
    head_open: Format
    fill: Format
    key: Format
    text: Format
    closed: Format
    title: Format
    wrap: Format
    bold: Format


def write_book(layout: Layout, uiterlijk: date | None) -> bytes:
    """Return the workbook; ``uiterlijk`` is until when the levering is expected."""
    out = io.BytesIO()
    # Nothing that is written becomes a formula or a link, whatever a declared text starts with.
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties({"title": f"Levering {layout.bron.titel}, {layout.periode.label}"})
        styles = _styles(book)
        sheet = book.add_worksheet(layout.werkblad)
        explained = book.add_worksheet(_EXPLAINED)
        lists = _write_lists(book.add_worksheet(_LISTS), layout, styles)
        _write_sheet(sheet, layout, styles, lists)
        _write_explanation(explained, explanation(layout, uiterlijk), styles)
        sheet.activate()
    return out.getvalue()


def _styles(book: Any) -> _Styles:
    border = {"border": 1, "border_color": "#8A94A6"}
    head = {"bold": True, "text_wrap": True, "valign": "top", "font_color": "#FFFFFF", **border}
    return _Styles(
        head=book.add_format({**head, "bg_color": "#154273", "locked": True}),
        head_open=book.add_format({**head, "bg_color": "#4C6A92", "locked": False}),
        fill=book.add_format({**border, "locked": False}),
        key=book.add_format({**border, "locked": False, "num_format": "@", "bg_color": "#EEF2F7"}),
        text=book.add_format({**border, "locked": False, "num_format": "@"}),
        closed=book.add_format({"bg_color": "#D5DAE1", **border, "locked": False}),
        title=book.add_format({"bold": True, "font_size": 14}),
        wrap=book.add_format({"text_wrap": True, "valign": "top"}),
        bold=book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
    )


def _write_lists(sheet: Worksheet, layout: Layout, styles: _Styles) -> dict[str, str]:
    """Write what can be chosen, one list to a column, and return where each list stands."""
    places: dict[str, str] = {}
    with_lists = [column for column in layout.kolommen if column.keuzes]
    for place, column in enumerate(with_lists):
        # A title of our own: the name of a column would make this look like a levering.
        sheet.write_string(0, place, f"Keuzes bij {column.naam}", styles.bold)
        for row, text in enumerate(column.keuzes, start=1):
            sheet.write_string(row, place, text)
        sheet.set_column(place, place, _width([column.naam, *column.keuzes]))
        letter = xl_col_to_name(place)
        places[column.naam] = f"='{_LISTS}'!${letter}$2:${letter}${len(column.keuzes) + 1}"
    sheet.protect()
    return places


def _write_sheet(sheet: Worksheet, layout: Layout, styles: _Styles, lists: dict[str, str]) -> None:
    top = layout.kopregel
    last = top + len(layout.rijen) + layout.ruimte
    for place, column in enumerate(layout.kolommen):
        texts = [column.naam, *(row[place] or "" for row in layout.rijen)]
        style = styles.head_open if layout.may_go(column) else styles.head
        sheet.write_string(top - 1, place, column.naam, style)
        sheet.set_column(place, place, _width(texts), _style(column, styles))
        _write_column(sheet, layout, place, column, styles)
        _offer(sheet, column, (top, place, max(top, last - 1), place), lists.get(column.naam))
    sheet.set_row(top - 1, 45)
    sheet.freeze_panes(top, sum(column.is_key for column in layout.kolommen[:2]))
    # Only the header is locked: rows may be added, left out and sorted; Excel lets a column go
    # when nothing in it is locked.
    sheet.protect(
        "",
        {
            "format_cells": True,
            "format_columns": True,
            "format_rows": True,
            "insert_rows": True,
            "delete_rows": True,
            "delete_columns": True,
            "sort": True,
            "autofilter": True,
        },
    )
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top - 1)


def _write_column(
    sheet: Worksheet, layout: Layout, place: int, column: Column, styles: _Styles
) -> None:
    """Write what is there already; a cell to fill is blank, one to leave empty is grey."""
    for row, cells in enumerate(layout.rijen, start=layout.kopregel):
        text = cells[place]
        if text:
            sheet.write_string(row, place, text, styles.key)
        else:
            style = styles.closed if text is None else _style(column, styles)
            sheet.write_blank(row, place, None, style)


def _style(column: Column, styles: _Styles) -> Format:
    return styles.text if column.is_key or column.is_text or column.is_help else styles.fill


def _offer(
    sheet: Worksheet, column: Column, where: tuple[int, int, int, int], source: str | None
) -> None:
    """Give a column its explanation, and its list where it has one."""
    note = {"input_title": column.naam[:32], "input_message": column.uitleg[:_NOTE]}
    if source is None:
        sheet.data_validation(*where, {"validate": "any", **note})
        return
    refused = {
        "error_title": "Niet in de lijst",
        "error_message": "Kies uit de lijst. Alle keuzes staan op het blad Keuzelijsten.",
    }
    sheet.data_validation(*where, {"validate": "list", "source": source, **note, **refused})


def _width(texts: Sequence[str]) -> float:
    return min(_WIDEST, max(11, *(len(text) for text in texts)) + 2)


def _write_explanation(sheet: Worksheet, lines: Sequence[tuple[str, ...]], styles: _Styles) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, _BESIDE)
    row = 0
    for line in lines:
        if len(line) == 1:
            row += 1 if row else 0
            sheet.write_string(row, 0, line[0], styles.title)
        else:
            sheet.write_string(row, 0, line[0], styles.bold)
            sheet.write_string(row, 1, line[1], styles.wrap)
            sheet.set_row(row, row_height([(line[1], _BESIDE)]))
        row += 1
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect()
