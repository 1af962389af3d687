"""Walking with mouse and keyboard: an area on a map or in a ranking opens; a view is a link."""

import re
from collections.abc import Callable

from browser.driver import open_page, settle
from playwright.sync_api import Page, expect

from peil.areas import Area, load_areas

MAP = "[data-code]"


def gemeenten() -> dict[str, Area]:
    """The gemeenten of today, by code."""
    return {area.code: area for area in load_areas().at("gemeente", 2025)}


def test_a_click_on_the_map_opens_the_gemeente(visit: Callable[..., Page]) -> None:
    page = visit("/")
    target = page.locator(MAP).first
    code = target.get_attribute("data-code") or ""
    target.click(force=True)
    expect(page).to_have_url(re.compile(rf"/gemeente\?.*gebied={code}"))
    settle(page)
    expect(page.locator("h1")).to_have_text(gemeenten()[code].naam)


def test_the_map_works_with_the_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.locator(f'{MAP}[tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate(
        """() => { let e = document.activeElement;
          while (e && e.shadowRoot) e = e.shadowRoot.activeElement; return e.dataset.code; }"""
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/gemeente\?.*gebied={focused}"))


def test_a_click_in_the_ranking_opens_the_gemeente(visit: Callable[..., Page]) -> None:
    page = visit("/")
    points = page.locator(".stPlotlyChart .scatterlayer .point")
    points.first.scroll_into_view_if_needed()
    points.first.click(force=True)
    expect(page).to_have_url(re.compile(r"/gemeente\?.*gebied=GM\d{4}"))
    settle(page)
    names = {area.naam for area in gemeenten().values()}
    assert page.inner_text("h1").strip() in names


def test_a_view_can_be_mailed_as_a_link(visit: Callable[..., Page]) -> None:
    code, area = sorted(gemeenten().items())[-1]
    page = visit(f"/gemeente?gebied={code}")
    expect(page.locator("h1")).to_have_text(area.naam)
    assert f"gebied={code}" in page.url
    browser = page.context.browser
    assert browser
    other = browser.new_context()
    assert open_page(other, page.url).inner_text("h1") == page.inner_text("h1")
    other.close()


def test_the_indicator_travels_along_to_another_page(visit: Callable[..., Page]) -> None:
    page = visit("/indicator?indicator=DR-11")
    title = page.inner_text("h1")
    page.get_by_role("link", name="Verantwoording").first.click()
    settle(page)
    page.get_by_role("link", name="Indicator", exact=True).first.click()
    settle(page)
    assert page.inner_text("h1") == title


def test_every_chart_has_words_and_a_real_table_behind_it(visit: Callable[..., Page]) -> None:
    page = visit("/")
    charts = page.locator(".stPlotlyChart")
    assert charts.count() > 0
    for number in range(charts.count()):
        described = charts.nth(number).evaluate(
            """e => { for (let n = e; n; n = n.parentElement)
              { const a = n.getAttribute && n.getAttribute('aria-label'); if (a) return a; }
              const inner = e.querySelector('[aria-label], [alt]');
              return inner ? inner.getAttribute('aria-label') || inner.alt : ''; }"""
        )
        assert len(described) > 20
    for button in page.get_by_text("Tabel en download", exact=True).all():
        button.click()
    settle(page)
    assert page.locator("table").filter(visible=True).count() >= charts.count()
