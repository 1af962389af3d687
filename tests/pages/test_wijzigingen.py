"""Two standen on the screen and the command line: what changed, and looking back at the first."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from keeping import rows
from region import make_region, plain_counts
from seen import address, shown, visit

from pages.parts import stands
from peil.access import Viewer
from peil.desk import open_desk
from peil.errors import GeenToegang
from peil.journal import Draft, Journal
from peil.loket import Loket
from peil.records import Duiding
from pipelines import look_back, register
from pipelines.__main__ import main as peil
from pipelines.lock import lock
from pipelines.loket import JournalLoket
from pipelines.publish import publish

GEMEENTE = "GM9000"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory):
    """A small region that published twice; the second levering corrects the first."""
    root = make_region(tmp_path_factory.mktemp("regio"), gemeenten=14, eenheden=2)
    folder = root / "werk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEIL_REGIO", str(root))
        patch.setenv("PEIL_DATA", str(folder))
        for name, count in (("een", 40), ("twee", 90)):
            content = rows(root, count, 4)
            register.accept(folder, content, f"{name}.csv", "standaard", "tester")
            with lock(folder):
                publish(folder)
        yield folder


@pytest.fixture
def slug(work: Path) -> str:
    return plain_counts(work.parent)[0].slug


@pytest.fixture
def first(work: Path) -> str:
    """The number of the first of the two standen."""
    found = look_back.known_standen(work)
    assert len(found) == 2
    return str(found[0].nummer)


def teller(work: Path, slug: str, stand: Path | None = None) -> float | None:
    (figure,) = open_desk(work, stand=stand).figures(slug, gebied=GEMEENTE, periode="2021")
    return figure.teller


def test_an_earlier_stand_answers_as_it_did(work: Path, slug: str, first: str):
    path = look_back.snapshot_of(work, int(first))
    assert (teller(work, slug, path), teller(work, slug)) == (40, 90)
    assert look_back.snapshot_of(work, int(first)) == path


def test_what_is_late_at_an_earlier_stand_is_told_of_its_own_day(
    work: Path, monkeypatch: pytest.MonkeyPatch
):
    desk = open_desk(work)
    monkeypatch.setenv("PEIL_VANDAAG", "2031-05-06")
    monkeypatch.setattr(stands, "current", lambda: "")
    assert stands.viewed_on(desk) == date(2031, 5, 6)
    monkeypatch.setattr(stands, "current", lambda: "1")
    assert stands.viewed_on(desk) == desk.snapshot.gepubliceerd_op.date()


def test_the_newest_stand_is_the_publication_of_now(work: Path):
    now = look_back.known_standen(work)[-1].nummer
    assert look_back.snapshot_of(work, now) == (work / "current.duckdb").resolve()


def test_the_page_tells_what_changed_and_by_which_levering(work: Path, first: str, slug: str):
    app = visit("wijzigingen")
    assert not app.exception
    text = re.sub(r"<[^>]+>", " ", unescape(shown(app)))
    assert re.search(r"1 cijfer is veranderd|\d+ cijfers zijn veranderd", text)
    assert "een.csv" in text
    assert "twee.csv" in text
    assert re.search(r"levering \d+ in plaats van 1\b", text)
    assert f"stand={first}" in unescape(shown(app))


def test_the_choice_of_two_standen_stands_in_the_address(work: Path, first: str):
    app = visit("wijzigingen")
    app.selectbox(key="stand_tot").select(int(first)).run()
    assert not app.exception
    assert address(app)["tot"] == first
    assert "twee keer dezelfde stand" in shown(app)


def test_an_earlier_stand_says_so_on_every_page_and_in_every_link(
    work: Path, first: str, slug: str
):
    app = visit("indicator", indicator=slug, gebied=GEMEENTE, periode="2021", stand=first)
    assert not app.exception
    markup = unescape(shown(app))
    assert "Alleen lezen" in markup
    assert address(app)["stand"] == first
    links = re.findall(r'href="((?:\./|[a-z]+)(?:\?[^"]*)?)"', markup)
    back = [link for link in links if "stand=nu" in link]
    assert len(back) == 1
    assert links
    assert all(f"stand={first}" in link for link in links if link not in back)


def test_without_a_stand_no_link_has_one(work: Path, slug: str):
    app = visit("indicator", indicator=slug, gebied=GEMEENTE, stand="nu")
    assert "Alleen lezen" not in shown(app)
    assert "stand" not in address(app)
    assert "stand=" not in shown(app)


def test_a_stand_that_never_was_is_said_with_the_way_back(work: Path):
    app = visit("eenheid", stand="999")
    assert not app.exception
    assert "Stand 999 bestaat niet" in shown(app)
    assert "Terug naar nu" in shown(app)


def test_at_an_earlier_stand_there_is_nothing_to_deliver(work: Path, first: str):
    app = visit("aanlevering", stand=first)
    assert not app.exception
    assert "Daar kunt u alleen lezen" in shown(app)
    assert not app.button


def test_what_was_typed_later_is_not_in_an_earlier_stand(work: Path):
    journal = Journal(work)
    fields = {"gebied": GEMEENTE, "jaar": 2021, "tekst": "een", "status": "concept"}
    record = Duiding.model_validate(fields)
    (one,) = journal.append([Draft(record)], "tester")
    later = Duiding.model_validate(fields | {"tekst": "twee"})
    journal.append([Draft(later, 1)], "tester")
    viewer = Viewer("tester", "analist")
    for until, text in ((one.nummer, "een"), (None, "twee")):
        loket = JournalLoket(work, journal, viewer, lambda _: None, "", until)
        assert [e.record.tekst for e in loket.newest(Duiding)] == [text]
        found = loket.find(Duiding, record.onderwerp)
        assert found is not None
        assert found.record.tekst == text
    before = JournalLoket(work, journal, viewer, lambda _: None, "", one.nummer - 1)
    assert before.newest(Duiding) == before.history(Duiding, record.onderwerp) == []
    assert before.find(Duiding, record.onderwerp) is None


def counter(work: Path, reason: str) -> Loket:
    viewer = Viewer("tester", "analist")
    return JournalLoket(work, Journal(work), viewer, lambda _: None, reason)


def test_at_an_earlier_stand_nothing_can_be_written_or_delivered(work: Path):
    loket = counter(work, "U kijkt naar een stand van toen.")
    record = Duiding.model_validate(
        {"gebied": GEMEENTE, "jaar": 2021, "tekst": "x", "status": "concept"}
    )
    for act in (
        lambda: loket.write(record, 0),
        loket.publish,
        loket.leveringen.publish,
        lambda: loket.leveringen.withdraw("x", "reden genoeg"),
    ):
        with pytest.raises(GeenToegang, match="stand van toen"):
            act()


def test_the_command_tells_the_same_changes(
    work: Path, first: str, capsys: pytest.CaptureFixture[str]
):
    assert peil(["verschil", first, "nu"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"\(40\)\*? +→ +[\d,.]+ \(90\)", out)
    assert peil(["verschil", first, "nu", "--formaat", "csv"]) == 0
    assert ",40,90," in capsys.readouterr().out
    assert peil(["verschil", first, first]) == 0
    assert "Er is geen enkel cijfer veranderd." in capsys.readouterr().out


@pytest.mark.parametrize(("asked", "code"), [("999", 1), ("gisteren", 2), ("1999-01-01", 1)])
def test_a_stand_that_cannot_be_is_refused_in_dutch(
    work: Path, asked: str, code: int, capsys: pytest.CaptureFixture[str]
):
    assert peil(["verschil", asked, "nu"]) == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert asked in said or "nog niets gepubliceerd" in said
