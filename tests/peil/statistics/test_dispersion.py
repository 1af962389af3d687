"""The dispersion factor: within areas, from year to year."""

import numpy as np
import polars as pl
import pytest

from peil.statistics import compute, dispersion


def region(make_cell, tellers: np.ndarray, noemers: np.ndarray) -> list[dict]:
    """One cell per area (row) and year (column)."""
    return [
        make_cell(f"a{place}", 2000 + year, teller=float(teller), noemer=float(noemers[place]))
        for place, series in enumerate(tellers)
        for year, teller in enumerate(series)
    ]


def test_real_drugshandel_has_dispersion_2_1_and_median_1_9(drugshandel):
    row = dispersion(drugshandel).row(0, named=True)
    assert round(row["dispersie"], 1) == 2.1
    assert round(row["mediaan"], 1) == 1.9
    assert (row["gebieden"], row["waarnemingen"]) == (27, 27 * 9)
    assert row["methode"] == "tweede verschillen van jaar op jaar per gemeente, 2015–2025"


def test_poisson_counts_have_dispersion_1_also_when_small(make_cell, make_frame):
    random = np.random.default_rng(20261122)
    noemers = random.lognormal(10, 1, 300)
    for mean in (0.3, 3.0, 300.0):
        tellers = random.poisson(mean * noemers[:, None] / noemers.mean(), (300, 12))
        found = dispersion(make_frame(region(make_cell, tellers, noemers)))
        assert found["dispersie"][0] == pytest.approx(1, abs=0.08)


def test_counts_in_clumps_of_three_have_dispersion_3_whatever_lies_between_areas(
    make_cell, make_frame
):
    random = np.random.default_rng(20261122)
    noemers = random.lognormal(10, 1, 300)
    level = random.lognormal(3, 1, 300)[:, None]  # areas differ by far more than noise
    slope = np.linspace(1, 1.3, 12)[None, :]  # and all of them rise
    tellers = 3 * random.poisson(level * slope, (300, 12))
    found = dispersion(make_frame(region(make_cell, tellers, noemers)))
    assert found["dispersie"][0] == pytest.approx(3, rel=0.08)


def test_an_aandeel_is_measured_against_binomial_noise(make_cell, make_frame):
    random = np.random.default_rng(20261122)
    cells = region(make_cell, random.binomial(40, 0.7, (300, 12)), np.full(300, 40))
    cells = [cell | {"soort": "aandeel", "per": 100.0} for cell in cells]
    assert dispersion(make_frame(cells))["dispersie"][0] == pytest.approx(1, abs=0.06)


def test_a_straight_line_would_be_below_1_and_counts_as_1(make_cell, make_frame):
    cells = [make_cell("g1", 2015 + year, teller=10.0 + 5 * year) for year in range(6)]
    row = dispersion(make_frame(cells)).row(0, named=True)
    assert row["dispersie"] == 1
    assert row["methode"].endswith("schatting onder 1, gerekend met 1")


def test_without_three_years_on_end_the_method_says_so(make_cell, make_frame):
    cells = [make_cell("g1", year) for year in (2015, 2016, 2018, 2019)]
    row = dispersion(make_frame(cells)).row(0, named=True)
    assert (row["dispersie"], row["gebieden"], row["mediaan"]) == (1, 0, None)
    assert row["methode"].startswith("niet te schatten")


def test_no_window_runs_across_a_trend_break(make_cell, make_frame, breaks):
    jump = [make_cell("g1", 2015 + year, teller=10.0 if year < 3 else 90.0) for year in range(6)]
    assert dispersion(make_frame(jump))["dispersie"][0] > 10
    assert dispersion(make_frame(jump), breaks(drugs=2018))["dispersie"][0] == 1


def test_the_lowest_niveau_and_the_total_make_the_factor(make_cell, make_frame):
    calm = [make_cell("g1", 2015 + year, teller=100.0 + year % 2) for year in range(6)]
    wild = [make_cell("e1", 2015 + year, teller=100.0 + 300 * (year % 2)) for year in range(6)]
    part = [cell | {"gebied_code": "g1", "niveau": "gemeente", "uitsplitsing": "soort:x"}
            for cell in wild]  # fmt: skip
    row = dispersion(make_frame(calm + wild + part)).row(0, named=True)
    assert (row["dispersie"], row["waarnemingen"]) == (1, 4)


def test_a_steekproef_and_a_bedrag_have_no_dispersion(make_cell, make_frame):
    cells = [make_cell("g1", 2015 + year, soort="bedrag") for year in range(6)]
    assert dispersion(make_frame(cells)).is_empty()


def test_a_test_that_rests_on_a_fictitious_dispersion_is_fictief(make_cell, make_frame, breaks):
    cells = [make_cell("g1", 2015 + year, is_fictief=True) for year in range(6)]
    cells += [make_cell("e1", year, teller=100.0, noemer=100_000.0) for year in (2019, 2020)]
    assert dispersion(make_frame(cells))["is_fictief"][0]
    eenheid = compute(make_frame(cells), breaks()).filter(
        (pl.col("gebied_code") == "e1") & (pl.col("jaar") == 2020)
    ).row(0, named=True)  # fmt: skip
    assert not eenheid["is_fictief"]
    assert eenheid["verandering_is_fictief"]
    assert eenheid["laag"] is not None
    assert eenheid["marge_laag"] is None
