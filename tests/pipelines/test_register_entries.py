"""What happens to leveringen: intrekken, exercises, one numbering, and entries that stay."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.errors import Finding, PeilError
from pipelines import register
from pipelines.entries import (
    ANNOUNCED,
    FOLDER,
    Intrekking,
    Publicatie,
    announce,
    publications,
    read_entries,
)
from pipelines.lock import lock

HEAD = "indicator;gebied;periode;waarde\n"
FIRST = (HEAD + "TE-01;GM0001;2021;3\nTE-01;GM0002;2021;4\n").encode()
SECOND = (HEAD + "TE-01;Aadorp;2021;5\n").encode()
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def load(work: Path, content: bytes, **more: object) -> register.Levering:
    """Accept a file as if it came from the command line."""
    return register.accept(work, content, "proef.csv", "standaard", "tester", **more)  # type: ignore[arg-type] # each test passes what it is about


def publication(number: int, snapshot: str) -> Publicatie:
    """A publication as it is announced."""
    return Publicatie(
        volgnr=number,
        moment=NOW,
        wie="tester",
        snapshot=snapshot,
        inhoud="a" * 64,
        cijfers=3,
        versie="0.1.0",
        code="b" * 12,
        journaal=0,
        catalogus="c" * 64,
    )


def held(work: Path, catalogue: Catalogue, areas: Areas) -> dict[str, tuple[float, bool]]:
    """Which value holds per gebied, and whether it is made up."""
    cells = register.cells(work, catalogue, areas)
    return {r["gebied_code"]: (r["waarde"], r["is_fictief"]) for r in cells.to_dicts()}


def test_what_is_withdrawn_no_longer_counts_and_what_it_replaced_does_again(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    first, second = load(tmp_path, FIRST), load(tmp_path, SECOND)
    kept = (register.folder_of(tmp_path, second) / "levering.json").read_bytes()
    entry = register.withdraw(tmp_path, second.id, " verkeerd jaar ", "tester", now=NOW)
    assert (entry.volgnr, entry.reden, entry.wie) == (3, "verkeerd jaar", "tester")
    assert held(tmp_path, kleine_catalogue, kleine_areas)["GM0001"] == (3.0, False)
    assert [card.id for card in register.counting(tmp_path)] == [first.id]
    # The levering itself stays as it was, and is still listed.
    assert (register.folder_of(tmp_path, second) / "levering.json").read_bytes() == kept
    assert len(register.deliveries(tmp_path)) == 2
    assert json.loads((tmp_path / FOLDER / "000003-intrekking.json").read_bytes())["levering"] == (
        second.id
    )
    # Up to the intrekking the levering counted.
    assert len(register.counting(tmp_path, tot=2)) == 2
    assert register.counting(tmp_path, tot=1) == [first]


def test_a_file_that_was_withdrawn_may_be_loaded_again(tmp_path: Path) -> None:
    first = load(tmp_path, FIRST)
    register.withdraw(tmp_path, first.id, "te vroeg", "tester")
    again = load(tmp_path, FIRST)
    assert again.volgnr == 3
    assert register.counting(tmp_path) == [again]


@pytest.mark.parametrize(
    ("reason", "said"), [("  ", "reden op"), ("bel 06-12345678", "In de reden staat")]
)
def test_a_reason_that_may_not_be_kept_changes_nothing(
    tmp_path: Path, reason: str, said: str
) -> None:
    card = load(tmp_path, FIRST)
    with pytest.raises(PeilError, match=said) as raised:
        register.withdraw(tmp_path, card.id, reason, "tester")
    assert "12345678" not in str(raised.value)
    assert register.entries(tmp_path) == []


def test_only_what_counts_can_be_withdrawn(tmp_path: Path) -> None:
    card = load(tmp_path, FIRST)
    with pytest.raises(PeilError, match="niet in het register"):
        register.withdraw(tmp_path, "onbekend", "reden", "tester")
    register.withdraw(tmp_path, card.id, "reden", "tester", now=NOW)
    with pytest.raises(PeilError, match="al ingetrokken op 2 januari 2026"):
        register.withdraw(tmp_path, card.id, "reden", "tester")
    assert len(register.entries(tmp_path)) == 1


def test_leveringen_and_entries_share_one_numbering(tmp_path: Path) -> None:
    numbers = [load(tmp_path, FIRST).volgnr]
    numbers.append(register.withdraw(tmp_path, load(tmp_path, SECOND).id, "x y", "t").volgnr)
    numbers.append(load(tmp_path, SECOND).volgnr)
    assert numbers == [1, 3, 4]


def test_the_same_bytes_for_another_asked_period_are_another_levering(tmp_path: Path) -> None:
    first = load(tmp_path, FIRST, periode="2021")
    assert load(tmp_path, FIRST, periode="2021") == first
    second = load(tmp_path, FIRST, periode="2022")
    assert (second.volgnr, second.periode) == (2, "2022")
    found = register.find_same(tmp_path, FIRST, "standaard", "2022")
    assert found == second
    assert register.find_same(tmp_path, FIRST, "standaard") is None


def test_a_levering_keeps_what_was_found_in_it_and_its_form(tmp_path: Path) -> None:
    finding = Finding("proef.csv", 2, "waarde", "dit is veel", "kijk het na", "waarschuwing")
    card = load(tmp_path, FIRST, bevindingen=[finding], vorm="jaarboek")
    assert register.findings(tmp_path, card) == [finding]
    (kept,) = register.deliveries(tmp_path)
    assert kept.vorm == "jaarboek"
    assert (tmp_path / "catalogi" / f"{kept.catalogus}.zip").is_file()


def test_beside_made_up_figures_every_levering_is_an_exercise_and_is_seen(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    load(tmp_path, FIRST, is_oefening=False)
    assert not register.is_exercise(tmp_path)
    made_up = (HEAD + "TE-01;GM0002;2021;9\nTE-01;GM0001;2020;1\n").encode()
    load(tmp_path, made_up, is_fictief=True)
    # What is made up does not replace a real figure …
    assert held(tmp_path, kleine_catalogue, kleine_areas)["GM0002"] == (4.0, False)
    assert register.is_exercise(tmp_path)
    card = load(tmp_path, SECOND)
    assert (card.is_oefening, card.is_fictief) == (True, True)
    # … but an exercise does, marked as made up: one delivers to see what happens.
    assert held(tmp_path, kleine_catalogue, kleine_areas)["GM0001"] == (5.0, True)


def test_cards_of_before_the_entries_are_still_read(tmp_path: Path) -> None:
    card = load(tmp_path, FIRST)
    path = register.folder_of(tmp_path, card) / "levering.json"
    said = json.loads(path.read_bytes())
    for name in ("catalogus", "vorm", "periode", "is_oefening"):
        del said[name]
    path.chmod(0o644)
    path.write_text(json.dumps(said))
    (register.folder_of(tmp_path, card) / "bevindingen.json").unlink()
    (old,) = register.counting(tmp_path)
    assert (old.catalogus, old.vorm, old.is_oefening) == ("", "", False)
    assert register.findings(tmp_path, old) == []
    assert register.find_same(tmp_path, FIRST, "standaard") == old


def test_an_announced_publication_counts_only_when_its_snapshot_is_current(
    tmp_path: Path,
) -> None:
    announce(tmp_path, publication(1, "dash-a.duckdb"))
    with lock(tmp_path):
        assert read_entries(tmp_path) == []
        assert not (tmp_path / FOLDER / ANNOUNCED).exists()
    # Killed between the swap and the entry: the next who works here completes it.
    announce(tmp_path, publication(1, "dash-b.duckdb"))
    (tmp_path / "current.duckdb").symlink_to("snapshots/dash-b.duckdb")
    with lock(tmp_path):
        assert [e.snapshot for e in publications(read_entries(tmp_path))] == ["dash-b.duckdb"]
        assert register.next_number(tmp_path) == 2


@pytest.mark.parametrize("content", ["{", '{"volgnr": 9}', None])
def test_a_damaged_entry_is_never_skipped_in_silence(tmp_path: Path, content: str | None) -> None:
    card = load(tmp_path, FIRST)
    register.withdraw(tmp_path, card.id, "reden", "tester")
    path = tmp_path / FOLDER / "000002-intrekking.json"
    path.chmod(0o644)
    said = json.loads(path.read_bytes()) | {"volgnr": 9}
    path.write_text(json.dumps(said) if content is None else content)
    with pytest.raises(PeilError, match=r"000002-intrekking\.json in het register is beschadigd"):
        register.counting(tmp_path)


def test_foreign_files_in_the_register_are_left_alone(tmp_path: Path) -> None:
    card = load(tmp_path, FIRST)
    register.withdraw(tmp_path, card.id, "reden", "tester")
    (tmp_path / FOLDER / "notitie.txt").write_text("van mij")
    (entry,) = register.entries(tmp_path)
    assert isinstance(entry, Intrekking)
    assert (tmp_path / FOLDER / "notitie.txt").read_text() == "van mij"


def test_a_levering_that_is_gone_is_missed_by_its_number(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    first, second = load(tmp_path, FIRST), load(tmp_path, SECOND)
    register.withdraw(tmp_path, second.id, "De partner trok het in.", "tester")
    assert held(tmp_path, kleine_catalogue, kleine_areas)
    shutil.rmtree(register.folder_of(tmp_path, first))
    with pytest.raises(PeilError, match=r"ontbreekt nummer 1\. .* reservekopie"):
        held(tmp_path, kleine_catalogue, kleine_areas)
