"""The register: what was accepted stays, a later levering goes first, nothing is half."""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.errors import PeilError
from pipelines import register

HEAD = "indicator;gebied;periode;waarde;toelichting\n"
FIRST = (HEAD + "TE-01;GM0001;2021;3;\nTE-01;GM0002;2021;4;\n").encode()
SECOND = (HEAD + "TE-01;Aadorp;2021;5;\n").encode()
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def load(work: Path, content: bytes, bron: str = "standaard", **more: object) -> register.Levering:
    """Accept a file as if it came from the command line."""
    return register.accept(work, content, "proef.csv", bron, "tester", **more)  # type: ignore[arg-type] # each test passes what it is about


def tree_hash(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the hash of its content."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".slot"
    }


def test_a_levering_keeps_the_bytes_and_says_where_they_came_from(tmp_path: Path) -> None:
    card = load(tmp_path, FIRST, now=NOW, bevestiging="nagekeken")
    folder = tmp_path / "leveringen" / card.id
    assert (folder / "origineel.csv").read_bytes() == FIRST
    said = json.loads((folder / "levering.json").read_text("utf-8"))
    assert said["sha256"] == hashlib.sha256(FIRST).hexdigest()
    assert said["bron"] == "standaard"
    assert said["wie"] == "tester"
    assert said["bevestiging"] == "nagekeken"
    assert said["regels"] == 2
    assert card.id == f"20260102T030405Z-000001-{said['sha256'][:8]}"
    assert card.geladen_op == NOW


def test_the_same_file_from_the_same_bron_is_kept_once(tmp_path: Path) -> None:
    assert load(tmp_path, FIRST).id == load(tmp_path, FIRST).id
    assert load(tmp_path, FIRST, bron="gepubliceerd").volgnr == 2
    assert len(register.deliveries(tmp_path)) == 2


def test_a_later_levering_replaces_the_same_cells_and_leaves_the_earlier_file(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    first = load(tmp_path, FIRST)
    before = tree_hash(tmp_path)
    # The clock of the second is earlier: the order is that of loading.
    second = load(tmp_path, SECOND, now=NOW)
    cells = register.cells(tmp_path, kleine_catalogue, kleine_areas)
    held = {row["gebied_code"]: (row["waarde"], row["levering"]) for row in cells.to_dicts()}
    assert held == {"GM0001": (5.0, second.id), "GM0002": (4.0, first.id)}
    assert before.items() <= tree_hash(tmp_path).items()


def test_cells_carry_bron_and_source_of_a_published_figure(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    text = HEAD + "TE-01;EX;2021;3;Jaarverslag 2021\n"
    load(tmp_path, text.encode(), bron="gepubliceerd", is_fictief=True)
    row = register.cells(tmp_path, kleine_catalogue, kleine_areas).to_dicts()[0]
    assert row["herkomst"] == row["toelichting"] == "Jaarverslag 2021"
    assert (row["bron"], row["is_fictief"]) == ("gepubliceerd", True)


def test_an_empty_register_has_the_shape_of_a_full_one(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    assert register.deliveries(tmp_path) == []
    empty = register.cells(tmp_path, kleine_catalogue, kleine_areas)
    load(tmp_path, FIRST)
    assert empty.schema == register.cells(tmp_path, kleine_catalogue, kleine_areas).schema


def test_foreign_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "leveringen"
    (folder / "eigen map").mkdir(parents=True)
    (folder / "notitie.txt").write_text("van mij")
    load(tmp_path, FIRST)
    assert len(register.deliveries(tmp_path)) == 1
    assert (folder / "notitie.txt").read_text() == "van mij"


def test_what_a_stopped_load_left_behind_is_no_levering_and_is_cleared(tmp_path: Path) -> None:
    half = tmp_path / "leveringen" / ".nieuw-abc"
    half.mkdir(parents=True)
    (half / "origineel.csv").write_bytes(b"half")
    assert register.deliveries(tmp_path) == []
    load(tmp_path, FIRST)
    assert not half.exists()


def test_a_failed_write_leaves_the_register_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, FIRST)
    before = tree_hash(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        load(tmp_path, SECOND)
    assert tree_hash(tmp_path) == before


def test_a_changed_original_is_noticed(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    card = load(tmp_path, FIRST)
    path = tmp_path / "leveringen" / card.id / card.origineel
    path.chmod(0o644)
    path.write_bytes(SECOND)
    with pytest.raises(PeilError, match=r"veranderd of weg"):
        register.cells(tmp_path, kleine_catalogue, kleine_areas)


def test_a_damaged_card_is_never_skipped_in_silence(tmp_path: Path) -> None:
    card = load(tmp_path, FIRST)
    path = tmp_path / "leveringen" / card.id / "levering.json"
    path.chmod(0o644)
    path.write_text("{")
    with pytest.raises(PeilError, match="beschadigd"):
        register.deliveries(tmp_path)


def test_a_row_that_the_catalogue_no_longer_knows_is_left_out_and_said(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    text = HEAD + "TE-01;GM0001;2021;3;\nTE-99;GM0001;2021;3;\n"
    load(tmp_path, text.encode())
    found = register.collect(tmp_path, kleine_catalogue, kleine_areas)
    assert found.cells.height == 1
    assert "TE-99" in str(found.left_out[0])


def test_the_day_of_loading_decides_what_was_the_future(
    tmp_path: Path, kleine_catalogue: Catalogue, kleine_areas: Areas
) -> None:
    load(tmp_path, FIRST, now=datetime(2020, 1, 1, tzinfo=UTC))
    found = register.collect(tmp_path, kleine_catalogue, kleine_areas)
    assert found.cells.is_empty()
    assert "in de toekomst" in str(found.left_out[0])


@pytest.mark.parametrize("change", [{"volgnr": 7}, {"id": "20260102T030405Z-000009-00000000"}])
def test_a_card_that_was_edited_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    card = load(tmp_path, FIRST)
    path = tmp_path / register.FOLDER / card.id / register.CARD
    path.chmod(0o644)
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    with pytest.raises(PeilError, match=r"is beschadigd\. Zet deze map terug"):
        register.deliveries(tmp_path)
