"""How a look is drawn on paper: its filling, its edge, and the colour of a text on it."""

import re
from dataclasses import dataclass
from typing import Final

from peil import svg
from peil.maps.looks import NUL, ONGETOETST
from peil.palette import LIGHT

_CLASS: Final = re.compile(r"[kd][1-5]")
#: Looks of areas without a number that was delivered: their edge is loose.
_LOOSE: Final = ("niet-geleverd", "ontbreekt", "nvt")


@dataclass(frozen=True, slots=True)
class Ink:
    """One look: ``halo`` is the edge around letters on a pattern, empty on a plain colour."""

    vulling: str
    rand: str
    dash: str
    tekst: str
    halo: str


def is_class(look: str) -> bool:
    """Return whether a look is a step of a scale."""
    return bool(_CLASS.fullmatch(look))


def ink(look: str) -> Ink:
    """Return how a look is drawn; one that is unknown is an empty area."""
    if is_class(look):
        step, by_class = int(look[1]) - 1, look[0] == "k"
        fills = LIGHT.sequential if by_class else LIGHT.diverging
        texts = LIGHT.on_sequential if by_class else LIGHT.on_diverging
        return Ink(fills[step], LIGHT.edge, "", texts[step], "")
    if look in (NUL, ONGETOETST):
        return Ink(LIGHT.card, LIGHT.control, "", LIGHT.ink, "")
    if look == "onderdrukt":
        return Ink(f"url(#{svg.PREFIX}-onderdrukt)", LIGHT.edge, "", LIGHT.ink, LIGHT.card)
    fill = f"url(#{svg.PREFIX}-niet-geleverd)" if look == "niet-geleverd" else LIGHT.ground
    dash = "2 2" if look in _LOOSE else ""
    return Ink(fill, LIGHT.hatch, dash, LIGHT.ink, LIGHT.card)
