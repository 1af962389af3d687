"""How an area is filled: by its class, by its difference with the rest, or by why it is empty."""

from collections.abc import Sequence
from typing import Final, Protocol

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure

#: Which of the five sequential colours a map of n classes uses.
_STEPS: Final = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
NUL: Final = "nul"
_WITHOUT_VALUE: Final = {
    terms.ONDERDRUKT: "onderdrukt",
    terms.NIET_GELEVERD: "niet-geleverd",
    terms.ONTBREEKT: "ontbreekt",
    terms.NVT: "nvt",
}
#: A value that nothing was compared with.
ONGETOETST: Final = "ongetoetst"
#: Looks that are no class, in the order of the legend.
WITHOUT: Final = (NUL, ONGETOETST, *_WITHOUT_VALUE.values())
#: From here on a difference is strong: half as much again, and its mirror image.
STRONG: Final = 1.5
#: Difference with the rest, low to high: look, sign and words.
DIFFERENCES: Final = (
    ("d1", "▼▼", "veel lager (hooguit ⅔)"),
    ("d2", "▼", "lager"),
    ("d3", "≈", "vergelijkbaar"),
    ("d4", "▲", "hoger"),
    ("d5", "▲▲", "veel hoger (minstens 1½ keer)"),
)


class Klasse(Protocol):
    """One map class: its number from 0, its limits (an open end is ``None``), and how made."""

    @property
    def klasse(self) -> int: ...
    @property
    def van(self) -> float | None: ...
    @property
    def tot(self) -> float | None: ...
    @property
    def methode(self) -> str: ...


def look(figure: Figure, klassen: Sequence[Klasse]) -> str:
    """Return how an area is filled: ``k1``…``k5``, ``nul``, ``onderdrukt``, ``niet-geleverd``…"""
    if not wording.has_value(figure):
        return _WITHOUT_VALUE.get(figure.status, "ontbreekt")
    if figure.waarde == 0:
        return NUL
    number = figure.klasse if figure.klasse is not None else _class_of(figure.waarde, klassen)
    return f"k{step(number, len(klassen))}"


def difference(figure: Figure, benchmark: terms.Niveau) -> str:
    """Return how an area differs from the rest: ``d1``…``d5``, ``ongetoetst``, or why it is empty.

    Whether it differs is said by the test; the size of the difference only makes it strong.
    """
    if not wording.has_value(figure):
        return _WITHOUT_VALUE.get(figure.status, "ontbreekt")
    word, rest = getattr(figure, f"{benchmark}_woord"), getattr(figure, f"{benchmark}_rest")
    value = figure.waarde or 0.0
    if word == terms.VERGELIJKBAAR:
        return "d3"
    if word == terms.HOGER:
        return "d5" if rest is not None and value >= rest * STRONG else "d4"
    if word == terms.LAGER:
        return "d1" if rest is not None and value * STRONG <= rest else "d2"
    return ONGETOETST


def sign(name: str) -> str:
    """Return the sign of a difference: ``▲▲``, ``▼``; nothing for any other look."""
    return next((mark for look_, mark, _ in DIFFERENCES if look_ == name), "")


def step(number: int, count: int) -> int:
    """Return which of the five colours class ``number`` (from 0) of ``count`` classes has."""
    steps = _STEPS.get(count, _STEPS[5])
    return steps[min(max(number, 0), len(steps) - 1)]


def _class_of(value: float | None, klassen: Sequence[Klasse]) -> int:
    """Return the highest class whose lower limit the value reaches."""
    reached = [k.klasse for k in klassen if value is not None and value >= (k.van or 0.0)]
    return max(reached, default=0)


def words(name: str, figures: Sequence[Figure], indicator: Indicator) -> str:
    """Return what a look without a class means, from a figure that has it."""
    if name == NUL:
        return NUL
    if name == ONGETOETST:
        return "niet vergeleken"
    without = (f for f in figures if not wording.has_value(f) and look(f, ()) == name)
    figure = next(without, None)
    return labels.status_words(figure, indicator) if figure else name.replace("-", " ")
