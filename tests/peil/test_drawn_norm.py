"""The pijlers of the norm as a drawing: a block per item, told by shape and in words."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from normed import entry, norm, profile

from peil.drawing import Drawing
from peil.norm import NormSet
from peil.normprofile.static import block, draw_pijlers
from peil.normprofile.words import STANDEN
from peil.palette import LIGHT

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2025, 5, 1)
BEFORE = date(2024, 5, 1)


def written(drawing: Drawing) -> list[str]:
    return [t.text or "" for t in ET.fromstring(drawing.svg).iter(f"{SVG}text")]


def test_a_pijler_has_its_count_its_blocks_and_its_difference() -> None:
    found = profile(
        [
            entry("AA-01", "ontbreekt", BEFORE),
            entry("AA-01", "uitgevoerd", DAY),
            entry("AA-02", "in ontwikkeling", DAY),
            entry("BB-01", "onbekend", DAY),
        ],
        2025,
    )
    drawing = draw_pijlers(found)
    words = written(drawing)
    at = words.index("Een & samen")
    assert words[at : at + 3] == ["Een & samen", "1 van 2", "1 meer dan in 2024"]
    at = words.index("Twee")
    assert words[at : at + 3] == ["Twee", "–", "Nog niet beoordeeld"]
    legend = ["1 uitgevoerd", "1 in ontwikkeling", "0 ontbreken"]
    assert words[at + 3 :] == [*legend, "Niet meegeteld:", "1 onbekend", "3 niet beoordeeld"]
    squares = list(ET.fromstring(drawing.svg).iter(f"{SVG}rect"))
    assert len(squares) == 6 + 5
    assert sum(r.get("fill") == LIGHT.petrol for r in squares) == 1 + 1
    assert drawing.alt == (
        "De norm per pijler in Ons. Een & samen: 1 van 2 uitgevoerd, 1 meer dan in 2024. "
        "1 uitgevoerd, 1 in ontwikkeling en 1 niet beoordeeld. "
        "Twee: niets beoordeeld. 1 onbekend en 2 niet beoordeeld."
    )


def test_every_stand_has_a_block_of_its_own_shape() -> None:
    assert len({block(stand, 0, 0) for stand in STANDEN}) == len(STANDEN)


def test_made_up_oordelen_beside_real_ones_are_starred() -> None:
    real, made_up = entry("AA-01", "uitgevoerd", DAY), entry("BB-01", "uitgevoerd", DAY)
    mixed = [real, entry("BB-01", "uitgevoerd", DAY, fictief=True)]
    words = written(draw_pijlers(profile(mixed, 2025)))
    assert words[words.index("Twee") + 1] == "1 van 1*"
    assert words[words.index("Een & samen") + 1] == "1 van 1"
    assert words[-1] == "* met fictieve oordelen"
    assert "*" not in "".join(written(draw_pijlers(profile([real, made_up], 2025))))


@pytest.mark.parametrize("width", [160, 490])
@pytest.mark.parametrize("name", ["Ee", "Samenwerking & <b>informatie</b>-uitwisseling " * 3])
def test_long_titles_and_many_items_stay_on_the_drawing(width: float, name: str) -> None:
    whole = norm()
    many = (
        tuple(whole.item[0].model_copy(update={"id": f"AA-{n:02}"}) for n in range(1, 60))
        + whole.item[3:]
    )
    pijler = (whole.pijler[0].model_copy(update={"titel": name}), whole.pijler[1])
    wide: NormSet = whole.model_copy(update={"item": many, "pijler": pijler})
    drawing = draw_pijlers(profile([entry("AA-01", "uitgevoerd", DAY)], 2025, wide), width=width)
    root = ET.fromstring(drawing.svg)
    squares = list(root.iter(f"{SVG}rect"))
    assert len(squares) >= 62
    for square in squares:
        assert 0 <= float(square.get("x", "-1")) <= width - float(square.get("width", "0"))
        assert 0 <= float(square.get("y", "-1")) <= drawing.height
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("y", "-1")) <= drawing.height
    assert drawing == draw_pijlers(
        profile([entry("AA-01", "uitgevoerd", DAY)], 2025, wide), width=width
    )
