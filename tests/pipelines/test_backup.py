"""Backup, restore and upgrade: whole or not at all, and nothing ever thrown away."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from region import make_region, plain_counts

from peil.desk import open_desk
from peil.errors import PeilError
from peil.journal import FILE, Draft, Journal
from peil.records import Duiding, Record, Score, make
from pipelines import register, restore, swap, upgrade
from pipelines.__main__ import main
from pipelines.backup import MANIFEST, back_up
from pipelines.lock import PLAN, lock

ROOT = Path(__file__).resolve().parents[2]
Out = pytest.CaptureFixture[str]
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up region with boundaries and a norm; read it, never write in it."""
    return make_region(tmp_path_factory.mktemp("regio"), gemeenten=14, eenheden=2)


def rows(region: Path, *counts: int) -> bytes:
    """A delivery of one count per gemeente, from the first gemeente on."""
    slug = plain_counts(region)[0].slug
    lines = [f"{slug};GM9{number:03d};2021;{count}\n" for number, count in enumerate(counts)]
    return ("indicator;gebied;periode;waarde\n" + "".join(lines)).encode()


@pytest.fixture
def work(tmp_path: Path, region: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one levering and two entries."""
    folder = tmp_path / "werkmap"
    monkeypatch.setenv("PEIL_DATA", str(folder))
    monkeypatch.setenv("PEIL_REGIO", str(region))
    monkeypatch.chdir(tmp_path)
    register.accept(folder, rows(region, 3, 4), "een.csv", "standaard", "tester")
    write(folder, "een")
    write(folder, "twee")
    return folder


def keep(work: Path, record: Record) -> None:
    """Put one record in the journal."""
    journal = Journal(work)
    journal.append([Draft(record)], "tester", now=datetime(2026, 3, 1, tzinfo=UTC))
    journal.close()


def write(work: Path, words: str, status: str = "concept") -> None:
    """Keep a text in the journal."""
    fields = {"gebied": "GM9000", "jaar": 2021, "tekst": words, "status": status}
    keep(work, Duiding.model_validate(fields))


def score(work: Path, oordeel: str) -> None:
    """Keep an oordeel in the journal."""
    fields = {
        "gebied": "GM9000",
        "item": "BO-02",
        "normset": "weerbaarheid",
        "normversie": "1",
        "oordeel": oordeel,
        "peildatum": "2024-01-01",
        "beoordelaar": "RIEC-adviseur",
    }
    keep(work, make(Score, **fields))


def content(work: Path) -> tuple[list[str], list[str]]:
    """Names of the leveringen and texts of the journal."""
    journal = Journal(work)
    texts = [e.record.tekst for e in journal.entries(Duiding)]
    journal.close()
    return [d.bestand for d in register.deliveries(work)], texts


FIRST = (["een.csv"], ["een", "twee"])
SECOND = (["een.csv", "meer.csv"], ["een", "twee", "drie"])


def go_on(work: Path) -> None:
    """Work on after a backup."""
    region = Path(os.environ["PEIL_REGIO"])
    register.accept(work, rows(region, 9), "meer.csv", "standaard", "tester")
    write(work, "drie")
    assert content(work) == SECOND


@pytest.fixture
def kept(work: Path, tmp_path: Path) -> Path:
    """A backup of the working folder."""
    path = tmp_path / "kopie.zip"
    back_up(work, path)
    return path


def changed(path: Path, change: Change) -> Path:
    """Write a backup again with other content."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    other = path.with_name("anders.zip")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return other


def in_manifest(name: str, value: object) -> Change:
    """Change one thing that the manifest says."""

    def change(files: dict[str, bytes]) -> None:
        said = json.loads(files[MANIFEST])
        said[name] = value
        files[MANIFEST] = json.dumps(said).encode()

    return change


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
    inside = {f"leveringen/{card.id}/{name}" for name in ("levering.json", "origineel.csv")}
    assert names == {MANIFEST, FILE} | inside
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
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    found = sorted(path.name for path in Path().glob("peil-reservekopie-*"))
    assert found == [f"peil-reservekopie-{day}-2.zip", f"peil-reservekopie-{day}.zip"]
    assert main(["bewaar", "--uit", "bestaat/niet/kopie.zip"]) == 2


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


def test_a_difference_in_figures_is_said_with_what_may_explain_it(
    work: Path, kept: Path, capsys: Out
) -> None:
    assert main(["herstel", str(kept), "--vervang"]) == 0
    assert "nog niets gepubliceerd" in capsys.readouterr().out
    go_on(work)
    assert main(["bewaar", "--uit", "oud.zip"]) == 0
    assert main(["herstel", "oud.zip", "--vervang"]) == 0
    assert "nog niet alles gepubliceerd" in capsys.readouterr().out
    said = {"inhoud": "x", "journaal": 2, "leveringen": 1}
    other = changed(kept, in_manifest("publicatie", said))
    assert main(["herstel", str(other), "--vervang"]) == 0
    assert "catalogus, de gebieden of de rekenregels" in capsys.readouterr().out
    other = changed(other, in_manifest("programma", "0.0.1"))
    assert main(["herstel", str(other), "--vervang"]) == 0
    assert "met versie 0.0.1 van het programma" in capsys.readouterr().out


def test_a_running_dashboard_follows_a_restore(work: Path, kept: Path) -> None:
    journal = Journal(work)
    write(work, "drie")
    assert journal.position() == 3
    restore.restore(kept, work, is_replacing=True)
    assert [e.record.tekst for e in journal.entries(Duiding)] == ["een", "twee"]
    journal.append([Draft(Duiding(gebied="GM9001", jaar=2021, tekst="verder"))], "tester")
    assert content(work)[1] == ["een", "twee", "verder"]
    journal.close()


def drop(name: str) -> Change:
    """Leave a file out."""
    return lambda files: files.pop(name) and None


def put(name: str, data: bytes) -> Change:
    """Put a file in."""
    return lambda files: files.update({name: data})


def spoil(files: dict[str, bytes]) -> None:
    """Change one byte of the journal."""
    data = bytearray(files[FILE])
    data[-1] ^= 1
    files[FILE] = bytes(data)


def understate(files: dict[str, bytes]) -> None:
    """Say that a file is smaller than it unpacks to."""
    said = json.loads(files[MANIFEST])
    said["bestanden"][FILE]["bytes"] = 10
    files[MANIFEST] = json.dumps(said).encode()


def promise_too_much(files: dict[str, bytes]) -> None:
    """Say that a file is larger than any disk."""
    understate(files)
    files[MANIFEST] = files[MANIFEST].replace(b'"bytes": 10', b'"bytes": 99999999999999999')


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (drop(MANIFEST), "ontbreekt"),
        (put(MANIFEST, b"{"), "klopt niet"),
        (drop(FILE), "niet heel"),
        (put("../buiten.txt", b"x"), "hoort er niet in"),
        (put("/tmp/buiten.txt", b"x"), "hoort er niet in"),
        (put("leveringen/notitie.txt", b"x"), "hoort er niet in"),
        (put("leveringen/20260102T030405Z-000009-01234567/levering.json", b"x"), "niet heel"),
        (spoil, "beschadigd"),
        (understate, "beschadigd"),
        (promise_too_much, "beschadigd"),
        (in_manifest("soort", "iets anders"), "klopt niet"),
        (in_manifest("indeling", 99), "nieuwere versie"),
        (in_manifest("indeling", 0), "klopt niet"),
        (in_manifest("journaal", 7), "beschadigd"),
    ],
)
def test_a_backup_that_is_not_right_changes_nothing(
    work: Path, kept: Path, capsys: Out, change: Change, said: str
) -> None:
    go_on(work)
    before = sorted(path.name for path in work.iterdir())
    assert main(["herstel", str(changed(kept, change)), "--vervang"]) == 1
    assert said in capsys.readouterr().err
    assert content(work) == SECOND
    assert sorted(path.name for path in work.iterdir()) == before
    assert not (work.parent / "buiten.txt").exists()


