"""Cleaning up: proposed by what the bron declares, done when told so, and never forgotten."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keeping import rows

from peil.desk import open_desk
from pipelines import register
from pipelines.__main__ import main
from pipelines.entries import FOLDER, Opruiming, put
from pipelines.lock import lock

Out = pytest.CaptureFixture[str]
Load = Callable[..., register.Levering]


@pytest.fixture
def work(tmp_path: Path, small_region: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, long after the leveringen that come in it."""
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "werk"))
    monkeypatch.setenv("PEIL_REGIO", str(small_region))
    monkeypatch.setenv("PEIL_VANDAAG", "2040-01-01")
    return tmp_path / "werk"


def load(work: Path, *counts: int, year: int = 2025) -> register.Levering:
    """Load a levering in a year."""
    content = rows(Path(os.environ["PEIL_REGIO"]), *counts)
    moment = datetime(year, 6, 1, tzinfo=UTC)
    name = f"{counts[0]}.csv"
    return register.accept(work, content, name, "standaard", "tester", now=moment)


def test_what_is_within_its_time_is_not_proposed(work: Path, capsys: Out) -> None:
    load(work, 3, year=2039)
    assert main(["opruimen"]) == 0
    assert "niets op te ruimen" in capsys.readouterr().out


def test_a_proposal_tells_what_still_carries_figures_and_changes_nothing(
    work: Path, capsys: Out
) -> None:
    load(work, 3, 4)
    load(work, 5, 6)
    load(work, 7, year=2039)
    assert main(["opruimen"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert "telt niet meer mee" in out[0]
    assert "draagt nog 1 cijfer" in out[1]
    assert out[2].startswith("Er is niets veranderd")
    assert len(register.deliveries(work)) == 3


def test_removing_takes_the_idle_ones_and_keeps_which_they_were(work: Path, capsys: Out) -> None:
    gone, kept = load(work, 3), load(work, 5)
    assert main(["opruimen", "--verwijder", "termijn voorbij"]) == 0
    assert "1 levering is verwijderd" in capsys.readouterr().out
    assert not register.folder_of(work, gone).exists()
    assert register.deliveries(work) == [kept]
    (entry,) = register.entries(work)
    assert isinstance(entry, Opruiming)
    assert (entry.reden, entry.volgnr) == ("termijn voorbij", 3)
    (said,) = entry.leveringen
    assert (said.id, said.sha256, said.bestand) == (gone.id, gone.sha256, "3.csv")
    # What carries figures stays, unless that is said too.
    assert main(["opruimen", "--verwijder", "termijn voorbij"]) == 1
    assert "Er is niets verwijderd" in capsys.readouterr().err
    assert main(["opruimen", "--verwijder", "termijn voorbij", "--ook-tellend"]) == 0
    assert register.deliveries(work) == []
    assert load(work, 9).volgnr == 5


@pytest.mark.parametrize(
    ("asked", "code"),
    [(["--ook-tellend"], 2), (["--verwijder", ""], 1), (["--verwijder", "bel 06-12345678"], 1)],
)
def test_removing_without_a_reason_that_may_be_kept_is_refused(
    work: Path, capsys: Out, asked: list[str], code: int
) -> None:
    load(work, 3)
    load(work, 5)
    assert main(["opruimen", *asked]) == code
    assert "12345678" not in capsys.readouterr().err
    assert len(register.deliveries(work)) == 2


def test_a_clean_up_that_was_stopped_is_finished_by_the_next(work: Path) -> None:
    gone = load(work, 3)
    fields = gone.model_dump(include={"id", "volgnr", "bron", "bestand", "sha256", "regels"})
    said = {**fields, "geladen_op": gone.geladen_op}
    moment = datetime(2040, 1, 1, tzinfo=UTC)
    entry = Opruiming.model_validate(
        {"volgnr": 2, "moment": moment, "wie": "t", "reden": "r", "leveringen": [said]}
    )
    put(work, entry)
    assert register.folder_of(work, gone).exists()
    # It no longer counts from the moment of the entry, and is gone after the next lock.
    assert register.deliveries(work) == []
    with lock(work):
        assert not register.folder_of(work, gone).exists()
    assert (work / FOLDER / "000002-opruiming.json").is_file()


def test_withdrawing_from_the_command_line_is_seen_after_publishing(
    work: Path, capsys: Out
) -> None:
    load(work, 3)
    second = load(work, 5)
    assert main(["publiceer"]) == 0
    number = str(second.volgnr)
    assert main(["intrekken", number, "--reden", "verkeerd jaar"]) == 0
    assert "Het bestand blijft bewaard." in capsys.readouterr().out
    assert main(["publiceer"]) == 0
    desk = open_desk(work)
    assert [d["bestand"] for d in desk.deliveries()] == ["3.csv"]
    capsys.readouterr()
    assert main(["leveringen"]) == 0
    assert "ingetrokken" in capsys.readouterr().out.splitlines()[1]
    assert main(["intrekken", "99", "--reden", "verkeerd"]) == 2
    assert main(["intrekken", number, "--reden", "nog eens"]) == 1
