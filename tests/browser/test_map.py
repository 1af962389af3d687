"""The real map component in the real browser, alone on a page (map_app.py), over the demo."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.driver import Watch, serve, settle
from playwright.sync_api import Browser, BrowserContext, Page, expect

YEARS = "2022,2023,2024,2025"
AREA = ".gebied"
FOCUSED = "() => document.activeElement.dataset.code"
#: Boxes of the texts on the map, and how many overlap another.
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.teksten text')].map(t => t.getBoundingClientRect());
  const hit = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 4 && b.top < a.bottom - 4;
  let count = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => { if (hit(a, b)) count += 1; }));
  return [boxes.length, count];
}"""

#: Texts that stand in an area and leave it: sampled points of the text beside its shape.
OUTSIDE = """() => [...document.querySelectorAll('.kaart')].flatMap(root =>
  root.state.panels.flatMap(panel => [...panel.texts].flatMap(([code, text]) => {
    if (!text.inside) return [];
    const shape = panel.nodes.get(code).node, back = shape.getScreenCTM().inverse();
    return text.nodes.filter(node => {
      const box = node.getBoundingClientRect();
      let inside = 0;
      for (let i = 0; i <= 10; i++) for (let j = 2; j <= 8; j++) {
        const x = box.left + box.width * i / 10, y = box.top + box.height * j / 10;
        inside += shape.isPointInFill(new DOMPoint(x, y).matrixTransform(back));
      }
      return inside < 74;
    }).map(node => node.textContent);
  })))"""

Watched = Callable[[str, int, str], tuple[BrowserContext, Watch]]


@pytest.fixture(scope="module")
def maps(browser: Browser, demo_work: Path) -> Iterator[str]:
    """The map alone over the demo; gives its base address."""
    with serve(demo_work, app="tests/browser/map_app.py") as base:
        yield base


@pytest.fixture
def draw(maps: str, watched: Watched) -> Callable[..., tuple[Page, Watch]]:
    """Open the map as the address asks for it, drawn to the end."""

    def go(query: str = "", width: int = 1440, scheme: str = "light") -> tuple[Page, Watch]:
        context, watch = watched(maps, width, scheme)
        page = context.new_page()
        page.goto(f"{maps}/?{query}")
        page.wait_for_selector(f"{AREA}, .kaart-melding")
        settle(page)
        return page, watch

    return go


def picked(page: Page, text: str) -> None:
    """Wait until the page says what Python received."""
    expect(page.get_by_text("gekregen")).to_contain_text(text)


def on_edge(page: Page, code: str) -> Any:
    """The area with this code."""
    return page.locator(f'{AREA}[data-code="{code}"]').first


def test_every_area_has_a_colour_a_name_and_words(draw: Callable[..., tuple[Page, Watch]]) -> None:
    page, watch = draw()
    areas = page.locator(AREA)
    assert areas.count() > 20
    for n in range(areas.count()):
        assert re.search(r"^gebied \S+$", areas.nth(n).get_attribute("class") or "")
        assert re.match(r".+: .+\. ", areas.nth(n).get_attribute("aria-label") or "")
    assert not watch.errors
    assert not watch.outside


@pytest.mark.parametrize("query", ["", "vorm=tegels", f"soort=twee&jaren={YEARS}", "binnen=F"])
@pytest.mark.parametrize("width", [1440, 400])
def test_no_text_on_the_map_lies_on_another(
    draw: Callable[..., tuple[Page, Watch]], query: str, width: int
) -> None:
    page, _ = draw(query, width)
    texts, overlapping = page.evaluate(OVERLAPS)
    assert texts > 8
    assert overlapping == 0
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_click_selects_and_enter_opens(draw: Callable[..., tuple[Page, Watch]]) -> None:
    page, _ = draw()
    code = page.locator(AREA).nth(3).get_attribute("data-code") or ""
    on_edge(page, code).click(force=True)
    picked(page, f"'kies': '{code}'")
    expect(on_edge(page, code)).to_have_attribute("aria-selected", "true")
    assert page.locator(".ring.gekozen.binnen").first.get_attribute("d")
    on_edge(page, code).focus()
    page.keyboard.press("Enter")
    picked(page, f"'open': '{code}'")


