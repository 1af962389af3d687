"""What points to a person in a header, a file name or a reason is refused and never repeated."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.journal import Journal
from peil.norm import load_norms
from peil.records import Normblad
from pipelines import register
from pipelines.__main__ import main
from pipelines.check import Outcome, check, find_bron
from pipelines.check_columns import check_columns
from pipelines.normsheet import SHEET_COLUMNS, SHEET_REQUIRED, check_sheet
from pipelines.read import COLUMNS, REQUIRED, read_table

Out = pytest.CaptureFixture[str]
TODAY = date(2026, 11, 22)
MAIL, PHONE = "iemand@voorbeeld.nl", "bel 06-12345678"
HEADS = {
    "standaard": ("indicator;gebied;periode;waarde", "TE-01;GM0001;2021;3"),
    "norm": (
        "gemeente;item;oordeel;peildatum;beoordelaar",
        "Aadorp;BO-02;onbekend;2025-01-01;adviseur",
    ),
}
NAMES = [
    "scan iemand@voorbeeld.nl 06-12345678.csv",
    "Kerkstraat_12.csv",
    "06-12345678.xlsx",
    "zaaknummer_123.csv",
]


@pytest.fixture
def work(tmp_path: Path, kleine_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder for the small region."""
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "werkmap"))
    monkeypatch.setenv("PEIL_REGIO", str(kleine_data.parent))
    return tmp_path / "werkmap"


def judge(kind: str, text: str, data: Path) -> Outcome:
    """The outcome of a sheet of one of both kinds."""
    areas = load_areas(data)
    if kind == "norm":
        return check_sheet(text.encode(), "blad.csv", load_norms(), areas, TODAY)
    catalogue = load_catalogue(data)
    bron = find_bron(catalogue, next(iter(catalogue.bronnen)))
    return check(text.encode(), "blad.csv", bron, catalogue, areas, TODAY)


@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize(
    ("cell", "what"),
    [(MAIL, "een e-mailadres"), (PHONE, "een telefoonnummer"), ("Kerkstraat_12", "een adres")],
)
def test_a_header_cell_with_a_person_is_named_by_its_number(
    kind: str, cell: str, what: str, kleine_data: Path
) -> None:
    head, row = HEADS[kind]
    found = judge(kind, f"{head};{cell}\n{row};x\n", kleine_data)
    said = [str(f) for f in found.errors if f.regel == 1]
    number = head.count(";") + 2
    assert len(said) == 1
    assert said[0].startswith(f"blad.csv:1:kolom-{number}: hier staat {what}; ")
    assert not any(cell in str(f) for f in found.findings)


@pytest.mark.parametrize(
    ("columns", "required"), [(COLUMNS, REQUIRED), (SHEET_COLUMNS, SHEET_REQUIRED)]
)
def test_a_header_cell_with_a_person_is_never_suggested(
    columns: tuple[str, ...], required: tuple[str, ...]
) -> None:
    odd = "toelichting@a.nl"
    head = ";".join([*required, odd])
    _, findings = check_columns(
        read_table(f"{head}\n{head}\n".encode(), "b.csv", columns), "b.csv", columns, required
    )
    assert findings
    assert not any(odd in str(finding) for finding in findings)


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize("cell", [MAIL, PHONE])
def test_a_cell_with_a_person_among_figures_is_not_repeated(
    place: int, cell: str, kleine_data: Path
) -> None:
    head, row = HEADS["standaard"]
    cells = row.split(";")
    cells[place] = cell
    found = judge("standaard", f"{head}\n{';'.join(cells)}\n", kleine_data)
    assert found.errors
    assert not any(cell in str(f) for f in found.findings)


@pytest.mark.parametrize("kind", HEADS)
def test_a_sheet_without_a_header_is_said_once_and_not_repeated(
    kind: str, kleine_data: Path
) -> None:
    row = HEADS[kind][1]
    found = judge(kind, f"{row};Voorbeeld;{MAIL}\n{row};Voorbeeld;{MAIL}\n", kleine_data)
    said = [str(finding) for finding in found.findings]
    heads = [line for line in said if ":kop:" in line]
    assert [line.split("; ")[0] for line in heads] == [
        "blad.csv:1:kop: de eerste regel is geen kop"
    ]
    assert not any(cell in line for line in said for cell in [*row.split(";")[:2], MAIL])
    assert not any("Voorbeeld" in line for line in said)


