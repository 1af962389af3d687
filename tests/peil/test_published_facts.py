"""Published figures under data/gepubliceerd: what they say, and which of them are a cell."""

import tomllib
from typing import Any

import polars as pl
import pytest

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.places import data_root

FOLDER = data_root() / "gepubliceerd"
PARAMETERS = {
    "inwoners": {"gebied", "jaar"},
    "teller": {"gebied", "indicator", "jaar"},
    "waarde_met_noemerjaar": {"gebied", "indicator", "jaar", "noemer_jaar"},
    "som_uitsplitsing": {"gebied", "jaar"},
}


@pytest.fixture(scope="module")
def published() -> pl.DataFrame:
    text = dict.fromkeys(
        ("gebied_code", "code", "indicator", "uitsplitsing", "opmerking"), pl.String
    )
    frame = pl.read_csv(FOLDER / "gepubliceerd.csv", schema_overrides=text)
    return frame.with_columns(pl.col(*text).fill_null(""))


@pytest.fixture(scope="module")
def cells(published: pl.DataFrame) -> pl.DataFrame:
    return published.filter("laadbaar")


@pytest.fixture(scope="module")
def checks() -> dict[str, dict[str, Any]]:
    content = tomllib.loads((FOLDER / "kruiscontroles.toml").read_text("utf-8"))
    return {check["slug"]: check for check in content["controle"]}


def value(cells: pl.DataFrame, code: str, jaar: int, split: str = "", gebied: str = "DH") -> float:
    return cells.filter(
        (pl.col("code") == code)
        & (pl.col("jaar") == jaar)
        & (pl.col("uitsplitsing") == split)
        & (pl.col("gebied_code") == gebied)
    )["waarde"].item()


def total(cells: pl.DataFrame, code: str, jaar: int, dimensie: str, gebied: str = "DH") -> float:
    parts = cells.filter(
        (pl.col("code") == code)
        & (pl.col("jaar") == jaar)
        & (pl.col("gebied_code") == gebied)
        & pl.col("uitsplitsing").str.starts_with(f"{dimensie}:")
    )
    return parts["waarde"].sum()


def test_all_184_figures_name_their_bron_and_status(published: pl.DataFrame) -> None:
    assert published.height == 184
    assert published["bron"].null_count() == 0
    assert set(published["status"]) == {"bevestigd", "afgeleid", "ONBETROUWBAAR"}


def test_the_only_unreliable_figure_is_no_cell(published: pl.DataFrame) -> None:
    bad = published.filter(pl.col("status") == "ONBETROUWBAAR")
    assert bad.select("code", "jaar", "waarde", "laadbaar").rows() == [
        ("DR-06", 2021, 2016.0, False)
    ]
    assert value(published, "DR-06", 2021, gebied="NL") * 0.8 < 2016
    assert value(published.filter("laadbaar"), "DR-06", 2018) == 414


def test_a_cell_is_a_known_figure_of_the_catalogue(cells: pl.DataFrame) -> None:
    catalogue = load_catalogue()
    for row in cells.iter_rows(named=True):
        indicator = catalogue[row["indicator"]]
        assert indicator.code == row["code"]
        indicator.breakdown(row["uitsplitsing"])
        wanted = "%" if indicator.soort == "steekproef" else "aantal"
        wanted = "euro" if indicator.meeteenheid == "euro" else wanted
        assert row["meeteenheid"] == wanted, row["omschrijving"]
        assert row["gebied_code"] in ("DH", "NL")


def test_a_cell_is_published_once(cells: pl.DataFrame) -> None:
    key = ["indicator", "gebied_code", "jaar", "uitsplitsing"]
    assert cells.height == cells.select(key).unique().height == 144


def test_a_figure_that_is_two_cells_names_both(cells: pl.DataFrame) -> None:
    catalogue, links = load_catalogue(), cells.filter(pl.col("ook").is_not_null())
    for text in links["ook"]:
        name, _, split = text.partition("|")
        catalogue[name].breakdown(split)
    assert dict(links.select("code", "ook").unique().rows()) == {
        "MM-01": "mma-meldingen-per-categorie",
        "MH-06": "heit-controles|soort:prostitutiebranche",
        "WE-02": "omg-casussen",
    }


def test_what_is_no_cell_says_why_or_has_no_indicator(published: pl.DataFrame) -> None:
    rest = published.filter(~pl.col("laadbaar"))
    assert rest.filter((pl.col("indicator") != "") & (pl.col("opmerking") == "")).is_empty()


def test_what_is_only_a_sum_over_the_gemeenten_is_added_up_by_ourselves(
    published: pl.DataFrame,
) -> None:
    sums = published.filter(pl.col("bron").str.ends_with("som over alle gemeenten"))
    assert sums.filter(pl.col("gebied_code") == "DH").height == 11
    assert not sums.filter(pl.col("gebied_code") == "DH")["laadbaar"].any()
    assert sums.filter(pl.col("gebied_code") == "NL")["laadbaar"].all()


