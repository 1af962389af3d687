"""Where things lie: the content of a region, its geometry, and the working files."""

import os
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parent.parent


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
