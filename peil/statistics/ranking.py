"""Place of a gemeente in its district and eenheid, and of a district in its eenheid.

Place 1 is the highest waarde; equal values share the lowest number. A place says nothing about
certainty: two neighbours often do not differ significantly.
"""

import polars as pl

_KEYS = ("indicator", "uitsplitsing", "periode", "niveau")


def add_ranks(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with rang_district, aantal_district, rang_eenheid, aantal_eenheid, rang_is_fictief.

    aantal_… is the number of areas of the same niveau with a value. A gemeente that is its whole
    district has no place in it. rang_is_fictief: a cell in one of the ranked groups is fictief.
    """
    valued = pl.col("waarde").is_not_null()
    gemeente = valued & (pl.col("niveau") == "gemeente")
    district = gemeente & ~pl.col("is_gelijk_aan_ouder") & pl.col("district_code").is_not_null()
    eenheid = (gemeente | (valued & (pl.col("niveau") == "district"))) & pl.col(
        "eenheid_code"
    ).is_not_null()
    ranked = cells
    for name, member in (("district", district), ("eenheid", eenheid)):
        ranked = ranked.join(
            _places(cells.filter(member), name), on="_nr", how="left", maintain_order="left"
        )
    return ranked.with_columns(
        (pl.col("_district_fictief").fill_null(False) | pl.col("_eenheid_fictief").fill_null(False))
        .alias("rang_is_fictief")
    ).drop("_district_fictief", "_eenheid_fictief")  # fmt: skip


def _places(members: pl.DataFrame, name: str) -> pl.DataFrame:
    group = [*_KEYS, f"{name}_code"]
    return members.select(
        "_nr",
        pl.col("waarde").rank("min", descending=True).over(group).cast(pl.Int32)
        .alias(f"rang_{name}"),
        pl.len().over(group).cast(pl.Int32).alias(f"aantal_{name}"),
        pl.col("is_fictief").any().over(group).alias(f"_{name}_fictief"),
    )  # fmt: skip
