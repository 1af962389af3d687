"""The Back button leads to the view before, and out of the dashboard."""

import re
from collections.abc import Callable

from browser.driver import settle
from playwright.sync_api import Page, expect


def test_back_from_a_gemeente_leads_to_the_view_before(visit: Callable[..., Page]) -> None:
    page = visit("/indicator?indicator=DR-01")
    before = page.url
    steps = page.evaluate("history.length")
    page.locator("[data-code]").first.click(force=True)
    expect(page).to_have_url(re.compile(r"/gemeente\?"))
    settle(page)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(page).to_have_url(before)
    settle(page)
    assert page.url == before
