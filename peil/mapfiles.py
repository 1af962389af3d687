"""What the map is drawn from: the built geometry files, their credit and how coarse they are.

The index ``kaart/kaart.json`` maps a kind of geometry (``gemeenten``, ``gemeenten-midden``,
``gemeenten-grof``, the same of ``districten``; ``eenheden``, ``tegels``) to a file name, and holds
one record ``over`` with the credit, the year and the tolerance in metres of each kind.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = "kaart"
INDEX = "kaart.json"
ABOUT = "over"


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


def read_map_files(work: Path) -> MapFiles:
    """Return what was built below ``work``; nothing before the first publication."""
    path = work / FOLDER / INDEX
    if not path.exists():
        return MapFiles()
    index = json.loads(path.read_text("utf-8"))
    about = index.pop(ABOUT, {})
    return MapFiles(
        files=index,
        credit=about.get("credit", ""),
        jaar=about.get("jaar"),
        herkomst=about.get("herkomst", ""),
        toleranties=about.get("toleranties", {}),
    )
