"""What is gathered from the desk about an area, the same for its pages and its report.

inside(desk, code, niveau) -> list[str]       codes of a level within an area
years(desk, codes) -> Years                   figures through the years
standing_out(desk, codes, jaar) -> list       wat opvalt for these areas, kept per publication
clear(desk, code) -> list                     what is clear by itself in the real figures
in_order(desk, figures) -> list               the most informative first
names(desk) -> dict                           code -> name
same_size(desk, code) -> Peers                vergelijkbare gemeenten
held(desk, code, jaar) -> dict                thema -> the duiding that holds
stated(uitleg) -> str                         since when it holds
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peil.cards import is_fictief
from peil.desk import Desk, Uitleg
from peil.figure import Figure
from peil.noteworthy import Noteworthy, noteworthy, published
from peil.numbers import format_count, format_date
from peil.terms import BENCHMARKS, DALEND, HOGER, LAGER, STIJGEND, Niveau
from peil.wording import has_value

Years = dict[tuple[str, str], list[Figure]]


@dataclass(frozen=True, slots=True)
class Peers:
    """The gemeenten that a gemeente is set against, and what that group is called."""

    titel: str
    codes: tuple[str, ...]


def inside(desk: Desk, code: str, niveau: Niveau) -> list[str]:
    """Return today's areas of a level within an area, by name."""
    level = desk.areas.get(code).niveau
    found = [
        a
        for a in desk.areas.at(niveau)
        if level in (above := desk.areas.ancestors(a.code)) and above[level].code == code
    ]
    return [a.code for a in sorted(found, key=lambda a: a.naam)]


def years(desk: Desk, codes: str | Sequence[str]) -> Years:
    """Return the yearly figures by (indicator, gebied), oldest first."""
    found: Years = {}
    for figure in desk.series(codes):
        found.setdefault((figure.indicator, figure.gebied_code), []).append(figure)
    return {key: sorted(series, key=lambda f: f.jaar) for key, series in found.items()}


def standing_out(desk: Desk, codes: Sequence[str], jaar: int | None) -> list[Noteworthy]:
    """Return what stands out among these areas; computed once, for it is slow."""

    def make() -> list[Noteworthy]:
        # An area that is its own parent would be counted twice.
        single = [c for c in codes if not _repeats(desk, c)]
        return noteworthy(desk.profile(single, jaar), desk.catalogue, years(desk, single))

    return list(desk.once(("wat opvalt", tuple(codes), jaar), make, len))


def clear(desk: Desk, code: str) -> list[Noteworthy]:
    """Return what is clear by itself in the real figures of an area; computed as rarely."""

    def make() -> list[Noteworthy]:
        real = [f for f in desk.profile(code) if not f.is_fictief]
        return published(real, desk.catalogue, years(desk, code))

    return list(desk.once(("wat vaststaat", code), make, len))


def _repeats(desk: Desk, code: str) -> bool:
    below = desk.areas.children(code)
    return len(below) == 1 and desk.areas.equals_parent(below[0].code)


def names(desk: Desk) -> dict[str, str]:
    """Return the name of every area by its code."""
    return {area.code: area.naam for area in desk.areas.all}


def in_order(desk: Desk, figures: Sequence[Figure]) -> list[Figure]:
    """Return figures with the most informative first.

    A figure with a value before one without, real before fictief, and then the one that differs
    from more benchmarks or has a trend; the catalogue decides between equals.
    """
    place = {i.slug: n for n, i in enumerate(desk.catalogue)}
    return sorted(
        figures,
        key=lambda f: (not has_value(f), is_fictief(f), -_signals(f), place[f.indicator]),
    )


def _signals(figure: Figure) -> int:
    words = [getattr(figure, f"{b}_woord") for b in BENCHMARKS]
    compared = sum(w is not None for w in words)
    differs = sum(w in (HOGER, LAGER) for w in words)
    return compared + 2 * differs + 2 * (figure.trend_woord in (STIJGEND, DALEND))


def real_titles(desk: Desk, figures: Sequence[Figure]) -> list[str]:
    """Return the titles of the indicators whose figures here are real."""
    real = {f.indicator for f in figures if has_value(f) and not f.is_fictief}
    return [i.titel for i in desk.catalogue if i.slug in real]


def same_size(desk: Desk, code: str) -> Peers:
    """Return the gemeenten of today's size class of a gemeente."""
    size = desk.inhabitants_now.get(code)
    if size is None or desk.areas.get(code).niveau != "gemeente":
        return Peers("Zelfde grootte", ())
    for row in desk.size_classes():
        if _within(size, row):
            codes = [
                a.code
                for a in desk.areas.at("gemeente")
                if a.code != code and _within(desk.inhabitants_now.get(a.code, -1), row)
            ]
            return Peers(f"Zelfde grootte: {row['naam']}", tuple(codes))
    return Peers("Zelfde grootte", ())


def _within(size: int, row: Mapping[str, Any]) -> bool:
    low, high = row["van_inwoners"], row["tot_inwoners"]
    return (low is None or size >= low) and (high is None or size < high)


def area_meta(desk: Desk, code: str) -> str:
    """Return the line under the name of an area: its inhabitants."""
    found = desk.inhabitants(code)
    return f"{format_count(found[0])} inwoners op 1 januari {found[1]}" if found else ""


def held(desk: Desk, code: str, jaar: int | None) -> dict[str, Uitleg]:
    """Return per theme the newest duiding that was vastgesteld, not later than the year."""
    found: dict[str, Uitleg] = {}
    for uitleg in desk.explanations(code):
        if jaar is None or uitleg.jaar <= jaar:
            found.setdefault(uitleg.thema, uitleg)
    return found


def stated(uitleg: Uitleg) -> str:
    """Return ``Vastgesteld op 14 oktober 2025, versie 3``."""
    return f"Vastgesteld op {format_date(uitleg.vastgesteld_op)}, versie {uitleg.versie}"
