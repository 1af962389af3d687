import json
import random
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from map_classes import KLASSEN
from sample import figure

from pages.parts.packing import packed
from peil.catalogue import Indicator, load_catalogue
from peil.figure import Figure
from peil.maps import (
    Panel,
    class_names,
    difference,
    geometry_urls,
    look,
    map_alt,
    map_payload,
    status_payload,
)

INDICATOR: Indicator = load_catalogue()["drugshandel"].model_copy(update={"drempel": 5})
BASE = figure(
    indicator="drugshandel",
    code="DR-01",
    thema="drugs",
    gebied_code="GM1",
    gebied="Boven",
    waarde=10.5,
    eenheid_woord="hoger",
    eenheid_rest=6.8,
    klasse=4,
)
FIGURES = [
    BASE,
    replace(BASE, gebied_code="GM2", gebied="Onder", waarde=1.7, klasse=0),
    replace(BASE, gebied_code="GM3", gebied="Nul", waarde=0.0, klasse=0),
    replace(
        BASE, gebied_code="GM4", gebied="Weinig", waarde=None, status="onderdrukt", klasse=None
    ),
    replace(
        BASE, gebied_code="GM5", gebied="Leeg", waarde=None, status="niet geleverd", klasse=None
    ),
]


def test_a_value_a_zero_and_a_missing_value_each_have_their_own_look() -> None:
    looks = [look(f, KLASSEN) for f in FIGURES]
    assert looks == ["k5", "k1", "nul", "onderdrukt", "niet-geleverd"]


def test_without_a_stored_class_the_limits_decide() -> None:
    assert look(replace(BASE, klasse=None, waarde=5.0), KLASSEN) == "k3"


def test_few_classes_still_use_the_whole_scale() -> None:
    few = KLASSEN[:3]
    assert [look(replace(BASE, klasse=n), few) for n in range(3)] == ["k1", "k3", "k5"]


def payload_of(figures: Sequence[Figure], **options: Any) -> dict[str, Any]:
    return map_payload([Panel("2025", "2025", figures, INDICATOR, KLASSEN)], **options)


def test_the_payload_holds_marks_and_words_but_no_geometry() -> None:
    payload = payload_of(FIGURES, gekozen="GM1")
    panel = payload["panelen"][0]
    assert payload["codes"] == ["GM1", "GM2", "GM3", "GM4", "GM5"]
    assert panel["tekens"] == ("10,5", "1,7", "0", "<5", "–")
    lines = panel["woorden"][0].split("\n")
    assert lines[0] == "10,5 per 10.000 inwoners"
    assert "▲ hoger dan de rest van de eenheid (6,8)" in lines
    assert panel["woorden"][3].split("\n")[0] == "onderdrukt (minder dan 5)"
    assert "vereenvoudigd" in payload["credit"]
    assert "coordinates" not in str(payload)


def test_a_star_marks_a_fictitious_area_only_among_real_ones() -> None:
    mixed = [BASE, replace(BASE, gebied_code="GM9", is_fictief=True)]
    payload = payload_of(mixed)
    assert payload["panelen"][0]["tekens"] == ("10,5", "10,5*")
    assert payload["ster"] == "* fictief cijfer"
    assert not payload["fictief"]
    assert "Dit is een fictief cijfer." in payload["panelen"][0]["woorden"][1]
    alone = payload_of(mixed[1:])
    assert alone["panelen"][0]["tekens"] == ("10,5",)
    assert alone["fictief"]


def test_the_legend_names_every_class_the_method_and_every_look_that_occurs() -> None:
    legend = payload_of(FIGURES)["legenda"]
    assert legend["vakken"] == [
        ("k1", "0 tot 2,5"),
        ("k2", "2,5 tot 5"),
        ("k3", "5 tot 7,5"),
        ("k4", "7,5 tot 10"),
        ("k5", "10 of meer"),
        ("nul", "nul"),
        ("onderdrukt", "onderdrukt (minder dan 5)"),
        ("niet-geleverd", "niet geleverd"),
    ]
    assert legend["methode"].endswith("natuurlijke grenzen; 297 waarden.")
    assert legend["wat"] == "gem."


def test_a_class_of_zeros_alone_is_not_named_beside_nul() -> None:
    apart = [replace(k, methode="nul apart, daarboven kwantielen") for k in KLASSEN]
    names = [
        look
        for look, _ in map_payload([Panel("a", "a", FIGURES, INDICATOR, apart)])["legenda"][
            "vakken"
        ]
    ]
    assert "k1" not in names
    assert "nul" in names


def test_what_was_not_delivered_does_not_make_the_rest_a_mixture() -> None:
    made_up = [replace(FIGURES[0], is_fictief=True), FIGURES[4]]
    payload = payload_of(made_up)
    assert payload["fictief"]
    assert payload["panelen"][0]["tekens"] == ("10,5", "–")


