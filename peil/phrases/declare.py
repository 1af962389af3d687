"""What one sentence of a report may hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """``velden`` are the names that may stand between braces, ``lengte`` the most characters."""

    velden: tuple[str, ...]
    lengte: int


def phrase(velden: str = "", lengte: int = 240) -> Phrase:
    """Return what a sentence may hold; ``velden`` are names with spaces between."""
    return Phrase(tuple(velden.split()), lengte)
