"""Sharing out a published total: the parts always add up to it, exactly."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.demo.allocation import allocate, allocate_fixed, allocate_within, deal
from pipelines.demo.sampling import Stream, as_whole, draw_count, draw_part

totals = st.integers(0, 20_000)
weights = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=40)
seeds = st.integers(0, 10_000)


@given(totals, weights, seeds)
def test_the_parts_of_a_total_add_up_to_it(total: int, shares: list[float], seed: int) -> None:
    parts = allocate(total, shares, Stream(seed))
    assert sum(parts) == total
    assert min(parts) >= 0


@given(totals, weights, seeds)
def test_every_part_is_its_exact_share_rounded_down_or_up(
    total: int, shares: list[float], seed: int
) -> None:
    whole = as_whole(shares)
    for part, weight in zip(allocate(total, shares, Stream(seed)), whole, strict=True):
        low = total * weight // sum(whole)
        assert part in (low, low + 1)


def test_an_area_without_weight_gets_nothing() -> None:
    assert allocate(100, [1.0, 0.0, 2.0], Stream("x"))[1] == 0


def test_a_total_of_nothing_needs_no_weights() -> None:
    assert allocate(0, [0.0, 0.0], Stream("x")) == [0, 0]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20), seeds, st.data())
def test_no_part_exceeds_its_limit(limits: list[int], seed: int, data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(limits)))
    parts = allocate_within(total, [1.0] * len(limits), limits, Stream(seed))
    assert sum(parts) == total
    assert all(part <= limit for part, limit in zip(parts, limits, strict=True))


def test_a_known_share_of_the_total_is_kept_and_the_rest_closes() -> None:
    parts = allocate_fixed(538, [9.0, 1.0, 1.0], [2 / 3, None, None], Stream("x"))
    assert parts[0] == 359
    assert sum(parts) == 538


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12), seeds, st.data())
def test_a_dealt_table_keeps_both_its_row_sums_and_its_column_sums(
    rows: list[int], seed: int, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, sum(rows)))
    columns = [cut, sum(rows) - cut]
    table = deal(rows, columns, Stream(seed))
    assert [sum(row) for row in table] == rows
    assert [sum(column) for column in zip(*table, strict=True)] == columns


def test_the_same_words_give_the_same_numbers_and_other_words_do_not() -> None:
    assert Stream("a", 1).below(10**9) == Stream("a", 1).below(10**9)
    assert Stream("a", 1).below(10**9) != Stream("a", 2).below(10**9)


def test_the_stream_is_the_one_that_every_machine_gives() -> None:
    stream = Stream("vast")
    assert [stream.below(1000) for _ in range(5)] == [82, 937, 172, 51, 783]


def test_drawn_counts_lie_around_their_mean() -> None:
    stream = Stream("gemiddelde")
    for mean in (0.5, 4.0, 80.0):
        drawn = [draw_count(stream, mean, 2.0) for _ in range(2_000)]
        assert abs(sum(drawn) / len(drawn) - mean) < 0.15 * mean + 0.1
        assert min(drawn) >= 0


@given(st.integers(0, 5_000), st.floats(0.0, 1.0), seeds)
def test_a_part_is_never_more_than_the_whole(whole: int, share: float, seed: int) -> None:
    assert 0 <= draw_part(Stream(seed), whole, share) <= whole
