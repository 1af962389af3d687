"""Rows for the statistics: a builder with defaults, and the real drugshandel as a frame."""

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

DATA = Path(__file__).parents[3] / "data"
SCHEMA: dict[str, Any] = {
    "indicator": pl.String,
    "niveau": pl.String,
    "gebied_code": pl.String,
    "district_code": pl.String,
    "eenheid_code": pl.String,
    "is_gelijk_aan_ouder": pl.Boolean,
    "periode": pl.String,
    "periode_soort": pl.String,
    "jaar": pl.Int32,
    "uitsplitsing": pl.String,
    "teller": pl.Float64,
    "noemer": pl.Float64,
    "per": pl.Float64,
    "soort": pl.String,
    "heeft_noemer": pl.Boolean,
    "geleverd_laag": pl.Float64,
    "geleverd_hoog": pl.Float64,
    "geleverde_waarde": pl.Float64,
    "status": pl.String,
    "is_voorlopig": pl.Boolean,
    "is_fictief": pl.Boolean,
}
PLACES = {
    "g1": ("gemeente", "d1", "e1"),
    "g2": ("gemeente", "d1", "e1"),
    "g3": ("gemeente", "d2", "e1"),
    "d1": ("district", "d1", "e1"),
    "d2": ("district", "d2", "e1"),
    "e1": ("eenheid", None, "e1"),
    "NL": ("nederland", None, None),
}


def cell(gebied: str = "g1", jaar: int = 2020, **changes: Any) -> dict[str, Any]:
    """One cell of a small region: g1 and g2 in d1, g3 is all of d2, both in e1."""
    niveau, district, eenheid = PLACES.get(gebied, ("gemeente", "d1", "e1"))
    periode = changes.get("periode", str(jaar))
    base: dict[str, Any] = {
        "indicator": "drugs",
        "niveau": niveau,
        "gebied_code": gebied,
        "district_code": district,
        "eenheid_code": eenheid,
        "is_gelijk_aan_ouder": gebied == "g3",
        "periode": periode,
        "periode_soort": "kwartaal" if "K" in periode else "jaar",
        "jaar": int(periode[:4]),
        "uitsplitsing": "",
        "teller": 10.0,
        "noemer": 10_000.0,
        "per": 10_000.0,
        "soort": "telling",
        "heeft_noemer": True,
        "geleverd_laag": None,
        "geleverd_hoog": None,
        "geleverde_waarde": None,
        "status": "cijfer",
        "is_voorlopig": False,
        "is_fictief": False,
    }
    unknown = set(changes) - set(base)
    assert not unknown, unknown
    return base | changes


def as_frame(cells: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(cells, schema=SCHEMA)


def real_cells(column: str) -> list[dict[str, Any]]:
    """Real registrations per gemeente 2015–2025, and their sums per district and eenheid."""
    with (DATA / "gebieden" / "gebieden.csv").open(encoding="utf-8") as file:
        parent = {row["code"]: row["ouder"] for row in csv.DictReader(file)}
    children: dict[str, int] = defaultdict(int)
    sums: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    with (DATA / "referentie" / "drugs_wapenhandel.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for code in {row["gm_code"] for row in rows}:
        children[parent[code]] += 1
    cells: list[dict[str, Any]] = []
    for row in rows:
        code, jaar = row["gm_code"], int(row["jaar"])
        district, eenheid = parent[code], parent[parent[code]]
        teller, noemer = float(row[column]), float(row["gem_inwoners"])
        cells.append(
            cell(
                code, jaar, niveau="gemeente", district_code=district, eenheid_code=eenheid,
                is_gelijk_aan_ouder=children[district] == 1, teller=teller, noemer=noemer,
            )
        )  # fmt: skip
        for above in (district, eenheid):
            sums[above, jaar][0] += teller
            sums[above, jaar][1] += noemer
    for (code, jaar), (teller, noemer) in sums.items():
        is_district = parent[code] != "NL"
        cells.append(
            cell(
                code, jaar, niveau="district" if is_district else "eenheid",
                district_code=code if is_district else None,
                eenheid_code=parent[code] if is_district else code,
                teller=teller, noemer=noemer,
            )
        )  # fmt: skip
    return cells


@pytest.fixture(scope="session")
def make_cell() -> Callable[..., dict[str, Any]]:
    return cell


@pytest.fixture(scope="session")
def make_frame() -> Callable[[list[dict[str, Any]]], pl.DataFrame]:
    return as_frame


@pytest.fixture(scope="session")
def breaks() -> Callable[..., pl.DataFrame]:
    """breaks(indicator=year, …) as the breuken frame."""

    def build(**years: int) -> pl.DataFrame:
        return pl.DataFrame(
            list(years.items()), schema={"indicator": pl.String, "jaar": pl.Int32}, orient="row"
        )

    return build


@pytest.fixture(scope="session")
def drugshandel_cells() -> list[dict[str, Any]]:
    return real_cells("drugshandel_3_1_1")


@pytest.fixture(scope="session")
def drugshandel(drugshandel_cells: list[dict[str, Any]]) -> pl.DataFrame:
    return as_frame(drugshandel_cells)
