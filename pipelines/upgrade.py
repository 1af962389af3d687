"""Bringing a working folder up to the layout of this program, one step per layout.

Layout 0 has leveringen only; layout 1 has the journal too. A next layout is one function more in
``STEPS``. A step may be done twice: after an interruption all steps from the found layout are run.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from peil.errors import PeilError
from peil.journal import FILE, LAYOUT
from peil.journal.faults import other_layout
from peil.journal.file import create, layout_of
from pipelines import register

_NORM: Final = "norm"


def _add_journal(work: Path) -> list[str]:
    """From 0 to 1: make the journal, and say what no longer counts."""
    create(work)
    return [
        f"Levering {card.volgnr} ({card.bestand}) van bron {_NORM} telt niet meer mee: het aantal "
        "normitems komt nu uit de oordelen in het journaal. Het bestand blijft bewaard."
        for card in register.deliveries(work)
        if card.bron == _NORM
    ]


#: What brings a working folder of this layout to the next; each returns what the reader must know.
STEPS: Final[Mapping[int, Callable[[Path], list[str]]]] = {0: _add_journal}


def find_layout(work: Path) -> int:
    """Return the layout of a working folder.

    Raises:
        PeilError: the journal in it is damaged or empty.
    """
    path = work / FILE
    if not path.exists():
        return 0
    found = layout_of(path)
    if found <= 0:
        raise other_layout(found, LAYOUT)
    return found


def require_known(layout: int) -> None:
    """Refuse a layout that only a newer program knows."""
    if layout > LAYOUT:
        raise PeilError(
            f"Dit is gemaakt door een nieuwere versie van het dashboard (indeling {layout}, deze "
            f"versie kent {LAYOUT}). Er is niets veranderd. Werk eerst het dashboard zelf bij."
        )


def bring_up(work: Path) -> list[str]:
    """Apply the steps that are still to be done, and return what the reader must know."""
    layout = find_layout(work)
    require_known(layout)
    return [note for step in range(layout, LAYOUT) for note in STEPS[step](work)]
