"""Dutch numbers and dates, in and out."""

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.numbers import (
    format_count,
    format_date,
    format_interval,
    format_moment,
    format_number,
    format_percent,
    format_signed,
    parse_number,
)


@pytest.mark.parametrize(
    ("text", "is_count", "value"),
    [
        ("1.041", True, 1041),
        ("1,041", True, 1041),
        ("1.234,5", False, 1234.5),
        ("1,234.5", False, 1234.5),
        ("12,5", False, 12.5),
        ("0.041", False, 0.041),
        ("1.234.567", False, 1234567),
        (" −3 ", True, -3),
        ("1\N{NO-BREAK SPACE}041", True, 1041),
    ],
)
def test_dutch_and_english_numbers_are_read(text: str, is_count: bool, value: float):
    assert parse_number(text, is_count=is_count) == value


@pytest.mark.parametrize("text", ["1.041", "1,041", "12.345"])
def test_a_rate_that_can_mean_two_things_is_refused(text: str):
    with pytest.raises(ValueError, match="op twee manieren"):
        parse_number(text, is_count=False)


@pytest.mark.parametrize("text", ["", "twaalf", "1.2.3", "1,04,1", "12*", "1e5", "nan", "٣"])
def test_what_is_not_a_number_is_refused(text: str):
    with pytest.raises(ValueError, match=r"getal|op twee manieren"):
        parse_number(text, is_count=True)


@given(st.integers(-(10**9), 10**9))
def test_a_count_survives_being_written_and_read(value: int):
    assert parse_number(format_count(value), is_count=True) == value


@given(st.floats(-(10**6), 10**6))
def test_a_number_with_two_decimals_survives_being_written_and_read(value: float):
    assert parse_number(format_number(value, 2), is_count=False) == round(value, 2)


def test_numbers_look_dutch():
    assert format_number(1234.5, 1) == "1.234,5"
    assert format_number(-0.04, 1) == "0,0"
    assert format_number(-2.5) == "\N{MINUS SIGN}2,5"
    assert format_number(None) == "–"
    assert format_percent(58.2) == "58\N{NO-BREAK SPACE}%"
    assert format_signed(0.0) == "0"
    assert format_signed(2.3) == "+2,3"
    assert format_interval(8.3, 13.0) == "8,3–13,0"
    assert format_interval(None, 1) == ""
    assert format_date(date(2026, 11, 21)) == "21 november 2026"


def test_a_moment_is_said_on_the_dutch_clock_wherever_the_computer_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moment = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert format_moment(moment) == "22 november 2026 om 00:30"
    finally:
        monkeypatch.undo()
        time.tzset()
