"""The question travels in the address and comes back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.question import KLEUREN, ONLY_HERE, VORMEN, WEERGAVEN, Question

AREAS = load_areas()
CATALOGUE = load_catalogue()
GEMEENTEN = [a.code for a in AREAS.at("gemeente")]
SPLIT = next(i for i in CATALOGUE if i.uitsplitsing)


def read(**query: str) -> tuple[Question, list[str]]:
    return Question.from_query(query, AREAS, CATALOGUE)


@given(
    gebied=st.sampled_from([a.code for a in AREAS.all]),
    indicator=st.sampled_from([i.slug for i in CATALOGUE]),
    periode=st.sampled_from(["", "2021", "2021-K1", "2021-03"]),
    vergelijk=st.lists(st.sampled_from(GEMEENTEN), unique=True),
    thema=st.sampled_from(["", *CATALOGUE.themas]),
)
def test_a_question_survives_the_address(
    gebied: str, indicator: str, periode: str, vergelijk: list[str], thema: str
):
    asked = Question(gebied, indicator, periode, tuple(vergelijk), "", thema)
    assert read(**asked.to_query()) == (asked, [])


def test_an_empty_question_leaves_nothing_in_the_address():
    assert Question().to_query() == {}
    assert read() == (Question(), [])


def test_codes_and_names_are_both_understood():
    code = CATALOGUE["drugshandel"].code
    asked, messages = read(indicator=code, gebied="gouda", vergelijk="Delft, leiden")
    assert messages == []
    assert asked.indicator == "drugshandel"
    assert AREAS.get(asked.gebied).naam == "Gouda"
    assert [AREAS.get(c).naam for c in asked.vergelijk] == ["Delft", "Leiden"]


@pytest.mark.parametrize(
    "name", ["gebied", "indicator", "periode", "vergelijk", "uitsplitsing", "thema"]
)
def test_an_unknown_value_falls_back_with_a_sentence_that_names_it(name: str):
    asked, messages = read(**{name: "zomaar"})
    assert asked == Question()
    assert len(messages) == 1
    assert "'zomaar'" in messages[0]
    assert messages[0].endswith(".")


def test_a_very_long_value_is_not_repeated_whole():
    (message,) = read(gebied="x" * 5000)[1]
    assert len(message) < 200


def test_only_gemeenten_can_be_compared_with():
    district = AREAS.at("district")[0].code
    asked, messages = read(vergelijk=f"{GEMEENTEN[0]},{district},{GEMEENTEN[0]}")
    assert asked.vergelijk == (GEMEENTEN[0],)
    assert len(messages) == 1


def test_an_uitsplitsing_belongs_to_its_indicator():
    name = SPLIT.uitsplitsing[0].dimensie
    assert read(indicator=SPLIT.slug, uitsplitsing=name)[0].uitsplitsing == name
    assert read(uitsplitsing=name)[0].uitsplitsing == ""


def test_another_indicator_leaves_the_old_uitsplitsing_behind():
    asked = Question(indicator=SPLIT.slug, uitsplitsing=SPLIT.uitsplitsing[0].dimensie)
    assert asked.but(gebied="NL").uitsplitsing == asked.uitsplitsing
    assert asked.but(indicator="drugshandel").uitsplitsing == ""


@given(
    kies=st.sampled_from(["", *GEMEENTEN]),
    vorm=st.sampled_from(["", *VORMEN[1:]]),
    weergave=st.sampled_from(["", *WEERGAVEN[1:]]),
    kleur=st.sampled_from(["", *KLEUREN[1:]]),
    met=st.sampled_from(["", "2021", "2021-K1"]),
)
def test_how_a_map_is_drawn_survives_the_address(
    kies: str, vorm: str, weergave: str, kleur: str, met: str
):
    asked = Question(kies=kies, vorm=vorm, weergave=weergave, kleur=kleur, met=met)
    assert read(**asked.to_query()) == (asked, [])


def test_what_one_sees_without_a_choice_leaves_the_address_short():
    asked, messages = read(vorm=VORMEN[0], weergave=WEERGAVEN[0], kleur=KLEUREN[0])
    assert (asked.to_query(), messages) == ({}, [])


@pytest.mark.parametrize("name", ["kies", "vorm", "weergave", "kleur", "met"])
def test_an_unknown_part_of_a_map_falls_back_with_a_sentence(name: str):
    asked, messages = read(**{name: "zomaar"})
    assert asked == Question()
    assert len(messages) == 1
    assert name in ONLY_HERE


def test_an_area_to_mark_is_understood_by_name():
    assert AREAS.get(read(kies="gouda")[0].kies).naam == "Gouda"
