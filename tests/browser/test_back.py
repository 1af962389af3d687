"""The Back button leads to the view before, and out of the dashboard."""

import re
from collections.abc import Callable

import pytest
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


def test_pages_with_the_same_question_are_each_a_step(visit: Callable[..., Page]) -> None:
    page = visit("/?gebied=A-C")
    steps = page.evaluate("history.length")
    # What Streamlit does on a slow machine: the page before its question, and the next page with
    # the same question at once.
    for pushes in (["/district", "/district?gebied=A-C"], ["/indicator?gebied=A-C"]):
        page.locator("h1").dispatch_event("pointerup")
        page.evaluate("all => all.forEach(url => history.pushState(null, '', url))", pushes)
    assert page.url.endswith("/indicator?gebied=A-C")
    assert page.evaluate("history.length") == steps + 2


def test_who_touches_halfway_a_step_keeps_it_for_what_comes(visit: Callable[..., Page]) -> None:
    page = visit("/?gebied=A-C")
    steps = page.evaluate("history.length")
    for url in ("/?gebied=B-B", "/district?gebied=B-B", "/gemeente?gebied=GM0513"):
        page.evaluate(
            """url => {
              if (!url.startsWith('/gemeente')) dispatchEvent(new Event('pointerup'));
              history.pushState(null, '', url);
            }""",
            url,
        )
    assert page.evaluate("history.length") == steps + 2


@pytest.mark.parametrize("late", ["", "&periode=2024"])
def test_a_page_that_is_late_uses_up_no_click(visit: Callable[..., Page], late: str) -> None:
    page = visit("/")
    steps = page.evaluate("history.length")
    mark(page, 2)
    settle(page)
    link = page.get_by_role("link", name="Gemeente", exact=True).first
    # On a slow machine the page before fills in its address while the reader clicks on.
    link.evaluate(
        "(link, late) => { link.click(); history.pushState(null, '', location.href + late); }", late
    )
    expect(page).to_have_url(re.compile(r"/gemeente\?"))
    settle(page)
    assert page.evaluate("history.length") == steps + 2
