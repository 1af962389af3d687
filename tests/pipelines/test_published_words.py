"""Duiding beside figures: frozen with the publication, only what was vastgesteld."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from region import make_delivery, make_region

from peil.desk import Desk, open_desk
from peil.journal import Draft, Journal
from peil.records import Afspraak, Duiding, DuidingStatus
from pipelines import register
from pipelines.publish import publish

GEBIED = "GM9000"
MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_region(tmp_path / "regio", gemeenten=4, eenheden=1, years=range(2023, 2026))
    monkeypatch.setenv("PEIL_REGIO", str(folder))
    content = make_delivery(folder, indicators=1, years=range(2023, 2026))
    register.accept(tmp_path / "werk", content, "a.csv", "standaard", "wie", now=MOMENT)
    return tmp_path / "werk"


def write(work: Path, tekst: str, *statuses: DuidingStatus, jaar: int = 2025) -> None:
    journal = Journal(work)
    for status in statuses:
        text = Duiding(gebied=GEBIED, thema="drugs", jaar=jaar, tekst=tekst, status=status)
        journal.append([Draft(text)], "wie", now=MOMENT)


def shown(desk: Desk) -> list[tuple[int, str, int]]:
    return [(u.jaar, u.tekst, u.versie) for u in desk.explanations(GEBIED, "drugs")]


def test_only_what_was_vastgesteld_stands_beside_the_figures(work: Path):
    write(work, "Een concept.", "concept", "ter controle")
    publish(work)
    assert shown(open_desk(work)) == []
    write(work, "Een concept.", "vastgesteld")
    publish(work)
    assert shown(open_desk(work)) == [(2025, "Een concept.", 3)]


def test_a_newer_text_waits_for_the_next_publication(work: Path):
    write(work, "De eerste.", "concept", "ter controle", "vastgesteld")
    publish(work)
    held = open_desk(work)
    write(work, "De tweede.", "concept", "ter controle", "vastgesteld")
    assert shown(open_desk(work)) == [(2025, "De eerste.", 3)]
    publish(work)
    assert shown(held) == [(2025, "De eerste.", 3)]
    assert shown(open_desk(work)) == [(2025, "De tweede.", 6)]


def test_a_new_concept_leaves_the_text_that_holds(work: Path):
    write(work, "Geldt.", "concept", "ter controle", "vastgesteld")
    write(work, "Nog niet.", "concept")
    publish(work)
    assert shown(open_desk(work)) == [(2025, "Geldt.", 3)]


def test_the_newest_year_comes_first_and_a_year_can_be_asked(work: Path):
    for jaar in (2024, 2025):
        write(work, f"Over {jaar}.", "concept", "ter controle", "vastgesteld", jaar=jaar)
    publish(work)
    desk = open_desk(work)
    assert [u.jaar for u in desk.explanations(GEBIED)] == [2025, 2024]
    assert [u.tekst for u in desk.explanations(GEBIED, "drugs", 2024)] == ["Over 2024."]
    assert desk.explanations(GEBIED, "") == []


def test_the_words_are_part_of_the_content_and_the_clock_is_not(work: Path):
    before = publish(work).inhoud
    write(work, "Geldt.", "concept", "ter controle", "vastgesteld")
    after = publish(work).inhoud
    assert before != after
    assert publish(work, is_herbouw=True).inhoud == after


def test_the_stamp_says_up_to_where_the_journal_was_read(work: Path):
    write(work, "Een concept.", "concept")
    first = publish(work)
    assert open_desk(work).snapshot.journaal == 1
    agreed = Afspraak(gebied=GEBIED, kenmerk="a-1-b", tekst="Doen.", eigenaar="burgemeester")
    Journal(work).append([Draft(agreed)], "wie")
    second = publish(work)
    assert open_desk(work).snapshot.journaal == 2
    assert first.inhoud == second.inhoud
