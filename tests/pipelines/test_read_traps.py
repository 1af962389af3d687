"""What a spreadsheet shows is what is read, or it is said; a bomb is refused before it opens."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from peil.errors import Finding
from pipelines import read_package, read_xlsx
from pipelines.book import Book, Table
from pipelines.read import read_book

Fill = Callable[[Any, Any], None]
HEAD = ["gebied", "jaar", "aantal"]
ROWS = [["Aadorp", 2021, 3], ["Bedorp", 2021, 4], ["Cedorp", 2021, 5]]


def workbook(fill: Fill | None = None, options: dict[str, Any] | None = None) -> bytes:
    """Return a workbook with three rows in which `fill(workbook, sheet)` wrote too."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})})
    sheet = made.add_worksheet("Cijfers")
    for number, row in enumerate([HEAD, *ROWS]):
        sheet.write_row(number, 0, row)
    if fill:
        fill(made, sheet)
    made.close()
    return out.getvalue()


def read(content: bytes) -> Book:
    """Return the book of a file."""
    return read_book(content, "proef.xlsx", HEAD)


def table_of(content: bytes, line: int = 1) -> Table:
    """Return the table of the first sheet."""
    return read(content).sheets[0].table(line)


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with one part changed, or added when `change` gives text for nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return out.getvalue()


def said(found: Table | Book) -> list[str]:
    """Return what was found, with how serious it is."""
    return [f"{finding} [{finding.ernst}]" for finding in found.findings]


def refused(content: bytes) -> Finding:
    """Return the only finding of a file that cannot be read."""
    book = read(content)
    assert not book.sheets
    (finding,) = book.findings
    return finding


# Merged cells.


def test_a_text_merged_down_a_column_counts_for_each_line() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A4", "Aadorp", made.add_format())

    found = table_of(workbook(fill))
    assert found.frame["0"].to_list() == ["Aadorp"] * 3
    (line,) = said(found)
    assert "A2:A4" in line
    assert "[opmerking]" in line


def test_a_year_merged_down_a_column_counts_for_each_line() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range("B2:B4", 2020, made.add_format())

    found = table_of(workbook(fill))
    assert found.frame["1"].to_list() == ["2020"] * 3
    assert [finding.ernst for finding in found.findings] == ["opmerking"]


@pytest.mark.parametrize("cells", ["C2:C4", "B2:C2", "C3:C4"])
@pytest.mark.parametrize("value", [7, "7", "-"])
def test_a_merged_figure_is_refused_and_never_filled(cells: str, value: object) -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range(cells, value, made.add_format())

    found = table_of(workbook(fill))
    assert [f.ernst for f in found.findings] == ["fout"]
    assert cells in found.findings[0].wat
    filled = [value for row in found.frame.iter_rows() for value in row[2:]]
    assert filled.count(str(value)) == 1


def test_a_merged_heading_of_two_columns_is_refused() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range("B1:C1", "aantal", made.add_format())

    assert any("in de kop" in line and "B1:C1" in line for line in said(table_of(workbook(fill))))


def test_a_merged_title_above_the_header_says_nothing() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range("A1:C1", "Cijfers over 2021", made.add_format())
        for number, row in enumerate([HEAD, *ROWS], start=1):
            sheet.write_row(number, 0, row)

    found = table_of(workbook(fill), 2)
    assert not found.findings
    assert found.frame["regel"].to_list() == [3, 4, 5]


def test_what_stands_behind_merged_cells_is_told() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A4", "Aadorp", made.add_format())
        sheet.write("A3", "Bedorp")

    found = table_of(workbook(fill))
    assert "A2:A4 staat nog iets anders" in said(found)[0]
    assert found.frame["0"].to_list() == ["Aadorp", "Bedorp", ""]


# What is hidden.


def test_hidden_rows_with_figures_ask_for_a_reason_and_count() -> None:
    def fill(_: Any, sheet: Any) -> None:
        for row in (2, 3, 9):
            sheet.set_row(row, None, None, {"hidden": True})

    found = table_of(workbook(fill))
    (line,) = said(found)
    assert "2 regels zijn verborgen (3-4)" in line
    assert "[waarschuwing]" in line
    assert found.height == 3


