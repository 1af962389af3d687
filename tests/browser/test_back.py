"""The Back button leads to the view before, and out of the dashboard."""

import re
from collections.abc import Callable

from browser.driver import settle
from playwright.sync_api import Page, expect

from peil.areas import load_areas

LINE = ".keus"
SEARCH = "Zoek gemeente, indicator of thema"


def shown(page: Page) -> tuple[str, str, str]:
    """What the reader sees of a view: address, title, and the line about what is marked."""
    settle(page)
    return page.url, page.inner_text("h1"), page.locator(LINE).first.inner_text()


def mark(page: Page, number: int) -> str:
    """Click an area of the map and wait until it is marked; gives its code."""
    area = page.locator("[data-code]").nth(number)
    code = area.get_attribute("data-code") or ""
    area.click(force=True)
    expect(page).to_have_url(re.compile(rf"(kies|gebied)={code}"))
    return code


def choose_view(page: Page, name: str) -> None:
    """Choose how the map is looked at, behind its one button."""
    page.get_by_role("button", name="Weergave").click()
    page.get_by_text(name, exact=True).click()
    page.keyboard.press("Escape")


def test_back_from_a_gemeente_leads_to_the_view_before(visit: Callable[..., Page]) -> None:
    page = visit("/?indicator=DR-01")
    before = shown(page)
    steps = page.evaluate("history.length")
    mark(page, 0)
    marked = shown(page)
    assert page.evaluate("history.length") == steps + 1
    page.get_by_role("link", name="Open het profiel").click()
    expect(page).to_have_url(re.compile(r"/gemeente\?"))
    settle(page)
    assert page.evaluate("history.length") == steps + 2
    page.go_back()
    expect(page).to_have_url(marked[0])
    assert shown(page) == marked
    page.go_back()
    expect(page).to_have_url(before[0])
    assert shown(page) == before


def test_back_walks_through_marks_and_modes_one_by_one(visit: Callable[..., Page]) -> None:
    page = visit("/?indicator=DR-01")
    views = [shown(page)]
    mark(page, 2)
    views.append(shown(page))
    mark(page, 4)
    views.append(shown(page))
    page.get_by_text("Tegels", exact=True).first.click()
    expect(page).to_have_url(re.compile("vorm=tegels"))
    views.append(shown(page))
    choose_view(page, "Alle jaren")
    expect(page).to_have_url(re.compile("weergave=jaren"))
    views.append(shown(page))
    assert len(set(views)) == len(views)
    for before in reversed(views[:-1]):
        page.go_back()
        expect(page).to_have_url(before[0])
        assert shown(page) == before
    page.go_forward()
    expect(page).to_have_url(views[1][0])
    assert shown(page) == views[1]


def test_back_on_the_page_of_an_indicator_turns_it_to_the_area_before(
    visit: Callable[..., Page],
) -> None:
    page = visit("/indicator?indicator=DR-01")
    before = shown(page)
    steps = page.evaluate("history.length")
    code = mark(page, 3)
    settle(page)
    name = load_areas().get(code).naam
    expect(page.locator(LINE)).to_contain_text(name)
    expect(page.locator(".lead")).to_contain_text(name)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(page).to_have_url(before[0])
    assert shown(page) == before


def test_back_leads_out_of_a_search_and_of_a_drill_down(visit: Callable[..., Page]) -> None:
    page = visit("/?indicator=DR-01")
    first = shown(page)
    box = page.get_by_role("combobox", name=SEARCH)
    box.fill("witwas")
    box.press("Enter")
    expect(page).to_have_url(re.compile("thema=witwassen"))
    second = shown(page)
    box = page.get_by_role("combobox", name=SEARCH)
    box.fill(load_areas().at("gemeente")[0].naam)
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/gemeente\?"))
    settle(page)
    page.locator(".crumb a").nth(1).click()
    expect(page).to_have_url(re.compile(r"/district\?"))
    settle(page)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/gemeente\?"))
    settle(page)
    page.go_back()
    expect(page).to_have_url(second[0])
    assert shown(page) == second
    page.go_back()
    expect(page).to_have_url(first[0])
    assert shown(page) == first


def test_each_page_of_the_menu_is_one_step_back(visit: Callable[..., Page]) -> None:
    page = visit("/")
    steps = page.evaluate("history.length")
    views = [page.url]
    for name in ("District", "Indicator", "Gemeente"):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page).to_have_url(re.compile(rf"/{name.lower()}\?"))
        settle(page)
        views.append(page.url)
    assert page.evaluate("history.length") == steps + 3
    for before in reversed(views[:-1]):
        page.go_back()
        expect(page).to_have_url(before)
        settle(page)
        assert page.url == before


def test_a_page_that_repeats_its_address_uses_up_no_click(visit: Callable[..., Page]) -> None:
    page = visit("/")
    steps = page.evaluate("history.length")
    mark(page, 2)
    settle(page)
    link = page.get_by_role("link", name="Gemeente", exact=True).first
    link.dispatch_event("pointerdown")
    # On a slow machine the page before fills in its address while the reader clicks on.
    page.evaluate("history.pushState(null, '', location.href)")
    link.dispatch_event("click")
    expect(page).to_have_url(re.compile(r"/gemeente\?"))
    settle(page)
    assert page.evaluate("history.length") == steps + 2
