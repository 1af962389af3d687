"""The drawings of a report with many areas: the ranking and the small multiples."""

from dataclasses import replace
from typing import Any

import pytest
from drawn_seen import LONG, YEARS, check, hidden, series
from sample import figure, indicator

from peil import labels
from peil.charts.multiples_static import draw_multiples
from peil.charts.ranking import word_text
from peil.charts.ranking_frame import Row, lay_out
from peil.charts.ranking_static import draw_ranking
from peil.figure import Figure
from peil.terms import Niveau

INDICATOR = indicator()
WORDS = ("hoger", "lager", "vergelijkbaar", None)


def _areas(count: int, **change: Any) -> list[Figure]:
    """Return that many areas of all kinds, each with a name of its own."""
    found = []
    for n in range(count):
        value = 1 + n * 7 % 23
        own = {
            "gebied_code": f"GM{n:04}", "gebied": f"Gebied {n}", "waarde": value,
            "laag": value * 0.8, "hoog": value * 1.3, "eenheid_waarde": 8.3, "eenheid_rest": 8.1,
            "eenheid_woord": WORDS[n % 4], "is_voorlopig": n % 5 == 0, "is_fictief": n % 7 == 0,
        }  # fmt: skip
        found.append(figure(**{**own, **change}))
    return found


RANKINGS: dict[str, list[Figure]] = {
    "gewoon": _areas(12),
    "niets": [],
    "een": _areas(1),
    "zestig": _areas(60),
    "honderd": _areas(100),
    "nul": _areas(9, waarde=0.0, laag=0.0, hoog=0.0, eenheid_waarde=0.0),
    "alles onderdrukt": [hidden(f) for f in _areas(5)],
    "niet geleverd": [*_areas(3), *(hidden(f, "niet geleverd") for f in _areas(9)[3:])],
    "enorm": [*_areas(5), figure(gebied_code="X", waarde=98_765_432.1, laag=1.0, hoog=9e12)],
    "lange naam": [replace(f, gebied=f"{f.gebied_code} {LONG}") for f in _areas(8)],
    "lat aan het begin": _areas(6, eenheid_waarde=0.0),
    "lat aan het eind": _areas(6, eenheid_waarde=30.0),
}


@pytest.mark.parametrize("case", RANKINGS)
@pytest.mark.parametrize("width", [480.0, 235.0])
@pytest.mark.parametrize("benchmark", ["eenheid", "nederland"])
def test_a_ranking_stays_inside_and_nothing_covers_a_word(
    case: str, width: float, benchmark: Niveau
) -> None:
    drawing = draw_ranking(RANKINGS[case], INDICATOR, benchmark, "GM0003", width=width)
    check(drawing)
    assert drawing == draw_ranking(RANKINGS[case], INDICATOR, benchmark, "GM0003", width=width)


def test_a_ranking_tells_every_row_in_words() -> None:
    figures = RANKINGS["niet geleverd"]
    texts = check(draw_ranking(figures, INDICATOR))
    layout = lay_out(figures, INDICATOR, "eenheid")
    for row in layout.rows:
        assert isinstance(row, Row)
        assert row.figure.gebied in texts
        assert word_text(row) in texts
        if row.place:
            value = labels.mark(row.figure, INDICATOR, layout.places)
            assert value + labels.star(row.figure, figures) in texts
        else:
            assert labels.status_words(row.figure, INDICATOR) in texts
    assert layout.line_text in texts


def test_a_ranking_says_what_is_left_out_and_what_its_signs_mean() -> None:
    texts = check(draw_ranking(RANKINGS["honderd"], INDICATOR, "eenheid", "GM0003"))
    assert any(words.startswith("… nog") for words in texts)
    assert "* fictief cijfer · open punt: voorlopig" in texts
    whole = check(draw_ranking(_areas(4, is_fictief=True, is_voorlopig=True), INDICATOR))
    assert not [words for words in whole if "*" in words or "open punt" in words]


def test_a_narrow_ranking_tells_below_what_its_signs_mean() -> None:
    texts = check(draw_ranking(_areas(3), INDICATOR, width=235))
    assert {"hoger dan de rest van de eenheid", "lager dan de rest van de eenheid"} <= set(texts)
    alike = check(draw_ranking(_areas(3, eenheid_woord="vergelijkbaar"), INDICATOR, width=235))
    assert not [words for words in alike if "dan de rest" in words]
    assert "zonder teken: vergelijkbaar" in alike
    untold = check(draw_ranking(_areas(4), INDICATOR, width=235))
    assert "zonder teken: niet getoetst of vergelijkbaar" in untold
    assert not [words for words in check(draw_ranking(_areas(4), INDICATOR)) if "teken" in words]


def _lines(count: int, **change: Any) -> list[Figure]:
    return [f for own in _areas(count) for f in series(
        YEARS, **{**{k: getattr(own, k) for k in ("gebied_code", "gebied", "waarde")}, **change})
    ]  # fmt: skip


MULTIPLES: dict[str, list[Figure]] = {
    "gewoon": [*_lines(12), *series(YEARS, gebied_code="E", gebied="Eenheid", niveau="eenheid")],
    "een punt": _areas(1),
    "niets": [],
    "zestig": _lines(60),
    "nul": _lines(7, waarde=0.0),
    "alles onderdrukt": [hidden(f) for f in _lines(4)],
    "een onderdrukt": [*_lines(3), *(hidden(f) for f in _lines(4)[-10:])],
    "enorm": [*_lines(3), *series(YEARS, gebied_code="X", waarde=98_765_432.1)],
    "lange naam": _lines(5, gebied=LONG),
    "fictief": [replace(f, is_fictief=f.gebied_code == "GM0001") for f in _lines(5)],
    "voorlopig": [replace(f, is_voorlopig=f.jaar > 2023) for f in _lines(5)],
    "om en om": [hidden(f) if f.jaar % 2 else f for f in _lines(5)],
}


@pytest.mark.parametrize("case", MULTIPLES)
@pytest.mark.parametrize("width", [480.0, 240.0, 110.0])
def test_multiples_stay_inside_and_nothing_covers_a_word(case: str, width: float) -> None:
    drawing = draw_multiples(MULTIPLES[case], INDICATOR, "E", width=width)
    check(drawing)
    assert drawing == draw_multiples(MULTIPLES[case], INDICATOR, "E", width=width)


def test_multiples_name_every_area_with_its_newest_value() -> None:
    texts = check(draw_multiples(MULTIPLES["gewoon"], INDICATOR, "E"))
    for own in _areas(12):
        assert own.gebied in texts
        assert labels.mark(own, INDICATOR) in texts
    assert "eenheid" in texts  # what the dashed line is
    missing = check(draw_multiples(MULTIPLES["een onderdrukt"], INDICATOR, "E"))
    assert "geen cijfers" in missing
    assert "eenheid" not in missing
    assert "* fictief cijfer" in check(draw_multiples(MULTIPLES["fictief"], INDICATOR))
    assert "voorlopig" in check(draw_multiples(MULTIPLES["voorlopig"], INDICATOR))
