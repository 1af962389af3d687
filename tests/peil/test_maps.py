from dataclasses import dataclass, replace

from sample import figure

from peil.catalogue import Indicator, load_catalogue
from peil.maps import class_names, geometry_urls, legend_html, look, map_alt, map_payload

INDICATOR: Indicator = load_catalogue()["drugshandel"].model_copy(update={"drempel": 5})


@dataclass(frozen=True)
class Limits:
    klasse: int
    van: float | None
    tot: float | None


KLASSEN = [
    Limits(0, 0, 2.5),
    Limits(1, 2.5, 5),
    Limits(2, 5, 7.5),
    Limits(3, 7.5, 10),
    Limits(4, 10, None),
]
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


def test_the_payload_holds_marks_and_words_but_no_geometry() -> None:
    payload = map_payload(FIGURES, INDICATOR, KLASSEN, gekozen="GM1")
    marks = {code: area["teken"] for code, area in payload["gebieden"].items()}
    assert marks == {"GM1": "10,5", "GM2": "1,7", "GM3": "0", "GM4": "<5", "GM5": "–"}
    assert payload["gebieden"]["GM1"]["woorden"][0] == "Boven: 10,5 per 10.000 inwoners"
    assert "▲ hoger dan de rest van de eenheid (6,8)" in payload["gebieden"]["GM1"]["woorden"]
    assert payload["gebieden"]["GM4"]["woorden"][0] == "Weinig: onderdrukt (minder dan 5)"
    assert "vereenvoudigd" in payload["credit"]
    assert "coordinates" not in str(payload)


def test_a_star_marks_a_fictitious_area_only_among_real_ones() -> None:
    mixed = [BASE, replace(BASE, gebied_code="GM9", is_fictief=True)]
    payload = map_payload(mixed, INDICATOR, KLASSEN)
    assert [a["teken"] for a in payload["gebieden"].values()] == ["10,5", "10,5*"]
    assert payload["credit"].startswith("* fictief cijfer")
    assert "Dit is een fictief cijfer." in payload["gebieden"]["GM9"]["woorden"]
    alone = map_payload(mixed[1:], INDICATOR, KLASSEN)
    assert alone["gebieden"]["GM9"]["teken"] == "10,5"


def test_the_legend_counts_every_class_and_every_look_that_occurs() -> None:
    legend = legend_html(FIGURES, INDICATOR, KLASSEN)
    assert "10 of meer</span> <small>1 gem." in legend
    assert "2,5 tot 5</span> <small>0 gem." in legend
    assert "onderdrukt (minder dan 5)</span> <small>1 gem." in legend
    assert "niet geleverd</span> <small>1 gem." in legend
    assert "nul</span> <small>1 gem." in legend
    assert "ontbreekt" not in legend


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
