"""The store: always a whole, stamped snapshot, also while a new one is being swapped in."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from peil import store
from peil.desk import open_desk
from peil.errors import GeenSnapshot, GeenToegang, PeilError
from peil.store import Store
from peil.terms import ZONDER_CONTROLE
from pipelines.publish import KEEP, discard, swap, write


def publish(work: Path, number: int, regel: str | None = ZONDER_CONTROLE) -> Path:
    """Write and swap in a snapshot whose 200 rows all carry the same number."""
    tables = {"grootteklassen": pl.DataFrame({"klasse": [number] * 200})}
    if regel is not None:
        tables["stempel"] = pl.DataFrame({"regel": [regel]})
    path = write(work, tables)
    swap(work, path)
    return path


def test_before_any_publication_the_store_says_what_to_do(tmp_path: Path):
    with pytest.raises(GeenSnapshot, match="peil demo"):
        Store(tmp_path).snapshot().ask("stempel")


@pytest.mark.parametrize("regel", [None, "iets anders"])
def test_a_snapshot_without_a_known_stamp_is_refused(tmp_path: Path, regel: str | None):
    publish(tmp_path, 1, regel)
    with pytest.raises(PeilError, match="niet getoond"):
        Store(tmp_path).snapshot().ask("grootteklassen")


STAMP = {
    "regel": [ZONDER_CONTROLE],
    "gepubliceerd_op": [datetime(2026, 1, 1, tzinfo=UTC)],
    "inhoud": ["abc"],
    "versie": ["1"],
    "is_fictief": [False],
    "journaal": [0],
}


@pytest.mark.parametrize("change", [{"journaal": None}, {"nieuw": [1]}])
def test_a_publication_with_another_stamp_says_what_to_do(tmp_path: Path, change: dict[str, Any]):
    stamp = {name: value for name, value in (STAMP | change).items() if value}
    swap(tmp_path, write(tmp_path, {"stempel": pl.DataFrame(stamp)}))
    with pytest.raises(PeilError, match=r"oudere versie\. Draai `peil werkbij`.*`peil publiceer`"):
        open_desk(tmp_path)


def test_a_publication_that_goes_between_looking_and_opening_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    publish(tmp_path, 1)
    is_readable = store.os.access

    def rebuild_first(path: Path, mode: int) -> bool:
        monkeypatch.setattr(store.os, "access", is_readable)
        discard(tmp_path, keep=publish(tmp_path, 2))
        return is_readable(path, mode)

    monkeypatch.setattr(store.os, "access", rebuild_first)
    assert Store(tmp_path).snapshot().ask("grootteklassen")["klasse"][0] == 2


def test_a_publication_without_a_table_or_column_says_what_to_do(tmp_path: Path):
    tables = {
        "stempel": pl.DataFrame(STAMP),
        "cijfers": pl.DataFrame({"indicator": ["meldingen"]}),
        "catalogus": pl.DataFrame({"soort": ["bron"], "slug": ["x"], "inhoud": ["{}"]}),
    }
    swap(tmp_path, write(tmp_path, tables))
    desk = open_desk(tmp_path)
    asked: list[Callable[[], object]] = [
        lambda: desk.explanations("GM0001"),
        lambda: desk.profile("GM0001"),
        lambda: desk.catalogue,
        lambda: desk.areas,
    ]
    for question in asked:
        with pytest.raises(PeilError, match="van een oudere versie"):
            question()


def test_a_file_that_is_no_database_is_refused_in_a_sentence(tmp_path: Path):
    path = publish(tmp_path, 1)
    path.write_bytes(b"geen database")
    with pytest.raises(PeilError, match="peil herbouw"):
        Store(tmp_path).snapshot().ask("stempel")


def test_a_publication_that_may_not_be_read_is_no_access(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    publish(tmp_path, 1)
    # Who runs the tests may be allowed everything, so the answer of the system is set here.
    monkeypatch.setattr("peil.store.os.access", lambda *_: False)
    with pytest.raises(GeenToegang, match="niet lezen"):
        Store(tmp_path).snapshot()


def test_a_running_reader_sees_the_next_publication(tmp_path: Path):
    publish(tmp_path, 1)
    store = Store(tmp_path)
    before = store.version()
    assert store.snapshot().ask("grootteklassen")["klasse"].unique().to_list() == [1]
    publish(tmp_path, 2)
    assert store.version() != before
    assert store.snapshot().ask("grootteklassen")["klasse"].unique().to_list() == [2]


def test_who_holds_a_snapshot_keeps_its_answers(tmp_path: Path):
    publish(tmp_path, 1)
    held = Store(tmp_path).snapshot()
    for number in range(2, KEEP + 4):
        publish(tmp_path, number)
    assert held.ask("grootteklassen")["klasse"][0] == 1


def test_the_snapshot_cannot_be_written_through_the_store(tmp_path: Path):
    publish(tmp_path, 1)
    with pytest.raises(duckdb.Error):
        Store(tmp_path).snapshot().connection.execute("DELETE FROM snapshot.stempel")


def test_old_snapshots_are_cleared_but_the_last_ones_stay(tmp_path: Path):
    for number in range(KEEP + 3):
        publish(tmp_path, number)
    assert len(list((tmp_path / "snapshots").iterdir())) == KEEP
    assert Store(tmp_path).snapshot().ask("grootteklassen")["klasse"][0] == KEEP + 2


def test_readers_never_see_half_a_publication(tmp_path: Path):
    publish(tmp_path, 0)
    store, stop = Store(tmp_path), threading.Event()
    seen: list[tuple[int, int]] = []
    failures: list[BaseException] = []

    def read() -> None:
        while not stop.is_set():
            try:
                answer = store.snapshot().ask("grootteklassen")["klasse"]
                seen.append((answer.len(), answer.n_unique()))
            except BaseException as error:
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 11):
        publish(tmp_path, number)
    stop.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert len(seen) > 10
    assert set(seen) == {(200, 1)}
