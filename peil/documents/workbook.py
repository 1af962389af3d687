"""A report as an XLSX to work with: its figures as real numbers, with definitions and sources.

One row per figure. Every text is written as a string, so that no cell can become a formula or a
link. The same report gives the same bytes.
"""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC
from textwrap import shorten
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from peil import wording
from peil.catalogue import Thema
from peil.documents.workbook_columns import COLUMNS, Cell, Kolom, Regel, make_row
from peil.documents.workbook_guide import (
    DEFINITIONS,
    SOURCES,
    definitions,
    guide_lines,
    sources,
)
from peil.export import rounded
from peil.palette import LIGHT
from peil.periods import parse_period
from peil.report.model import Report

#: What Excel takes in one cell is a little more; xlsxwriter leaves a longer text out as a whole.
_LONGEST: Final = 32_000
#: Excel refuses these in the name of a sheet, and a name of more characters than this.
_REFUSED: Final = re.compile(r"[\[\]:*?/\\]+")
_NAME: Final = 31
#: Excel takes 255 characters in the edge of a printed page, with room for commands in it.
_EDGE: Final = 110


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        self._book, self._base = book, base
        self._made: dict[tuple[bool, bool, int], Format] = {}
        head = {"bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": LIGHT.petrol}
        self.head = book.add_format({**base, **head})
        title = {"bold": True, "font_size": 16, "font_color": LIGHT.petrol}
        self.title = book.add_format({**base, **title})
        self.name = book.add_format({**base, "bold": True, "text_wrap": True})
        self.text = book.add_format({**base, "text_wrap": True})
        warning = {"text_wrap": True, "font_color": LIGHT.fictief, "bg_color": LIGHT.fictief_soft}
        self.fictief = book.add_format({**base, **warning})

    def cell(self, row: Regel, places: int = 0) -> Format:
        """Return how a cell of this row looks: plum when made up, light when of another year."""
        key = (row.figure.is_fictief, row.is_rapportjaar, places)
        if key not in self._made:
            colour = LIGHT.fictief if row.figure.is_fictief else LIGHT.ink
            more = {
                "num_format": "#,##0" + f".{'0' * places}" * (places > 0),
                "font_color": colour,
                "bg_color": LIGHT.petrol_soft if row.is_rapportjaar else LIGHT.card,
                "border": 1,
                "border_color": LIGHT.line,
            }
            self._made[key] = self._book.add_format({**self._base, **more})
        return self._made[key]


