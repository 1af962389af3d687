"""`peil grenzen laad`: what publishers serve is understood, kept, shown and kept safe."""

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from outlines import cbs, collection, features_of, frame_of, page, pdok, put

from peil.areas import load_areas
from peil.mapfiles import read_map_files
from pipelines import boundary_register, publish
from pipelines.__main__ import main
from pipelines.boundary_check import check_outlines
from pipelines.boundary_read import normal_code, read_outlines
from pipelines.geometry import build_geometry

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT.parent / "shared" / "geo" / "official"
Out = pytest.CaptureFixture[str]


@pytest.fixture
def work(filled: Path) -> Path:
    """The filled working folder."""
    return filled


def built(work: Path, region: Path) -> dict[str, shapely.Geometry]:
    """Build the map and return the outline of every gemeente in degrees."""
    build_geometry(region / "geo", load_areas(region / "data"), work)
    path = work / "kaart" / read_map_files(work).files["gemeenten"]
    content = json.loads(path.read_text("utf-8"))
    return {
        f["properties"]["code"]: shapely.from_geojson(json.dumps(f["geometry"]))
        for f in content["features"]
    }


def narrower(region: Path) -> gpd.GeoDataFrame:
    """The boundaries of the region, with the east side moved, so that one can tell them apart."""
    frame = frame_of(region)
    east = frame.total_bounds[2]
    moved = shapely.transform(
        frame.geometry.to_numpy(),
        lambda xy: xy - [[0.01 if x == east else 0.0, 0.0] for x, _ in xy],
    )
    return frame.set_geometry(moved, crs=4326)


