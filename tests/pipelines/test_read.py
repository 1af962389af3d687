"""Files as they come: encodings, delimiters, spreadsheets, and what is no table at all."""

import codecs
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from pipelines.check import Checked

CheckFile = Callable[..., Checked]
Fill = Callable[[Any, Any], None]

ROWS = "indicator{0}gebied{0}periode{0}waarde\nTE-01{0}'s-Aadorp{0}2021{0}3\n"


def workbook(fill: Fill) -> bytes:
    """Return an XLSX file that `fill(workbook, sheet)` wrote in."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book, book.add_worksheet())
    book.close()
    return out.getvalue()


def with_rows(*rows: list[object]) -> bytes:
    """Return an XLSX file with these rows."""

    def fill(_: Any, sheet: Any) -> None:
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)


HEAD: list[object] = ["indicator", "gebied", "periode", "waarde"]


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_is_read_in_every_usual_form(
    check_file: CheckFile, delimiter: str, encoding: str, newline: str
) -> None:
    text = ROWS.format(delimiter).replace("\n", newline)
    found = check_file(text.encode(encoding))
    assert not found.findings
    assert found.cells["waarde"].to_list() == [3]


def test_windows_text_keeps_its_accents(check_file: CheckFile) -> None:
    text = "indicator;gebied;periode;waarde;toelichting\nTE-01;GM0001;2021;3;één – café\n"
    assert check_file(text.encode("cp1252")).cells["toelichting"].to_list() == ["één – café"]


def test_the_header_may_have_capitals_and_spaces(check_file: CheckFile) -> None:
    text = "Indicator;Gebied ; PERIODE;Waarde;Marge laag;Marge hoog\nTE-03;GM0001;2021;3;2;4\n"
    assert not check_file(text).findings


def test_an_unquoted_decimal_comma_in_a_comma_file_is_refused(check_file: CheckFile) -> None:
    found = check_file("indicator,gebied,periode,waarde\nTE-03,GM0001,2021,12,5\n")
    assert "5 cellen en de kop 4" in str(found.errors[0])


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "leeg"),
        (b" \n\n", "leeg"),
        (b"indicator;gebied;periode;waarde\n", "geen regels"),
        (codecs.BOM_UTF16_LE + ROWS.format(";").encode("utf-16-le"), "UTF-16"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100, "oud of met een wachtwoord"),
        (b"PK\x03\x04rommel", "beschadigd"),
        (b"%PDF-1.7\n", "geen CSV- of XLSX"),
        (b"\x89PNG\r\n\0\0", "geen CSV- of XLSX"),
        (b"indicator;gebied\x81\nx;y\n", "niet te lezen"),
        (b'indicator;gebied;periode;waarde\n"TE-01;GM0001;2021;3\n', "aanhalingsteken"),
        (ROWS.format("\t").encode(), "tabs"),
    ],
)
def test_what_is_no_table_is_refused_with_advice(
    check_file: CheckFile, content: bytes, part: str
) -> None:
    found = check_file(content)
    assert part in str(found.errors[0])
    assert found.cells.is_empty()


def test_a_quote_that_does_not_close_is_named_at_its_row(check_file: CheckFile) -> None:
    found = check_file('indicator;gebied;periode;waarde\nTE-01;GM0001;2021;3\n"TE-01;GM0002;;1\n')
    assert [f.regel for f in found.errors] == [3]


@pytest.mark.parametrize("hint", ["sep=;\n", '"sep=;"\r\n'])
def test_the_first_line_that_excel_writes_for_itself_is_no_header(
    check_file: CheckFile, hint: str
) -> None:
    rows = ["TE-01;GM0001;2021;3", "TE-01;GM0002;2021;veel"]
    found = check_file("\n".join([hint + "indicator;gebied;periode;waarde", *rows]))
    assert [f.regel for f in found.findings] == [4]


def test_a_number_in_a_sheet_is_never_taken_for_thousands(check_file: CheckFile) -> None:
    found = check_file(
        with_rows(HEAD, ["TE-03", "GM0001", 2021, 1.041], ["TE-03", "GM0002", 2021, 12.345])
    )
    assert not found.findings
    assert found.cells["waarde"].to_list() == [1.041, 12.345]
    found = check_file(with_rows(HEAD, ["TE-01", "GM0001", 2021, 1.041]))
    assert "geen heel getal" in str(found.errors[0])


def test_a_number_as_text_in_a_sheet_is_read_as_in_csv(check_file: CheckFile) -> None:
    found = check_file(
        with_rows(HEAD, ["TE-01", "GM0001", "2021", "1.041"], ["TE-01", "GM0002", 2021, 1041.0])
    )
    assert not found.findings
    assert found.cells["waarde"].to_list() == [1041, 1041]
    found = check_file(with_rows(HEAD, ["TE-03", "GM0001", "2021", "1.041"]))
    assert "twee manieren" in str(found.errors[0])


def test_a_number_in_a_sheet_keeps_all_its_digits(check_file: CheckFile) -> None:
    found = check_file(with_rows(HEAD, ["TE-03", "GM0001", 2021, 2 / 3]))
    assert found.cells["waarde"].to_list() == [2 / 3]


def test_a_month_that_excel_made_a_date_of_is_that_month(check_file: CheckFile) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["TE-01", "GM0001", "", 3])
        sheet.write_datetime(1, 2, date(2021, 3, 1), book.add_format({"num_format": "mmm-yy"}))

    found = check_file(workbook(fill))
    assert not found.findings
    assert found.cells["periode"].to_list() == ["2021-03"]


def test_a_date_that_is_no_first_of_a_month_is_refused(check_file: CheckFile) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["TE-01", "GM0001", "", 3])
        sheet.write_datetime(1, 2, date(2021, 3, 2), book.add_format({"num_format": "d-m-yy"}))

    assert "opmaak Tekst" in str(check_file(workbook(fill)).errors[0])


def test_a_date_among_the_values_is_refused(check_file: CheckFile) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["TE-03", "GM0001", "2021"])
        sheet.write_datetime(1, 3, date(2021, 3, 1), book.add_format({"num_format": "d-m-yy"}))

    assert "geen getal" in str(check_file(workbook(fill)).errors[0])


def test_lines_of_a_sheet_are_those_excel_shows(check_file: CheckFile) -> None:
    found = check_file(
        with_rows([], HEAD, ["TE-01", "GM0001", 2021, 3], [], ["TE-01", "GM0002", 2021, "veel"])
    )
    assert [f.regel for f in found.errors] == [5]


def test_a_formula_that_fails_is_named_by_its_cell(check_file: CheckFile) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["TE-01", "GM0001", 2021])
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")

    said = [str(f) for f in check_file(workbook(fill)).errors]
    assert any(line.startswith("proef.csv:2:waarde: de formule") for line in said)


def test_a_formula_without_a_kept_value_is_no_zero(check_file: CheckFile) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["TE-01", "GM0001", 2021])
        sheet.write_formula(1, 3, "=1+1", None, "")

    assert "geen waarde" in str(check_file(workbook(fill)).errors[0])


def test_the_sheet_with_figures_is_found_beside_an_explanation(check_file: CheckFile) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Lees dit eerst"])
        second = book.add_worksheet("Cijfers")
        second.write_row(0, 0, HEAD)
        second.write_row(1, 0, ["TE-01", "GM0001", 2021, 3])

    assert not check_file(workbook(fill)).findings


def test_two_sheets_with_figures_are_refused_by_name(check_file: CheckFile) -> None:
    def fill(book: Any, sheet: Any) -> None:
        for one in (sheet, book.add_worksheet("Nog een")):
            one.write_row(0, 0, HEAD)
            one.write_row(1, 0, ["TE-01", "GM0001", 2021, 3])

    assert "Nog een" in str(check_file(workbook(fill)).errors[0])


def test_an_empty_workbook_is_refused(check_file: CheckFile) -> None:
    assert "leeg" in str(check_file(with_rows()).errors[0])
