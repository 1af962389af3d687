"""Small multiples: one scale, one panel per area."""

import re
from dataclasses import replace
from typing import Any

import pytest
from sample import figure, indicator

from peil import charts
from peil.charts.multiples import lay_out
from peil.figure import Figure

INDICATOR = indicator()


def _series(years: range, **change: Any) -> list[Figure]:
    return [figure(periode=str(year), jaar=year, **change) for year in years]


YEARS = range(2020, 2026)
SMALL = _series(YEARS, gebied_code="GM2", gebied="Onder", waarde=1.0)
AROUND = _series(YEARS, gebied_code="E", gebied="Rondom", niveau="eenheid", waarde=5.0)
FIGURES = [*_series(YEARS), *SMALL, *AROUND]


def test_the_panels_share_one_scale() -> None:
    one, two = lay_out(FIGURES, INDICATOR, "E").panels
    assert (one.naam, two.naam) == ("Aadorp", "Onder")
    high, low = 100 - one.spots[0].y, 100 - two.spots[0].y
    assert high / low == pytest.approx(10.46)
    assert [spot.x for spot in one.spots] == [spot.x for spot in two.spots]


def test_the_area_around_them_is_a_line_behind_each_and_no_panel() -> None:
    markup = charts.small_multiples(FIGURES, INDICATOR, "E")
    assert "Rondom" not in markup
    assert markup.count('class="lijn eenheid"') == 2
    assert 'class="lijn eenheid"' not in charts.small_multiples(FIGURES, INDICATOR)


def test_each_panel_ends_with_its_value_and_only_that_point_is_drawn() -> None:
    markup = charts.small_multiples(FIGURES, INDICATOR, "E")
    assert re.findall(r'<b class="pw"[^>]*>([^<]*)<', markup) == ["10,5", "1,0"]
    assert markup.count("stip gekozen einde") == 2
    assert markup.count("data-tip") == 12


def test_a_gap_stays_a_gap_and_provisional_years_are_dashed() -> None:
    figures = [replace(f, is_voorlopig=f.jaar == 2025) for f in _series(YEARS)]
    figures[2] = replace(figures[2], waarde=None, status="niet geleverd")
    (panel,) = lay_out(figures, INDICATOR).panels
    assert [[s.figure.jaar for s in run] for run in panel.firm] == [[2020, 2021], [2023, 2024]]
    assert [[s.figure.jaar for s in run] for run in panel.loose] == [[2024, 2025]]


def test_an_area_without_any_figure_says_so() -> None:
    figures = [replace(f, waarde=None, status="onderdrukt") for f in _series(YEARS)]
    assert "geen cijfers" in charts.small_multiples(figures, INDICATOR)
    assert charts.small_multiples([], INDICATOR)


def test_the_value_at_the_end_and_every_tick_stay_inside_the_panel() -> None:
    layout = lay_out(FIGURES, INDICATOR)
    assert all(0 <= y <= 100 for y, _ in layout.ticks)
    assert all(spot.y > 15 for panel in layout.panels for spot in panel.spots)


def test_the_description_names_the_highest_and_the_lowest_end() -> None:
    markup = charts.small_multiples(FIGURES, INDICATOR, "E")
    assert "2 kleine lijnen van Drugshandel, op één schaal." in markup
    assert "Het hoogst eindigt Aadorp, 10,5 per 10.000 inwoners; het laagst Onder" in markup


def test_a_fictief_value_among_real_ones_has_a_star_that_is_explained() -> None:
    made_up = [replace(f, is_fictief=True) for f in SMALL]
    markup = charts.small_multiples([*_series(YEARS), *made_up], INDICATOR)
    assert re.findall(r'<b class="pw"[^>]*>([^<]*)<', markup) == ["10,5", "1,0*"]
    assert "* fictief cijfer" in markup
    assert "fictief" not in re.sub(
        r'data-tip="[^"]*"', "", charts.small_multiples(made_up, INDICATOR)
    )
