"""The one test of two rates, used for comparison and for change. See `two_rates`."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import special  # pyright: ignore[reportMissingTypeStubs] # scipy ships no types

from peil.statistics.intervals import ALPHA, Floats
from peil.terms import HOGER, LAGER, VERGELIJKBAAR

# Below this many expected events (after division by the dispersion) the normal
# approximation calls too much: the exact conditional test takes over.
SMALL = 5.0


def two_rates(
    rates: tuple[Floats, Floats],
    weights: tuple[Floats, Floats],
    dispersion: Floats,
    soort: NDArray[np.str_],
) -> Floats:
    """Two-sided p-values of "these two rates are equal"; NaN where something is missing.

    Score test with dispersion (quasi-likelihood, McCullagh & Nelder 1989, ch. 9):
    z = (y1 - y2) / sqrt(phi * v * (1 / w1 + 1 / w2)), with p the two together,
    v = p for a telling (the conditional Poisson test of Przyborowski & Wilenski 1940),
    v = p * (1 - p) for an aandeel, v = 1 and w = 1 / se^2 for a steekproef (phi = 1).
    Where one side has fewer than five expected events / phi, a telling or aandeel gets the
    exact conditional test on the counts divided by phi, both tails doubled. Two zeros: p = 1.
    """
    (y1, y2), (w1, w2) = rates, weights
    sample = soort == "steekproef"
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = (y1 * w1 + y2 * w2) / (w1 + w2)
        share = np.where(soort == "aandeel", pooled * (1 - pooled), pooled)
        variance = np.where(sample, 1.0, share)
        phi = np.where(sample, 1.0, dispersion)
        difference = np.where(variance <= 0, 0.0, y1 - y2)
        scale = np.where(variance <= 0, 1.0, phi * variance * (1 / w1 + 1 / w2))
        p = two_sided(difference / np.sqrt(scale))
        # An aandeel above a half is rare in what did not happen.
        mirrored = (soort == "aandeel") & (pooled > 0.5)
        k1 = np.where(mirrored, 1 - y1, y1) * w1 / phi
        k2 = np.where(mirrored, 1 - y2, y2) * w2 / phi
        expected = (k1 + k2) * np.minimum(w1, w2) / (w1 + w2)
    small = ~sample & (expected < SMALL) & (variance > 0) & ~np.isnan(p)
    p[small] = conditional_exact(k1[small], k2[small], (w1 / (w1 + w2))[small])
    return p


def two_sided(z: Floats) -> Floats:
    """Chance of a standard normal number at least this far from 0, on either side."""
    return 2 * special.ndtr(-np.abs(z))


def conditional_exact(k1: Floats, k2: Floats, chance: Floats) -> Floats:
    """Exact two-sided p of k1 out of k1 + k2 when each falls in the first with `chance`.

    Binomial tails as incomplete beta functions, so that counts need not be whole; the smaller
    tail doubled, at most 1 (the same convention as the Garwood interval).
    """
    upper = np.where(k1 > 0, special.betainc(np.maximum(k1, 1e-300), k2 + 1, chance), 1.0)
    lower = np.where(k2 > 0, special.betainc(np.maximum(k2, 1e-300), k1 + 1, 1 - chance), 1.0)
    return np.minimum(1.0, 2 * np.minimum(lower, upper))


def p_values(
    frame: pl.DataFrame, first: tuple[str, str], second: tuple[str, str], dispersion: str
) -> pl.Series:
    """`two_rates` on columns (rate, weight) of a frame with `soort`; null where there is no p."""
    y1, w1, y2, w2, phi = (
        frame[column].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        for column in (*first, *second, dispersion)
    )
    soort = frame["soort"].fill_null("").to_numpy().astype(str)
    return pl.Series("p", two_rates((y1, y2), (w1, w2), phi, soort)).fill_nan(None)


def word(p: pl.Expr, difference: pl.Expr) -> pl.Expr:
    """hoger or lager where p is under 5 %, else vergelijkbaar; null without p."""
    return (
        pl.when(p.is_null())
        .then(None)
        .when((p < ALPHA) & (difference > 0))
        .then(pl.lit(HOGER))
        .when((p < ALPHA) & (difference < 0))
        .then(pl.lit(LAGER))
        .otherwise(pl.lit(VERGELIJKBAAR))
    )
