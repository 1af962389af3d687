"""The ways in: deep links on a fresh server, headers, and a publication under a running server."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.driver import PAGES, ROOT, Watch, open_page, serve, settle
from playwright.sync_api import BrowserContext, Page, expect

Watched = Callable[..., tuple[BrowserContext, Watch]]


@pytest.fixture(scope="module")
def own(demo_work: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder of these tests alone, for one of them publishes."""
    work = tmp_path_factory.mktemp("deuren") / "werk"
    shutil.copytree(demo_work, work, symlinks=True)
    return work


@pytest.fixture(scope="module")
def fresh(browser: object, own: Path) -> Iterator[str]:
    """A server that nobody asked anything yet, before the first test that uses it."""
    with serve(own) as base:
        yield base


def test_a_deep_link_first_on_a_fresh_server_has_navigation_and_language(
    fresh: str, watched: Watched
) -> None:
    """Streamlit 1.67 would answer it with the page's file alone, without the main script."""
    context, watch = watched(fresh)
    page = open_page(context, f"{fresh}/verantwoording")
    assert page.locator("html").get_attribute("lang") == "nl"
    links = page.locator('[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"]')
    assert links.count() == len(PAGES)
    expect(page.locator("h1")).to_contain_text("erantwoording")
    assert not watch.errors
    assert not watch.outside


def test_every_answer_carries_security_headers(server: str, watched: Watched) -> None:
    context, _ = watched(server)
    for path in PAGES.values():
        headers = context.request.get(server + path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" in headers


def test_an_unknown_choice_in_the_address_is_said_and_survived(
    visit: Callable[..., Page],
) -> None:
    page = visit("/gemeente?gebied=BESTAATNIET&indicator=BESTAATNIET")
    assert page.locator("h1").count() == 1
    assert not page.locator('[data-testid="stException"]').count()
    expect(page.get_by_text("BESTAATNIET").first).to_be_visible()


def test_a_running_dashboard_shows_a_new_publication(
    own: Path, fresh: str, tmp_path: Path, watched: Watched
) -> None:
    gemeente, other = first_gemeenten()
    context, watch = watched(fresh)
    page = open_page(context, f"{fresh}/gemeente?gebied={gemeente}&periode=2025")
    assert "4.321" not in page.inner_text("body")
    deliver(own, tmp_path, f"DR-01;{gemeente};2025;4321\nDR-01;{other};2025;8765\n")
    page.reload()
    settle(page)
    expect(page.locator("body")).to_contain_text("4.321")
    assert not watch.errors


def first_gemeenten() -> tuple[str, str]:
    """Codes of two gemeenten of the region, from its data."""
    from peil.areas import load_areas

    first, second, *_ = load_areas().at("gemeente", 2025)
    return first.code, second.code


def deliver(work: Path, folder: Path, rows: str) -> None:
    """Load and publish these rows as a user would, while the server runs."""
    delivery = folder / "levering.csv"
    delivery.write_text("indicator;gebied;periode;waarde\n" + rows, encoding="utf-8")
    load = ["laad", str(delivery), "--bron", "standaard", "--bevestig", "proef van een publicatie"]
    for command in (load, ["publiceer"]):
        done = subprocess.run(
            [sys.executable, "-m", "pipelines", *command],
            cwd=ROOT,
            env={"PATH": "", "PEIL_DATA": str(work)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