def test_boundaries_of_cbs_in_the_dutch_grid_give_the_same_map(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    before = built(work, small_region)
    assert main(["grenzen", "laad", put(tmp_path / "cbs.geojson", cbs(small_region))]) == 0
    said = capsys.readouterr().out
    assert "14 gemeenten" in said
    assert "2025" in said
    after = built(work, small_region)
    assert after.keys() == before.keys()
    for code, shape in after.items():
        assert shapely.hausdorff_distance(shape, before[code]) < 5e-5
    found = read_map_files(work)
    assert found.credit == "Grenzen 2025: © CBS / Kadaster, vereenvoudigd"
    assert found.jaar == 2025
    assert "cbs.geojson (sha256 " in found.herkomst


def test_pages_of_pdok_are_one_set_and_credit_the_kadaster(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    features = pdok(small_region)
    one = put(tmp_path / "een.json", page(features[:9], "https://voorbeeld.test/items?cursor=9"))
    two = put(tmp_path / "twee.json", page(features[9:]))
    assert main(["grenzen", "laad", one, "--jaar", "2026"]) == 1
    assert "één bladzijde van meer" in capsys.readouterr().out
    assert main(["grenzen", "laad", one, two, "--jaar", "2026"]) == 0
    assert len(built(work, small_region)) == 14
    assert read_map_files(work).credit == "Grenzen 2026: © Kadaster, vereenvoudigd"
    held = boundary_register.current(work)
    assert held is not None
    assert held.bestanden == ["een.json", "twee.json"]


def test_the_geopackage_of_cbs_is_read_from_its_lighter_layer(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    path = tmp_path / "gebieden.gpkg"
    light, heavy = narrower(small_region), frame_of(small_region)
    for layer, frame in (
        ("gemeente_niet_gegeneraliseerd", heavy),
        ("gemeente_gegeneraliseerd", light),
    ):
        renamed = frame.rename(columns={"code": "statcode", "naam": "statnaam"}).to_crs(28992)
        renamed.assign(jrstatcode="2024" + renamed["statcode"]).to_file(path, layer=layer)
    points = heavy.to_crs(28992).rename(columns={"code": "statcode"})
    points.set_geometry(points.centroid).to_file(path, layer="gemeente_labelpoint")
    assert main(["grenzen", "laad", str(path)]) == 0
    assert "2024" in capsys.readouterr().out
    east = shapely.total_bounds(list(built(work, small_region).values()))[2]
    assert east == pytest.approx(heavy.total_bounds[2] - 0.01, abs=1e-4)
    assert main(["grenzen", "laad", str(path), "--laag", "gemeente_niet_gegeneraliseerd"]) == 0
    east = shapely.total_bounds(list(built(work, small_region).values()))[2]
    assert east == pytest.approx(heavy.total_bounds[2], abs=1e-4)
    assert main(["grenzen", "laad", str(path), "--laag", "wijken"]) == 1
    assert "gemeente_gegeneraliseerd" in capsys.readouterr().err


def test_what_can_be_put_right_is_put_right_and_said(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    """Turned axes, heights, codes as numbers, water and gemeenten from elsewhere."""
    assert work
    features = features_of(
        frame_of(small_region),
        lambda code, naam: {"GM_CODE": int(code[2:]), "GM_NAAM": naam, "WATER": "NEE"},
    )
    for feature in features:
        (ring,) = feature["geometry"]["coordinates"][0]
        feature["geometry"]["coordinates"][0] = [[[y, x, 4.5] for x, y in ring]]
    extra = {**features[0], "properties": {"GM_CODE": 1, "GM_NAAM": "Elders", "WATER": "NEE"}}
    water = {**features[0], "properties": {**features[0]["properties"], "WATER": "JA"}}
    path = put(tmp_path / "raar.json", collection([*features, extra, water]))
    assert main(["grenzen", "laad", path, "--jaar", "2025"]) == 0
    said = capsys.readouterr().out
    for note in ("omgewisseld", "hoogtes", "1 vlakken water", "1 gemeente buiten deze regio"):
        assert note in said


@pytest.mark.parametrize(
    ("value", "code"),
    [
        *(("GM0518", "GM0518"), ("0518", "GM0518"), (518, "GM0518"), (518.0, "GM0518")),
        *((" gm518 ", "GM0518"), (None, ""), (float("nan"), ""), ("WK051801", "WK051801")),
    ],
)
def test_a_code_is_understood_with_and_without_its_letters(value: object, code: str) -> None:
    assert normal_code(value) == code


def test_the_same_boundaries_twice_change_nothing_and_terug_is_a_choice_too(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    path = put(tmp_path / "cbs.geojson", cbs(small_region))
    assert main(["grenzen", "terug"]) == 0
    assert "gelden al" in capsys.readouterr().out
    assert main(["grenzen", "laad", path]) == 0
    assert main(["grenzen", "laad", path]) == 0
    assert "Er verandert niets" in capsys.readouterr().out
    assert len(boundary_register.choices(work)) == 1
    assert main(["grenzen", "terug"]) == 0
    assert boundary_register.current(work) is None
    built(work, small_region)
    assert read_map_files(work).credit == "Grenzen: © CBS / Kadaster, vereenvoudigd"
    assert read_map_files(work).herkomst == ""
    assert main(["grenzen", "laad", path]) == 0
    assert [card.volgnr for card in boundary_register.choices(work)] == [1, 2, 3]
    capsys.readouterr()
    assert main(["grenzen", "toon"]) == 0
    said = capsys.readouterr().out
    assert "ingebouwd" in said
    assert said.splitlines()[-1].startswith("Nu gelden: CBS / Kadaster 2025")


def test_a_backup_takes_boundaries_along_and_a_restore_uses_them(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = narrower(small_region).rename(columns={"code": "statcode"})
    path = tmp_path / "smal.geojson"
    path.write_text(frame.to_json(), "utf-8")
    assert main(["grenzen", "laad", str(path), "--jaar", "2025", "--bron", "Proefbureau"]) == 0
    path.unlink()
    assert main(["publiceer"]) == 0
    before = read_map_files(work).files
    assert main(["bewaar", "--uit", "kopie.zip"]) == 0
    assert "geladen grenzen" in capsys.readouterr().out
    with zipfile.ZipFile("kopie.zip") as archive:
        assert sum(name.startswith("grenzen/") for name in archive.namelist()) == 2
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "elders"))
    assert main(["herstel", "kopie.zip"]) == 0
    found = read_map_files(tmp_path / "elders")
    assert found.files == before
    assert found.credit == "Grenzen 2025: © Proefbureau, vereenvoudigd"


def test_a_restore_of_a_backup_without_boundaries_sets_the_loaded_ones_aside(
    kept: Path, work: Path, small_region: Path, tmp_path: Path
) -> None:
    path = put(tmp_path / "cbs.geojson", cbs(small_region))
    assert main(["grenzen", "laad", path]) == 0
    assert main(["herstel", str(kept)]) == 1
    assert main(["herstel", str(kept), "--vervang"]) == 0
    assert boundary_register.current(work) is None
    (aside,) = work.glob("vervangen-*")
    assert boundary_register.current(aside) is not None


def test_a_rebuild_gives_the_map_of_the_boundaries_that_hold(
    work: Path, small_region: Path, tmp_path: Path
) -> None:
    publish.publish(work)
    embedded = read_map_files(work).files["gemeenten"]
    frame = narrower(small_region).rename(columns={"code": "statcode"})
    path = tmp_path / "smal.geojson"
    path.write_text(frame.to_json(), "utf-8")
    assert main(["grenzen", "laad", str(path), "--jaar", "2025"]) == 0
    assert main(["herbouw"]) == 0
    assert read_map_files(work).files["gemeenten"] != embedded
    assert main(["grenzen", "terug"]) == 0
    assert main(["herbouw"]) == 0
    assert read_map_files(work).files["gemeenten"] == embedded


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official boundaries are not in this place")
@pytest.mark.parametrize(
    "names",
    [
        ["fixture_cbs_wfs.geojson"],
        ["fixture_pdok_ogc_page1.json", "fixture_pdok_ogc_page2.json"],
        ["gemeenten_nl.geojson"],
    ],
)
def test_the_official_boundaries_fit_and_lie_near_the_embedded_ones(
    names: list[str], tmp_path: Path
) -> None:
    areas = load_areas(ROOT / "data")
    reference = gpd.read_file(ROOT / "geo" / "gemeenten.geojson").to_crs(28992)
    outlines = read_outlines([OFFICIAL / name for name in names], names)
    checked = check_outlines(outlines, areas, names[0], reference)
    assert not checked.findings
    known = dict(zip(reference["code"], reference.geometry, strict=True))
    for code, shape in zip(checked.frame["code"], checked.frame.geometry, strict=True):
        overlap = shape.intersection(known[code]).area / shape.union(known[code]).area
        assert overlap > 0.88
