"""Children sum to their parents: of any counts, and in every figure of the demo."""

from collections import defaultdict
from pathlib import Path

import pytest
from grid import grid
from hypothesis import given, settings
from hypothesis import strategies as st

from peil.desk import Desk, open_desk
from peil.figure import Figure

count = st.integers(0, 10_000)


@settings(max_examples=30)
@given(st.tuples(count, count, count))
def test_any_counts_of_gemeenten_sum_to_district_and_eenheid(counts: tuple[int, int, int]):
    rows = [{"gebied_code": f"GM{n}", "waarde": float(c)} for n, c in enumerate(counts, start=1)]
    found = grid(*rows)
    assert found["telling", "D1"]["teller"] == counts[0] + counts[1]
    assert found["telling", "D2"]["teller"] == counts[2]
    assert found["telling", "E1"]["teller"] == sum(counts)


@settings(max_examples=30)
@given(st.lists(st.one_of(st.none(), count), min_size=3, max_size=3))
def test_a_parent_has_a_figure_only_when_all_its_children_have(counts: list[int | None]):
    rows = [
        {"gebied_code": f"GM{n}", "waarde": None if c is None else float(c)}
        | ({"status": "ontbreekt"} if c is None else {})
        for n, c in enumerate(counts, start=1)
    ]
    found = grid(*rows)
    assert (found["telling", "E1"]["status"] == "cijfer") == (None not in counts)
    assert (found["telling", "D1"]["teller"] is None) == (None in counts[:2])


@pytest.fixture(scope="module")
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


def _by_cell(figures: list[Figure]) -> dict[tuple[str, str], dict[str, Figure]]:
    cells: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        cells[figure.gebied_code, figure.periode][figure.uitsplitsing] = figure
    return cells


def test_every_breakdown_of_the_demo_adds_up_as_its_catalogue_says(desk: Desk):
    checked = {True: 0, "met_rest": 0}
    for indicator in desk.catalogue:
        if indicator.soort in ("steekproef", "aandeel"):
            continue
        cells = _by_cell(desk.figures(indicator.slug, uitsplitsing=None))
        for dimension in indicator.uitsplitsing:
            if dimension.telt_op is False:
                continue
            names = [f"{dimension.dimensie}:{w.code}" for w in dimension.waarden]
            for place, parts in cells.items():
                total = parts.get("")
                tellers = [parts[n].teller for n in names if n in parts]
                if total is None or total.teller is None or None in tellers:
                    continue
                if len(tellers) < len(names):
                    continue
                summed = sum(t for t in tellers if t is not None)
                if dimension.telt_op is True:
                    assert summed == total.teller, (indicator.slug, dimension.dimensie, place)
                else:
                    assert summed <= total.teller, (indicator.slug, dimension.dimensie, place)
                checked[dimension.telt_op] += 1
    assert checked[True] > 100
    assert checked["met_rest"] > 100


def test_every_eenheid_of_the_demo_is_the_sum_of_its_gemeenten_and_districts(desk: Desk):
    checked = 0
    for indicator in desk.catalogue:
        if indicator.optel != "som" or indicator.laagste_niveau != "gemeente":
            continue
        figures = desk.figures(indicator.slug, uitsplitsing=None)
        for level in ("gemeente", "district"):
            sums: dict[tuple[str | None, str, str], list[float | None]] = defaultdict(list)
            for f in figures:
                if f.niveau == level:
                    sums[f.eenheid_code, f.periode, f.uitsplitsing].append(f.teller)
            for f in figures:
                tellers = sums[f.gebied_code, f.periode, f.uitsplitsing]
                if f.niveau != "eenheid" or f.teller is None or None in tellers or not tellers:
                    continue
                total = sum(t for t in tellers if t is not None)
                assert total == f.teller, (indicator.slug, level, f.periode, f.uitsplitsing)
                checked += 1
    assert checked > 500