def test_rates_half_sums_and_other_things_are_no_cell(cells: pl.DataFrame) -> None:
    words = "per 10|crystal|gemeenten Dealbreakers|ongebruikelijke|wel eens onveilig|ondergrens"
    assert cells.filter(pl.col("omschrijving").str.contains(words)).is_empty()
    assert cells.filter(pl.col("opmerking").str.contains("onvolledig")).is_empty()


def test_areas_of_published_figures_are_known(published: pl.DataFrame) -> None:
    areas = load_areas()
    for name, code in published.select("gebied", "gebied_code").unique().rows():
        assert (areas.resolve(name).code == code) if code else name.startswith("provincie")


def test_drugsmisdrijven_are_not_drugshandel(published: pl.DataFrame, cells: pl.DataFrame) -> None:
    assert value(cells, "DR-02", 2020) == 1263
    assert value(published, "DR-01", 2020) == 1258


def test_mma_categories_leave_a_rest(cells: pl.DataFrame) -> None:
    assert value(cells, "MM-01", 2021) == 2095
    assert total(cells, "MM-02", 2021, "categorie") == 623 + 510 + 166 == 1299


def test_casussen_add_up_by_inbrenger_and_not_by_thema(cells: pl.DataFrame) -> None:
    assert value(cells, "WE-02", 2021) == 88
    assert value(cells, "WE-02", 2023) == total(cells, "WE-02", 2023, "inbrenger") == 56
    assert total(cells, "WE-02", 2023, "thema") == 98
    assert value(cells, "WE-02", 2023, "thema:drugs") == 21
    national = total(cells, "WE-02", 2023, "inbrenger", "NL")
    assert national == value(cells, "WE-02", 2023, gebied="NL") == 1155


def test_interventieadviezen_close_on_their_total(cells: pl.DataFrame) -> None:
    assert value(cells, "WE-03", 2023) == total(cells, "WE-03", 2023, "soort") == 274
    assert total(cells, "WE-03", 2023, "soort", "NL") == 1635


def test_heit_controles_are_two_kinds_and_money_transfer_overlaps(cells: pl.DataFrame) -> None:
    parts = value(cells, "MB-01", 2021, "soort:malafide-ondernemingen"), value(cells, "MH-06", 2021)
    assert value(cells, "MB-01", 2021) == sum(parts) == 538
    assert value(cells, "MB-01", 2021, "onderwerp:money-transfer") == 27


def test_production_sites_of_2021_are_known_per_drug_only(cells: pl.DataFrame) -> None:
    assert total(cells, "DR-03", 2021, "drugtype") == 3
    year = cells.filter((pl.col("code") == "DR-03") & (pl.col("gebied_code") == "DH"))
    assert set(year.filter(pl.col("uitsplitsing") == "")["jaar"]) == {2022, 2023}
    assert (value(cells, "DR-03", 2022), value(cells, "DR-03", 2023)) == (14, 12)


def test_cross_checks_have_the_parameters_of_their_kind(checks: dict[str, dict[str, Any]]) -> None:
    catalogue = load_catalogue()
    for check in checks.values():
        assert PARAMETERS[check["soort"]] <= set(check)
        assert {"titel", "uitleg", "gepubliceerd", "bron", "decimalen"} <= set(check)
        assert check["uitleg"].endswith(".")
        if check["soort"] == "som_uitsplitsing":
            assert ("dimensie" in check) != ("delen" in check)
        for name in [check.get("indicator"), *check.get("delen", [])]:
            indicator, _, split = (name or "drugshandel").partition("|")
            catalogue[indicator].breakdown(split)


def test_the_differences_that_are_known_are_cross_checks(checks: dict[str, dict[str, Any]]) -> None:
    known = {slug: check["gepubliceerd"] for slug, check in checks.items()}
    assert known["inwoners-2021"] == 1_936_701
    assert known["drugshandel-2020"] == 1263
    assert known["mma-2021-met-inwoners-2020"] == known["mma-2021-met-inwoners-2021"] == 10.9
    assert known["hennepkwekerijen-2021"] == 2016


def test_the_riec_table_closes_as_printed() -> None:
    frame = pl.read_csv(FOLDER / "riec_liec_2023_tabel1.csv", infer_schema=False)
    for row in frame.iter_rows():
        numbers = [int(cell) for cell in row[2:-1] if cell and cell.isdigit()]
        assert sum(numbers) == int(row[-1]), row[1]
    column = dict(frame.select("regel", "Den Haag").rows())
    assert [column[r] for r in ("2b", "2c", "2d", "2e", "2f")] == ["29", "2", "17", "1", "7"]
    assert set(frame.to_series(4)) > {"zie-witwassen", "zie-bestuurlijk"}
