"""A report asked over a work folder as the counter asks it."""

from functools import cache
from pathlib import Path
from typing import Any

from peil.access import Rol, Viewer
from peil.desk import Desk, open_store
from peil.journal import Journal
from peil.maps.shapes import read_shapes
from peil.report.ask import Ask
from peil.store import Store
from pipelines.loket import JournalLoket


def ask(
    work: Path, gebied: str = "GM0513", jaar: int = 2024, rol: Rol = "analist", **more: Any
) -> Ask:
    """One edition over a gebied and year, with what was typed up to the publication."""
    viewer = Viewer("test", rol)
    desk = Desk(_store(work), viewer)
    loket = JournalLoket(work, _journal(work), viewer, _fine, "", desk.snapshot.journaal)
    shapes = read_shapes(work, desk.snapshot.stand)
    fields: dict[str, Any] = {"teksten": desk.report_texts, "shapes": shapes, **more}
    return Ask(desk=desk, loket=loket, gebied=gebied, jaar=jaar, **fields)


def _fine(record: object) -> None:
    """Nothing is written here."""


@cache
def _store(work: Path) -> Store:
    """One store for all reports of a run, as a process has."""
    return open_store(work)


@cache
def _journal(work: Path) -> Journal:
    """One journal for all reports of a run: what it holds is read once."""
    return Journal(work)
