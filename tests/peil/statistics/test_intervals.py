"""Garwood, Wilson and the limits in the frame."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.statistics import compute
from peil.statistics.intervals import garwood, wilson

counts = st.integers(0, 5_000)
dispersions = st.floats(1, 20)


def limits_of(method, *numbers: float) -> tuple[float, float]:
    lower, upper = method(*(np.array([float(number)]) for number in numbers))
    return float(lower[0]), float(upper[0])


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(0, 0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)]
)
def test_garwood_gives_the_limits_of_the_printed_tables(count, lower, upper):
    assert limits_of(garwood, count) == pytest.approx((lower, upper), abs=1e-4)


@pytest.mark.parametrize(
    ("count", "total", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_limits_of_newcombe_1998(count, total, lower, upper):
    assert limits_of(wilson, count, total) == pytest.approx((lower, upper), abs=1e-4)


@given(counts, dispersions)
def test_a_garwood_interval_contains_its_count_and_widens_with_dispersion(count, phi):
    plain, wide = limits_of(garwood, count), limits_of(garwood, count, phi)
    assert plain[0] <= count <= plain[1]
    assert 0 <= wide[0] <= plain[0] * (1 + 1e-9)
    assert wide[1] >= plain[1] * (1 - 1e-9)


@given(st.floats(0.05, 60))
def test_garwood_covers_the_true_mean_at_least_95_times_in_100(mean):
    seen = np.arange(0, 200.0)
    lower, upper = garwood(seen)
    chance = np.exp(seen * math.log(mean) - mean - np.array([math.lgamma(k + 1) for k in seen]))
    assert chance[(lower <= mean) & (mean <= upper)].sum() >= 0.95 - 1e-9


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_wilson_interval_contains_its_share_and_stays_between_0_and_1(pair):
    count, total = pair
    lower, upper = limits_of(wilson, count, total)
    assert 0 <= lower <= count / total <= upper <= 1
    mirrored = limits_of(wilson, total - count, total)
    assert (lower, upper) == pytest.approx((1 - mirrored[1], 1 - mirrored[0]), abs=1e-9)


def test_impossible_numbers_get_no_interval():
    assert all(math.isnan(limit) for limit in limits_of(garwood, -1))
    assert all(math.isnan(limit) for limit in limits_of(wilson, 5, 4))
    assert all(math.isnan(limit) for limit in limits_of(wilson, 0, 0))


def test_each_soort_gets_its_own_interval(make_cell, make_frame, breaks):
    rows = [
        make_cell(indicator="telling", teller=10.0, noemer=20_000.0),
        make_cell(indicator="kaal", teller=10.0, noemer=None, heeft_noemer=False),
        make_cell(indicator="deel", soort="aandeel", teller=81.0, noemer=263.0, per=100.0),
        make_cell(
            indicator="proef", soort="steekproef", teller=None, noemer=None, heeft_noemer=False,
            geleverde_waarde=20.5, geleverd_laag=17.0, geleverd_hoog=24.2,
        ),
        make_cell(indicator="geld", soort="bedrag", teller=500.0, noemer=100.0, per=1.0),
    ]  # fmt: skip
    got = compute(make_frame(rows), breaks()).select("waarde", "laag", "hoog").rows()
    assert got[0] == pytest.approx((5, 2.3977, 9.1952), abs=1e-4)
    assert got[1] == pytest.approx((10, 4.7954, 18.3904), abs=1e-4)
    assert got[2] == pytest.approx((30.80, 25.53, 36.62), abs=1e-2)
    assert got[3] == (20.5, 17.0, 24.2)
    assert got[4] == (5.0, None, None)


def test_zero_is_a_cijfer_with_an_interval_of_its_own(make_cell, make_frame, breaks):
    row = compute(make_frame([make_cell(teller=0.0)]), breaks()).row(0, named=True)
    assert (row["waarde"], row["laag"]) == (0, 0)
    assert row["hoog"] == pytest.approx(3.6889, abs=1e-4)
