"""What the map is drawn from: the built geometry files, their credit and how coarse they are.

The index ``kaart/kaart.json`` maps a kind of geometry (``gemeenten``, ``gemeenten-midden``,
``gemeenten-grof``, the same of ``districten``; ``eenheden``, ``tegels``) to a file name, and holds
one record ``over`` with the credit, the year and the tolerance in metres of each kind. An earlier
stand has an index of its own, ``standen/<nummer>-kaart.json``, on the same files.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = "kaart"
INDEX = "kaart.json"
ABOUT = "over"
STANDEN = "standen"
_OF_STAND = "-kaart.json"


@dataclass(frozen=True, slots=True)
class MapFiles:
    """Kind -> file name, the credit line, and kind -> tolerance in metres; empty when not built.

    ``jaar`` is the year of the boundaries, if it is known; ``herkomst`` tells in Dutch where
    boundaries come from that replace the embedded ones.
    """

    files: dict[str, str] = field(default_factory=dict[str, str])
    credit: str = ""
    jaar: int | None = None
    herkomst: str = ""
    toleranties: dict[str, float] = field(default_factory=dict[str, float])


def index_of(work: Path, stand: int = 0) -> Path:
    """Return where the index lies: of now, or of an earlier stand."""
    return work / STANDEN / f"{stand}{_OF_STAND}" if stand else work / FOLDER / INDEX


def earlier_indexes(work: Path) -> list[Path]:
    """Return the indexes of all earlier standen that were built."""
    return sorted((work / STANDEN).glob(f"*{_OF_STAND}"))


def read_map_files(work: Path, stand: int = 0) -> MapFiles:
    """Return what was built below ``work``, for a stand if it has a map of its own.

    Nothing before the first publication.
    """
    path = index_of(work, stand)
    if not path.exists():
        path = index_of(work)
    if not path.exists():
        return MapFiles()
    return read_index(path)


def read_index(path: Path) -> MapFiles:
    """Return what one index says."""
    index = json.loads(path.read_text("utf-8"))
    about = index.pop(ABOUT, {})
    return MapFiles(
        files=index,
        credit=about.get("credit", ""),
        jaar=about.get("jaar"),
        herkomst=about.get("herkomst", ""),
        toleranties=about.get("toleranties", {}),
    )
