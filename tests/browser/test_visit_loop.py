"""The whole loop of a visit: prepare, hold, score, agree, vaststellen, and next year's opening."""

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.allowed import not_allowed
from browser.driver import Watch, open_page, serve, settle
from playwright.sync_api import Browser, BrowserContext, Page, expect

from peil.areas import load_areas
from peil.desk import open_desk
from peil.journal import Journal
from peil.records import Afspraak, Bezoek, Duiding, Entry, Score

Watched = Callable[[str, int, str], tuple[BrowserContext, Watch]]
DAY = "2026-11-22"
YEAR = 2026
AGREED = "De gemeente maakt een plan voor het buitengebied"
REPORT = "We spraken over de cijfers en de norm. De afspraken staan in de lijst."
#: What of a topic lies below the bar, or needs scrolling.
HIDDEN = """() => {
  const bar = document.querySelector('.st-key-bezoek_voet').getBoundingClientRect();
  const main = document.querySelector('.st-key-bezoek_romp');
  return [...main.querySelectorAll('p, h1, button, table, textarea, input, .vlak-grafiek')]
    .filter(e => e.getBoundingClientRect().height > 2)
    .filter(e => e.getBoundingClientRect().bottom > bar.top + 1)
    .map(e => `${e.tagName} ${e.className} ${e.innerText?.slice(0, 40)}`);
}"""
SMALL = """() => [...document.querySelectorAll(
    '.st-key-bezoek_romp :is(button, a, input, textarea), .st-key-bezoek_voet button')]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width > 2 && (box.height < 43.5 || box.width < 43.5))
  .map(([e, box]) => `${e.tagName} ${e.innerText} ${box.width}x${box.height}`)"""


