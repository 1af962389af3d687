"""The one way in for a file: whoever delivers, on the command line or a page, finds the same."""

from pathlib import Path

from peil.areas import load_areas
from peil.bronnen import Bron
from peil.catalogue import load_catalogue
from peil.clock import today
from pipelines import register
from pipelines.check import Checked, check


def examine(work: Path, content: bytes, bestand: str, bron: Bron, periode: str = "") -> Checked:
    """Check a file as it was delivered, against what this register already holds.

    Args:
        work: the folder with the register; nothing is written there.
        content: the bytes as they came.
        bestand: the name of the file.
        bron: who delivers.
        periode: what was answered where the file does not say its period.

    Raises:
        PeilError: the register cannot be read.
    """
    catalogue, areas = load_catalogue(), load_areas()
    history = register.collect(work, catalogue, areas).cells
    return check(
        content, bestand, bron, catalogue, areas, today(), periode=periode, history=history
    )
