"""Looking back: the standen that were, and the snapshot that answers as one of them did."""

from datetime import date
from pathlib import Path

from peil.desk import open_desk
from peil.errors import GeenSnapshot, PeilError
from peil.stand import Stand
from pipelines import standen


def known_standen(work: Path) -> list[Stand]:
    """Return all standen, oldest first."""
    return [_told(stand) for stand in standen.list_standen(work)]


def find_stand(work: Path, asked: date | int) -> Stand:
    """Return the stand with this number, or of this day.

    Raises:
        PeilError: there is no such stand.
    """
    return _told(standen.find_stand(work, asked))


def _told(stand: standen.Stand) -> Stand:
    return Stand(nummer=stand.nummer, moment=stand.moment, cijfers=stand.cijfers)


def snapshot_of(work: Path, nummer: int, progress: standen.Progress | None = None) -> Path:
    """Return the snapshot of a stand: the current one, the one that was kept, or built now.

    Raises:
        PeilError: there is no such stand, or what it was made of is gone.
    """
    stand = standen.find_stand(work, nummer)
    for path in ((work / "current.duckdb").resolve(), stand.pad):
        if _answers(work, path, nummer):
            return path
    return standen.build_stand(work, nummer, progress).pad


def _answers(work: Path, path: Path, nummer: int) -> bool:
    """Say whether the snapshot is there, is this stand, and can be read by this program."""
    try:
        desk = open_desk(work, stand=path)
        _ = desk.areas, desk.catalogue
    except (GeenSnapshot, PeilError):
        return False
    return desk.snapshot.stand == nummer
