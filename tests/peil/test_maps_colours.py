"""Every scale of the map and the charts, seen by eyes that miss a kind of cone.

The simulation is that of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency" (IEEE TVCG 15(6), 2009), the matrices of full severity, in
linear RGB. Difference is CIEDE2000 (Sharma, Wu and Dalal, 2005). What one sees as different side
by side begins at about 2; these steps lie far apart on a map, so we ask much more.
"""

import math
from itertools import combinations, pairwise

import pytest

from peil.palette import DARK, LIGHT, Palette

Vector = tuple[float, float, float]
#: Machado et al. 2009, severity 1.0.
MATRICES: dict[str, tuple[Vector, Vector, Vector]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}
#: The least difference that we ask of neighbours on a scale and of any two categories.
SEQUENTIAL, DIVERGING, CATEGORICAL = 7.5, 14.0, 10.0


def linear(colour: str) -> Vector:
    """A hex colour as linear RGB, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return red, green, blue


def product(rows: tuple[Vector, Vector, Vector], values: Vector) -> Vector:
    """A matrix times a vector."""
    a, b, c = [sum(x * y for x, y in zip(row, values, strict=True)) for row in rows]
    return a, b, c


def lab(rgb: Vector) -> Vector:
    """Linear RGB as CIE Lab (D65)."""
    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    inside = product(to_xyz, (clip(rgb[0]), clip(rgb[1]), clip(rgb[2])))
    x, y, z = [curve(v / w) for v, w in zip(inside, (0.95047, 1.0, 1.08883), strict=True)]
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def clip(value: float) -> float:
    """A channel within what a screen shows."""
    return min(max(value, 0.0), 1.0)


def curve(value: float) -> float:
    """The cube root of CIE Lab, with its straight foot."""
    return math.cbrt(value) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def ciede2000(one: Vector, other: Vector) -> float:
    """The difference of two Lab colours."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    grey = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + grey), a2 * (1 + grey)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    middle = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(middle - 30))
        + 0.24 * math.cos(math.radians(2 * middle))
        + 0.32 * math.cos(math.radians(3 * middle + 6))
        - 0.20 * math.cos(math.radians(4 * middle - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -math.sin(math.radians(60 * math.exp(-(((middle - 275) / 25) ** 2)))) * (
        2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    )
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, hue / sh
    return math.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)


def seen(colour: str, eyes: str) -> Vector:
    """A hex colour as these eyes see it, in Lab."""
    return lab(product(MATRICES[eyes], linear(colour)))


def apart(one: str, other: str, eyes: str) -> float:
    """How different two hex colours are to these eyes."""
    return ciede2000(seen(one, eyes), seen(other, eyes))


SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
EYES = pytest.mark.parametrize("eyes", MATRICES)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_difference_is_that_of_the_published_examples(
    one: Vector, other: Vector, expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


def test_who_misses_a_cone_confuses_red_and_green_but_not_light_and_dark() -> None:
    assert apart("#C83232", "#6E6E14", "all cones") > 40
    assert apart("#C83232", "#6E6E14", "protanopia") < 16
    assert apart("#000000", "#FFFFFF", "deuteranopia") > 90


@SCHEMES
@EYES
def test_neighbours_from_low_to_high_differ_for_all_eyes(scheme: Palette, eyes: str) -> None:
    steps = [apart(a, b, eyes) for a, b in pairwise(scheme.sequential)]
    assert min(steps) >= SEQUENTIAL, steps


@SCHEMES
@EYES
def test_low_to_high_runs_one_way_in_lightness_for_all_eyes(scheme: Palette, eyes: str) -> None:
    lightness = [seen(c, eyes)[0] for c in scheme.sequential]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))


@SCHEMES
@EYES
def test_lower_and_higher_differ_for_all_eyes(scheme: Palette, eyes: str) -> None:
    steps = [apart(a, b, eyes) for a, b in combinations(scheme.diverging, 2)]
    assert min(steps) >= DIVERGING, steps


@SCHEMES
@EYES
def test_any_two_categories_differ_for_all_eyes(scheme: Palette, eyes: str) -> None:
    steps = [apart(a, b, eyes) for a, b in combinations(scheme.categorical, 2)]
    assert min(steps) >= CATEGORICAL, steps


@SCHEMES
@EYES
def test_an_area_without_a_value_is_no_step_of_a_scale(scheme: Palette, eyes: str) -> None:
    # Its hatch and dots tell it apart as well; its ground alone is the card.
    marked = [apart(scheme.hatch, scheme.card, eyes)]
    assert min(marked) >= 15
