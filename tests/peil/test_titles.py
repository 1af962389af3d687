"""Titles of charts say what there is to see, in sentences that fit the numbers."""

from typing import Any

import pytest
import sample

from peil import titles
from peil.figure import Figure
from peil.terms import ONDERDRUKT

INDICATOR = sample.indicator(teller="misdrijven")


def figure(name: str, **changes: Any) -> Figure:
    values: dict[str, Any] = {
        "indicator": "proef",
        "code": "TE-01",
        "thema": "proef",
        "niveau": "gemeente",
        "gebied_code": name,
        "gebied": name,
        "periode": "2025",
        "jaar": 2025,
        "waarde": 5.0,
    }
    return Figure(**{**values, **changes})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["vergelijkbaar", "hoger"],
            "1 van de 2 gemeenten is vergelijkbaar met de rest van de eenheid",
        ),
        (
            ["vergelijkbaar", "vergelijkbaar", "lager"],
            "2 van de 3 gemeenten zijn vergelijkbaar met de rest van de eenheid",
        ),
        ([None, None], "De gemeenten op volgorde"),
    ],
)
def test_the_ranking_counts_who_is_comparable(words: list[str | None], expected: str) -> None:
    figures = [figure(f"G{n}", eenheid_woord=word) for n, word in enumerate(words)]
    assert titles.ranking_title(figures, "eenheid") == expected


def test_the_trend_names_area_and_years() -> None:
    newest = figure("Aadorp", trend_woord="dalend", trend_van=2021, trend_tot=2025)
    text = titles.trend_title(newest, INDICATOR)
    assert text == "Drugshandel: dalende trend in Aadorp, 2021–2025"
    assert titles.trend_title(None, INDICATOR) == "Drugshandel door de jaren"


def test_small_multiples_say_who_rises_and_who_falls() -> None:
    figures = [
        figure("Aadorp", trend_woord="stijgend"),
        figure("Beedorp", trend_woord="stijgend"),
        figure("Ceedorp", trend_woord="dalend"),
        figure("Deedorp"),
    ]
    text = titles.multiples_title(figures, INDICATOR)
    assert text == "Drugshandel: Aadorp en Beedorp stijgen, Ceedorp daalt"
    same = figure("Eedorp", trend_woord="geen duidelijke trend")
    assert "nergens" in titles.multiples_title([*figures[3:], same], INDICATOR)
    assert titles.multiples_title(figures[3:], INDICATOR) == "Drugshandel door de jaren"


def test_the_line_under_a_title_ends_as_a_sentence() -> None:
    text = titles.units_line([figure("Aadorp", is_voorlopig=True)], INDICATOR, "Dikke lijn")
    assert text == "Per 10.000 inwoners, 2025, voorlopig. Dikke lijn."


def test_a_map_claims_nothing_of_a_gebied_without_a_figure() -> None:
    low, unknown = figure("A", waarde=2.0), figure("B", waarde=None, status=ONDERDRUKT)
    assert titles.where_title([low, low], INDICATOR, 5.0).startswith("Nergens komt")
    assert titles.where_title([low, unknown], INDICATOR, 5.0).startswith(
        "Voor zover bekend nergens"
    )
