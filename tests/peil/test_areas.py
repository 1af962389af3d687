"""Areas as the project's own data gives them, found by name, code and year."""

import pytest

from peil.areas import load_areas
from peil.errors import PeilError

AREAS = load_areas()


@pytest.mark.parametrize(
    "name", ["'s-Gravenhage", "’s-Gravenhage", "s gravenhage", "DEN HAAG", "Den Haag", "GM0518"]
)
def test_den_haag_is_found_under_all_its_names(name: str):
    assert AREAS.resolve(name).code == "GM0518"


def test_rijswijk_is_found_with_and_without_its_province():
    assert AREAS.resolve("Rijswijk (ZH.)") == AREAS.resolve("rijswijk") == AREAS.get("GM0603")


def test_there_are_27_gemeenten_in_five_districts():
    assert len(AREAS.at("gemeente")) == 27
    assert [a.code for a in AREAS.at("district")] == ["A-C", "D", "E", "F", "G"]
    assert len(AREAS.at("gemeente", 2018)) == 28


def test_a_gemeente_belongs_to_its_years_and_its_successor_is_named():
    assert AREAS.resolve("GM0576", 2018).tot == 2018
    with pytest.raises(PeilError, match=r"bestond niet in 2021.*GM0575"):
        AREAS.resolve("GM0576", 2021)
    assert AREAS.present_code("GM0576") == "GM0575"


def test_a_district_of_one_gemeente_equals_that_gemeente():
    assert AREAS.equals_parent("GM0518")
    assert not AREAS.equals_parent("GM0513")
    assert not AREAS.equals_parent("DH")


def test_each_row_has_a_source_and_a_certainty():
    assert all(a.bron and a.zekerheid for a in AREAS.all)


def test_an_unknown_area_says_what_to_use():
    with pytest.raises(PeilError, match="gebruik een code"):
        AREAS.resolve("Atlantis")
