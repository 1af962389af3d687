"""The norm profile in a real browser: one screen, one printed page, a panel for all."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.allowed import not_allowed
from browser.driver import SCHEMES, settle
from playwright.sync_api import Page

from peil.areas import load_areas

Open = Callable[..., Page]
#: The last year with oordelen in the demo, judged at its end.
YEAR = "2025"


def gemeente() -> str:
    """The first gemeente by name."""
    return min(load_areas().at("gemeente"), key=lambda a: a.naam).code


def address(**query: str) -> str:
    asked = {"gebied": gemeente(), "jaar": YEAR, **query}
    return "/weerbaarheid?" + "&".join(f"{name}={value}" for name, value in asked.items())


def test_the_whole_profile_fits_on_one_screen(visit: Open) -> None:
    page = visit(address())
    box = page.locator(".np").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 900
    assert page.locator(".np-p").count() == 6
    assert page.locator(".np-p tbody tr").count() == 54


def test_the_whole_profile_is_printed_on_one_page(visit: Open) -> None:
    page = visit(address())
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_panel_of_an_item_is_readable_by_all(visit: Open, scheme: str) -> None:
    page = visit(address(item="IN-04"), 1440, scheme)
    page.get_by_role("dialog").get_by_text("Beoordeel dit item").click()
    page.get_by_role("button", name="Bewaar oordeel").wait_for()
    settle(page)
    assert not not_allowed(Axe().run(page).response["violations"])


def test_an_item_opens_and_closes_with_the_keyboard(visit: Open) -> None:
    page = visit(address())
    page.locator(".np-p a", has_text="IN-04").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Tijdlijn", exact=True).wait_for()
    assert "item=IN-04" in page.url
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    settle(page)
    assert "item=" not in page.url
