"""Reports that were vastgesteld: their files, kept for ever, and read again byte for byte.

The files lie aside until the entry in the register is there; from then on the report is kept. Who
takes the lock next puts the files in place, should the program stop in between.
"""

import errno
import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from peil.access import Viewer
from peil.errors import GeenToegang, PeilError
from pipelines.durable import sync, write_new
from pipelines.entries import ASIDE, RAPPORTEN, Bestand, Rapport, put, read_reports, settle

#: The figures behind a report, for the report of next year.
FIGURES: Final = "cijfers.csv"
#: What the files of a report can be called.
FILES: Final = re.compile(r"rapport\.(pdf|docx|xlsx)|cijfers\.csv")


def describe(files: Mapping[str, bytes]) -> dict[str, Bestand]:
    """Return what the register says of each file, to know it again by."""
    return {
        name: Bestand(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
        for name, content in sorted(files.items())
    }


def keep(work: Path, entry: Rapport, files: Mapping[str, bytes]) -> None:
    """Keep a report for ever; for who holds the working folder.

    Raises:
        OSError: the disk is full; the report is not kept then, and what is half goes.
    """
    aside = work / RAPPORTEN / f"{ASIDE}{entry.volgnr:06}"
    try:
        aside.mkdir(parents=True)
        for name, content in files.items():
            write_new(aside / name, content)
        sync(aside)
        sync(aside.parent)
        put(work, entry)
    except OSError:
        # What fails after the entry has its name changes nothing: the report is kept.
        if entry not in read_reports(work):
            raise
    finally:
        # In place when it is an entry, gone when it is not; else for who takes the lock next.
        with suppress(OSError):
            settle(work)


def unwritten(work: Path, error: OSError) -> PeilError:
    """Say why a report could not be kept, and who can do what about it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PeilError(
            "De schijf is vol; het rapport is niet vastgesteld. Maak ruimte en probeer het opnieuw."
        )
    return GeenToegang(
        f"Schrijven lukt niet in {error.filename or work}; het rapport is niet vastgesteld. "
        "Vraag de beheerder om rechten."
    )


def kept(work: Path, gebied: str | None = None, jaar: int | None = None) -> list[Rapport]:
    """Return the reports that were vastgesteld, oldest first."""
    return [
        entry
        for entry in read_reports(work)
        if gebied in (None, entry.gebied) and jaar in (None, entry.jaar)
    ]


def newest(work: Path, gebied: str, jaar: int) -> Rapport | None:
    """Return the last version of a report, or nothing."""
    return next(reversed(kept(work, gebied, jaar)), None)


def find(work: Path, nummer: int) -> Rapport:
    """Return a report by its number in the register.

    Raises:
        PeilError: there is none with this number.
    """
    for entry in read_reports(work):
        if entry.volgnr == nummer:
            return entry
    raise PeilError(
        f"Er is geen vastgesteld rapport met nummer {nummer}. Kijk bij `peil rapporten`."
    )


def may_read(entry: Rapport, viewer: Viewer) -> bool:
    """Return whether a report holds nothing that this viewer may not see."""
    return viewer.rol == "analist" or entry.rol == "lezer"


def content(work: Path, entry: Rapport, name: str) -> bytes:
    """Return one file of a report, byte for byte.

    Raises:
        PeilError: there is no such file, or it is not what was kept.
    """
    said = entry.bestanden.get(name)
    if said is None:
        there = ", ".join(known for known in entry.bestanden if known != FIGURES)
        raise PeilError(f"Van rapport {entry.volgnr} is geen {name} bewaard. Wel: {there}.")
    found = _read(work, entry, name)
    if found is None or describe({name: found})[name] != said:
        what = "is weg" if found is None else "is niet meer zoals het is vastgesteld"
        raise PeilError(
            f"Het bestand {name} van rapport {entry.volgnr} {what}. "
            "Zet de map 'rapporten' terug uit een reservekopie."
        )
    return found


def _read(work: Path, entry: Rapport, name: str) -> bytes | None:
    """Return a file; between its entry and its place it still lies aside."""
    place = f"{entry.volgnr:06}"
    # Once more in its place: it may have come there while we looked aside.
    for folder in (place, f"{ASIDE}{place}", place):
        path = work / RAPPORTEN / folder / name
        try:
            return path.read_bytes()
        except PermissionError as error:
            raise GeenToegang(
                f"U mag het bestand {name} van rapport {entry.volgnr} niet lezen. "
                f"Vraag de beheerder om rechten op de map '{RAPPORTEN}'."
            ) from error
        except OSError:
            continue  # not there, or a folder or a link to nowhere in its stead
    return None


def files(work: Path) -> list[tuple[str, Path]]:
    """Return all files of all reports by their place in the working folder, each one verified.

    To be used by who holds the working folder.

    Raises:
        PeilError: a file is gone or changed.
    """
    found: list[tuple[str, Path]] = []
    for entry in read_reports(work):
        for name in entry.bestanden:
            content(work, entry, name)
            place = f"{RAPPORTEN}/{entry.volgnr:06}/{name}"
            found.append((place, work / place))
    return found
