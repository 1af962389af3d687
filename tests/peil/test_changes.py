"""The difference between two standen: what changed, how much, and by which levering."""

import csv
import io
from typing import Any

import polars as pl
import pytest

from peil.changenote import changes_csv
from peil.changes import COLUMNS, SOORTEN, changes, compare, ids

SCHEMA: dict[str, Any] = {
    "indicator": pl.String, "gebied_code": pl.String, "gebied": pl.String, "niveau": pl.String,
    "periode": pl.String, "uitsplitsing": pl.String, "status": pl.String, "teller": pl.Float64,
    "noemer": pl.Float64, "waarde": pl.Float64, "is_voorlopig": pl.Boolean,
    "is_fictief": pl.Boolean, "leveringen": pl.String,
}  # fmt: skip


def figure(gebied: str = "GM1", **other: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "indicator": "meldingen", "gebied_code": gebied, "gebied": f"dorp {gebied}",
        "niveau": "gemeente", "periode": "2024", "uitsplitsing": "", "status": "cijfer",
        "teller": 40.0, "noemer": 1000.0, "waarde": 4.0, "is_voorlopig": False,
        "is_fictief": False, "leveringen": "een",
    }  # fmt: skip
    return row | other


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA)


def one(before: dict[str, Any] | None, after: dict[str, Any] | None):
    old, new = (frame(row) if row else frame() for row in (before, after))
    (found,) = changes(compare(old, new))
    return found


def test_the_same_figures_are_no_change():
    rows = frame(figure(), figure("GM2"))
    assert compare(rows, rows.reverse()).height == 0
    assert compare(rows, rows).columns == list(COLUMNS)


def test_a_change_says_before_after_and_by_which_levering():
    found = one(figure(), figure(teller=80.0, waarde=8.0, leveringen="een twee"))
    assert (found.soort, found.teller_voor, found.teller_na) == ("gewijzigd", 40, 80)
    assert (found.waarde_voor, found.waarde_na) == (4, 8)
    assert (found.door, found.zonder) == ("twee", "")
    assert found.grootte == pytest.approx(0.587787, abs=1e-6)  # ln(90 / 50)


@pytest.mark.parametrize(
    ("changed", "value"),
    [("status", "ontbreekt"), ("noemer", 999.0), ("is_voorlopig", True), ("is_fictief", True)],
)
def test_what_a_reader_would_see_is_a_change(changed: str, value: object):
    assert compare(frame(figure()), frame(figure(**{changed: value}))).height == 1


@pytest.mark.parametrize("changed", [{"leveringen": "twee"}, {"waarde": 4.0 + 1e-12}])
def test_what_no_reader_can_see_is_no_change(changed: dict[str, Any]):
    assert compare(frame(figure()), frame(figure(**changed))).height == 0


def test_what_came_and_what_went_are_told_apart():
    missing = {"status": "niet geleverd", "teller": None, "noemer": None, "waarde": None}
    assert one(None, figure()).soort == "nieuw"
    assert one(figure(**missing), figure()).soort == "nieuw"
    gone = one(figure(), figure(**missing, leveringen=""))
    assert (gone.soort, gone.door, gone.zonder) == ("vervallen", "", "een")
    hidden = missing | {"status": "onderdrukt"}
    assert one(figure(**missing), figure(**hidden)).soort == "status"


@pytest.mark.parametrize("teller", [40.0, 7.0])
def test_what_is_onderdrukt_now_leaves_no_trace_of_what_it_was(teller: float):
    now = figure(status="onderdrukt", teller=None, noemer=None, waarde=None)
    before = figure(teller=teller, waarde=teller / 10, is_voorlopig=True)
    found = one(before, now)
    assert (found.soort, found.status_voor, found.status_na) == (
        "vervallen",
        "cijfer",
        "onderdrukt",
    )
    # The same whatever it was: also its size and its place in the list tell nothing.
    assert found == one(figure(), now)
    (line,) = csv.DictReader(io.StringIO(changes_csv([found])))
    assert [line[f"{name}_voor"] for name in ("teller", "waarde")] == ["", ""]


def test_a_row_that_says_nothing_before_and_after_is_no_change():
    missing = figure(status="niet geleverd", teller=None, noemer=None, waarde=None)
    assert compare(frame(), frame(missing)).height == 0


def test_the_largest_comes_first_and_few_cases_weigh_little():
    old = frame(figure("A", teller=1.0), figure("B", teller=500.0), figure("C", teller=100.0))
    new = frame(figure("A", teller=2.0), figure("B", teller=900.0), figure("D"))
    found = changes(compare(old, new))
    assert [(c.gebied_code, c.soort) for c in found] == [
        ("B", "gewijzigd"), ("A", "gewijzigd"), ("C", "vervallen"), ("D", "nieuw"),
    ]  # fmt: skip
    assert [c.soort for c in found] == sorted((c.soort for c in found), key=SOORTEN.index)


def test_where_nothing_is_counted_the_value_gives_the_size():
    before = figure(teller=None, noemer=None, waarde=50.0)
    assert one(before, before | {"waarde": 65.0}).grootte == pytest.approx(0.223144, abs=1e-6)


def test_the_leveringen_of_changes_are_named_once():
    old = frame(figure("A", leveringen="x"), figure("B", leveringen="x"))
    new = frame(figure("A", teller=1.0, leveringen="y z"), figure("B", teller=2.0, leveringen="y"))
    assert ids(changes(compare(old, new))) == ["x", "y", "z"]


def test_what_is_hidden_has_no_numbers_here():
    hidden = figure(status="onderdrukt", teller=3.0, waarde=0.3)
    found = one(figure(), hidden)
    assert (found.teller_na, found.waarde_na, found.noemer_na) == (None, None, None)
    assert compare(frame(hidden), frame(hidden | {"teller": 4.0})).height == 0
