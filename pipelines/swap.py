"""Putting another register, grenzen and journal in a working folder: all of it, or nothing.

What is new is made ready aside. From the moment that ``.herstel.json`` is there the change holds:
whoever takes the lock next finishes it, so that a computer that stops halfway does no harm.
"""

import os
import shutil
from pathlib import Path
from typing import Final

from peil.declared import Strict
from peil.journal import FILE, Journal
from pipelines.durable import sync
from pipelines.lock import PLAN

#: The folders that are changed as a whole. Standen are numbered by the register: they go with it.
FOLDERS: Final = (
    "leveringen",
    "register",
    "rapporten",
    "catalogi",
    "grenzen",
    "standen",
)


class Plan(Strict):
    """A change that holds: where the new things lie, and where the old ones go.

    ``oud`` is the file that was the journal, ``is_journaal`` whether there is a new one.
    """

    klaar: str
    opzij: str
    nieuw: str
    oud: str | None
    is_journaal: bool


def begin(work: Path, ready: Path, aside: str, stamp: str) -> None:
    """Let the change hold; from here on it only goes forward."""
    link = work / FILE
    plan = Plan(
        klaar=ready.name,
        opzij=aside,
        nieuw=f"journaal-{stamp}.db",
        oud=link.resolve().name if link.exists() else None,
        is_journaal=(ready / FILE).exists(),
    )
    path = work / f"{PLAN}-nieuw"
    with path.open("w", encoding="utf-8") as file:
        file.write(plan.model_dump_json())
        file.flush()
        os.fsync(file.fileno())
    path.replace(work / PLAN)
    sync(work)


def finish(work: Path) -> None:
    """Finish a change that holds, if there is one; every step may have been done already."""
    path = work / PLAN
    if not path.exists():
        return
    plan = Plan.model_validate_json(path.read_bytes())
    ready, aside, journal = work / plan.klaar, work / plan.opzij, work / plan.nieuw
    for folder in FOLDERS:
        if (ready / folder).exists():
            if (work / folder).exists():
                aside.mkdir(exist_ok=True)
                (work / folder).rename(aside / folder)
            (ready / folder).rename(work / folder)
    if (ready / FILE).exists():
        (ready / FILE).rename(journal)
    sync(work)
    Journal(work).replace(
        journal if plan.is_journaal else None, work / plan.oud if plan.oud else None, aside
    )
    sync(work)
    shutil.rmtree(ready, ignore_errors=True)
    path.unlink()
    sync(work)