def test_one_hidden_row_is_told_at_its_line() -> None:
    content = workbook(lambda _, sheet: sheet.set_row(2, None, None, {"hidden": True}))
    (line,) = said(table_of(content))
    assert line.startswith("proef.xlsx:3: deze regel is verborgen, maar telt wel mee")


def test_a_hidden_column_with_figures_asks_for_a_reason() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.set_column("C:C", None, None, {"hidden": True})

    (line,) = said(table_of(workbook(fill)))
    assert ":aantal: kolom C is verborgen" in line


def test_a_hidden_sheet_is_marked_and_said_once() -> None:
    def fill(made: Any, _: Any) -> None:
        for name, how in (("Oud", "hide"), ("Ouder", "very_hidden")):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            getattr(sheet, how)()

    book = read(workbook(fill))
    assert [(s.name, s.is_hidden) for s in book.sheets] == [
        ("Cijfers", False),
        ("Oud", True),
        ("Ouder", True),
    ]
    assert "er zijn 2 verborgen werkbladen" in said(book)[0]


# Formulas.


def test_a_formula_without_a_kept_outcome_is_refused_at_its_cell() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula("C3", "=1+1", None, "")
        sheet.write_formula("C4", "=1+1", None, 2)

    (line,) = said(table_of(workbook(fill)))
    assert line.startswith("proef.xlsx:3:aantal: de formule in deze cel (C3) heeft geen waarde")


def test_a_formula_that_was_never_calculated_is_no_zero_without_a_reason() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula("C3", "=1+1")

    (line,) = said(table_of(workbook(fill)))
    assert "(C3) staat op 0" in line
    assert "[waarschuwing]" in line
    kept = changed(
        workbook(fill), "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', b"")
    )
    assert not table_of(kept).findings


def test_a_failed_formula_is_named_by_cell_also_when_the_table_begins_at_c() -> None:
    def fill(made: Any, _: Any) -> None:
        sheet = made.add_worksheet("Verderop")
        for number, row in enumerate([HEAD, *ROWS], start=3):
            sheet.write_row(number, 2, row)
        sheet.write_formula("E6", "=1/0", None, "#DIV/0!")

    sheet = read(workbook(fill)).sheets[1]
    found = sheet.table(4)
    assert found.header == tuple(HEAD)
    assert said(found)[0].startswith("proef.xlsx:6:aantal: de formule in deze cel (E6) geeft")
    assert sheet.cell(6, 2) == "E6"


# Numbers and dates.


def test_dates_of_the_old_calendar_of_a_mac_are_the_same_days() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write_datetime("B2", date(2021, 3, 1), made.add_format({"num_format": "mmm-yy"}))

    for options in ({}, {"date_1904": True}):
        found = table_of(workbook(fill, options))
        assert found.frame["1"][0] == "2021-03-01 00:00:00"


@pytest.mark.parametrize(
    ("number", "text"),
    [(1041, "1041"), (1.041, "1.0410"), (12.5, "12.5"), (1e-7, "0.0000001"), (-3.125, "-3.1250")],
)
def test_a_number_is_written_so_that_it_has_one_reading(number: float, text: str) -> None:
    found = table_of(workbook(lambda _, sheet: sheet.write("C2", number)))
    assert found.frame["2"][0] == text


# What comes along.


def test_comments_headers_and_text_boxes_are_there_for_who_looks_for_persons() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_comment("B3", "navragen", {"author": "", "x_scale": 2})
        sheet.set_header("&Lkopregel")
        sheet.insert_textbox("F2", "in een vak")
        sheet.write_url("F9", "mailto:rol@voorbeeld.nl", string="mail")

    book = read(workbook(fill))
    notes = {note.text: note.place for note in book.sheets[0].notes}
    assert notes["navragen"] == "de opmerking bij B3"
    assert any("kopregel" in text for text in notes)
    assert notes["rol@voorbeeld.nl"] == "een koppeling"
    assert "een tekstvak of tekening" in {n.place for n in book.notes if n.text == "in een vak"}