@pytest.fixture(scope="module")
def own(demo_work: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder of this test alone, for it writes in the journal."""
    work = tmp_path_factory.mktemp("bezoek") / "werkmap"
    shutil.copytree(demo_work, work)
    return work


@pytest.fixture(scope="module")
def served(browser: Browser, own: Path) -> Iterator[str]:
    """The dashboard over that folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEIL_VANDAAG", DAY)
        with serve(own) as base:
            yield base


def planned(work: Path, status: str) -> str:
    """The first gemeente whose visit of this year has that status."""
    visits = Journal(work).newest(Bezoek)
    found = [e.record for e in visits if e.record.jaar == YEAR and e.record.status == status]
    return min(found, key=lambda visit: visit.gebied).gebied


def named(gebied: str) -> str:
    """The name of a gemeente, which is the link to its visit."""
    return load_areas().get(gebied).naam


def visit_of(work: Path, gebied: str, jaar: int) -> Bezoek:
    """The visit as the journal has it now."""
    entry = Journal(work).find(Bezoek, f"bezoek:{gebied}:{jaar}")
    assert entry
    return entry.record


def afspraken(work: Path, gebied: str) -> list[Entry[Afspraak]]:
    """The afspraken of a gemeente as the journal has them now."""
    return Journal(work).newest(Afspraak, [gebied])


def press(page: Page, key: str) -> None:
    """Press a key and wait for the next screen."""
    before = page.url
    page.keyboard.press(key)
    expect(page).not_to_have_url(before)
    settle(page)


def click(page: Page, name: str) -> None:
    """Press a button by its words and wait."""
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def becomes(page: Page, read: Callable[[], object], expected: object) -> None:
    """Wait until what is kept is so; the server writes it, and a page does not show all of it."""
    for _ in range(100):
        if read() == expected:
            return
        page.wait_for_timeout(100)
    assert read() == expected


def is_at(page: Page, step: str) -> bool:
    """Whether the visit is in this step."""
    return f"stap={step}" in page.url


def walk_to(page: Page, step: str, key: str = "ArrowRight") -> None:
    """Walk to a step with the keyboard; every screen on the way fits."""
    for _ in range(20):
        assert not page.evaluate(HIDDEN), page.url
        assert not page.evaluate(SMALL), page.url
        if is_at(page, step):
            return
        press(page, key)
    pytest.fail(f"{step} was not reached: {page.url}")


def test_a_visit_is_prepared_held_and_opens_the_next_one(
    own: Path, served: str, watched: Watched
) -> None:
    gebied = planned(own, "gepland")
    context, _ = watched(served, 1024, "light")
    page = open_page(context, f"{served}/bezoek?gebied={gebied}&jaar={YEAR}&stap=voorbereiding")
    click(page, "Zet op voorbereid")
    becomes(page, lambda: visit_of(own, gebied, YEAR).status, "voorbereid")
    click(page, "Start het bezoek")
    expect(page.locator('[data-testid="stTopNavLink"]').first).to_be_hidden()

    # What became of an afspraak; the arrow keys stay in the field while one types.
    field = page.get_by_label("Wat kwam ervan terecht?")
    field.fill("Het plan is er en de raad heeft het vastgesteld.")
    here = page.url
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(300)
    assert page.url == here
    click(page, "Klaar")

    def told() -> list[Afspraak]:
        return [e.record for e in afspraken(own, gebied) if e.record.resultaat_jaar == YEAR]

    becomes(page, lambda: [a.status for a in told()], ["klaar"])
    assert told()[0].resultaat.startswith("Het plan is er")

    page.locator("h1").click()
    walk_to(page, "norm")
    press(page, "PageDown")
    click(page, "Uitgevoerd")

    def scores() -> list[tuple[str, str]]:
        all_of = [e for e in Journal(own).newest(Score, [gebied]) if not e.is_fictief]
        return [(e.record.oordeel, str(e.record.peildatum)) for e in all_of]

    becomes(page, scores, [("uitgevoerd", DAY)])

    walk_to(page, "nieuw", "PageDown")
    click(page, "Afspraak vastleggen")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Wat is afgesproken?").fill(AGREED)
    dialog.get_by_label("Eigenaar (functie)").fill("beleidsadviseur veiligheid")
    dialog.get_by_label("Deadline (dd-mm-jjjj)").fill("1-6-2027")
    assert not not_allowed(Axe().run(page).response["violations"])
    dialog.get_by_role("button", name="Afspraak vastleggen").click()
    expect(dialog).to_have_count(0)
    settle(page)

    def made() -> list[str]:
        return [e.record.tekst for e in afspraken(own, gebied) if e.record.bezoekjaar == YEAR]

    becomes(page, made, [AGREED])
    expect(page.locator(".bz-agree")).to_contain_text(AGREED)

    page.locator("h1").click()
    press(page, "ArrowRight")
    page.get_by_label("Datum van het bezoek (dd-mm-jjjj)").fill("20-11-2026")
    click(page, "Het bezoek is gehouden")
    becomes(page, lambda: visit_of(own, gebied, YEAR).status, "gehouden")
    click(page, "Stel het bezoek vast")
    expect(page.get_by_text("Schrijf eerst het verslag")).to_be_visible()
    report = page.get_by_label("Verslag van het bezoek")
    report.fill(REPORT)
    report.press("Tab")
    settle(page)
    click(page, "Stel het bezoek vast")
    expect(page.locator("h1")).to_have_text("Dit bezoek is vastgesteld")
    done = visit_of(own, gebied, YEAR)
    assert (done.status, done.verslag) == ("vastgesteld", REPORT)

    next_year(page, own, served, gebied)


def test_a_duiding_is_written_checked_vastgesteld_and_published(
    own: Path, served: str, watched: Watched
) -> None:
    gebied = planned(own, "voorbereid")
    words = "Deze tekst is geschreven na het bezoek."
    context, _ = watched(served, 1024, "light")
    page = open_page(context, f"{served}/duiding?gebied={gebied}&thema=vastgoed&jaar=2022")
    page.get_by_label("Tekst", exact=True).fill(words)
    click(page, "Bewaar concept")
    click(page, "Zet ter controle")
    page.get_by_label("Reactie van de gemeente").fill("Akkoord.")
    click(page, "Stel vast")
    entry = Journal(own).find(Duiding, f"duiding:{gebied}:vastgoed:2022")
    assert entry
    assert (entry.record.status, entry.record.tekst) == ("vastgesteld", words)
    click(page, "Publiceer nu")
    expect(page.get_by_text(words).first).to_be_visible()
    kept = open_desk(own).explanations(gebied, "vastgoed", 2022)
    assert [found.tekst for found in kept] == [words]


def next_year(page: Page, own: Path, served: str, gebied: str) -> None:
    """Plan, prepare and start next year's visit: it opens with what was agreed."""
    page.goto(f"{served}/bezoek?gebied={gebied}&jaar={YEAR + 1}")
    settle(page)
    page.get_by_label("Datum (dd-mm-jjjj)").fill("10-03-2027")
    click(page, "Plan het bezoek")
    expect(page.locator(".bz-lijst th a", has_text=named(gebied))).to_be_visible()
    assert str(visit_of(own, gebied, YEAR + 1).datum) == "2027-03-10"
    page.locator(".bz-lijst th a", has_text=named(gebied)).click()
    expect(page).to_have_url(re.compile("stap=voorbereiding"))
    settle(page)
    expect(page.locator(".bz-verslag")).to_contain_text(REPORT)
    click(page, "Zet op voorbereid")
    click(page, "Start het bezoek")
    expect(page).to_have_url(re.compile("stap=afspraken"))
    seen: list[str] = []
    while is_at(page, "afspraken"):
        seen.append(page.inner_text("h1"))
        press(page, "ArrowRight")
    assert AGREED in seen


def test_the_wide_pages_of_a_visit_are_readable_by_all(
    own: Path, served: str, watched: Watched
) -> None:
    """What ``test_every_page`` sees of a visit in the dark and narrow only."""
    gebied = planned(own, "voorbereid")
    context, watch = watched(served, 1440, "light")
    for step in ("voorbereiding", "cijfers"):
        path = f"/bezoek?gebied={gebied}&jaar={YEAR}&stap={step}"
        page = open_page(context, served + path)
        assert page.locator("h1").count() == 1
        assert not not_allowed(Axe().run(page).response["violations"]), path
        page.close()
    assert not watch.errors
    assert not watch.outside


def test_every_screen_of_a_prepared_visit_fits_without_scrolling(
    own: Path, served: str, watched: Watched
) -> None:
    gebied = planned(own, "voorbereid")
    context, _ = watched(served, 1024, "light")
    page = open_page(context, f"{served}/bezoek?gebied={gebied}&jaar={YEAR}&stap=cijfers")
    page.locator("h1").click()
    while not is_at(page, "nieuw"):
        for width, height in ((1280, 800), (1024, 768)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(200)
            assert not page.evaluate(HIDDEN), (page.url, width)
        press(page, "ArrowRight")


def test_only_a_visit_takes_the_menu_away(own: Path, served: str, watched: Watched) -> None:
    gebied = planned(own, "voorbereid")
    context, _ = watched(served, 1440, "light")
    query = f"gebied={gebied}&jaar={YEAR}&stap=norm"
    views = ((f"weerbaarheid?{query}", True), ("?stap=norm", True), (f"bezoek?{query}", False))
    for path, has_menu in views:
        page = open_page(context, f"{served}/{path}")
        page.wait_for_selector("h1")
        links = page.locator('[data-testid="stTopNavLink"]:visible')
        assert (links.count() > 0) == has_menu, path
        page.close()


def test_a_narrow_visit_cuts_no_words_off(own: Path, served: str, watched: Watched) -> None:
    gebied = planned(own, "voorbereid")
    context, _ = watched(served, 400, "light")
    page = open_page(context, f"{served}/bezoek?gebied={gebied}&jaar={YEAR}&stap=cijfers")
    names = page.locator(".bz-stappen li .naam").evaluate_all(
        "all => all.filter(e => getComputedStyle(e).clipPath === 'none').map(e => e.innerText)"
    )
    assert names == ["Cijfers"]
    boxes = page.locator(".st-key-bezoek_trend .as-x span").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).filter(b => b.width > 0)"
        ".map(b => [b.left, b.right])"
    )
    assert len(boxes) > 1
    assert all(left[1] < right[0] for left, right in pairwise(boxes)), boxes
