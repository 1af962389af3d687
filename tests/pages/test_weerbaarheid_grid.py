"""The page Weerbaarheid of a district and of the eenheid: matrix, what lacks, who does it."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from seen import address, shown, visit
from streamlit.testing.v1 import AppTest

from peil import normgrid, scores
from peil.desk import Desk, open_desk
from peil.journal import Draft, Journal
from peil.records import Entry, Oordeel, Score
from peil.scores import State, States

YEAR = 2025


@pytest.fixture
def desk(demo_work: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The demo, on a day that does not move."""
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    monkeypatch.setenv("PEIL_VANDAAG", "2026-11-22")
    return open_desk(demo_work)


def kept(work: Path) -> list[Entry[Score]]:
    """Return all oordelen of the demo."""
    return Journal(work).entries(Score)


def held(work: Path) -> States:
    """Return what held at the end of the year."""
    return scores.states_on(kept(work), scores.year_end(YEAR, date(2026, 11, 22)))


def done(state: State) -> bool:
    """Say whether an item is uitgevoerd."""
    return state.stand == "uitgevoerd"


def matrix(app: AppTest) -> str:
    """Return the body of the matrix."""
    return shown(app).partition('class="nmt')[2].partition("</table>")[0]


def text_of(app: AppTest) -> str:
    """Return what is read, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", shown(app)).split())


def test_the_matrix_shows_every_gemeente_and_item_as_it_holds(demo_work: Path, desk: Desk) -> None:
    app = visit("weerbaarheid", gebied=desk.areas.at("eenheid")[0].code, jaar=str(YEAR))
    assert not app.exception
    table, states, norm = matrix(app), held(demo_work), desk.norms.newest
    assert norm
    codes = [a.code for a in desk.areas.at("gemeente")]
    assert table.count('scope="row"') == len(codes)
    for stand in ("uitgevoerd", "ontbreekt", "onbekend", "verlopen"):
        expected = sum(s.stand == stand and s.item in norm.items for s in states.values())
        assert table.count(f'<span class="vh">{stand}</span>') == expected
    assert table.count('<span class="vh">niet beoordeeld</span>') == len(codes) * len(
        norm.items
    ) - len(states)


def test_the_lead_counts_what_the_matrix_shows_and_names_the_pijlers(desk: Desk) -> None:
    app = visit("weerbaarheid", gebied=desk.areas.at("eenheid")[0].code, jaar=str(YEAR))
    table, text = matrix(app), text_of(app)
    done = table.count('<span class="vh">uitgevoerd</span>')
    found = re.search(r"zijn ([\d.]+) van de ([\d.]+) beoordeelde normitems uitgevoerd", text)
    assert found
    assert int(found[1].replace(".", "")) == done
    assert "voorbeeldset, niet vastgesteld" in text
    norm = desk.norms.newest
    assert norm
    for pijler in norm.pijler:
        assert pijler.titel.replace("&", "&amp;") in shown(app)


def test_the_matrix_itself_answers_for_the_chosen_item_and_shows_the_way_on(desk: Desk) -> None:
    norm = desk.norms.newest
    assert norm
    item = norm.item[3]
    whole = desk.areas.at("eenheid")[0].code
    assert 'class="nmw"' not in shown(visit("weerbaarheid", gebied=whole))
    markup = shown(visit("weerbaarheid", gebied=whole, item=item.id))
    line = markup.partition('class="nmw"')[2].partition("</p>")[0]
    assert f"{item.id} {item.titel}</b>" in line
    found = re.search(r"(\d+) van de (\d+) beoordeelde gemeenten voldoen", line)
    assert found
    assert f"Voldoet ({found[1]} van de {found[2]} beoordeelde gemeenten)" in markup
    target = re.search(r'href="#(\w+)"', line)
    assert target
    assert f'id="{target[1]}"><h2 class="ct">Wie doet dit al?' in markup


def test_one_pijler_of_a_district_shows_its_titles_in_full(desk: Desk) -> None:
    district = max(desk.areas.at("district"), key=lambda d: len(desk.areas.children(d.code)))
    norm = desk.norms.newest
    assert norm
    pijler = norm.pijler[0]
    app = visit("weerbaarheid", gebied=district.code, pijler=pijler.slug)
    assert not app.exception
    table = matrix(app)
    assert table.count('scope="row"') == len(desk.areas.children(district.code))
    items = norm.of_pijler(pijler.slug)
    assert table.count('class="up"') == len(items)
    assert f"<b>{items[0].id}</b>" in table
    assert address(app)["pijler"] == pijler.slug


def test_a_chosen_item_says_who_does_it_and_shows_its_figure(demo_work: Path, desk: Desk) -> None:
    norm = desk.norms.newest
    assert norm
    item = next(i for i in norm.item if "mma-meldingen" in i.indicatoren)
    app = visit(
        "weerbaarheid", gebied=desk.areas.at("eenheid")[0].code, jaar=str(YEAR), item=item.id
    )
    codes = [a.code for a in desk.areas.at("gemeente")]
    who = normgrid.who_does(kept(demo_work), item.id, date(YEAR, 12, 31), codes)
    text = text_of(app)
    assert f"Wie doet dit al? {item.titel}" in text
    assert f"Voldoet ({len(who.doet)} van de {who.beoordeeld} beoordeelde gemeenten)" in text
    assert "Dit zegt niets over oorzaak" in text


def test_comparable_gemeenten_stand_first_when_someone_asks_for_them(
    demo_work: Path, desk: Desk
) -> None:
    norm, states = desk.norms.newest, held(demo_work)
    assert norm
    # Of an item that most gemeenten meet, some are of every size.
    most = max(norm.items, key=lambda i: sum(s.item == i for s in states.values() if done(s)))
    app = visit("weerbaarheid", gebied=desk.areas.at("eenheid")[0].code, jaar=str(YEAR), item=most)
    chooser = next(s for s in app.selectbox if s.label == "Zet vooraan wie lijkt op")
    chooser.select_index(5).run()
    assert not app.exception
    assert "vergelijkbaar</small>" in shown(app)


def test_sorting_and_what_lacks_change_the_rows_not_the_counts(desk: Desk) -> None:
    app = visit("weerbaarheid", gebied=desk.areas.at("eenheid")[0].code, jaar=str(YEAR))
    before = matrix(app)
    next(s for s in app.selectbox if s.label == "Sorteer op").select("uitgevoerd").run()
    after = matrix(app)
    assert after != before
    word = '<span class="vh">uitgevoerd</span>'
    assert after.count(word) == before.count(word)
    next(t for t in app.toggle if t.label == "Alleen wat ontbreekt").set_value(True).run()
    assert "gemis" in shown(app).partition('class="nmt')[2][:40]


def test_an_item_that_does_not_exist_falls_back_to_the_most_lacking(
    demo_work: Path, desk: Desk
) -> None:
    app = visit(
        "weerbaarheid", gebied=desk.areas.at("eenheid")[0].code, jaar=str(YEAR), item="ZZ-99"
    )
    assert not app.exception
    norm = desk.norms.newest
    assert norm
    codes = [a.code for a in desk.areas.at("gemeente")]
    first = normgrid.lacking(norm, held(demo_work), codes)[0]
    assert f"Wie doet dit al? {first.item.titel}" in text_of(app)


def test_another_journal_at_the_same_number_is_not_taken_for_the_first(
    demo_work: Path, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "werkmap"
    shutil.copytree(demo_work, work, symlinks=True)
    monkeypatch.setenv("PEIL_DATA", str(work))
    whole = desk.areas.at("eenheid")[0].code
    given: tuple[Oordeel, ...] = ("uitgevoerd", "ontbreekt")
    for oordeel in given:
        for file in work.glob("journaal.db*"):
            file.rename(tmp_path / f"{oordeel}-{file.name}")
        norm = desk.norms.newest
        assert norm
        record = Score(
            gebied=desk.areas.at("gemeente")[0].code,
            item=norm.item[0].id,
            normset=norm.set,
            normversie=norm.versie,
            oordeel=oordeel,
            peildatum=date(2025, 5, 1),
            beoordelaar="adviseur",
        )
        Journal(work).append([Draft(record)], "een")
        markup = shown(visit("weerbaarheid", gebied=whole))
        done = int(oordeel == "uitgevoerd")
        assert f"<b>{done}</b> van 1 " in markup
        assert f"{done} van 1 uitgevoerd, 2026, tot nu" in markup
