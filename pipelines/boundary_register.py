"""Boundaries that replace the embedded ones: kept unchanged for ever, each with its origin.

Every choice is a folder ``grenzen/<id>/`` with ``herkomst.json`` and the bytes as they came. It
is written aside and renamed in one step; the latest holds. Going back to the embedded boundaries
is a choice as well: a folder without bytes.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from peil.declared import Strict
from peil.errors import PeilError
from pipelines.cards import ID
from pipelines.durable import sync

FOLDER: Final = "grenzen"
CARD: Final = "herkomst.json"
#: What a file of a choice can be called.
FILES: Final = re.compile(r"herkomst\.json|deel-\d{3}\.(geojson|gpkg)")
#: The first bytes of every GeoPackage.
SQLITE: Final = b"SQLite format 3\0"
_ASIDE: Final = ".nieuw-"
_BLOCK: Final = 1 << 20
_LARGEST: Final = 2_000_000_000


class Deel(Strict):
    """One file of a choice: what it is called here and there, and what its bytes are."""

    naam: str
    bestand: str
    sha256: str
    bytes: int


class Herkomst(Strict):
    """Where boundaries come from; ``geladen_op`` is UTC, ``jaar`` that of the boundaries.

    ``bron`` is whom to credit. ``delen`` is empty for the embedded boundaries.
    """

    id: str
    volgnr: int
    soort: Literal["bestand", "opgehaald", "ingebouwd"]
    bron: str = ""
    jaar: int | None = None
    laag: str = ""
    adres: str = ""
    geladen_op: datetime
    wie: str
    delen: tuple[Deel, ...] = ()

    @property
    def bestanden(self) -> list[str]:
        """What each file was called where it came from."""
        return [deel.bestand for deel in self.delen]


class Waiting:
    """Files that are ours already, and not yet a choice: ``paths`` in order, ``delen`` on each."""

    def __init__(self, folder: Path) -> None:
        """Start empty in a folder of its own."""
        self.folder = folder
        self.delen: list[Deel] = []

    @property
    def paths(self) -> list[Path]:
        """Where the bytes lie."""
        return [self.folder / deel.naam for deel in self.delen]

    def add(self, blocks: Iterable[bytes], bestand: str) -> None:
        """Take over the bytes of one file; from here on the file itself no longer matters.

        Raises:
            PeilError: there is no end to it.
        """
        total, size, start = hashlib.sha256(), 0, b""
        path = self.folder / f"deel-{len(self.delen) + 1:03}"
        with path.open("xb") as goal:
            for block in blocks:
                start = start or block[: len(SQLITE)]
                total.update(block)
                size += len(block)
                if size > _LARGEST:
                    raise PeilError(
                        f"{bestand}: het bestand is groter dan {_LARGEST // 10**9} GB; "
                        "neem de gegeneraliseerde grenzen"
                    )
                goal.write(block)
            goal.flush()
            os.fsync(goal.fileno())
        named = path.with_suffix(".gpkg" if start == SQLITE else ".geojson")
        path.rename(named)
        named.chmod(0o444)
        deel = Deel(naam=named.name, bestand=bestand, sha256=total.hexdigest(), bytes=size)
        self.delen.append(deel)


@contextmanager
def waiting_room(work: Path) -> Generator[Waiting]:
    """Give a place aside for files that are to be judged; it is gone afterwards.

    To be used by who holds the working folder.
    """
    folder = work / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{_ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True)  # of a command that was stopped halfway
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
    try:
        yield Waiting(aside)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def read_blocks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def keep(
    work: Path,
    room: Waiting,
    *,
    soort: Literal["bestand", "opgehaald", "ingebouwd"],
    wie: str,
    bron: str = "",
    jaar: int | None = None,
    laag: str = "",
    adres: str = "",
) -> Herkomst:
    """Let the files in the room hold from now on, in one step, and return their origin."""
    moment = datetime.now(UTC).replace(microsecond=0)
    number = 1 + max((found.volgnr for found in choices(work)), default=0)
    digest = hashlib.sha256("".join(deel.sha256 for deel in room.delen).encode()).hexdigest()
    card = Herkomst(
        id=f"{moment:%Y%m%dT%H%M%SZ}-{number:06}-{digest[:8]}",
        volgnr=number,
        soort=soort,
        bron=bron,
        jaar=jaar,
        laag=laag,
        adres=adres,
        geladen_op=moment,
        wie=wie,
        delen=tuple(room.delen),
    )
    with (room.folder / CARD).open("xb") as file:
        file.write(card.model_dump_json(indent=2).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    (room.folder / CARD).chmod(0o444)
    folder = work / FOLDER
    # The room is for one user only; what is kept is as open as its parent.
    room.folder.chmod(folder.stat().st_mode & 0o777)
    sync(room.folder)
    room.folder.rename(folder / card.id)
    sync(folder)
    return card


def choices(work: Path) -> list[Herkomst]:
    """Return every choice that was made, in order; foreign files are skipped.

    Raises:
        PeilError: one whose origin cannot be read.
    """
    folder = work / FOLDER
    if not folder.is_dir():
        return []
    found = [_read(path) for path in sorted(folder.iterdir()) if ID.fullmatch(path.name)]
    return sorted(found, key=lambda card: card.volgnr)


def _read(folder: Path) -> Herkomst:
    try:
        return Herkomst.model_validate_json((folder / CARD).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValidationError) as error:
        raise PeilError(
            f"De grenzen {folder.name} in de werkmap zijn beschadigd. "
            "Zet deze map terug uit een reservekopie."
        ) from error


def current(work: Path) -> Herkomst | None:
    """Return the boundaries that hold, or ``None`` where those are the embedded ones."""
    latest = choices(work)[-1:]
    return latest[0] if latest and latest[0].delen else None


def find(work: Path, id: str) -> Herkomst | None:
    """Return a choice by its id; an empty id is that of the embedded boundaries.

    Raises:
        PeilError: there is no such choice here.
    """
    found = next((card for card in choices(work) if card.id == id), None)
    if id and found is None:
        raise PeilError(
            f"De grenzen {id} staan niet in de werkmap. "
            "Zet de map 'grenzen' terug uit een reservekopie."
        )
    return found


def originals(work: Path, card: Herkomst) -> list[Path]:
    """Return where the bytes of a choice lie, after comparing them with its origin.

    Raises:
        PeilError: they are gone or no longer the same.
    """
    paths: list[Path] = []
    for deel in card.delen:
        path = work / FOLDER / card.id / deel.naam
        total = hashlib.sha256()
        if path.is_file():
            for block in read_blocks(path):
                total.update(block)
        if total.hexdigest() != deel.sha256:
            raise PeilError(
                f"De grenzen {card.id}/{deel.naam} zijn na het laden veranderd of weg. "
                "Zet deze map terug uit een reservekopie, of ga terug naar de ingebouwde grenzen "
                "met `peil grenzen terug`."
            )
        paths.append(path)
    return paths
