"""The vectorised statistics against the slow plain-Python version of tests/naive.py."""

import random
from typing import Any

import naive
import polars as pl
import pytest

from peil.statistics import compute, dispersion

Cells = list[dict[str, Any]]


def assert_same(fast: pl.DataFrame, slow: Cells) -> None:
    assert fast.height == len(slow)
    columns = [column for column in slow[0] if column in fast.columns]
    assert set(fast.columns) - set(columns) == {"klasse"}
    assert set(slow[0]) == set(columns)
    for ours, theirs in zip(fast.iter_rows(named=True), slow, strict=True):
        for column in columns:
            a, b = ours[column], theirs[column]
            if isinstance(a, float) and isinstance(b, int | float):
                assert a == pytest.approx(b, rel=1e-7, abs=1e-12), (column, ours)
            else:
                assert a == b, (column, a, b, ours)


def small_region(make_cell, soort: str, heeft_noemer: bool, seed: int, scale: float) -> Cells:
    """Six areas, eight years, a total and a part, holes, breaks, fictitious and hidden cells."""
    chance = random.Random(seed)
    cells: Cells = []
    for jaar in range(2016, 2024):
        for part in ("", "soort:hard"):
            sums: dict[str, list[float]] = {k: [0.0, 0.0] for k in ("d1", "d2", "e1", "NL")}
            for gebied, people, above in (("g1", 900, "d1"), ("g2", 300, "d1"), ("g3", 500, "d2")):
                noemer = people * chance.uniform(0.9, 1.1)
                teller = float(min(round(chance.gauss(1, 0.6) ** 2 * scale * people), int(noemer)))
                for code in (above, "e1", "NL"):
                    sums[code][0] += teller
                    sums[code][1] += noemer
                cells.append(make_cell(gebied, jaar, teller=teller, noemer=noemer))
                cells[-1]["uitsplitsing"] = part
            sums["NL"] = [sums["NL"][0] * 3 + 1, sums["NL"][1] * 4]
            for code, (teller, noemer) in sums.items():
                cells.append(make_cell(code, jaar, teller=teller, noemer=noemer))
                cells[-1]["uitsplitsing"] = part
    for cell in cells:
        cell |= {"soort": soort, "heeft_noemer": heeft_noemer, "per": 100.0}
        cell["status"] = "onderdrukt" if chance.random() < 0.04 else "cijfer"
        cell["is_fictief"] = chance.random() < 0.05
        if soort == "steekproef":
            middle, half = chance.uniform(10, 60), chance.uniform(1, 6)
            cell |= {"teller": None, "geleverde_waarde": middle}
            if chance.random() > 0.1:
                cell |= {"geleverd_laag": middle - half, "geleverd_hoog": middle + half}
        if not heeft_noemer:
            cell["noemer"] = None
    return cells


@pytest.mark.parametrize("seed", [1, 3])
@pytest.mark.parametrize("scale", [0.001, 0.01, 0.2])
@pytest.mark.parametrize(
    ("soort", "heeft_noemer"),
    [
        ("telling", True),
        ("telling", False),
        ("aandeel", True),
        ("steekproef", False),
        ("bedrag", True),
        ("bedrag", False),
    ],
)
def test_two_versions_agree_on_hand_made_rows(
    make_cell, make_frame, breaks, soort, heeft_noemer, scale, seed
):
    cells = small_region(make_cell, soort, heeft_noemer, seed, scale)
    years = {"drugs": 2018} if seed == 3 else {}
    fast = compute(make_frame(cells), breaks(**years))
    assert_same(fast, naive.compute(cells, list(years.items())))


def test_two_versions_agree_on_quarters(make_cell, make_frame, breaks):
    cells = [
        make_cell(gebied, periode=f"{jaar}-K{kwartaal}", teller=float(jaar % 7 * kwartaal + place))
        for jaar in range(2018, 2024)
        for kwartaal in (1, 2, 3, 4)
        for place, gebied in enumerate(("g1", "g2", "d1", "e1"))
    ]
    assert_same(compute(make_frame(cells), breaks()), naive.compute(cells, []))


@pytest.fixture(scope="module")
def slow_drugshandel(drugshandel_cells):
    return naive.Region(drugshandel_cells, [])


def test_two_versions_agree_on_real_drugshandel(drugshandel, slow_drugshandel, breaks):
    assert_same(compute(drugshandel, breaks()), slow_drugshandel.cells)


def test_two_versions_agree_on_the_dispersion_of_real_drugshandel(drugshandel, slow_drugshandel):
    spread = slow_drugshandel.spread["drugs"]
    row = dispersion(drugshandel).row(0, named=True)
    assert row["dispersie"] == pytest.approx(spread["phi"], rel=1e-12)
    assert row["mediaan"] == pytest.approx(spread["mediaan"], rel=1e-12)
    assert row["gebieden"] == spread["gebieden"]
