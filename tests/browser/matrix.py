"""`make toegankelijk`: every view at every width and zoom, on paper and in Windows' own colours.

Too long for every change; pytest does not collect this file by itself.
"""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import audit
from browser.allowed import not_allowed
from browser.driver import SCREENS, VIEWS, Watch, open_page, settle
from playwright.sync_api import BrowserContext

Watched = Callable[[str, int, str], tuple[BrowserContext, Watch]]
WIDTHS = (1920, 1440, 1180, 1024, 820, 720, 640, 400, 360, 320)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_at_every_width_on_paper_and_in_own_colours(
    name: str, server: str, watched: Watched
) -> None:
    wrong: list[str] = []
    for scheme in ("light", "dark"):
        context, _ = watched(server, 1440, scheme)
        page = open_page(context, server + VIEWS[name])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(500)
            settle(page)
            lines = [*audit.overflow(page), *audit.findings(page)]
            lines += not_allowed(Axe().run(page).response["violations"])
            wrong += [f"{width} {scheme}: {line}" for line in lines]
        page.set_viewport_size({"width": 1440, "height": 900})
        settle(page)
        wrong += [f"{scheme}: {line}" for line in audit.unseen(audit.focus_walk(page, 150))]
        wrong += [f"{scheme}: {line}" for line in audit.on_paper(page)]
        page.pdf(path=SCREENS / f"{name}-{scheme}.pdf", prefer_css_page_size=True)
        page.emulate_media(forced_colors="active")
        page.wait_for_timeout(300)
        page.screenshot(path=SCREENS / f"{name}-{scheme}-hoog-contrast.png")
        wrong += [f"own colours {scheme}: {line}" for line in _bare(audit.focus_walk(page, 20))]
    assert not wrong, "\n".join(wrong)


def _bare(stops: list[audit.Stop]) -> list[str]:
    """The stops whose ring is gone when the colours are the reader's own."""
    return [f"{stop.tag} {stop.name}" for stop in stops if not re.search(r"\d|stroke", stop.ring)]
