"""Which program this is: its version, and a fingerprint of the code that makes figures."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

NAME: Final = "dashboard-ondermijning-weerbaarheid"
_ROOT: Final = Path(__file__).resolve().parent.parent
_PARTS: Final = ("peil", "pipelines")
_KINDS: Final = (".py", ".sql")


def current_version() -> str:
    """Return the version of the program."""
    return version(NAME)


@lru_cache(maxsize=1)
def code() -> str:
    """Return a fingerprint (twelve signs of a sha256) of the code behind the figures.

    Two versions under one number differ in it; what is on the screen only does not count.
    """
    total = hashlib.sha256()
    paths = [path for part in _PARTS for path in (_ROOT / part).rglob("*")]
    for path in sorted(path for path in paths if path.suffix in _KINDS):
        total.update(f"{path.relative_to(_ROOT).as_posix()}\n".encode() + path.read_bytes())
    return total.hexdigest()[:12]
