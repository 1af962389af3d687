"""Five classes of a map, as publication makes them, for the map on screen and on paper."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """One class: from, and below what; the last has no end."""

    klasse: int
    van: float | None
    tot: float | None
    methode: str = "natuurlijke grenzen; 297 waarden"


KLASSEN = [
    Limits(0, 0, 2.5),
    Limits(1, 2.5, 5),
    Limits(2, 5, 7.5),
    Limits(3, 7.5, 10),
    Limits(4, 10, None),
]
