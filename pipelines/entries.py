"""What happens to the register besides leveringen: publicatie, intrekking, opruiming and rapport.

Each is one immutable file ``register/<volgnr>-<soort>.json``. Leveringen and entries share one
numbering, so that "up to here" means the same for both. Nothing is edited: an intrekking says that
a levering no longer counts, it does not touch it.
"""

import re
import shutil
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from peil.errors import PeilError
from pipelines.durable import put_file, sync
from pipelines.entry_kinds import (
    KINDS,
    Bestand,
    Entry,
    Intrekking,
    Opgeruimd,
    Opruiming,
    Publicatie,
    Rapport,
)

__all__ = [
    "ANNOUNCED",
    "ASIDE",
    "FOLDER",
    "LEVERINGEN",
    "NAME",
    "RAPPORTEN",
    "Bestand",
    "Entry",
    "Intrekking",
    "Opgeruimd",
    "Opruiming",
    "Publicatie",
    "Rapport",
    "announce",
    "cleaned",
    "files",
    "publications",
    "put",
    "read_entries",
    "read_reports",
    "settle",
    "withdrawn",
]

FOLDER: Final = "register"
#: Where the leveringen lie, beside the register of what happened to them.
LEVERINGEN: Final = "leveringen"
#: Where the files of the reports lie that were vastgesteld, a folder per number.
RAPPORTEN: Final = "rapporten"
#: Before the number of such a folder as long as its report is not an entry.
ASIDE: Final = ".nieuw-"
#: What a file of an entry is called.
NAME: Final = re.compile(
    r"(?P<volgnr>\d{6})-(?P<soort>intrekking|publicatie|opruiming|rapport)\.json"
)
#: A publication that was announced: it becomes an entry when its snapshot is the current one.
ANNOUNCED: Final = ".publicatie.json"
_CURRENT: Final = "current.duckdb"


def read_entries(work: Path) -> list[Entry]:
    """Return all entries in order; foreign files are skipped.

    Raises:
        PeilError: an entry that cannot be read, or whose name tells another number.
    """
    folder = work / FOLDER
    if not folder.is_dir():
        return []
    named = ((path, NAME.fullmatch(path.name)) for path in sorted(folder.iterdir()))
    return [_read(path, found["soort"], int(found["volgnr"])) for path, found in named if found]


def files(work: Path) -> list[Path]:
    """Return the files of all entries, in order.

    Raises:
        PeilError: an entry that cannot be read.
    """
    return [work / FOLDER / _name(entry) for entry in read_entries(work)]


def _read(path: Path, soort: str, volgnr: int) -> Entry:
    try:
        entry = KINDS[soort].model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _damaged(path) from error
    if entry.volgnr != volgnr:
        raise _damaged(path)
    return entry


def _damaged(path: Path) -> PeilError:
    return PeilError(
        f"De boeking {path.name} in het register is beschadigd. "
        "Zet de map 'register' terug uit een reservekopie."
    )


def put(work: Path, entry: Entry) -> None:
    """Keep an entry for ever; to be used by who holds the working folder."""
    put_file(work / FOLDER / _name(entry), _content(entry))


def _name(entry: Entry) -> str:
    return f"{entry.volgnr:06}-{entry.soort}.json"


def _content(entry: Entry) -> bytes:
    return entry.model_dump_json(indent=2).encode() + b"\n"


def announce(work: Path, entry: Publicatie) -> None:
    """Say which publication will be the next one, before its snapshot becomes the current one."""
    put_file(work / FOLDER / ANNOUNCED, _content(entry))


def settle(work: Path) -> None:
    """Finish what was stopped between a deed and its entry; for who holds the working folder."""
    _settle_publication(work)
    _settle_cleanup(work)
    _settle_reports(work)
    for half in (work / FOLDER).glob(f"{ASIDE}*"):
        half.unlink()  # of an entry that was stopped before it had its name


def _settle_publication(work: Path) -> None:
    """Let an announced publication be an entry when its snapshot is current; else forget it.

    So the swap of the snapshot is what decides.
    """
    path = work / FOLDER / ANNOUNCED
    if not path.exists():
        return
    try:
        entry = Publicatie.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise _damaged(path) from error
    link = work / _CURRENT
    if link.is_symlink() and link.readlink().name == entry.snapshot:
        path.rename(path.with_name(_name(entry)))
    else:
        path.unlink()
    sync(path.parent)


def _settle_cleanup(work: Path) -> None:
    """Remove what the register says was removed: the entry is what decides."""
    for path in (work / FOLDER).glob("*-opruiming.json"):
        found = NAME.fullmatch(path.name)
        if not found:
            continue
        for levering in cleaned([_read(path, "opruiming", int(found["volgnr"]))]):
            folder = work / LEVERINGEN / levering
            if folder.is_dir():
                shutil.rmtree(folder)


def _settle_reports(work: Path) -> None:
    """Put the files of a report in place when it is an entry; else forget them."""
    for aside in (work / RAPPORTEN).glob(f"{ASIDE}*"):
        number = aside.name.removeprefix(ASIDE)
        if (work / FOLDER / f"{number}-rapport.json").exists():
            place = aside.with_name(number)
            if place.exists():
                place.rename(_spare(place))
            aside.rename(place)
        else:
            shutil.rmtree(aside)
        sync(aside.parent)


def _spare(place: Path) -> Path:
    """Return a free name for the files of a report whose entry is gone: they stay, unread.

    So it is when the register was put back from a backup, and the number was given out anew.
    """
    names = (place.with_name(f"{place.name}-zonder-boeking-{n}") for n in count(1))
    return next(path for path in names if not path.exists())


def read_reports(work: Path) -> list[Rapport]:
    """Return the reports that were vastgesteld, in order; a page asks this at every view.

    Raises:
        PeilError: an entry that cannot be read.
    """
    paths = sorted((work / FOLDER).glob("*-rapport.json"))
    return [_report(path, _changed(path)) for path in paths if NAME.fullmatch(path.name)]


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError as error:  # a link to nowhere
        raise _damaged(path) from error


@lru_cache(maxsize=4096)
def _report(path: Path, changed: int) -> Rapport:
    """Return one entry, read once: it never changes."""
    del changed  # only there to read again what was put back
    found = _read(path, "rapport", int(path.name.split("-")[0]))
    assert isinstance(found, Rapport)  # the kind follows from the name
    return found


def publications(entries: Sequence[Entry]) -> list[Publicatie]:
    """Return the publications among entries."""
    return [entry for entry in entries if isinstance(entry, Publicatie)]


def withdrawn(entries: Sequence[Entry], tot: int | None = None) -> dict[str, Intrekking]:
    """Return by levering the intrekking that holds, of those up to number ``tot``."""
    return {
        entry.levering: entry
        for entry in entries
        if isinstance(entry, Intrekking) and (tot is None or entry.volgnr <= tot)
    }


def cleaned(entries: Sequence[Entry]) -> dict[str, tuple[Opgeruimd, Opruiming]]:
    """Return by id what is left of the leveringen that were cleaned up."""
    return {
        levering.id: (levering, entry)
        for entry in entries
        if isinstance(entry, Opruiming)
        for levering in entry.leveringen
    }
