"""Making many reports at once: one process per core, and one that fails stops no other.

What a process is asked and what it answers are values; it opens the figures and the journal once.
"""

import errno
import os
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Final

from peil.access import Viewer
from peil.editions import Bestandsvorm, Document, Uitgave
from peil.errors import DEBUG, PeilError
from peil.numbers import format_date

if TYPE_CHECKING:
    from peil.records import Record
    from pipelines.loket import JournalLoket

_ASIDE: Final = ".nieuw-"


@dataclass(frozen=True, slots=True)
class Bron:
    """From what reports are made: a working folder, for whom, and the snapshot of an earlier stand.

    ``alleen_lezen`` says why nothing may be kept: then it is an earlier stand.
    """

    work: Path
    viewer: Viewer
    stand: Path | None = None
    alleen_lezen: str = ""


@dataclass(frozen=True, slots=True)
class Taak:
    """One gebied to make a report of; ``is_vers``: a concept, also where one is vastgesteld."""

    code: str
    naam: str
    jaar: int
    uitgave: Uitgave
    vormen: tuple[Bestandsvorm, ...]
    uit: Path
    is_vers: bool = False
    stel_vast: bool = False
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What came of one task: the files that are there, what must be known, or why it failed."""

    taak: Taak
    bestanden: tuple[Path, ...] = ()
    melding: str = ""
    fout: str = ""


def open_loket(bron: Bron) -> "JournalLoket":
    """Return the counter at a working folder; nothing is typed at it."""
    from peil.desk import open_desk
    from peil.journal import Journal
    from pipelines.loket import JournalLoket

    desk = open_desk(bron.work, bron.viewer, bron.stand)
    return JournalLoket(
        bron.work,
        Journal(bron.work),
        bron.viewer,
        _refuse,
        bron.alleen_lezen,
        desk.snapshot.journaal,
        desk,
    )


#: In a process of its own: opened for its first task, and held.
_opened = lru_cache(maxsize=1)(open_loket)


def _refuse(_: "Record") -> None:
    raise PeilError("Hier wordt niets ingevoerd. Doe dat in het dashboard.")


def work_off(bron: Bron, taken: list[Taak]) -> Iterator[Uitkomst]:
    """Yield what came of each task, as soon as it is there."""
    count = min(len(os.sched_getaffinity(0)), len(taken))
    context = get_context("spawn")  # a copy of a process with threads in it can hang
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    try:
        yield from _collect({pool.submit(attempt, bron, taak): taak for taak in taken})
    finally:
        # Those that are busy finish their files; the others do not start.
        pool.shutdown(wait=True, cancel_futures=True)


def _collect(asked: dict["Future[Uitkomst]", Taak]) -> Iterator[Uitkomst]:
    open_ones = set(asked)
    while open_ones:
        done, open_ones = wait(open_ones, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda f: asked[f].naam):
            try:
                yield future.result()
            except BrokenProcessPool:
                why = "het proces is gestopt; misschien was er te weinig geheugen"
                yield Uitkomst(asked[future], fout=why)


def _begin() -> None:
    """Let the process that asked decide when this one stops, also when it stops unasked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def attempt(bron: Bron, taak: Taak) -> Uitkomst:
    """Do a task; what goes wrong is an answer too, so that the others go on."""
    try:
        return do(_opened(bron), taak)
    except PeilError as error:
        return Uitkomst(taak, fout=str(error))
    except OSError as error:
        return Uitkomst(taak, fout=_explain(error))
    # Whatever it is, it is of this gebied only: the others must come.
    except Exception as error:
        if os.environ.get(DEBUG):
            traceback.print_exc()
        why = (
            f"dit had niet mogen gebeuren ({type(error).__name__}); "
            f"zet {DEBUG}=1 voor de opdracht om de details te zien en meld die"
        )
        return Uitkomst(taak, fout=why)


def _explain(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "de schijf is vol; maak ruimte en probeer het opnieuw"
    place = f" in {error.filename}" if error.filename else ""
    return f"schrijven lukt niet{place}; kijk of die plek bestaat en een map of bestand is"


def do(loket: "JournalLoket", taak: Taak) -> Uitkomst:
    """Make the files of one task, or take those that were kept.

    Raises:
        PeilError: it cannot be made; the message says why. OSError: it cannot be written.
    """
    balie = loket.rapporten
    told = ""
    if taak.stel_vast:
        fixed = balie.fix(taak.code, taak.jaar, taak.reden)
        told = f"Vastgesteld: het rapport over {taak.jaar} van {taak.naam}, versie {fixed.versie}."
        documents = [balie.read(fixed.nummer, vorm) for vorm in taak.vormen]
        try:
            return Uitkomst(taak, tuple(write_files(taak.uit, documents)), told)
        except OSError as error:
            raise PeilError(
                f"{told} Alleen: {_explain(error)}. Haal het daarna op zonder --stel-vast."
            ) from error
    else:
        known = (
            [] if taak.is_vers or taak.uitgave != "rapport" else balie.kept(taak.code, taak.jaar)
        )
        if known:
            told = (
                f"Het rapport over {taak.jaar} van {taak.naam} is vastgesteld op "
                f"{format_date(known[0].vastgesteld_op)} (versie {known[0].versie}). "
                "U krijgt de bewaarde bestanden; een nieuw concept maakt u met --concept."
            )
            documents = [balie.read(known[0].nummer, vorm) for vorm in taak.vormen]
        else:
            documents = balie.make_forms(taak.code, taak.jaar, taak.uitgave, taak.vormen)
    return Uitkomst(taak, tuple(write_files(taak.uit, documents)), told)


def write_files(folder: Path, documents: Iterable[Document]) -> Iterator[Path]:
    """Write files in a folder, each one whole or not at all, and yield where they are.

    A file of the same name is replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        path = folder / document.naam
        aside = folder / f"{_ASIDE}{os.getpid()}-{document.naam}"
        try:
            aside.write_bytes(document.content)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
        yield path
