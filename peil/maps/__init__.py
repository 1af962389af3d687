"""The map as plain data: which look, mark and words every area gets, and the legend.

The geometry is not here: the browser fetches it once, by its own address. What is here goes to
the browser packed, so that every word can be written in Python and a click stays small.

    Panel(sleutel, titel, figures, indicator, klassen)     one map: a period or an indicator
    map_payload(panels, soort=, kleur=, …) -> dict         everything that is drawn
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from peil import labels, terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.maps.legend import Legend, class_legend, class_names, difference_legend, own_legend
from peil.maps.looks import Klasse, difference, look, sign

__all__ = [
    "Klasse",
    "Kleur",
    "Panel",
    "Soort",
    "class_names",
    "difference",
    "geometry_urls",
    "look",
    "map_alt",
    "map_payload",
    "status_payload",
]

#: One map, two beside each other, a grid of small ones, or one that plays.
Soort = Literal["een", "twee", "reeks", "afspelen"]
#: By the classes of the indicator, or by the difference with the rest.
Kleur = Literal["klassen", "verschil"]
_EMPTY: Final = ("ontbreekt", "?", terms.ONTBREEKT)


@dataclass(frozen=True, slots=True)
class Panel:
    """One map: a figure per area, of one period and one indicator.

    ``sleutel`` tells it from the others (a period, a slug) and is what a pick reports;
    ``titel`` stands above it where there are several.
    """

    sleutel: str
    titel: str
    figures: Sequence[Figure]
    indicator: Indicator
    klassen: Sequence[Klasse]


def map_payload(
    panels: Sequence[Panel],
    *,
    soort: Soort = "een",
    kleur: Kleur = "klassen",
    benchmark: terms.Niveau | None = "eenheid",
    gekozen: str | None = None,
    toon: str | None = None,
    titel: str = "",
    onder: str = "",
    bron: str = "",
    credit: str = labels.CREDIT,
    districten: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what the map component draws: per panel and area a look, a mark and words.

    Args:
        panels: at least one; ``een`` draws the panel ``toon`` (or the first), ``twee`` the first
            two, ``reeks`` all, ``afspelen`` one at a time, in this order.
        soort: how several panels stand.
        kleur: classes, or the difference with the rest of ``benchmark``.
        benchmark: what the words compare with; ``None`` compares with nothing.
        gekozen: the code of the area that gets a heavy outline.
        toon: the ``sleutel`` of the panel that is seen first.
        titel, onder, bron: what stands in a saved picture, where the page around it is missing:
            title, unit and period, source. Made from the first panel when left out.
        credit: where the boundaries come from.
        districten: per district code its long name; what stands there between brackets is
            written under its short name beside the map.
    """
    shown = panels[:2] if soort == "twee" else panels
    if soort == "een":
        shown = [next((p for p in panels if p.sleutel == toon), panels[0])]
    first = next((p for p in shown if p.sleutel == toon), shown[0])
    figures = [f for p in shown for f in p.figures]
    known = [f for f in figures if wording.has_value(f)]
    codes = sorted({f.gebied_code for f in figures})
    by = benchmark if kleur == "verschil" else None
    drawn = [_panel(p, codes, by, benchmark) for p in shown]
    used = {name for part in drawn for name in part["looks"]}
    period = next((wording.period_text(f) for f in first.figures), "")
    return {
        "soort": soort,
        "kleur": kleur,
        "gekozen": gekozen,
        "toon": first.sleutel,
        "titel": titel or first.indicator.titel,
        "onder": onder or f"{labels.axis_title(first.indicator)}, {period}",
        "bron": bron,
        "credit": credit,
        "ster": labels.star_note(known),
        "fictief": bool(known) and all(f.is_fictief for f in known),
        "legenda": _legend(shown, figures, used, by),
        "codes": codes,
        "panelen": drawn,
        "districten": _between_brackets(districten or {}),
    }


