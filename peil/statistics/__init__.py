"""Rates, intervals, comparison, trend: pure frames in and out, computed once at publication.

`compute` for the columns of the cijfers table, `dispersion` for the spreiding table, `classes`
for the klassen table. No loop over cells: every step is a column operation, so that it holds at
national scale (342 gemeenten x 15 years x 60 indicators).
"""

import polars as pl

from peil.statistics.cells import prepare
from peil.statistics.classes import assign, classes
from peil.statistics.comparison import add_comparisons
from peil.statistics.dispersion import dispersion, estimate
from peil.statistics.intervals import add_limits
from peil.statistics.ranking import add_ranks
from peil.statistics.trend import add_change, add_pool, add_trend

__all__ = ["classes", "compute", "dispersion"]


def compute(frame: pl.DataFrame, breuken: pl.DataFrame) -> pl.DataFrame:
    """The frame, in the same order, with every computed column of the cijfers table.

    frame    one row per indicator x gebied_code x periode x uitsplitsing, with the columns of
             `cells.REQUIRED`; others pass through
    breuken  indicator, jaar: one row per trend break; jaar is the first year of the new series

    Added: waarde, laag, hoog (95 %, unit of waarde), marge_laag, marge_hoog (the same widened
    by the dispersion: phi * Garwood(teller / phi), for an aandeel Wilson on noemer / phi, for a
    steekproef the delivered margins; null for a real cell when phi rests on fictitious ones),
    dispersie, and the columns of `add_comparisons`, `add_change`, `add_trend`, `add_pool`,
    `add_ranks` and `classes.assign`. A row with a status other than cijfer takes part in
    nothing: its values are null and its flags False. Raises ValueError when a column is
    missing or a cell comes twice.
    """
    cells = _with_dispersion(prepare(frame, breuken))
    computed = (
        cells.pipe(add_limits, ("laag", "hoog"))
        .pipe(_with_margins)
        .pipe(add_comparisons)
        .pipe(add_change)
        .pipe(add_ranks)
        .pipe(add_trend)
        .pipe(add_pool)
        .pipe(assign)
    )
    return computed.select(column for column in computed.columns if not column.startswith("_"))


def _with_dispersion(cells: pl.DataFrame) -> pl.DataFrame:
    factors = estimate(cells).select(
        "indicator",
        pl.col("dispersie").alias("_phi"),
        pl.col("is_fictief").alias("_phi_is_fictief"),
    )
    counted = pl.col("_toets") & (pl.col("soort") != "steekproef")
    return cells.join(factors, on="indicator", how="left", maintain_order="left").with_columns(
        pl.col("_phi").fill_null(1.0),
        pl.col("_phi_is_fictief").fill_null(False),
        pl.when(counted).then("_phi").alias("dispersie"),
    )


def _with_margins(cells: pl.DataFrame) -> pl.DataFrame:
    names = ("marge_laag", "marge_hoog")
    margins = add_limits(cells, names, dispersion="dispersie")
    # A real figure has no column to say that its margin rests on fictitious ones: leave it out.
    borrowed = ~pl.col("is_fictief") & pl.col("_phi_is_fictief") & pl.col("dispersie").is_not_null()
    return margins.with_columns(pl.when(~borrowed).then(name).alias(name) for name in names)