@pytest.mark.parametrize(
    ("word", "value", "rest", "expected"),
    [
        ("hoger", 9.0, 6.0, "d5"),
        ("hoger", 8.9, 6.0, "d4"),
        ("vergelijkbaar", 20.0, 6.0, "d3"),
        ("lager", 4.1, 6.0, "d2"),
        ("lager", 4.0, 6.0, "d1"),
        ("hoger", 3.0, None, "d4"),
        (None, 3.0, 6.0, "ongetoetst"),
    ],
)
def test_the_test_says_which_way_and_the_size_how_strong(
    word: str | None, value: float, rest: float | None, expected: str
) -> None:
    found = difference(
        replace(BASE, waarde=value, eenheid_woord=word, eenheid_rest=rest), "eenheid"
    )
    assert found == expected


def test_a_map_of_differences_has_a_sign_beside_every_colour() -> None:
    payload = payload_of(FIGURES, kleur="verschil")
    assert payload["panelen"][0]["tekens"][0] == "10,5 ▲▲"
    entries = dict(payload["legenda"]["vakken"])
    assert entries["d1"].startswith("▼▼ ")
    assert entries["d3"] == "≈ vergelijkbaar"
    assert "onderdrukt" in entries
    assert "de rest van de eenheid" in payload["legenda"]["titel"]


def test_one_map_shows_the_panel_that_is_asked_for() -> None:
    panels = [Panel(y, y, FIGURES, INDICATOR, KLASSEN) for y in ("2023", "2024", "2025")]
    one = map_payload(panels, toon="2024")
    assert [p["sleutel"] for p in one["panelen"]] == ["2024"]
    assert [p["sleutel"] for p in map_payload(panels, soort="twee")["panelen"]] == ["2023", "2024"]
    playing = map_payload(panels, soort="afspelen", toon="2024")
    assert (len(playing["panelen"]), playing["toon"]) == (3, "2024")


def test_an_area_that_one_panel_lacks_is_said_to_be_missing_there() -> None:
    panels = [
        Panel("a", "a", FIGURES[:2], INDICATOR, KLASSEN),
        Panel("b", "b", FIGURES[:1], INDICATOR, KLASSEN),
    ]
    payload = map_payload(panels, soort="twee")
    assert payload["panelen"][1]["looks"] == ("k5", "ontbreekt")
    assert payload["panelen"][1]["woorden"][1] == "ontbreekt"


def test_maps_of_several_indicators_share_no_limits() -> None:
    other = INDICATOR.model_copy(update={"slug": "anders"})
    panels = [
        Panel("a", "a", FIGURES, INDICATOR, KLASSEN),
        Panel("b", "b", FIGURES, other, KLASSEN),
    ]
    legend = map_payload(panels, soort="reeks")["legenda"]
    assert [text for _, text in legend["vakken"]][:5] == [
        "laag", "vrij laag", "midden", "vrij hoog", "hoog",
    ]  # fmt: skip


def test_a_click_on_342_areas_stays_under_ten_kilobyte() -> None:
    rng = random.Random(4)
    words = ("hoger", "lager", "vergelijkbaar")
    many = [
        replace(
            BASE, gebied_code=f"GM{n:04}", gebied=f"Gemeente {n}",
            waarde=(value := rng.uniform(1, 20)), laag=value * 0.8, hoog=value * 1.2,
            teller=rng.randrange(9999), klasse=int(value // 4), eenheid_woord=rng.choice(words),
            eenheid_rest=rng.uniform(6.7, 6.9),
        )
        for n in range(342)
    ]  # fmt: skip
    sent = packed(json.dumps(payload_of(many), ensure_ascii=False))
    assert json.loads(zlib.decompress(sent))["codes"][-1] == "GM0341"
    assert len(sent) <= 10_000


def test_a_map_of_statuses_has_the_same_shape_as_one_of_figures() -> None:
    plain = status_payload(
        {"GM2": ("k2", "◑", "voorbereid"), "GM1": ("k5", "●", "klaar")},
        [("k2", "◑ voorbereid")], titel="Bezoeken", alt="Kaart.",
    )  # fmt: skip
    assert plain.keys() == payload_of(FIGURES).keys()
    assert plain["panelen"][0].keys() == payload_of(FIGURES)["panelen"][0].keys()
    assert plain["panelen"][0]["looks"] == ("k5", "k2")


def test_class_names_have_no_more_decimals_than_their_limits() -> None:
    names = class_names(KLASSEN, INDICATOR)
    assert names == ["0 tot 2,5", "2,5 tot 5", "5 tot 7,5", "7,5 tot 10", "10 of meer"]


def test_the_map_can_be_told_in_words() -> None:
    text = map_alt(FIGURES, INDICATOR)
    assert "Hoogst: Boven, 10,5 per 10.000 inwoners." in text
    assert text.endswith("2 zonder cijfer.")
    assert map_alt(FIGURES[3:], INDICATOR).endswith("er is voor geen enkel gebied een cijfer.")


def test_geometry_has_an_address_per_kind() -> None:
    assert geometry_urls({"tegels": "tegels-1.json"}, "./kaart/") == {
        "tegels": "./kaart/tegels-1.json"
    }
