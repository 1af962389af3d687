"""A full disk: one clear sentence, the old state whole, and it works again when there is room."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crash.victim import delivery
from region import make_region, plain_counts

from peil.desk import open_desk
from pipelines import register
from pipelines.__main__ import main

CODES = [f"GM9{number:03d}" for number in range(6)]
FULL = "De schijf is vol; er is niets veranderd. Maak ruimte en probeer het opnieuw."
Out = pytest.CaptureFixture[str]
Leave = Callable[[int], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB; only who may mount has one, the others see a full disk in test_register."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("er is geen mount op deze computer")
    if done.returncode:
        pytest.skip("een kleine schijf koppelen mag hier niet")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def work(small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder on that disk, with one levering, published."""
    region = make_region(tmp_path / "regio", gemeenten=6, eenheden=1, indicators=8)
    monkeypatch.setenv("PEIL_REGIO", str(region))
    monkeypatch.setenv("PEIL_DATA", str(small_disk / "werk"))
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        Path(f"{number}.csv").write_bytes(delivery(number, slug(), CODES))
    assert main(["laad", "1.csv", "--bron", "standaard"]) == 0
    assert main(["publiceer"]) == 0
    return small_disk / "werk"


def slug() -> str:
    """The indicator that the leveringen are about."""
    return plain_counts(Path(os.environ["PEIL_REGIO"]))[0].slug


def fill(disk: Path, left: int) -> Path:
    """Fill the disk but for some bytes."""
    path = disk / "vulling"
    path.unlink(missing_ok=True)
    free = os.statvfs(disk)
    path.write_bytes(b"\0" * max(0, free.f_bavail * free.f_frsize - left))
    return path


def files(work: Path) -> set[str]:
    """Every file in the working folder, but the lock."""
    return {str(p.relative_to(work)) for p in work.rglob("*") if p.is_file()} - {".slot"}


@pytest.mark.parametrize("left", [0, 4096, 8192])
def test_loading_on_a_full_disk_says_so_and_keeps_the_register(
    work: Path, small_disk: Path, capsys: Out, left: int
) -> None:
    before = files(work)
    filling = fill(small_disk, left)
    capsys.readouterr()
    assert main(["laad", "2.csv", "--bron", "standaard"]) == 1
    assert capsys.readouterr().err.strip().splitlines()[-1] == FULL
    assert files(work) == before
    assert [card.volgnr for card in register.deliveries(work)] == [1]
    filling.unlink()
    assert main(["laad", "2.csv", "--bron", "standaard"]) == 0


@pytest.mark.parametrize("left", [0, 64 << 10, 600 << 10, 2 << 20])
def test_publishing_on_a_full_disk_says_so_and_the_old_figures_stay(
    work: Path, small_disk: Path, capsys: Out, left: int
) -> None:
    assert main(["laad", "2.csv", "--bron", "standaard"]) == 0
    before, version = files(work), open_desk(work).version
    filling = fill(small_disk, left)
    capsys.readouterr()
    assert main(["publiceer"]) == 1
    assert capsys.readouterr().err.strip().splitlines()[-1] == FULL
    assert files(work) == before
    desk = open_desk(work)
    assert desk.version == version
    assert {f.teller for f in desk.figures(slug(), niveau="gemeente", periode="2021")} == {1}
    filling.unlink()
    assert main(["publiceer"]) == 0
    found = open_desk(work).figures(slug(), niveau="gemeente", periode="2021")
    assert {f.teller for f in found} == {2}
