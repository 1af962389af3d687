"""A restore that may not or cannot be finished leaves the old or the new, whole."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from keeping import FIRST, SECOND, content, go_on

from peil.errors import PeilError
from peil.journal import FILE
from pipelines import restore, swap
from pipelines.__main__ import main
from pipelines.backup import MANIFEST
from pipelines.lock import PLAN, lock

ROOT = Path(__file__).resolve().parents[2]
Out = pytest.CaptureFixture[str]
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def work(filled: Path) -> Path:
    """The filled working folder."""
    return filled


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


def test_a_difference_in_figures_is_said_with_what_may_explain_it(
    work: Path, kept: Path, capsys: Out
) -> None:
    assert main(["herstel", str(kept), "--vervang"]) == 0
    assert "nog niets gepubliceerd" in capsys.readouterr().out
    go_on(work)
    assert main(["bewaar", "--uit", "oud.zip"]) == 0
    assert main(["herstel", "oud.zip", "--vervang"]) == 0
    assert "toen nog niet alles was gepubliceerd" in capsys.readouterr().out
    said = {"inhoud": "x", "journaal": 2, "leveringen": 1}
    other = changed(kept, in_manifest("publicatie", said))
    assert main(["herstel", str(other), "--vervang"]) == 0
    assert "catalogus, de gebieden of de rekenregels" in capsys.readouterr().out
    other = changed(other, in_manifest("programma", "0.0.1"))
    assert main(["herstel", str(other), "--vervang"]) == 0
    assert "met versie 0.0.1 van het programma" in capsys.readouterr().out
