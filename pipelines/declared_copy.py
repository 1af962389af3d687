"""A copy of everything that is declared (data and geo of the region), kept as it was.

``catalogi/<kenmerk>.zip``: the name is a fingerprint of the names and bytes in it, so each state is
kept once, and a copy that was changed is noticed. What the demo is made from is left out: that is
in the leveringen.
"""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from peil.errors import PeilError
from pipelines.durable import put_file

FOLDER: Final = "catalogi"
#: What a copy is called.
NAME: Final = re.compile(r"[0-9a-f]{64}\.zip")
_PARTS: Final = ("data", "geo")
_LEFT_OUT: Final = ("data", "demo")
#: Every file in a copy has this time: the same content is the same bytes.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_LARGEST: Final = 200 << 20


def keep(work: Path, region: Path) -> str:
    """Keep a copy of what is declared now, and return its fingerprint.

    To be used by who holds the working folder.
    """
    files = _declared(region)
    found = _fingerprint(files.items())
    path = path_of(work, found)
    if not path.exists():
        put_file(path, _pack(files))
    return found


def fingerprint(region: Path) -> str:
    """Return the fingerprint of what is declared below a region root, without keeping it."""
    return _fingerprint(_declared(region).items())


def path_of(work: Path, kenmerk: str) -> Path:
    """Return where the copy with this fingerprint lies."""
    return work / FOLDER / f"{kenmerk}.zip"


def files(work: Path) -> list[Path]:
    """Return all copies that are kept; foreign files are skipped."""
    folder = work / FOLDER
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if NAME.fullmatch(path.name)]


def require_whole(path: Path) -> None:
    """Refuse a copy that is not what its name says.

    Raises:
        PeilError: it is gone, or was changed.
    """
    _unpack(path)


@contextmanager
def unpacked(work: Path, kenmerk: str) -> Generator[Path]:
    """Give a folder with ``data`` and ``geo`` as they were; it is gone afterwards.

    Raises:
        PeilError: the copy is gone, or was changed.
    """
    files = _unpack(path_of(work, kenmerk))
    with TemporaryDirectory(prefix="peil-") as name:
        root = Path(name)
        for part in _PARTS:
            (root / part).mkdir()
        for inside, content in files.items():
            path = root / inside
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield root


def _declared(region: Path) -> dict[str, bytes]:
    """Return every declared file by its name below the region root, in order of name."""
    paths = [path for part in _PARTS for path in (region / part).rglob("*") if path.is_file()]
    named = {path.relative_to(region): path for path in paths}
    return {
        inside.as_posix(): named[inside].read_bytes()
        for inside in sorted(named, key=lambda inside: inside.as_posix())
        if inside.parts[:2] != _LEFT_OUT and not any(p.startswith(".") for p in inside.parts)
    }


def _fingerprint(files: Iterable[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, content in files:
        total.update(f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())
    return total.hexdigest()


def _pack(files: dict[str, bytes]) -> bytes:
    goal = io.BytesIO()
    with zipfile.ZipFile(goal, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return goal.getvalue()


def _unpack(path: Path) -> dict[str, bytes]:
    """Return the files in a copy; their fingerprint proves that they are what was kept."""
    damaged = PeilError(
        f"De kopie van de catalogus {path.name[:12]} in de map '{FOLDER}' is beschadigd of weg. "
        "Zet deze map terug uit een reservekopie."
    )
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise damaged
            files = {info.filename: archive.read(info) for info in archive.infolist()}
    except (OSError, zlib.error, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise damaged from error
    if not all(map(_is_declared, files)) or _fingerprint(files.items()) != path.stem:
        raise damaged
    return files


def _is_declared(name: str) -> bool:
    first, *others = name.split("/")
    return first in _PARTS and bool(others) and not {"", ".", ".."} & set(others)
