"""The register: every accepted levering as an immutable folder, and the cells it all adds up to.

A levering is ``leveringen/<id>/`` with the original bytes and ``levering.json``. It is written
aside and renamed in one step, so that it is there whole or not at all. Nothing is ever edited: a
later levering replaces the same cells, the earlier one stays; only a fictitious one never replaces
a real one.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import NamedTuple

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.errors import Finding, PeilError
from pipelines.check import CELLS, check, find_bron
from pipelines.check_problems import KEY
from pipelines.lock import lock
from pipelines.read import read_table

#: The folder of the register in the working folder, the card in each levering, and its name.
FOLDER = "leveringen"
CARD = "levering.json"
ID = re.compile(r"\d{8}T\d{6}Z-\d{6}-[0-9a-f]{8}")
_ASIDE = ".nieuw-"

#: One row per delivered cell that holds after superseding.
REGISTER_CELLS = {
    **{name: kind for name, kind in CELLS.items() if name != "regel"},
    "is_fictief": pl.Boolean,
    "bron": pl.String,
    "herkomst": pl.String,
    "levering": pl.String,
    "regel": pl.Int64,
}


class Levering(BaseModel):
    """The card of one accepted levering; ``regels`` counts its rows, ``geladen_op`` is UTC."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    volgnr: int
    bestand: str
    origineel: str
    sha256: str
    bron: str
    geladen_op: datetime
    wie: str
    is_fictief: bool
    bevestiging: str = ""
    regels: int


class Collected(NamedTuple):
    """All cells of the register (``REGISTER_CELLS``) and what of it fits the catalogue no more."""

    cells: pl.DataFrame
    left_out: tuple[Finding, ...]


def deliveries(work: Path) -> list[Levering]:
    """Return the accepted leveringen in the order of loading; foreign files are skipped.

    Raises:
        PeilError: a levering whose card cannot be read.
    """
    folder = work / FOLDER
    if not folder.is_dir():
        return []
    cards = [_read_card(path) for path in sorted(folder.iterdir()) if ID.fullmatch(path.name)]
    return sorted(cards, key=lambda card: card.volgnr)


def _read_card(folder: Path) -> Levering:
    try:
        return Levering.model_validate_json((folder / CARD).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValidationError) as error:
        raise PeilError(
            f"De levering {folder.name} in het register is beschadigd. "
            "Zet deze map terug uit een reservekopie."
        ) from error


def find_same(work: Path, content: bytes, bron: str) -> Levering | None:
    """Return the levering that holds exactly these bytes from this bron, if it is there."""
    digest = hashlib.sha256(content).hexdigest()
    same = [d for d in deliveries(work) if d.sha256 == digest and d.bron == bron]
    return same[-1] if same else None


def accept(
    work: Path,
    content: bytes,
    bestand: str,
    bron: str,
    wie: str,
    bevestiging: str = "",
    is_fictief: bool = False,
    now: datetime | None = None,
    regels: int | None = None,
) -> Levering:
    """Keep a checked file for ever and return its card; the same file twice is kept once.

    ``now`` must carry a time zone; it only makes the id and the card, the order of superseding
    is that of loading. ``regels`` is counted when it is not given.
    """
    with lock(work):
        same = find_same(work, content, bron)
        if same is not None:
            return same
        digest = hashlib.sha256(content).hexdigest()
        number = 1 + max((d.volgnr for d in deliveries(work)), default=0)
        moment = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        suffix = PurePath(bestand).suffix.lower()
        card = Levering(
            id=f"{moment:%Y%m%dT%H%M%SZ}-{number:06}-{digest[:8]}",
            volgnr=number,
            bestand=PurePath(bestand).name,
            origineel=f"origineel{suffix if suffix.isascii() else ''}",
            sha256=digest,
            bron=bron,
            geladen_op=moment,
            wie=wie,
            is_fictief=is_fictief,
            bevestiging=bevestiging,
            regels=read_table(content, bestand).frame.height if regels is None else regels,
        )
        _store(work / FOLDER, card, content)
        return card


def _store(folder: Path, card: Levering, content: bytes) -> None:
    """Write the levering aside, make it durable, and let it appear in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(f"{_ASIDE}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
    try:
        # The folder is made for one user only; the register is as open as its parent.
        aside.chmod(folder.stat().st_mode & 0o777)
        _write(aside / card.origineel, content)
        _write(aside / CARD, card.model_dump_json(indent=2).encode() + b"\n")
        _sync(aside)
        aside.rename(folder / card.id)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    _sync(folder)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o444)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def folder_of(work: Path, card: Levering) -> Path:
    """Return the folder of a levering."""
    return work / FOLDER / card.id


def original(work: Path, card: Levering) -> bytes:
    """Return the bytes as delivered.

    Raises:
        PeilError: they are gone or no longer the same.
    """
    path = folder_of(work, card) / card.origineel
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise PeilError(
            f"Het bestand van levering {card.id} is na het laden veranderd of weg. "
            "Zet deze map terug uit een reservekopie."
        )
    return content


def cells(work: Path, catalogue: Catalogue, areas: Areas) -> pl.DataFrame:
    """Return the cells of all leveringen after superseding: ``REGISTER_CELLS``."""
    return collect(work, catalogue, areas).cells


def collect(
    work: Path,
    catalogue: Catalogue,
    areas: Areas,
    progress: Callable[[str], None] | None = None,
) -> Collected:
    """Read all leveringen again from their original bytes; the latest of the same cell holds.

    A row that today's catalogue or areas refuse is left out, and said. A file is judged by the
    day on which it was loaded, so that the outcome does not depend on the day of publishing.
    """
    frames = [pl.DataFrame(schema=REGISTER_CELLS)]
    left_out: list[Finding] = []
    for frame, findings in _each(work, catalogue, areas, progress):
        frames.append(frame)
        left_out += findings
    every = pl.concat(frames)
    return Collected(every.unique(KEY, keep="last", maintain_order=True), tuple(left_out))


def _from_before_the_journal(name: str) -> Finding:
    """Say that figures about the norm no longer come from a levering."""
    wat = "cijfers over de norm komen niet meer uit een levering"
    return Finding(name, None, None, wat, "laad de oordelen als normblad met `peil laad`")


def _each(
    work: Path, catalogue: Catalogue, areas: Areas, progress: Callable[[str], None] | None
) -> Iterator[tuple[pl.DataFrame, list[Finding]]]:
    # A fictitious cell never takes the place of a real one, whichever came last.
    for card in sorted(deliveries(work), key=lambda card: (not card.is_fictief, card.volgnr)):
        if progress:
            progress(f"levering {card.volgnr}: {card.bestand}")
        bron = find_bron(catalogue, card.bron)
        name = f"{card.id}/{card.bestand}"
        if bron.soort == "norm":
            yield pl.DataFrame(schema=REGISTER_CELLS), [_from_before_the_journal(name)]
            continue
        day = card.geladen_op.date()
        found = check(original(work, card), name, bron, catalogue, areas, day)
        source = pl.col("toelichting") if bron.herkomst_uit_toelichting else pl.lit("")
        frame = found.cells.with_columns(
            is_fictief=pl.lit(card.is_fictief),
            bron=pl.lit(card.bron),
            herkomst=source,
            levering=pl.lit(card.id),
        )
        yield frame.select(list(REGISTER_CELLS)), list(found.errors)
