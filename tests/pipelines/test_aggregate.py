"""The grid of figures: sums, herindelingen, denominators and what is missing."""

import pytest
from grid import grid

ALL_THREE = (
    {"gebied_code": "GM1", "waarde": 1.0},
    {"gebied_code": "GM2", "waarde": 2.0},
    {"gebied_code": "GM3", "waarde": 4.0},
)


def test_a_district_and_the_eenheid_are_the_sum_of_their_gemeenten():
    found = grid(*ALL_THREE)
    assert found["telling", "D1"]["teller"] == 3
    assert found["telling", "E1"]["teller"] == 7
    assert found["telling", "D1"]["noemer"] == 3000 + 2021


def test_a_delivered_parent_stands_and_is_not_replaced_by_the_sum():
    found = grid(*ALL_THREE, {"gebied_code": "E1", "waarde": 9.0})
    assert found["telling", "E1"]["teller"] == 9
    assert found["telling", "E1"]["is_geleverd"]


def test_a_sum_with_a_missing_gemeente_is_not_a_figure_and_says_how_many_came():
    found = grid(*ALL_THREE[:1], ALL_THREE[2])
    district = found["telling", "D1"]
    assert (district["status"], district["teller"]) == ("niet geleverd", None)
    assert district["toelichting"] == "Geen som: 1 van 2 gebieden hebben een cijfer."
    assert found["telling", "GM2"]["status"] == "niet geleverd"


def test_a_hidden_gemeente_hides_the_sum_it_could_be_computed_back_from():
    found = grid(*ALL_THREE[1:], {"gebied_code": "GM1", "status": "onderdrukt"})
    assert found["telling", "D1"]["status"] == "onderdrukt"
    assert found["telling", "E1"]["teller"] is None


def test_one_fictitious_part_makes_the_sum_fictitious_and_a_published_total_stays_real():
    rows = [r | {"is_fictief": True} for r in ALL_THREE]
    found = grid(*rows, {"gebied_code": "E1", "waarde": 7.0})
    assert found["telling", "D1"]["is_fictief"]
    assert not found["telling", "E1"]["is_fictief"]


def test_gemeenten_that_merged_since_are_added_up_for_the_years_before():
    found = grid(
        {"gebied_code": "GM1", "waarde": 1.0, "periode": "2018"},
        {"gebied_code": "GM2", "waarde": 2.0, "periode": "2018"},
        {"gebied_code": "GM9", "waarde": 5.0, "periode": "2018", "levering": "L2"},
    )
    merged = found["telling", "GM2"]
    assert (merged["teller"], merged["leveringen"]) == (7, "L1 L2")
    assert ("telling", "GM9") not in found


def test_half_of_a_merger_is_not_a_figure():
    found = grid({"gebied_code": "GM9", "waarde": 5.0, "periode": "2018"})
    assert found["telling", "GM2"]["status"] == "niet geleverd"


@pytest.mark.parametrize("others", [(), ("GM1",)])
def test_a_figure_on_the_boundaries_of_now_already_holds_the_part_that_came_later(
    others: tuple[str, ...],
):
    found = grid(
        {"gebied_code": "GM2", "waarde": 9.0, "periode": "2018", "bron": "van-nu"},
        {"gebied_code": "GM9", "waarde": 5.0, "periode": "2018"},
        *({"gebied_code": code, "waarde": 1.0, "periode": "2018"} for code in others),
    )
    assert found["telling", "GM2"]["teller"] == 9


def test_a_percentage_of_a_sample_is_never_added_up():
    found = grid(*({**r, "indicator": "steekproef"} for r in ALL_THREE))
    assert found["steekproef", "GM1"]["geleverde_waarde"] == 1
    assert found["steekproef", "D1"]["status"] == "niet geleverd"


def test_below_its_lowest_level_an_indicator_is_not_applicable():
    found = grid(
        {"indicator": "per-district", "gebied_code": "D1", "waarde": 1.0},
        {"indicator": "per-district", "gebied_code": "D2", "waarde": 2.0},
    )
    assert found["per-district", "GM1"]["status"] == "niet van toepassing"
    assert found["per-district", "E1"]["teller"] == 3


def test_the_year_of_the_noemer_can_be_an_exception_per_publication_and_is_shown():
    found = grid({"indicator": "vorig-jaar", "gebied_code": "GM1", "waarde": 1.0})
    row = found["vorig-jaar", "GM1"]
    assert (row["noemer"], row["noemer_jaar"]) == (1000 + 2020, 2020)


def test_a_delivered_noemer_goes_before_the_inhabitants():
    row = grid({"gebied_code": "GM1", "waarde": 1.0, "noemer": 50.0})["telling", "GM1"]
    assert (row["noemer"], row["noemer_jaar"]) == (50, None)


def test_figures_of_the_country_alone_do_not_make_the_region_look_late():
    found = grid({"gebied_code": "NL", "waarde": 100.0})
    assert set(found) == {("telling", "NL")}


@pytest.mark.parametrize("status", ["onderdrukt", "niet geleverd", "ontbreekt"])
def test_what_is_not_a_figure_has_no_number_at_all(status: str):
    row = grid({"gebied_code": "GM1", "status": status})["telling", "GM1"]
    assert [row["teller"], row["noemer"], row["geleverde_waarde"]] == [None] * 3


def test_a_share_of_nothing_is_not_applicable_and_says_why():
    row = grid({"indicator": "aandeel", "gebied_code": "GM1", "waarde": 0.0, "noemer": 0.0})
    found = row["aandeel", "GM1"]
    assert (found["status"], found["teller"]) == ("niet van toepassing", None)
    assert "de noemer is 0" in str(found["toelichting"])


def test_a_count_whose_noemer_is_missing_says_so():
    found = grid({"indicator": "aandeel", "gebied_code": "GM1", "waarde": 3.0})["aandeel", "GM1"]
    assert (found["teller"], found["noemer"]) == (3, None)
    assert "geen noemer" in str(found["toelichting"])
