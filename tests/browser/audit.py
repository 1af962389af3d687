"""What axe does not see, asked of the page itself; the questions stand in ``audit.js``.

findings(page) -> list[str]        headings, names, sizes, tables, colour, English words
focus_walk(page, steps) -> list    the stops of the Tab key
unseen(stops) -> list[str]         those where one cannot see where the keyboard is
overflow(page), spaced(page)       what leaves the page sideways; what wider letters cut off
on_paper(page) -> list[str]        what is wrong when this page is printed
"""

import re
from dataclasses import dataclass
from pathlib import Path

from browser.allowed import is_small_with_reason
from playwright.sync_api import Page

_QUESTIONS = (Path(__file__).parent / "audit.js").read_text("utf-8")
#: Words of controls that no Dutch text holds. What both languages share is not listed: is, of,
#: open, menu, stop, download, filter, help, start, week, best, op.
ENGLISH = re.compile(
    r"\b(?:the|your|you|are|has|have|with|this|that|these|from|been|not|and|or|for|to|all|"
    r"choose|select|selected|selection|show|hide|press|clear|remove|add|results?|search|settings|"
    r"value|running|loading|error|warning|connection|connecting|copy|copied|print|view|more|less|"
    r"available|suggestions|page|pages|home|main|skip|dismiss|cancel|upload|drag|drop|required|"
    r"invalid|number|theme|light|dark|close|fullscreen|expand|collapse|sidebar|rerun|button|"
    r"notifications|scroll|previous|next|calendar|toolbar|wait|please|try|again)\b",
    re.I,
)
#: English by name: a project and a method are called so.
NAMES = ("Knock and Talk",)
#: WCAG 1.4.12: what a reader may set without losing words.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""


def _ask(page: Page, question: str, *given: int) -> list[str]:
    said: list[str] = page.evaluate(f"given => ({_QUESTIONS}).{question}(...given)", list(given))
    return said


def findings(page: Page, least: int = 24) -> list[str]:
    """Return what is wrong on this page as it stands; ``least`` is the smallest target in px."""
    found = [line for line in _ask(page, "audit", least) if not is_small_with_reason(line)]
    return found + english(page)


def english(page: Page) -> list[str]:
    """Return the texts and names outside our own drawings that hold an English word."""
    lines: list[str] = []
    for said in _ask(page, "said"):
        text = said
        for name in NAMES:
            text = text.replace(name, "")
        if hit := ENGLISH.search(text):
            lines.append(f"English ({hit[0]}): {said[:100]}")
    return lines


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the Tab key: its name, the colour of its ring ("" for none), is it in sight."""

    name: str
    tag: str
    ring: str
    inside: bool


def focus_walk(page: Page, steps: int) -> list[Stop]:
    """Press Tab this many times, or until the page is round; return where it stopped."""
    stops: list[Stop] = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        stop = page.evaluate(f"() => ({_QUESTIONS}).stop()")
        if stop is None:
            break
        stops.append(Stop(**stop))
    return stops


def unseen(stops: list[Stop]) -> list[str]:
    """Return the stops without a ring, or behind something else."""
    bare = [f"no ring: {stop.tag} {stop.name}" for stop in stops if not stop.ring]
    return bare + [f"out of sight: {stop.tag} {stop.name}" for stop in stops if not stop.inside]


def overflow(page: Page) -> list[str]:
    """Return what makes the page scroll sideways."""
    return _ask(page, "overflow")


def spaced(page: Page) -> list[str]:
    """Set the letters wider as WCAG 1.4.12 allows; return what is lost. The page stays so."""
    page.add_style_tag(content=SPACING).evaluate("e => { e.id = 'ruimer'; }")
    return _ask(page, "overflow") + _ask(page, "cut")


def unspaced(page: Page) -> None:
    """Set the letters of a page that was spaced as they were."""
    page.evaluate("() => document.getElementById('ruimer').remove()")


def on_paper(page: Page) -> list[str]:
    """Look at the page as it is printed; return what is wrong. Back on the screen after it."""
    screen = page.viewport_size
    assert screen
    page.emulate_media(media="print")
    # 182 mm between the margins of A4.
    page.set_viewport_size({"width": 688, "height": 1016})
    found = _ask(page, "paper")
    page.emulate_media(media="screen")
    page.set_viewport_size(screen)
    return found
