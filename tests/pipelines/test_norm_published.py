"""The norm in the demo as it was published: counted again from the scores beside it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from peil.catalogue import load_catalogue
from peil.journal import Journal
from peil.norm import find_doubt, load_norms
from peil.records import Score
from pipelines.check_records import record_checker

(WE_01,) = [i.slug for i in load_catalogue() if load_catalogue().bronnen[i.bron].soort == "norm"]


@pytest.fixture(scope="module")
def snapshot(demo_work: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(demo_work / "current.duckdb"), read_only=True) as connection:
        yield connection


def figures(snapshot: duckdb.DuckDBPyConnection, niveau: str) -> list[tuple[object, ...]]:
    return snapshot.execute(
        "SELECT gebied_code, jaar, uitsplitsing, teller, noemer, is_fictief FROM cijfers "
        "WHERE indicator = ? AND niveau = ? AND status = 'cijfer'",
        [WE_01, niveau],
    ).fetchall()


def test_every_figure_of_a_gemeente_is_the_count_of_its_published_scores(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    done: Counter[tuple[str, int, str]] = Counter()
    assessed: Counter[tuple[str, int, str]] = Counter()
    rows = snapshot.execute("SELECT gebied_code, jaar, pijler, stand FROM normscores").fetchall()
    for gebied, jaar, pijler, stand in rows:
        for part in ("", f"pijler:{pijler}"):
            done[gebied, jaar, part] += stand == "uitgevoerd"
            assessed[gebied, jaar, part] += stand in ("uitgevoerd", "in ontwikkeling", "ontbreekt")
    found = {(g, j, u): (t, n) for g, j, u, t, n, _ in figures(snapshot, "gemeente")}
    assert found == {key: (done[key], n) for key, n in assessed.items() if n}


def test_the_eenheid_has_a_figure_each_year_and_goes_forward_step_by_step(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    shares = {
        jaar: teller / noemer
        for _, jaar, part, teller, noemer, _ in figures(snapshot, "eenheid")
        if part == ""
    }
    assert sorted(shares) == list(range(2019, 2026))
    steps = [shares[jaar + 1] - shares[jaar] for jaar in range(2019, 2025)]
    assert all(0 < step < 0.15 for step in steps)
    assert 0.1 < shares[2019] < shares[2025] < 0.9


def test_a_figure_of_made_up_oordelen_is_fictief_and_names_the_journal(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    assert all(row[-1] for row in figures(snapshot, "gemeente"))
    query = "SELECT DISTINCT leveringen FROM cijfers WHERE indicator = ? AND status = 'cijfer'"
    assert snapshot.execute(query, [WE_01]).fetchall() == [("journaal",)]


def test_what_the_demo_says_would_be_taken_from_a_person_too(demo_work: Path) -> None:
    check, norm = record_checker(), load_norms().newest
    assert norm is not None
    entries = Journal(demo_work).entries(Score)
    assert len({e.record.gebied for e in entries}) > 1
    for entry in entries:
        score = entry.record
        check(score)
        item = norm.items[score.item]
        assert not find_doubt(item, score.oordeel, score.antwoord, score.peildatum)
