"""The levering of the demo that came twice: what was different, and that the later one holds."""

from datetime import UTC, datetime

import pytest

from pipelines.demo.deliveries import Delivery, Row
from pipelines.demo.recipes import Herziening
from pipelines.demo.revision import with_first_version

EARLY, THEN, LATE = (datetime(2026, month, 2, tzinfo=UTC) for month in (1, 2, 4))
REVISION = Herziening(
    bron="a",
    jaar=2025,
    gepubliceerd_op=THEN,
    geladen_op=LATE,
    ontbrak=("G2",),
    minder={"G1": 3},
)


def _row(gebied: str, waarde: float, uitsplitsing: str = "", periode: str = "2025") -> Row:
    return Row("x", gebied, periode, waarde, uitsplitsing)


FINAL = Delivery(
    "fictief-a.csv",
    "a",
    True,
    EARLY,
    [
        _row("G1", 10),
        _row("G1", 6, "soort:een"),
        _row("G1", 4, "soort:twee"),
        _row("G1", 9, periode="2024"),
        _row("G2", 5),
        _row("G3", 7),
    ],
)
OTHER = Delivery("fictief-b.csv", "b", True, EARLY, [_row("G1", 1)])


def test_the_first_version_comes_first_and_its_successor_last_after_a_publication() -> None:
    first, other, final = with_first_version([FINAL, OTHER], REVISION)
    assert (first.bestand, first.geladen_op) == ("fictief-a-eerste.csv", EARLY)
    assert other == OTHER
    assert (final.rows, final.geladen_op, final.na_publicatie) == (FINAL.rows, LATE, THEN)


def test_only_what_was_revised_differs_and_parts_still_add_up() -> None:
    first, *_ = with_first_version([FINAL], REVISION)
    came = {(r.gebied, r.periode, r.uitsplitsing): (r.waarde, r.status) for r in first.rows}
    assert came == {
        ("G1", "2025", ""): (7, ""),
        ("G1", "2025", "soort:een"): (3, ""),
        ("G1", "2025", "soort:twee"): (4, ""),
        ("G1", "2024", ""): (9, ""),
        ("G2", "2025", ""): (None, "niet geleverd"),
        ("G3", "2025", ""): (7, ""),
    }


@pytest.mark.parametrize("revision", [None, REVISION.model_copy(update={"bron": "c"})])
def test_without_a_revision_nothing_comes_twice(revision: Herziening | None) -> None:
    assert with_first_version([FINAL, OTHER], revision) == [FINAL, OTHER]
