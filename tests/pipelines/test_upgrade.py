"""Upgrade and rebuild: the layouts of a working folder, and its two sources."""

import json
import os
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from keeping import content, rows, score, write

from peil.journal import FILE
from pipelines import register, restore, upgrade
from pipelines.__main__ import main
from pipelines.backup import MANIFEST, back_up

ROOT = Path(__file__).resolve().parents[2]
Out = pytest.CaptureFixture[str]


@pytest.fixture
def work(filled: Path) -> Path:
    """The filled working folder."""
    return filled


def test_a_folder_of_the_first_layout_is_upgraded_after_a_backup(work: Path, capsys: Out) -> None:
    for path in work.glob("journaal.db*"):
        path.unlink()
    assert upgrade.find_layout(work) == 0
    assert main(["bewaar", "--uit", "oud.zip"]) == 0
    capsys.readouterr()
    assert main(["werkbij"]) == 0
    out = capsys.readouterr().out
    assert "Eerst is een reservekopie gemaakt" in out
    assert "van indeling 0 naar 1" in out
    (copy,) = work.glob("peil-reservekopie-*.zip")
    with zipfile.ZipFile(copy) as archive:
        assert json.loads(archive.read(MANIFEST))["indeling"] == 0
    assert content(work) == (["een.csv"], [])
    assert main(["werkbij"]) == 0
    assert "niets te doen" in capsys.readouterr().out
    # A backup of before can be put back too; the journal of now goes aside.
    write(work, "later")
    assert main(["herstel", "oud.zip", "--vervang"]) == 0
    assert content(work) == (["een.csv"], [])
    (aside,) = work.glob("vervangen-*")
    assert content(aside)[1] == ["later"]


def test_an_upgrade_that_was_interrupted_succeeds_when_run_again(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    for path in work.glob("journaal.db*"):
        path.unlink()

    def stop(_: Path) -> list[str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upgrade, "STEPS", {0: stop})
    assert main(["werkbij"]) == 1
    assert "schijf is vol" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.setenv("PEIL_DATA", str(work))
    assert main(["werkbij"]) == 0
    assert len(list(work.glob("peil-reservekopie-*.zip"))) == 2


def test_what_no_longer_counts_is_said_by_the_upgrade(work: Path) -> None:
    for path in work.glob("journaal.db*"):
        path.unlink()
    region = Path(os.environ["PEIL_REGIO"])
    register.accept(work, rows(region, 9), "norm.csv", "norm", "tester")
    (note,) = upgrade.bring_up(work)
    assert "Levering 2 (norm.csv) van bron norm telt niet meer mee" in note


def test_a_newer_layout_is_refused_and_left_as_it_is(work: Path, capsys: Out) -> None:
    raw = sqlite3.connect(work / FILE)
    raw.execute("PRAGMA user_version=99")
    raw.close()
    for asked in (["werkbij"], ["bewaar", "--uit", "x.zip"], ["herbouw"]):
        assert main(asked) == 1
        assert "nieuwere versie" in capsys.readouterr().err
    assert not Path("x.zip").exists()
    assert not list(work.glob("*.zip"))


def inhoud_after_rebuild(capsys: Out) -> str:
    """Throw the publications away, rebuild, and return the content hash."""
    capsys.readouterr()
    assert main(["herbouw"]) == 0
    return capsys.readouterr().out.splitlines()[-1]


def test_the_journal_is_a_source_of_the_rebuild(
    work: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(work, "twee", "ter controle")
    write(work, "twee", "vastgesteld")
    first = inhoud_after_rebuild(capsys)
    shutil.rmtree(work / "snapshots")
    (work / "current.duckdb").unlink()
    assert inhoud_after_rebuild(capsys) == first
    # Another machine, with another clock and zone.
    other = tmp_path / "elders"
    back_up(work, tmp_path / "kopie.zip")
    restore.restore(tmp_path / "kopie.zip", other)
    monkeypatch.setenv("PEIL_DATA", str(other))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert inhoud_after_rebuild(capsys) == first
    write(other, "drie")
    assert inhoud_after_rebuild(capsys) == first
    write(other, "drie", "ter controle")
    write(other, "drie", "vastgesteld")
    assert inhoud_after_rebuild(capsys) != first


def test_one_other_score_in_the_journal_gives_another_publication(work: Path, capsys: Out) -> None:
    found: list[str] = []
    for oordeel in ("uitgevoerd", "ontbreekt", "uitgevoerd"):
        score(work, oordeel)
        found.append(inhoud_after_rebuild(capsys))
    assert len({found[0], found[1]}) == 2


def test_a_folder_with_only_a_journal_is_rebuilt_kept_and_put_back(
    work: Path, capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    score(work, "uitgevoerd")
    shutil.rmtree(work / "leveringen")
    first = inhoud_after_rebuild(capsys)
    assert main(["bewaar", "--uit", "kopie.zip"]) == 0
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "elders"))
    assert main(["herstel", "kopie.zip"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == first


def test_a_folder_with_only_leveringen_is_rebuilt(work: Path, capsys: Out) -> None:
    for path in work.glob("journaal.db*"):
        path.unlink()
    assert inhoud_after_rebuild(capsys).startswith("inhoud ")
    assert not (work / FILE).exists()


def test_a_folder_that_may_not_be_written_is_exit_three(
    work: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied", str(work))

    monkeypatch.setattr(os, "open", refuse)
    for asked in (["bewaar", "--uit", "y.zip"], ["herstel", str(kept), "--vervang"]):
        assert main(asked) == 3
        assert "Geen toegang" in capsys.readouterr().err
