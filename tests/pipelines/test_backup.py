"""Backup and restore: whole, the same figures, and nothing ever thrown away."""

import json
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keeping import FIRST, SECOND, content, go_on, write

from peil.desk import open_desk
from peil.errors import PeilError
from peil.journal import FILE, Draft, Journal
from peil.records import Duiding
from pipelines import register, restore
from pipelines.__main__ import main
from pipelines.backup import MANIFEST, back_up, default_name

ROOT = Path(__file__).resolve().parents[2]
Out = pytest.CaptureFixture[str]


@pytest.fixture
def work(filled: Path) -> Path:
    """The filled working folder."""
    return filled


def test_a_backup_holds_leveringen_journal_and_manifest_and_no_snapshot(
    work: Path, capsys: Out
) -> None:
    assert main(["publiceer"]) == 0
    assert main(["bewaar", "--uit", "kopie.zip"]) == 0
    assert "1 levering en een journaal van 2 boekingen" in capsys.readouterr().out
    with zipfile.ZipFile("kopie.zip") as archive:
        names = set(archive.namelist())
        said = json.loads(archive.read(MANIFEST))
    card = register.deliveries(work)[0]
    parts = ("levering.json", "bevindingen.json", "origineel.csv")
    inside = {f"leveringen/{card.id}/{name}" for name in parts}
    more = {"register/000002-publicatie.json", f"catalogi/{card.catalogus}.zip"}
    assert names == {MANIFEST, FILE} | inside | more
    assert said["bestanden"].keys() == names - {MANIFEST}
    assert (said["indeling"], said["journaal"]) == (1, 2)
    assert said["publicatie"]["inhoud"] == open_desk(work).snapshot.inhoud


def test_a_backup_never_overwrites_a_file_and_finds_its_own_name(work: Path, capsys: Out) -> None:
    assert work.exists()
    Path("vol.zip").write_bytes(b"van mij")
    assert main(["bewaar", "--uit", "vol.zip"]) == 2
    assert "niets overschreven" in capsys.readouterr().err
    assert Path("vol.zip").read_bytes() == b"van mij"
    assert main(["bewaar"]) == 0
    assert main(["bewaar"]) == 0
    found = [path.name for path in Path().glob("peil-reservekopie-*.zip")]
    assert len(found) == 2
    assert main(["bewaar", "--uit", "bestaat/niet/kopie.zip"]) == 2


def test_the_name_of_a_second_backup_of_a_day_has_a_number(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    names: list[str] = []
    for _ in range(3):
        path = default_name(moment, tmp_path)
        path.touch()
        names.append(path.name.removeprefix("peil-reservekopie-2026-11-22"))
    assert names == [".zip", "-2.zip", "-3.zip"]


def test_nothing_to_keep_is_said_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "leeg"))
    assert main(["bewaar"]) == 1
    assert "niets om te bewaren" in capsys.readouterr().err
    assert main(["werkbij"]) == 0
    assert not list(tmp_path.iterdir())


def test_a_damaged_levering_is_not_kept_as_if_it_were_whole(work: Path, tmp_path: Path) -> None:
    card = register.deliveries(work)[0]
    path = register.folder_of(work, card) / card.origineel
    path.chmod(0o644)
    path.write_bytes(b"anders")
    with pytest.raises(PeilError, match="veranderd of weg"):
        back_up(work, tmp_path / "kopie.zip")
    assert not list(tmp_path.glob("*.zip*"))
    assert not list(tmp_path.glob(".*zip*"))


def test_others_write_while_a_backup_is_made_and_it_is_one_moment(
    work: Path, tmp_path: Path
) -> None:
    stop = threading.Event()

    def busy() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            write(work, f"tekst {number}")

    writer = threading.Thread(target=busy)
    writer.start()
    try:
        manifests = [back_up(work, tmp_path / f"{n}.zip") for n in range(5)]
    finally:
        stop.set()
        writer.join()
    for number, manifest in enumerate(manifests):
        elsewhere = tmp_path / f"terug-{number}"
        restore.restore(tmp_path / f"{number}.zip", elsewhere)
        assert len(content(elsewhere)[1]) == manifest.journaal


def test_a_restore_elsewhere_gives_the_same_figures(
    work: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["publiceer"]) == 0
    inhoud = open_desk(work).snapshot.inhoud
    assert main(["bewaar", "--uit", "kopie.zip"]) == 0
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "elders"))
    capsys.readouterr()
    assert main(["herstel", "kopie.zip"]) == 0
    out = capsys.readouterr().out
    assert "De cijfers zijn dezelfde als bij het bewaren." in out
    assert out.splitlines()[-1] == f"inhoud {inhoud}"
    assert content(tmp_path / "elders") == FIRST
    # And what was put back can be kept and put back again.
    assert main(["bewaar", "--uit", "tweede.zip"]) == 0
    assert main(["herstel", "tweede.zip", "--vervang"]) == 0
    assert content(tmp_path / "elders") == FIRST


def test_a_filled_folder_is_only_replaced_when_asked_and_the_old_goes_aside(
    work: Path, kept: Path, capsys: Out
) -> None:
    go_on(work)
    assert main(["herstel", str(kept)]) == 1
    assert "--vervang" in capsys.readouterr().err
    assert content(work) == SECOND
    assert main(["herstel", str(kept), "--vervang"]) == 0
    (aside,) = work.glob("vervangen-*")
    assert f"bewaard in {aside}" in capsys.readouterr().out
    assert content(work) == FIRST
    assert content(aside) == SECOND
    assert not list(work.glob(".herstel*"))


def test_a_running_dashboard_follows_a_restore(work: Path, kept: Path) -> None:
    journal = Journal(work)
    write(work, "drie")
    assert journal.position() == 3
    restore.restore(kept, work, is_replacing=True)
    assert [e.record.tekst for e in journal.entries(Duiding)] == ["een", "twee"]
    journal.append([Draft(Duiding(gebied="GM9001", jaar=2021, tekst="verder"))], "tester")
    assert content(work)[1] == ["een", "twee", "verder"]
    journal.close()
