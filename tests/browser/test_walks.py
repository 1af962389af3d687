"""Walking with mouse and keyboard: mark an area, open it, find another; a view is a link."""

import re
from collections.abc import Callable

from browser.driver import open_page, settle
from playwright.sync_api import Page, expect

from peil.areas import Area, load_areas

MAP = "[data-code]"
LINE = ".keus"
MARKED = ".ranglijst tr.gekozen"
FOCUSED = "() => document.activeElement.dataset.code"
#: How far the map lies below the top of its card.
PLACE = """() => document.querySelector('.kaart svg').getBoundingClientRect().top
  - document.querySelector('.st-key-kop_eenheid').getBoundingClientRect().top"""
SEARCH = "Zoek gemeente, indicator of thema"


def gemeenten() -> dict[str, Area]:
    """The gemeenten of today, by code."""
    return {area.code: area for area in load_areas().at("gemeente", 2025)}


def is_marked(page: Page, code: str) -> None:
    """The area is marked in the address, in words, on the map and in the ranking."""
    expect(page).to_have_url(re.compile(rf"kies={code}"))
    expect(page.locator(LINE)).to_contain_text(gemeenten()[code].naam)
    expect(page.locator(MARKED)).to_have_attribute("data-gebied", code)
    expect(page.locator(f'{MAP}[data-code="{code}"]').first).to_have_attribute(
        "aria-selected", "true"
    )


def open_marked(page: Page, code: str) -> None:
    """The line about the marked area leads to its profile."""
    page.get_by_role("link", name=f"Open het profiel van {gemeenten()[code].naam}").click()
    expect(page).to_have_url(re.compile(rf"/gemeente\?.*gebied={code}"))
    settle(page)
    expect(page.locator("h1")).to_have_text(gemeenten()[code].naam)


def test_a_click_on_the_map_marks_the_gemeente_and_its_line_opens_it(
    visit: Callable[..., Page],
) -> None:
    page = visit("/")
    target = page.locator(MAP).first
    code = target.get_attribute("data-code") or ""
    before = page.evaluate(PLACE)
    target.click(force=True)
    is_marked(page, code)
    settle(page)
    # The map stays where the finger was.
    assert page.evaluate(PLACE) == before
    open_marked(page, code)


def test_the_map_works_with_the_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.locator(f'{MAP}[tabindex="0"]').first.focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate(FOCUSED)
    page.keyboard.press(" ")
    is_marked(page, focused)
    settle(page)
    assert page.evaluate(FOCUSED) == focused
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/gemeente\?.*gebied={focused}"))


def test_a_click_in_the_ranking_marks_the_gemeente_and_its_line_opens_it(
    visit: Callable[..., Page],
) -> None:
    page = visit("/")
    row = page.locator(".ranglijst tbody tr[data-kies]").nth(4)
    code = row.get_attribute("data-kies") or ""
    row.locator("td").last.click()
    is_marked(page, code)
    open_marked(page, code)


def test_a_mark_can_be_taken_away(visit: Callable[..., Page]) -> None:
    code = sorted(gemeenten())[3]
    page = visit(f"/?kies={code}")
    is_marked(page, code)
    page.get_by_role("button", name="Wis keuze").click()
    expect(page).not_to_have_url(re.compile("kies="))
    expect(page.locator(MARKED)).to_have_count(0)
    expect(page.locator(LINE)).to_contain_text("Kies een gebied")


def test_a_mark_stays_when_the_map_turns_into_tiles(visit: Callable[..., Page]) -> None:
    code = sorted(gemeenten())[5]
    page = visit(f"/?kies={code}")
    page.get_by_text("Tegels", exact=True).first.click()
    expect(page).to_have_url(re.compile("vorm=tegels"))
    settle(page)
    is_marked(page, code)


