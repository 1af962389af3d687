"""The counter: who may read and write what, and that it lands at once."""

from pathlib import Path

import pytest
from region import make_region, plain_counts

from peil.access import Viewer
from peil.desk import open_desk
from peil.errors import GeenToegang, PeilError, Verouderd
from peil.journal import Draft, Journal
from peil.loket import Loket
from peil.records import Duiding, Record, Score, make
from pipelines import register
from pipelines.lock import lock
from pipelines.loket import JournalLoket

TEKST = Duiding(gebied="GM0001", jaar=2025, tekst="een")
SCORE = make(
    Score,
    gebied="GM0001",
    item="BO-01",
    normset="weerbaarheid",
    normversie="1",
    oordeel="uitgevoerd",
    peildatum="2025-03-31",
    beoordelaar="RIEC-adviseur",
)


def judge(record: Record) -> None:
    """Know one gebied only."""
    if record.gebied not in ("GM0001", "GM9000"):
        raise PeilError("Dit gebied is onbekend.")


def at(work: Path, rol: str = "analist", naam: str = "adviseur") -> Loket:
    """A counter for someone."""
    viewer = Viewer(naam, "analist" if rol == "analist" else "lezer")
    return JournalLoket(work, Journal(work), viewer, judge)


def test_what_is_written_lands_at_once_with_the_name_of_the_writer(tmp_path: Path) -> None:
    loket, other = at(tmp_path), at(tmp_path, naam="analist")
    before = Journal(tmp_path).position()
    kept = loket.write(TEKST, 0)
    assert (kept.versie, kept.wie, kept.is_fictief) == (1, "adviseur", False)
    assert Journal(tmp_path).position() > before
    assert other.find(Duiding, TEKST.onderwerp) == kept
    assert other.newest(Duiding, {"GM0001"}) == other.entries(Duiding) == [kept]
    assert other.history(Duiding, TEKST.onderwerp) == [kept]


def test_two_who_edit_one_text_are_both_told(tmp_path: Path) -> None:
    loket, other = at(tmp_path), at(tmp_path, naam="analist")
    loket.write(TEKST, 0)
    loket.write(TEKST.model_copy(update={"tekst": "van de een"}), 1)
    with pytest.raises(Verouderd, match="adviseur heeft dit"):
        other.write(TEKST.model_copy(update={"tekst": "van de ander"}), 1)
    waiting = loket.collisions(TEKST.onderwerp)
    assert [e.wie for e in waiting] == ["analist"]
    loket.write(TEKST.model_copy(update={"tekst": "van beiden"}), 2, settles=waiting)
    assert other.collisions(TEKST.onderwerp) == []


def test_what_does_not_fit_norm_or_area_is_refused_before_it_is_kept(tmp_path: Path) -> None:
    loket, strange = at(tmp_path), TEKST.model_copy(update={"gebied": "GM0002"})
    with pytest.raises(PeilError, match="onbekend"):
        loket.write(strange, 0)
    assert Journal(tmp_path).position() == 0


def test_a_lezer_sees_oordelen_only_and_writes_nothing(tmp_path: Path) -> None:
    Journal(tmp_path).append([Draft(TEKST), Draft(SCORE)], "adviseur")
    loket = at(tmp_path, "lezer")
    assert [e.record for e in loket.newest(Score)] == [SCORE]
    assert loket.newest(Duiding) == loket.entries(Duiding) == []
    assert loket.find(Duiding, TEKST.onderwerp) is None
    assert loket.history(Duiding, TEKST.onderwerp) == []
    assert loket.collisions(TEKST.onderwerp) == []
    for ask in (
        lambda: loket.write(TEKST, 1),
        loket.publish,
    ):
        with pytest.raises(GeenToegang, match="Vraag een analist"):
            ask()


def test_publishing_from_the_counter_freezes_what_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = make_region(tmp_path / "regio", gemeenten=14, eenheden=2)
    monkeypatch.setenv("PEIL_REGIO", str(region))
    work = tmp_path / "werk"
    slug = plain_counts(region)[0].slug
    rows = f"indicator;gebied;periode;waarde\n{slug};GM9000;2021;3\n".encode()
    register.accept(work, rows, "a.csv", "standaard", "wie")
    loket = at(work)
    assert loket.publish()
    assert not loket.publish()
    loket.write(SCORE.model_copy(update={"gebied": "GM9000"}), 0)
    assert loket.publish()
    assert open_desk(work).snapshot.journaal == 1


def test_publishing_while_another_publishes_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.lock.WAIT_SECONDS", 0.2)
    with lock(tmp_path), pytest.raises(PeilError, match="Iemand anders"):
        at(tmp_path).publish()
