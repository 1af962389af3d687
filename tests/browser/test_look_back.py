"""A click on a number tells where it comes from, and an earlier stand stays with every step."""

import re
from collections.abc import Callable
from pathlib import Path

from browser.driver import VISITED, settle
from playwright.sync_api import Page, expect

from pipelines.look_back import known_standen

ORIGIN = "Waar komt dit cijfer vandaan?"


def test_a_number_leads_to_its_sheet_and_back_leads_to_the_number(
    visit: Callable[..., Page],
) -> None:
    page = visit(f"/gemeente?gebied={VISITED}")
    number = page.locator(".card .val a.hk").first
    value = number.inner_text()
    assert number.get_attribute("title") == ORIGIN
    number.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(ORIGIN)
    settle(page)
    assert re.search(rf"/herkomst\?.*gebied={VISITED}", page.url)
    assert value in page.locator(".groot").inner_text()
    assert page.get_by_role("table", name="Regels in de levering").is_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/gemeente\?"))


def test_an_earlier_stand_stays_on_the_way_and_leads_back_to_now(
    visit: Callable[..., Page], demo_work: Path
) -> None:
    number = known_standen(demo_work)[-1].nummer
    page = visit(f"/gemeente?gebied={VISITED}&stand={number}")
    said = page.get_by_role("status").filter(has_text="Alleen lezen")
    expect(said).to_be_visible()
    page.locator(".card .val a.hk").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ORIGIN)
    settle(page)
    assert f"stand={number}" in page.url
    page.get_by_role("link", name="District", exact=True).click()  # the menu has no stand in it
    expect(page).to_have_url(re.compile(r"/district\?"))
    settle(page)
    expect(page).to_have_url(re.compile(rf"stand={number}"))
    expect(said).to_be_visible()
    page.get_by_role("link", name="Terug naar nu").click()
    expect(said).to_be_hidden()
    settle(page)
    expect(page).not_to_have_url(re.compile("stand="))
    assert "/district?" in page.url