def test_playing_the_years_takes_the_page_along_when_it_is_put_still(
    visit: Callable[..., Page],
) -> None:
    page = visit("/?indicator=DR-01&weergave=afspelen&periode=2021")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("periode=2020"))
    settle(page)
    expect(page.get_by_role("combobox", name=re.compile("Periode")).first).to_have_value(
        re.compile("2020")
    )


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


def test_the_tab_says_which_area_and_which_indicator(visit: Callable[..., Page]) -> None:
    code, area = sorted(gemeenten().items())[0]
    page = visit(f"/indicator?indicator=DR-01&gebied={code}")
    expect(page).to_have_title(re.compile(f"^{page.inner_text('h1')}, {area.naam} "))


def test_the_search_box_forgives_a_typing_error_and_works_by_keyboard(
    visit: Callable[..., Page],
) -> None:
    code, area = max(gemeenten().items(), key=lambda pair: len(pair[1].naam))
    page = visit("/")
    box = page.get_by_role("combobox", name=SEARCH)
    box.focus()
    wrong = area.naam[:2] + area.naam[3:]  # a letter is missing
    page.keyboard.type(wrong.upper())
    first = page.get_by_role("option").first
    expect(first).to_contain_text(area.naam)
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/gemeente\?.*gebied={code}"))


def test_the_search_box_groups_what_it_finds_and_says_when_there_is_nothing(
    visit: Callable[..., Page],
) -> None:
    page = visit("/gemeente")
    box = page.get_by_role("combobox", name=SEARCH)
    box.fill("drugs")
    expect(page.get_by_role("group", name="Thema's").get_by_role("option")).not_to_have_count(0)
    expect(page.get_by_role("group", name="Indicatoren").get_by_role("option")).not_to_have_count(0)
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant")
    box.fill("xyzzy")
    expect(page.locator(".zoek-lijst")).to_contain_text("Niets gevonden")
    box.press("Escape")
    expect(page.get_by_role("listbox", name=SEARCH)).to_be_hidden()


def test_mijn_gemeente_is_remembered_until_it_is_forgotten(visit: Callable[..., Page]) -> None:
    code, area = sorted(gemeenten().items())[-1]
    page = visit(f"/gemeente?gebied={code}")
    base = page.url.partition("/gemeente")[0]
    page.get_by_role("button", name="Onthoud als mijn gemeente").click()
    expect(page.get_by_text("Dit is mijn gemeente")).to_be_visible()
    (cookie,) = [c for c in page.context.cookies() if "gemeente" in c.get("name", "")]
    assert cookie.get("value") == code
    later = open_page(page.context, f"{base}/")
    later.get_by_role("link", name=f"Mijn gemeente: {area.naam}").click()
    expect(later).to_have_url(re.compile(rf"gebied={code}"))
    fresh = open_page(page.context, f"{base}/gemeente")
    expect(fresh.locator("h1")).to_have_text(area.naam)
    fresh.get_by_role("button", name="Vergeet").click()
    expect(fresh.get_by_role("button", name="Onthoud als mijn gemeente")).to_be_visible()
    assert not [c for c in page.context.cookies() if "gemeente" in c.get("name", "")]


def test_every_chart_has_words_and_a_real_table_behind_it(visit: Callable[..., Page]) -> None:
    page = visit("/")
    charts = page.locator(".vlak-grafiek")
    rankings = page.locator("table.ranglijst")
    maps = page.locator(".kaart")
    assert charts.count() > 0
    assert rankings.count() > 0
    for number in range(charts.count()):
        assert len(charts.nth(number).get_attribute("aria-label") or "") > 20
    figures = charts.count() + maps.count()
    folds = page.get_by_text("Tabel en download", exact=True)
    assert folds.count() == figures + rankings.count()
    before = page.locator("table").filter(visible=True).count()
    for button in folds.all():
        button.click()
    settle(page)
    expect(page.get_by_role("button", name="Download als CSV")).to_have_count(folds.count())
    assert page.locator("table").filter(visible=True).count() == before + folds.count()
