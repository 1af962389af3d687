"""Boundaries and tiles under geo/: one per gemeente, a clean coverage, credit beside them."""

import csv
import json
import tomllib

import pytest
import shapely
from shapely.geometry import shape

from peil.areas import Areas, load_areas
from peil.places import geo_root


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas()


@pytest.fixture(scope="module")
def outlines() -> dict[str, shapely.Geometry]:
    content = json.loads((geo_root() / "gemeenten.geojson").read_text("utf-8"))
    return {f["properties"]["code"]: shape(f["geometry"]) for f in content["features"]}


@pytest.fixture(scope="module")
def tiles() -> dict[str, dict[str, str]]:
    with (geo_root() / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def neighbours(col: int, row: int) -> set[tuple[int, int]]:
    """The six cells around a pointy-top hexagon in odd-r offset."""
    shift = row % 2
    around = [(-1 + shift, -1), (shift, -1), (-1, 0), (1, 0), (-1 + shift, 1), (shift, 1)]
    return {(col + dx, row + dy) for dx, dy in around}


def test_every_gemeente_of_today_has_an_outline_and_a_tile(
    areas: Areas, outlines: dict[str, shapely.Geometry], tiles: dict[str, dict[str, str]]
) -> None:
    codes = {a.code for a in areas.at("gemeente")}
    assert set(outlines) == set(tiles) == codes


def test_a_tile_lies_in_the_district_of_the_areas(
    areas: Areas, tiles: dict[str, dict[str, str]]
) -> None:
    assert {c: t["district"] for c, t in tiles.items()} == {
        a.code: a.ouder for a in areas.at("gemeente")
    }


def test_the_outlines_share_their_borders_without_gaps(
    outlines: dict[str, shapely.Geometry],
) -> None:
    shapes = list(outlines.values())
    assert all(s.is_valid and s.geom_type == "Polygon" for s in shapes)
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert whole.geom_type == "Polygon"
    assert not list(shapely.get_parts(whole)[0].interiors)


def test_no_two_tiles_share_a_place_and_a_district_is_one_group(
    tiles: dict[str, dict[str, str]],
) -> None:
    places = {code: (int(t["col"]), int(t["row"])) for code, t in tiles.items()}
    assert len(set(places.values())) == 27
    for district in {t["district"] for t in tiles.values()}:
        left = {places[c] for c, t in tiles.items() if t["district"] == district}
        edge = {left.pop()}
        while edge:
            edge = {place for at in edge for place in neighbours(*at)} & left
            left -= edge
        assert not left, district


def test_the_credit_stands_beside_the_boundaries() -> None:
    text = (geo_root() / "README.md").read_text("utf-8")
    for name in ("CBS / Kadaster", "nl_maps", "cbsplotlib", "GeoNames", "CC BY 4.0", "Ellywa"):
        assert name in text
    assert "vereenvoudigd" in text
    assert {p.stem for p in (geo_root() / "licences").iterdir()} >= {"cbsplotlib", "nl_maps"}


def test_the_origin_of_the_boundaries_is_data() -> None:
    text = (geo_root() / "bron.toml").read_text("utf-8")
    said = tomllib.loads(text)
    assert "CBS / Kadaster" in said["ingebouwd"]["bron"]
    assert said["haal"]["adres"].startswith("https://")
    assert "items" in said["haal"]["adres"]
