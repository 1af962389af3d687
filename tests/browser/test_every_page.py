"""Every page, wide and narrow, light and dark: sound, silent, Dutch and readable by all."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import audit
from browser.allowed import ALLOWED, not_allowed
from browser.driver import (
    PAGES,
    SCHEMES,
    SCREENS,
    VIEWS,
    WIDTHS,
    Watch,
    open_page,
    picture,
    settle,
)
from playwright.sync_api import BrowserContext, Page

Watched = Callable[[str, int, str], tuple[BrowserContext, Watch]]
#: A screen of 1440 at 200 % is 720 wide; the narrowest that WCAG 1.4.10 asks for is 320.
NARROWER = {1440: 720, 400: 320}
#: A page of the menu wide and light, and narrow and dark; a page under another question in one of
#: the two, by turns. `make toegankelijk` has every view in ten widths and both colours.
BOTH = tuple(zip(WIDTHS, SCHEMES, strict=True))
CASES = [(name, *case) for name in PAGES for case in BOTH]
CASES += [
    (name, *BOTH[number % 2])
    for number, name in enumerate(name for name in VIEWS if name not in PAGES)
]


@pytest.mark.parametrize(("name", "width", "scheme"), CASES)
def test_a_page_is_sound_in_every_size_and_colour(
    name: str, width: int, scheme: str, server: str, watched: Watched
) -> None:
    context, watch = watched(server, width, scheme)
    page = open_page(context, server + VIEWS[name])

    assert not audit.findings(page)
    assert not page.locator('[data-testid="stException"]').count(), page.inner_text("body")
    assert not audit.overflow(page)
    if scheme == "dark":
        assert not audit.on_paper(page)
    if (width, scheme) == (1440, "light"):
        assert not audit.unseen(audit.focus_walk(page, 40))
    picture(page, SCREENS / f"{name}-{width}-{scheme}.png")
    # What is folded is read too, once someone opens it.
    page.evaluate("() => document.querySelectorAll('details').forEach(e => { e.open = true; })")
    settle(page)
    assert not audit.overflow(page)
    assert not audit.findings(page)
    axe = Axe().run(page)
    assert not not_allowed(axe.response["violations"])
    page.set_viewport_size({"width": NARROWER[width], "height": WIDTHS[width]})
    page.wait_for_timeout(300)
    assert not audit.overflow(page)
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.wait_for_timeout(300)
    assert not audit.spaced(page)
    assert not watch.errors
    assert not watch.outside


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_dutch_has_its_own_title_and_marks_what_is_fictief(
    name: str, visit: Callable[..., Page]
) -> None:
    # The indicator that opens by itself is real; this one is made up.
    page = visit(PAGES[name] + ("?indicator=MM-01" if name == "indicator" else ""))
    assert "Ondermijning" in page.title()
    assert name in page.title().lower()
    assert page.get_by_text("fictie", exact=False).filter(visible=True).count() > 0
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
