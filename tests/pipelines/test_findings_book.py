"""The workbook with findings marks the cells, repeats nothing personal and holds no formula."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import fastexcel
import pytest
import xlsxwriter

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.errors import Finding
from pipelines.__main__ import main
from pipelines.check import Checked, Outcome, check
from pipelines.findings_book import LEFT_OUT, findings_workbook

TODAY = date(2026, 11, 22)
HEAD = ["indicator", "gebied", "periode", "waarde", "toelichting"]
SECRET = "J. de Voorbeeld"


@pytest.fixture(autouse=True)
def region(kleine_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEIL_REGIO", str(kleine_data.parent))


@pytest.fixture(scope="module")
def judged(kleine_catalogue: Catalogue, kleine_areas: Areas):
    """Check bytes and return the outcome and the workbook."""

    def ask(content: bytes, name: str) -> tuple[Checked, bytes]:
        bron = kleine_catalogue.bronnen["standaard"]
        found = check(content, name, bron, kleine_catalogue, kleine_areas, TODAY)
        return found, findings_workbook(content, name, found)

    return ask


def parts(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        return {n: package.read(n).decode("utf-8", "replace") for n in package.namelist()}


def sheet(book: bytes, name: str) -> list[list[str]]:
    loaded = fastexcel.read_excel(book).load_sheet(
        name, header_row=None, skip_rows=0, dtypes="string"
    )
    return [[cell or "" for cell in row] for row in loaded.to_polars().iter_rows()]


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        target = book.add_worksheet(name)
        for number, row in enumerate(rows):
            target.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def csv(*rows: list[str]) -> bytes:
    return "\n".join(";".join(row) for row in [HEAD, *rows]).encode()


def test_the_list_comes_first_and_names_every_finding(judged) -> None:
    content = csv(["TE-01", "GM0001", "2021", "veel", ""], ["TE-99", "GM0001", "2021", "3", ""])
    found, book = judged(content, "proef.csv")
    assert fastexcel.read_excel(book).sheet_names == ["Bevindingen", "Levering"]
    rows = sheet(book, "Bevindingen")
    assert rows[0][0] == "Bevindingen bij proef.csv, 22 november 2026"
    assert rows[1][0].startswith("2 fouten: verbeter de gemarkeerde cellen")
    listed = [row[5] for row in rows[4:]]
    assert listed == [f.wat for f in found.findings]
    assert [row[2] for row in rows[4:]] == ["Levering, cel D2", "Levering, cel A3"]


def test_a_marked_cell_has_a_colour_and_a_note_that_says_why(judged) -> None:
    _, book = judged(csv(["TE-01", "GM0001", "2021", "veel", ""]), "proef.csv")
    files = parts(book)
    notes = next(text for name, text in files.items() if "comments" in name)
    assert 'ref="D2"' in notes
    assert "fout: 'veel' is geen getal; " in notes
    cells = files["xl/worksheets/sheet2.xml"]
    style = re.search(r'<c r="D2" s="(\d+)"', cells)
    assert style
    assert not re.search(rf'<c r="C2" s="{style[1]}"', cells)


def test_nothing_personal_is_in_any_part_of_the_workbook(judged) -> None:
    rows = [[*HEAD, "Achternaam"], ["TE-01", SECRET, "2021", "3", "bel 06-12345678", "de Geheime"]]
    content = workbook({"Blad1": rows, "J. de Voorbeeld": [["x"]]})
    found, book = judged(content, "proef.xlsx")
    assert found.errors
    for name, text in parts(book).items():
        assert not any(part in text for part in (SECRET, "06-12345678", "de Geheime")), name
    assert sheet(book, "Blad1")[1] == ["TE-01", LEFT_OUT, "2021", "3", LEFT_OUT, LEFT_OUT]
    assert fastexcel.read_excel(book).sheet_names[2] == "Werkblad 2"


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://a";"b")', "+1", "-1+1", "@SUM(A1)", "http://a.nl"]
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_text_of_a_partner_becomes_a_formula_or_a_link(judged, text: str, kind: str) -> None:
    row = ["TE-01", "GM0001", "2021", "3", text]
    content = (
        csv([*row[:4], '"' + text.replace('"', '""') + '"'])
        if kind == "csv"
        else workbook({"Blad1": [HEAD, row]})
    )
    _, book = judged(content, f"proef.{kind}")
    name = "Levering" if kind == "csv" else "Blad1"
    assert sheet(book, name)[1][4] == text
    files = parts(book)
    assert not any("<f>" in body or "<f " in body for body in files.values())
    assert "External" not in "".join(body for n, body in files.items() if n.endswith(".rels"))


def test_a_file_that_cannot_be_read_gives_the_list_alone(judged) -> None:
    _, book = judged(b"\x00\x01", "proef.csv")
    assert fastexcel.read_excel(book).sheet_names == ["Bevindingen"]
    assert len(sheet(book, "Bevindingen")) == 5


def test_whole_numbers_stay_numbers_and_codes_stay_texts(judged) -> None:
    _, book = judged(csv(["TE-01", "GM0001", "2021", "12", "007"]), "proef.csv")
    cells = parts(book)["xl/worksheets/sheet2.xml"]
    assert re.search(r'<c r="D2"[^>]*><v>12</v>', cells)
    assert re.search(r'<c r="E2"[^>]*t="s"', cells)


def test_a_row_far_down_is_only_copied_when_it_has_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipelines.findings_book.ROWS", 20)
    rows = [["TE-01", "GM0001", "2021", "3", str(n)] for n in range(30)]
    found = Outcome(findings=(Finding("p.csv", 28, "waarde", "fout", "doe"),), regels=len(rows))
    copied = sheet(findings_workbook(csv(*rows), "p.csv", found), "Levering")
    assert [n for n, row in enumerate(copied, start=1) if any(row)][-2:] == [20, 28]


def test_a_finding_about_the_whole_file_has_no_cell() -> None:
    found = Outcome(findings=(Finding("p.csv", None, None, "wat", "doe", "opmerking"),), regels=1)
    book = findings_workbook(csv(["TE-01", "GM0001", "2021", "3", ""]), "p.csv", found)
    assert sheet(book, "Bevindingen")[4][2] == "het hele bestand"


def test_the_name_of_a_file_with_a_person_is_not_repeated() -> None:
    found = Outcome(findings=(), regels=1)
    book = findings_workbook(csv(["TE-01", "GM0001", "2021", "3", ""]), "mail a@b.nl.csv", found)
    assert not any("a@b.nl" in text for text in parts(book).values())


@pytest.fixture
def bad_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "werkmap"))
    path = tmp_path / "proef.csv"
    path.write_bytes(csv(["TE-01", "GM0001", "2021", "veel", ""]))
    return path


@pytest.mark.parametrize("command", ["controleer", "laad"])
def test_the_command_line_writes_the_workbook_beside_what_it_says(
    bad_file: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = bad_file.parent / "terug.xlsx"
    asked = [command, str(bad_file), "--bron", "standaard", "--bevindingen", str(out)]
    assert main(asked) == 1
    said = capsys.readouterr().out.splitlines()
    assert "is geen getal" in said[0]
    assert said[-1] == f"De bevindingen staan in {out}."
    assert len(sheet(out.read_bytes(), "Bevindingen")) == 5


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        ("proef.csv", 2, "op .xlsx"),
        ("geen-map/terug.xlsx", 1, "niet te schrijven"),
    ],
)
def test_a_place_where_no_workbook_can_be_is_said_in_one_sentence(
    bad_file: Path, name: str, code: int, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bad_file.read_bytes()
    target = str(bad_file.parent / name)
    asked = ["controleer", str(bad_file), "--bron", "standaard", "--bevindingen", target]
    assert main(asked) == code
    assert part in capsys.readouterr().err
    assert bad_file.read_bytes() == before
    assert sorted(p.name for p in bad_file.parent.iterdir() if p.suffix) == ["proef.csv"]
