"""An area against the rest of its district, eenheid and nederland."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.statistics import compute
from peil.statistics.significance import two_rates


def p_of(o1, n1, o2, n2, phi=1.0, soort="telling") -> float:
    y1, w1, y2, w2 = np.array([o1 / n1]), np.array([n1]), np.array([o2 / n2]), np.array([n2])
    return float(two_rates((y1, y2), (w1, w2), np.array([phi]), np.array([soort]))[0])


def words(frame: pl.DataFrame, jaar: int, column: str = "eenheid_woord") -> tuple[int, int]:
    chosen = frame.filter((pl.col("jaar") == jaar) & (pl.col("niveau") == "gemeente"))[column]
    assert len(chosen) == 27
    return (chosen == "hoger").sum(), (chosen == "lager").sum()


@pytest.mark.parametrize(("jaar", "hoger", "lager"), [(2023, 4, 7), (2025, 2, 7)])
def test_real_drugshandel_differs_from_the_rest_of_the_eenheid(
    drugshandel, breaks, jaar, hoger, lager
):
    assert words(compute(drugshandel, breaks()), jaar) == (hoger, lager)


@pytest.mark.parametrize(("jaar", "different"), [(2023, 15), (2025, 17)])
def test_poisson_alone_would_call_many_more_gemeenten_different(
    drugshandel, breaks, jaar, different
):
    rows = compute(drugshandel, breaks()).filter(
        (pl.col("jaar") == jaar) & (pl.col("niveau") == "gemeente")
    )
    whole = drugshandel.filter((pl.col("jaar") == jaar) & (pl.col("niveau") == "eenheid"))
    teller, noemer = whole.select("teller", "noemer").row(0)
    p = [p_of(o, n, teller - o, noemer - n) for o, n in rows.select("teller", "noemer").rows()]
    assert sum(value < 0.05 for value in p) == different


@pytest.fixture
def region(make_cell):
    """Rates 20, 10 and 5 per 10.000 in g1, g2, g3; the rest of the country 10."""
    tellers = {"g1": 200.0, "g2": 100.0, "g3": 50.0, "d1": 300.0, "d2": 50.0, "e1": 350.0}
    noemers = {"d1": 200_000.0, "e1": 300_000.0}
    cells = [make_cell(code, teller=o, noemer=noemers.get(code, 100_000.0))
             for code, o in tellers.items()]  # fmt: skip
    return [*cells, make_cell("NL", teller=1_350.0, noemer=1_300_000.0)]


def one(frame: pl.DataFrame, code: str) -> dict:
    return frame.filter(pl.col("gebied_code") == code).row(0, named=True)


def test_the_area_itself_is_taken_out_of_its_benchmark(region, make_frame, breaks):
    g1 = one(compute(make_frame(region), breaks()), "g1")
    assert (g1["district_rest"], g1["eenheid_rest"]) == pytest.approx((10, 7.5))
    assert g1["nederland_rest"] == pytest.approx(1_150 / 120)
    assert (g1["district_waarde"], g1["eenheid_waarde"]) == pytest.approx((15, 350 / 30))
    assert g1["district_woord"] == g1["eenheid_woord"] == g1["nederland_woord"] == "hoger"


def test_an_area_that_equals_its_parent_is_not_compared_with_it(region, make_frame, breaks):
    result = compute(make_frame(region), breaks())
    g3, d2 = one(result, "g3"), one(result, "d2")
    assert g3["district_woord"] == d2["district_woord"] == "niet van toepassing"
    assert g3["district_rest"] is g3["district_waarde"] is g3["district_p"] is None
    assert g3["eenheid_woord"] == d2["eenheid_woord"] == "lager"
    assert one(result, "e1")["eenheid_woord"] == "niet van toepassing"
    assert one(result, "e1")["district_woord"] == "niet van toepassing"
    assert one(result, "NL")["nederland_woord"] == "niet van toepassing"


def test_an_empty_rest_is_niet_van_toepassing(make_cell, make_frame, breaks):
    cells = [make_cell("g1"), make_cell("d1")]
    assert one(compute(make_frame(cells), breaks()), "g1")["district_woord"] == (
        "niet van toepassing"
    )


def test_without_a_benchmark_there_is_no_word(make_cell, make_frame, breaks):
    cells = [make_cell("g1"), make_cell("d1", status="ontbreekt", teller=None)]
    g1 = one(compute(make_frame(cells), breaks()), "g1")
    assert g1["district_woord"] is g1["district_waarde"] is g1["nederland_woord"] is None


def test_two_gemeenten_of_one_district_mirror_each_other(make_cell, make_frame, breaks):
    cells = [
        make_cell("g1", teller=40.0), make_cell("g2", teller=15.0),
        make_cell("d1", teller=55.0, noemer=20_000.0),
    ]  # fmt: skip
    result = compute(make_frame(cells), breaks())
    g1, g2 = one(result, "g1"), one(result, "g2")
    assert (g1["district_woord"], g2["district_woord"]) == ("hoger", "lager")
    assert g1["district_p"] == pytest.approx(g2["district_p"])
    assert (g1["district_rest"], g2["district_rest"]) == (g2["waarde"], g1["waarde"])


def test_counts_without_noemer_are_not_compared_with_larger_areas(region, make_frame, breaks):
    cells = [cell | {"heeft_noemer": False, "noemer": None} for cell in region]
    g1 = one(compute(make_frame(cells), breaks()), "g1")
    assert g1["eenheid_woord"] is g1["eenheid_rest"] is g1["eenheid_waarde"] is None


def test_a_bedrag_has_a_rest_but_no_verdict(region, make_frame, breaks):
    cells = [cell | {"soort": "bedrag"} for cell in region]
    g1 = one(compute(make_frame(cells), breaks()), "g1")
    assert g1["eenheid_rest"] == pytest.approx(7.5)
    assert g1["eenheid_p"] is g1["eenheid_woord"] is None


def test_a_benchmark_smaller_than_its_part_gives_no_rest(make_cell, make_frame, breaks):
    cells = [make_cell("g1", teller=50.0), make_cell("d1", teller=40.0, noemer=30_000.0)]
    g1 = one(compute(make_frame(cells), breaks()), "g1")
    assert g1["district_rest"] is g1["district_woord"] is None
    share = [cell | {"soort": "aandeel"} for cell in cells]
    share[0] |= {"teller": 5.0, "noemer": 29_990.0}
    g1 = one(compute(make_frame(share), breaks()), "g1")
    assert g1["district_rest"] is g1["district_woord"] is None


@pytest.mark.parametrize(("half", "expected"), [(2.0, "hoger"), (8.0, "vergelijkbaar")])
def test_a_steekproef_is_compared_by_its_margins(make_cell, make_frame, breaks, half, expected):
    cells = [
        make_cell(
            code, soort="steekproef", teller=None, noemer=None, heeft_noemer=False,
            geleverde_waarde=value, geleverd_laag=value - half, geleverd_hoog=value + half,
        )
        for code, value in (("g1", 30.0), ("d1", 22.0))
    ]  # fmt: skip
    g1 = one(compute(make_frame(cells), breaks()), "g1")
    assert (g1["district_woord"], g1["district_rest"], g1["district_waarde"]) == (
        expected, None, 22.0,
    )  # fmt: skip


def test_a_comparison_with_a_fictitious_cell_is_fictief(region, make_frame, breaks):
    cells = [cell | {"is_fictief": cell["gebied_code"] == "d1"} for cell in region]
    result = compute(make_frame(cells), breaks())
    g1, g3 = one(result, "g1"), one(result, "g3")
    assert (g1["district_is_fictief"], g1["eenheid_is_fictief"]) == (True, False)
    assert not g3["district_is_fictief"]  # nothing was compared


tellers = st.integers(0, 400)
noemers = st.integers(400, 1_000_000)
soorten = st.sampled_from(["telling", "aandeel"])


@given(tellers, noemers, tellers, noemers, st.floats(1, 10), soorten)
def test_a_comparison_is_the_same_seen_from_both_sides(o1, n1, o2, n2, phi, soort):
    p = p_of(o1, n1, o2, n2, phi, soort)
    assert 0 <= p <= 1
    assert p == pytest.approx(p_of(o2, n2, o1, n1, phi, soort), rel=1e-6, abs=1e-12)


@given(tellers, noemers, soorten)
def test_equal_rates_never_differ(o, n, soort):
    assert p_of(o, n, o, n, 1.0, soort) == pytest.approx(1)


@pytest.mark.parametrize("mean", [0.3, 2.0, 6.0, 50.0])
def test_chance_alone_is_called_different_about_one_time_in_twenty_or_less(mean):
    random = np.random.default_rng(20261122)
    o1, o2 = random.poisson(mean, 40_000), random.poisson(20 * mean, 40_000)
    ones = np.ones(40_000)
    p = two_rates((o1 / 1, o2 / 20), (ones, 20 * ones), ones, np.full(40_000, "telling"))
    assert (p < 0.05).mean() < 0.06
