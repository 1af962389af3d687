"""Reference facts under data/referentie: the sums and the traps that are known."""

import polars as pl
import pytest

from peil.areas import load_areas
from peil.places import data_root

REFERENTIE = data_root() / "referentie"


def inhabitants(soort: str) -> pl.DataFrame:
    return pl.read_csv(REFERENTIE / f"{soort}.csv")


def registrations() -> pl.DataFrame:
    return pl.read_csv(REFERENTIE / "drugs_wapenhandel.csv")


def total(frame: pl.DataFrame, jaar: int) -> int:
    rows = frame.filter((pl.col("jaar") == jaar) & (pl.col("gebied_code") != "NL"))
    assert rows.height == 27
    return int(rows["inwoners"].sum())


def nederland(frame: pl.DataFrame, jaar: int) -> int:
    rows = frame.filter((pl.col("jaar") == jaar) & (pl.col("gebied_code") == "NL"))
    return int(rows["inwoners"].item())


def test_inhabitants_of_1_january_2021_sum_to_what_is_known() -> None:
    assert total(inhabitants("inwoners_1jan"), 2021) == 1_936_691


def test_mma_2021_only_works_with_the_inhabitants_of_2020() -> None:
    people = inhabitants("inwoners_1jan")
    assert round(2095 / total(people, 2020) * 10_000, 2) == 10.88
    assert round(2095 / total(people, 2021) * 10_000, 2) == 10.82
    assert round(24_986 / nederland(people, 2020) * 10_000, 1) == 14.4
    assert round(24_986 / nederland(people, 2021) * 10_000, 1) == 14.3


def test_mma_2023_works_with_the_inhabitants_of_the_year_itself() -> None:
    people = inhabitants("inwoners_1jan")
    assert round(20_328 / nederland(people, 2023) * 10_000, 1) == 11.4
    assert round(20_328 / nederland(people, 2022) * 10_000, 1) != 11.4


def test_inhabitants_say_which_years_are_exact() -> None:
    exact = inhabitants("inwoners_1jan").filter(pl.col("status") == "exact")
    gouda = exact.filter(pl.col("gebied_code") == "GM0513")
    assert set(gouda["jaar"]) == {2022, 2025}
    derived = inhabitants("inwoners_1jan").filter(pl.col("status") == "afgeleid")
    assert derived.filter(~pl.col("bron").str.contains("marge|afgeleid")).is_empty()


def test_the_national_averages_follow_from_the_national_counts() -> None:
    counts, averages = inhabitants("inwoners_1jan"), inhabitants("gem_inwoners")
    for jaar in range(2018, 2025):
        mean = (nederland(counts, jaar) + nederland(counts, jaar + 1)) / 2
        assert mean == pytest.approx(nederland(averages, jaar), abs=1)


def test_the_average_of_2025_says_that_it_is_1_january() -> None:
    rows = inhabitants("gem_inwoners").filter(pl.col("jaar") == 2025)
    assert set(rows["status"]) == {"stand 1 januari"}


def test_noordwijk_before_2019_is_counted_with_noordwijkerhout() -> None:
    people = inhabitants("inwoners_1jan").filter(pl.col("gebied_code") == "GM0575").sort("jaar")
    assert people["inwoners"][0] == 42_659
    assert "GM0576" in people["bron"][0]
    assert "GM0576" not in set(inhabitants("gem_inwoners")["gebied_code"])


def test_every_gemeente_has_every_year_once() -> None:
    codes = {a.code for a in load_areas().at("gemeente")}
    frame = registrations()
    assert set(frame["gm_code"]) == codes
    assert frame.height == frame.select("gm_code", "jaar").unique().height == 27 * 11


def test_drugshandel_of_2020_sums_to_1258_and_not_1263() -> None:
    assert registrations().filter(pl.col("jaar") == 2020)["drugshandel_3_1_1"].sum() == 1258


def test_only_the_last_two_years_are_voorlopig() -> None:
    provisional = registrations().filter(pl.col("voorlopig") == 1)
    assert set(provisional["jaar"]) == {2024, 2025}
    assert provisional.height == 54


def test_registrations_are_not_rounded_to_five() -> None:
    rest = registrations()["drugshandel_3_1_1"] % 5
    assert rest.n_unique() == 5


def test_registrations_use_the_same_average_as_the_denominator() -> None:
    averages = inhabitants("gem_inwoners").filter(pl.col("gebied_code") != "NL")
    both = registrations().join(
        averages, left_on=["gm_code", "jaar"], right_on=["gebied_code", "jaar"]
    )
    assert both.height == 297
    assert (both["gem_inwoners"] == both["inwoners"]).all()


def test_no_source_is_an_unexplained_number() -> None:
    for path in sorted(data_root().rglob("*.csv")):
        assert "seed 0" not in path.read_text("utf-8"), path.name
