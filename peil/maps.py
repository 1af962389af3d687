"""The map as plain data: which class, look and words every area gets, and the legend.

The geometry is not here: the browser fetches it once, by its own address.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final, Protocol

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure

#: Which of the five sequential colours a map of n classes uses.
_STEPS: Final = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
NUL: Final = "nul"
_LOOK: Final = {
    terms.ONDERDRUKT: "onderdrukt",
    terms.NIET_GELEVERD: "niet-geleverd",
    terms.ONTBREEKT: "ontbreekt",
    terms.NVT: "nvt",
}
_WITHOUT: Final = (*_LOOK.values(), NUL)


class Klasse(Protocol):
    """One map class: its number from 0 and its limits; an open end is ``None``."""

    @property
    def klasse(self) -> int: ...
    @property
    def van(self) -> float | None: ...
    @property
    def tot(self) -> float | None: ...


def look(figure: Figure, klassen: Sequence[Klasse]) -> str:
    """Return how an area is filled: ``k1``…``k5``, ``nul``, ``onderdrukt``, ``niet-geleverd``…"""
    if not wording.has_value(figure):
        return _LOOK.get(figure.status, "ontbreekt")
    if figure.waarde == 0:
        return NUL
    number = figure.klasse if figure.klasse is not None else _class_of(figure.waarde, klassen)
    return f"k{_step(number, len(klassen))}"


def _class_of(value: float | None, klassen: Sequence[Klasse]) -> int:
    """Return the highest class whose lower limit the value reaches."""
    reached = [k.klasse for k in klassen if value is not None and value >= (k.van or 0.0)]
    return max(reached, default=0)


def _step(number: int, count: int) -> int:
    steps = _STEPS.get(count, _STEPS[5])
    return steps[min(max(number, 0), len(steps) - 1)]


def map_payload(
    figures: Sequence[Figure],
    indicator: Indicator,
    klassen: Sequence[Klasse],
    *,
    benchmark: terms.Niveau | None = "eenheid",
    gekozen: str | None = None,
) -> dict[str, Any]:
    """Return what the map component draws: per ``gebied_code`` a look, a mark and words.

    Args:
        figures: one figure per area, one period.
        indicator: what is shown.
        klassen: the fixed classes of the indicator over all years.
        benchmark: what the words compare with; ``None`` compares with nothing.
        gekozen: the code of the area that gets a heavy outline.
    """
    places = labels.places_of(figures, indicator)
    areas = {
        f.gebied_code: {
            "naam": f.gebied,
            "look": look(f, klassen),
            "teken": labels.mark(f, indicator, places) + labels.star(f, figures),
            "woorden": labels.describe(f, indicator, benchmark),
        }
        for f in figures
    }
    return {
        "gebieden": areas,
        "gekozen": gekozen,
        "alt": map_alt(figures, indicator),
        "legenda": legend_html(figures, indicator, klassen),
        "credit": ". ".join(filter(None, (labels.star_note(figures), labels.CREDIT))),
    }


def map_alt(figures: Sequence[Figure], indicator: Indicator) -> str:
    """Return the map in words: what, when, highest and lowest, how many without a value."""
    known = sorted(
        (f for f in figures if wording.has_value(f)), key=lambda f: f.waarde or 0.0, reverse=True
    )
    if not known:
        return f"Kaart van {indicator.titel}: er is voor geen enkel gebied een cijfer."
    text = (
        f"Kaart van {len(figures)} gebieden. {indicator.titel}, {wording.period_text(known[0])}. "
        f"Hoogst: {known[0].gebied}, {labels.value_words(known[0], indicator)}. "
        f"Laagst: {known[-1].gebied}, {labels.value_words(known[-1], indicator)}."
    )
    missing = len(figures) - len(known)
    return f"{text} {missing} zonder cijfer." if missing else text


def legend_html(figures: Sequence[Figure], indicator: Indicator, klassen: Sequence[Klasse]) -> str:
    """Return the legend as a list: every class and every look that occurs, with its count."""
    counts: dict[str, int] = {}
    for figure in figures:
        name = look(figure, klassen)
        counts[name] = counts.get(name, 0) + 1
    level = _level(figures)
    ordered = sorted(klassen, key=lambda k: k.klasse)
    names = class_names(ordered, indicator)
    entries = [
        (f"k{_step(k.klasse, len(ordered))}", n) for k, n in zip(ordered, names, strict=True)
    ]
    entries += [(name, _words(name, figures, indicator)) for name in _WITHOUT if name in counts]
    items = "".join(
        f'<li><span class="vlak {name}" aria-hidden="true"></span>'
        f"<span>{escape(text)}</span> <small>{counts.get(name, 0)} {level}</small></li>"
        for name, text in entries
    )
    return f'<ul class="legenda" aria-label="Legenda">{items}</ul>'


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


def _words(name: str, figures: Sequence[Figure], indicator: Indicator) -> str:
    if name == NUL:
        return NUL
    figure = next(f for f in figures if look(f, ()) == name)
    return labels.status_words(figure, indicator)


def _level(figures: Sequence[Figure]) -> str:
    levels = {f.niveau for f in figures}
    return {"gemeente": "gem.", "district": "distr."}.get(levels.pop() if levels else "", "")


def geometry_urls(index: Mapping[str, str], base: str) -> dict[str, str]:
    """Return the addresses of the geometry files that ``kaart.json`` names, under ``base``."""
    return {name: f"{base.rstrip('/')}/{file}" for name, file in index.items()}
