import re
from dataclasses import fields
from pathlib import Path

import pytest

from peil.palette import (
    DARK,
    LIGHT,
    Palette,
    css_variables,
    palette,
    scale_variables,
    theme_variables,
)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("token", ["ink", "ink2", "petrol", "hoger", "lager", "fictief", "fout"])
def test_text_colours_are_readable_on_ground_and_card(scheme: Palette, token: str) -> None:
    colour = getattr(scheme, token)
    assert _contrast(colour, scheme.ground) >= 4.5
    assert _contrast(colour, scheme.card) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_step_of_a_scale_carries_readable_text(scheme: Palette) -> None:
    steps = [*scheme.sequential, *scheme.diverging]
    texts = [*scheme.on_sequential, *scheme.on_diverging]
    assert all(_contrast(a, b) >= 4.5 for a, b in zip(steps, texts, strict=True))


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_categories_stand_out_from_the_card(scheme: Palette) -> None:
    assert all(_contrast(c, scheme.card) >= 3 for c in (scheme.control, *scheme.categorical))


def test_the_browser_can_choose_between_light_and_dark() -> None:
    assert palette(True) is DARK
    assert palette() is LIGHT
    assert "--petrol:#0B4A5E;" in css_variables(LIGHT)
    assert "--sequential-5:light-dark(#0B4153,#D6F0EC);" in theme_variables()
    assert theme_variables().count("light-dark(") == css_variables(DARK).count("--")


def test_maps_and_charts_find_every_step_of_a_scale_by_its_short_name() -> None:
    names = [*(f"{s}{n}{t}" for s in "sd" for n in range(1, 6) for t in ("", "t")), "c1", "c5"]
    assert all(f"--{name}:light-dark(" in scale_variables() for name in names)
    assert f"--d1:light-dark({LIGHT.diverging[0]},{DARK.diverging[0]});" in scale_variables()
    static = Path(__file__).parents[2] / "pages" / "parts" / "static"
    for file in static.rglob("*.css"):
        again = re.findall(r"--(?:[sd]\dt?|c\d):", file.read_text("utf-8"))
        assert not again, f"{file.name}: the scales have one place, peil/palette.py"


def test_both_schemes_have_the_same_number_of_steps() -> None:
    for field in fields(Palette):
        assert len(getattr(LIGHT, field.name)) == len(getattr(DARK, field.name))
