"""Titles of charts and maps that say what there is to see, computed from the figures."""

from collections.abc import Sequence

from peil import terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure

PLURAL = {"gemeente": "gemeenten", "district": "districten", "eenheid": "eenheden"}


def ranking_title(figures: Sequence[Figure], benchmark: terms.Niveau) -> str:
    """Return how many areas are comparable with the rest of ``benchmark``."""
    words = [getattr(f, f"{benchmark}_woord") for f in figures if wording.has_value(f)]
    tested = [w for w in words if w in (terms.HOGER, terms.LAGER, terms.VERGELIJKBAAR)]
    if not figures:
        return "Geen gebieden om naast elkaar te zetten"
    level = PLURAL.get(figures[0].niveau, "gebieden")
    if not tested:
        return f"De {level} op volgorde"
    where = {"district": "het district", "eenheid": "de eenheid", "nederland": "Nederland"}
    same = tested.count(terms.VERGELIJKBAAR)
    start = f"{same} van de {len(tested)} {level} {'is' if same == 1 else 'zijn'} vergelijkbaar"
    return f"{start} met de rest van {where[benchmark]}"


def trend_title(figure: Figure | None, indicator: Indicator) -> str:
    """Return the direction of one area over the years."""
    if figure is None or figure.trend_woord is None:
        return f"{indicator.titel} door de jaren"
    where = wording.place(figure.niveau, figure.gebied)
    span = f"{figure.trend_van}–{figure.trend_tot}"
    word = wording.lower_first(wording.TREND[figure.trend_woord])
    return f"{indicator.titel}: {word} in {where}, {span}"


def multiples_title(figures: Sequence[Figure], indicator: Indicator) -> str:
    """Return which of some areas rise or fall; ``figures``: the newest of each."""
    rising = _places(figures, terms.STIJGEND)
    falling = _places(figures, terms.DALEND)
    parts = [
        f"{wording.join_words(names)} {_verb(names, one, many)}"
        for names, one, many in ((rising, "stijgt", "stijgen"), (falling, "daalt", "dalen"))
        if names
    ]
    if not any(f.trend_woord for f in figures):
        # No trend was computed: of what was not looked for we do not say that it is not there.
        return f"{indicator.titel} door de jaren"
    if not parts:
        return f"{indicator.titel}: nergens een duidelijke trend"
    return f"{indicator.titel}: {', '.join(parts)}"


def _places(figures: Sequence[Figure], word: str) -> list[str]:
    return [wording.place(f.niveau, f.gebied) for f in figures if f.trend_woord == word]


def _verb(names: Sequence[str], one: str, many: str) -> str:
    return one if len(names) == 1 else many


def units_line(figures: Sequence[Figure], indicator: Indicator, *extra: str) -> str:
    """Return meeteenheid and period under a title, and what else must be said."""
    unit = wording.unit_text(indicator)
    known = next((f for f in figures if wording.has_value(f)), figures[0] if figures else None)
    period = wording.period_text(known) if known else ""
    first = ", ".join(filter(None, (wording.upper_first(unit), period)))
    return ". ".join([first, *extra]) + "."


def difference_title(figures: Sequence[Figure], benchmark: terms.Niveau) -> str:
    """Return how many areas are higher and how many lower than the rest of ``benchmark``."""
    words = [getattr(f, f"{benchmark}_woord") for f in figures if wording.has_value(f)]
    level = PLURAL.get(figures[0].niveau, "gebieden") if figures else "gebieden"
    where = {"district": "het district", "eenheid": "de eenheid", "nederland": "Nederland"}
    rest = f"de rest van {where[benchmark]}"
    counts = [(words.count(w), w) for w in (terms.HOGER, terms.LAGER)]
    parts = [f"{number} {word}" for number, word in counts if number]
    if not parts:
        return f"Geen van de {level} wijkt duidelijk af van {rest}"
    return f"Van de {len(figures)} {level} zijn er {' en '.join(parts)} dan {rest}"


def where_title(figures: Sequence[Figure], indicator: Indicator, lowest: float | None) -> str:
    """Return which areas are in the highest class of the map, or how many."""
    if lowest is None:
        return f"Waar komt {wording.lower_first(indicator.titel)} voor?"
    top = sorted(
        (f for f in figures if wording.has_value(f) and (f.waarde or 0.0) >= lowest),
        key=lambda f: -(f.waarde or 0.0),
    )
    limit = wording.number_text(indicator, lowest, 0 if lowest == int(lowest) else 1)
    if not top:
        # Where a figure is onderdrukt or not there, nobody knows.
        where = "Nergens" if all(map(wording.has_value, figures)) else "Voor zover bekend nergens"
        return f"{where} komt het cijfer op {limit} of hoger"
    if len(top) > 3:
        kind = PLURAL.get(figures[0].niveau, "gebieden")
        return f"{len(top)} van de {len(figures)} {kind} komen op {limit} of hoger"
    names = wording.join_words([f.gebied for f in top])
    return f"{names} {'komt' if len(top) == 1 else 'komen'} op {limit} of hoger"
