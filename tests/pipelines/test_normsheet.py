"""A norm sheet as it comes: what is read, and every fault with its cell."""

import io
from datetime import date

import pytest
import xlsxwriter

from peil.areas import Areas
from peil.errors import PeilError
from peil.norm import Norms, NormSet, load_norms
from pipelines.normsheet import SHEET_COLUMNS, Sheet, check_sheet

TODAY = date(2026, 11, 22)
HEAD = ";".join(SHEET_COLUMNS[:-1])
GOOD = "Aadorp;BO-02;uitgevoerd;ja;2025-03-31;Notulen;RIEC-adviseur;;"


def norms() -> Norms:
    """Two versions; the second, from mid 2024, lost an item."""
    (first,) = load_norms().versions
    kept = tuple(i for i in first.item if i.id != "CO-01")
    second = first.model_copy(update={"versie": "2", "vanaf": date(2024, 7, 1), "item": kept})
    return Norms((first, NormSet.model_validate(second.model_dump())))


@pytest.fixture
def areas(kleine_areas: Areas) -> Areas:
    return kleine_areas


def read(areas: Areas, *rows: str, head: str = HEAD) -> Sheet:
    text = "\n".join([head, *rows]) + "\n"
    return check_sheet(text.encode(), "blad.csv", norms(), areas, TODAY)


def told(sheet: Sheet) -> list[str]:
    return [str(f) for f in sheet.findings]


def test_a_right_row_becomes_a_score_with_its_line(areas: Areas) -> None:
    sheet = read(areas, GOOD)
    assert sheet.findings == ()
    (score,) = sheet.scores
    assert (score.gebied, score.item, score.oordeel) == ("GM0001", "BO-02", "uitgevoerd")
    assert (score.antwoord, score.bewijs, score.beoordelaar) == ("ja", "Notulen", "RIEC-adviseur")
    assert (score.peildatum, score.geldig_tot) == (date(2025, 3, 31), None)
    assert (score.normset, score.normversie) == ("weerbaarheid", "2")
    assert score.herkomst == "blad.csv:2"
    assert (sheet.regels, sheet.gemeenten) == (1, 1)


def test_the_version_is_the_one_of_the_peildatum_unless_it_is_given(areas: Areas) -> None:
    sheet = read(
        areas,
        "Aadorp;BO-02;onbekend;;30-6-2024;;adviseur;;;",
        "Aadorp;BO-02;onbekend;;1 juli 2024;;adviseur;;;",
        "Aadorp;BO-03;onbekend;;1-7-2024;;adviseur;;;1",
        head=";".join(SHEET_COLUMNS),
    )
    assert told(sheet) == []
    assert [s.normversie for s in sheet.scores] == ["1", "2", "1"]


