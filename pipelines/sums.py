"""How parts become one figure: today's places, and the sum with its status."""

import polars as pl

from peil.areas import Areas
from peil.terms import CIJFER, NIET_GELEVERD, ONDERDRUKT, ONTBREEKT


def current_places(areas: Areas) -> pl.DataFrame:
    """One row per area of today: gebied_code, gebied, niveau, ancestors, equal to its parent."""
    return (
        areas.frame.filter(pl.col("tot").is_null())
        .select(
            pl.col("code").alias("gebied_code"),
            pl.col("naam").alias("gebied"),
            "niveau",
            "district_code",
            "eenheid_code",
            "is_gelijk_aan_ouder",
        )
        .with_columns(pl.col("district_code", "eenheid_code").cast(pl.String))
    )


def child_counts(areas: Areas, parent: str) -> pl.DataFrame:
    """One row per area of the level ``parent``: how many gemeenten (``gemeenten``) lie in it."""
    gemeenten = current_places(areas).filter(pl.col("niveau") == "gemeente")
    counted = gemeenten.group_by(parent).agg(pl.len().alias("gemeenten"))
    return counted.rename({parent: "gebied_code"})


def joined(column: str, separator: str) -> pl.Expr:
    """The different texts of a column as one text; empty ones do not count."""
    return pl.col(column).filter(pl.col(column) != "").unique().sort().str.join(separator)


def merged_status(expected: pl.Expr) -> pl.Expr:
    """The status of a sum: hidden parts hide it, missing parts leave it undelivered."""
    return (
        pl.when((pl.col("status") == ONDERDRUKT).any())
        .then(pl.lit(ONDERDRUKT))
        .when((pl.len() < expected) | (pl.col("status") == NIET_GELEVERD).any())
        .then(pl.lit(NIET_GELEVERD))
        .when((pl.col("status") != CIJFER).any())
        .then(pl.lit(ONTBREEKT))
        .otherwise(pl.lit(CIJFER))
    )


def sums(expected: pl.Expr) -> list[pl.Expr]:
    """The aggregation of parts into one figure; incomplete sums have no value."""
    status = merged_status(expected)
    whole = status == CIJFER
    noemer = pl.col("noemer")
    # A delivered noemer counts only when every part has one.
    return [
        pl.when(whole).then(pl.col("waarde").sum()).alias("waarde"),
        pl.when(whole & noemer.is_not_null().all()).then(noemer.sum()).alias("noemer"),
        status.alias("status"),
        pl.col("is_voorlopig").any(),
        pl.col("is_fictief").any(),
        pl.lit(False).alias("is_geleverd"),
        joined("bron", "; "),
        joined("bron_id", " "),
        joined("leveringen", " "),
        (pl.col("status") == CIJFER).sum().cast(pl.Int64).alias("_compleet"),
    ]
