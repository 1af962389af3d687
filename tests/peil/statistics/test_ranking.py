"""Place within district and eenheid."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from peil.statistics import compute


def places(frame: pl.DataFrame, column: str) -> dict[str, int | None]:
    return dict(frame.select("gebied_code", column).rows())


def test_the_highest_waarde_is_first_and_equals_share_a_place(make_cell, make_frame, breaks):
    tellers = {"g1": 30.0, "g2": 20.0, "g3": 30.0, "d1": 25.0, "d2": 30.0, "e1": 27.0}
    cells = [make_cell(code, teller=teller) for code, teller in tellers.items()]
    result = compute(make_frame(cells), breaks())
    assert places(result, "rang_eenheid") == {
        "g1": 1, "g2": 3, "g3": 1, "d1": 2, "d2": 1, "e1": None,
    }  # fmt: skip
    assert places(result, "aantal_eenheid")["g1"] == 3
    assert places(result, "aantal_eenheid")["d1"] == 2


def test_a_gemeente_that_is_its_district_has_no_place_in_it(make_cell, make_frame, breaks):
    result = compute(make_frame([make_cell(code) for code in ("g1", "g2", "g3")]), breaks())
    assert places(result, "rang_district") == {"g1": 1, "g2": 1, "g3": None}
    assert places(result, "aantal_district") == {"g1": 2, "g2": 2, "g3": None}


def test_an_area_without_a_value_is_not_counted(make_cell, make_frame, breaks):
    cells = [
        make_cell("g1"),
        make_cell("g2", status="onderdrukt", is_fictief=True),
        make_cell("g3"),
    ]
    result = compute(make_frame(cells), breaks())
    assert places(result, "rang_eenheid") == {"g1": 1, "g2": None, "g3": 1}
    assert places(result, "aantal_eenheid")["g1"] == 2
    assert not result["rang_is_fictief"].any()


def test_a_place_among_fictitious_values_is_fictief(make_cell, make_frame, breaks):
    cells = [make_cell("g1"), make_cell("g2", is_fictief=True), make_cell("e1")]
    assert places(compute(make_frame(cells), breaks()), "rang_is_fictief") == {
        "g1": True, "g2": True, "e1": False,
    }  # fmt: skip


@settings(max_examples=30)
@given(tellers=st.lists(st.integers(0, 10_000), min_size=1, max_size=30, unique=True))
def test_different_values_get_all_places_once(make_cell, make_frame, breaks, tellers):
    cells = [make_cell(f"a{at}", teller=float(t)) for at, t in enumerate(tellers)]
    result = compute(make_frame(cells), breaks()).sort("waarde", descending=True)
    assert result["rang_eenheid"].to_list() == list(range(1, len(tellers) + 1))
    assert set(result["aantal_eenheid"]) == {len(tellers)}
