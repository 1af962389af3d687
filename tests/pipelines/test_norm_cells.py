"""The figure of the norm: from oordelen in the journal to cells, and the same by hand."""

import random
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import naive_norm
import polars as pl
import pytest

from peil.areas import Area, Areas
from peil.catalogue import Catalogue, Indicator, load_catalogue
from peil.errors import PeilError
from peil.journal import Draft, Journal
from peil.norm import Norms, NormSet, load_norms
from peil.records import OORDELEN, Bezoek, Entry, Score, make
from pipelines.aggregate import complete
from pipelines.journal_tables import (
    JOURNAAL,
    NORMSCORES,
    last_written,
    norm_cells,
    norm_years,
    normscore_table,
)
from pipelines.register import REGISTER_CELLS

WE_01 = "voldane-normitems"


def area(code: str, niveau: Any, ouder: str | None, tot: int | None = None) -> Area:
    return Area(code, code, niveau, ouder, None, tot, (), code, "bevestigd", "test")


AREAS = Areas(
    (
        area("NL", "nederland", None),
        area("EX", "eenheid", "NL"),
        area("D1", "district", "EX"),
        area("GM1", "gemeente", "D1"),
        area("GM2", "gemeente", "D1"),
        area("GM3", "gemeente", "D1", tot=2020),
    ),
    {"GM3": (2021, "GM2")},
)


def versions() -> Norms:
    """Two versions: from 2023 one item is gone, one is new and one lies in another pijler."""
    (first,) = load_norms().versions
    moved = first.items["CO-01"].model_copy(update={"pijler": "informatie"})
    new = first.items["MJ-01"].model_copy(update={"id": "MJ-06"})
    kept = [i for i in first.item if i.id not in ("BO-01", "CO-01")]
    second = first.model_copy(
        update={"versie": "2", "vanaf": date(2023, 7, 1), "item": (*kept, moved, new)}
    )
    return Norms((first, NormSet.model_validate(second.model_dump())))


def scores(rows: Iterable[dict[str, Any]]) -> list[Entry[Score]]:
    found = []
    for nummer, row in enumerate(rows, start=1):
        record = make(
            Score,
            gebied=row["gemeente"],
            item=row["item"],
            normset=row.get("normset", "weerbaarheid"),
            normversie=row.get("normversie", "1"),
            oordeel=row["oordeel"],
            peildatum=row["peildatum"],
            geldig_tot=row.get("geldig_tot"),
            beoordelaar="RIEC-adviseur",
            is_ingetrokken=row.get("ingetrokken", False),
            toelichting="Vergissing." if row.get("ingetrokken") else "",
        )
        moment = datetime(2026, 3, 1, tzinfo=UTC)
        found.append(Entry(nummer, 1, "proef", moment, bool(row.get("fictief")), record))
    return found


def row(item: str, oordeel: str, day: str, **more: Any) -> dict[str, Any]:
    return {
        "gemeente": "GM1",
        "item": item,
        "oordeel": oordeel,
        "peildatum": date.fromisoformat(day),
        **more,
    }


def cells(rows: Iterable[dict[str, Any]], written: int = 2026) -> pl.DataFrame:
    return norm_cells(norm_years(scores(rows), versions(), AREAS), load_catalogue(), written)


def published(frame: pl.DataFrame) -> pl.DataFrame:
    """The grid that publication makes of the cells."""
    people = {"soort": pl.String, "gebied_code": pl.String, "jaar": pl.Int32}
    nobody = pl.DataFrame(schema={**people, "inwoners": pl.Float64})
    return complete(frame, load_catalogue(), AREAS, nobody)


def counted(frame: pl.DataFrame) -> dict[tuple[str, int, str], tuple[int, int, bool]]:
    return {
        (r["gebied_code"], int(r["periode"]), r["uitsplitsing"].removeprefix("pijler:")): (
            r["waarde"],
            r["noemer"],
            r["is_fictief"],
        )
        for r in frame.iter_rows(named=True)
    }