@pytest.mark.parametrize("data", [b"", b"geen zip", b"PK\x03\x04" + b"\0" * 99])
def test_a_file_that_is_no_zip_is_refused_in_words(work: Path, capsys: Out, data: bytes) -> None:
    Path("geen.zip").write_bytes(data)
    assert main(["herstel", "geen.zip", "--vervang"]) == 1
    assert "geen goede reservekopie" in capsys.readouterr().err
    assert content(work) == FIRST
    assert main(["herstel", "bestaat-niet.zip"]) == 2
    assert main(["herstel", str(work)]) == 2


def test_a_zip_that_was_cut_off_is_refused(work: Path, kept: Path) -> None:
    data = kept.read_bytes()
    for size in (len(data) // 2, len(data) - 30):
        kept.write_bytes(data[:size])
        with pytest.raises(PeilError, match=r"beschadigd|geen goede"):
            restore.restore(kept, work, is_replacing=True)
    assert content(work) == FIRST


def test_a_journal_that_is_broken_can_be_replaced(work: Path, kept: Path) -> None:
    (work / FILE).write_bytes(b"stuk" * 1000)
    restore.restore(kept, work, is_replacing=True)
    assert content(work) == FIRST
    (aside,) = work.glob("vervangen-*")
    assert (aside / FILE).read_bytes() == b"stuk" * 1000


# Killed for real, before every change of a name that a restore makes.
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from pipelines import register, restore, swap
from pipelines.lock import lock
base, kept = Path(sys.argv[1]), Path(sys.argv[2])
steps = {"os.rename", "os.link", "os.symlink", "os.remove"}
number = 0
while True:
    work = base / str(number)
    shutil.copytree(base / "begin", work, symlinks=True)
    child = os.fork()
    if child == 0:
        seen = 0
        def watch(event, _):
            global seen
            if event in steps:
                seen += 1
                if seen > number:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(watch)
        restore.restore(kept, work, is_replacing=True)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
    number += 1
print(number)
"""


def test_a_restore_that_is_killed_at_any_step_leaves_the_old_or_the_new(
    work: Path, kept: Path, tmp_path: Path
) -> None:
    go_on(work)
    base = tmp_path / "proef"
    base.mkdir()
    shutil.copytree(work, base / "begin", symlinks=True)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(base), str(kept)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    count = int(done.stdout)
    outcomes: list[bool] = []
    for number in range(count):
        half = base / str(number)
        with lock(half):
            pass
        assert not (half / PLAN).exists()
        found = content(half)
        assert found in (FIRST, SECOND), number
        outcomes.append(found == FIRST)
        if found == FIRST:
            (aside,) = half.glob("vervangen-*")
            assert content(aside) == SECOND, number
    # First the old ones, and from one step on the new ones.
    assert outcomes == sorted(outcomes)
    assert True in outcomes
    assert False in outcomes
    assert count > 8


def test_a_restore_that_stopped_before_it_held_is_cleared_by_the_next(
    work: Path, kept: Path
) -> None:
    (work / ".herstel-half").mkdir()
    (work / ".herstel-half" / "iets").write_text("x")
    restore.restore(kept, work, is_replacing=True)
    assert not list(work.glob(".herstel*"))


def test_finishing_without_a_plan_does_nothing(work: Path) -> None:
    swap.finish(work)
    assert content(work) == FIRST


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


def test_what_no_longer_counts_is_said_by_the_upgrade(work: Path, region: Path) -> None:
    for path in work.glob("journaal.db*"):
        path.unlink()
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
