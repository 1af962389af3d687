"""95 % intervals: Garwood for counts, Wilson for proportions, delivered margins for samples.

Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28, 437-442.
Wilson, E.B. (1927), Probable inference, JASA 22, 209-212.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import special  # pyright: ignore[reportMissingTypeStubs] # scipy ships no types

Floats = NDArray[np.float64]

ALPHA = 0.05
Z95 = float(special.ndtri(1 - ALPHA / 2))


def garwood(count: Floats, dispersion: Floats | float = 1.0) -> tuple[Floats, Floats]:
    """Exact Poisson limits of the expected count, in counts.

    Lower limit: the alpha/2 quantile of gamma(count), 0 at count 0; upper limit: the
    1 - alpha/2 quantile of gamma(count + 1). With a dispersion phi the limits are
    phi * Garwood(count / phi): the count behaves as phi times a Poisson number, which has
    variance phi * mean. NaN for a negative or missing count.
    """
    scaled = np.where(count >= 0, count / dispersion, np.nan)
    lower = np.where(scaled == 0, 0.0, special.gammaincinv(scaled, ALPHA / 2))
    upper = special.gammainccinv(scaled + 1, ALPHA / 2)
    return dispersion * lower, dispersion * upper


def wilson(count: Floats, total: Floats, dispersion: Floats | float = 1.0) -> tuple[Floats, Floats]:
    """Wilson limits of a proportion, between 0 and 1.

    With a dispersion phi the total counts as total / phi observations. NaN where the count is
    not between 0 and the total, or the total is not positive.
    """
    fits = (total > 0) & (count >= 0) & (count <= total)
    n = np.where(fits, total, np.nan) / dispersion
    p = np.where(fits, count, np.nan) / np.where(fits, total, np.nan)
    middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 / (1 + Z95**2 / n) * np.sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
    # The limits contain the proportion; rounding must not put 0 or 1 just outside.
    lower = np.where(p == 0, 0.0, np.minimum(p, np.clip(middle - half, 0.0, 1.0)))
    return lower, np.where(p == 1, 1.0, np.maximum(p, np.clip(middle + half, 0.0, 1.0)))


def add_limits(
    frame: pl.DataFrame,
    names: tuple[str, str],
    teller: str = "teller",
    noemer: str = "_w",
    dispersion: str | None = None,
) -> pl.DataFrame:
    """The frame with two columns of limits, in the unit of `waarde`; null where none applies.

    `teller` and `noemer` name the columns with the count and what it is divided by;
    `dispersion` the column with phi (null counts as 1). Delivered margins are only given to
    a steekproef, nothing to a bedrag.
    """
    count, total = _floats(frame, teller), _floats(frame, noemer)
    phi: Floats | float = 1.0
    if dispersion is not None:
        phi = np.nan_to_num(_floats(frame, dispersion), nan=1.0)
    is_count = (frame["soort"] == "telling").fill_null(False).to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        poisson = [limit / total for limit in garwood(np.where(is_count, count, np.nan), phi)]
        binomial = wilson(np.where(is_count, np.nan, count), total, phi)
    added = frame.with_columns(
        pl.Series(name, np.where(is_count, counts, shares)).fill_nan(None)
        for name, counts, shares in zip(names, poisson, binomial, strict=True)
    )
    factor = pl.when("heeft_noemer").then("per").otherwise(1.0)
    return added.with_columns(
        pl.when(pl.col("_toets") & pl.col("soort").is_in(["telling", "aandeel"]))
        .then(pl.col(name) * factor)
        .when(pl.col("waarde").is_not_null() & (pl.col("soort") == "steekproef"))
        .then(delivered)
        .alias(name)
        for name, delivered in zip(names, ("geleverd_laag", "geleverd_hoog"), strict=True)
    )


def _floats(frame: pl.DataFrame, column: str) -> Floats:
    return frame[column].cast(pl.Float64).fill_null(float("nan")).to_numpy()
