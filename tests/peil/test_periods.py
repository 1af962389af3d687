"""Years, quarters and months."""

import pytest

from peil.periods import parse_period


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
