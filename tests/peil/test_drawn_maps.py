"""The map as a drawing: what lies where, what is written, and what stands below it."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from map_classes import KLASSEN
from sample import figure

from peil.catalogue import Indicator, load_catalogue
from peil.drawing import Drawing
from peil.figure import Figure
from peil.labels import CREDIT
from peil.maps import Panel, map_alt
from peil.maps.shapes import Shapes, read_shapes
from peil.maps.spots import Letters, Spot, crosses, halves, lay_out, overlap
from peil.maps.static import draw_map, draw_small_map
from peil.palette import LIGHT

INDICATOR: Indicator = load_catalogue()["drugshandel"].model_copy(update={"drempel": 5})
SVG = "{http://www.w3.org/2000/svg}"


def square(code: str, naam: str, x: float, y: float, size: float = 0.1, district: str = "A") -> Any:
    ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    middle = [x + size / 2, y + size / 2]
    return {
        "properties": {
            "code": code, "naam": naam, "district": district, "label": middle, "straal": size / 2,
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def shapes_of(*areas: Any) -> Shapes:
    outer = {"properties": {"code": "A", "naam": "District A"}, "geometry": areas[0]["geometry"]}
    return Shapes({"": (areas, [outer])}, "Grenzen: van ons")


def panel_of(figures: Sequence[Figure]) -> Panel:
    return Panel("2024", "2024", figures, INDICATOR, KLASSEN)


def figures_of(values: Sequence[float | None], naam: str = "Plaats") -> list[Figure]:
    base = figure(indicator="drugshandel", code="DR-01", thema="drugs")
    return [
        replace(
            base, gebied_code=f"GM{n}", gebied=f"{naam} {n}", waarde=value, klasse=None,
            status="cijfer" if value is not None else "onderdrukt",
        )
        for n, value in enumerate(values)
    ]  # fmt: skip


def grid(count: int, naam: str = "Plaats", wide: int = 10, size: float = 0.1) -> Shapes:
    """Squares against each other, from the south-west."""
    return shapes_of(
        *(
            square(f"GM{n}", f"{naam} {n}", 4 + n % wide * size, 52 + n // wide * size, size)
            for n in range(count)
        )
    )


def written(drawing: Drawing) -> list[str]:
    return [t.text or "" for t in ET.fromstring(drawing.svg).iter(f"{SVG}text")]


def fills(drawing: Drawing) -> list[str]:
    found = ET.fromstring(drawing.svg).iter(f"{SVG}path")
    return [p.get("fill", "") for p in found]


def test_an_area_has_the_colour_of_its_class_and_its_name_and_figure() -> None:
    drawing = draw_map(grid(3, wide=3), panel_of(figures_of([1.0, 6.0, 11.0])), width=400)
    for step in (0, 2, 4):
        assert LIGHT.sequential[step] in fills(drawing)
    assert {"Plaats 0", "1,0", "Plaats 1", "6,0", "Plaats 2", "11,0"} <= set(written(drawing))


def test_what_has_no_figure_is_told_by_pattern_mark_and_legend() -> None:
    figures = figures_of([6.0, None, None, 0.0])
    figures[2] = replace(figures[2], status="niet geleverd")
    drawing = draw_map(grid(4, wide=4), panel_of(figures), width=400)
    root = ET.fromstring(drawing.svg)
    names = {p.get("id") for p in root.iter(f"{SVG}pattern")}
    used = {p.get("fill", "")[5:-1] for p in root.iter(f"{SVG}path") if "url" in p.get("fill", "")}
    assert used == names
    words = written(drawing)
    assert {"<5", "–", "0", "onderdrukt (minder dan 5)", "niet geleverd", "nul"} <= set(words)
    assert words.count("1 gem.") == 4


def test_the_legend_counts_and_says_whose_the_boundaries_are() -> None:
    panel = panel_of(figures_of([1.0, 1.2, 11.0]))
    drawing = draw_map(grid(3, wide=3), panel, width=400)
    words = written(drawing)
    at = words.index("2 gem.")
    assert words[at - 1] == "0 tot 2,5"
    assert words.count("0 gem.") == 3
    assert "Grenzen: van ons." in words[-1]
    assert "Vaste klassen voor alle jaren" in words[-1]
    assert written(draw_map(grid(3, wide=3), panel, width=200))[-1] == "Grenzen: van ons."


def test_boundaries_without_a_credit_get_that_of_the_region_as_on_the_screen() -> None:
    land = replace(grid(1), credit="")
    assert f"{CREDIT}." in " ".join(written(draw_map(land, panel_of(figures_of([3.0])))))


def test_the_chosen_area_gets_ink_in_a_casing_around_its_own_outline() -> None:
    panel = panel_of(figures_of([1.0, 6.0]))
    plain = draw_map(grid(2, wide=2), panel, width=300)
    chosen = draw_map(grid(2, wide=2), panel, width=300, gekozen="GM1")
    paths = [(p.get("d"), p.get("stroke"), p.get("stroke-width")) for p in tree(chosen)]
    own = [p for p in paths if p[2] in ("4.5", "2.25")]
    assert [stroke for _, stroke, _ in own] == [LIGHT.card, LIGHT.ink]
    assert own[0][0] == own[1][0] == paths[1][0]
    assert len(tree(plain)) == len(paths) - 2


def tree(drawing: Drawing) -> list[ET.Element]:
    return list(ET.fromstring(drawing.svg).iter(f"{SVG}path"))


def test_by_difference_an_area_has_the_sign_of_the_test() -> None:
    figures = figures_of([11.0, 1.0])
    figures[0] = replace(figures[0], eenheid_woord="hoger", eenheid_rest=10.0)
    figures[1] = replace(figures[1], eenheid_woord="lager", eenheid_rest=10.0)
    drawing = draw_map(grid(2, wide=2), panel_of(figures), kleur="verschil", width=400)
    assert {LIGHT.diverging[3], LIGHT.diverging[0]} <= set(fills(drawing))
    words = written(drawing)
    assert "Vergeleken met de rest van de eenheid" in words
    assert not any(sign in "".join(words) for sign in "▲▼≈")
    signs = [p for p in tree(drawing) if p.get("transform")]
    assert len(signs) == 3 + 7  # on the map ▲ and ▼▼; in the legend ▼▼ ▼ ≈ ▲ ▲▲
    assert [p.get("fill") for p in signs[:3]] == [LIGHT.ink, LIGHT.card, LIGHT.card]


@pytest.mark.parametrize("width", [150, 245, 480])
@pytest.mark.parametrize("count", [1, 2, 27, 60, 80])
@pytest.mark.parametrize("naam", ["Ee", "Nieuwerkerk-aan-den-IJsselmonde en omstreken"])
def test_words_stay_apart_and_on_the_drawing(width: float, count: int, naam: str) -> None:
    shapes = grid(count, naam, size=0.01)
    picture = shapes.picture([f"GM{n}" for n in range(count)], width - 60, 330)
    assert picture is not None
    spots = lay_out(picture, Letters(6.5, 7.0, 24.0), 30, width, picture.height)
    for one, other in combinations(spots, 2):
        assert not overlap(one.box, other.box, -0.01), (one, other)
    for spot in spots:
        assert spot.box[0] >= -30
        assert spot.box[2] <= width - 30
        assert spot.box[1] >= 0
        assert spot.box[3] <= picture.height
        assert not any(
            spot.leader and crosses(spot.leader, other.box)
            for other in spots
            if other.code != spot.code
        )
    assert len({s.code for s in spots}) == len(spots)


def test_a_name_that_does_not_fit_stands_beside_with_a_line() -> None:
    land = [square(f"GM{n}", "Zeer lange naam" if n else "Ee", 4 + n * 0.2, 52, 0.2 - n * 0.17)
            for n in range(2)]  # fmt: skip
    spots = spots_of(shapes_of(*land))
    inside, beside = spots["GM0"], spots["GM1"]
    assert inside.leader is None
    assert inside.namen == ("Ee",)
    assert beside.leader is not None
    assert beside.namen == ("Zeer lange naam",)


def test_between_others_only_the_figure_stands_and_if_need_be_nothing() -> None:
    spots = spots_of(grid(25, "Zeer lange naam van", wide=5, size=0.1))
    assert spots["GM12"].namen == ()
    assert "GM12" not in spots_of(grid(400, "Zeer lange naam van", wide=20))


def spots_of(shapes: Shapes, width: float = 200.0) -> dict[str, Spot]:
    codes = [f["properties"]["code"] for f in shapes.levels[""][0]]
    picture = shapes.picture(codes, width, 330)
    assert picture is not None
    letters = Letters(6.5, 7.0, 20.0)
    return {s.code: s for s in lay_out(picture, letters, 40, width + 80, picture.height)}


def test_a_long_name_is_cut_at_its_middle() -> None:
    assert halves("Kaag en Braassem") == ("Kaag en", "Braassem")
    assert halves("Bodegraven-Reeuwijk") == ("Bodegraven-", "Reeuwijk")
    assert halves("Gouda") is None


def test_what_is_typed_is_never_markup() -> None:
    evil = '<b>"&amp;</b> 0'
    land = shapes_of(square("GM0", evil, 4, 52))
    figures = [replace(figures_of([3.0])[0], gebied=evil)]
    drawing = draw_map(land, panel_of(figures), width=400, credit="© <x> & y")
    assert evil in written(drawing)
    assert any("© <x> & y." in words for words in written(drawing))
    assert drawing.alt == map_alt(figures, INDICATOR)


def test_without_a_single_boundary_it_says_so() -> None:
    figures = figures_of([3.0])
    drawing = draw_map(shapes_of(square("XX", "Elders", 4, 52)), panel_of(figures))
    assert written(drawing) == ["Van deze gebieden is er geen kaart"]
    assert drawing.alt


def test_the_same_figures_give_the_same_drawing_and_another_one_other_names() -> None:
    land = grid(3, wide=3)
    one = draw_map(land, panel_of(figures_of([None, 1.0, 2.0])))
    assert one == draw_map(grid(3, wide=3), panel_of(figures_of([None, 1.0, 2.0])))
    other = draw_map(land, panel_of(figures_of([None, 1.0, 8.0])))
    ids = [ET.fromstring(d.svg).find(f".//{SVG}pattern") for d in (one, other)]
    assert ids[0] is not None
    assert ids[1] is not None
    assert ids[0].get("id") != ids[1].get("id")


@pytest.mark.parametrize("values", [[0.0] * 27, [None] * 27, [123456789.5] * 27, [5.0]])
@pytest.mark.parametrize("width", [90, 245, 480])
def test_extremes_are_drawn_without_a_negative_size(
    values: list[float | None], width: float
) -> None:
    drawing = draw_map(grid(27, size=0.01), panel_of(figures_of(values)), width=width)
    root = ET.fromstring(drawing.svg)
    for node in root.iter():
        for name in ("width", "height", "r", "font-size"):
            assert float(node.get(name, "1").removesuffix("pt")) > 0
    for node in root.iter(f"{SVG}text"):
        assert -1 <= float(node.get("y", "0")) <= drawing.height
    assert drawing.alt


def test_boundaries_are_read_as_built_and_only_once(tmp_path: Path) -> None:
    assert read_shapes(tmp_path) is None
    folder = tmp_path / "kaart"
    folder.mkdir()
    index: dict[str, Any] = {"over": {"credit": "Grenzen: gebouwd"}}
    for name in ("gemeenten", "districten"):
        content = {"features": [square("GM0", "Plaats", 4, 52)]}
        (folder / f"{name}-1.geojson").write_text(json.dumps(content), "utf-8")
        index[name] = f"{name}-1.geojson"
    (folder / "kaart.json").write_text(json.dumps(index), "utf-8")
    shapes = read_shapes(tmp_path)
    assert shapes is not None
    assert shapes.credit == "Grenzen: gebouwd"
    assert shapes.has(["GM0"])
    assert not shapes.has(["GM1"])
    assert read_shapes(tmp_path) is shapes
    (folder / "districten-1.geojson").unlink()
    assert read_shapes(tmp_path) is None


def test_a_map_of_the_region_takes_geometry_that_is_fine_enough(demo_work: Path) -> None:
    shapes = read_shapes(demo_work)
    assert shapes is not None
    assert list(shapes.levels) == ["-grof", "-midden", ""]
    codes = [f["properties"]["code"] for f in shapes.levels[""][0]]
    whole, one = (shapes.picture(found, 245, 330) for found in (codes, codes[:1]))
    assert whole is not None
    assert one is not None
    assert points(shapes, "-midden", codes[0]) == sum(map(len, whole.areas[0].rings))
    assert points(shapes, "", codes[0]) == sum(map(len, one.areas[0].rings))
    assert whole.width == pytest.approx(245)
    assert max(one.width / 245, one.height / 330) == pytest.approx(1)


def points(shapes: Shapes, suffix: str, code: str) -> int:
    found = next(f for f in shapes.levels[suffix][0] if f["properties"]["code"] == code)
    geometry = found["geometry"]
    rings = geometry["coordinates"]
    if geometry["type"] == "MultiPolygon":
        rings = [ring for part in rings for ring in part]
    return sum(map(len, rings))


def test_a_small_legend_holds_no_half_words() -> None:
    panel = panel_of(figures_of([1.0, None, 9.0]))
    words = written(draw_small_map(grid(3), panel, gekozen="GM1", width=146.0, tallest=68.0))
    assert "onderdrukt" in words
    assert not [w for w in words if "…" in w or "(" in w]
