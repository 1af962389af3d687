"""A norm sheet on the command line: checked, loaded whole or not at all, and then published."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from region import make_region

from peil.errors import Finding
from peil.journal import Journal
from peil.records import Normblad, Score
from pipelines import cli_norm, register
from pipelines.__main__ import main

Out = pytest.CaptureFixture[str]
HEAD = "gemeente;item;oordeel;antwoord;peildatum;bewijs;beoordelaar;geldig_tot;toelichting\n"
ROWS = [
    f"Gemeente {number};{item};{oordeel};;{jaar}-05-01;;RIEC-adviseur;;\n"
    for number in range(1, 5)
    for jaar in (2023, 2024)
    for item, oordeel in (("BO-02", "uitgevoerd"), ("IN-04", "ontbreekt"), ("CO-01", "onbekend"))
]
GOOD = HEAD + "".join(ROWS)
WRONG = GOOD + "Gemeente 99;BO-02;nee;;2024-05-01;;;;\n"
DOUBTFUL = HEAD + "Gemeente 1;BO-02;uitgevoerd;nee;2024-05-01;;RIEC-adviseur;;\n"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region of four gemeenten in two eenheden; read it, never write in it."""
    return make_region(tmp_path_factory.mktemp("norm-regio"), 4, 2, range(2022, 2025))


@pytest.fixture
def work(tmp_path: Path, region: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder for that region."""
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "werkmap"))
    monkeypatch.setenv("PEIL_REGIO", str(region))
    return tmp_path / "werkmap"


def given(tmp_path: Path, text: str, name: str = "blad.csv") -> str:
    """Write a sheet to deliver and return its path."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def sheet(command: str, path: str, *more: str) -> int:
    return main([command, path, "--bron", "norm", *more])


def test_checking_a_right_sheet_changes_nothing(work: Path, tmp_path: Path, capsys: Out) -> None:
    assert sheet("controleer", given(tmp_path, GOOD)) == 0
    assert "blad.csv is in orde: 24 regels." in capsys.readouterr().out
    assert not work.exists()


def test_a_sheet_lands_in_the_journal_with_its_card(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    assert sheet("laad", given(tmp_path, GOOD)) == 0
    said = capsys.readouterr().out
    assert "Geladen in het journaal: blad.csv, 24 oordelen over 4 gemeenten." in said
    assert "`peil publiceer`" in said
    journal = Journal(work)
    (card,) = journal.entries(Normblad)
    assert (card.record.bestand, card.record.regels, card.nummer) == ("blad.csv", 24, 1)
    scores = journal.entries(Score)
    assert len(scores) == 24
    assert not any(e.is_fictief for e in scores)
    assert {e.record.herkomst for e in scores} == {f"blad.csv:{n}" for n in range(2, 26)}


@pytest.mark.parametrize("command", ["controleer", "laad"])
@pytest.mark.parametrize("text", [WRONG, DOUBTFUL, "", HEAD])
def test_a_wrong_sheet_is_told_and_changes_nothing(
    work: Path, tmp_path: Path, capsys: Out, command: str, text: str
) -> None:
    assert sheet("laad", given(tmp_path, GOOD, "eerst.csv")) == 0
    before = Journal(work).position()
    capsys.readouterr()
    assert sheet(command, given(tmp_path, text)) == 1
    said = capsys.readouterr()
    assert said.out.startswith("blad.csv:")
    assert "gevonden." in said.err
    assert Journal(work).position() == before


def test_the_same_sheet_twice_is_said_and_changes_nothing(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    assert sheet("laad", given(tmp_path, GOOD)) == 0
    before = Journal(work).position()
    capsys.readouterr()
    assert sheet("laad", given(tmp_path, GOOD, "anders.csv")) == 0
    assert "anders.csv is al geladen op " in capsys.readouterr().out
    assert Journal(work).position() == before


def test_two_who_load_one_sheet_at_once_load_it_once(
    work: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, both_looked = given(tmp_path, GOOD), threading.Barrier(2, timeout=30)
    first_look = cli_norm.sheet_already_loaded
    looked: set[int] = set()

    def look(*asked: Any) -> str:
        found = first_look(*asked)
        if threading.get_ident() not in looked:
            looked.add(threading.get_ident())
            both_looked.wait()
        return found

    monkeypatch.setattr(cli_norm, "sheet_already_loaded", look)
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(lambda _: sheet("laad", path), range(2)))
    said = capsys.readouterr().out
    assert codes == [0, 0]
    assert said.count("Geladen in het journaal") == 1
    assert said.count("blad.csv is al geladen op ") == said.count("Er verandert niets.") == 1
    assert len(Journal(work).entries(Score)) == 24


def test_a_warning_is_only_loaded_with_a_reason_that_is_kept(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    path = given(tmp_path, DOUBTFUL)
    assert sheet("laad", path) == 1
    assert "--bevestig" in capsys.readouterr().err
    assert sheet("laad", path, "--bevestig", "zo besproken") == 0
    (card,) = Journal(work).entries(Normblad)
    assert card.record.bevestiging == "zo besproken"


def test_a_reason_with_a_person_in_it_loads_nothing(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    path = given(tmp_path, DOUBTFUL)
    assert sheet("laad", path, "--bevestig", "mail van a@voorbeeld.nl") == 1
    assert "e-mailadres" in capsys.readouterr().err
    assert Journal(work).position() == 0


def test_loaded_oordelen_become_the_figure_at_publication(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    assert sheet("laad", given(tmp_path, GOOD)) == 0
    assert main(["publiceer"]) == 0
    capsys.readouterr()
    asked = ["cijfers", "--indicator", "WE-01", "--niveau", "eenheid", "--uitsplitsing", ""]
    assert main([*asked, "--periode", "2024", "--formaat", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(r["teller"], r["noemer"], r["status"]) for r in rows] == [(2, 4, "cijfer")] * 2
    assert main(["herbouw"]) == 0


def test_the_figure_itself_is_not_taken_from_a_file(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    text = "indicator;gebied;periode;waarde;noemer\nWE-01;GM9000;2024;3;5\n"
    assert main(["laad", given(tmp_path, text, "cijfer.csv"), "--bron", "standaard"]) == 1
    said = capsys.readouterr().out
    assert "het volgt uit oordelen op de norm; laad een normblad met `--bron norm`" in said
    assert not work.exists()


def test_a_levering_of_the_norm_from_before_the_journal_is_passed_over_and_said(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    old = b"indicator;gebied;periode;waarde;noemer\nWE-01;GM9000;2024;3;5\n"
    register.accept(work, old, "oud.csv", "norm", "iemand")
    assert sheet("laad", given(tmp_path, GOOD)) == 0
    assert main(["publiceer"]) == 0
    said = capsys.readouterr().err
    assert "oud.csv" in said
    assert "cijfers over de norm komen niet meer uit een levering" in said


def test_a_finding_about_a_whole_file_names_the_file_only() -> None:
    place = Finding("blad.csv", None, None, "is leeg", "vul het")
    assert str(place) == "blad.csv: is leeg; vul het"
    assert str(Finding("blad.csv", 1, None, "is leeg", "vul het")).startswith("blad.csv:1: is")