def _between_brackets(names: Mapping[str, str]) -> dict[str, str]:
    found = {code: name.partition("(")[2].rstrip(")") for code, name in names.items()}
    return {code: text for code, text in found.items() if text}


def _panel(
    panel: Panel,
    codes: Sequence[str],
    by: terms.Niveau | None,
    benchmark: terms.Niveau | None,
) -> dict[str, Any]:
    """Return one panel as columns beside ``codes``; columns of one kind compress best."""
    own = {f.gebied_code: f for f in panel.figures}
    known = [f for f in panel.figures if wording.has_value(f)]
    places = labels.places_of(panel.figures, panel.indicator)
    rows: list[tuple[str, str, str]] = []
    for code in codes:
        figure = own.get(code)
        if figure is None:
            rows.append(_EMPTY)
            continue
        filled = difference(figure, by) if by else look(figure, panel.klassen)
        mark = labels.mark(figure, panel.indicator, places) + labels.star(figure, known)
        lines = labels.describe(figure, panel.indicator, benchmark)
        lines[0] = lines[0].removeprefix(f"{figure.gebied}: ")
        # On the map only what differs has a sign; the words beside it say the rest.
        rows.append((filled, f"{mark} {sign(filled)}".removesuffix("≈").strip(), "\n".join(lines)))
    looks, marks, words = zip(*rows, strict=True) if rows else ((), (), ())
    return {
        "sleutel": panel.sleutel,
        "titel": panel.titel,
        "fictief": bool(known) and all(f.is_fictief for f in known),
        "alt": map_alt(panel.figures, panel.indicator),
        "looks": looks,
        "tekens": marks,
        "woorden": words,
    }


def _legend(
    panels: Sequence[Panel], figures: Sequence[Figure], used: set[str], by: terms.Niveau | None
) -> Legend:
    first = panels[0]
    if by:
        return difference_legend(figures, used, first.indicator, by)
    if len({p.indicator.slug for p in panels}) > 1:
        return own_legend(figures, used, first.indicator)
    return class_legend(figures, used, first.indicator, first.klassen)


def status_payload(
    areas: Mapping[str, tuple[str, str, str]],
    entries: Sequence[tuple[str, str]],
    *,
    titel: str,
    alt: str,
    gekozen: str | None = None,
    fictief: bool = False,
    credit: str = labels.CREDIT,
) -> dict[str, Any]:
    """Return a map of anything that has a look, a sign and words per area.

    Args:
        areas: per ``gebied_code`` the look, the mark, and the words as lines.
        entries: the legend, as look and words.
        titel: what stands above a saved picture.
        alt: the map in words.
        gekozen: the code of the area that gets a heavy outline.
        fictief: whether all of it was made up.
        credit: where the boundaries come from.
    """
    codes = sorted(areas)
    looks, marks, words = zip(*(areas[c] for c in codes), strict=True) if codes else ((), (), ())
    legend: Legend = {"titel": "", "methode": "", "wat": "gem.", "vakken": list(entries)}
    panel: dict[str, Any] = {"sleutel": "", "titel": "", "fictief": fictief, "alt": alt}
    panel |= {"looks": looks, "tekens": marks, "woorden": words}
    return {
        "soort": "een", "kleur": "klassen", "gekozen": gekozen, "toon": "", "titel": titel,
        "onder": "", "bron": "", "credit": credit, "ster": "", "fictief": fictief,
        "legenda": legend, "codes": codes, "panelen": [panel], "districten": {},
    }  # fmt: skip


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


def geometry_urls(index: Mapping[str, Any], base: str) -> dict[str, str]:
    """Return the addresses of the geometry files that ``kaart.json`` names, under ``base``.

    The index may say more than file names (whose boundaries these are, how coarse): that is left.
    """
    return {
        name: f"{base.rstrip('/')}/{file}"
        for name, file in index.items()
        if isinstance(file, str) and file.endswith("json")
    }
