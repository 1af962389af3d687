"""The charts of a report: one SVG each that stands by itself, whatever the figures are."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from drawn_seen import LONG, SPACE, YEARS, check, hidden, series
from sample import figure, indicator

from peil import labels, wording
from peil.catalogue import Breuk
from peil.charts.bars_static import draw_bars
from peil.charts.trend_static import draw_trend
from peil.events import Event
from peil.figure import Figure
from peil.terms import Niveau

INDICATOR = indicator()


def _around(years: range, **change: Any) -> list[Figure]:
    return [
        f
        for n in ("district", "eenheid", "nederland")
        for f in series(years, niveau=n, gebied_code=n, gebied=n.title(), **change)
    ]


def _events() -> list[Event]:
    return [
        Event(
            naam=f"Wijkactie tegen inbraak nummer {n}",
            kort=f"wijkactie {n}",
            van=date(2020 + n, 3, 1),
            tot=date(2020 + n, 9, 1),
            uitleg="",
            bron="",
        )
        for n in range(4)
    ]


TRENDS: dict[str, Sequence[Figure]] = {
    "gewoon": [*series(YEARS), *_around(YEARS, waarde=6.1)],
    "een punt": series(range(2024, 2025)),
    "niets": [],
    "nul": [*series(YEARS, waarde=0.0, laag=0.0, hoog=0.2, teller=0.0), *_around(YEARS, waarde=0)],
    "alles onderdrukt": [hidden(f) for f in series(YEARS)],
    "laatste onderdrukt": [*series(range(2016, 2024)), hidden(series(range(2024, 2025))[0])],
    "steeds onderdrukt": [
        hidden(f, "niet_geleverd" if f.jaar % 2 else "onderdrukt") if f.jaar > 2016 else f
        for f in series(YEARS)
    ],
    "enorm": [*series(YEARS, waarde=98_765_432.1, laag=9e7, hoog=1.2e8), *_around(YEARS)],
    "lange naam": [*series(YEARS, gebied=LONG), *_around(YEARS)],
    "voorlopig": [*series(range(2016, 2023)), *series(range(2023, 2026), is_voorlopig=True)],
    "fictief": [*series(YEARS, is_fictief=True), *_around(YEARS)],
    "zestig": [f for n in range(60) for f in series(YEARS, gebied_code=f"GM{n}", gebied=f"D {n}")],
}  # fmt: skip


@pytest.mark.parametrize("case", TRENDS)
@pytest.mark.parametrize(("width", "height"), [(245.0, 116.0), (150.0, 60.0), (480.0, 160.0)])
def test_a_trend_stays_inside_and_nothing_covers_a_word(
    case: str, width: float, height: float
) -> None:
    drawing = draw_trend(TRENDS[case], INDICATOR, "GM0001", _events(), width=width, height=height)
    check(drawing)
    assert drawing == draw_trend(
        TRENDS[case], INDICATOR, "GM0001", _events(), width=width, height=height
    )


def test_a_trend_says_the_numbers_of_the_page() -> None:
    figures = TRENDS["gewoon"]
    texts = check(draw_trend(figures, INDICATOR, "GM0001", _events()))
    for last in figures[len(YEARS) - 1 :: len(YEARS)]:
        assert any(words.endswith(labels.mark(last, INDICATOR)) for words in texts)


def test_a_trend_tells_why_a_year_has_no_value_and_what_may_change() -> None:
    texts = check(draw_trend(TRENDS["laatste onderdrukt"], INDICATOR, "GM0001"))
    last = TRENDS["laatste onderdrukt"][-1]
    assert labels.mark(last, INDICATOR) in texts
    loose = draw_trend(TRENDS["voorlopig"], INDICATOR, "GM0001")
    assert "voorlopig" in check(loose)
    assert "stroke-dasharray" in loose.svg


def test_a_trend_with_made_up_figures_says_what_the_star_means() -> None:
    whole = [replace(f, is_fictief=True) for f in TRENDS["gewoon"]]
    mixed = check(draw_trend(TRENDS["fictief"], INDICATOR, "GM0001"))
    assert "* fictief cijfer" in mixed
    assert any(words.endswith("*") for words in mixed)
    # When all is made up the title says so.
    assert not [w for w in check(draw_trend(whole, INDICATOR, "GM0001")) if w.endswith("*")]


def test_a_break_in_the_series_is_drawn() -> None:
    cut = indicator(breuken=(Breuk(jaar=2021, uitleg="Andere telling"),))
    assert "trendbreuk" in check(draw_trend(TRENDS["gewoon"], cut, "GM0001"))


BENCHMARKS: tuple[Niveau, ...] = ("district", "eenheid", "nederland")
BESIDE: dict[str, Any] = {
    "district_rest": 7.2,
    "eenheid_rest": 6.8,
    "nederland_rest": 9.1,
    "eenheid_woord": "hoger",
    "nederland_woord": "vergelijkbaar",
    "marge_laag": 5.9,
    "marge_hoog": 7.9,
}
BARS: dict[str, Figure] = {
    "gewoon": figure(**BESIDE),
    "voorlopig": figure(**BESIDE, is_voorlopig=True),
    "zonder marge": replace(figure(**BESIDE), laag=None, hoog=None, marge_laag=None),
    "nul": replace(figure(**BESIDE), waarde=0.0, laag=0.0, hoog=0.0),
    "enorm": replace(figure(**BESIDE), waarde=98_765_432.1, laag=9e7, hoog=1.2e8),
    "klein": replace(figure(**BESIDE), waarde=0.00004, laag=0.00001, hoog=0.0001),
    "marge buiten de lat": replace(figure(**BESIDE), marge_laag=0.0, marge_hoog=1e6),
    "lange naam": figure(**BESIDE, gebied=LONG),
    "onderdrukt": hidden(figure(**BESIDE)),
    "alleen": figure(),
}


@pytest.mark.parametrize("case", BARS)
@pytest.mark.parametrize("width", [60.0, 100.0, 150.0])
def test_bars_have_a_row_of_fourteen_points_for_each_and_stay_inside(
    case: str, width: float
) -> None:
    for count in range(len(BENCHMARKS) + 1):
        drawing = draw_bars(BARS[case], INDICATOR, BENCHMARKS[:count], width=width)
        assert (drawing.width, drawing.height) == (width, 14 * (count + 1) + 12)
        check(drawing)
        assert drawing == draw_bars(BARS[case], INDICATOR, BENCHMARKS[:count], width=width)
        for x in re.findall(r'(?:cx|x1|x2|x)="([\d.-]+)"', drawing.svg):
            assert 0 <= float(x) <= width


def test_bars_lie_where_the_ruler_says() -> None:
    """Width 107.2 keeps 100 points for a ruler from 0 to 20."""
    drawing = draw_bars(BARS["gewoon"], INDICATOR, BENCHMARKS, width=107.2)
    assert check(drawing) == ["0", "20", "10"]
    root = ET.fromstring(drawing.svg)
    (dot,) = root.iter(f"{SPACE}circle")
    assert float(dot.attrib["cx"]) == pytest.approx(3.6 + 10.46 * 5, abs=0.01)
    marge, own = root.iter(f"{SPACE}rect")
    assert float(marge.attrib["x"]) == pytest.approx(3.6 + 5.9 * 5, abs=0.01)
    assert float(marge.attrib["width"]) == pytest.approx(2 * 5, abs=0.01)
    assert float(own.attrib["x"]) == pytest.approx(3.6 + 8.3 * 5, abs=0.01)
    ticks = [n for n in root.iter(f"{SPACE}line") if n.attrib["x1"] == n.attrib["x2"]]
    assert [float(t.attrib["x1"]) for t in ticks] == pytest.approx(
        [3.6 + v * 5 for v in (7.2, 6.8, 9.1)], abs=0.01
    )


def test_bars_say_in_words_what_they_show() -> None:
    said = draw_bars(BARS["gewoon"], INDICATOR, BENCHMARKS).alt
    own = BARS["gewoon"]
    assert labels.value_words(own, INDICATOR) in said
    assert wording.margin_text(own, INDICATOR) in said
    assert "Hoger dan de rest van de eenheid (6,8)" in said
    assert draw_bars(BARS["onderdrukt"], INDICATOR, BENCHMARKS).alt.endswith("(minder dan 5).")
