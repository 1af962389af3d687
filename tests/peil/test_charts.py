import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import figure

from peil import charts
from peil.catalogue import Breuk, Indicator, load_catalogue
from peil.charts.base import nice_ticks, spread, tick_texts
from peil.figure import Figure
from peil.palette import DARK, LIGHT

INDICATOR: Indicator = load_catalogue()["drugshandel"].model_copy(
    update={"drempel": 5, "breuken": ()}
)
BASE = figure(
    indicator="drugshandel",
    code="DR-01",
    thema="drugs",
    gebied_code="GM1",
    gebied="Boven",
    district_code="X",
    waarde=10.5,
    eenheid_woord="hoger",
    eenheid_rest=6.8,
    eenheid_waarde=8.3,
)


def _traces(chart: go.Figure) -> list[dict[str, Any]]:
    return json.loads(chart.to_json())["data"]


def _texts(chart: go.Figure) -> list[str]:
    return [note["text"] for note in json.loads(chart.to_json())["layout"]["annotations"]]


def _series(years: range, **change: Any) -> list[Figure]:
    return [replace(BASE, periode=str(year), jaar=year, **change) for year in years]


@pytest.mark.parametrize("dark", [False, True])
def test_every_chart_is_transparent_with_dutch_separators_and_our_font(dark: bool) -> None:
    for chart in (
        charts.trend(_series(range(2020, 2026)), INDICATOR, "GM1", dark=dark),
        charts.small_multiples(_series(range(2020, 2026)), INDICATOR, dark=dark),
    ):
        layout = json.loads(chart.to_json())["layout"]["template"]["layout"]
        assert layout["separators"] == ",."
        assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
        assert "Public Sans" in layout["font"]["family"]
        assert layout["font"]["color"] == (DARK if dark else LIGHT).ink


def test_a_chart_asks_no_foreign_server_for_a_world_map() -> None:
    assert not charts.CONFIG["topojsonURL"].startswith(("http", "//"))
    assert charts.CONFIG["displayModeBar"] is False


def _lines(chart: go.Figure) -> list[dict[str, Any]]:
    return [t for t in _traces(chart) if t.get("mode") == "lines" and len(t["x"]) > 1]


def test_a_trend_draws_each_level_in_its_own_line_style() -> None:
    years = range(2020, 2026)
    levels = ("district", "eenheid", "nederland")
    rest = [f for n in levels for f in _series(years, niveau=n, gebied_code=n, gebied=n)]
    chart = charts.trend([*_series(years), *rest], INDICATOR, "GM1")
    styles = [(t["line"]["dash"], t["line"]["width"], t["line"]["color"]) for t in _lines(chart)]
    assert styles == [
        ("solid", 1.5, LIGHT.ink2),
        ("6px 3px", 1.5, LIGHT.ink2),
        ("2px 3px", 1.5, LIGHT.ink2),
        ("solid", 2.5, LIGHT.petrol),
    ]


def test_a_trend_starts_at_zero() -> None:
    chart = charts.trend(_series(range(2020, 2026)), INDICATOR, "GM1")
    assert chart.layout.yaxis.range[0] == 0


def test_provisional_years_have_open_points_and_a_dashed_line() -> None:
    figures = [replace(f, is_voorlopig=f.jaar >= 2024) for f in _series(range(2020, 2026))]
    chart = charts.trend(figures, INDICATOR, "GM1")
    assert [(t["line"]["dash"], t["x"]) for t in _lines(chart)] == [
        ("solid", [2020, 2021, 2022, 2023]),
        ("6px 4px", [2023, 2024, 2025]),
    ]
    (points,) = [t for t in _traces(chart) if t.get("mode") == "markers"]
    assert points["marker"]["color"] == [LIGHT.petrol] * 4 + [LIGHT.card] * 2
    assert "voorlopig" in _texts(chart)


def test_a_missing_year_stays_a_gap_with_its_status() -> None:
    figures = [
        replace(f, waarde=None, laag=None, hoog=None, status="onderdrukt") if f.jaar == 2022 else f
        for f in _series(range(2020, 2026))
    ]
    chart = charts.trend(figures, INDICATOR, "GM1")
    assert [t["x"] for t in _lines(chart)] == [[2020, 2021], [2023, 2024, 2025]]
    (marks,) = [t for t in _traces(chart) if t.get("mode") == "text"]
    assert (marks["x"], marks["text"]) == ([2022], ["<5"])


