"""What is opened, pressed or broken, is as readable as the page at rest; once each, in English.

The browser of these tests is English, so that no Dutch comes from the browser itself.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import audit
from browser.allowed import ALLOWED, not_allowed
from browser.driver import VIEWS, Kept, open_page, serve, settle
from playwright.sync_api import Page

TEXT = Path(__file__).parents[2] / "pages" / "parts" / "toegankelijkheid.html"
Show = Callable[..., Page]


@pytest.fixture
def shown(kept: Kept, server: str) -> Iterator[Show]:
    """Open a page in an English browser that asks for rest."""

    def go(name: str, width: int = 1440, base: str = "") -> Page:
        context, _ = kept.take(base or server, width, locale="en-US")
        return open_page(context, (base or server) + VIEWS[name])

    yield go
    kept.clean()


def sound(page: Page) -> None:
    """Nothing is wrong with what is shown now, for axe or for us."""
    assert not audit.findings(page)
    assert not not_allowed(Axe().run(page).response["violations"])


def test_the_menu_and_its_settings_are_dutch_and_sound(shown: Show) -> None:
    page = shown("verantwoording")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("menu").or_(page.get_by_role("dialog")).first.wait_for()
    sound(page)
    page.keyboard.press("Escape")
    assert page.get_by_role("menu").count() == 0


def test_a_list_of_choices_is_dutch_and_sound_open_and_empty(shown: Show) -> None:
    page = shown("weerbaarheid")
    field = page.get_by_role("combobox", name=re.compile("Jaar"))
    field.click()
    page.get_by_role("option").first.wait_for()
    sound(page)
    field.fill("zzzz")
    page.get_by_text("Niets gevonden").filter(visible=True).first.wait_for()
    assert not audit.english(page)


@pytest.mark.parametrize("width", [1440, 400])
def test_the_panel_of_a_report_is_dutch_and_sound(shown: Show, width: int) -> None:
    page = shown("gemeente", width)
    page.get_by_role("button", name="Rapport", exact=True).click()
    page.get_by_role("button", name="Stel vast").wait_for(state="attached")
    sound(page)
    assert not audit.english(page)


def test_the_ways_to_draw_a_map_and_its_tip_are_sound_open(shown: Show) -> None:
    page = shown("eenheid")
    area = page.locator(".gebied[tabindex='0']")
    area.focus()
    page.locator(".kaart-tip").wait_for()
    sound(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Weergave").first.click()
    page.get_by_role("radio", name="Afspelen door de jaren").wait_for(state="attached")
    sound(page)


def test_the_tip_of_a_chart_is_sound(shown: Show) -> None:
    page = shown("indicator")
    page.locator(".verloop").focus()
    page.keyboard.press("End")
    page.locator(".tekening-tip").wait_for()
    sound(page)


def test_the_menu_of_a_narrow_screen_opens_by_keyboard_and_is_sound(shown: Show) -> None:
    page = shown("verantwoording", 400)
    stops = audit.focus_walk(page, 3)
    assert "Naar de inhoud" in stops[0].name
    page.get_by_role("button", name="Menu openen").first.press("Enter")
    page.get_by_role("link", name="Weerbaarheid").first.wait_for()
    sound(page)


def test_the_first_tab_leads_past_the_menu(shown: Show) -> None:
    page = shown("gemeente")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "() => document.querySelector('main').contains(document.activeElement)"
    assert page.evaluate(inside)


def test_a_reader_hears_which_page_came(shown: Show) -> None:
    page = shown("verantwoording")
    page.get_by_role("link", name="Afspraken", exact=True).first.click()
    page.wait_for_url("**/afspraken*")
    settle(page)
    said = page.get_by_role("status").filter(has_text="Afspraken")
    said.first.wait_for(state="attached")


def test_a_visit_has_large_targets(shown: Show) -> None:
    page = shown("bezoek-nieuw")
    small = [line for line in audit.findings(page, 44) if " px: BUTTON" in line]
    assert not small


def test_without_a_connection_the_words_are_dutch(shown: Show) -> None:
    page = shown("verantwoording")
    page.evaluate(
        """() => { const box = document.body.appendChild(document.createElement('div'));
        for (const text of ['Connection error', 'Try again', 'Reconnected',
          'Streamlit server is not responding. Are you connected to the internet?',
          'Is Streamlit still running? If you accidentally stopped Streamlit, '
          + 'just restart it in your terminal:', 'Running...', 'Stopping...', 'Please wait...',
          'Press Enter to apply', 'Press Ctrl+Enter to submit form', 'No results',
          'Drag and drop files here', 'Limit 200MB per file', '4 more', 'Remove x',
          '2 options available.', 'Error: application/pdf files are not allowed.',
          'Error: File must be 200.0MB or smaller.', 'Script execution error', 'Download failed'])
          box.appendChild(document.createElement('p')).textContent = text; }"""
    )
    page.wait_for_timeout(100)
    assert not audit.english(page)


def test_an_empty_work_folder_is_sound(shown: Show, tmp_path: Path) -> None:
    with serve(tmp_path) as base:
        page = shown("gemeente", base=base)
        page.get_by_role("heading", name="Er zijn nog geen cijfers").wait_for()
        sound(page)


def test_every_upstream_issue_stands_in_the_verklaring() -> None:
    text = TEXT.read_text("utf-8")
    for _, _, issue in ALLOWED:
        assert f"#{issue.rsplit('#', 1)[-1]}" in text
    assert re.search(r"Laatst bijgewerkt op \d{1,2} [a-z]+ 20\d\d", text)
