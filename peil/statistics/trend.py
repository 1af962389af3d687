"""A cell against its own past: change on the year before, five-year trend, three years together.

All three walk along one series (indicator, uitsplitsing, area, same quarter or month) over
consecutive years with a cijfer, never across a trend break. Trend and pooling exist for whole
years only, because they are labelled with years.
"""

import polars as pl

from peil.statistics.cells import series, window
from peil.statistics.intervals import ALPHA, add_limits
from peil.statistics.significance import p_values, two_sided, word
from peil.terms import DALEND, GEEN_TREND, STIJGEND

TREND_YEARS = 5
TREND_MINIMUM = 10
POOL_YEARS = 3
POOL_BELOW = 10


def add_change(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with vorige_periode, _waarde, _teller and verandering, _p, _woord, _is_fictief.

    vorige_… is the same part of the year before, where that has a cijfer. verandering = waarde -
    vorige_waarde, tested with `significance.two_rates`; null across a trend break (vorige_…
    stays). A bedrag changes without p or word.
    """
    columns = ("periode", "waarde", "teller", "_y", "_w", "_toets", "is_fictief")
    ordered = series(cells, columns)
    before = (pl.col("_reeks").shift(1) == pl.col("_reeks")) & (
        pl.col("jaar") - pl.col("jaar").shift(1) == 1
    )
    earlier = ordered.with_columns(window(1).alias("v_zelfde"), before.fill_null(False).alias("_v"))
    previous = earlier.select(
        "_nr",
        "v_zelfde",
        *(pl.when("_v").then(pl.col(c).shift(1)).alias(f"v_{c}") for c in columns),
    )
    joined = cells.join(previous, on="_nr", how="left", maintain_order="left")
    testable = pl.col("v_zelfde") & pl.col("_toets") & pl.col("v__toets")
    tested = joined.with_columns(pl.when(testable).then("v__y").alias("_y2"))
    tested = tested.with_columns(
        p_values(tested, ("_y", "_w"), ("_y2", "v__w"), "_phi").alias("verandering_p")
    )
    change = pl.when("v_zelfde").then(pl.col("waarde") - pl.col("v_waarde"))
    spread = (
        pl.col("verandering_p").is_not_null()
        & (pl.col("soort") != "steekproef")
        & pl.col("_phi_is_fictief")
    )
    fictief = change.is_not_null() & (pl.col("is_fictief") | pl.col("v_is_fictief") | spread)
    return tested.with_columns(
        pl.col("v_periode").alias("vorige_periode"),
        pl.col("v_waarde").alias("vorige_waarde"),
        pl.col("v_teller").alias("vorige_teller"),
        change.alias("verandering"),
        word(pl.col("verandering_p"), pl.col("_y") - pl.col("_y2")).alias("verandering_woord"),
        fictief.fill_null(False).alias("verandering_is_fictief"),
    ).select(
        *cells.columns,
        "vorige_periode", "vorige_waarde", "vorige_teller",
        "verandering", "verandering_p", "verandering_woord", "verandering_is_fictief",
    )  # fmt: skip


def add_trend(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with trend_woord, trend_p, trend_van, trend_tot and trend_is_fictief.

    Chi-square test for a linear trend over the five years ending at the row's year (Cochran
    1954, Biometrics 10, 417-451; Armitage 1955), one degree of freedom, divided by the dispersion:

        chi2 = (sum w x (y - m))^2 / (phi * v * sum w (x - xm)^2)

    x = 0..4, y the rate, w the noemer, m and xm the weighted means, v = m for a telling
    (m * (1 - m) for an aandeel; w = 1 / se^2 and v = phi = 1 for a steekproef). Null with
    fewer than five years on end, a break among them, or fewer than 10 events in the five.
    """
    ordered = series(
        cells.filter(pl.col("_toets") & (pl.col("periode_soort") == "jaar")),
        ("_y", "_w", "_phi", "_phi_is_fictief", "soort", "is_fictief"),
    )
    lags = range(TREND_YEARS)
    y = [pl.col("_y").shift(lag) for lag in lags]
    w = [pl.col("_w").shift(lag) for lag in lags]
    sample = pl.col("soort") == "steekproef"
    sums = ordered.with_columns(
        window(TREND_YEARS - 1).alias("_vijf"),
        pl.sum_horizontal(w).alias("_W"),
        pl.sum_horizontal(wi * yi for wi, yi in zip(w, y, strict=True)).alias("_WY"),
        pl.sum_horizontal(-lag * wi for lag, wi in zip(lags, w, strict=True)).alias("_WX"),
        pl.sum_horizontal(lag**2 * wi for lag, wi in zip(lags, w, strict=True)).alias("_WXX"),
        pl.sum_horizontal(-lag * wi * yi for lag, wi, yi in zip(lags, w, y, strict=True)).alias(
            "_WXY"
        ),
        pl.any_horizontal(pl.col("is_fictief").shift(lag) for lag in lags).alias("_fictief"),
    ).filter(pl.col("_vijf") & (sample | (pl.col("_WY") >= TREND_MINIMUM)))
    mean = pl.col("_WY") / pl.col("_W")
    variance = (
        pl.when(sample).then(1.0)
        .when(pl.col("soort") == "aandeel").then(pl.col("_phi") * mean * (1 - mean))
        .otherwise(pl.col("_phi") * mean)
    )  # fmt: skip
    slope = pl.col("_WXY") - pl.col("_WX") * mean
    spread = variance * (pl.col("_WXX") - pl.col("_WX") ** 2 / pl.col("_W"))
    # Everybody in every year (an aandeel of 100 %): no variance and no trend.
    z = sums.select(pl.when(spread > 1e-12).then(slope / spread.sqrt()).otherwise(0.0)).to_series()
    found = sums.with_columns(
        z.alias("_z"),
        pl.Series("trend_p", two_sided(z.to_numpy())),
    ).select(
        "_nr",
        "trend_p",
        pl.when(pl.col("trend_p") >= ALPHA).then(pl.lit(GEEN_TREND))
        .when(pl.col("_z") > 0).then(pl.lit(STIJGEND))
        .otherwise(pl.lit(DALEND)).alias("trend_woord"),
        (pl.col("jaar") - (TREND_YEARS - 1)).alias("trend_van"),
        pl.col("jaar").alias("trend_tot"),
        (pl.col("_fictief") | (~sample & pl.col("_phi_is_fictief"))).alias("trend_is_fictief"),
    )  # fmt: skip
    return cells.join(found, on="_nr", how="left", maintain_order="left").with_columns(
        pl.col("trend_is_fictief").fill_null(False)
    )


def add_pool(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with pool_van, _tot, _teller, _noemer, _waarde, _laag, _hoog and _is_fictief.

    For a telling or aandeel with fewer than 10 events in a whole year: that year and the two
    before together, tellers over noemers (without noemer: the mean per year, pool_noemer null),
    with the same kind of interval as the year itself. Null unless all three have a cijfer and
    no break lies among them.
    """
    counted = pl.col("_toets") & (pl.col("soort") != "steekproef")
    ordered = series(
        cells.filter(counted & (pl.col("periode_soort") == "jaar")),
        ("teller", "_w", "_toets", "soort", "per", "heeft_noemer", "is_fictief"),
    )
    lags = range(POOL_YEARS)
    sums = ordered.with_columns(
        window(POOL_YEARS - 1).alias("_drie"),
        pl.sum_horizontal(pl.col("teller").shift(lag) for lag in lags).alias("pool_teller"),
        pl.sum_horizontal(pl.col("_w").shift(lag) for lag in lags).alias("_samen"),
        pl.any_horizontal(pl.col("is_fictief").shift(lag) for lag in lags)
        .alias("pool_is_fictief"),
    ).filter(pl.col("_drie") & (pl.col("teller") < POOL_BELOW))  # fmt: skip
    factor = pl.when("heeft_noemer").then("per").otherwise(1.0)
    rates = sums.with_columns(
        (pl.col("pool_teller") * factor / pl.col("_samen")).alias("pool_waarde")
    ).with_columns(pl.col("pool_waarde").alias("waarde"), pl.lit(None).alias("geleverd_laag"),
                   pl.lit(None).alias("geleverd_hoog"))  # fmt: skip
    found = add_limits(rates, ("pool_laag", "pool_hoog"), "pool_teller", "_samen").select(
        "_nr",
        (pl.col("jaar") - (POOL_YEARS - 1)).alias("pool_van"),
        pl.col("jaar").alias("pool_tot"),
        "pool_teller",
        pl.when("heeft_noemer").then("_samen").alias("pool_noemer"),
        "pool_waarde", "pool_laag", "pool_hoog", "pool_is_fictief",
    )  # fmt: skip
    return cells.join(found, on="_nr", how="left", maintain_order="left").with_columns(
        pl.col("pool_is_fictief").fill_null(False)
    )
