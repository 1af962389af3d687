"""Where a figure comes from: exactly the delivered cells that made it, no more and no fewer."""

from pathlib import Path

import pytest
from grid import AREAS, CATALOGUE, cells

from peil.desk import Desk, open_desk
from peil.figure import Figure
from peil.origin import Reference
from pipelines.provenance import references


@pytest.fixture(scope="module")
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


@pytest.fixture(scope="module")
def figures(desk: Desk) -> list[Figure]:
    """Every so many figures of every indicator, at every level, in parts too."""
    return [
        f
        for indicator in desk.catalogue
        for f in desk.figures(indicator.slug, uitsplitsing=None)[::61]
    ]


def test_a_figure_has_the_leveringen_of_its_cells(desk: Desk, figures: list[Figure]) -> None:
    assert {f.is_geleverd for f in figures} == {True, False}
    for figure in figures:
        found = {r.levering for r in desk.references(figure)}
        assert found == set(figure.leveringen.split()), figure


def test_a_delivered_figure_is_one_cell_and_a_sum_is_all_its_parts(
    desk: Desk, figures: list[Figure]
) -> None:
    parts = {True: 0, False: 0}
    for figure in figures:
        found = desk.references(figure)
        if figure.is_geleverd:
            parts[True] += 1
            assert {r.telt_voor for r in found} == {figure.gebied_code}
        elif figure.status == "cijfer":
            parts[False] += 1
            lowest = desk.catalogue[figure.indicator].laagste_niveau
            inside = {
                a.code
                for a in desk.areas.at(lowest)
                if desk.areas.ancestors(a.code)[figure.niveau].code == figure.gebied_code
            }
            assert {r.telt_voor for r in found} == inside
    assert all(parts.values())


def test_a_reference_names_the_line_that_holds_the_figure(desk: Desk, demo_work: Path) -> None:
    figure = next(f for f in desk.figures("drugshandel", niveau="gemeente") if f.teller)
    (found,) = desk.references(figure)
    assert isinstance(found, Reference)
    (card,) = (r for r in desk.deliveries() if r["id"] == found.levering)
    folder = demo_work / "leveringen" / found.levering
    lines = next(folder.glob("origineel*")).read_text("utf-8-sig").splitlines()
    assert str(card["bestand"]).endswith(".csv")
    assert found.regel is not None
    line = lines[found.regel - 1]
    assert figure.periode in line
    assert f"{figure.teller:g}" in line


def old_and_new(bron: str) -> list[tuple[str, str]]:
    """A gemeente that merged and the one it went into, both delivered over a year before."""
    here = {"periode": "2018", "regel": 2, "kolom": "Aantal", "bron": bron}
    both = cells({"gebied_code": "GM2"} | here, {"gebied_code": "GM9"} | here)
    found = references(both, CATALOGUE, AREAS)
    return [(r["gebied_code"], r["telt_voor"]) for r in found.iter_rows(named=True)]


def test_an_old_gemeente_counts_for_the_one_it_merged_into():
    assert old_and_new("partner") == [("GM2", "GM2"), ("GM9", "GM2")]


def test_an_old_gemeente_does_not_count_where_the_bron_counted_it_already():
    assert old_and_new("van-nu") == [("GM2", "GM2")]
