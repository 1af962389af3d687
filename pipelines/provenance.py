"""Where every figure comes from: references to the delivered cells, and those cells read back.

The snapshot holds references only. What was delivered is read from the levering itself.
"""

from typing import Final

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from pipelines.boundaries import on_today

#: One row per delivered cell that counts: which figure, of which gebied of today, from where.
REFERENCES: Final = {
    "indicator": pl.String,
    "gebied_code": pl.String,
    "telt_voor": pl.String,
    "periode": pl.String,
    "uitsplitsing": pl.String,
    "levering": pl.String,
    "regel": pl.Int64,
    "kolom": pl.String,
}


def references(cells: pl.DataFrame, catalogue: Catalogue, areas: Areas) -> pl.DataFrame:
    """Return one row per delivered cell that counts in a figure (``REFERENCES``), sorted.

    Args:
        cells: ``register.REGISTER_CELLS``: what holds after superseding.
        catalogue: says which bronnen deliver on the boundaries of today.
        areas: say in which gemeente of today an old one counts (``telt_voor``).
    """
    named = cells.with_columns(bron_id="bron")
    if "kolom" not in named.columns:
        named = named.with_columns(kolom=pl.lit(""))
    placed = on_today(named, areas, catalogue)
    if placed is None:
        counting = named.with_columns(telt_voor="gebied_code")
    else:
        # An old part beside a whole figure is in that figure already: it does not count.
        counting = placed.filter(~pl.col("is_oud") | ~pl.col("_is_heel")).with_columns(
            telt_voor=pl.coalesce("nieuw", "gebied_code")
        )
    return (
        counting.select(pl.col(name).cast(kind) for name, kind in REFERENCES.items())
        .with_columns(pl.col("kolom").fill_null(""))
        .sort("indicator", "periode", "uitsplitsing", "telt_voor", "gebied_code")
    )
