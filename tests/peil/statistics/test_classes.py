"""Map classes: fixed per indicator, readable, zero apart."""

import itertools

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.statistics import classes, compute
from peil.statistics.classes import limits
from peil.statistics.natural import natural_breaks


def spread(make_cell, tellers, **changes) -> list[dict]:
    return [
        make_cell(f"a{at}", 2015 + at % 5, teller=float(t), **changes)
        for at, t in enumerate(tellers)
    ]


def test_five_classes_have_readable_limits_over_all_years(drugshandel):
    found = classes(drugshandel)
    assert found["klasse"].to_list() == [0, 1, 2, 3, 4]
    assert found["van"].to_list() == [0, 3, 4.5, 6.5, 9.5]
    assert found["tot"].to_list() == [3, 4.5, 6.5, 9.5, 13.5]
    assert found["methode"][0] == (
        "natuurlijke grenzen (Jenks), afgerond; 297 waarden per gemeente, 2015–2025"
    )


def test_each_class_of_real_drugshandel_holds_a_fair_part(drugshandel, breaks):
    cells = compute(drugshandel, breaks()).filter(pl.col("niveau") == "gemeente")
    sizes = cells.group_by("klasse").len()["len"]
    assert len(sizes) == 5
    assert sizes.min() > 0.05 * cells.height
    assert sizes.max() < 0.45 * cells.height


def test_zero_is_a_class_of_its_own_when_common():
    edges, method = limits(np.array([0.0] * 10 + [1.0, 2, 3, 4, 5, 6, 7, 8]))
    assert edges[0] == 0
    assert edges[1] <= 1
    assert method.startswith("nul apart")


def test_many_equal_counts_still_show_what_is_more():
    edges, method = limits(np.array([0.0] * 120 + [1] * 60 + [2] * 8 + [3] * 3 + [6]), whole=True)
    assert edges[:3] == [0, 1, 2]
    assert len(edges) >= 4
    assert method == "nul apart, daarboven natuurlijke grenzen (Jenks), afgerond"


def test_equal_values_are_one_class(make_cell, make_frame, breaks):
    same = compute(make_frame(spread(make_cell, [7] * 20)), breaks())
    assert set(same["klasse"]) == {0}
    none = compute(make_frame(spread(make_cell, [0] * 20)), breaks())
    assert set(none["klasse"]) == {0}


def test_counts_have_whole_limits(make_cell, make_frame):
    cells = spread(make_cell, [0, 0, 0, 1, 1, 2, 2, 3, 5, 9], heeft_noemer=False, noemer=None)
    found = classes(make_frame(cells))
    assert all(float(edge).is_integer() for edge in [*found["van"], *found["tot"]])


def test_a_count_of_a_larger_area_has_no_class(make_cell, make_frame, breaks):
    cells = spread(make_cell, range(10), heeft_noemer=False, noemer=None)
    cells.append(make_cell("e1", teller=45.0, heeft_noemer=False, noemer=None))
    result = compute(make_frame(cells), breaks())
    assert result["klasse"][-1] is None
    assert result["klasse"][:-1].is_not_null().all()


def test_a_quarter_has_no_class_on_the_scale_of_years(make_cell, make_frame, breaks):
    cells = [*spread(make_cell, range(10)), make_cell("a1", periode="2020-K1")]
    assert compute(make_frame(cells), breaks())["klasse"][-1] is None


def test_without_values_there_are_no_classes(make_cell, make_frame, breaks):
    frame = make_frame(spread(make_cell, range(5), status="ontbreekt"))
    assert classes(frame).is_empty()
    assert compute(frame, breaks())["klasse"].is_null().all()


