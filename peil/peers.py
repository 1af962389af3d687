"""Where a gemeente stands among vergelijkbare gemeenten: of its size, or the reader's choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from peil import wording
from peil.catalogue import Indicator
from peil.figure import Figure

#: With fewer others a median says nothing about a group.
SMALLEST_GROUP: Final = 3


@dataclass(frozen=True, slots=True)
class PeerPlace:
    """Where one gemeente stands among others; values in the meeteenheid of the indicator."""

    aantal: int
    mediaan: float
    laagste: float
    hoogste: float
    lager: int
    is_fictief: bool
    zin: str


def place_among(figure: Figure, others: Sequence[Figure], indicator: Indicator) -> PeerPlace | None:
    """Return the place of a figure among others of the same indicator and period.

    Nothing when the figure has no value or fewer than three of the others have one.
    """
    known = [f for f in others if wording.has_value(f) and f.gebied_code != figure.gebied_code]
    values = sorted(f.waarde for f in known if f.waarde is not None)
    if not wording.has_value(figure) or figure.waarde is None or len(values) < SMALLEST_GROUP:
        return None
    middle = median(values)
    lower = sum(v < figure.waarde for v in values)
    return PeerPlace(
        aantal=len(values),
        mediaan=middle,
        laagste=values[0],
        hoogste=values[-1],
        lager=lower,
        is_fictief=figure.is_fictief or any(f.is_fictief for f in known),
        zin=_position(lower, values, figure.waarde),
    )


def _position(lower: int, values: Sequence[float], own: float) -> str:
    higher, size = sum(v > own for v in values), len(values)
    if lower == size:
        return f"Hoger dan alle {size} andere"
    if higher == size:
        return f"Lager dan alle {size} andere"
    if own == median(values):
        return f"Gelijk aan het midden van de {size} andere"
    if lower >= higher:
        return f"Hoger dan {lower} van de {size} andere"
    return f"Lager dan {higher} van de {size} andere"
