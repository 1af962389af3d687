"""The page of the eenheid: figures with their change and margin, and what stands out, in words."""

from pathlib import Path

import pytest
from drawn_page import open_page

from peil.desk import open_desk


def test_the_eenheid_leads_with_its_place_beside_nederland(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(monkeypatch, demo_work, "eenheid", indicator="drugshandel")
    area = open_desk(demo_work).areas.at("eenheid")[0]
    assert f"<h1>{area.naam}</h1>" in page.markup
    assert "stand van" in page.text
    assert "De eenheid is op drugshandel" in page.text
    assert "de rest van Nederland" in page.text


def test_every_key_figure_has_a_margin_or_a_change(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(monkeypatch, demo_work, "eenheid")
    strip = page.markup.partition('<ul class="kf">')[2].partition("</ul>")[0]
    items = strip.split("<li")[1:]
    catalogue = open_desk(demo_work).catalogue
    assert len(items) == sum(i.kop for i in catalogue)
    assert all("marge" in item or "dan in" in item or "was" in item for item in items)


def test_wat_opvalt_speaks_of_effort_and_not_of_risk(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(monkeypatch, demo_work, "eenheid")
    assert "Wat opvalt" in page.text
    assert "hoger betekent niet vanzelf meer criminaliteit" in page.text
    for word in ("scoort", "slechtste", "slechter", "beste"):
        assert word not in page.text.lower()


def test_a_page_with_made_up_figures_says_which_are_real(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(monkeypatch, demo_work, "eenheid")
    assert "verzonnen cijfers" in page.text
    assert "Alleen drugshandel en wapenhandel zijn echt." in page.text


def test_an_indicator_without_gemeenten_falls_back_to_districts(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(demo_work)
    higher = next(i for i in desk.catalogue if i.laagste_niveau == "district")
    page = open_page(monkeypatch, demo_work, "eenheid", indicator=higher.slug)
    assert "alleen per district" in page.text


def test_an_indicator_of_the_whole_eenheid_says_so(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(demo_work)
    whole = next(i for i in desk.catalogue if i.laagste_niveau == "eenheid")
    page = open_page(monkeypatch, demo_work, "eenheid", indicator=whole.slug)
    assert "alleen voor de hele eenheid" in page.text