def test_the_keyboard_walks_selects_and_hides(draw: Callable[..., tuple[Page, Watch]]) -> None:
    page, _ = draw()
    assert page.locator(f'{AREA}[tabindex="0"]').count() == 1
    page.locator(f'{AREA}[tabindex="0"]').focus()
    page.keyboard.press("Home")
    first = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowDown")
    second = page.evaluate(FOCUSED)
    assert first != second
    assert page.locator(f'{AREA}[tabindex="0"]').count() == 1
    expect(page.locator(".kaart-tip")).to_be_visible()
    assert page.locator(".ring.focus.binnen").first.get_attribute("d")
    page.keyboard.press("Escape")
    expect(page.locator(".kaart-tip")).to_be_hidden()
    page.keyboard.press("Space")
    picked(page, f"'kies': '{second}'")
    assert page.evaluate(FOCUSED) == second


def test_the_pointer_may_reach_the_tip_and_escape_hides_it(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw()
    tip = page.locator(".kaart-tip")
    page.locator(AREA).nth(3).hover(force=True)
    expect(tip).to_be_visible()
    words, box = tip.inner_text(), tip.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(400)  # longer than a tip waits for the pointer
    assert tip.is_visible()
    assert tip.inner_text() == words
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_letter_goes_to_a_name_that_begins_with_it(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw()
    page.locator(f'{AREA}[tabindex="0"]').focus()
    page.keyboard.press("w")
    label = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert label.startswith("W")


def test_a_rerun_recolours_and_draws_no_shape_anew(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw()
    page.evaluate("() => document.querySelectorAll('.gebied').forEach(n => { n.zelfde = true; })")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    code = page.locator(AREA).nth(5).get_attribute("data-code") or ""
    on_edge(page, code).click(force=True)
    picked(page, code)
    assert page.evaluate("() => [...document.querySelectorAll('.gebied')].every(n => n.zelfde)")
    assert not [url for url in asked if "/kaart/" in url]


def test_two_maps_mark_the_same_area_and_share_one_legend(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw("soort=twee&jaren=2024,2025&breed=11")
    assert page.locator(".kaart-vlak").count() == 2
    assert page.locator(".kl-klassen").count() == 1
    code = page.locator(AREA).nth(2).get_attribute("data-code") or ""
    on_edge(page, code).hover(force=True)
    marked = page.locator(".ring.mee.binnen")
    assert [bool(marked.nth(n).get_attribute("d")) for n in range(2)] == [True, True]
    page.locator(f'{AREA}[tabindex="0"]').focus()
    page.keyboard.press("PageDown")
    in_second = "() => [...document.querySelectorAll('.kaart-vlak')][1].contains("
    assert page.evaluate(in_second + "document.activeElement)")


def test_two_maps_stand_under_each_other_where_it_is_narrow(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw("soort=twee&jaren=2024,2025", 400)
    boxes = [page.locator(".kaart-vlak").nth(n).bounding_box() for n in range(2)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]


def test_small_maps_have_a_title_each_and_one_tab_stop_together(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw(f"soort=reeks&jaren={YEARS}")
    assert page.locator(".kaart-kop").all_inner_texts() == YEARS.split(",")
    assert page.locator(f'{AREA}[tabindex="0"]').count() == 1
    assert page.locator(".kaart-legenda").count() == 1


def test_playing_steps_by_itself_only_for_who_wants_motion(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw(f"soort=afspelen&jaren={YEARS}&toon=2022")
    output = page.locator(".kaart-speel output")
    expect(output).to_have_text("2022")
    page.get_by_role("button", name="Volgende").click()
    expect(output).to_have_text("2023")
    picked(page, "'periode': '2023'")
    expect(page.get_by_role("button", name="Volgende")).to_be_visible()
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("slider").press("ArrowRight")
    expect(output).to_have_text("2024")
    picked(page, "'periode': '2024'")
    page.get_by_role("button", name="Speel af").click()
    expect(output).to_have_text("2025")
    picked(page, "'periode': '2025'")
    expect(page.get_by_role("button", name="Speel af")).to_be_visible()


def test_differences_have_a_sign_on_the_map_and_in_the_legend(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw("kleur=verschil")
    assert page.locator(".gebied.d1, .gebied.d2, .gebied.d4, .gebied.d5").count() > 0
    assert re.search("[▲▼]", page.locator(".teksten").text_content() or "")
    legend = page.locator(".kl-klassen").inner_text()
    assert all(word in legend for word in ("▼▼ veel lager", "≈ vergelijkbaar", "▲▲ veel hoger"))


def test_a_small_map_of_differences_has_signs_too(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw(f"soort=reeks&kleur=verschil&jaren={YEARS}", 400)
    differing = page.locator(".gebied.d1, .gebied.d2, .gebied.d4, .gebied.d5").count()
    assert differing == page.locator(".teksten text").count() > 0


def test_a_saved_picture_stands_alone_and_says_what_is_fictief(
    draw: Callable[..., tuple[Page, Watch]], tmp_path: Path
) -> None:
    page, watch = draw("indicator=damocles-besluiten", scheme="dark")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Bewaar als SVG").click()
    saved.value.save_as(tmp_path / "kaart.svg")
    text = (tmp_path / "kaart.svg").read_text("utf-8")
    assert all(word in text for word in ("fictief", "Bron: proef", "Grenzen:", "gem."))
    assert "var(" not in text
    assert "class=" not in text
    # Light colours, whatever the reader sees: the card is white.
    assert "rgb(255, 255, 255)" in text
    with page.expect_download() as saved:
        page.get_by_role("button", name="Bewaar als PNG").click()
    saved.value.save_as(tmp_path / "kaart.png")
    assert (tmp_path / "kaart.png").read_bytes()[:4] == b"\x89PNG"
    assert not watch.errors


def test_what_has_no_value_has_a_pattern_of_its_own(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw("indicator=mensenhandel-en-mensensmokkel&jaren=2018")
    fill = "e => getComputedStyle(e).fill"
    hidden = page.locator(".gebied.onderdrukt")
    assert hidden.count() > 0
    assert "url(" in hidden.first.evaluate(fill)
    assert "onderdrukt" in page.locator(".kl-overig").inner_text()


def test_patterns_of_several_maps_have_different_names(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw("soort=twee&jaren=2024,2025&indicator=damocles-besluiten")
    names = page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
    own = [name for name in names if name.startswith(("arcering", "stippen"))]
    assert len(own) == len(set(own)) == 4


def test_without_geometry_the_map_says_so_and_tries_again(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw("map=./kaart/er-is-niets")
    expect(page.get_by_role("alert")).to_contain_text("De kaart laadt niet")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_role("alert")).to_contain_text("De tabel werkt wel")


def test_without_its_script_the_map_says_so_in_dutch_and_comes_when_tried_again(
    maps: str, browser: Browser
) -> None:
    with browser.new_context(locale="nl-NL") as context:
        page = context.new_page()
        page.route("**/kaart/main.js*", lambda route: route.abort())
        page.goto(f"{maps}/")
        expect(page.get_by_role("alert")).to_contain_text(
            "De kaart laadt niet. De tabel werkt wel."
        )
        page.unroute("**/kaart/main.js*")
        page.get_by_role("button", name="Probeer opnieuw").click()
        expect(page.locator(AREA).first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
        # Nothing else on this page says that it may be seen.
        expect(page.locator("html.getekend")).to_have_count(1)


def test_a_tap_selects_too(maps: str, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 400, "height": 800}, has_touch=True, locale="nl-NL"
    )
    page = context.new_page()
    page.goto(maps)
    page.wait_for_selector(AREA)
    settle(page)
    code = page.locator(AREA).nth(0).get_attribute("data-code") or ""
    on_edge(page, code).tap(force=True)
    picked(page, f"'kies': '{code}'")
    context.close()


def test_a_forced_palette_keeps_the_focus_and_the_classes_visible(
    draw: Callable[..., tuple[Page, Watch]],
) -> None:
    page, _ = draw()
    page.emulate_media(forced_colors="active")
    fills = page.evaluate(
        "() => new Set([...document.querySelectorAll('.gebied')]"
        ".map(e => getComputedStyle(e).fill)).size"
    )
    assert fills >= 3


def test_print_has_light_colours_and_no_buttons(draw: Callable[..., tuple[Page, Watch]]) -> None:
    page, _ = draw(scheme="dark")
    fill = "() => getComputedStyle(document.querySelector('.vak.k1')).backgroundColor"
    dark = page.evaluate(fill)
    page.emulate_media(media="print")
    assert page.evaluate(fill) != dark
    expect(page.get_by_role("button", name="Bewaar als PNG")).to_be_hidden()