def test_an_oordeel_is_one_of_five_words_in_any_case(areas: Areas) -> None:
    sheet = read(areas, "GM0001;bo-02;Niet  van Toepassing;;2025-01-01;;adviseur;;")
    assert [s.oordeel for s in sheet.scores] == ["niet van toepassing"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Aadrop;BO-02;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:gemeente: het gebied 'Aadrop' is onbekend; bedoelt u 'Aadorp'?"),
        (";BO-02;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:gemeente: er staat geen gemeente; "
         "gebruik de code (GM…) of de naam van een gemeente"),
        ("Oudedorp;BO-02;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:gemeente: Oudedorp (GM0004) bestond niet in 2025; "
         "gebruik vanaf 2019 Ceedorp (GM0003)"),
        ("District Een;BO-02;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:gemeente: District Een is een district, een oordeel gaat over een gemeente; "
         "gebruik de code (GM…) of de naam van een gemeente"),
        ("Aadorp;BO 2;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:item: het item 'BO 2' bestaat niet; bedoelt u 'BO-02'?"),
        ("Aadorp;Intern meldpunt;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:item: het item 'Intern meldpunt' bestaat niet; bedoelt u 'IN-03'?"),
        ("Aadorp;XX-99;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:item: het item 'XX-99' bestaat niet; kies een nummer uit de norm, "
         "zoals BO-01"),
        ("Aadorp;;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:item: er staat geen item; vul het nummer in, zoals BO-01"),
        ("Aadorp;CO-01;onbekend;;2025-01-01;;adviseur;;",
         "blad.csv:2:item: item CO-01 hoort niet bij versie 2 van de norm; "
         "kies een item van die versie of vul normversie in"),
        ("Aadorp;BO-02;nee;;2025-01-01;;adviseur;;",
         "blad.csv:2:oordeel: het oordeel 'nee' is onbekend; kies uit: uitgevoerd, "
         "in ontwikkeling, ontbreekt, onbekend, niet van toepassing"),
        ("Aadorp;BO-02;onbekent;;2025-01-01;;adviseur;;",
         "blad.csv:2:oordeel: het oordeel 'onbekent' is onbekend; bedoelt u 'onbekend'?"),
        ("Aadorp;BO-02;;;2025-01-01;;adviseur;;",
         "blad.csv:2:oordeel: er staat geen oordeel; kies uit: uitgevoerd, "
         "in ontwikkeling, ontbreekt, onbekend, niet van toepassing"),
        ("Aadorp;BO-02;onbekend;;31-2-2025;;adviseur;;",
         "blad.csv:2:peildatum: '31-2-2025' is geen datum; "
         "schrijf de datum als 2026-03-31 of 31-3-2026"),
        ("Aadorp;BO-02;onbekend;;;;adviseur;;",
         "blad.csv:2:peildatum: er staat geen datum; "
         "schrijf de datum als 2026-03-31 of 31-3-2026"),
        ("Aadorp;BO-02;onbekend;;1-3-0206;;adviseur;;",
         "blad.csv:2:peildatum: het jaar 206 kan niet kloppen; "
         "kies een dag in 2000 tot en met 2100"),
        ("Aadorp;BO-02;onbekend;;2025-01-01;;adviseur;9999-12-31;",
         "blad.csv:2:geldig_tot: het jaar 9999 kan niet kloppen; "
         "kies een dag in 2000 tot en met 2100"),
        ("Aadorp;BO-02;onbekend;;2026-11-23;;adviseur;;",
         "blad.csv:2:peildatum: de peildatum 23 november 2026 ligt in de toekomst; "
         "kijk de datum na"),
        ("Aadorp;BO-02;uitgevoerd;zeker;2025-01-01;;adviseur;;",
         "blad.csv:2:antwoord: het antwoord past niet bij item BO-02; vul ja, deels of nee in"),
        ("Aadorp;BO-01;uitgevoerd;2025-01-02;2025-01-01;;adviseur;;",
         "blad.csv:2:antwoord: het antwoord past niet bij item BO-01; "
         "de datum ligt na de peildatum (1 januari 2025); kijk beide na"),
        ("Aadorp;BO-02;uitgevoerd;ja;2025-01-01;;adviseur;2024-12-31;",
         "blad.csv:2:geldig_tot: de datum ligt voor de peildatum; "
         "vul een latere datum in of laat de cel leeg"),
        ("Aadorp;BO-02;uitgevoerd;ja;2025-01-01;;;;",
         "blad.csv:2:beoordelaar: er staat geen beoordelaar; "
         "vul de functie in van wie oordeelde, zoals RIEC-adviseur"),
        ("Aadorp;BO-02;uitgevoerd;ja;2025-01-01;=A1+2;adviseur;;",
         "blad.csv:2:bewijs: hier staat een formule; typ de tekst zelf, zonder =, + of @"),
        (f"Aadorp;BO-02;uitgevoerd;ja;2025-01-01;;adviseur;;{'x' * 301}",
         "blad.csv:2:toelichting: deze tekst is langer dan 300 tekens; "
         "maak hem korter en verwijs naar het stuk"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_cell_and_the_way_out(
    areas: Areas, row: str, said: str
) -> None:
    sheet = read(areas, row)
    assert told(sheet) == [said]
    assert sheet.scores == ()
    assert len(sheet.errors) == 1


@pytest.mark.parametrize(
    ("kolom", "value"),
    [
        ("toelichting", "bel iemand@voorbeeld.nl"),
        ("bewijs", "Dorpsstraat 1, 1234 AB"),
        ("beoordelaar", "06-12345678"),
        ("antwoord", "111222333"),
        ("oordeel", "iemand@voorbeeld.nl"),
        ("gemeente", "iemand@voorbeeld.nl"),
    ],
)
def test_personal_data_is_named_by_its_cell_and_never_repeated(
    areas: Areas, kolom: str, value: str
) -> None:
    cells = dict(zip(SHEET_COLUMNS, GOOD.split(";"), strict=False))
    sheet = read(areas, ";".join((cells | {kolom: value}).values()))
    (said,) = told(sheet)
    assert said.startswith(f"blad.csv:2:{kolom}: hier staat een ")
    assert value not in said
    assert sheet.scores == ()


def test_every_fault_of_every_row_comes_at_once(areas: Areas) -> None:
    sheet = read(
        areas,
        "Zeedorp;BO-02;misschien;ja;gisteren;;adviseur;;",
        GOOD,
        "Aadorp;BO-99;uitgevoerd;ja;2025-01-01;;;morgen;",
    )
    assert [line.split(": ")[0] for line in told(sheet)] == [
        "blad.csv:2:gemeente",
        "blad.csv:2:oordeel",
        "blad.csv:2:peildatum",
        "blad.csv:4:item",
        "blad.csv:4:beoordelaar",
        "blad.csv:4:geldig_tot",
    ]
    assert len(sheet.scores) == 1


def test_the_same_oordeel_twice_in_one_sheet_is_refused(areas: Areas) -> None:
    sheet = read(areas, GOOD, GOOD.replace("2025-03-31", "2024-03-31"), GOOD.replace("Aad", "AAD"))
    assert told(sheet) == [
        "blad.csv:4:item: gemeente, item en peildatum zijn dezelfde als op regel 2; "
        "laat één van de twee regels staan"
    ]


@pytest.mark.parametrize(
    ("row", "part"),
    [
        (
            "Aadorp;BO-01;uitgevoerd;2020-01-01;2025-01-01;;adviseur;;",
            "ligt niet binnen 24 maanden",
        ),
        ("Aadorp;BH-04;uitgevoerd;2022-09-30;2025-01-01;;adviseur;;", "op of na 1 oktober 2022"),
        ("Aadorp;BO-02;uitgevoerd;nee;2025-01-01;;adviseur;;", "het antwoord is 'nee'"),
        ("Aadorp;BO-04;uitgevoerd;0,6;2025-01-01;;adviseur;;", "kleiner dan 1"),
    ],
)
def test_what_seems_to_contradict_is_a_warning_and_still_a_score(
    areas: Areas, row: str, part: str
) -> None:
    sheet = read(areas, row)
    assert sheet.errors == ()
    (warning,) = sheet.warnings
    assert part in warning.wat
    assert warning.kolom == "antwoord"
    assert len(sheet.scores) == 1


def test_the_expiry_follows_from_the_source_when_it_is_not_given(areas: Areas) -> None:
    sheet = read(
        areas,
        "Aadorp;BO-01;uitgevoerd;2024-03-01;2025-01-01;;adviseur;;",
        "Beedorp;BO-01;uitgevoerd;2024-03-01;2025-01-01;;adviseur;2025-06-30;",
        "Aadorp;CO-03;uitgevoerd;ja;2025-01-01;;adviseur;;",
        "Aadorp;BH-04;uitgevoerd;2024-03-01;2025-01-01;;adviseur;;",
        "Ceedorp;BO-01;ontbreekt;2019-03-01;2025-01-01;;adviseur;;",
    )
    assert told(sheet) == []
    assert [s.geldig_tot for s in sheet.scores] == [
        date(2026, 3, 1),
        date(2025, 6, 30),
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["het bestand is leeg"]),
        ("\n\n", ["het bestand is leeg"]),
        (HEAD + "\n", ["er staan geen regels onder de kop"]),
        ("gemeente;item;oordeel;peildatum\nAadorp;BO-02;onbekend;2025-01-01\n",
         ["de kolom 'beoordelaar' ontbreekt"]),
        (f"{HEAD};item\n{GOOD};x\n", ["de kolom 'item' staat er twee keer"]),
        (f"{HEAD};opmerking\n{GOOD};x\n", ["de kolom 'opmerking' is onbekend"]),
        (HEAD.replace("oordeel", "ordeel") + f"\n{GOOD}\n",
         ["de kolom 'ordeel' is onbekend", "de kolom 'oordeel' ontbreekt"]),
        ("indicator;gebied;periode;waarde\nWE-01;Aadorp;2025;3\n",
         ["de eerste regel is geen kop"]),
    ],
)  # fmt: skip
def test_a_wrong_header_or_empty_file_is_said_once_and_gives_no_scores(
    areas: Areas, text: str, parts: list[str]
) -> None:
    sheet = check_sheet(text.encode(), "blad.csv", norms(), areas, TODAY)
    said = " | ".join(told(sheet))
    assert all(part in said for part in parts)
    assert len({f.wat for f in sheet.findings}) == len(sheet.findings)
    assert sheet.errors
    assert "oordeel ontbreekt" not in said


