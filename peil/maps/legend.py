"""The legend of a map: what each look means, and how the classes were made."""

from collections.abc import Iterable, Sequence
from typing import Final, TypedDict

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.maps.looks import DIFFERENCES, WITHOUT, Klasse, step, words

#: How the method says that zero stands apart.
ZERO_APART: Final = "nul apart"


class Legend(TypedDict):
    """What the browser draws as legend; it counts the areas itself, per frame.

    ``titel`` is the unit, ``methode`` the sentence below, ``wat`` the word after a count, and
    ``vakken`` the entries ``(look, words)``, classes from low to high, then what is no class.
    """

    titel: str
    methode: str
    wat: str
    vakken: list[tuple[str, str]]


def class_legend(
    figures: Sequence[Figure], used: Iterable[str], indicator: Indicator, klassen: Sequence[Klasse]
) -> Legend:
    """Return the legend of one indicator: its classes and every other look in ``used``."""
    ordered = sorted(klassen, key=lambda k: k.klasse)
    names = class_names(ordered, indicator)
    entries = [
        (f"k{step(k.klasse, len(ordered))}", name)
        for k, name in zip(ordered, names, strict=True)
        # Where zero has a class of its own it is drawn as zero, never in the lowest colour.
        if not (k.van == 0 and ZERO_APART in k.methode)
    ]
    method = ordered[0].methode if ordered else ""
    return {
        "titel": labels.axis_title(indicator),
        "methode": f"Vaste klassen voor alle jaren: {method}." if method else "",
        "wat": _level(figures),
        "vakken": entries + _others(figures, used, indicator),
    }


def own_legend(figures: Sequence[Figure], used: Iterable[str], indicator: Indicator) -> Legend:
    """Return the legend of several indicators, each with classes of its own."""
    names = ("laag", "vrij laag", "midden", "vrij hoog", "hoog")
    entries = [(f"k{place}", name) for place, name in enumerate(names, 1)]
    return {
        "titel": "Elke kaart heeft eigen klassen",
        "methode": "De kleuren vergelijken gebieden binnen één kaart, niet kaarten onderling.",
        "wat": "",
        "vakken": entries + _others(figures, used, indicator),
    }


def difference_legend(
    figures: Sequence[Figure],
    used: Iterable[str],
    indicator: Indicator,
    benchmark: terms.Niveau,
) -> Legend:
    """Return the legend of the differences with the rest."""
    entries = [(look, f"{sign} {text}") for look, sign, text in DIFFERENCES]
    return {
        "titel": f"Vergeleken met {labels.rest_name(benchmark)}",
        "methode": "Hoger en lager komen uit de toets: het verschil is groter dan toeval.",
        "wat": _level(figures),
        "vakken": entries + _others(figures, used, indicator),
    }


def class_names(klassen: Sequence[Klasse], indicator: Indicator) -> list[str]:
    """Return ``0 tot 2,5``, ``10 of meer`` for classes from low to high."""
    names: list[str] = []
    for number, k in enumerate(klassen):
        low = _limit(k.van or 0.0, indicator)
        if k.tot is None or number == len(klassen) - 1:
            names.append(f"{low} of meer")
        else:
            names.append(f"{low} tot {_limit(k.tot, indicator)}")
    return names


def _limit(value: float, indicator: Indicator) -> str:
    """Return a class limit with no more decimals than it has."""
    places = next((d for d in range(2) if round(value, d) == value), 2)
    return wording.number_text(indicator, value, places)


def _others(
    figures: Sequence[Figure], used: Iterable[str], indicator: Indicator
) -> list[tuple[str, str]]:
    found = set(used)
    return [(name, words(name, figures, indicator)) for name in WITHOUT if name in found]


def _level(figures: Sequence[Figure]) -> str:
    levels = {f.niveau for f in figures}
    return {"gemeente": "gem.", "district": "distr."}.get(levels.pop() if levels else "", "")
