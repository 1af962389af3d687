"""The trend: what is placed where, and what the markup says."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import figure, indicator

from peil import charts
from peil.catalogue import Breuk
from peil.charts.series import place, runs
from peil.charts.trend_lines import Layout, lay_out
from peil.figure import Figure
from peil.palette import DARK, LIGHT

INDICATOR = indicator()
LEVELS = ("district", "eenheid", "nederland")


def _series(years: range, **change: Any) -> list[Figure]:
    return [figure(periode=str(year), jaar=year, **change) for year in years]


def _around() -> list[Figure]:
    years = range(2020, 2026)
    return [f for n in LEVELS for f in _series(years, niveau=n, gebied_code=n, gebied=n.title())]


def _layout(figures: list[Figure], **change: Any) -> Layout:
    return lay_out(figures, change.pop("indicator", INDICATOR), ["GM0001"], **change)


def _names_at(layout: Layout, height: float) -> list[float]:
    return [line.spots[-1].y * height / 100 + line.duw for line in layout.lines]


def _classes(markup: str, tag: str) -> list[str]:
    return re.findall(rf'<{tag} class="([^"]*)"', markup)


def test_each_level_has_its_own_line_and_the_chosen_area_lies_on_top() -> None:
    markup = charts.trend([*_series(range(2020, 2026)), *_around()], INDICATOR, "GM0001")
    lines = [kind for kind in _classes(markup, "path") if kind.startswith("lijn")]
    drawn = lines[: len(lines) // 2]  # the other half is the key for a narrow screen
    assert drawn == ["lijn district", "lijn eenheid", "lijn nederland", "lijn gekozen k1"]


def test_only_a_chosen_area_has_a_band_and_two_have_none() -> None:
    one = charts.trend([*_series(range(2020, 2026)), *_around()], INDICATOR, "GM0001")
    assert [kind for kind in _classes(one, "path") if "band" in kind] == ["band gekozen k1"]
    two = charts.trend([*_series(range(2020, 2026)), *_around()], INDICATOR, ["GM0001", "eenheid"])
    assert not [kind for kind in _classes(two, "path") if "band" in kind]
    assert {"lijn gekozen k1", "lijn gekozen k2"} <= set(_classes(two, "path"))


def test_the_baseline_is_zero_and_nothing_lies_above_the_plot() -> None:
    layout = _layout(_series(range(2020, 2026)))
    assert layout.ticks[0] == (100.0, "0")
    (line,) = layout.lines
    tops = [y for upper, _ in line.band for _, y in upper]
    assert min(tops) >= 0
    assert all(0 <= spot.x <= 100 and 0 <= spot.y <= 100 for spot in line.spots)


def test_provisional_years_have_open_points_and_a_dashed_line() -> None:
    figures = [replace(f, is_voorlopig=f.jaar >= 2024) for f in _series(range(2020, 2026))]
    layout = _layout(figures)
    (line,) = layout.lines
    assert [[s.figure.jaar for s in run] for run in line.firm] == [[2020, 2021, 2022, 2023]]
    assert [[s.figure.jaar for s in run] for run in line.loose] == [[2023, 2024, 2025]]
    (mark,) = layout.marks
    assert mark.naam == "voorlopig"
    assert mark.van < line.spots[4].x < line.spots[5].x < mark.tot <= 100
    markup = charts.trend(figures, INDICATOR, "GM0001")
    assert markup.count("stip gekozen k1 open") == 2
    assert "lijn los gekozen k1" in markup


def test_a_missing_year_stays_a_gap_with_its_status_and_a_tip() -> None:
    figures = [
        replace(f, waarde=None, laag=None, hoog=None, status="onderdrukt") if f.jaar == 2022 else f
        for f in _series(range(2020, 2026))
    ]
    (line,) = _layout(figures).lines
    assert [[s.figure.jaar for s in run] for run in line.firm] == [[2020, 2021], [2023, 2024, 2025]]
    assert [len(upper) for upper, _ in line.band] == [2, 3]
    markup = charts.trend(figures, INDICATOR, "GM0001")
    (gap,) = re.findall(r'<span class="leegte"[^>]*data-tip="([^"]*)"[^>]*>([^<]*)<', markup)
    assert gap[1] == "&lt;5"
    assert "onderdrukt (minder dan 5)" in gap[0]


def test_a_trend_is_cut_where_the_years_cannot_be_compared() -> None:
    broken = indicator(breuken=(Breuk(jaar=2023, uitleg="nieuwe telling"),))
    layout = _layout(_series(range(2020, 2026)), indicator=broken)
    (line,) = layout.lines
    assert [[s.figure.jaar for s in run] for run in line.firm] == [
        [2020, 2021, 2022],
        [2023, 2024, 2025],
    ]
    (mark,) = layout.marks
    assert line.spots[2].x < mark.van == mark.tot < line.spots[3].x
    assert "nieuwe telling" in charts.trend(_series(range(2020, 2026)), broken, "GM0001")


def test_an_event_covers_the_points_of_the_years_that_it_fell_in() -> None:
    events = [charts.Event("sluiting", date(2021, 3, 1), date(2022, 2, 28), "Dicht.", "Besluit")]
    layout = _layout(_series(range(2019, 2026)), events=events)
    (mark,) = layout.marks
    at = {s.figure.jaar: s.x for s in layout.lines[0].spots}
    assert at[2020] < mark.van < at[2021] < mark.tot < at[2022]
    markup = charts.trend(_series(range(2019, 2026)), INDICATOR, "GM0001", gebeurtenissen=events)
    for words in (
        "sluiting",
        "1 maart 2021 tot en met 28 februari 2022",
        "Dicht.",
        "Bron: Besluit",
    ):
        assert words in markup


def test_an_event_of_one_day_on_new_year_lies_between_two_points() -> None:
    layout = _layout(_series(range(2019, 2026)), events=[charts.Event("fusie", date(2022, 1, 1))])
    (mark,) = layout.marks
    at = {s.figure.jaar: s.x for s in layout.lines[0].spots}
    assert mark.is_moment
    assert mark.van == pytest.approx((at[2021] + at[2022]) / 2)


def test_an_event_outside_the_years_is_left_out() -> None:
    events = [charts.Event("toen", date(2001, 1, 1)), charts.Event("ooit", date(2040, 1, 1))]
    assert _layout(_series(range(2019, 2026)), events=events).marks == ()


@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 900), st.integers(3, 24)), max_size=6)
)
def test_no_name_above_the_plot_covers_another(found: list[tuple[int, int, int]]) -> None:
    start = date(2015, 1, 1)
    events = [
        charts.Event(
            "n" * letters,
            start + timedelta(days=after),
            start + timedelta(days=after + length),
            kort="n" * min(letters, 8),
        )
        for after, length, letters in found
    ]
    figures = [replace(f, is_voorlopig=f.jaar == 2025) for f in _series(range(2015, 2026))]
    marks = _layout(figures, events=events).marks
    for width, row, name in ((460, "rij", "naam"), (250, "rij_smal", "kort")):
        spans: dict[int, list[tuple[float, float]]] = {}
        for mark in marks:
            size = min(len(getattr(mark, name)) * 6.6, width)
            left = mark.midden / 100 * (width - size)
            spans.setdefault(getattr(mark, row), []).append((left, left + size))
        for own in spans.values():
            assert all(right <= left for (_, right), (left, _) in pairwise(sorted(own)))


def test_quarters_lie_between_the_years() -> None:
    quarters = [
        figure(periode=f"2024-K{n}", periode_soort="kwartaal", jaar=2024) for n in (1, 2, 3)
    ]
    assert [place(f) for f in quarters] == [2024, 2024.25, 2024.5]
    (line,) = _layout(quarters).lines
    assert [len(run) for run in line.firm] == [3]


def test_a_trend_without_any_figure_is_still_a_chart() -> None:
    assert "Geen cijfers" in charts.trend([], INDICATOR, "GM0001")
    assert charts.trend_alt([], INDICATOR, "GM0001").endswith("voor dit gebied is er geen cijfer.")


def test_one_year_alone_is_a_point_in_the_middle() -> None:
    (line,) = _layout(_series(range(2025, 2026))).lines
    assert line.firm == ()
    assert line.spots[0].x == pytest.approx(50)
    markup = charts.trend(_series(range(2025, 2026)), INDICATOR, "GM0001")
    assert "margestaaf gekozen k1" in markup
    assert "band" not in _classes(markup, "path")


def test_a_phone_shows_few_years_and_a_wide_screen_at_most_twelve() -> None:
    layout = _layout(_series(range(2000, 2026)))
    few = [text for _, text, always in layout.years if always]
    assert len(few) <= 6
    assert few[-1] == layout.years[-1][1] == "2025"
    assert len(_layout(_series(range(2015, 2026))).years) == 11


def test_the_names_at_the_ends_stay_apart() -> None:
    layout = _layout([*_series(range(2020, 2026)), *_around()])
    for height in (280, 288, 560):
        places = sorted(_names_at(layout, height))
        assert all(b - a >= 17 for a, b in pairwise(places))
        assert places[0] >= 0
        assert places[-1] <= height
    assert {line.naam for line in layout.lines} == {"Aadorp", "District", "eenheid", "Nederland"}
    assert all(line.waarde == "10,5" for line in layout.lines)


def test_a_chart_is_one_stop_of_the_tab_key_with_a_tip_at_each_point() -> None:
    markup = charts.trend([*_series(range(2020, 2026)), *_around()], INDICATOR, "GM0001")
    assert markup.count("tabindex") == 1
    assert markup.count('<i class="stip') == 4 * 6
    tips = re.findall(r'data-tip="([^"]*)" data-rij="([^"]*)"', markup)
    assert [row for _, row in tips[:6]] == ["GM0001"] * 6  # the arrows begin at the chosen area
    assert tips[0][0].startswith("Aadorp: 10,5 per 10.000 inwoners\n2020")
    assert 'aria-label="Lijn van Drugshandel, Aadorp: 10,5' in markup


def test_what_comes_from_data_is_escaped() -> None:
    figures = _series(range(2020, 2026), gebied='<b>"A"&')
    markup = charts.trend(
        figures, INDICATOR, "GM0001", gebeurtenissen=[charts.Event("<i>", date(2022, 1, 1))]
    )
    assert '<b>"' not in markup
    assert "<i>" not in markup
    assert "&lt;b&gt;&quot;A&quot;&amp;" in markup


def test_a_chart_of_a_visit_keeps_more_room_between_its_names() -> None:
    figures = [*_series(range(2020, 2026)), *_around()]
    apart = [
        min(b - a for a, b in pairwise(sorted(_names_at(layout, 300))))
        for layout in (_layout(figures), _layout(figures, groot=True))
    ]
    assert apart[1] > apart[0]
    assert "verloop voor-bezoek" in charts.trend(figures, INDICATOR, "GM0001", groot=True)


def test_a_fictief_line_beside_real_ones_has_a_star_that_is_explained() -> None:
    made_up = _series(range(2020, 2026), gebied_code="GM2", gebied="Beedorp", is_fictief=True)
    markup = charts.trend([*_series(range(2020, 2026)), *made_up], INDICATOR, "GM0001")
    assert "Beedorp 10,5*<" in markup
    assert "* fictief cijfer" in markup
    assert "* fictief cijfer" not in charts.trend(made_up, INDICATOR, "GM2")


def test_a_run_ends_where_a_value_is_missing() -> None:
    figures = _series(range(2020, 2024))
    figures[1] = replace(figures[1], waarde=None, status="ontbreekt")
    assert [[f.jaar for f in run] for run in runs(figures, INDICATOR)] == [[2020], [2022, 2023]]


def test_areas_beside_each_other_have_the_categorical_colours(style: str) -> None:
    for number in range(2, len(LIGHT.categorical) + 1):
        assert f".k{number}{{--kleur:var(--c{number})}}" in style
    assert (LIGHT.categorical[0], DARK.categorical[0]) == (LIGHT.petrol, DARK.petrol)


@pytest.fixture
def style() -> str:
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    return (root / "pages" / "parts" / "static" / "charts.css").read_text("utf-8")
