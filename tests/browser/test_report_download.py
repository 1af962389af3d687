"""The report of a gemeente comes as a file, by keyboard."""

from collections.abc import Callable
from pathlib import Path

from browser.driver import VISITED, settle
from playwright.sync_api import Page, expect


def opened(page: Page) -> None:
    """Open the panel by keyboard."""
    page.get_by_role("button", name="Rapport", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rapport over")).to_be_visible()
    settle(page)


def test_a_pdf_comes_and_escape_leads_back_to_the_button(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(f"/gemeente?gebied={VISITED}", scheme="dark")
    opened(page)
    # The panel is the last of the page, but who opens it with the keyboard is in it.
    expect(page.get_by_role("dialog", name="Rapport")).to_be_focused()
    heading = page.get_by_role("heading", name="Rapport over")
    # The panel hangs outside the app: it has to be told that it is dark, and to stay off paper.
    expect(heading).to_have_css("color", "rgb(233, 240, 241)")
    page.emulate_media(media="print")
    expect(heading).to_be_hidden()
    page.emulate_media(media="screen")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Concept als PDF").press("Enter")
    file = tmp_path / "rapport.pdf"
    coming.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")
    assert coming.value.suggested_filename.startswith(f"rapport-{VISITED}-")
    # It is disabled while it makes the file; the next one is a step on, not a start anew.
    expect(page.get_by_role("button", name="Concept als PDF")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Rapport over")).to_be_hidden()
    expect(page.get_by_role("button", name="Rapport", exact=True)).to_be_focused()
