"""What is kept: made once, bounded by weight, the longest unasked goes first."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from peil.kept import Kept


def test_an_answer_is_made_once_and_handed_out_as_it_is():
    kept, made = Kept(10), []

    def make() -> list[int]:
        made.append(1)
        return [1, 2, 3]

    first = kept.get("a", make, len)
    assert kept.get("a", make, len) is first
    assert len(made) == 1
    assert kept.weight == 3


def test_what_was_not_asked_for_longest_goes_first():
    kept = Kept(10)
    for key in "ab":
        kept.get(key, lambda: "xxxx", len)
    kept.get("a", lambda: "never made", len)  # asked again: b is the oldest now
    kept.get("c", lambda: "xxxx", len)
    assert kept.weight == 8
    assert kept.get("a", lambda: "made again", len) == "xxxx"
    assert kept.get("b", lambda: "new", len) == "new"


def test_what_is_heavier_than_the_whole_memory_is_not_kept():
    kept = Kept(3)
    kept.get("small", lambda: "x", len)
    assert kept.get("big", lambda: "xxxxx", len) == "xxxxx"
    assert kept.weight == 1
    assert kept.get("big", lambda: "other", len) == "other"


def test_an_error_is_raised_and_not_kept():
    kept = Kept(3)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0, lambda _: 1)
    assert kept.get("a", lambda: 7, lambda _: 1) == 7


def test_many_threads_leave_the_weight_right():
    kept = Kept(50)

    def ask(number: int) -> str:
        return kept.get(number % 13, lambda: "x" * (number % 13 + 1), len)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(2000)))
    assert all(len(text) == number % 13 + 1 for number, text in enumerate(found))
    assert 0 < kept.weight <= 50
