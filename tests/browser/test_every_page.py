"""Every page, wide and narrow, light and dark: sound, silent, Dutch and readable by all."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
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
OVERFLOW = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const wide = [...main.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    if (box.width === 0 || box.right <= innerWidth + 1) return false;
    for (let up = e.parentElement; up && up !== main; up = up.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX))
        return false;
    return true;
  });
  const page = document.documentElement.scrollWidth > innerWidth
    || main.scrollWidth > main.clientWidth + 1;
  return [...(page ? ['the page scrolls sideways'] : []),
    ...wide.slice(0, 5).map(e => `${e.tagName} ${e.className} ${e.dataset.testid ?? ''}`)];
}"""

SAID = """() => [...document.querySelectorAll('button, input, [aria-label], [placeholder]')]
  .filter(e => e.offsetParent)
  .flatMap(e => [e.getAttribute('aria-label'), e.placeholder, e.innerText])
  .filter(Boolean)"""
ENGLISH = {"Choose an option", "Choose options", "Download", "Select all", "Clear all", "Close"}


#: Pages in every size and colour; a page under another question once in each.
CASES = [(name, width, scheme) for name in PAGES for width in WIDTHS for scheme in SCHEMES]
CASES += [
    (name, *case)
    for name in VIEWS
    if name not in PAGES
    for case in zip(WIDTHS, SCHEMES, strict=True)
]


@pytest.mark.parametrize(("name", "width", "scheme"), CASES)
def test_a_page_is_sound_in_every_size_and_colour(
    name: str, width: int, scheme: str, server: str, watched: Watched
) -> None:
    context, watch = watched(server, width, scheme)
    page = open_page(context, server + VIEWS[name])

    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("h1").count() == 1
    assert not page.locator('[data-testid="stException"]').count(), page.inner_text("body")
    assert not page.evaluate(OVERFLOW)
    picture(page, SCREENS / f"{name}-{width}-{scheme}.png")
    # What is folded is read too, once someone opens it.
    page.evaluate("() => document.querySelectorAll('details').forEach(e => { e.open = true; })")
    settle(page)
    assert not page.evaluate(OVERFLOW)
    axe = Axe().run(page)
    assert not not_allowed(axe.response["violations"])
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
    said = page.evaluate(SAID)
    assert not ENGLISH & {text.strip() for text in said}


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
