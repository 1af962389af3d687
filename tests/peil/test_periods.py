"""Years, quarters and months."""

from datetime import date

import pytest

from peil.errors import PeilError
from peil.periods import format_day, parse_day, parse_period


@pytest.mark.parametrize(
    ("text", "label", "start"),
    [
        ("2021", "2021", "2021-01-01"),
        ("2021-K1", "eerste kwartaal 2021", "2021-01-01"),
        (" 2021-k4 ", "vierde kwartaal 2021", "2021-10-01"),
        ("2021-03", "maart 2021", "2021-03-01"),
    ],
)
def test_a_period_has_words_and_a_first_day(text: str, label: str, start: str):
    period = parse_period(text)
    assert period.label == label
    assert period.start.isoformat() == start
    assert parse_period(str(period)) == period


@pytest.mark.parametrize("text", ["", "21", "2021-13", "2021-K5", "2021-1", "2021JJ00", "jan 2021"])
def test_other_texts_are_refused_with_an_example(text: str):
    with pytest.raises(ValueError, match="2021-K1"):
        parse_period(text)


@pytest.mark.parametrize(
    "text",
    ["31-3-2026", "31-03-2026", " 31/3/2026 ", "31 maart 2026", "31 Maart  2026", "2026-03-31"],
)
def test_a_day_is_read_as_people_type_it(text: str) -> None:
    assert parse_day(text) == date(2026, 3, 31)


@pytest.mark.parametrize(
    "text", ["", "31-02-2026", "maart 2026", "1-13-2026", "3-31-26", "x", "9 mei"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(PeilError, match="Schrijf bijvoorbeeld 31-3-2026"):
        parse_day(text)


def test_a_day_written_in_a_form_reads_back() -> None:
    assert parse_day(format_day(date(2026, 3, 1))) == date(2026, 3, 1)
    assert format_day(None) == ""