def drawn(seed: int) -> list[dict[str, Any]]:
    """Many oordelen on a few items, so that every rule is met: order, expiry, made up, unknown."""
    draw = random.Random(seed)
    items = ["BO-01", "BO-02", "CO-01", "CO-02", "MJ-01", "MJ-06", "IN-04"]
    rows: list[dict[str, Any]] = []
    for nummer in range(1, draw.randint(1, 120)):
        if rows and draw.random() < 0.15:
            back = {"nummer": nummer, "ingetrokken": True, "fictief": draw.random() < 0.5}
            rows.append({**draw.choice(rows), **back})
            continue
        day = date(draw.randint(2019, 2025), draw.choice([1, 6, 12]), draw.choice([1, 28]))
        until = date(day.year + draw.randint(0, 2), 12, draw.choice([30, 31]))
        rows.append(
            {
                "gemeente": draw.choice(["GM1", "GM1", "GM2", "GM3"]),
                "item": draw.choice(items),
                "oordeel": draw.choice(OORDELEN),
                "peildatum": day,
                "geldig_tot": until if draw.random() < 0.3 else None,
                "fictief": draw.random() < 0.5,
                "nummer": nummer,
            }
        )
    return rows


@pytest.mark.parametrize("seed", range(60))
def test_cells_are_those_of_the_slow_count_by_hand(seed: int) -> None:
    rows = drawn(seed)
    norms = versions()
    sets = [(n.vanaf, {i.id: i.pijler for i in n.item}) for n in norms.versions]
    exists = {"GM1": range(2000, 2050), "GM2": range(2000, 2050), "GM3": range(2000, 2021)}
    assert counted(cells(rows)) == naive_norm.figures(rows, sets, exists)


@pytest.mark.parametrize("seed", range(20))
def test_the_figure_can_be_counted_again_from_the_scores_in_the_publication(seed: int) -> None:
    entries = scores(drawn(seed))
    years = norm_years(entries, versions(), AREAS)
    table = normscore_table(years)
    again = (
        table.filter(pl.col("stand").is_in(["uitgevoerd", "in ontwikkeling", "ontbreekt"]))
        .group_by("gebied_code", "jaar")
        .agg((pl.col("stand") == "uitgevoerd").sum().alias("teller"), pl.len().alias("noemer"))
    )
    totals = {
        (code, jaar): (teller, noemer)
        for (code, jaar, part), (teller, noemer, _) in counted(
            norm_cells(years, load_catalogue(), 2026)
        ).items()
        if part == ""
    }
    assert {(c, j): (t, n) for c, j, t, n in again.iter_rows()} == totals


def test_a_year_stands_as_on_31_december_whatever_today_is() -> None:
    found = counted(
        cells(
            [
                row("BO-02", "uitgevoerd", "2021-12-31"),
                row("BO-03", "uitgevoerd", "2021-01-01", geldig_tot=date(2022, 12, 30)),
                row("BO-04", "ontbreekt", "2022-12-31", geldig_tot=date(2022, 12, 31)),
            ]
        )
    )
    assert found["GM1", 2021, ""] == (2, 2, False)
    assert found["GM1", 2022, ""] == (1, 2, False)


def test_unknown_and_lapsed_are_never_no() -> None:
    found = counted(
        cells(
            [
                row("BO-02", "uitgevoerd", "2024-01-01"),
                row("BO-03", "onbekend", "2024-01-01"),
                row("BO-04", "niet van toepassing", "2024-01-01"),
            ]
        )
    )
    assert found["GM1", 2024, ""] == (1, 1, False)


def test_a_pijler_without_oordelen_is_nothing_of_nothing_and_published_as_not_applicable() -> None:
    frame = cells(
        [row("BO-02", "uitgevoerd", "2024-01-01"), row("CO-01", "onbekend", "2024-01-01")]
    )
    found = counted(frame)
    assert found["GM1", 2024, "communicatie"] == (0, 0, False)
    grid = published(frame)
    own = grid.filter((pl.col("gebied_code") == "GM1") & (pl.col("periode") == "2024"))
    status = dict(own.select("uitsplitsing", "status").iter_rows())
    assert status[""] == status["pijler:bewustwording-organisatie"] == "cijfer"
    assert status["pijler:communicatie"] == "niet van toepassing"


def test_a_gemeente_without_oordelen_is_not_delivered_and_neither_is_its_district() -> None:
    frame = cells([row("BO-02", "uitgevoerd", "2024-01-01")])
    grid = published(frame)
    total = dict(
        grid.filter(pl.col("uitsplitsing") == "").select("gebied_code", "status").iter_rows()
    )
    assert total["GM1"] == "cijfer"
    assert total["GM2"] == total["D1"] == total["EX"] == "niet geleverd"
    assert set(grid.filter(pl.col("gebied_code") == "GM1")["leveringen"]) == {JOURNAAL}


