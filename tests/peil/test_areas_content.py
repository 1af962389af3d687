"""The areas of the repository, with their names, herindelingen and certainty."""

import csv
from collections import Counter

import pytest

from peil.areas import Areas, load_areas
from peil.errors import PeilError
from peil.places import data_root


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas()


def test_27_gemeenten_lie_in_five_districts_of_one_eenheid(areas: Areas) -> None:
    counted = Counter(a.ouder for a in areas.at("gemeente"))
    assert counted == {"A-C": 1, "D": 4, "E": 4, "F": 10, "G": 8}
    assert [a.code for a in areas.at("eenheid")] == ["DH"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("'s-Gravenhage", "GM0518"),
        ("Den Haag", "GM0518"),
        ("Gravenhage", "GM0518"),
        ("Rijswijk (ZH.)", "GM0603"),
        ("Rijswijk", "GM0603"),
        ("A-C", "A-C"),
        ("District G", "G"),
        ("eenheid/regio Den Haag", "DH"),
        ("Nederland", "NL"),
        ("NL01  ", "NL"),
    ],
)
def test_a_name_as_a_partner_writes_it_is_recognised(areas: Areas, name: str, code: str) -> None:
    assert areas.resolve(name).code == code


def test_no_name_means_two_gemeenten(areas: Areas) -> None:
    names = [n for a in areas.at("gemeente", 2018) for n in {a.naam, *a.aliassen}]
    assert len(names) == len(set(names))


def test_noordwijkerhout_ends_where_noordwijk_takes_over(areas: Areas) -> None:
    assert areas.resolve("Noordwijkerhout", 2018).code == "GM0576"
    assert areas.present_code("GM0576") == "GM0575"
    with pytest.raises(PeilError, match="GM0575"):
        areas.resolve("Noordwijkerhout", 2019)


def test_district_a_c_is_the_gemeente_itself(areas: Areas) -> None:
    assert [a.code for a in areas.at("gemeente") if areas.equals_parent(a.code)] == ["GM0518"]


def test_the_only_eenheid_of_the_data_is_not_the_country(areas: Areas) -> None:
    assert not areas.equals_parent("DH")


def test_certainty_stays_visible_in_every_row(areas: Areas) -> None:
    present = Counter(a.zekerheid for a in areas.at("gemeente"))
    assert present["bevestigd"] == 13
    assert present["afgeleid"] + present["uit het hoofd"] == 14
    assert {a.code for a in areas.all if a.zekerheid == "uit het hoofd"} == {"GM0627", "GM1892"}
    assert all(a.bron for a in areas.all)


def test_size_classes_touch_and_name_their_source() -> None:
    path = data_root() / "gebieden" / "grootteklassen.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    assert [r["tot_inwoners"] for r in rows[:-1]] == [r["van_inwoners"] for r in rows[1:]]
    assert rows[-1]["tot_inwoners"] == ""
    assert all(r["bron"] for r in rows)
