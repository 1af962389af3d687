"""The page of one indicator: where, who, over time, in parts, and what it means."""

from pathlib import Path

import pytest
from seen import address, drawings, folds, shown, unfolded, visit
from streamlit.testing.v1 import AppTest

from peil.desk import Desk, open_desk

LEVELS = {"gemeente": "drugshandel", "district": "casussen", "eenheid": "mma-aanhoudingen"}


@pytest.fixture(autouse=True)
def work(demo_work: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PEIL_DATA", str(demo_work))


@pytest.fixture
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


def charts(app: AppTest) -> list[str]:
    return [m for m in drawings(app) if "vlak-grafiek" in m or 'class="ranglijst' in m]


@pytest.mark.parametrize("slug", LEVELS.values(), ids=LEVELS.keys())
def test_an_indicator_of_every_level_has_its_page(slug: str, desk: Desk):
    app = visit("indicator", indicator=slug)
    assert not app.exception
    text = shown(app)
    indicator = desk.indicator(slug)
    assert "kan nu niet worden getoond" not in text
    for part in (indicator.titel, indicator.definitie, indicator.kanttekening, "Peildatum", "Bron"):
        assert part.replace("'", "&#x27;") in text, part
    assert charts(app)


def test_every_figure_has_a_real_table_behind_it_and_a_source(desk: Desk):
    app = visit("indicator", indicator="drugshandel")
    figures = len(folds(app))
    assert figures >= 3  # the map, the ranking and the trend
    assert sum("Bron: " in markup for markup in drawings(app)) >= figures
    before = shown(app).count("<table")
    assert unfolded(app).count("<table") == before + figures
    assert len(app.get("download_button")) >= figures


def test_a_table_behind_a_figure_is_made_when_a_reader_opens_it():
    app = visit("indicator", indicator="drugshandel")
    assert folds(app)
    assert not app.get("download_button")


def test_a_chosen_gemeente_opens_with_its_own_value_in_the_summary(desk: Desk):
    gouda = desk.areas.resolve("Gouda").code
    (figure,) = desk.figures("drugshandel", gebied=gouda, periode="2023")
    app = visit("indicator", indicator="drugshandel", gebied=gouda, periode="2023")
    text = shown(app)
    assert f"{figure.waarde:.1f}".replace(".", ",") in text
    assert "in 2023" in text


def test_real_figures_are_not_called_fictief_and_made_up_ones_are():
    real, made_up = (visit("indicator", indicator=i) for i in ("drugshandel", "damocles-besluiten"))
    assert "ftag" not in shown(real)
    assert "ftag" in shown(made_up)
    assert "Wat is fictief?" in shown(made_up)


def test_choosing_a_theme_offers_only_its_indicators(desk: Desk):
    theme = desk.indicator("witwassen").thema
    app = visit("indicator", thema=theme)
    assert desk.indicator(address(app)["indicator"]).thema == theme
    offered = app.selectbox(key="keuze_indicator_indicator").options
    titles = {i.titel for i in desk.catalogue if i.thema == theme}
    assert set(offered) <= titles | {i.slug for i in desk.catalogue if i.thema == theme}


def test_a_breakdown_of_an_area_without_one_shows_that_of_the_area_around_it(desk: Desk):
    app = visit("indicator", indicator="casussen", gebied="D", periode="2023")
    eenheid = desk.areas.at("eenheid")[0].naam
    assert f"{eenheid}: waaruit bestaat het cijfer" in shown(app)
    assert "tellen niet op" in shown(app)


def test_an_own_group_stands_in_the_address_and_in_the_trend(desk: Desk):
    app = visit("indicator", indicator="drugshandel", gebied="Gouda", vergelijk="Delft,Leiden")
    assert address(app)["vergelijk"].count(",") == 1
    unfolded(app)
    table = next(m for m in drawings(app) if "per periode" in m)
    assert "Delft" in table
    assert "Leiden" in table
