"""Change on the year before, five-year trend, three years together."""

import numpy as np
import polars as pl
import pytest

from peil.statistics import compute

RISING = (20.0, 40.0, 60.0, 80.0, 100.0)


def years(make_cell, tellers, first=2016, **changes) -> list[dict]:
    return [make_cell("g1", first + at, teller=t, **changes) for at, t in enumerate(tellers)]


def last(make_frame, breaks, cells, **when: int) -> dict:
    return compute(make_frame(cells), breaks(**when)).sort("jaar").row(-1, named=True)


def test_a_change_is_measured_on_the_year_before(make_cell, make_frame, breaks):
    row = last(make_frame, breaks, years(make_cell, (30.0, 90.0)))
    assert (row["vorige_periode"], row["vorige_waarde"], row["vorige_teller"]) == ("2016", 30, 30)
    assert (row["verandering"], row["verandering_woord"]) == (60, "hoger")
    row = last(make_frame, breaks, years(make_cell, (30.0, 33.0)))
    assert (row["verandering"], row["verandering_woord"]) == (3, "vergelijkbaar")


def test_the_first_year_and_a_year_after_a_hole_have_no_change(make_cell, make_frame, breaks):
    cells = [
        make_cell("g1", 2016),
        make_cell("g1", 2017, status="onderdrukt"),
        make_cell("g1", 2018),
    ]
    row = last(make_frame, breaks, cells)
    assert row["vorige_waarde"] is row["verandering"] is row["verandering_woord"] is None


def test_a_quarter_is_measured_on_the_same_quarter(make_cell, make_frame, breaks):
    cells = [make_cell("g1", periode=p, teller=t)
             for p, t in (("2020-K1", 10.0), ("2020-K4", 99.0), ("2021-K1", 12.0))]  # fmt: skip
    row = last(make_frame, breaks, cells)
    assert (row["vorige_periode"], row["vorige_teller"]) == ("2020-K1", 10)


def test_a_change_across_a_break_is_not_a_change(make_cell, make_frame, breaks):
    row = last(make_frame, breaks, years(make_cell, (30.0, 90.0)), drugs=2017)
    assert row["vorige_waarde"] == 30
    assert row["verandering"] is row["verandering_p"] is row["verandering_woord"] is None


def test_counts_without_noemer_do_change(make_cell, make_frame, breaks):
    cells = years(make_cell, (30.0, 90.0), heeft_noemer=False, noemer=None)
    assert last(make_frame, breaks, cells)["verandering_woord"] == "hoger"


@pytest.mark.parametrize(
    ("tellers", "expected"),
    [
        (RISING, "stijgend"),
        (RISING[::-1], "dalend"),
        ((50.0, 52.0, 49.0, 51.0, 50.0), "geen duidelijke trend"),
    ],
)
def test_a_trend_is_named_with_its_years(make_cell, make_frame, breaks, tellers, expected):
    row = last(make_frame, breaks, years(make_cell, tellers))
    assert (row["trend_woord"], row["trend_van"], row["trend_tot"]) == (expected, 2016, 2020)


def test_a_trend_needs_five_years_on_end(make_cell, make_frame, breaks):
    assert last(make_frame, breaks, years(make_cell, RISING[1:]))["trend_woord"] is None
    hole = years(make_cell, (10.0, *RISING))
    hole[2]["status"] = "niet geleverd"
    assert last(make_frame, breaks, hole)["trend_woord"] is None


@pytest.mark.parametrize(("jaar", "expected"), [(2016, "stijgend"), (2017, None), (2020, None)])
def test_a_trend_never_crosses_a_break(make_cell, make_frame, breaks, jaar, expected):
    row = last(make_frame, breaks, years(make_cell, RISING), drugs=jaar)
    assert row["trend_woord"] == expected


@pytest.mark.parametrize(("total", "has_trend"), [(9, False), (10, True)])
def test_a_trend_needs_ten_events(make_cell, make_frame, breaks, total, has_trend):
    row = last(make_frame, breaks, years(make_cell, (0.0, 0.0, 1.0, 1.0, total - 2.0)))
    assert (row["trend_woord"] is not None) == has_trend


def test_an_aandeel_of_all_every_year_has_no_trend(make_cell, make_frame, breaks):
    cells = years(make_cell, (90.0,) * 5, soort="aandeel", noemer=90.0)
    assert last(make_frame, breaks, cells)["trend_woord"] == "geen duidelijke trend"


def test_chance_alone_makes_a_trend_about_one_time_in_twenty(make_cell, make_frame, breaks):
    random = np.random.default_rng(20261122)
    cells = [
        make_cell(f"a{place}", 2016 + at, teller=float(t))
        for place, series in enumerate(random.poisson(20, (1_500, 5)))
        for at, t in enumerate(series)
    ]
    frame = compute(make_frame(cells), breaks()).filter(pl.col("jaar") == 2020)
    assert 0.03 < (frame["trend_woord"] != "geen duidelijke trend").mean() < 0.07


def test_a_small_count_is_pooled_over_three_named_years(make_cell, make_frame, breaks):
    row = last(make_frame, breaks, years(make_cell, (4.0, 12.0, 2.0)))
    assert (row["pool_van"], row["pool_tot"], row["pool_teller"]) == (2016, 2018, 18)
    assert (row["pool_noemer"], row["pool_waarde"]) == (30_000, 6)
    assert row["pool_laag"] == pytest.approx(18 / 3 * 0.5926, rel=1e-3)
    assert row["pool_hoog"] == pytest.approx(28.448 / 3, rel=1e-3)


def test_a_count_without_noemer_is_pooled_to_a_mean_per_year(make_cell, make_frame, breaks):
    row = last(make_frame, breaks, years(make_cell, (4.0, 12.0, 2.0), heeft_noemer=False))
    assert (row["pool_teller"], row["pool_noemer"], row["pool_waarde"]) == (18, None, 6)


@pytest.mark.parametrize(
    ("tellers", "when"),
    [((4.0, 3.0, 10.0), {}), ((4.0, 3.0), {}), ((4.0, 3.0, 2.0), {"drugs": 2018})],
)
def test_enough_too_few_or_broken_years_are_not_pooled(
    make_cell, make_frame, breaks, tellers, when
):
    assert last(make_frame, breaks, years(make_cell, tellers), **when)["pool_waarde"] is None


def test_what_uses_a_fictitious_year_is_fictief(make_cell, make_frame, breaks):
    cells = years(make_cell, (4.0, 3.0, 2.0, 4.0, 5.0))
    cells[0]["is_fictief"] = True
    row = last(make_frame, breaks, cells)
    assert row["trend_is_fictief"]
    assert not row["pool_is_fictief"]
