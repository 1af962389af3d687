"""Totals that a partner does not deliver, made of the parts that it does."""

from collections.abc import Iterable

import polars as pl

from peil.bronnen import Optel
from peil.catalogue import Catalogue

_CELL = ["indicator", "gebied_code", "periode"]


def add_totals(cells: pl.DataFrame, optel: Iterable[Optel], catalogue: Catalogue) -> pl.DataFrame:
    """Add a total where every part of a dimensie has a number and no total was delivered.

    It stands at the line and column of its first part, and its toelichting says that it is a sum.
    """
    made = [_totals(cells, one, catalogue) for one in optel]
    return pl.concat([cells, *(frame.select(cells.columns) for frame in made)])


def _totals(cells: pl.DataFrame, optel: Optel, catalogue: Catalogue) -> pl.DataFrame:
    dimension = next(
        d for d in catalogue[optel.indicator].uitsplitsing if d.dimensie == optel.dimensie
    )
    names = [f"{optel.dimensie}:{waarde.code}" for waarde in dimension.waarden]
    own = cells.filter(pl.col("indicator") == catalogue[optel.indicator].slug)
    there = own.filter(pl.col("uitsplitsing") == "").select(_CELL)
    titles = " en ".join(waarde.titel for waarde in dimension.waarden)
    return (
        own.filter(pl.col("uitsplitsing").is_in(names))
        .group_by(_CELL, maintain_order=True)
        .agg(
            pl.all().exclude(_CELL, "waarde", "is_voorlopig", "toelichting").first(),
            pl.col("waarde").sum(),
            pl.col("is_voorlopig").any(),
            pl.lit(f"som van {titles}").first().alias("toelichting"),
            (pl.len() - pl.col("waarde").null_count()).alias("delen"),
        )
        .filter(pl.col("delen") == len(names))
        .join(there, on=_CELL, how="anti", maintain_order="left")
        .with_columns(
            uitsplitsing=pl.lit(""),
            noemer=pl.lit(None, dtype=pl.Float64),
            marge_laag=pl.lit(None, dtype=pl.Float64),
            marge_hoog=pl.lit(None, dtype=pl.Float64),
        )
    )
