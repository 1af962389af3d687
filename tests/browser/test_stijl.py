"""The page that shows every component: all of it is there, in two widths, light and dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import audit
from browser.allowed import not_allowed
from browser.driver import SCHEMES, SCREENS, WIDTHS, Watch, open_page, picture
from playwright.sync_api import BrowserContext, Page

from pages.stijl import SECTIONS
from peil.areas import load_areas

#: Per section what must be in it, by selector, and at least how often.
INSIDE = {
    "kleuren": {".stalen li": 17},
    "letters": {".letter": 8},
    "kerncijfers": {".kf li": 3, ".opv li": 3, ".lead": 1},
    "kaartjes": {"article.card": 9, ".state": 4, ".cmp": 4, ".pool": 2},
    "kaarten": {"svg": 6},
    "ranglijsten": {
        "table.ranglijst": 2,
        "tr.gekozen": 2,
        "tr.gat": 2,
        "td.onderdrukt": 1,
        "td.leeg": 1,
        "tr.h": 1,
        "tr.l": 1,
        ".punt.open": 1,
    },
    "verloop": {".vlak-grafiek": 5},
    "kleintjes": {".paneel": 5},
    "delen": {"table.delen": 2, ".staaf.rest": 1, ".status.onderdrukt": 1},
    "tabellen": {"table.warmte": 1, "td.hoog.sterk": 1, "td.laag": 1, "table": 2},
    "norm": {"ul.nml li": 7},
    "knoppen": {"button": 5, "input": 5, "textarea": 1},
    "noten": {".note": 2, ".ftag": 3, ".foot": 1},
    "standen": {".state.leeg": 1, ".state.laden": 1, ".state.fout": 1},
    "leveringen": {
        **{f".lv-kal .lv.{mark}": 1 for mark in "tloxw"},
        ".lv-veel": 2,
        **{f".lv-bev tr.{ernst}": 1 for ernst in ("fout", "waarschuwing", "opmerking")},
        ".lv-wijz tbody tr": 4,
        ".stand-balk a": 1,
    },
}


def _open(
    server: str,
    watched: Callable[[str, int, str], tuple[BrowserContext, Watch]],
    width: int,
    scheme: str,
) -> tuple[Page, Watch]:
    context, watch = watched(server, width, scheme)
    page = open_page(context, f"{server}/stijl")
    page.wait_for_function(
        "() => document.querySelectorAll('.st-key-deel_kaarten svg').length >= 6"
    )
    return page, watch


def test_every_section_has_a_check_of_its_own() -> None:
    assert [name for name, _, _ in SECTIONS] == list(INSIDE)


@pytest.mark.parametrize(("width", "scheme"), list(zip(WIDTHS, SCHEMES, strict=True)))
def test_every_component_is_there_fits_and_names_no_real_place(
    server: str,
    watched: Callable[[str, int, str], tuple[BrowserContext, Watch]],
    width: int,
    scheme: str,
) -> None:
    page, watch = _open(server, watched, width, scheme)
    for name, expected in INSIDE.items():
        section = page.locator(f".st-key-deel_{name}")
        box = section.bounding_box()
        assert box, name
        assert box["width"] > width * 0.7, name
        assert box["height"] > 60, name
        for selector, count in expected.items():
            assert section.locator(selector).count() >= count, f"{name}: {selector}"
    assert page.locator("[role=alert]").count() == 0
    text = page.locator("[data-testid=stMain]").inner_text()
    assert "Voorbeeldstad" in text
    assert not [area.naam for area in load_areas().at("gemeente") if area.naam in text]
    assert not audit.overflow(page)
    assert not audit.findings(page)
    path = SCREENS / f"stijl-{width}-{scheme}.png"
    picture(page, path, None)
    assert path.stat().st_size > 200_000
    assert not watch.errors
    assert not not_allowed(Axe().run(page).response["violations"])
