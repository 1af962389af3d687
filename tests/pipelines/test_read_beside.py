"""A person in any corner of a workbook is found, also where no cell shows it."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from peil.areas import Areas
from peil.catalogue import Catalogue
from pipelines import read_beside
from pipelines.check import Checked, check
from pipelines.findings_book import findings_workbook
from pipelines.read_beside import header_texts, literals

SECRET = "A.B. van der Geheim"
HEAD, ROW = ["indicator", "gebied", "periode", "waarde"], ["TE-01", "GM0001", "2021", "3"]
Fill = Callable[[Any, Any], object]


def workbook(fill: Fill = lambda book, sheet: None, rows: int = 2, left: int = 0) -> bytes:
    """A sound levering with something beside its cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Blad1")
    for line, row in enumerate([HEAD, ROW][:rows]):
        sheet.write_row(line, left, row)
    fill(book, sheet)
    book.close()
    return out.getvalue()


def with_part(name: str, text: str, comment: str = "") -> bytes:
    """The same, with one part put in or its texts made longer."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as source, zipfile.ZipFile(out, "w") as made:
        for part in source.namelist():
            data = source.read(part)
            made.writestr(part, data.replace(b"</sst>", text.encode()) if part == name else data)
        if name and name not in source.namelist():
            made.writestr(name, text)
        made.comment = comment.encode()
    return out.getvalue()


@pytest.fixture
def found(kleine_catalogue: Catalogue, kleine_areas: Areas) -> Callable[[bytes], Checked]:
    """Checks a file, and says nothing of what it must not say."""

    def ask(content: bytes) -> Checked:
        bron = kleine_catalogue.bronnen["standaard"]
        day = date(2026, 11, 22)
        checked = check(content, "blad.xlsx", bron, kleine_catalogue, kleine_areas, day)
        assert not any("Geheim" in str(finding) for finding in checked.findings)
        return checked

    return ask


def choice(_: Any, sheet: Any) -> None:
    sheet.data_validation("H1", {"validate": "list", "source": ["ja", SECRET]})


def message(_: Any, sheet: Any) -> None:
    sheet.data_validation("H1", {"validate": "any", "input_message": "bel 06-12345678"})


def rule(_: Any, sheet: Any) -> None:
    told = {"type": "text", "criteria": "containing", "value": SECRET}
    sheet.conditional_format("H1", told)


FILLS: dict[str, Fill] = {
    "een naam voor cellen": lambda book, _: book.define_name("Wie", f'="{SECRET}"'),
    "een keuzelijst, regel of koppeling": choice,
    "een keuzelijst, regel of koppeling ": message,
    "een keuzelijst, regel of koppeling  ": rule,
    "de kop- of voettekst": lambda _, sheet: sheet.set_header(f'&L&"Arial"&12{SECRET}&Rblad &P'),
    "een koppeling": lambda _, sheet: sheet.write_url(
        "A1", "https://a.nl/?bsn=123456782", None, "indicator"
    ),
    "een formule": lambda _, sheet: sheet.write_formula("D2", f'=IF(1=1,3,"{SECRET}")', None, 3),
    "de eigenschappen van het bestand": lambda book, _: book.set_properties({"subject": SECRET}),
    "de eigenschappen van het bestand ": lambda book, _: book.set_custom_property("Bij", SECRET),
    "de eigenschappen van het bestand  ": lambda book, _: book.set_custom_property(
        "BSN", "23456781"
    ),
    "een tekstvak of tekening": lambda _, sheet: sheet.insert_textbox(
        "H2", "x", {"description": SECRET}
    ),
}


@pytest.mark.parametrize("place", FILLS)
def test_a_person_beside_the_cells_is_refused_by_its_place(
    found: Callable[[bytes], Checked], place: str
) -> None:
    (said,) = {f.wat for f in found(workbook(FILLS[place])).errors}
    assert said.startswith(f"in {place.strip()}")
    assert " staat een " in said


@pytest.mark.parametrize(
    ("part", "text", "place"),
    [
        ("xl/sharedStrings.xml", f"<si><t>{SECRET}</t></si></sst>", "een tekst die geen cel meer"),
        ("xl/worksheets/sheet9.xml", f"<w><c><is><t>{SECRET}</t></is></c></w>", "een werkblad dat"),
        ("xl/revisions/log1.xml", f"<r><oc><is><t>{SECRET}</t></is></oc></r>", "de bewaarde wijz"),
        ("customXml/item1.xml", f"<r><wie>{SECRET}</wie></r>", "de eigenschappen"),
    ],
)
def test_a_part_that_no_sheet_shows_is_read(
    found: Callable[[bytes], Checked], part: str, text: str, place: str
) -> None:
    (said,) = {f.wat for f in found(with_part(part, text)).errors}
    assert said.startswith(f"in {place}")


def test_the_comment_of_the_package_is_read(found: Callable[[bytes], Checked]) -> None:
    (said,) = found(with_part("", "", comment=f"van\n{SECRET}")).errors
    assert said.wat == "in de opmerking bij het bestand staat een naam"


def test_who_made_the_file_and_what_office_writes_pass(found: Callable[[bytes], Checked]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        book.set_properties({"author": SECRET, "title": "Cijfers 2021", "company": "Politie"})
        book.set_custom_property("MSIP_Label_1_ActionId", "123456782")
        book.set_custom_property("Versie", "2021-1")
        book.define_name("Gemeenten", "=Blad1!$B$2:$B$9")
        sheet.write_comment("B2", "voorlopig", {"author": SECRET})
        sheet.data_validation("H1", {"validate": "list", "source": ["ja", "nee"]})
        sheet.set_footer("&LPagina &P van &N&RVertrouwelijk &D")

    assert found(workbook(fill)).findings == ()


@pytest.mark.parametrize("name", ["xl/embeddings/document1.bin", "xl/notitie.txt", "lijst.docx"])
def test_another_file_inside_is_refused(found: Callable[[bytes], Checked], name: str) -> None:
    (said,) = found(with_part(name, "x")).errors
    assert said.wat.startswith("in dit Excelbestand zit een ander bestand")


def test_a_picture_asks_for_a_reason(found: Callable[[bytes], Checked]) -> None:
    checked = found(with_part("xl/media/image1.png", "x"))
    assert not checked.errors
    assert [f.wat.partition(";")[0] for f in checked.warnings] == [
        "er staat een afbeelding in dit bestand"
    ]


def test_more_text_than_can_be_looked_through_is_refused(
    found: Callable[[bytes], Checked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_beside, "TEXTS", 100)
    content = with_part("xl/pivotCache/records1.xml", f'<r><s v="{"x" * 200}"/></r>')
    (said,) = found(content).errors
    assert said.wat.startswith("er staat te veel tekst naast de cellen")


def test_a_table_that_starts_in_another_column_is_named_by_its_own_cells(
    found: Callable[[bytes], Checked],
) -> None:
    content = workbook(lambda _, sheet: sheet.write("G2", SECRET), left=2)
    assert [f.kolom for f in found(content).errors if "naam" in f.wat] == ["Blad1!G2"]


def test_the_workbook_of_findings_leaves_the_same_cell_out(
    found: Callable[[bytes], Checked],
) -> None:
    content = workbook(lambda _, sheet: sheet.write("G2", SECRET), left=2)
    told = findings_workbook(content, "blad.xlsx", found(content))
    with zipfile.ZipFile(io.BytesIO(told)) as made:
        assert b"Geheim" not in b"".join(map(made.read, made.namelist()))
        copy = made.read("xl/worksheets/sheet2.xml").decode()
    # The heading of the copy stands where it stood, and beside G2 nothing is filled.
    assert re.findall(r'<c r="([A-Z]+2)"', copy) == ["C2", "D2", "E2", "F2", "G2"]


@pytest.mark.parametrize("number", ["123456782", "12345672"])
@pytest.mark.parametrize("kolom", ["waarde", "noemer"])
def test_a_number_of_a_person_is_no_count_of_a_gemeente(
    found: Callable[[bytes], Checked], number: str, kolom: str
) -> None:
    row = {"waarde": "3", "noemer": "9", kolom: number}
    text = f"{';'.join(HEAD)};noemer\nTE-01;GM0001;2021;{row['waarde']};{row['noemer']}\n"
    checked = found(text.encode())
    assert any(f.kolom == kolom and "te groot voor een aantal" in f.wat for f in checked.errors)
    assert not any(number in str(f) for f in checked.findings)


def test_the_texts_of_a_formula_and_of_a_header() -> None:
    assert literals('=IF(A1="a ""b""",C1,"x,y")') == ['a "b"', "x,y", "x", "y"]
    assert header_texts('&L&"Arial,Vet"&14Opgave &P&C&KFF0000midden&R') == ["Opgave", "midden"]
