"""Delivering in the real browser: a closed tab leaves no trace, a finished one can be undone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.allowed import not_allowed
from browser.driver import Watch, open_page, serve, settle
from playwright.sync_api import Browser, BrowserContext, Page, expect

from peil.desk import open_desk
from pipelines import register

Watched = Callable[[str, int, str], tuple[BrowserContext, Watch]]
DAY = "2026-11-22"
#: Checking and publishing take longer than a click on a machine that does other work too (ms).
PATIENCE = 120_000
BRON, SLUG = "mma", "mma-meldingen"


@pytest.fixture(scope="module")
def own(demo_work: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder of this test alone, for it delivers to it."""
    work = tmp_path_factory.mktemp("aanlevering") / "werkmap"
    shutil.copytree(demo_work, work, symlinks=True)
    return work


@pytest.fixture(scope="module")
def served(browser: Browser, own: Path) -> Iterator[str]:
    """The dashboard over that folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEIL_VANDAAG", DAY)
        with serve(own) as base:
            yield base


def counts(work: Path) -> dict[str, int]:
    """The published counts of the newest year per gemeente."""
    figures = open_desk(work).figures(SLUG, niveau="gemeente", periode="2025")
    return {f.gebied_code: int(f.teller) for f in figures if f.teller is not None}


def file_of(found: dict[str, int]) -> dict[str, str | bytes]:
    """A file in the standard form, as the browser is handed one."""
    rows = "".join(f"{SLUG};{code};2025;{count}\n" for code, count in found.items())
    content = f"indicator;gebied;periode;waarde\n{rows}".encode()
    return {"name": "meldingen-2025.csv", "mimeType": "text/csv", "buffer": content}


def tree(work: Path) -> set[str]:
    """Every file that stays."""
    folders = ("leveringen", "register", "catalogi", "snapshots")
    return {str(p) for name in folders for p in (work / name).rglob("*") if p.is_file()}


def give(page: Page, file: dict[str, str | bytes]) -> None:
    """Choose the bron and the file, and wait until the page knows what to say."""
    page.get_by_role("combobox", name="Van welke bron?").click()
    page.get_by_role("option", name="Meld Misdaad Anoniem").click()
    settle(page)
    page.locator("input[type=file]").set_input_files(file)  # pyright: ignore[reportArgumentType]
    expect(page.locator(".st-key-aanlever_uitkomst")).to_be_visible(timeout=PATIENCE)
    settle(page)


def click(page: Page, name: str) -> None:
    """Press a button and wait until the page is drawn again."""
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def test_from_a_file_to_the_dashboard_and_back(own: Path, served: str, watched: Watched) -> None:
    before, cards = counts(own), len(register.deliveries(own))
    code = min(before, key=lambda c: (before[c], c))
    file = file_of(before | {code: before[code] + 3})
    context, watch = watched(served, 1440, "light")

    files = tree(own)
    page = open_page(context, f"{served}/aanlevering")
    give(page, file)
    expect(page.get_by_text("Wat verandert er op het dashboard?")).to_be_visible(timeout=PATIENCE)
    page.close()
    assert tree(own) == files, "a closed tab leaves the register as it was"

    page = open_page(context, f"{served}/aanlevering")
    assert page.locator("h1").inner_text() == "Aanlevering"
    give(page, file)
    expect(page.locator(".st-key-aanlever_grootste_nieuw")).to_contain_text(str(before[code] + 3))
    reason = page.get_by_label("Waarom klopt het toch?")
    if reason.count():
        reason.fill("Nagevraagd bij de leverancier.")
        reason.press("Tab")
    click(page, "Laad en publiceer")
    expect(page.get_by_text("geladen als oefening en gepubliceerd")).to_be_visible(timeout=PATIENCE)
    assert counts(own) == before | {code: before[code] + 3}
    assert len(register.deliveries(own)) == cards + 1

    page.get_by_text("Ongedaan maken").click()
    field = page.get_by_label("Waarom? (zonder namen)").first
    field.fill("Verkeerd bestand.")
    field.press("Tab")
    page.get_by_role("button", name="Trek in en publiceer").first.click()
    expect(page.get_by_text("is ingetrokken.").first).to_be_visible(timeout=PATIENCE)
    settle(page)
    assert counts(own) == before
    assert len(register.deliveries(own)) == cards + 1, "what was delivered stays"
    page.close()
    assert not watch.errors
    assert not watch.outside


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (400, "dark")])
def test_what_is_found_in_a_file_is_readable_by_all(
    width: int, scheme: str, own: Path, served: str, watched: Watched
) -> None:
    context, watch = watched(served, width, scheme)
    page = open_page(context, f"{served}/aanlevering")
    found = counts(own)
    give(page, file_of({**found, "GM9999": 1}))
    expect(page.locator(".st-key-aanlever_bevindingen")).to_contain_text("GM9999")
    assert not not_allowed(Axe().run(page).response["violations"])
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= width, "the page itself never scrolls sideways"
    with page.expect_download() as download:
        page.get_by_role("button", name="Bevindingen als werkboek").click()
    assert download.value.suggested_filename == "bevindingen-meldingen-2025.xlsx"
    page.close()
    assert not watch.errors
