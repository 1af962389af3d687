"""What holds for the whole frame, whatever is in it."""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from peil.statistics import classes, compute, dispersion

FLAGS = ("is_gelijk_aan_ouder", "is_voorlopig", "is_fictief", "heeft_noemer")


def test_the_order_of_the_rows_does_not_matter_and_is_kept(drugshandel, breaks):
    mixed = drugshandel.sample(fraction=1, shuffle=True, seed=7)
    result = compute(mixed, breaks())
    assert result["gebied_code"].to_list() == mixed["gebied_code"].to_list()
    keys = ["gebied_code", "jaar"]
    assert_frame_equal(compute(drugshandel, breaks()).sort(keys), result.sort(keys))


def test_other_columns_pass_through_and_no_internal_one_comes_out(drugshandel, breaks):
    result = compute(drugshandel.with_columns(pl.lit("x").alias("toelichting")), breaks())
    assert set(result["toelichting"]) == {"x"}
    assert not [column for column in result.columns if column.startswith(("_", "b_", "v_"))]


@pytest.mark.parametrize("status", ["onderdrukt", "niet geleverd", "ontbreekt"])
def test_a_row_without_cijfer_takes_part_in_nothing(make_cell, make_frame, breaks, status):
    cells = [
        make_cell(code, jaar) for code in ("g1", "g2", "d1", "e1") for jaar in range(2016, 2021)
    ]
    extra = [make_cell("g3", jaar, status=status, is_fictief=True) for jaar in range(2016, 2021)]
    with_extra = compute(make_frame(cells + extra), breaks())
    assert_frame_equal(compute(make_frame(cells), breaks()), with_extra.head(len(cells)))
    given_columns = set(make_frame(cells).columns)
    for row in with_extra.tail(len(extra)).iter_rows(named=True):
        assert all(not row[column] for column in set(row) - given_columns)


def test_an_empty_frame_has_every_column(make_cell, make_frame, breaks):
    empty = compute(make_frame([]), breaks())
    assert empty.schema == compute(make_frame([make_cell()]), breaks()).schema
    assert dispersion(make_frame([])).is_empty()
    assert classes(make_frame([])).is_empty()


def test_a_missing_column_is_named(make_cell, make_frame, breaks):
    with pytest.raises(ValueError, match="teller"):
        compute(make_frame([make_cell()]).drop("teller"), breaks())


def test_a_cell_that_comes_twice_is_refused(make_cell, make_frame, breaks):
    with pytest.raises(ValueError, match="twice"):
        compute(make_frame([make_cell(), make_cell()]), breaks())


def test_a_noemer_of_zero_gives_no_value(make_cell, make_frame, breaks):
    row = compute(make_frame([make_cell(noemer=0.0)]), breaks()).row(0, named=True)
    assert row["waarde"] is row["laag"] is row["klasse"] is None


@settings(max_examples=30)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["g1", "g2", "g3", "d1", "d2", "e1", "NL"]),
            st.integers(2015, 2022),
            st.integers(0, 60),
            st.integers(60, 5_000),
            st.sampled_from(["cijfer", "cijfer", "cijfer", "onderdrukt"]),
        ),
        min_size=1,
        max_size=60,
        unique_by=lambda row: row[:2],
    ),
    soort=st.sampled_from(["telling", "aandeel", "bedrag"]),
)
def test_every_figure_is_finite_and_in_its_place(make_cell, make_frame, breaks, rows, soort):
    cells = [
        make_cell(
            code, jaar, teller=float(o), noemer=float(n), status=status, soort=soort, per=100.0
        )
        for code, jaar, o, n, status in rows
    ]
    for row in compute(make_frame(cells), breaks(drugs=2018)).iter_rows(named=True):
        assert all(math.isfinite(v) for v in row.values() if isinstance(v, float))
        assert (row["waarde"] is None) == (row["status"] != "cijfer")
        if row["laag"] is not None:
            assert row["laag"] <= row["waarde"] <= row["hoog"]
            assert row["marge_laag"] <= row["laag"] + 1e-9
            assert row["marge_hoog"] >= row["hoog"] - 1e-9
        for name in ("district", "eenheid", "nederland"):
            p, word = row[f"{name}_p"], row[f"{name}_woord"]
            assert (p is None) == (word in (None, "niet van toepassing"))
            assert p is None or (0 <= p <= 1 and (word == "vergelijkbaar") == (p >= 0.05))
        for within in ("district", "eenheid"):
            place = row[f"rang_{within}"]
            assert place is None or 1 <= place <= row[f"aantal_{within}"]
