"""A report asked over a work folder as the counter asks it."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from peil import gather
from peil.access import Rol, Viewer
from peil.desk import Desk, open_store
from peil.figure import Figure
from peil.journal import Journal
from peil.maps.shapes import read_shapes
from peil.report.ask import Ask
from peil.store import Store
from peil.terms import NVT
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


def without_values(monkeypatch: pytest.MonkeyPatch, status: str) -> None:
    """Leave no figure a value: each has this status, unless it does not hold for the gebied."""
    real = Desk.profile

    def hidden(self: Desk, gebied: str, jaar: int | None = None) -> list[Figure]:
        none: dict[str, Any] = dict.fromkeys(("teller", "waarde", "laag", "hoog", "pool_waarde"))
        found = real(self, gebied, jaar)
        return [f if f.status == NVT else replace(f, status=status, **none) for f in found]

    monkeypatch.setattr(Desk, "profile", hidden)
    monkeypatch.setattr(gather, "standing_out", lambda *_: [])


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