def test_a_workbook_repeats_no_header_and_no_sheet_name_with_a_person() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(PHONE)
    sheet.write_row(0, 0, ["indicator", "waarde", MAIL])
    sheet.write_row(1, 0, ["TE-01"])
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    book.close()
    table = read_table(out.getvalue(), "blad.xlsx")
    assert [finding.kolom for finding in table.findings] == ["waarde", None]


def test_two_sheets_of_which_one_is_called_after_a_person_are_counted_only() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in ("Blad1", PHONE):
        book.add_worksheet(name).write_column(0, 0, ["indicator", "TE-01"])
    book.close()
    (said,) = map(str, read_table(out.getvalue(), "blad.xlsx").findings)
    assert "er zijn 2 werkbladen met cijfers; " in said


@pytest.mark.parametrize("command", ["controleer", "laad"])
@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_name_with_a_person_is_refused_and_never_repeated(
    work: Path, tmp_path: Path, capsys: Out, command: str, kind: str, name: str, is_there: bool
) -> None:
    path = tmp_path / name
    if is_there:
        path.write_text("\n".join(HEADS[kind]), "utf-8")
    bron = "norm" if kind == "norm" else next(iter(load_catalogue().bronnen))
    assert main([command, str(path), "--bron", bron]) == 1
    out, err = capsys.readouterr()
    assert "In de naam van het bestand staat een " in err
    assert not any(part in out + err for part in (name, path.stem, *name.split()))
    assert not register.deliveries(work)
    assert not Journal(work).entries(Normblad)


def test_a_reason_with_a_person_is_refused_for_figures_too(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    path = tmp_path / "cijfers.csv"
    path.write_text("\n".join(HEADS["standaard"]), "utf-8")
    bron = next(iter(load_catalogue().bronnen))
    assert main(["laad", str(path), "--bron", bron, "--bevestig", f"mail {MAIL}"]) == 1
    out, err = capsys.readouterr()
    assert "Bij --bevestig staat een e-mailadres." in err
    assert MAIL not in out + err
    assert not register.deliveries(work)


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u202e", "\x07"])
def test_a_formula_behind_a_sign_that_cannot_be_seen_is_found(sign: str, kleine_data: Path) -> None:
    head, row = HEADS["norm"]
    text = f"{head};toelichting\n{row};x{sign}\n{row};{sign}=HYPERLINK(1)\n"
    said = [str(f) for f in judge("norm", text, kleine_data).findings]
    assert any(line.startswith("blad.csv:3:toelichting: hier staat een formule") for line in said)
    assert not any(":2:toelichting" in line for line in said)


@pytest.mark.parametrize("command", ["controleer", "laad"])
def test_a_name_in_a_hidden_sheet_stops_the_levering_and_stays_nowhere(
    work: Path, tmp_path: Path, capsys: Out, command: str
) -> None:
    secret, given = "A.B. van der Geheim", tmp_path / "cijfers.xlsx"
    book = xlsxwriter.Workbook(given)
    for number, row in enumerate(HEADS["standaard"]):
        book.add_worksheet(f"Blad{number}").write_row(0, 0, row.split(";"))
    first, second = book.worksheets()
    first.write_row(1, 0, ["TE-01", "GM0001", 2021, 3])
    second.write_string(6, 4, secret)
    second.hide()
    book.close()
    bron = next(iter(load_catalogue().bronnen))
    told = tmp_path / "terug.xlsx"
    asked = [command, str(given), "--bron", bron, "--bevestig", "nagekeken"]
    asked = [*(asked[:4] if command == "controleer" else asked), "--bevindingen", str(told)]
    assert main(asked) == 1
    out, err = capsys.readouterr()
    assert "cijfers.xlsx:7:Blad1!E7: hier staat een naam; " in out
    assert not register.deliveries(work)
    left = [p for p in tmp_path.rglob("*") if p.is_file() and p != given]
    assert told in left
    for text in [out, err, *map(_unpacked, left)]:
        assert "Geheim" not in text


def _unpacked(path: Path) -> str:
    """The content of a file as text; of a workbook that of all its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
