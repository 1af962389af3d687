"""Every scale of the map and the charts, seen by eyes that miss a kind of cone.

The least differences are those with which the palette was drawn: distance in CAM02-UCS (Luo, Cui
and Li, 2006), after the simulation of Machado, Oliveira and Fernandes, "A Physiologically-based
Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15(6), 2009) at full severity, both by
``colorspacious``. One decimal, as the palette states them.
"""

from collections.abc import Iterable
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert

from peil.palette import DARK, LIGHT, Palette

#: The name that colorspacious has for full severity of each; "" is who misses nothing.
EYES = {
    "deuteranopia": "deuteranomaly",
    "protanopia": "protanomaly",
    "tritanopia": "tritanomaly",
    "all cones": "",
}
SEQUENTIAL, DIVERGING, CATEGORICAL = 10.7, 25.0, 21.0

schemes = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
all_eyes = pytest.mark.parametrize("eyes", EYES)


@cache
def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """A hex colour as these eyes see it: lightness and two axes of CAM02-UCS."""
    rgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    if EYES[eyes]:
        space = {"name": "sRGB1+CVD", "cvd_type": EYES[eyes], "severity": 100}
        rgb = np.clip(cspace_convert(rgb, space, "sRGB1"), 0, 1)
    lightness, a, b = cspace_convert(rgb, "sRGB1", "CAM02-UCS")
    return float(lightness), float(a), float(b)


def apart(one: str, other: str, eyes: str) -> float:
    """How different two hex colours are to these eyes."""
    return float(np.linalg.norm(np.subtract(seen(one, eyes), seen(other, eyes))))


def least(pairs: Iterable[tuple[str, str]], eyes: str) -> float:
    """The smallest difference of these pairs, to one decimal."""
    return round(min(apart(one, other, eyes) for one, other in pairs), 1)


def test_who_misses_a_cone_confuses_red_and_green_but_not_light_and_dark() -> None:
    # Without this a simulation that does nothing would let every scale pass.
    assert apart("#B43C3C", "#4F7A2E", "all cones") > 40
    assert apart("#B43C3C", "#4F7A2E", "deuteranopia") < 2
    assert apart("#000000", "#FFFFFF", "deuteranopia") > 90


@schemes
@all_eyes
def test_neighbours_from_low_to_high_differ_for_all_eyes(scheme: Palette, eyes: str) -> None:
    assert least(pairwise(scheme.sequential), eyes) >= SEQUENTIAL


@schemes
@all_eyes
def test_low_to_high_runs_one_way_in_lightness_for_all_eyes(scheme: Palette, eyes: str) -> None:
    lightness = [seen(c, eyes)[0] for c in scheme.sequential]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))


@schemes
@all_eyes
def test_lower_and_higher_differ_for_all_eyes(scheme: Palette, eyes: str) -> None:
    assert least(combinations(scheme.diverging, 2), eyes) >= DIVERGING


@schemes
@all_eyes
def test_any_two_categories_differ_for_all_eyes(scheme: Palette, eyes: str) -> None:
    assert least(combinations(scheme.categorical, 2), eyes) >= CATEGORICAL


@schemes
@all_eyes
def test_an_area_without_a_value_is_no_step_of_a_scale(scheme: Palette, eyes: str) -> None:
    assert least([(scheme.hatch, scheme.card)], eyes) >= DIVERGING
