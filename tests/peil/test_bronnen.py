"""What a bron declares: when a levering is due, and a form that says one thing."""

from datetime import date

import pytest
from pydantic import ValidationError

from peil.bronnen import Planning
from peil.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def due(until: date, **planning: object) -> list[tuple[str, str]]:
    plan = Planning.model_validate({"dagen": 31, **planning})
    return [(str(period), str(day)) for period, day in plan.due(until)]


def test_every_ended_period_is_due_so_many_days_after_its_end() -> None:
    assert due(date(2022, 1, 1), frequentie="jaar", vanaf="2020") == [
        ("2020", "2021-01-31"),
        ("2021", "2022-01-31"),
    ]
    assert due(date(2021, 12, 31), frequentie="jaar", vanaf="2021") == []
    assert due(date(2021, 12, 31), frequentie="kwartaal", vanaf="2021-K3") == [
        ("2021-K3", "2021-10-31")
    ]


def test_a_planning_may_skip_periods_and_end() -> None:
    found = due(date(2026, 1, 1), frequentie="jaar", vanaf="2019", tot="2024", elke=2)
    assert [period for period, _ in found] == ["2019", "2021", "2023"]


def test_the_periods_of_a_planning_have_its_frequentie() -> None:
    with pytest.raises(ValidationError, match="geen periode per maand"):
        due(date(2026, 1, 1), frequentie="maand", vanaf="2019")


def test_every_bron_of_an_indicator_says_when_it_delivers_and_who_is_asked() -> None:
    for slug in {indicator.bron for indicator in CATALOGUE}:
        bron = CATALOGUE.bronnen[slug]
        if bron.soort == "norm":  # the rounds of the norm have a calendar of their own
            continue
        assert bron.planning, slug
        assert bron.verwacht, slug
        assert bron.contact, slug
