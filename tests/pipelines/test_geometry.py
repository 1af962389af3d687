import json
import re
from pathlib import Path
from typing import Any

import pytest
import shapely

from peil.areas import Area, Areas, load_areas
from peil.errors import PeilError
from peil.mapfiles import MapFiles, read_map_files
from pipelines.detail import LEVELS
from pipelines.geometry import build_geometry, read_index

ROOT = Path(__file__).parents[2]


def _area(code: str, niveau: Any, ouder: str | None) -> Area:
    return Area(
        code=code,
        naam=f"Naam {code}",
        niveau=niveau,
        ouder=ouder,
        van=None,
        tot=None,
        aliassen=(),
        naam_lang="",
        zekerheid="",
        bron="",
    )


AREAS = Areas(
    (
        _area("E", "eenheid", None),
        _area("X", "district", "E"),
        _area("Y", "district", "E"),
        _area("GM1", "gemeente", "X"),
        _area("GM2", "gemeente", "X"),
        _area("GM3", "gemeente", "Y"),
    ),
    {},
)


def _square(code: str, west: float) -> dict[str, Any]:
    ring = [[west, 52.0], [west + 0.1, 52.0], [west + 0.1, 52.1], [west, 52.1], [west, 52.0]]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _geo(folder: Path, codes: list[str], tiles: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    features = [_square(code, 4 + n / 10) for n, code in enumerate(codes)]
    content = {"type": "FeatureCollection", "features": features}
    (folder / "gemeenten.geojson").write_text(json.dumps(content), "utf-8")
    if tiles:
        (folder / "tiles.csv").write_text(f"code,naam,district,col,row\n{tiles}", "utf-8")
    return folder


def _read(work: Path, kind: str) -> dict[str, Any]:
    return json.loads((work / "kaart" / read_index(work)[kind]).read_text("utf-8"))


def test_every_gemeente_gets_name_parent_and_room_for_its_label(tmp_path: Path) -> None:
    build_geometry(_geo(tmp_path / "geo", ["GM2", "GM1", "GM3"]), AREAS, tmp_path)
    features = _read(tmp_path, "gemeenten")["features"]
    assert [f["properties"]["code"] for f in features] == ["GM1", "GM2", "GM3"]
    assert [f["properties"]["district"] for f in features] == ["X", "X", "Y"]
    for feature in features:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.contains(shapely.Point(feature["properties"]["label"]))
        assert 0 < feature["properties"]["straal"] < 0.05


def test_a_district_is_its_gemeenten_without_the_borders_between_them(tmp_path: Path) -> None:
    build_geometry(_geo(tmp_path / "geo", ["GM1", "GM2", "GM3"]), AREAS, tmp_path)
    districts = _read(tmp_path, "districten")["features"]
    areas = [shapely.from_geojson(json.dumps(f["geometry"])).area for f in districts]
    assert [f["properties"] for f in districts] == [
        {"code": "X", "naam": "Naam X"},
        {"code": "Y", "naam": "Naam Y"},
    ]
    assert areas == pytest.approx([0.02, 0.01])
    assert len(_read(tmp_path, "eenheden")["features"]) == 1


def test_building_twice_gives_the_same_files(tmp_path: Path) -> None:
    geo = _geo(tmp_path / "geo", ["GM1", "GM2", "GM3"], "GM1,,X,0,0\nGM2,,X,1,0\nGM3,,Y,0,1\n")
    build_geometry(geo, AREAS, tmp_path / "a")
    before = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "a/kaart").glob("*-*")}
    build_geometry(geo, AREAS, tmp_path / "a")
    build_geometry(geo, AREAS, tmp_path / "b")
    assert {p.name: p.stat().st_mtime_ns for p in (tmp_path / "a/kaart").glob("*-*")} == before
    assert read_index(tmp_path / "a") == read_index(tmp_path / "b")
    levels = {f"{kind}{level}" for kind in ("gemeenten", "districten") for level in LEVELS}
    assert set(read_index(tmp_path / "a")) == levels | {"eenheden", "tegels"}


def test_a_changed_boundary_gets_a_new_name_and_older_versions_are_swept(tmp_path: Path) -> None:
    for codes in (["GM1", "GM2", "GM3"], ["GM3", "GM1", "GM2"], ["GM2", "GM3", "GM1"]):
        build_geometry(_geo(tmp_path / "geo", codes), AREAS, tmp_path)
    index = read_index(tmp_path)
    for kind in ("gemeenten", "gemeenten-midden", "districten-grof"):
        hashed = re.compile(rf"{kind}-[0-9a-f]{{12}}\.geojson")
        found = {p.name for p in (tmp_path / "kaart").iterdir() if hashed.fullmatch(p.name)}
        assert len(found) == 2
        assert index[kind] in found