def test_a_trend_is_cut_where_the_years_cannot_be_compared() -> None:
    broken = INDICATOR.model_copy(update={"breuken": (Breuk(jaar=2023, uitleg="nieuwe telling"),)})
    chart = charts.trend(_series(range(2020, 2026)), broken, "GM1")
    assert [t["x"] for t in _lines(chart)] == [[2020, 2021, 2022], [2023, 2024, 2025]]
    assert "trendbreuk" in _texts(chart)


def test_an_event_gets_its_name_above_the_plot() -> None:
    events = [charts.Event("sluiting", 2021.2, 2022.1)]
    chart = charts.trend(_series(range(2020, 2026)), INDICATOR, "GM1", gebeurtenissen=events)
    assert "sluiting" in _texts(chart)


def test_quarters_lie_between_the_years() -> None:
    quarters = [
        replace(BASE, periode=f"2024-K{n}", periode_soort="kwartaal", jaar=2024) for n in (1, 2, 3)
    ]
    chart = charts.trend(quarters, INDICATOR, "GM1")
    assert _lines(chart)[0]["x"] == [2024, 2024.25, 2024.5]


def test_a_trend_without_any_figure_is_still_a_chart() -> None:
    assert charts.trend([], INDICATOR, "GM1").layout.yaxis.range[1] > 0
    assert charts.trend_alt([], INDICATOR, "GM1").endswith("voor dit gebied is er geen cijfer.")


def test_a_trend_leaves_room_for_its_longest_number() -> None:
    small = charts.trend(_series(range(2020, 2026)), INDICATOR, "GM1")
    large = charts.trend(_series(range(2020, 2026), waarde=461_000.0), INDICATOR, "GM1")
    assert large.layout.margin.l >= small.layout.margin.l + 20


def test_the_years_of_a_trend_stay_upright_and_few() -> None:
    axis = charts.trend(_series(range(2010, 2026)), INDICATOR, "GM1").layout.xaxis
    assert axis.tickangle == 0
    assert len(axis.tickvals) <= 5
    assert axis.tickvals[-1] == 2025


def test_small_multiples_share_one_scale() -> None:
    small = _series(range(2020, 2026), gebied_code="GM2", gebied="Onder", waarde=1.0)
    chart = charts.small_multiples([*_series(range(2020, 2026)), *small], INDICATOR)
    layout = json.loads(chart.to_json())["layout"]
    ranges = {tuple(layout[name]["range"]) for name in layout if name.startswith("yaxis")}
    assert len(ranges) == 1
    assert ranges.pop()[1] > 10.5


@pytest.mark.parametrize("highest", [1, 3, 11, 12.4, 48, 900])
def test_no_tick_lies_between_two_counts(highest: float) -> None:
    ticks = nice_ticks(highest, whole=True)
    assert all(tick == int(tick) for tick in ticks)
    assert ticks[-1] >= highest


def test_a_sparkline_has_words_and_leaves_gaps() -> None:
    figures = _series(range(2020, 2024))
    figures[1] = replace(figures[1], waarde=None, status="ontbreekt")
    markup = charts.sparkline(figures, INDICATOR)
    assert markup.count("<path") == 1
    assert "10,5 per 10.000 inwoners in 2023" in markup
    assert charts.sparkline([], INDICATOR) == ""


@given(st.floats(min_value=1e-3, max_value=1e7))
def test_ticks_start_at_zero_pass_the_highest_value_and_are_few(highest: float) -> None:
    ticks = nice_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-1] >= highest * 0.999
    assert 2 <= len(ticks) <= 8
    assert len(set(tick_texts(ticks))) == len(ticks)


@given(st.lists(st.floats(min_value=0, max_value=100), max_size=5))
def test_labels_never_cover_each_other_and_stay_inside(wanted: list[float]) -> None:
    places = sorted(spread(wanted, [10.0] * len(wanted), 0, 100))
    assert all(5 - 1e-9 <= place <= 95 + 1e-9 for place in places)
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(places))
