"""What the charts share: ticks, names that stay apart, and the smallest of them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import figure, indicator

from peil import charts
from peil.charts.base import nice_ticks, spread, tick_texts


@pytest.mark.parametrize("highest", [1, 3, 11, 12.4, 48, 900])
def test_no_tick_lies_between_two_counts(highest: float) -> None:
    ticks = nice_ticks(highest, whole=True)
    assert all(tick == int(tick) for tick in ticks)
    assert ticks[-1] >= highest


@given(st.floats(min_value=1e-3, max_value=1e7))
def test_ticks_start_at_zero_pass_the_highest_value_and_are_few(highest: float) -> None:
    ticks = nice_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-1] >= highest * 0.999
    assert 2 <= len(ticks) <= 8
    assert len(set(tick_texts(ticks))) == len(ticks)


@given(st.lists(st.floats(min_value=0, max_value=100), max_size=5))
def test_labels_never_cover_each_other_and_stay_inside(wanted: list[float]) -> None:
    places = sorted(spread(wanted, [10.0] * len(wanted), 0, 100))
    assert all(5 - 1e-9 <= place <= 95 + 1e-9 for place in places)
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(places))


def test_a_sparkline_has_words_and_leaves_gaps() -> None:
    figures = [figure(periode=str(year), jaar=year) for year in range(2020, 2024)]
    figures[1] = replace(figures[1], waarde=None, status="ontbreekt")
    markup = charts.sparkline(figures, indicator())
    assert markup.count("<path") == 1
    assert "10,5 per 10.000 inwoners in 2023" in markup
    assert charts.sparkline([], indicator()) == ""
