"""Our own figures beside the published ones: the differences are known, and stay known."""

import csv
from pathlib import Path

import polars as pl
import pytest

from peil.errors import PeilError
from pipelines.crosschecks import crosschecks, load_controls

DATA = Path(__file__).parents[2] / "data"


def figures() -> pl.DataFrame:
    """Tellers of the eenheid as published, and drugshandel added up over the gemeenten."""
    with (DATA / "gepubliceerd" / "gepubliceerd.csv").open(encoding="utf-8") as file:
        rows = [
            (r["indicator"], r["gebied_code"], r["jaar"], r["uitsplitsing"], float(r["waarde"]))
            for r in csv.DictReader(file)
            if r["laadbaar"] == "true" and r["indicator"] != "drugshandel"
        ]
    with (DATA / "referentie" / "drugs_wapenhandel.csv").open(encoding="utf-8") as file:
        counts = [int(r["drugshandel_3_1_1"]) for r in csv.DictReader(file) if r["jaar"] == "2020"]
    rows.append(("drugshandel", "DH", "2020", "", float(sum(counts))))
    columns = ["indicator", "gebied_code", "periode", "uitsplitsing", "teller"]
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    return frame.with_columns(pl.lit(value=False).alias("is_fictief"))


@pytest.fixture(scope="module")
def outcome() -> dict[str, dict[str, object]]:
    """Every cross-check by its name."""
    return {row["naam"]: row for row in crosschecks(figures(), DATA).iter_rows(named=True)}


@pytest.mark.parametrize(
    ("naam", "eigen", "gepubliceerd", "verschil"),
    [
        ("Inwoners op 1 januari 2021", 1_936_691, 1_936_701, -10),
        ("Drugshandel in 2020", 1_258, 1_263, -5),
        ("MMA-meldingen 2021, met de inwoners van 1 januari 2020", 10.88, 10.9, -0.02),
        ("MMA-meldingen 2021, met de inwoners van 1 januari 2021", 10.82, 10.9, -0.08),
        ("MMA-meldingen 2023 in Nederland, met de inwoners van 1 januari 2023", 11.41, 11.4, 0.01),
        ("Casussen van 2023, opgeteld over wie ze inbracht", 56, 56, 0),
        ("Casussen van 2023, opgeteld over de thema’s", 98, 56, 42),
        ("Interventieadviezen van 2023, opgeteld over de soorten", 274, 274, 0),
        ("HEIT-controles van 2021, opgeteld over de soorten", 538, 538, 0),
    ],
)
def test_a_crosscheck_shows_its_known_difference(
    outcome: dict[str, dict[str, object]],
    naam: str,
    eigen: float,
    gepubliceerd: float,
    verschil: float,
) -> None:
    row = outcome[naam]
    assert (row["eigen"], row["gepubliceerd"], row["verschil"]) == (eigen, gepubliceerd, verschil)


def test_every_crosscheck_of_the_region_has_an_outcome_and_its_words(
    outcome: dict[str, dict[str, object]],
) -> None:
    assert len(outcome) == len(load_controls(DATA))
    for naam, row in outcome.items():
        assert row["eigen"] is not None, naam
        assert row["uitleg"], naam
        assert row["bron"], naam


def test_only_the_inhabitants_of_a_year_earlier_give_the_published_mma_rate(
    outcome: dict[str, dict[str, object]],
) -> None:
    with_2020 = outcome["MMA-meldingen 2021, met de inwoners van 1 januari 2020"]["eigen"]
    with_2021 = outcome["MMA-meldingen 2021, met de inwoners van 1 januari 2021"]["eigen"]
    assert isinstance(with_2020, float)
    assert isinstance(with_2021, float)
    assert (round(with_2020, 1), round(with_2021, 1)) == (10.9, 10.8)


def test_a_crosscheck_without_its_figure_has_no_outcome() -> None:
    empty = crosschecks(figures().clear(), DATA).filter(pl.col("naam") == "Drugshandel in 2020")
    assert empty["eigen"].to_list() == [None]
    assert empty["verschil"].to_list() == [None]


def test_a_crosscheck_on_a_fictitious_figure_says_so() -> None:
    made_up = figures().with_columns(pl.lit(value=True).alias("is_fictief"))
    marks = crosschecks(made_up, DATA).filter(pl.col("naam") == "Drugshandel in 2020")
    assert marks["is_fictief"].to_list() == [True]


def test_a_region_without_crosschecks_has_an_empty_table(tmp_path: Path) -> None:
    assert crosschecks(figures(), tmp_path).height == 0


def test_an_unknown_key_in_the_list_is_refused_with_the_name_of_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "gepubliceerd"
    folder.mkdir()
    (folder / "kruiscontroles.toml").write_text('[[controle]]\nnaam = "x"\n', encoding="utf-8")
    with pytest.raises(PeilError, match="kruiscontroles"):
        load_controls(tmp_path)