def test_what_a_pivot_table_or_a_link_keeps_is_there_for_who_looks_for_persons() -> None:
    cache = b'<c><sharedItems><s v="verborgen"/></sharedItems><r><s v="ook"/><n v="5"/></r></c>'
    with_cache = changed(workbook(), "xl/pivotCache/pivotCacheRecords1.xml", lambda _: cache)
    assert {"verborgen", "ook"} <= {note.text for note in read(with_cache).notes}
    link = b"<externalLink><row><cell r='A1'><v>elders</v></cell></row></externalLink>"
    book = read(changed(workbook(), "xl/externalLinks/externalLink1.xml", lambda _: link))
    assert {note.text for note in book.notes} == {"elders"}
    assert "verwijzen naar andere bestanden" in said(book)[0]
    assert book.sheets[0].table(1).height == 3


def test_macros_are_said_and_left_alone() -> None:
    book = read(changed(workbook(), "xl/vbaProject.bin", lambda _: b"Sub Auto_Open()"))
    (line,) = said(book)
    assert "macro's; die zijn niet gelezen en niet uitgevoerd" in line
    assert "[opmerking]" in line
    assert book.sheets[0].table(1).height == 3


# Bombs and damage.


def test_a_part_that_is_packed_too_far_is_refused_by_its_own_words() -> None:
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/media/groot.bin", bytes(read_package._SMALL + 1))  # pyright: ignore
    assert "veel te groot" in refused(out.getvalue()).wat


def test_parts_that_are_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook()
    assert read(content).sheets
    monkeypatch.setattr(read_package, "INFLATED", 5_000)
    assert "veel te groot" in refused(content).wat


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    name, data = "xl/worksheets/sheet1.xml", bytes(200_000)
    content = changed(workbook(), name, lambda _: data)
    size = struct.pack("<I", len(data))
    assert content.count(size) >= 2
    lying = content.replace(size, struct.pack("<I", 10)).replace(
        struct.pack("<I", zlib.crc32(data)), struct.pack("<I", zlib.crc32(data[:10]))
    )
    assert "Excel" in refused(lying).wat


def test_parts_that_overlap_are_refused() -> None:
    content = bytearray(workbook())
    listed = content.rindex(b"PK\x01\x02")
    content[listed + 20 : listed + 24] = struct.pack("<I", len(content))
    assert not read(bytes(content)).sheets


def test_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]>'

    def change(xml: bytes) -> bytes:
        return xml.replace(b"<worksheet", bomb + b"<worksheet", 1)

    assert "beschadigd" in refused(changed(workbook(), "xl/worksheets/sheet1.xml", change)).wat


def test_an_unknown_encoding_is_refused() -> None:
    def change(xml: bytes) -> bytes:
        return xml.replace(b"UTF-8", b"UTF38", 1)

    assert "beschadigd" in refused(changed(workbook(), "xl/worksheets/sheet1.xml", change)).wat


def test_cells_far_apart_are_refused_before_they_take_memory() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write("XFD1048576", 1)

    assert "tot regel 1048576" in refused(workbook(fill)).wat
    assert read_xlsx.CELLS < 1_048_576 * 16_384


@pytest.mark.parametrize("at", [5, 40, 400, 2_000, -30, -5])
def test_half_a_workbook_is_refused_in_a_sentence(at: int) -> None:
    assert "Excelbestand" in refused(workbook()[:at]).wat


@pytest.mark.parametrize(
    ("part", "says"), [("xl/workbook.bin", ".xlsb"), ("content.xml", ".ods"), ("word.xml", "soort")]
)
def test_another_kind_of_document_is_named(part: str, says: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(part, "x")
    assert says in refused(out.getvalue()).wat


@pytest.mark.parametrize(
    ("num_format", "text"),
    # A percent sign between quotes is only a text beside the number.
    [("0%", "16.1250%"), ("0.00%", "16.1250%"), ('0.000" %"', "0.16125")],
)
def test_a_number_that_is_shown_as_a_percentage_is_read_as_shown(
    num_format: str, text: str
) -> None:
    def fill(made: Any, sheet: Any) -> None:
        percent = made.add_format({"num_format": num_format})
        sheet.write_number(1, 2, 0.16125, percent)
        sheet.write_string(2, 2, "0.5", percent)

    frame = read(workbook(fill)).sheets[0].table(1).frame
    assert frame["2"].to_list() == [text, "0.5", "5"]
