"""On a phone what may wait is folded: short, within reach of the keyboard, and whole on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

#: The pages that may wait with parts, and the heading of one such part.
FOLDED = {
    "": "Duiding",
    "indicator": "Wat betekent dit cijfer?",
    "gemeente": "Vergelijkbare gemeenten",
}


@pytest.mark.parametrize("path", list(FOLDED))
def test_a_phone_shows_the_head_and_the_rest_when_asked(
    visit: Callable[..., Page], path: str
) -> None:
    page = visit(f"/{path}", 400)
    button = page.get_by_role("button", name=f"Toon {FOLDED[path]}")
    expect(button).to_have_attribute("aria-expanded", "false")
    short = height(page)
    button.focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name=f"Verberg {FOLDED[path]}")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert height(page) > short + 100


def test_paper_and_a_wide_screen_show_all(visit: Callable[..., Page]) -> None:
    page = visit("/", 400)
    ranking = page.locator("table.ranglijst")
    expect(ranking).to_be_hidden()
    page.emulate_media(media="print")
    expect(ranking).to_be_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(ranking).to_be_visible()
    expect(page.get_by_role("button", name="Toon Duiding")).to_be_hidden()


def height(page: Page) -> int:
    """Return how far the page scrolls, in px."""
    return int(page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight"))
