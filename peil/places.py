"""Where things lie: the content of a region, its geometry, and the working files."""

import os
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parent.parent
#: The largest file that is taken, in MB, unless `$PEIL_MAX_MB` says otherwise.
LARGEST_MB = 200


def region_root() -> Path:
    """Return the folder that holds ``data/`` and ``geo/``: ``$PEIL_REGIO`` or the repository."""
    return Path(os.environ.get("PEIL_REGIO") or _REPOSITORY)


def data_root() -> Path:
    """Return the folder with the catalogue, areas, bronnen and reference facts."""
    return region_root() / "data"


def geo_root() -> Path:
    """Return the folder with boundaries and tiles."""
    return region_root() / "geo"


def work_root() -> Path:
    """Return the folder with working files: ``$PEIL_DATA`` or ``./var``."""
    return Path(os.environ.get("PEIL_DATA") or "var")


def largest_mb() -> int:
    """Return how many MB a delivered file may have: ``$PEIL_MAX_MB``, or 200."""
    given = os.environ.get("PEIL_MAX_MB", "")
    return int(given) if given.isascii() and given.isdigit() and int(given) else LARGEST_MB
