"""How much more than Poisson an indicator swings within an area from year to year.

For each three consecutive years of one area, with rates y1, y2, y3 and noemers n1, n2, n3:

    d   = y1 - 2 * y2 + y3                     second difference: a straight trend cancels out
    q   = d^2 / (p * (1/n1 + 4/n2 + 1/n3))     p = the three tellers over the three noemers

and phi is the mean of q over all areas and years (the median of the means per area beside it),
at least 1. When counts are Poisson with an equal rate, the mean of q is exactly 1 whatever the
size of the area: given their sum the three counts are multinomial, and d then has exactly that
variance. (With p estimated per year the ratio would be off for small counts.) An aandeel has
p * (1 - p) * n / (n - 1), exact in the same way by the multivariate hypergeometric.

The factor says how far counts of one area scatter. What all areas share in one year (a new way of
registering, a national campaign) is not in it: for nederland and eenheid, with large counts,
small shared swings still come out as a change. A factor cannot be estimated without three years
on end; then 1 is used (Poisson alone) and `methode` says so.

Differences between successive observations as a measure of noise free of trend: von Neumann,
Kent, Bellinson & Hart 1941, Ann. Math. Stat. 12, 153-162; second differences: Gasser, Sroka &
Jennen-Steinmetz 1986, Biometrika 73, 625-633. The Pearson form: McCullagh & Nelder 1989, 4.5.
"""

import polars as pl

from peil.statistics.cells import prepare, series, window
from peil.terms import NIVEAUS

NO_ESTIMATE = "niet te schatten: nergens drie jaren op rij; gerekend met 1 (Poisson)"


def dispersion(frame: pl.DataFrame, breuken: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row per indicator that is a telling or an aandeel, in order of indicator.

    Columns: indicator, dispersie (phi, at least 1), gebieden (areas used), waarnemingen
    (three-year windows used), methode (Dutch), mediaan (median of the areas, not bounded),
    is_fictief (a fictitious cell took part). `frame` and `breuken` as for `compute`; without
    breuken windows across a break count too.
    """
    return estimate(prepare(frame, breuken))


def estimate(cells: pl.DataFrame) -> pl.DataFrame:
    """As `dispersion`, for prepared cells.

    Pooled over the areas of the lowest level with windows; over the total of the years where
    there is one, else over the uitsplitsingen, else over equal quarters or months.
    """
    indicators = (
        cells.filter(pl.col("soort").is_in(["telling", "aandeel"])).select("indicator").unique()
    )
    return (
        indicators.join(_pooled(_windows(cells)), on="indicator", how="left")
        .with_columns(
            pl.max_horizontal(pl.col("_phi").fill_null(1.0), 1.0).alias("dispersie"),
            pl.col("gebieden", "waarnemingen").fill_null(0).cast(pl.Int32),
            pl.col("is_fictief").fill_null(False),
            _method().alias("methode"),
        )
        .select(
            "indicator", "dispersie", "gebieden", "waarnemingen", "methode", "mediaan",
            "is_fictief",
        )
        .sort("indicator")
    )  # fmt: skip


def _windows(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per three consecutive years of one series: `q` and what it was made of."""
    rate, weight = pl.col("_y"), pl.col("_w")
    total = weight + weight.shift(1) + weight.shift(2)
    events = rate * weight
    pooled = (events + events.shift(1) + events.shift(2)) / total
    second = rate - 2 * rate.shift(1) + rate.shift(2)
    unit = 1 / weight + 4 / weight.shift(1) + 1 / weight.shift(2)
    variance = (
        pl.when(pl.col("soort") == "aandeel")
        .then(pooled * (1 - pooled) * total / (total - 1))
        .otherwise(pooled)
    ) * unit
    fictief = pl.col("is_fictief")
    usable = cells.filter(pl.col("_toets") & (pl.col("soort") != "steekproef"))
    return (
        series(usable, ("_y", "_w", "soort", "is_fictief"))
        .with_columns(
            window(2).alias("_drie"),
            variance.alias("_var"),
            second.alias("_d"),
            (fictief | fictief.shift(1) | fictief.shift(2)).alias("is_fictief"),
        )
        .filter(pl.col("_drie") & (pl.col("_var") > 1e-300))
        .with_columns((pl.col("_d") ** 2 / pl.col("_var")).alias("q"))
    )


def _pooled(windows: pl.DataFrame) -> pl.DataFrame:
    level = pl.col("niveau").replace_strict(
        {name: place for place, name in enumerate(NIVEAUS)}, default=9, return_dtype=pl.Int32
    )
    source = (
        100 * (pl.col("periode_soort") != "jaar").cast(pl.Int32)
        + 10 * (pl.col("uitsplitsing") != "").cast(pl.Int32)
        + level
    )
    chosen = windows.with_columns(source.alias("_bron")).filter(
        pl.col("_bron") == pl.col("_bron").min().over("indicator")
    )
    areas = (
        chosen.sort("_nr").group_by("indicator", "gebied_code", maintain_order=True)
        .agg(pl.col("q").mean())
        .group_by("indicator").agg(pl.col("q").median().alias("mediaan"))
    )  # fmt: skip
    return (
        chosen.sort("_nr").group_by("indicator", maintain_order=True)
        .agg(
            pl.col("q").mean().alias("_phi"),
            pl.col("gebied_code").n_unique().alias("gebieden"),
            pl.len().alias("waarnemingen"),
            pl.col("is_fictief").any(),
            pl.col("niveau").first(),
            (pl.col("jaar").min() - 2).alias("_van"),
            pl.col("jaar").max().alias("_tot"),
        )
        .join(areas, on="indicator", how="left")
    )  # fmt: skip


def _method() -> pl.Expr:
    text = pl.format("tweede verschillen van jaar op jaar per {}, {}–{}", "niveau", "_van", "_tot")
    floor = pl.when(pl.col("_phi") < 1).then(pl.lit("; schatting onder 1, gerekend met 1"))
    return (
        pl.when(pl.col("_phi").is_null())
        .then(pl.lit(NO_ESTIMATE))
        .otherwise(pl.concat_str(text, floor.otherwise(pl.lit(""))))
    )
