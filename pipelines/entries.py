"""What happens to the register besides leveringen: intrekking, publicatie and opruiming.

Each is one immutable file ``register/<volgnr>-<soort>.json``. Leveringen and entries share one
numbering, so that "up to here" means the same for both. Nothing is edited: an intrekking says that
a levering no longer counts, it does not touch it.
"""

import re
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from peil.errors import PeilError
from pipelines.durable import put_file, sync

FOLDER: Final = "register"
#: Where the leveringen lie, beside the register of what happened to them.
LEVERINGEN: Final = "leveringen"
#: What a file of an entry is called.
NAME: Final = re.compile(r"(?P<volgnr>\d{6})-(?P<soort>intrekking|publicatie|opruiming)\.json")
#: A publication that was announced: it becomes an entry when its snapshot is the current one.
ANNOUNCED: Final = ".publicatie.json"
_CURRENT: Final = "current.duckdb"


class _Entry(BaseModel):
    """What every entry has: its place in the one numbering, when (UTC) and by whom."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    volgnr: int
    moment: datetime
    wie: str


class Intrekking(_Entry):
    """The levering with this id no longer counts, from here on."""

    soort: Literal["intrekking"] = "intrekking"
    levering: str
    reden: str


class Publicatie(_Entry):
    """A publication: all that its figures follow from, and the hash of what they were.

    Everything in the register with a lower ``volgnr`` was in it, and the journal up to entry
    ``journaal``. ``catalogus`` names the copy of the declared data, ``grenzen`` the boundaries
    that held (empty: the embedded ones), ``code`` is a fingerprint of the program itself.
    """

    soort: Literal["publicatie"] = "publicatie"
    snapshot: str
    inhoud: str
    cijfers: int
    versie: str
    code: str
    journaal: int
    catalogus: str
    grenzen: str = ""


class Opgeruimd(BaseModel):
    """What stays known of a levering that was cleaned up: all but its content."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    volgnr: int
    bron: str
    bestand: str
    sha256: str
    geladen_op: datetime
    regels: int


class Opruiming(_Entry):
    """These leveringen were removed because the time to keep them is over."""

    soort: Literal["opruiming"] = "opruiming"
    reden: str
    leveringen: tuple[Opgeruimd, ...]


Entry = Intrekking | Publicatie | Opruiming
_KINDS: Final[dict[str, type[Entry]]] = {
    "intrekking": Intrekking,
    "publicatie": Publicatie,
    "opruiming": Opruiming,
}


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
        entry = _KINDS[soort].model_validate_json(path.read_bytes())
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
