"""The place of a gemeente among vergelijkbare gemeenten, in words."""

from typing import Any

import sample

from peil.figure import Figure
from peil.peers import place_among

INDICATOR = sample.indicator(teller="misdrijven")


def figure(name: str, waarde: float | None, **changes: Any) -> Figure:
    values: dict[str, Any] = {
        "indicator": "proef",
        "code": "TE-01",
        "thema": "proef",
        "niveau": "gemeente",
        "gebied_code": name,
        "gebied": name,
        "periode": "2025",
        "jaar": 2025,
        "waarde": waarde,
    }
    return Figure(**{**values, **changes})


OTHERS = [figure("B", 2.0), figure("C", 4.0), figure("D", 6.0), figure("E", 12.0)]


def test_the_place_gives_middle_and_range_of_the_others() -> None:
    place = place_among(figure("A", 7.0), OTHERS, INDICATOR)
    assert place is not None
    assert (place.mediaan, place.laagste, place.hoogste, place.lager) == (5.0, 2.0, 12.0, 3)
    assert place.zin == "Hoger dan 3 van de 4 andere"


def test_the_ends_are_named() -> None:
    top, low = (place_among(figure("A", v), OTHERS, INDICATOR) for v in (20.0, 1.0))
    assert top is not None
    assert low is not None
    assert top.zin.startswith("Hoger dan alle 4 andere")
    assert low.zin.startswith("Lager dan alle 4 andere")


def test_a_group_that_is_too_small_has_no_place() -> None:
    assert place_among(figure("A", 7.0), OTHERS[:2], INDICATOR) is None
    hidden = [*OTHERS[:2], figure("F", None, status="onderdrukt")]
    assert place_among(figure("A", 7.0), hidden, INDICATOR) is None


def test_the_gemeente_itself_does_not_count() -> None:
    place = place_among(figure("A", 7.0), [*OTHERS, figure("A", 7.0)], INDICATOR)
    assert place is not None
    assert place.aantal == 4


def test_one_fictief_member_makes_the_place_fictief() -> None:
    others = [*OTHERS, figure("F", 3.0, is_fictief=True)]
    place = place_among(figure("A", 7.0), others, INDICATOR)
    assert place is not None
    assert place.is_fictief
