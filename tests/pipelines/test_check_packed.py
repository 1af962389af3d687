"""Rows that are kept small come out as they went in."""

import polars as pl
import pytest

from pipelines import check_packed
from pipelines.check_packed import Packed
from pipelines.check_problems import Problems

SCHEMA = {
    "rij": pl.Int64,
    "indicator": pl.String,
    "gebied_code": pl.String,
    "periode": pl.String,
    "uitsplitsing": pl.String,
    "waarde": pl.Float64,
    "toelichting": pl.String,
}
ROWS = [
    (1, "a", "GM0001", "2021", "", 1.5, None),
    (2, "b", "GM0001", "2021", "", None, "één"),
    (3, "a", "GM0002", "2021", "x:y", 3.0, ""),
    (4, None, "GM0002", None, "", 4.0, None),
    (5, "a", "GM0001", "2021", "", 5.0, None),
    (6, None, "GM0002", None, "", 6.0, None),
]


def packed(*sizes: int) -> Packed:
    """Return the rows, given in parts of these sizes."""
    frame = pl.DataFrame(ROWS, schema=SCHEMA, orient="row")
    found = Packed(SCHEMA)
    for size in sizes:
        found.add(frame.head(size).with_columns(iets_anders=1))
        frame = frame.slice(size)
    return found


@pytest.mark.parametrize("sizes", [(6,), (1, 5), (1, 1, 1, 1, 1, 1), (3, 0, 3)])
def test_rows_come_out_as_they_went_in(sizes: tuple[int, ...]) -> None:
    found = packed(*sizes)
    assert found.unfolded().rows() == ROWS
    assert dict(found.unfolded().schema) == SCHEMA
    assert found.doubles()["rij"].to_list() == [1, 5]
    found.drop(pl.DataFrame({"rij": [1, 4]}))
    assert found.unfolded()["rij"].to_list() == [2, 3, 5, 6]
    assert found.doubles().is_empty()


def test_nothing_gives_nothing() -> None:
    found = Packed(SCHEMA)
    assert dict(found.unfolded().schema) == SCHEMA
    assert found.doubles().is_empty()
    assert [group.height for group in found.groups()] == [0]


def test_too_many_rows_come_by_whole_indicators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_packed, "GROUP", 3)
    groups = [group["rij"].to_list() for group in packed(6).groups()]
    assert sorted(groups) == [[1, 3, 5], [2, 4, 6]]


def test_keys_too_many_to_count_are_compared_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_packed, "_LARGEST_KEY", 1)
    assert packed(2, 4).doubles()["rij"].to_list() == [1, 5]


def test_of_very_many_findings_the_first_are_told_and_all_are_counted() -> None:
    problems = Problems(set())
    rows = pl.DataFrame({"rij": range(1, 2_001)}).with_columns(regel="rij", cel=pl.lit("waarde"))
    for part in (rows.head(900), rows.slice(900)):
        for kolom in ("waarde", "noemer"):
            problems.add(part, pl.col("rij") > 0, kolom, pl.format("{}", "rij"), pl.lit("kijk na"))
        problems.add(
            part, pl.col("rij") == 1_500, "waarde", pl.lit("vreemd"), pl.lit("?"), "opmerking"
        )
    first, *told = [f for f in problems.findings("a.csv") if f.ernst == "fout"]
    assert "er zijn 4.000 fouten; hier staan de eerste 1.000" in str(first)
    assert [f.regel for f in told] == sorted([*range(1, 501)] * 2)
    assert problems.bad_rows().height == 2_000
    assert [f.wat for f in problems.findings("a.csv") if f.ernst == "opmerking"] == ["vreemd"]
