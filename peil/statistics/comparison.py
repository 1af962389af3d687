"""An area against its district, eenheid and nederland, each *without the area itself*.

rest = (teller of the benchmark - teller of the area) / (noemer of the benchmark - noemer of the
area): an area is never compared with itself, however large its share of the benchmark. What
else is said, per benchmark b:

`{b}_woord` "niet van toepassing"  the area is b or larger, equals b (a district of one
    gemeente), or nothing is left of b without it; the other columns are null
all null   the benchmark has no cijfer, or the indicator is a telling without noemer: the count
    of an area of other size is no yardstick
no p       a bedrag (no known noise); and no rest either where it would be below zero
    (benchmark and area do not come from one source)
A steekproef cannot be taken out of its benchmark without the weights of the sample: `{b}_rest`
is null and the test is against the benchmark with the area in it. That errs to the safe side:
the shared part makes the true variance of the difference smaller than the sum used.
"""

import polars as pl

from peil.statistics.significance import p_values, word
from peil.terms import BENCHMARKS, NIVEAUS, NVT

_KEYS = ("indicator", "uitsplitsing", "periode")


def add_comparisons(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with {b}_rest, _waarde, _p, _woord and _is_fictief for the three benchmarks.

    Needs the prepared columns, `_phi` and `_phi_is_fictief`. `{b}_is_fictief` is True when the
    cell, the benchmark's or (where a test was made) a cell behind the dispersion is fictief.
    """
    for benchmark in BENCHMARKS:
        cells = _compare(cells, benchmark)
    return cells


def _compare(cells: pl.DataFrame, benchmark: str) -> pl.DataFrame:
    joined = _with_benchmark(cells, benchmark)
    sample = pl.col("soort") == "steekproef"
    # A rest below zero, or above the whole: benchmark and area are not from one source.
    possible = (pl.col("soort") == "bedrag") | (
        (pl.col("_rest_teller") >= 0)
        & ((pl.col("soort") == "telling") | (pl.col("_rest_teller") <= pl.col("_rest_noemer")))
    )
    rest = pl.when(~pl.col("_nvt") & ~sample & possible & (pl.col("_rest_noemer") > 0)).then(
        pl.col("_rest_teller") / pl.col("_rest_noemer")
    )
    open_test = pl.col("_toets") & pl.col("b_toets") & ~pl.col("_nvt")
    tested = joined.with_columns(rest.alias("_rest")).with_columns(
        pl.when(open_test).then(pl.when(sample).then("b_y").otherwise("_rest")).alias("_y2"),
        pl.when(sample).then("b_w").otherwise("_rest_noemer").alias("_w2"),
    )
    tested = tested.with_columns(p_values(tested, ("_y", "_w"), ("_y2", "_w2"), "_phi").alias("_p"))
    shown = pl.when(~pl.col("_nvt")).then("b_waarde")
    used = shown.is_not_null()
    spread = pl.col("_p").is_not_null() & ~sample & pl.col("_phi_is_fictief")
    rate = pl.when(pl.col("_rest").is_not_null()).then(
        pl.col("_rest_teller") * pl.col("per") / pl.col("_rest_noemer")
    )
    verdict = word(pl.col("_p"), pl.col("_y") - pl.col("_y2"))
    fictief = used & (pl.col("is_fictief") | pl.col("b_fictief") | spread)
    return tested.with_columns(
        rate.alias(f"{benchmark}_rest"),
        shown.alias(f"{benchmark}_waarde"),
        pl.col("_p").alias(f"{benchmark}_p"),
        pl.when("_nvt").then(pl.lit(NVT)).otherwise(verdict).alias(f"{benchmark}_woord"),
        fictief.fill_null(False).alias(f"{benchmark}_is_fictief"),
    ).select(
        *cells.columns,
        *(f"{benchmark}_{part}" for part in ("rest", "waarde", "p", "woord", "is_fictief")),
    )


def _with_benchmark(cells: pl.DataFrame, benchmark: str) -> pl.DataFrame:
    """The cells beside the benchmark's cell (b_…), the rest's sums and `_nvt`."""
    level = NIVEAUS.index("nederland") if benchmark == "nederland" else NIVEAUS.index(benchmark)
    yardstick = cells.filter(
        (pl.col("niveau") == benchmark) & pl.col("_y").is_not_null() & pl.col("_maat")
    ).select(
        *_KEYS,
        pl.col("gebied_code").alias("b_code"),
        pl.col("_y").alias("b_y"),
        pl.col("_w").alias("b_w"),
        pl.col("teller").alias("b_teller"),
        pl.col("waarde").alias("b_waarde"),
        pl.col("_toets").alias("b_toets"),
        pl.col("is_fictief").alias("b_fictief"),
    )
    place = pl.col("niveau").replace_strict(
        {name: at for at, name in enumerate(NIVEAUS)}, default=9, return_dtype=pl.Int32
    )
    usable = pl.col("_y").is_not_null()
    if benchmark == "nederland":
        joined = cells.join(yardstick.drop("b_code"), on=_KEYS, how="left", maintain_order="left")
    else:
        joined = cells.join(
            yardstick,
            left_on=[*_KEYS, f"{benchmark}_code"],
            right_on=[*_KEYS, "b_code"],
            how="left",
            maintain_order="left",
        )
    sums = joined.with_columns(
        (pl.col("b_teller") - pl.col("teller")).alias("_rest_teller"),
        (pl.col("b_w") - pl.col("_w")).alias("_rest_noemer"),
    )
    itself = (place >= level) | (pl.col("is_gelijk_aan_ouder") & (place == level - 1))
    empty = (pl.col("soort") != "steekproef") & (pl.col("_rest_noemer") <= 0)
    return sums.with_columns(
        (usable & (itself | empty)).fill_null(False).alias("_nvt")
    ).with_columns(
        # Without a value or a common measure nothing of the benchmark may be used.
        pl.when(usable & pl.col("_maat")).then(column).alias(column)
        for column in ("b_y", "b_w", "b_teller", "b_waarde", "_rest_teller", "_rest_noemer")
    )
