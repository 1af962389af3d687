"""One browser and one server a worker; everything in this folder shares them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.driver import Kept, Watch, find_chromium, launch, open_page, serve
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

# As long as a click may wait: a machine that does other work too is slow, and no failure.
expect.set_options(timeout=20_000)
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one these tests are skipped, but never on a build server."""
    if not find_chromium():
        reason = "no chromium on this machine: install it, or set CHROMIUM to its path"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(browser: Browser, demo_work: Path) -> Iterator[str]:
    """The dashboard over the demo; gives its base address."""
    with serve(demo_work) as base:
        yield base


@pytest.fixture(scope="session")
def kept(browser: Browser) -> Iterator[Kept]:
    """The contexts of this worker; a new one would fetch and read all scripts anew."""
    contexts = Kept(browser)
    yield contexts
    contexts.close()


@pytest.fixture
def watched(kept: Kept) -> Iterator[Callable[[str, int, str], tuple[BrowserContext, Watch]]]:
    """Give a context of this width and colour scheme whose every request and error is seen."""

    def take(base: str, width: int = 1440, scheme: str = "light") -> tuple[BrowserContext, Watch]:
        return kept.take(base, width, scheme)

    yield take
    kept.clean()


@pytest.fixture
def visit(server: str, watched: Callable[[str, int, str], tuple[BrowserContext, Watch]]) -> Open:
    """Open a path of the shared server in a context of its own, drawn to the end."""

    def go(path: str, width: int = 1440, scheme: str = "light") -> Page:
        context, _ = watched(server, width, scheme)
        return open_page(context, server + path)

    return go