@pytest.mark.parametrize("day", ["0206-03-01", "1999-12-31", "2027-01-01", "9999-12-31"])
def test_an_oordeel_of_a_day_that_cannot_be_stops_no_publication(day: str) -> None:
    good = row("BO-02", "uitgevoerd", "2024-01-01")
    assert cells([good, row("BO-03", "ontbreekt", day)]).equals(cells([good]))
    assert cells([row("BO-03", "ontbreekt", day)]).is_empty()


def test_a_merged_gemeente_counts_for_its_successor_in_the_years_that_it_was_there() -> None:
    rows = [
        row("BO-02", "uitgevoerd", "2020-01-01", gemeente="GM2"),
        row("BO-02", "ontbreekt", "2020-01-01", gemeente="GM3"),
        row("BO-02", "uitgevoerd", "2021-01-01", gemeente="GM1"),
    ]
    frame = cells(rows)
    assert ("GM3", 2021, "") not in counted(frame)
    grid = published(frame)
    own = grid.filter((pl.col("gebied_code") == "GM2") & (pl.col("uitsplitsing") == ""))
    counts = {p: (t, n) for p, t, n in own.select("periode", "teller", "noemer").iter_rows()}
    assert counts == {"2020": (1, 2), "2021": (1, 1)}


def test_a_year_is_voorlopig_until_something_is_written_in_a_later_one() -> None:
    rows = [row("BO-02", "uitgevoerd", "2024-05-01"), row("BO-02", "uitgevoerd", "2025-05-01")]

    def voorlopig(written: int) -> dict[str, bool]:
        totals = cells(rows, written).filter(pl.col("uitsplitsing") == "")
        return dict(totals.select("periode", "is_voorlopig").iter_rows())

    assert voorlopig(2025) == {"2024": False, "2025": True}
    assert voorlopig(2026) == {"2024": False, "2025": False}


def test_the_journal_says_in_which_year_it_was_last_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert last_written(journal, 0) == 0
    for jaar in (2024, 2026, 2025):
        draft = Draft(make(Bezoek, gebied="GM1", jaar=jaar))
        journal.append([draft], "proef", now=datetime(jaar, 1, 1, tzinfo=UTC))
    assert [last_written(journal, position) for position in (1, 2, 3)] == [2024, 2026, 2026]


def test_cells_name_the_journal_and_only_the_figure_of_the_norm() -> None:
    frame = cells([row("BO-02", "uitgevoerd", "2024-01-01")])
    assert frame.schema == pl.Schema(REGISTER_CELLS)
    assert set(frame["indicator"]) == {WE_01}
    assert set(frame["levering"]) == {JOURNAAL}
    assert set(frame["bron"]) == {"norm"}


def test_scores_of_another_norm_do_not_count() -> None:
    assert cells([row("BO-02", "uitgevoerd", "2024-01-01", normset="anders")]).is_empty()


def test_without_oordelen_or_norm_there_are_no_cells() -> None:
    entries = scores([row("BO-02", "uitgevoerd", "2024-01-01")])
    assert norm_cells(norm_years([], versions(), AREAS), load_catalogue(), 2026).is_empty()
    assert norm_cells(norm_years(entries, Norms(()), AREAS), load_catalogue(), 2026).is_empty()
    assert normscore_table([]).schema == pl.Schema(NORMSCORES)


@pytest.mark.parametrize("change", [{"uitsplitsing": ()}, {"noemer": "geen", "soort": "telling"}])
def test_a_figure_that_cannot_be_counted_from_the_norm_is_refused(change: dict[str, Any]) -> None:
    real = load_catalogue()
    wrong: Indicator = real[WE_01].model_copy(update=change)
    catalogue = Catalogue((wrong,), real.bronnen, real.themas)
    entries = scores([row("BO-02", "uitgevoerd", "2024-01-01")])
    with pytest.raises(PeilError, match=r"voldane-normitems\.toml .* Maak er een aandeel van"):
        norm_cells(norm_years(entries, versions(), AREAS), catalogue, 2026)
