"""The norm figure once more, in plain Python: for each gemeente and year, item by item.

Written from the rules in words, and on purpose without `peil.scores`:
the oordeel with the latest peildatum up to 31 December holds, of two on one day the one typed last;
a made-up oordeel only counts while there is no real one; an oordeel that was taken back never was;
after `geldig_tot` it is verlopen; only uitgevoerd, in ontwikkeling and ontbreekt are counted.
"""

from datetime import date
from typing import Any

Row = dict[str, Any]
ASSESSED = ("uitgevoerd", "in ontwikkeling", "ontbreekt")


def standing(scores: list[Row], gemeente: str, item: str, day: date) -> Row | None:
    """The score that holds for one item on a day, with its stand; None when there is none."""
    found = None
    for score in scores:
        if (score["gemeente"], score["item"]) != (gemeente, item) or score["peildatum"] > day:
            continue
        if found is None or is_better(score, found):
            found = score
    if found is None:
        return None
    lapsed = found["geldig_tot"] is not None and day > found["geldig_tot"]
    return {**found, "stand": "verlopen" if lapsed else found["oordeel"]}


def without_taken_back(scores: list[Row]) -> list[Row]:
    left: list[Row] = []
    for score in sorted(scores, key=lambda row: row["nummer"]):
        if not score.get("ingetrokken"):
            left.append(score)
            continue
        same = [
            old
            for old in left
            if (old["gemeente"], old["item"]) == (score["gemeente"], score["item"])
            and old["peildatum"] == score["peildatum"]
            and (old["fictief"] or not score["fictief"])
        ]
        left = [old for old in left if old not in same]
    return left


def is_better(new: Row, old: Row) -> bool:
    if new["fictief"] != old["fictief"]:
        return not new["fictief"]
    if new["peildatum"] != old["peildatum"]:
        return bool(new["peildatum"] > old["peildatum"])
    return bool(new["nummer"] > old["nummer"])


def figures(
    scores: list[Row], versions: list[tuple[date, dict[str, str]]], exists: dict[str, Any]
) -> dict[tuple[str, int, str], tuple[int, int, bool]]:
    """(gemeente, jaar, pijler or "") -> (uitgevoerd, beoordeeld, is_fictief).

    `versions` are (first day, item -> pijler), oldest first; `exists` says per gemeente in which
    years it was there.
    """
    result: dict[tuple[str, int, str], tuple[int, int, bool]] = {}
    scores = without_taken_back(scores)
    if not scores:
        return result
    years = [score["peildatum"].year for score in scores]
    for jaar in range(min(years), max(years) + 1):
        day = date(jaar, 12, 31)
        items = versions[0][1]
        for first, later in versions:
            if first <= day:
                items = later
        for gemeente, years_of_it in exists.items():
            if jaar in years_of_it:
                result |= one_gemeente(scores, items, gemeente, day)
    return result


def one_gemeente(
    scores: list[Row], items: dict[str, str], gemeente: str, day: date
) -> dict[tuple[str, int, str], tuple[int, int, bool]]:
    parts: dict[str, list[Any]] = {"": [0, 0, False]} | {p: [0, 0, False] for p in items.values()}
    for item, pijler in items.items():
        held = standing(scores, gemeente, item, day)
        if held is None:
            continue
        for name in ("", pijler):
            parts[name][0] += held["stand"] == "uitgevoerd"
            parts[name][1] += held["stand"] in ASSESSED
            parts[name][2] |= held["fictief"]
    if parts[""][1] == 0:
        return {}
    return {(gemeente, day.year, name): (a, b, c) for name, (a, b, c) in parts.items()}
