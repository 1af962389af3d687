"""The map beside the ranking: what is marked, how it is drawn, and what the address says of it."""

import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from seen import address, shown, visit
from streamlit.testing.v1 import AppTest

from pages.parts import mapping
from peil.areas import Area
from peil.desk import Desk, open_desk
from peil.errors import PeilError

REAL = "drugshandel"


@pytest.fixture(autouse=True)
def work(demo_work: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PEIL_DATA", str(demo_work))


@pytest.fixture
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


def some_gemeente(desk: Desk) -> Area:
    """A gemeente that lies in a district with others."""
    return next(a for a in desk.areas.at("gemeente") if not desk.areas.equals_parent(a.code))


def drawn_map(app: AppTest) -> dict[str, Any]:
    """What the map on the page was given to draw."""
    protos = [getattr(e, "proto", None) for e in app.main]
    names = ("peil_kaart_inhoud", "peil_kaart")
    heavy, light = [p.bytes for p in protos if getattr(p, "component_name", "") in names]
    return json.loads(zlib.decompress(heavy)) | json.loads(zlib.decompress(light))


def line(app: AppTest) -> str:
    """The line about the area that is marked, without tags."""
    found = re.search(r'<p class="keus.*?</p>', shown(app), re.S)
    assert found
    return re.sub(r"<[^>]+>", "", found[0])


def marked_rows(app: AppTest) -> list[str]:
    """The codes of the rows that are marked in the ranking."""
    return re.findall(r'<tr class="[^"]*gekozen[^"]*" data-gebied="([^"]+)"', shown(app))


@pytest.mark.parametrize("page", ["eenheid", "district", "indicator"])
def test_what_is_marked_is_marked_on_the_map_in_the_list_and_in_words(page: str, desk: Desk):
    area = some_gemeente(desk)
    name = "gebied" if page == "indicator" else "kies"
    where = {"gebied": area.ouder or ""} if page == "district" else {}
    app = visit(page, **{**where, "indicator": REAL, name: area.code})
    assert drawn_map(app)["gekozen"] == area.code
    assert marked_rows(app) == [area.code]
    assert line(app).startswith(f"{area.naam}: ")
    assert f"Open het profiel van {area.naam}" in line(app)
    assert address(app)[name] == area.code


def test_without_a_mark_the_line_says_how_to_make_one():
    app = visit("eenheid", indicator=REAL)
    assert drawn_map(app)["gekozen"] is None
    assert not marked_rows(app)
    assert "Kies een gebied op de kaart of in de lijst" in line(app)


def test_an_area_outside_the_view_cannot_stay_marked(desk: Desk):
    area = some_gemeente(desk)
    other = next(d for d in desk.areas.at("district") if d.code != area.ouder)
    app = visit("district", gebied=other.code, indicator=REAL, kies=area.code)
    assert "kies" not in address(app)
    assert not marked_rows(app)


def test_the_map_of_a_district_holds_its_own_gemeenten(desk: Desk):
    area = some_gemeente(desk)
    app = visit("district", gebied=area.ouder or "", indicator=REAL)
    assert drawn_map(app)["codes"] == sorted(a.code for a in desk.areas.children(area.ouder or ""))


def test_two_periods_stand_side_by_side_and_the_address_says_which(desk: Desk):
    app = visit("eenheid", indicator=REAL, periode="2023", weergave="twee", met="2019")
    seen = drawn_map(app)
    assert seen["soort"] == "twee"
    assert [p["sleutel"] for p in seen["panelen"]] == ["2019", "2023"]
    assert address(app)["met"] == "2019"
    alone = drawn_map(visit("eenheid", indicator=REAL, periode="2023", weergave="twee"))
    assert [p["sleutel"] for p in alone["panelen"]] == ["2022", "2023"]


def test_the_line_says_both_of_two_periods(desk: Desk):
    area = some_gemeente(desk)
    app = visit(
        "eenheid", indicator=REAL, periode="2023", weergave="twee", met="2019", kies=area.code
    )
    assert re.search(r"in 2019.* en .*in 2023", line(app))


@pytest.mark.parametrize(("weergave", "soort"), [("jaren", "reeks"), ("afspelen", "afspelen")])
def test_every_year_has_its_map_old_to_new(weergave: str, soort: str, desk: Desk):
    seen = drawn_map(visit("eenheid", indicator=REAL, weergave=weergave))
    assert seen["soort"] == soort
    years = [p["sleutel"] for p in seen["panelen"]]
    assert years == sorted(p for p in desk.periods(REAL) if p.isdigit())
    assert seen["toon"] == desk.periods(REAL)[0]


def test_a_theme_shows_a_map_of_each_of_its_indicators(desk: Desk):
    seen = drawn_map(visit("eenheid", indicator=REAL, weergave="thema"))
    theme = desk.indicator(REAL).thema
    slugs = [p["sleutel"] for p in seen["panelen"]]
    assert len(slugs) > 3
    assert set(slugs) <= {i.slug for i in desk.catalogue if i.thema == theme}


def test_the_difference_with_the_rest_can_be_coloured():
    app = visit("eenheid", indicator=REAL, kleur="verschil")
    assert drawn_map(app)["kleur"] == "verschil"
    assert "dan de rest van de eenheid" in shown(app)


def test_a_choice_of_form_stands_in_the_address_and_keeps_the_mark(desk: Desk):
    area = some_gemeente(desk)
    app = visit("eenheid", indicator=REAL, kies=area.code)
    app.radio(key="vorm_eenheid").set_value("tegels").run()
    assert address(app)["vorm"] == "tegels"
    assert address(app)["kies"] == area.code
    assert drawn_map(app)["vorm"] == "tegels"
    app.radio(key="weergave_eenheid").set_value("twee").run()
    assert address(app)["weergave"] == "twee"
    assert address(app)["vorm"] == "tegels"
    app.radio(key="weergave_eenheid").set_value("").run()
    assert "weergave" not in address(app)
    assert drawn_map(app)["gekozen"] == area.code


def test_a_newer_address_wins_from_what_was_chosen_on_the_map(desk: Desk):
    app = visit("eenheid", indicator=REAL)
    app.radio(key="vorm_eenheid").set_value("tegels").run()
    del app.query_params["vorm"]
    app.run()
    assert "vorm" not in address(app)
    assert drawn_map(app)["vorm"] == "kaart"


def test_an_indicator_per_district_has_a_line_and_a_ranking_without_a_map(desk: Desk):
    higher = next(i for i in desk.catalogue if i.laagste_niveau == "district")
    district = desk.areas.at("district")[0]
    app = visit("eenheid", indicator=higher.slug, kies=district.code)
    assert line(app).startswith(f"{district.naam}: ")
    assert marked_rows(app) == [district.code]
    assert f'href="district?gebied={district.code}' in shown(app)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PeilError("De kaart is zoek. Vraag de beheerder."), "De kaart is zoek"),
        (RuntimeError("geheim detail"), "Dit deel van de pagina kan nu niet worden getoond"),
    ],
)
def test_a_part_that_fails_says_so_in_dutch_and_leaves_the_rest(
    fault: Exception, said: str, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(mapping.mapviews, "view", fail)
    app = visit("eenheid", indicator=REAL)
    assert not app.exception
    assert said in shown(app)
    assert "geheim detail" not in shown(app)
    assert "<footer" in shown(app)


def test_a_marked_area_in_the_address_of_an_indicator_is_its_area(desk: Desk) -> None:
    area = some_gemeente(desk)
    app = visit("indicator", indicator=REAL, kies=area.code)
    assert address(app)["gebied"] == area.code
    assert "kies" not in address(app)


def test_a_second_period_without_figures_is_said_and_leaves_the_address() -> None:
    app = visit("eenheid", indicator=REAL, weergave="twee", met="1901")
    assert "geen cijfers over 1901 om ernaast te zetten" in shown(app)
    assert "met" not in address(app)


def test_a_saved_map_says_of_which_figure_it_is(desk: Desk) -> None:
    name = desk.indicator(REAL).titel
    for weergave in ("", "twee", "jaren", "afspelen"):
        seen = drawn_map(visit("eenheid", indicator=REAL, weergave=weergave))
        assert name in f"{seen['titel']} {seen['onder']}"
