"""The page of the districten: side by side, and honest where there is nothing to compare."""

from pathlib import Path

import pytest
from drawn_page import open_page

from peil.desk import open_desk


def test_the_heat_table_holds_every_district(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(monkeypatch, demo_work, "district", indicator="drugshandel")
    desk = open_desk(demo_work)
    assert "de districten naast elkaar" in page.text
    for area in desk.areas.at("district"):
        assert area.naam in page.text


def test_a_district_of_one_gemeente_has_nothing_to_compare(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    areas = open_desk(demo_work).areas
    single = next(d for d in areas.at("district") if len(areas.children(d.code)) == 1)
    page = open_page(monkeypatch, demo_work, "district", gebied=single.code)
    assert "niet van toepassing" in page.text


def test_a_district_of_more_gemeenten_ranks_them(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    areas = open_desk(demo_work).areas
    more = next(d for d in areas.at("district") if len(areas.children(d.code)) > 1)
    page = open_page(monkeypatch, demo_work, "district", gebied=more.code, indicator="drugshandel")
    assert f"van de {len(areas.children(more.code))} gemeenten" in page.text
    assert "met de rest van het district" in page.text