def test_a_region_without_tiles_has_none(tmp_path: Path) -> None:
    build_geometry(_geo(tmp_path / "geo", ["GM1", "GM2", "GM3"]), AREAS, tmp_path)
    assert "tegels" not in read_index(tmp_path)


def test_tiles_carry_the_name_and_district_of_their_gemeente(tmp_path: Path) -> None:
    geo = _geo(tmp_path / "geo", ["GM1", "GM2", "GM3"], "GM3,,?,0,1\nGM1,,?,0,0\nGM2,,?,1,0\n")
    build_geometry(geo, AREAS, tmp_path)
    assert _read(tmp_path, "tegels")["tegels"][2] == {
        "code": "GM3",
        "naam": "Naam GM3",
        "district": "Y",
        "col": 0,
        "row": 1,
    }


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (["GM1", "GM2"], "zonder grens: GM3"),
        (["GM1", "GM2", "GM3", "GM9"], "niet in gebieden.csv: GM9"),
        (["GM1", "GM2", "GM3", "GM3"], "dubbel: GM3"),
    ],
)
def test_boundaries_that_do_not_fit_the_gemeenten_are_refused(
    tmp_path: Path, codes: list[str], reason: str
) -> None:
    with pytest.raises(PeilError, match=reason):
        build_geometry(_geo(tmp_path / "geo", codes), AREAS, tmp_path)
    assert read_index(tmp_path) == {}


def test_missing_or_broken_boundaries_say_which_file_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PeilError, match=r"gemeenten\.geojson ontbreekt"):
        build_geometry(tmp_path, AREAS, tmp_path)
    (tmp_path / "gemeenten.geojson").write_text("niets", "utf-8")
    with pytest.raises(PeilError, match="geen leesbare GeoJSON"):
        build_geometry(tmp_path, AREAS, tmp_path)


def test_the_embedded_boundaries_fit_the_embedded_areas(tmp_path: Path) -> None:
    areas = load_areas(ROOT / "data")
    build_geometry(ROOT / "geo", areas, tmp_path)
    assert len(_read(tmp_path, "gemeenten")["features"]) == len(areas.at("gemeente"))
    assert len(_read(tmp_path, "districten")["features"]) == len(areas.at("district"))


def _shapes(work: Path, kind: str) -> dict[str, shapely.Geometry]:
    return {
        f["properties"]["code"]: shapely.from_geojson(json.dumps(f["geometry"]))
        for f in _read(work, kind)["features"]
    }


def test_a_coarser_level_has_fewer_points_and_still_shares_its_borders(tmp_path: Path) -> None:
    build_geometry(ROOT / "geo", load_areas(ROOT / "data"), tmp_path)
    levels = [list(_shapes(tmp_path, f"gemeenten{level}").values()) for level in LEVELS]
    points = [sum(shapely.get_num_coordinates(shapes)) for shapes in levels]
    assert points[0] > points[1] > 1.5 * points[2]
    for shapes in levels:
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize("level", LEVELS)
def test_the_outline_of_a_district_runs_along_its_gemeenten(tmp_path: Path, level: str) -> None:
    areas = load_areas(ROOT / "data")
    build_geometry(ROOT / "geo", areas, tmp_path)
    gemeenten = _shapes(tmp_path, f"gemeenten{level}")
    for code, outline in _shapes(tmp_path, f"districten{level}").items():
        parts = [gemeenten[a.code] for a in areas.at("gemeente") if a.ouder == code]
        assert shapely.symmetric_difference(shapely.union_all(parts), outline).area < 1e-9


def test_the_index_says_how_coarse_each_level_is_and_whom_to_credit(tmp_path: Path) -> None:
    assert read_map_files(tmp_path) == MapFiles()
    build_geometry(_geo(tmp_path / "geo", ["GM1", "GM2", "GM3"]), AREAS, tmp_path)
    found = read_map_files(tmp_path)
    assert {found.toleranties[f"gemeenten{level}"] for level in LEVELS} == set(LEVELS.values())
    assert set(found.toleranties) == set(found.files)
    assert "CBS / Kadaster" in found.credit
    assert "vereenvoudigd" in found.credit


def test_slivers_between_neighbours_are_closed(tmp_path: Path) -> None:
    geo = _geo(tmp_path / "geo", ["GM1", "GM2", "GM3"])
    text = (geo / "gemeenten.geojson").read_text("utf-8")
    (geo / "gemeenten.geojson").write_text(text.replace("[4.1, 52.1]", "[4.1001, 52.1]", 1))
    build_geometry(geo, AREAS, tmp_path)
    one, two, _ = _shapes(tmp_path, "gemeenten").values()
    # Rounding to a metre may leave less than that; the sliver of seven metres is gone.
    assert shapely.intersection(one, two).area < 1e-6
    assert shapely.union(one, two).area == pytest.approx(one.area + two.area, abs=1e-6)
    assert len(shapely.get_parts(shapely.union(one, two))) == 1