@pytest.mark.parametrize("whole", [True, False])
def test_limits_of_any_size_have_at_most_three_digits_that_matter(whole):
    random = np.random.default_rng(20261122)
    for scale in (1e-3, 1, 1e3, 1e6):
        numbers = np.round(random.lognormal(0, 1, 300) * scale, 0 if whole else 9)
        numbers[:80] = 0 if scale > 1 else numbers[:80]
        edges, _ = limits(numbers, whole)
        digits = [f"{edge:.9f}".replace(".", "").strip("0") for edge in edges]
        assert max(map(len, digits)) <= 3


def goodness(numbers, edges):
    """Part of the variance that the classes explain (goodness of variance fit)."""
    place = np.searchsorted(edges[1:-1], numbers, side="right")
    within = sum(
        ((part := numbers[place == k]) - part.mean()).var() * part.size for k in set(place)
    )
    return 1 - within / (numbers.var() * numbers.size)


def test_extremes_neither_fill_a_class_alone_nor_push_all_others_together():
    numbers = np.concatenate([np.linspace(1, 9, 95), [100, 110, 400, 420, 5000.0]])
    edges, _ = limits(numbers)
    sizes = np.histogram(numbers, [*edges[:-1], np.inf])[0]
    assert len(sizes) == 5
    assert min(sizes) >= 5
    assert max(sizes) <= 42


def test_natural_breaks_explain_more_than_equal_parts():
    numbers = np.random.default_rng(7).lognormal(1, 0.6, 400)
    natural = limits(numbers)[0]
    equal = np.quantile(numbers, np.linspace(0, 1, 6))
    assert goodness(numbers, natural) > goodness(numbers, equal) + 0.03


def slow_breaks(numbers, count):
    """The best cut by trying them all, under the same bounds."""
    found, size = np.unique(numbers), len(numbers)
    for least, most in ((0.05, 0.4), (0.05, 1), (0, 1)):
        best = None
        for cut in itertools.combinations(range(1, len(found)), min(count, len(found)) - 1):
            starts = [found[0], *(found[at] for at in cut)]
            place = np.searchsorted(starts, numbers, side="right")
            parts = [numbers[place == k] for k in sorted(set(place))]
            if all(least * size <= part.size <= most * size for part in parts):
                cost = sum(part.var() * part.size for part in parts)
                best = min(best or (cost, starts), (cost, starts), key=lambda one: round(one[0], 6))
        if best is not None:
            return best
    raise AssertionError


@given(st.lists(st.integers(0, 40).map(float), min_size=1, max_size=12), st.integers(1, 5))
def test_natural_breaks_are_the_best_of_all(numbers, count):
    numbers = np.array(numbers)
    breaks = natural_breaks(numbers, count)
    cost, starts = slow_breaks(numbers, count)
    place = np.searchsorted(breaks[1:-1], numbers, side="right")
    parts = [numbers[place == k] for k in set(place)]
    assert len(parts) == len(starts)
    assert sum(part.var() * part.size for part in parts) == pytest.approx(cost, abs=1e-6)


def test_many_values_give_nearly_the_same_breaks_as_few():
    numbers = np.random.default_rng(3).lognormal(1, 0.5, 250)
    few = natural_breaks(numbers, 5)
    many = natural_breaks(np.concatenate([numbers, *(numbers + d for d in (1e-4, 2e-4, 3e-4))]), 5)
    assert many == pytest.approx(few, rel=0.05)


values = st.lists(st.floats(0, 1e6).map(lambda x: round(x, 6)), min_size=1, max_size=60)


@given(values)
def test_every_value_falls_within_rising_limits(numbers):
    edges, _ = limits(np.array(numbers))
    assert 2 <= len(edges) <= 6
    assert edges == sorted(edges)
    assert edges == [0, 0] or len(set(edges)) == len(edges)
    assert edges[0] <= min(numbers) * (1 + 1e-9)
    assert edges[-1] >= max(numbers) * (1 - 1e-9)


def test_the_highest_count_can_be_a_class_of_its_own():
    edges, _ = limits(np.array([1.0] * 9 + [2.0] * 6 + [3.0] * 5), whole=True)
    assert edges == [1, 2, 3, 4]
