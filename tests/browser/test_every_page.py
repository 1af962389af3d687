"""Every page, wide and narrow, light and dark: sound, silent, Dutch and readable by all."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import audit
from browser.allowed import ALLOWED, not_allowed
from browser.driver import (
    PAGES,
    SCHEMES,
    VIEWS,
    WIDTHS,
    Watch,
    open_page,
    settle,
)
from playwright.sync_api import BrowserContext, Page

Watched = Callable[[str, int, str], tuple[BrowserContext, Watch]]
#: A screen of 1440 at 200 % is 720 wide; the narrowest that WCAG 1.4.10 asks for is 320.
NARROWER = {1440: 720, 400: 320}
#: The two pages that hold most, wide and light, and narrow and dark; every other view in one of
#: the two, by turns. `make toegankelijk` has every view in ten widths and both colours.
BOTH = tuple(zip(WIDTHS, SCHEMES, strict=True))
FULL = ("eenheid", "gemeente")
CASES = [(name, *case) for name in FULL for case in BOTH]
CASES += [
    (name, *BOTH[number % 2])
    for number, name in enumerate(name for name in VIEWS if name not in FULL)
]


@pytest.mark.parametrize(("name", "width", "scheme"), CASES)
def test_a_page_is_sound_wide_and_narrow_light_and_dark(
    name: str, width: int, scheme: str, server: str, watched: Watched
) -> None:
    context, watch = watched(server, width, scheme)
    page = open_page(context, server + VIEWS[name])

    assert not page.locator('[data-testid="stException"]').count(), page.inner_text("body")
    if name in PAGES:
        assert "Ondermijning" in page.title()
        assert name in page.title().lower()
    # The indicator that opens by itself is real.
    if name in PAGES and name != "indicator":
        assert says_fictief(page)
    assert not audit.overflow(page)
    if scheme == "dark":
        assert not audit.on_paper(page)
    if (width, scheme) == (1440, "light"):
        assert not audit.unseen(audit.focus_walk(page, 40))
    # What is folded is read too, once someone opens it.
    page.evaluate("() => document.querySelectorAll('details').forEach(e => { e.open = true; })")
    settle(page)
    assert not audit.overflow(page)
    assert not audit.findings(page)
    axe = Axe().run(page)
    assert not not_allowed(axe.response["violations"])
    assert not audit.spaced(page)
    # Narrower last, and with letters as they are: so the page is laid out once for both.
    audit.unspaced(page)
    page.set_viewport_size({"width": NARROWER[width], "height": WIDTHS[width]})
    page.wait_for_timeout(300)
    assert not audit.overflow(page)
    assert not watch.errors
    assert not watch.outside


def says_fictief(page: Page) -> bool:
    """Whether the page says, where one can see it, that something was made up."""
    return page.get_by_text("fictie", exact=False).filter(visible=True).count() > 0


def test_an_indicator_that_is_made_up_says_so(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["indicator"] + "?indicator=MM-01")
    assert says_fictief(page)
    assert not audit.english(page)


def test_the_list_of_allowed_violations_holds_nothing_unneeded(
    visit: Callable[..., Page],
) -> None:
    for rule, selector, issue in ALLOWED:
        assert "#" in issue
        seen = False
        for path in PAGES.values():
            violations = Axe().run(visit(path)).response["violations"]
            targets = [
                " ".join(map(str, node["target"]))
                for violation in violations
                if violation["id"] == rule
                for node in violation["nodes"]
            ]
            seen = seen or any(selector in target for target in targets)
        assert seen, f"{rule} at {selector} is mended: remove the row"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_colour_alone_is_found_light_and_dark(scheme: str, visit: Callable[..., Page]) -> None:
    page = visit(VIEWS["herkomst"], 400, scheme)
    page.locator("main .tekening").first.evaluate(
        """e => { const alone = e.appendChild(document.createElement('p'));
        alone.innerHTML = '<b style="color:var(--hoger)">12</b>'; }"""
    )
    assert "only colour says so: 12" in audit.findings(page)
