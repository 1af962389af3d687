"""The demo in a made-up region, and the recipes against the catalogue."""

import csv
import json
from pathlib import Path

import pytest
from region import make_region

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.errors import PeilError
from pipelines.demo import demo_deliveries
from pipelines.demo.recipes import load_recipes, load_settings

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region of 26 gemeenten in 3 eenheden with 12 indicators, without recipes."""
    return make_region(tmp_path_factory.mktemp("elders"), 26, 3, range(2020, 2024), 12)


def test_a_region_without_recipes_gets_a_fictitious_demo_of_its_own(elsewhere: Path) -> None:
    made = demo_deliveries(elsewhere / "data")
    codes = {area.code for area in load_areas(elsewhere / "data").all}
    assert made
    assert all(delivery.is_fictief for delivery in made)
    assert {row.gebied for delivery in made for row in delivery.rows} <= codes
    assert {row.indicator for delivery in made for row in delivery.rows} == {
        indicator.slug for indicator in load_catalogue(elsewhere / "data")
    }


def test_every_gemeente_of_a_made_up_region_has_a_shape_a_tile_and_inhabitants(
    elsewhere: Path,
) -> None:
    areas = load_areas(elsewhere / "data")
    codes = {area.code for area in areas.at("gemeente")}
    shapes = json.loads((elsewhere / "geo" / "gemeenten.geojson").read_text(encoding="utf-8"))
    assert {feature["properties"]["code"] for feature in shapes["features"]} == codes
    with (elsewhere / "geo" / "tiles.csv").open(encoding="utf-8") as file:
        assert {row["code"] for row in csv.DictReader(file)} == codes
    with (elsewhere / "data" / "referentie" / "inwoners_1jan.csv").open(encoding="utf-8") as file:
        known = {(row["gebied_code"], int(row["jaar"])) for row in csv.DictReader(file)}
    assert {(code, jaar) for code in codes for jaar in range(2020, 2024)} <= known
    assert len(areas.at("eenheid")) == 3
    assert any(areas.equals_parent(code) for code in codes)


def test_a_made_up_region_has_as_many_indicators_as_asked(elsewhere: Path, tmp_path: Path) -> None:
    assert len(load_catalogue(elsewhere / "data").indicators) == 12
    large = make_region(tmp_path, 4, 2, range(2020, 2022), indicators=80)
    assert len(load_catalogue(large / "data").indicators) == 80


def test_every_recipe_names_an_indicator_with_the_breakdown_it_shares_out() -> None:
    catalogue = load_catalogue(DATA)
    for name, recept in load_recipes(DATA / "demo").items():
        indicator = catalogue[name]
        for division in recept.verdelingen:
            for waarde in [*division.aandelen, *division.noemer_aandelen, *division.samen]:
                assert indicator.breakdown(f"{division.dimensie}:{waarde}")


def test_every_fictitious_indicator_has_a_recipe_that_says_why() -> None:
    recipes, catalogue = load_recipes(DATA / "demo"), load_catalogue(DATA)
    for indicator in catalogue:
        is_counted = catalogue.bronnen[indicator.bron].soort == "norm"
        if indicator.slug not in ("drugshandel", "wapenhandel") and not is_counted:
            assert recipes[indicator.slug].uitleg, indicator.slug


def test_every_area_in_a_recipe_exists() -> None:
    areas = load_areas(DATA)
    for recept in load_recipes(DATA / "demo").values():
        named = [gap.gebied for gap in recept.gaten]
        named += [share.gebied for share in recept.vaste_aandelen]
        for code in [*named, *recept.gebiedsfactoren]:
            assert areas.get(code).code == code


def test_an_unknown_key_in_a_recipe_is_refused_with_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "raar.toml").write_text('indicator = "x"\nbassis = 3\n', encoding="utf-8")
    with pytest.raises(PeilError, match=r"raar\.toml.*bassis") as error:
        load_recipes(tmp_path)
    assert "\n" not in str(error.value)


def test_a_region_without_settings_has_the_plain_ones(tmp_path: Path) -> None:
    assert load_settings(tmp_path).eerste_jaar == 2018
