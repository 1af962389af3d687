"""What every part of the statistics stands on: usable cells, their rate and their weight.

A cell is one row: one indicator x gebied x periode x uitsplitsing. Internal columns start with
an underscore and leave the package never:

`_nr`      place of the row in the given frame
`_deel`    what follows the year in the periode ("", "-K1", "-03"): a quarter has its own series
`_breuk`   year of the last trend break of the indicator up to and including this year, or null
`_y`       rate per one unit of the noemer (a count for a telling without noemer; for a
           steekproef the delivered percentage)
`_w`       weight: the noemer, 1 without noemer, 1 / standard error squared for a steekproef
`_toets`   True where a test is possible at all (not for a bedrag)
`_maat`    True where areas of other size can be compared (a telling without noemer cannot)
"""

from collections.abc import Sequence

import polars as pl

from peil.statistics.intervals import Z95
from peil.terms import CIJFER

REQUIRED = (
    "indicator", "niveau", "gebied_code", "district_code", "eenheid_code", "is_gelijk_aan_ouder",
    "periode", "periode_soort", "jaar", "uitsplitsing", "teller", "noemer", "per", "soort",
    "heeft_noemer", "geleverd_laag", "geleverd_hoog", "geleverde_waarde", "status",
    "is_voorlopig", "is_fictief",
)  # fmt: skip
SERIES = ("indicator", "uitsplitsing", "periode_soort", "_deel", "niveau", "gebied_code")
CELL = ("indicator", "gebied_code", "periode", "uitsplitsing")

_FLOATS = (
    "teller", "noemer", "per", "geleverd_laag", "geleverd_hoog", "geleverde_waarde",
)  # fmt: skip


def prepare(frame: pl.DataFrame, breuken: pl.DataFrame | None = None) -> pl.DataFrame:
    """The frame with `waarde` and the internal columns, rows in the same order.

    `waarde` is teller / noemer * per (teller without noemer; the delivered percentage of a
    steekproef), only for status cijfer. Raises ValueError when a column is missing or a cell
    comes twice.
    """
    _check(frame)
    soort, noemer = pl.col("soort"), pl.col("heeft_noemer")
    cijfer = pl.col("status") == CIJFER
    error = (pl.col("geleverd_hoog") - pl.col("geleverd_laag")) / (2 * Z95)
    weight = (
        pl.when(soort == "steekproef")
        .then(pl.when(error > 0).then(error**-2))
        .when(noemer)
        .then(pl.when(pl.col("noemer") > 0).then("noemer"))
        .otherwise(1.0)
    )
    level = (
        pl.when(soort == "steekproef")
        .then("geleverde_waarde")
        .when(noemer)
        .then(pl.when(pl.col("noemer") > 0).then(pl.col("teller") / pl.col("noemer")))
        .otherwise("teller")
    )
    # The product first: whole numbers stay exact, so that equal rates are equal.
    rate = pl.when((soort != "steekproef") & noemer & pl.col("_y").is_not_null()).then(
        pl.col("teller") * pl.col("per") / pl.col("noemer")
    )
    countable = (pl.col("teller") >= 0) & (
        (soort == "telling")
        | ((soort == "aandeel") & noemer & (pl.col("teller") <= pl.col("noemer")))
    )
    return (
        frame.with_row_index("_nr")
        .with_columns(
            [pl.col(c).cast(pl.Float64).fill_nan(None) for c in _FLOATS]
            + [pl.col("jaar").cast(pl.Int32), pl.col("periode").str.slice(4).alias("_deel")]
        )
        .with_columns(pl.when(cijfer).then(level).alias("_y"), weight.alias("_w"))
        .with_columns(
            rate.otherwise("_y").alias("waarde"),
            (
                pl.col("_y").is_not_null()
                & pl.col("_w").is_not_null()
                & ((soort == "steekproef") | countable)
            )
            .fill_null(False)
            .alias("_toets"),
            (noemer | (soort == "steekproef")).alias("_maat"),
        )
        .pipe(_with_break, breuken)
    )


def _check(frame: pl.DataFrame) -> None:
    missing = [column for column in REQUIRED if column not in frame.columns]
    if missing:
        raise ValueError(f"these columns are missing: {', '.join(missing)}")
    if frame.select(pl.struct(CELL).is_duplicated().any()).item():
        raise ValueError("a cell (indicator, gebied_code, periode, uitsplitsing) comes twice")


def _with_break(frame: pl.DataFrame, breuken: pl.DataFrame | None) -> pl.DataFrame:
    if breuken is None or breuken.is_empty():
        return frame.with_columns(pl.lit(None, dtype=pl.Int32).alias("_breuk"))
    last = (
        frame.select("indicator", "jaar")
        .unique()
        .join(
            breuken.select("indicator", pl.col("jaar").cast(pl.Int32).alias("_breuk")),
            on="indicator",
        )
        .filter(pl.col("_breuk") <= pl.col("jaar"))
        .group_by("indicator", "jaar")
        .agg(pl.col("_breuk").max())
    )
    return frame.join(last, on=["indicator", "jaar"], how="left", maintain_order="left")


def series(cells: pl.DataFrame, columns: Sequence[str] = ()) -> pl.DataFrame:
    """The cells with a value, in order of series and year, with `_reeks` (a number per series).

    A series is one indicator, uitsplitsing, periode_soort, part of the year and area.
    """
    keys = pl.struct(SERIES)
    keep = list(dict.fromkeys((*SERIES, "_nr", "jaar", "_breuk", *columns)))
    return (
        cells.lazy()
        .filter(pl.col("_y").is_not_null())
        .select(keep)
        .sort(*SERIES, "jaar")
        .with_columns((keys != keys.shift(1)).fill_null(True).cum_sum().alias("_reeks"))
        .collect()
    )


def window(years_back: int) -> pl.Expr:
    """Whether this row and the `years_back` years before it are all there, without a break.

    Only for a frame from `series`: there each series has one row per year, so a row that many
    places up in the same series and exactly that many years older means that none is missing.
    """
    complete = (pl.col("_reeks").shift(years_back) == pl.col("_reeks")) & (
        pl.col("jaar") - pl.col("jaar").shift(years_back) == years_back
    )
    unbroken = pl.col("_breuk").is_null() | (pl.col("_breuk") <= pl.col("jaar") - years_back)
    return (complete & unbroken).fill_null(False)
