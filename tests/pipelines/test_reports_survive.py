"""A kept report survives what computers, disks and people do; nothing half is ever shown."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from keeping import rows
from published_region import plain_reports, publish_now

from peil.access import Viewer
from peil.changes import Change
from peil.errors import GeenToegang, PeilError
from peil.journal import faults
from peil.report import revised
from peil.report.found import Found
from pipelines import entries, kept_reports, register, reports
from pipelines.__main__ import main
from pipelines.lock import lock
from pipelines.report_runs import Bron, open_loket
from pipelines.reports import ReportBalie

Out = pytest.CaptureFixture[str]
CODE, JAAR = "GM9000", 2021
FULL = "De schijf is vol; het rapport is niet vastgesteld. Maak ruimte en probeer het opnieuw."


class Stopped(BaseException):
    """The computer stopped: whatever would tidy up does not run either."""


def at(work: Path) -> ReportBalie:
    """The counter at the stand of now."""
    return open_loket(Bron(work, Viewer("tester", "analist"))).rapporten


@pytest.fixture
def quick(work: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published folder, where a report needs no writer and no layout."""
    plain_reports(monkeypatch)
    return work


def fail_from(
    patch: pytest.MonkeyPatch, step: int, what: Callable[[], BaseException]
) -> Callable[[], int]:
    """Let every change on the disk fail from a step on; a full disk can still remove things.

    Returns what tells how many changes were asked.
    """
    seen, is_full = [0], isinstance(what(), OSError)

    def wrap(place: Any, name: str) -> None:
        before = getattr(place, name)

        def now(*args: Any, **kwargs: Any) -> Any:
            is_reading = name == "open" and not {"xb", "wb", "w"} & {*args, kwargs.get("mode")}
            if not is_reading:
                seen[0] += 1
                if seen[0] > step:
                    raise what()
            return before(*args, **kwargs)

        patch.setattr(place, name, now)

    for name in ("mkdir", "open"):
        wrap(Path, name)
    wrap(os, "fsync")
    if not is_full:
        for name in ("rename", "chmod", "unlink"):
            wrap(Path, name)
        wrap(shutil, "rmtree")
    return lambda: seen[0]


@pytest.mark.parametrize(
    ("what", "said"),
    [(Stopped, ""), (lambda: OSError(errno.ENOSPC, "vol"), FULL)],
    ids=["stopped", "full"],
)
def test_at_any_step_it_is_kept_whole_or_not_at_all(
    quick: Path,
    what: Callable[[], BaseException],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reports, "_frozen", lambda *_: b"cijfers")
    balie, versions, failed = at(quick), 0, 0
    for step in count():
        with monkeypatch.context() as patch:
            steps = fail_from(patch, step, what)
            try:
                balie.fix(CODE, JAAR, "nog eens")
                why = None
            except (Stopped, PeilError) as error:
                why = str(error)
        failed += why is not None
        assert why in (None, said)
        # Before anyone takes the lock, a reader sees only what is whole.
        kept = kept_reports.kept(quick)
        assert all(kept_reports.content(quick, entry, n) for entry in kept for n in entry.bestanden)
        assert [entry.versie for entry in kept] == [*range(1, len(kept) + 1)]
        # Only a computer that stops can keep one and not tell it.
        assert len(kept) - versions in ((1,) if why is None else (0,) if said else (0, 1))
        versions = len(kept)
        with lock(quick):
            register.require_whole(quick)
            assert len(kept_reports.files(quick)) == 4 * versions
        places = [quick / entries.FOLDER, quick / entries.RAPPORTEN]
        names = [p.name for place in places if place.is_dir() for p in place.iterdir()]
        assert not [name for name in names if name.startswith(".")]
        if steps() <= step:
            break
    assert failed > 10