def to_xlsx(report: Report) -> bytes:
    """Return a workbook: a Leeswijzer, the figures of each thema, Definities and Bronnen."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    made = report.gepubliceerd_op.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": report.titel, "subject": report.ondertitel, "created": made})
    looks, rows = _Looks(book), _rows(report)
    names = _sheet_names(rows)
    guide = book.add_worksheet("Leeswijzer")
    _write_guide(guide, report, looks, [(names[t], t.titel, len(rows[t])) for t in rows])
    for theme, own in rows.items():
        sheet = book.add_worksheet(names[theme])
        _write_figures(sheet, own, looks)
    _write_table(book.add_worksheet("Definities"), DEFINITIONS, definitions(report), looks)
    _write_table(book.add_worksheet("Bronnen"), SOURCES, sources(report, rows), looks)
    for sheet in book.worksheets():
        _lay_out(sheet, report)
    book.close()
    return out.getvalue()


def _rows(report: Report) -> dict[Thema, list[Regel]]:
    """Return the rows per thema: the figures of the year, each before its own series."""
    place = {i.slug: n for n, i in enumerate(report.catalogus)}
    found = {(f.indicator, f.gebied_code, f.periode, f.uitsplitsing): f for f in report.reeksen}
    own = {(f.indicator, f.gebied_code, f.periode, f.uitsplitsing): f for f in report.cijfers}
    ordered = sorted(
        (key for key in {**found, **own} if key[0] in place),
        key=lambda k: (place[k[0]], k[1], -parse_period(k[2]).start.toordinal(), k[3]),
    )
    themes: dict[str, list[Regel]] = {}
    for key in ordered:
        row = make_row(own.get(key) or found[key], report.catalogus, key in own)
        themes.setdefault(row.indicator.thema, []).append(row)
    return {t: themes[t.slug] for t in report.catalogus.by_theme() if t.slug in themes}


def _sheet_names(themes: Iterable[Thema]) -> dict[Thema, str]:
    """Return a name for the sheet of each thema that Excel takes, and that no other sheet has."""
    taken = {"leeswijzer", "definities", "bronnen", "history"}
    names: dict[Thema, str] = {}
    for theme in themes:
        wanted = _REFUSED.sub(" ", theme.titel).strip(" '")[:_NAME].rstrip(" '") or theme.slug
        name, number = wanted, 1
        while name.lower() in taken:
            number += 1
            name = f"{wanted[: _NAME - 4]} {number}"
        taken.add(name.lower())
        names[theme] = name
    return names


def _write_guide(
    sheet: Worksheet, report: Report, looks: _Looks, sheets: Sequence[tuple[str, str, int]]
) -> None:
    """Write what this file is, how to read it, and what every column means."""
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 90)
    _text(sheet, 0, 0, report.titel, looks.title)
    for number, (name, told) in enumerate(guide_lines(report, sheets), 2):
        is_warning = name == "Fictief" and bool(report.fictief)
        _text(sheet, number, 0, name, looks.name)
        _text(sheet, number, 1, told, looks.fictief if is_warning else looks.text)


def _write_figures(sheet: Worksheet, rows: Sequence[Regel], looks: _Looks) -> None:
    _write_head(sheet, [(c.kop, c.breedte) for c in COLUMNS], len(rows), looks)
    for number, row in enumerate(rows, 1):
        places = _places(row)
        for at, column in enumerate(COLUMNS):
            _write_cell(sheet, number, at, column, row, looks, places)


def _places(row: Regel) -> int:
    """Return the decimals that the pages show of this figure."""
    if not wording.has_value(row.figure):
        return 0
    return wording.decimals(row.indicator, (row.figure.waarde, row.figure.hoog))


def _write_cell(
    sheet: Worksheet, number: int, at: int, column: Kolom, row: Regel, looks: _Looks, places: int
) -> None:
    value = column.cel(row)
    if value is None or value == "":
        sheet.write_blank(number, at, None, looks.cell(row))
    elif isinstance(value, str):
        _text(sheet, number, at, value, looks.cell(row))
    else:
        look = looks.cell(row, places if column.is_waarde else 0)
        sheet.write_number(number, at, rounded(value), look)


def _write_table(
    sheet: Worksheet,
    head: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Cell]],
    looks: _Looks,
) -> None:
    _write_head(sheet, head, len(rows), looks)
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            _text(sheet, number, at, str(value), looks.name if at == 0 else looks.text)


def _write_head(
    sheet: Worksheet, head: Sequence[tuple[str, int]], rows: int, looks: _Looks
) -> None:
    for at, (name, width) in enumerate(head):
        sheet.set_column(at, at, width)
        _text(sheet, 0, at, name, looks.head)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(rows, 1), len(head) - 1)
    sheet.repeat_rows(0)


def _text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    # Never write(): it would take "=..." for a formula and an address for a link.
    if text:
        sheet.write_string(row, column, text[:_LONGEST], look)


def _lay_out(sheet: Worksheet, report: Report) -> None:
    """Set how a sheet prints; who may read it and what is made up stand on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{_printed(f'{report.status}. {report.merk}')}")
    sheet.set_footer(f"&L{_printed(report.fictief)}&R&P van &N")


def _printed(text: str) -> str:
    """Return a text for the edge of a printed page; Excel reads ``&`` there as a command."""
    return wording.upper_first(shorten(text, _EDGE, placeholder="…").replace("&", "&&"))
