"""One seeded case: a sound delivery of some form, spoiled in a few ways, as bytes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from random import Random
from typing import Any

from fuzz.draft import Cell, Draft, as_csv, as_odata, as_xlsx
from fuzz.mutate import BYTES, MUTATIONS
from plain_reader import COLUMNS, Plain
from vormen.files import File

FORMATS = {"csv": as_csv, "xlsx": as_xlsx, "odata": as_odata}


@dataclass(frozen=True)
class Case:
    """A delivered file, and what was done to it; ``secrets`` may be repeated nowhere.

    ``sound`` is the same file before its bytes were spoiled.
    """

    name: str
    bron: str
    vorm: str
    bestand: str
    content: bytes
    done: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    asked: str = ""
    sound: bytes = b""
    draft: Draft | None = field(default=None, repr=False)


#: Makes a sound delivery of a form: gives bron, form, the name of its file, and the draft.
Builder = Callable[[Random], tuple[str, str, str, Draft]]


def make_case(soort: str, number: int, builders: list[Builder]) -> Case:
    """Return case ``number`` of a kind of file; the same number gives the same bytes."""
    rng = Random(f"{soort}-{number}")
    bron, vorm, bestand, draft = rng.choice(builders)(rng)
    done: list[str] = []
    for mutation in rng.sample(MUTATIONS, rng.choice((0, 1, 1, 2, 2, 3))):
        if draft.rows and draft.rows[0]:
            mutation(draft, rng)
            done.append(mutation.__name__)
    sound = content = FORMATS[soort](draft)
    if rng.random() < 0.25:
        spoil = rng.choice(BYTES)
        content = spoil(content, rng)
        done.append(spoil.__name__)
    secrets = [*draft.secrets, *(draft.names if content == sound else ())]
    return Case(
        f"{soort}-{number}",
        bron,
        vorm,
        f"{bestand}.{soort}",
        content,
        tuple(done),
        tuple(secret for secret in secrets if draft.holds(secret, sound)),
        draft.asked,
        sound,
        draft,
    )


def standard(plain: Plain) -> Builder:
    """Return the builder of deliveries in the standard form."""
    gemeenten = [a for a in plain.areas if a["niveau"] == "gemeente" and not a["tot"]]
    usable = [
        slug
        for slug, declared in plain.indicators.items()
        if declared["laagste_niveau"] == "gemeente" and declared["bron"] != "norm"
    ]

    def build(rng: Random) -> tuple[str, str, str, Draft]:
        rows: list[list[Cell]] = [list(COLUMNS)]
        years = rng.sample(range(2015, 2026), 2)
        for slug in rng.sample(usable, 2):
            for area in rng.sample(gemeenten, 3):
                rows += [_row(plain, slug, area, year, rng) for year in years]
        return "standaard", "standaard", "levering", Draft(rows)

    return build


def partner(file: File) -> Builder:
    """Return the builder of deliveries in a partner's own form, from a sound one."""
    stem = PurePath(file.bestand).stem

    def build(rng: Random) -> tuple[str, str, str, Draft]:
        rows: list[list[Any]] = [list(row) for row in file.rows]
        # What stands above the header is no part of what is spoiled.
        top = next(n for n, row in enumerate(rows) if len(row) > 1 and all(row))
        return file.bron, file.vorm, stem, Draft(rows[top:], above=rows[:top], asked=file.periode)

    return build


def _row(plain: Plain, slug: str, area: dict[str, str], year: int, rng: Random) -> list[Cell]:
    """Return one sound row of the standard form."""
    declared = plain.indicators[slug]
    name = rng.choice((slug, declared["code"]))
    place = rng.choice((area["code"], area["naam"]))
    waarde: Cell = rng.randint(0, 3000)
    noemer: Cell = None
    margins: list[Cell] = [None, None]
    if declared["soort"] == "steekproef":
        waarde = rng.randint(5, 90) + rng.choice((0.0, 0.25, 0.5))
        margins = [waarde - 1.5, waarde + 2]
    elif declared.get("noemer") == "geleverd":
        noemer = 3000 + rng.randint(0, 50)
    elif declared["soort"] == "bedrag":
        waarde = rng.choice((1000, 12500, 3.5))
    waarde = rng.choice((waarde, waarde, waarde, ".", "x"))
    if isinstance(waarde, str):
        noemer, margins = None, [None, None]
    period = rng.choice((str(year), str(year), f"{year}-03"))
    part = _part(declared, rng)
    return [name, place, period, part, waarde, noemer, *margins, None, rng.choice((None, "ruis"))]


def _part(declared: dict[str, object], rng: Random) -> str:
    dimensions = declared.get("uitsplitsing")
    if not isinstance(dimensions, list) or rng.random() < 0.6:
        return ""
    dimension = rng.choice(dimensions)
    return f"{dimension['dimensie']}:{rng.choice(dimension['waarden'])['code']}"
