"""The embedded default: real, and fictitious parts that close on what was published."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.terms import NIVEAUS
from pipelines import register
from pipelines.check import check, find_bron
from pipelines.demo import demo_deliveries, load_demo
from pipelines.demo.deliveries import Delivery, Row

DATA = Path(__file__).parents[2] / "data"
AREAS = load_areas(DATA)
CATALOGUE = load_catalogue(DATA)
YEARS = range(2018, 2026)


@pytest.fixture(scope="module")
def made() -> list[Delivery]:
    """All demo leveringen."""
    return demo_deliveries(DATA)


@pytest.fixture(scope="module")
def cells(made: list[Delivery]) -> dict[tuple[str, str, str, str], Row]:
    """Every cell after superseding."""
    return {row.cell: row for delivery in made for row in delivery.rows}


def niveau(row: Row) -> str:
    """The level of the area of a row."""
    return AREAS.get(row.gebied).niveau


def below(
    cells: Iterable[Row], slug: str, jaar: int, uitsplitsing: str = "", level: str = "gemeente"
) -> list[Row]:
    """The rows of one indicator, year and uitsplitsing at a level."""
    return [
        row
        for row in cells
        if (row.indicator, row.periode, row.uitsplitsing) == (slug, str(jaar), uitsplitsing)
        and niveau(row) == level
    ]


def total(rows: Iterable[Row]) -> int:
    """The sum of the delivered values."""
    return round(sum(row.waarde or 0.0 for row in rows))


def published_counts() -> list[tuple[str, int, str, int]]:
    """Published figures of the eenheid that can be loaded, are counts and were not delivered real:
    indicator, jaar, uitsplitsing, waarde."""
    with (DATA / "gepubliceerd" / "gepubliceerd.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["laadbaar"] == "true"]
    found: list[tuple[str, int, str, int]] = []
    for row in rows:
        if AREAS.get(row["gebied_code"]).niveau != "eenheid":
            continue
        names = [(row["indicator"], row["uitsplitsing"])]
        names += [(n, u) for n, _, u in (x.partition("|") for x in row.get("ook", "").split())]
        for slug, text in names:
            indicator = CATALOGUE[slug]
            if indicator.soort == "telling" and indicator.slug != "drugshandel":
                found.append((indicator.slug, int(row["jaar"]), text, round(float(row["waarde"]))))
    return found


@pytest.mark.parametrize(("slug", "jaar", "uitsplitsing", "waarde"), published_counts())
def test_the_parts_below_a_published_total_add_up_to_it_exactly(
    cells: dict[tuple[str, str, str, str], Row],
    slug: str,
    jaar: int,
    uitsplitsing: str,
    waarde: int,
) -> None:
    indicator = CATALOGUE[slug]
    level = indicator.laagste_niveau
    if level == "eenheid":
        assert total(below(cells.values(), slug, jaar, uitsplitsing, "eenheid")) == waarde
        return
    parts = total(below(cells.values(), slug, jaar, uitsplitsing, level))
    if indicator.optel == "geen":
        # One more table than there are districts: the regional one belongs to no district.
        assert parts <= waarde
        return
    assert parts == waarde


def test_every_published_figure_is_delivered_unchanged_and_is_not_fictief(
    made: list[Delivery],
) -> None:
    by_bron = {delivery.bron: delivery for delivery in made if not delivery.is_fictief}
    delivered = {row.cell: row for row in by_bron["gepubliceerd"].rows}
    with (DATA / "gepubliceerd" / "gepubliceerd.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            cell = (line["indicator"], line["gebied_code"], line["jaar"], line["uitsplitsing"])
            if line["laadbaar"] == "true":
                assert delivered[cell].waarde == float(line["waarde"])
                assert delivered[cell].toelichting == line["bron"]
            if line["status"] == "ONBETROUWBAAR":
                assert cell not in delivered or delivered[cell].waarde != float(line["waarde"])


def test_no_fictitious_levering_names_a_cell_that_was_published(made: list[Delivery]) -> None:
    real = {row.cell for delivery in made if not delivery.is_fictief for row in delivery.rows}
    double = [
        row.cell
        for delivery in made
        if delivery.is_fictief
        for row in delivery.rows
        if row.cell in real
    ]
    assert double == []


def test_only_public_figures_are_delivered_as_real(made: list[Delivery]) -> None:
    real = {
        row.indicator
        for delivery in made
        if not delivery.is_fictief and delivery.bron != "gepubliceerd"
        for row in delivery.rows
    }
    assert real == {"drugshandel", "wapenhandel"}


def test_drugshandel_and_wapenhandel_are_there_per_gemeente_and_the_last_two_years_voorlopig(
    made: list[Delivery],
) -> None:
    rows = [row for d in made if d.bestand.startswith("drugs-en-wapen") for row in d.rows]
    assert len(rows) == 2 * 27 * 11
    marked = {row.periode for row in rows if row.status == "voorlopig"}
    assert marked == {"2024", "2025"}


def test_every_indicator_has_figures_at_its_lowest_level(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    levels: dict[str, set[str]] = defaultdict(set)
    for row in cells.values():
        levels[row.indicator].add(niveau(row))
    for indicator in CATALOGUE:
        if CATALOGUE.bronnen[indicator.bron].soort != "norm":
            assert indicator.laagste_niveau in levels[indicator.slug], indicator.slug


def test_the_figure_of_the_norm_is_not_delivered_but_counted_from_the_journal(
    made: list[Delivery],
) -> None:
    counted = {i.slug for i in CATALOGUE if CATALOGUE.bronnen[i.bron].soort == "norm"}
    assert counted
    assert counted.isdisjoint(row.indicator for delivery in made for row in delivery.rows)


def test_the_mma_categories_of_2021_leave_a_rest_in_no_gemeente_below_zero(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    names = [w.code for w in CATALOGUE["mma-meldingen-per-categorie"].uitsplitsing[0].waarden]
    parts = {
        name: below(cells.values(), "mma-meldingen-per-categorie", 2021, f"categorie:{name}")
        for name in names
    }
    assert [total(parts[n]) for n in ("softdrugs", "harddrugs", "financieel-economisch")] == [
        623,
        510,
        166,
    ]
    for row in below(cells.values(), "mma-meldingen", 2021):
        used = total(r for rows in parts.values() for r in rows if r.gebied == row.gebied)
        assert used <= (row.waarde or 0)


def test_five_district_tables_and_the_regional_one_hold_all_casussen(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    for jaar, waarde in ((2021, 88), (2023, 56)):
        districts = below(cells.values(), "casussen", jaar, level="district")
        regional = below(cells.values(), "casussen", jaar, "tafel:regionaal", "eenheid")
        assert len(districts) == 5
        assert total(regional) > 0
        assert total(districts) + total(regional) == waarde
    assert below(cells.values(), "casussen", 2023) == []


def test_the_inbrengers_of_2023_add_up_and_the_themas_do_not(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    rows = [r for r in cells.values() if r.indicator == "casussen" and r.periode == "2023"]
    eenheid = [r for r in rows if niveau(r) == "eenheid"]
    assert total(r for r in eenheid if r.uitsplitsing.startswith("inbrenger:")) == 56
    assert total(r for r in eenheid if r.uitsplitsing.startswith("thema:")) == 98
    for district in [r for r in rows if niveau(r) == "district" and not r.uitsplitsing]:
        own = [r for r in rows if r.gebied == district.gebied]
        assert total(r for r in own if r.uitsplitsing.startswith("inbrenger:")) == district.waarde
        for part in own:
            assert (part.waarde or 0) <= (district.waarde or 0)


def test_two_thirds_of_the_heit_controles_of_2021_are_in_the_largest_gemeente(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    rows = below(cells.values(), "heit-controles", 2021)
    prostitution = below(cells.values(), "prostitutiecontroles", 2021)
    largest = max(rows, key=lambda row: row.waarde or 0)
    assert (total(rows), largest.waarde) == (538, 359)
    own = [row.waarde for row in prostitution if row.gebied == largest.gebied]
    assert (total(prostitution), own) == (225, [150])


def test_controles_in_the_prostitutiebranche_are_the_same_count_in_both_indicators(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    for jaar in YEARS:
        part = below(cells.values(), "heit-controles", jaar, "soort:prostitutiebranche")
        whole = below(cells.values(), "prostitutiecontroles", jaar)
        counts = {row.gebied: row.waarde for row in part}
        assert counts == {row.gebied: row.waarde for row in whole}


def test_as_many_gemeenten_take_part_in_dealbreakers_as_was_published(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    for jaar, number in ((2021, 5), (2023, 12), (2025, 17)):
        rows = below(cells.values(), "dealbreakers-interventies", jaar)
        assert sum(1 for row in rows if row.waarde) == number


def test_no_gemeente_has_an_absurd_figure(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    people = pl.read_csv(DATA / "referentie" / "inwoners_1jan.csv", infer_schema_length=None)
    inwoners = dict(people.filter(pl.col("jaar") == 2022).select("gebied_code", "inwoners").rows())
    for row in cells.values():
        if row.waarde is None:
            continue
        indicator = CATALOGUE[row.indicator]
        assert row.waarde >= 0, row
        if indicator.soort == "aandeel":
            assert row.noemer is not None, row
            assert row.waarde <= row.noemer, row
        elif indicator.soort == "steekproef":
            assert 0 <= row.waarde <= 100, row
        elif indicator.soort == "telling" and niveau(row) == "gemeente":
            assert row.waarde <= 0.12 * inwoners[row.gebied], row


def test_a_breakdown_that_adds_up_closes_in_every_area(
    cells: dict[tuple[str, str, str, str], Row],
) -> None:
    sums: dict[tuple[str, str, str, str], float] = defaultdict(float)
    for slug, gebied, periode, text in cells:
        dimensie, _, _ = text.partition(":")
        if text:
            sums[slug, gebied, periode, dimensie] += cells[slug, gebied, periode, text].waarde or 0
    for (slug, gebied, periode, dimensie), value in sums.items():
        indicator = CATALOGUE[slug]
        whole = cells.get((slug, gebied, periode, ""))
        closes = next(d.telt_op for d in indicator.uitsplitsing if d.dimensie == dimensie)
        complete = NIVEAUS.index(AREAS.get(gebied).niveau) <= NIVEAUS.index(
            indicator.laagste_niveau
        )
        if whole is None or whole.waarde is None or not complete or indicator.soort == "bedrag":
            continue
        if closes is True:
            assert value == whole.waarde, (slug, gebied, periode, dimensie)
        elif closes == "met_rest":
            assert value <= whole.waarde, (slug, gebied, periode, dimensie)


def test_some_cells_are_hidden_missing_or_provisional_so_that_their_looks_are_seen(
    made: list[Delivery],
) -> None:
    seen = {row.status for d in made if d.is_fictief for row in d.rows}
    assert {"onderdrukt", "niet geleverd", "ontbreekt", "voorlopig"} <= seen


def test_the_deliveries_are_the_same_bytes_every_time(made: list[Delivery]) -> None:
    again = demo_deliveries(DATA)
    assert [d.content() for d in again] == [d.content() for d in made]
    assert [(d.bestand, d.bron, d.geladen_op) for d in again] == [
        (d.bestand, d.bron, d.geladen_op) for d in made
    ]


def test_every_demo_levering_passes_the_check_of_its_bron(made: list[Delivery]) -> None:
    for delivery in made:
        bron = find_bron(CATALOGUE, delivery.bron)
        day = delivery.geladen_op.date()
        found = check(delivery.content(), delivery.bestand, bron, CATALOGUE, AREAS, day)
        # Real partners leave gaps too: the demo has a few, and they are what is questioned.
        assert [str(f) for f in found.findings if " ontbreekt " not in f.wat] == []
        assert not found.errors
        assert found.cells.height == len(delivery.rows)


def test_a_second_demo_adds_nothing_and_another_folder_gets_the_same_ids(
    tmp_path: Path, made: list[Delivery], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.demo.demo_deliveries", lambda *_: made)
    here, there = tmp_path / "een", tmp_path / "twee"
    load_demo(here)
    first = register.deliveries(here)
    load_demo(here)
    assert register.deliveries(here) == first
    # What was withdrawn does not come back by itself.
    register.withdraw(here, first[0].id, "proef", "tester")
    load_demo(here)
    assert register.deliveries(here) == first
    load_demo(there)
    assert [card.id for card in register.deliveries(there)] == [card.id for card in first]
    marks = {card.bestand: card.is_fictief for card in first}
    assert marks == {name: name.startswith("fictief-") for name in marks}
    assert all(card.bevestiging for card in first)
