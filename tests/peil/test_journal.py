"""The journal: every version kept, nothing changed, and both told when two edit one text."""

import sqlite3
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from written import direct, text, words_of

from peil.errors import PeilError, Verouderd
from peil.journal import FILE, Draft, Journal
from peil.numbers import format_moment
from peil.records import Duiding, Oordeel, Score

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal that nobody wrote in."""
    return Journal(tmp_path / "werk")


def test_reading_a_journal_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "werk")
    assert (journal.position(), journal.newest(Score), journal.find(Score, "x")) == (0, [], None)
    assert journal.append([], "wie") == []
    assert journal.seed([], "wie") == 0
    assert not (tmp_path / "werk").exists()


def test_every_version_is_kept_with_who_and_when(journal: Journal) -> None:
    journal.append([Draft(text("een"), 0)], "adviseur", now=NOW)
    journal.append([Draft(text("twee"), 1)], "analist", now=NOW + timedelta(hours=1))
    found = journal.history(Duiding, text("").onderwerp)
    assert [(e.nummer, e.versie, e.wie, e.record.tekst) for e in found] == [
        (1, 1, "adviseur", "een"),
        (2, 2, "analist", "twee"),
    ]
    assert [e.wanneer for e in found] == [NOW, NOW + timedelta(hours=1)]
    assert [e.record.tekst for e in journal.newest(Duiding)] == ["twee"]
    assert journal.newest(Duiding, {"GM0002"}) == []
    assert journal.entries(Duiding, {"GM0001"}) == found


def test_the_same_text_twice_is_one_entry(journal: Journal) -> None:
    first = journal.append([Draft(text("een"), 0)], "adviseur")
    assert journal.append([Draft(text("een"), 0)], "adviseur") == first
    assert journal.append([Draft(text("een"), 1)], "analist") == first
    assert journal.position() == 1


def test_who_came_second_is_told_when_on_the_own_clock(journal: Journal) -> None:
    journal.append([Draft(text("een"), 0)], "adviseur", now=NOW)
    with pytest.raises(Verouderd) as late:
        journal.append([Draft(text("twee"), 0)], "analist")
    assert str(late.value).startswith(f"adviseur heeft dit op {format_moment(NOW)} al veranderd.")


def oordeel(uitkomst: Oordeel) -> Score:
    return Score(
        gebied="GM0001",
        item="AA-01",
        normset="proef",
        normversie="1",
        oordeel=uitkomst,
        peildatum=date(2025, 10, 1),
        beoordelaar="RIEC-adviseur",
    )


def test_a_real_oordeel_replaces_the_same_in_fictitious_and_not_back(journal: Journal) -> None:
    same = oordeel("uitgevoerd")
    journal.seed([Draft(same)], "demo")
    assert not journal.append([Draft(same, 1)], "adviseur")[0].is_fictief
    assert not journal.append([Draft(same)], "demo", is_fictief=True)[0].is_fictief
    assert [e.is_fictief for e in journal.entries(Score)] == [True, False]


def test_what_goes_on_from_something_made_up_stays_made_up(journal: Journal) -> None:
    journal.seed([Draft(text("een"))], "demo")
    assert journal.append([Draft(text("een"), 1)], "adviseur")[0].versie == 1
    assert journal.append([Draft(text("twee"), 1)], "adviseur")[0].is_fictief
    assert not journal.append([Draft(text("ander", "GM0002"), 0)], "adviseur")[0].is_fictief


def test_changing_what_is_not_there_is_told_and_keeps_nothing(journal: Journal) -> None:
    with pytest.raises(PeilError, match="staat niet meer in het journaal"):
        journal.append([Draft(text("twee"), 1)], "adviseur")
    assert journal.position() == 0


def test_seeding_again_adds_nothing_and_leaves_what_people_wrote(journal: Journal) -> None:
    journal.append([Draft(text("echt"))], "adviseur")
    other = text("concept", "GM0002")
    drafts = [
        Draft(text("verzonnen")),
        Draft(other, wanneer=NOW),
        Draft(other.model_copy(update={"status": "ter controle"}), wanneer=NOW),
    ]
    assert journal.seed(drafts, "demo") == 2
    assert journal.seed(drafts, "demo") == 0
    assert [(e.record.tekst, e.versie, e.is_fictief) for e in journal.entries(Duiding)] == [
        ("echt", 1, False),
        ("concept", 1, True),
        ("concept", 2, True),
    ]


def test_entries_are_never_changed_or_removed(journal: Journal, tmp_path: Path) -> None:
    journal.append([Draft(text("een"))], "adviseur")
    with direct(tmp_path / "werk" / FILE) as raw:
        for statement in ("UPDATE boekingen SET wie = 'x'", "DELETE FROM boekingen"):
            with pytest.raises(sqlite3.IntegrityError, match="alleen aangevuld"):
                raw.execute(statement)
    assert words_of(Journal(tmp_path / "werk")) == ["een"]


def test_what_another_process_writes_is_seen_at_the_next_question(
    journal: Journal, tmp_path: Path
) -> None:
    other = Journal(tmp_path / "werk")
    assert other.position() == 0
    journal.append([Draft(text("een"))], "adviseur")
    assert words_of(other) == ["een"]
    other.append([Draft(text("twee"), 1)], "analist")
    assert words_of(journal) == ["een", "twee"]


def test_threads_share_one_journal_without_loss(journal: Journal) -> None:
    def write(name: int) -> None:
        for number in range(10):
            journal.append([Draft(text(f"{name}-{number}", f"GM{name:04}", 2000 + number))], "a")
            assert journal.position() > 0

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(words_of(journal)) == sorted(f"{a}-{b}" for a in range(8) for b in range(10))
    assert [e.nummer for e in journal.entries(Duiding)] == list(range(1, 81))


def test_readers_go_on_while_a_writer_waits_for_its_turn(journal: Journal, tmp_path: Path) -> None:
    journal.append([Draft(text("een"))], "adviseur")
    other = direct(tmp_path / "werk" / FILE)
    other.execute("BEGIN IMMEDIATE")
    writer = threading.Thread(target=journal.append, args=([Draft(text("twee"))], "analist"))
    writer.start()
    start = time.monotonic()
    assert words_of(journal) == ["een"]
    assert time.monotonic() - start < 5
    assert writer.is_alive()
    other.execute("ROLLBACK")
    writer.join()
    assert words_of(journal) == ["een", "twee"]
    other.close()


def test_a_score_of_a_day_comes_back_as_it_was_typed(journal: Journal) -> None:
    score = Score(
        gebied="GM0001",
        item="BO-01",
        normset="weerbaarheid",
        normversie="1",
        oordeel="uitgevoerd",
        peildatum=date(2025, 3, 31),
        geldig_tot=date(2027, 3, 31),
        beoordelaar="RIEC-adviseur",
    )
    journal.append([Draft(score, 0)], "adviseur")
    journal.close()
    found = journal.find(Score, score.onderwerp)
    assert found is not None
    assert found.record == score


def test_entries_of_some_gebieden_come_in_the_order_of_writing(journal: Journal) -> None:
    codes = ["GM0002", "GM0001", "GM0003", "GM0001", "GM0002"]
    for number, code in enumerate(codes):
        journal.append([Draft(text(f"tekst {number}", code))], "wie")
    for asked in (["GM0001"], ["GM0002", "GM0001", "GM0001"], {"GM0009"}, None):
        wanted = [e for e in journal.entries(Duiding) if asked is None or e.record.gebied in asked]
        assert journal.entries(Duiding, asked) == wanted
    assert len(journal.entries(Duiding, ["GM0001", "GM0002"])) == 4
