"""Publication: deliveries in, one read-only DuckDB snapshot out, built aside and swapped whole."""

import errno
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from peil import access, places
from peil.areas import load_areas
from peil.errors import Finding
from peil.journal import Journal
from peil.terms import ZONDER_CONTROLE
from pipelines import (
    boundary_register,
    declared_copy,
    journal_tables,
    program,
    register,
)
from pipelines.content import Content, Progress, build_tables, compute, content_hash
from pipelines.durable import sync
from pipelines.entries import Publicatie, announce, publications, settle
from pipelines.program import current_version

__all__ = [
    "KEEP",
    "Content",
    "Progress",
    "PublishResult",
    "build_tables",
    "compute",
    "content_hash",
    "discard",
    "make_stamp",
    "publish",
    "swap",
    "write",
    "write_at",
]

#: How many snapshots stay beside the current one, for readers that still have it open.
KEEP = 5
_ASIDE = ".bouw-"


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What a publication made: the snapshot, its content hash and the number of figures.

    ``weggelaten`` are rows of earlier leveringen that the catalogue of today refuses. ``stand`` is
    the number of the publication in the register.
    """

    pad: Path
    inhoud: str
    cijfers: int
    is_nieuw: bool
    weggelaten: tuple[Finding, ...] = ()
    stand: int = 0


def publish(
    work: Path,
    progress: Progress | None = None,
    *,
    is_herbouw: bool = False,
    wie: str | None = None,
    moment: datetime | None = None,
) -> PublishResult:
    """Compute all figures from the register and the journal, and swap in the new snapshot.

    A snapshot with the same content as the current one is not written again, unless all is to be
    built anew (``is_herbouw``). To be used by who holds the working folder; ``wie`` is the user of
    this computer when it is not given. ``moment`` is for the story of the demo: a publication of
    then, which knows of the journal what was written then.

    Raises:
        PeilError: nothing was delivered yet, or content that cannot be published.
    """
    # Imported only now: who looks whether there is something to publish draws no map.
    from pipelines import geometry

    say = progress or (lambda _: None)
    journaal = None if moment is None else journal_tables.position_at(Journal(work), moment)
    content = compute(work, journaal=journaal, progress=say)
    say("Kaart opbouwen…")
    geometry.build_geometry(places.geo_root(), load_areas(), work)
    last = next(iter(reversed(publications(register.entries(work)))), None)
    now = (content.inhoud, current_version(), content.journaal)
    # Built anew with the same outcome it is the same stand; else it gets a number of its own.
    is_known = last is not None and (last.inhoud, last.versie, last.journaal) == now
    stand = last.volgnr if last and is_known else register.next_number(work)
    # The same stand built anew is still of its own day: reports of it keep their bytes.
    when = last.moment if last and is_known else moment or datetime.now(UTC)
    stamp = make_stamp(content, stand, when)
    current, count = _current(work), content.tables["cijfers"].height
    if current is not None and is_known and not is_herbouw and _same(current, stamp):
        say("De inhoud is niet veranderd; de publicatie blijft staan.")
        return PublishResult(current, content.inhoud, count, False, content.weggelaten, stand)
    say("Publicatie schrijven…")
    path = write(work, content.tables | {"stempel": stamp})
    if not is_known:
        announce(work, _entry(work, content, stamp, path, wie or access.os_viewer().naam))
    swap(work, path)
    settle(work)
    return PublishResult(path, content.inhoud, count, True, content.weggelaten, stand)


def make_stamp(content: Content, stand: int, moment: datetime) -> pl.DataFrame:
    """Return the stamp of a publication: one row; ``moment`` is UTC."""
    return pl.DataFrame(
        {
            "regel": [ZONDER_CONTROLE],
            "gepubliceerd_op": [moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)],
            "inhoud": [content.inhoud],
            "versie": [current_version()],
            "is_fictief": [bool(content.tables["cijfers"]["is_fictief"].any())],
            "journaal": [content.journaal],
            "stand": [stand],
        }
    )


def _entry(work: Path, content: Content, stamp: pl.DataFrame, path: Path, wie: str) -> Publicatie:
    """Return what the register says of a publication."""
    card = boundary_register.current(work)
    return Publicatie(
        volgnr=stamp["stand"][0],
        moment=stamp["gepubliceerd_op"][0].replace(tzinfo=UTC),
        wie=wie,
        snapshot=path.name,
        inhoud=content.inhoud,
        cijfers=content.tables["cijfers"].height,
        versie=current_version(),
        code=program.code(),
        journaal=content.journaal,
        catalogus=declared_copy.keep(work, places.region_root()),
        grenzen=card.id if card else "",
    )


def _current(work: Path) -> Path | None:
    link = work / "current.duckdb"
    return link.resolve() if link.exists() else None


def _same(path: Path, stamp: pl.DataFrame) -> bool:
    """Say whether the snapshot at ``path`` holds the same content, made by the same version."""
    try:
        with duckdb.connect() as connection:
            connection.execute(
                f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS oud (READ_ONLY)"
            )
            query = "SELECT inhoud, versie, regel, journaal, stand FROM oud.stempel"
            row = connection.execute(query).fetchone()
    except duckdb.Error:
        return False
    return row == stamp.select("inhoud", "versie", "regel", "journaal", "stand").row(0)


def write(work: Path, tables: dict[str, pl.DataFrame]) -> Path:
    """Write a snapshot of these tables and return its path; nothing points at it yet."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return write_at(work / "snapshots" / f"dash-{stamp}.duckdb", tables)


def write_at(path: Path, tables: dict[str, pl.DataFrame]) -> Path:
    """Write these tables aside, and let the file appear whole.

    Raises:
        OSError: the disk is full; what is half is gone again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f"{_ASIDE}*"):
        left.unlink(missing_ok=True)  # of one that was stopped halfway
    aside = path.with_name(f"{_ASIDE}{path.name}")
    try:
        with duckdb.connect(str(aside)) as connection:
            for name, frame in tables.items():
                connection.register("bron_frame", frame.to_arrow())
                connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM bron_frame')
                connection.unregister("bron_frame")
            connection.execute("CHECKPOINT")
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(path)
    except duckdb.Error as error:
        raise _full_disk(error) from error
    finally:
        aside.unlink(missing_ok=True)
        aside.with_suffix(".duckdb.wal").unlink(missing_ok=True)
    sync(path.parent)
    return path


def _full_disk(error: duckdb.Error) -> Exception:
    """Return a full disk as the error that it is elsewhere; DuckDB has no kind of its own."""
    return OSError(errno.ENOSPC, str(error)) if "No space left" in str(error) else error


def swap(work: Path, path: Path) -> None:
    """Point ``current.duckdb`` at ``path`` in one step; readers see the old one or the new one."""
    link = work / "current.duckdb"
    for left in work.glob(".current-*"):
        left.unlink(missing_ok=True)
    aside = work / f".current-{path.stem}"
    aside.symlink_to(path.relative_to(work))
    aside.replace(link)
    sync(work)
    for old in sorted((work / "snapshots").glob("dash-*.duckdb"))[:-KEEP]:
        if old != path:
            old.unlink()


def discard(work: Path, keep: Path) -> None:
    """Remove all snapshots but the one to ``keep``; a reader that has one open keeps reading.

    Files that are not ours stay.
    """
    for old in (work / "snapshots").glob("dash-*.duckdb"):
        if old.name != keep.name:
            old.unlink()
