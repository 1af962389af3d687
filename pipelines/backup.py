"""A backup: one zip with everything that cannot be computed again, and a manifest to check it by.

In it are the leveringen and what happened to them, the reports that were vastgesteld, the declared
data of then, the boundaries that were loaded, the journal and ``manifest.json``. Snapshots and
standen are not: they are rebuilt.
"""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, Literal

from peil.declared import Strict
from peil.desk import open_desk
from peil.errors import PeilError
from peil.journal import FILE, LAYOUT, Journal
from peil.journal.file import inspect
from pipelines import boundary_register, declared_copy, entries, kept_reports, register
from pipelines.lock import lock
from pipelines.program import current_version

MANIFEST: Final = "manifest.json"
_BLOCK: Final = 1 << 20


class Bestand(Strict):
    """One file in a backup."""

    sha256: str
    bytes: int


class Publicatie(Strict):
    """The publication at the time: its content hash, and what was in it."""

    inhoud: str
    journaal: int
    leveringen: int


class Manifest(Strict):
    """What a backup says of itself; ``journaal`` is the number of the last entry, if any.

    ``tellend`` is how many of the leveringen count (not withdrawn); unknown in older backups.
    """

    soort: Literal["peil-reservekopie"] = "peil-reservekopie"
    indeling: int
    programma: str
    moment: datetime
    journaal: int | None
    publicatie: Publicatie | None
    tellend: int | None = None
    bestanden: dict[str, Bestand]

    @property
    def leveringen(self) -> int:
        """The number of leveringen in it."""
        return len(self._in(register.FOLDER))

    @property
    def grenzen(self) -> int:
        """The number of times that boundaries were loaded, or set back."""
        return len(self._in(boundary_register.FOLDER))

    def _in(self, folder: str) -> set[str]:
        parts = [name.split("/") for name in self.bestanden]
        return {part[1] for part in parts if len(part) > 1 and part[0] == folder}

    @property
    def rapporten(self) -> int:
        """The number of reports in it that were vastgesteld."""
        return len(self._in(entries.RAPPORTEN))

    @property
    def is_published(self) -> bool:
        """Whether the publication held all that is in the backup."""
        found = self.publicatie
        return found is not None and (found.journaal, found.leveringen) == (
            self.journaal or 0,
            self.leveringen if self.tellend is None else self.tellend,
        )


def default_name(moment: datetime, folder: Path) -> Path:
    """Return a name that nothing has yet in the folder, with the day in it."""
    stem = f"peil-reservekopie-{moment:%Y-%m-%d}"
    names = (f"{stem}{f'-{n}' if n > 1 else ''}.zip" for n in range(1, 10_000))
    return next(folder / name for name in names if not (folder / name).exists())


def back_up(work: Path, path: Path, moment: datetime | None = None) -> Manifest:
    """Write a backup of the working folder to a new file and return its manifest.

    Others may go on typing; loading and publishing wait.

    Raises:
        PeilError: there is nothing to keep, the file is there already, or something is damaged.
    """
    if not has_content(work):
        raise PeilError(f"In de werkmap {work} staat nog niets om te bewaren.")
    with lock(work):
        return back_up_locked(work, path, moment)


def has_content(work: Path) -> bool:
    """Say whether there is a levering, a journal or a boundary in the working folder."""
    is_delivered = bool(register.deliveries(work)) or bool(boundary_register.choices(work))
    return is_delivered or os.path.lexists(work / FILE)


def back_up_locked(work: Path, path: Path, moment: datetime | None = None) -> Manifest:
    """Write a backup for who holds the working folder already."""
    if path.exists():
        raise PeilError(f"{path} bestaat al. Kies een andere naam; er is niets overschreven.")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out, tempfile.TemporaryDirectory(dir=work) as folder:
            manifest = _write(work, out, Path(folder), moment or datetime.now(UTC))
            out.flush()
            os.fsync(out.fileno())
        aside.chmod(0o600)  # what people typed is not for everyone on this computer
        aside.rename(path)
    finally:
        aside.unlink(missing_ok=True)
    return manifest


def _write(work: Path, out: IO[bytes], folder: Path, moment: datetime) -> Manifest:
    position: int | None = None
    copy = folder / FILE
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        found: dict[str, Bestand] = {}
        journal = Journal(work)
        try:
            if journal.copy_to(copy):
                # A backup that cannot be read back is none.
                position = inspect(copy)
                found[FILE] = _add(archive, FILE, copy)
        finally:
            journal.close()
        for name, path in _delivered(work):
            found[name] = _add(archive, name, path)
        manifest = Manifest(
            indeling=0 if position is None else LAYOUT,
            programma=current_version(),
            moment=moment.astimezone(UTC).replace(microsecond=0),
            journaal=position,
            publicatie=_published(work),
            tellend=len(register.counting(work)),
            bestanden=found,
        )
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=2) + "\n")
    return manifest


def _delivered(work: Path) -> Iterator[tuple[str, Path]]:
    for card in register.deliveries(work):
        register.original(work, card)  # refuses a levering that was changed after loading
        folder = register.folder_of(work, card)
        for name in (register.CARD, register.FINDINGS, card.origineel):
            if name != register.FINDINGS or (folder / name).is_file():
                yield f"{register.FOLDER}/{card.id}/{name}", folder / name
    for path in entries.files(work):
        yield f"{entries.FOLDER}/{path.name}", path
    yield from kept_reports.files(work)  # refuses what was changed
    for path in declared_copy.files(work):
        declared_copy.require_whole(path)
        yield f"{declared_copy.FOLDER}/{path.name}", path
    for choice in boundary_register.choices(work):
        paths = boundary_register.originals(work, choice)  # refuses what was changed
        folder = work / boundary_register.FOLDER / choice.id
        for path in (folder / boundary_register.CARD, *paths):
            yield f"{boundary_register.FOLDER}/{choice.id}/{path.name}", path


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Bestand:
    total, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as goal:
        while block := source.read(_BLOCK):
            total.update(block)
            size += len(block)
            goal.write(block)
    return Bestand(sha256=total.hexdigest(), bytes=size)


def _published(work: Path) -> Publicatie | None:
    try:
        desk = open_desk(work)
        stamp, count = desk.snapshot, len(desk.deliveries())
    except PeilError:
        return None  # none, or one of an older version: it is rebuilt after a restore
    return Publicatie(inhoud=stamp.inhoud, journaal=stamp.journaal, leveringen=count)
