"""Personal data anywhere in a file is named by its place, and its value is repeated nowhere."""

import io
from collections.abc import Mapping, Sequence

import pytest
import xlsxwriter

from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from peil.errors import Finding
from pipelines.book import column_letters
from pipelines.check_private import Words, known_words, refuse_private, scan
from pipelines.read import COLUMNS, read_book

HEAD = ["indicator", "gebied", "periode", "waarde", "toelichting"]
ROW = ["TE-01", "GM0001", "2021", "3", "klopt"]
SECRET = "J. de Voorbeeld"
Sheets = Mapping[str, Sequence[Sequence[str | float]]]


@pytest.fixture(scope="module")
def words(kleine_catalogue: Catalogue, kleine_areas: Areas) -> Words:
    bron = kleine_catalogue.bronnen["standaard"]
    return known_words([bron], kleine_catalogue, kleine_areas)


def workbook(sheets: Sheets, hidden: str = "", note: str = "") -> bytes:
    """An XLSX with these sheets, one of them hidden, and a note in C2 of the first."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == hidden:
            sheet.hide()
        if note:
            sheet.write_comment("C2", note)
            note = ""
    book.close()
    return out.getvalue()


def csv_text(*rows: Sequence[str]) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode()


def told(content: bytes, words: Words, findings: Sequence[Finding] = ()) -> list[str]:
    """What is said of a file, after making sure that nothing found is repeated."""
    name = "proef.xlsx" if content.startswith(b"PK") else "proef.csv"
    book = read_book(content, name, COLUMNS)
    said = [str(f) for f in refuse_private(findings, book, name, words)]
    assert not any(SECRET in line for line in said)
    return said


def test_a_file_of_figures_and_remarks_passes(words: Words) -> None:
    assert told(csv_text(HEAD, ROW), words) == []
    assert (
        told(workbook({"Cijfers": [HEAD, ROW], "Uitleg": [["Aantal per gemeente"]]}), words) == []
    )


@pytest.mark.parametrize("column", range(5))
def test_a_cell_of_a_csv_is_named_by_line_and_column(words: Words, column: int) -> None:
    row = [*ROW[:column], SECRET, *ROW[column + 1 :]]
    (said,) = told(csv_text(HEAD, ROW, row), words)
    assert said.startswith(f"proef.csv:3:{HEAD[column]}: hier staat een naam; ")


def test_an_unknown_column_is_named_by_its_number(words: Words) -> None:
    (said,) = told(csv_text([*HEAD, "extra"], [*ROW, SECRET]), words)
    assert said.startswith("proef.csv:2:kolom-6: hier staat een naam; ")


def test_cells_of_every_sheet_are_named_as_a_spreadsheet_does(words: Words) -> None:
    other = [["bijlage"], ["x", "y", SECRET]]
    content = workbook({"Cijfers": [HEAD, ROW], "Bijlage": other}, hidden="Bijlage")
    (said,) = told(content, words)
    assert said.startswith("proef.xlsx:2:Bijlage!C2: hier staat een naam; ")


def test_cells_above_the_header_and_beyond_it_are_read(words: Words) -> None:
    content = workbook({"Blad1": [[f"opgave van {'mevr. Voorbeeld'}"], HEAD, [*ROW, "", SECRET]]})
    assert [line.split(":")[2] for line in told(content, words)] == ["Blad1!A1", "Blad1!G3"]


def test_the_name_of_a_sheet_is_not_repeated(words: Words) -> None:
    said = told(workbook({"J. de Voorbeeld": [HEAD, [*ROW, SECRET]]}), words)
    assert said[0].startswith("proef.xlsx:werkblad 1: ")
    assert said[1].startswith("proef.xlsx:2:werkblad 1!F2: ")


def test_under_a_heading_for_persons_every_filled_cell_is_personal(words: Words) -> None:
    rows = [[*HEAD, "Achternaam", "huisnr"], [*ROW, "de Boer", "12"], [*ROW, "", "3a"]]
    content = workbook({"Blad1": rows})
    said = told(content, words)
    assert [line.split("; ")[0] for line in said] == [
        "proef.xlsx:1:Blad1!F1: in deze kolom staat een naam",
        "proef.xlsx:1:Blad1!G1: in deze kolom staat een adres",
    ]
    found = scan(read_book(content, "proef.xlsx", COLUMNS), words)
    assert {(c.regel, c.kolom) for c in found.cells} == {(2, 5), (2, 6), (3, 6)}


def test_an_empty_column_for_persons_and_a_list_of_gebieden_pass(words: Words) -> None:
    lists = [["code", "naam"], ["GM0001", "Aadorp"], ["GM0002", "Beedorp"]]
    content = workbook({"Blad1": [[*HEAD, "Achternaam"], ROW], "Lijst": lists})
    assert told(content, words) == []


def test_a_postcode_and_a_number_in_two_columns_are_an_address(words: Words) -> None:
    content = workbook({"A": [HEAD, ROW], "B": [["postcode", "nr"], ["2511", "12"]]})
    (said,) = told(content, words)
    assert "B!B1: in deze kolom staat een adres" in said
    assert told(workbook({"A": [HEAD, ROW], "B": [["nr", "aantal"], ["1", "12"]]}), words) == []


def test_nine_digits_are_a_figure_among_figures_and_a_bsn_elsewhere(words: Words) -> None:
    passes, fails = "123456782", "123456789"
    figures = [*ROW[:3], passes, ROW[4]]
    assert told(csv_text(HEAD, figures), words) == []
    assert told(csv_text(HEAD, [*ROW[:4], fails]), words) == []
    (said,) = told(csv_text(HEAD, [*ROW[:4], passes]), words)
    assert said.startswith("proef.csv:2:toelichting: hier staat een burgerservicenummer; ")


def test_a_note_with_a_person_is_named_by_its_cell(words: Words) -> None:
    (said,) = told(workbook({"Blad1": [HEAD, ROW]}, note=f"gebeld met {'mevr. Voorbeeld'}"), words)
    assert said.startswith("proef.xlsx:2:Blad1: in de opmerking bij C2 staat een naam; ")


def test_a_note_that_starts_with_who_wrote_it_is_refused_and_a_plain_note_passes(
    words: Words,
) -> None:
    (said,) = told(workbook({"Blad1": [HEAD, ROW]}, note=f"{SECRET}:\nvoorlopig cijfer"), words)
    assert "in de opmerking bij C2 staat een naam" in said
    assert told(workbook({"Blad1": [HEAD, ROW]}, note="voorlopig cijfer"), words) == []


def test_a_text_box_with_a_person_is_refused(words: Words) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Blad1")
    for number, row in enumerate([HEAD, ROW]):
        sheet.write_row(number, 0, row)
    sheet.insert_textbox("H2", "bel 06-12345678")
    book.close()
    (said,) = told(out.getvalue(), words)
    assert "staat een telefoonnummer; " in said


def test_a_finding_that_repeats_a_value_gives_way_to_the_place(words: Words) -> None:
    row = [ROW[0], SECRET, *ROW[2:]]
    wat = f"het gebied '{SECRET}' is onbekend"
    findings = [
        Finding("proef.csv", 2, "gebied", wat, "kies"),
        Finding("proef.csv", 9, "periode", wat, "kies"),
        Finding("proef.csv", 8, "j._de_voorbeeld", "deze kolom is onbekend", "kies"),
        Finding("proef.csv", 3, "waarde", "'veel' is geen getal", "kies"),
    ]
    said = told(csv_text(HEAD, row, ROW), words, findings)
    assert not any("j._de" in line for line in said)
    assert [line.split(":")[1] for line in said] == ["3", "2"]


def test_a_short_value_hides_no_other_finding(words: Words) -> None:
    findings = [
        Finding("proef.csv", 3, "waarde", "het getal 12 kan niet", "kies"),
        Finding("proef.csv", 3, "periode", "'12' is geen periode", "kies"),
    ]
    said = told(csv_text([*HEAD, "huisnummer"], [*ROW, "12"]), words, findings)
    assert [line.split(":")[2] for line in said] == ["waarde", "kolom-6"]


def test_columns_are_lettered_as_a_spreadsheet_does() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_words_of_a_form_are_no_headings_of_persons(
    kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    bron: Bron = kleine_catalogue.bronnen["standaard"]
    assert "aadorp" in known_words([bron], kleine_catalogue, kleine_areas).known