def test_a_sheet_with_a_missing_required_column_gives_no_scores(areas: Areas) -> None:
    sheet = read(areas, "Aadorp;BO-02;onbekend;2025-01-01", head="gemeente;item;oordeel;peildatum")
    assert sheet.scores == ()
    assert len(sheet.findings) == 1


def test_commas_and_windows_characters_are_read_as_well(areas: Areas) -> None:
    text = f"{HEAD.replace(';', ',')}\n{GOOD.replace(';', ',').replace('Notulen', 'Café')}\n"
    sheet = check_sheet(text.encode("cp1252"), "blad.csv", norms(), areas, TODAY)
    assert told(sheet) == []
    assert sheet.scores[0].bewijs == "Café"


def test_an_excel_sheet_with_real_dates_is_read_as_typed(areas: Areas) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    book.add_worksheet("uitleg").write_row(0, 0, ["Zo vult u het blad in"])
    sheet = book.add_worksheet("oordelen")
    sheet.write_row(0, 0, SHEET_COLUMNS[:-1])
    sheet.write_row(1, 0, ["Aadorp", "BO-01", "uitgevoerd"])
    sheet.write_datetime(1, 3, date(2024, 3, 1), day)
    sheet.write_datetime(1, 4, date(2025, 1, 1), day)
    sheet.write_row(1, 5, ["Rapport", "RIEC-adviseur"])
    sheet.write_row(2, 0, ["Beedorp", "BH-11", "uitgevoerd", 1041, "1-1-2025", "", "adviseur"])
    book.close()
    found = check_sheet(out.getvalue(), "blad.xlsx", norms(), areas, TODAY)
    assert told(found) == []
    first, second = found.scores
    assert (first.antwoord, first.peildatum) == ("2024-03-01", date(2025, 1, 1))
    assert first.geldig_tot == date(2026, 3, 1)
    assert (second.antwoord, second.herkomst) == ("1041", "blad.xlsx:3")


def test_a_region_without_a_norm_says_so(areas: Areas) -> None:
    with pytest.raises(PeilError, match="geen norm"):
        check_sheet(GOOD.encode(), "blad.csv", Norms(()), areas, TODAY)
