"""Charts in the real browser: their tips, the keyboard, and what fits at which width."""

from collections.abc import Callable

import pytest
from browser.driver import VISITED, settle
from playwright.sync_api import Page, expect

INDICATOR = f"/indicator?indicator=drugshandel&gebied={VISITED}"
TREND = ".verloop"
TIP = ".tekening-tip"
#: The texts of a trend that are seen, as [left, top, right, bottom, text].
TEXTS = """(chart) => [...chart.querySelectorAll(
    '.boven, .naam, .as-y span, .as-x span, .lijnsleutel > span')]
  .map(e => [e.getBoundingClientRect(), e.innerText])
  .filter(([r]) => r.width)
  .map(([r, t]) => [r.left, r.top, r.right, r.bottom, t])"""
SHIFTS = """() => { window.shifted = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: 'layout-shift', buffered: true}); }"""


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (400, False)])
def test_no_text_of_a_trend_covers_another_and_the_plot_keeps_most_of_the_width(
    visit: Callable[..., Page], width: int, beside: bool
) -> None:
    page = visit(INDICATOR, width)
    chart = page.locator(TREND)
    texts = chart.evaluate(TEXTS)
    assert len(texts) > 8
    for number, (left, top, right, bottom, text) in enumerate(texts):
        assert left >= 0, text
        assert right <= width, text
        for other_left, other_top, other_right, other_bottom, other in texts[:number]:
            apart = (
                left >= other_right - 1
                or right <= other_left + 1
                or top >= other_bottom - 1
                or bottom <= other_top + 1
            )
            assert apart, f"{text} covers {other}"
    plot, whole = page.locator(f"{TREND} .vlak").bounding_box(), chart.bounding_box()
    assert plot is not None
    assert whole is not None
    assert plot["width"] >= 0.65 * whole["width"]
    assert page.locator(f"{TREND} .namen").is_visible() is beside
    assert page.locator(f"{TREND} .lijnsleutel").is_visible() is not beside


def test_arrows_walk_along_a_line_and_to_another_and_escape_hides(
    visit: Callable[..., Page],
) -> None:
    page = visit(INDICATOR)
    page.locator(TREND).focus()
    expect(page.locator(TIP)).to_be_hidden()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    newest = page.locator(TIP).inner_text().splitlines()
    page.keyboard.press("ArrowRight")
    said = page.locator(".tekening-stem")
    expect(said).to_contain_text(page.locator(TIP).inner_text().splitlines()[0])
    page.keyboard.press("ArrowLeft")
    assert page.locator(TIP).inner_text().splitlines() == newest
    page.keyboard.press("ArrowDown")
    below = page.locator(TIP).inner_text().splitlines()
    assert below[0] != newest[0]
    assert below[1][:4] == newest[1][:4]  # the same year, of another area
    page.keyboard.press("Escape")
    expect(page.locator(TIP)).to_be_hidden()


def test_the_pointer_finds_the_nearest_point_and_may_reach_the_tip(
    visit: Callable[..., Page],
) -> None:
    page = visit(INDICATOR)
    point = page.locator(f"{TREND} .stip.gekozen").nth(4)
    point.scroll_into_view_if_needed()
    settle(page)
    box = point.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 18, box["y"] + 18)
    expect(page.locator(TIP)).to_be_visible()
    words = (point.get_attribute("data-tip") or "").splitlines()
    assert page.locator(TIP).inner_text().splitlines() == words
    tip = page.locator(TIP).bounding_box()
    assert tip is not None
    page.mouse.move(tip["x"] + tip["width"] / 2, tip["y"] + tip["height"] / 2)
    expect(page.locator(TIP)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(TIP)).to_be_hidden()


def test_a_tap_shows_a_tip_and_a_tap_elsewhere_hides_it(visit: Callable[..., Page]) -> None:
    page = visit(INDICATOR, 400)
    point = page.locator(f"{TREND} .stip.gekozen").nth(2)
    point.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    point.dispatch_event("click", {"bubbles": True})
    expect(page.locator(TIP)).to_be_visible()
    page.locator("h1").first.dispatch_event("pointerdown", {"bubbles": True})
    expect(page.locator(TIP)).to_be_hidden()


def test_a_table_behind_a_chart_comes_when_it_is_opened(visit: Callable[..., Page]) -> None:
    page = visit(INDICATOR)
    card = page.locator(f"[class*=st-key-kaart_]:has({TREND})").last
    assert card.locator("table").count() == 0
    card.get_by_text("Tabel en download", exact=True).click()
    expect(card.locator("table").first).to_be_visible()
    expect(card.get_by_role("button", name="Download als CSV")).to_be_visible()


@pytest.mark.parametrize("path", ["/", INDICATOR])
def test_a_first_view_does_not_jump(server: str, watched: Callable[..., tuple], path: str) -> None:
    context, _ = watched(server)
    page = context.new_page()
    page.add_init_script(f"({SHIFTS})()")
    page.goto(server + path)
    settle(page)
    expect(page.locator("h1")).to_be_visible()
    # 0,1 is what Core Web Vitals calls good.
    assert page.evaluate("window.shifted") < 0.1
