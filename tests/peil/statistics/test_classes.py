"""Map classes: fixed per indicator, readable, zero apart."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.statistics import classes, compute
from peil.statistics.classes import limits


def spread(make_cell, tellers, **changes) -> list[dict]:
    return [
        make_cell(f"a{at}", 2015 + at % 5, teller=float(t), **changes)
        for at, t in enumerate(tellers)
    ]


def test_five_classes_have_readable_limits_over_all_years(drugshandel):
    found = classes(drugshandel)
    assert found["klasse"].to_list() == [0, 1, 2, 3, 4]
    assert found["van"].to_list() == [0, 3, 4, 5, 7]
    assert found["tot"].to_list() == [3, 4, 5, 7, 14]
    assert found["methode"][0] == "kwantielen, afgerond, 297 waarden per gemeente, 2015–2025"


def test_each_class_of_real_drugshandel_holds_a_fair_part(drugshandel, breaks):
    cells = compute(drugshandel, breaks()).filter(pl.col("niveau") == "gemeente")
    sizes = cells.group_by("klasse").len()["len"]
    assert len(sizes) == 5
    assert sizes.min() > 0.1 * cells.height


def test_zero_is_a_class_of_its_own_when_common():
    edges, method = limits(np.array([0.0] * 10 + [1.0, 2, 3, 4, 5, 6, 7, 8]))
    assert edges[0] == 0
    assert edges[1] <= 1
    assert method.startswith("nul apart")


def test_many_equal_counts_still_show_what_is_more():
    edges, method = limits(np.array([0.0] * 120 + [1] * 60 + [2] * 8 + [3] * 3 + [6]), whole=True)
    assert edges[:3] == [0, 1, 2]
    assert len(edges) >= 4
    assert "verschillende waarden" in method


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


values = st.lists(st.floats(0, 1e6).map(lambda x: round(x, 6)), min_size=1, max_size=60)


@given(values)
def test_every_value_falls_within_rising_limits(numbers):
    edges, _ = limits(np.array(numbers))
    assert 2 <= len(edges) <= 6
    assert edges == sorted(edges)
    assert edges == [0, 0] or len(set(edges)) == len(edges)
    assert edges[0] <= min(numbers) * (1 + 1e-9)
    assert edges[-1] >= max(numbers) * (1 - 1e-9)
