"""Putting a backup back: everything is checked and unpacked aside before anything changes."""

import hashlib
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ValidationError

from peil.errors import PeilError
from peil.journal import FILE
from peil.journal.file import guard, inspect
from pipelines import (
    boundary_register,
    declared_copy,
    entries,
    kept_reports,
    register,
    swap,
    upgrade,
)
from pipelines.backup import MANIFEST, Bestand, Manifest, has_content
from pipelines.durable import sync
from pipelines.lock import PLAN, lock

_NAME: Final = re.compile(
    rf"{re.escape(FILE)}"
    rf"|leveringen/{register.ID.pattern}/((levering|bevindingen)\.json|origineel(\.[a-z0-9]+)?)"
    rf"|register/{entries.NAME.pattern}|catalogi/{declared_copy.NAME.pattern}"
    rf"|{entries.RAPPORTEN}/\d{{6}}/({kept_reports.FILES.pattern})"
    rf"|grenzen/{register.ID.pattern}/({boundary_register.FILES.pattern})",
    re.ASCII,
)
_LARGEST_MANIFEST: Final = 50 << 20
_BLOCK: Final = 1 << 20
_READY: Final = ".herstel-"


class Restored(NamedTuple):
    """What was put back, and the folder in which the old things are kept (if there were any)."""

    manifest: Manifest
    opzij: Path | None
    notes: list[str]


def restore(path: Path, work: Path, *, is_replacing: bool = False) -> Restored:
    """Put a backup back in the working folder; what is there goes aside, never away.

    Raises:
        PeilError: the backup is not whole, or the working folder is in use and may not be
            replaced. Nothing has changed then.
    """
    with lock(work):
        is_full = has_content(work)
        if is_full and not is_replacing:
            raise PeilError(
                f"In de werkmap {work} staan al leveringen, grenzen of een journaal. "
                "Er is niets veranderd. "
                "Gebruik --vervang om ze opzij te zetten en de reservekopie terug te zetten."
            )
        for left in work.glob(f"{_READY}*/"):
            shutil.rmtree(left, ignore_errors=True)  # of a restore that stopped before it held
        ready = Path(tempfile.mkdtemp(prefix=_READY, dir=work))
        try:
            manifest = _unpack(path, ready)
            notes = upgrade.bring_up(ready) if manifest.indeling else []
            if manifest.indeling and inspect(ready / FILE) != manifest.journaal:
                raise _damaged(FILE)
            if manifest.indeling:
                guard(ready / FILE)
            stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
            aside = f"vervangen-{datetime.now(UTC):%Y-%m-%d-%H%M%S%f}"
            swap.begin(work, ready, aside, stamp)
        except BaseException:
            if not (work / PLAN).exists():
                shutil.rmtree(ready, ignore_errors=True)
            raise
        swap.finish(work)
    return Restored(manifest, work / aside if is_full else None, notes)


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Return the manifest of a backup, after comparing it with the names in the zip.

    Raises:
        PeilError: there is none, or it does not fit.
    """
    infos = {info.filename: info for info in archive.infolist()}
    if len(infos) != len(archive.infolist()):
        raise PeilError("Dit is geen goede reservekopie: een bestand staat er twee keer in.")
    if MANIFEST not in infos or infos[MANIFEST].file_size > _LARGEST_MANIFEST:
        raise PeilError(f"Dit is geen reservekopie van het dashboard: {MANIFEST} ontbreekt.")
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except ValidationError as error:
        raise PeilError(f"Dit is geen goede reservekopie: {MANIFEST} klopt niet.") from error
    upgrade.require_known(manifest.indeling)
    strange = sorted(n for n in infos if n != MANIFEST and not _NAME.fullmatch(n))
    if strange:
        raise PeilError(f"Dit is geen goede reservekopie: '{strange[0]}' hoort er niet in.")
    for name in sorted(infos.keys() - {MANIFEST} ^ manifest.bestanden.keys()):
        raise PeilError(f"De reservekopie is niet heel: '{name}' ontbreekt of staat er te veel in.")
    for name, said in manifest.bestanden.items():
        if infos[name].file_size != said.bytes:
            raise _damaged(name)
    if (FILE in manifest.bestanden) != (manifest.indeling > 0):
        raise PeilError(f"Dit is geen goede reservekopie: {MANIFEST} klopt niet met het journaal.")
    return manifest


def _unpack(path: Path, ready: Path) -> Manifest:
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = read_manifest(archive)
            needed = sum(b.bytes for b in manifest.bestanden.values())
            if needed > shutil.disk_usage(ready).free:
                raise PeilError(
                    f"De reservekopie past niet op de schijf: uitgepakt is ze {needed:_} bytes. "
                    "Er is niets veranderd. Maak ruimte en probeer het opnieuw.".replace("_", ".")
                )
            for folder in swap.FOLDERS:
                (ready / folder).mkdir()
            for name, said in manifest.bestanden.items():
                _extract(archive, name, said, ready / name)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise PeilError(
            f"{path.name} is geen goede reservekopie: het bestand is niet te lezen of beschadigd. "
            "Er is niets veranderd."
        ) from error
    for card in register.deliveries(ready):
        register.original(ready, card)
    for choice in boundary_register.choices(ready):
        boundary_register.originals(ready, choice)
    entries.read_entries(ready)
    kept_reports.files(ready)
    for path in declared_copy.files(ready):
        declared_copy.require_whole(path)
    for name in swap.FOLDERS:
        for folder in (ready / name).iterdir():
            if folder.is_dir():
                sync(folder)
        sync(ready / name)
    return manifest


def _extract(archive: zipfile.ZipFile, name: str, said: Bestand, path: Path) -> None:
    """Write one file aside; it stops as soon as there is more than was said."""
    path.parent.mkdir(exist_ok=True)
    total, size = hashlib.sha256(), 0
    with archive.open(name) as source, path.open("xb") as goal:
        while block := source.read(_BLOCK):
            size += len(block)
            if size > said.bytes:
                raise _damaged(name)
            total.update(block)
            goal.write(block)
        goal.flush()
        os.fsync(goal.fileno())
    if (total.hexdigest(), size) != (said.sha256, said.bytes):
        raise _damaged(name)
    path.chmod(0o644 if name == FILE else 0o444)


def _damaged(name: str) -> PeilError:
    return PeilError(
        f"De reservekopie is beschadigd: '{name}' is niet meer zoals ze is bewaard. "
        "Er is niets veranderd. Gebruik een andere reservekopie."
    )