def test_a_folder_that_may_not_be_written_is_said(
    quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    balie = at(quick)

    def closed(path: Any, *_: Any) -> int:
        raise OSError(errno.EROFS, "read-only", str(path))

    monkeypatch.setattr("pipelines.lock.os.open", closed)
    with pytest.raises(GeenToegang, match=r"niet vastgesteld\. Vraag de beheerder"):
        balie.fix(CODE, JAAR)


def test_a_disk_without_any_room_is_no_broken_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, error = tmp_path / "journaal.db", OSError("disk I/O error")
    path.touch()
    assert "reservekopie" in str(faults.unreadable(path, error))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    assert str(faults.unreadable(path, error)).startswith("De schijf is vol. Maak ruimte")


def test_files_that_cannot_be_handed_out_do_not_undo_the_report(
    quick: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["rapport", CODE, "--jaar", str(JAAR), "--uit", "uit", "--stel-vast"]) == 1
    said = capsys.readouterr().err
    assert "Vastgesteld: het rapport" in said
    assert "de schijf is vol" in said
    assert "er is niets veranderd" not in said
    assert len(kept_reports.kept(quick)) == 1


def emptied(path: Path) -> None:
    """Let a file be empty."""
    path.chmod(0o644)
    path.write_bytes(b"")


def folder(path: Path) -> None:
    """Let a folder be in its stead."""
    path.unlink()
    path.mkdir()


def linked(path: Path) -> None:
    """Let a link to itself be in its stead."""
    path.unlink()
    path.symlink_to(path.name)


@pytest.mark.parametrize("harm", [emptied, folder, linked])
def test_a_spoiled_file_is_named_and_the_others_open(
    quick: Path, capsys: Out, harm: Callable[[Path], None]
) -> None:
    spoiled, whole = at(quick).fix(CODE, JAAR), at(quick).fix("GM9001", JAAR)
    harm(quick / entries.RAPPORTEN / f"{spoiled.nummer:06}" / "rapport.pdf")
    with pytest.raises(PeilError, match=r"rapport\.pdf van rapport .* reservekopie"):
        at(quick).read(spoiled.nummer)
    assert at(quick).read(spoiled.nummer, "docx").content
    assert at(quick).read(whole.nummer).content
    assert main(["rapporten"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_file_that_may_not_be_read_is_not_called_gone(
    quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = at(quick).fix(CODE, JAAR)
    read = Path.read_bytes

    def closed(self: Path) -> bytes:
        if self.name == "rapport.pdf":
            raise PermissionError(errno.EACCES, "nee", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", closed)
    with pytest.raises(GeenToegang, match=r"niet lezen\. Vraag de beheerder"):
        at(quick).read(fixed.nummer)


def test_a_file_that_is_just_put_in_place_is_found(
    quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(kept_reports, "settle", lambda _: None)
        fixed = at(quick).fix(CODE, JAAR)
    read, balie = Path.read_bytes, at(quick)

    def meanwhile(self: Path) -> bytes:
        try:
            return read(self)
        finally:
            if self.name == "rapport.pdf":
                entries.settle(quick)

    monkeypatch.setattr(Path, "read_bytes", meanwhile)
    assert balie.read(fixed.nummer).content


def test_an_entry_that_is_spoiled_is_refused(quick: Path, capsys: Out) -> None:
    fixed = at(quick).fix(CODE, JAAR)
    path = quick / entries.FOLDER / f"{fixed.nummer:06}-rapport.json"
    before = path.read_text()
    path.unlink()
    path.symlink_to("nergens")
    assert main(["rapporten"]) == 1
    assert f"{path.name} in het register is beschadigd" in capsys.readouterr().err
    path.unlink()
    # A name that leads out of the folder of the report is no name.
    path.write_text(before.replace('"rapport.pdf"', '"../../journaal.db"'))
    with pytest.raises(PeilError, match="beschadigd"):
        at(quick).read(fixed.nummer)


def as_of_old(content: bytes) -> bytes:
    """Return kept figures as another version could keep them.

    A column more in front, without the last one and without what is voorlopig, and with an
    indicator that no catalogue knows any more.
    """
    frame = pl.read_csv(content).drop("is_voorlopig", "leveringen")
    gone = frame.tail(1).with_columns(indicator=pl.lit("weg"))
    whole = pl.concat([frame, gone])
    return whole.select(pl.lit(1).alias("eerst"), pl.all()).write_csv().encode()


def test_figures_that_an_earlier_version_kept_are_compared_still(
    work: Path, small_region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_before = rows(small_region, 5, 6).replace(b"2021", b"2020")
    register.accept(work, of_before, "twee.csv", "standaard", "tester")
    publish_now(work)
    frozen = reports._frozen  # pyright: ignore[reportPrivateUsage] -- what an earlier version kept
    with monkeypatch.context() as patch:
        plain_reports(patch)
        patch.setattr(reports, "_frozen", lambda *args: as_of_old(frozen(*args)))
        at(work).fix(CODE, JAAR - 1)
    # Nothing was revised, so only what is in no catalogue any more is told.
    changed = list[Change]()
    told = revised.revised

    def seen(found: Found) -> list[Change]:
        changed[:] = told(found)
        return changed

    monkeypatch.setattr(revised, "revised", seen)
    at(work).write(CODE, JAAR)
    assert {one.indicator for one in changed} <= {"weg"}
    later = of_before.replace(b";5\n", b";9\n")
    register.accept(work, later, "later.csv", "standaard", "tester")
    publish_now(work)
    at(work).write(CODE, JAAR)
    assert {(c.teller_voor, c.teller_na) for c in changed if c.indicator != "weg"} == {(5, 9)}


@pytest.mark.parametrize("is_known", [True, False], ids=["merged", "unknown"])
def test_the_report_of_a_gemeente_that_is_no_more_is_still_given(
    work: Path,
    small_region: Path,
    tmp_path: Path,
    is_known: bool,
    capsys: Out,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone, successor = "GM9001", "GM9000"
    with monkeypatch.context() as patch:
        plain_reports(patch)
        fixed = at(work).fix(gone, JAAR)
        at(work).fix(successor, JAAR - 1)
    content = at(work).read(fixed.nummer).content
    region = tmp_path / "regio"
    shutil.copytree(small_region, region)
    monkeypatch.setenv("PEIL_REGIO", str(region))
    merge(region, gone, successor, is_known=is_known)
    publish_now(work)
    capsys.readouterr()
    one = ["rapport", gone, "--jaar", str(JAAR), "--vorm", "pdf", "--uit", "uit"]
    assert main(one) == 0
    assert [path.read_bytes() for path in Path("uit").iterdir()] == [content]
    assert main(["rapporten"]) == 0
    assert ("Gemeente 2 " if is_known else gone) in capsys.readouterr().out
    with pytest.raises(PeilError, match="bestaat niet"):
        at(work).fix(gone, JAAR, "opnieuw")
    # What the successor compares with is its own report of the year before.
    assert at(work).write(successor, JAAR).gebied_code == successor


def merge(region: Path, old: str, new: str, *, is_known: bool) -> None:
    """Let a gemeente go into another; ``is_known``: the areas still tell that it was there."""
    path = region / "data" / "gebieden" / "gebieden.csv"
    frame = pl.read_csv(path, infer_schema=False)
    is_old = pl.col("code") == old
    if is_known:
        frame = frame.with_columns(tot=pl.when(is_old).then(pl.lit(str(JAAR))).otherwise("tot"))
        with path.with_name("herindelingen.csv").open("a") as file:
            file.write(f"{JAAR + 1},{old},{new},test,bevestigd\n")
    else:
        frame = frame.filter(~is_old)
        for known in (region / "data" / "referentie").glob("*inwoners*.csv"):
            known.write_text("".join(x for x in known.open() if not x.startswith(f"{old},")))
    frame.write_csv(path)
    tiles, borders = region / "geo" / "tiles.csv", region / "geo" / "gemeenten.geojson"
    tiles.write_text("".join(line for line in tiles.open() if not line.startswith(f"{old},")))
    shapes = json.loads(borders.read_text())
    shapes["features"] = [f for f in shapes["features"] if f["properties"]["code"] != old]
    borders.write_text(json.dumps(shapes))
