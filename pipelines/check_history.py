"""Warn where a figure lies outside what the register lets expect, and name the expected range.

One delivered count is held against the (at most) three nearest years of the same indicator,
gebied, uitsplitsing and part of the year that the register held before: not further than five
years away and not across a declared breuk. With k years that sum to S the range is the predictive
distribution of a Poisson count with Jeffreys' prior, negative binomial with r = S + 1/2 and
p = k / (k + 1): exact for small counts and zero too (Hahn & Meeker 1991, Statistical Intervals,
7.5-7.6; Krishnamoorthy & Peng 2011, J. Stat. Plann. Inference 141, 1709-1718).

Counts swing more than Poisson, and drift. How much more is learnt from the register itself: each
year y after three earlier ones with mean m gives q = (y - m)^2 / (m * (1 + 1/3)). phi is the mean
of q over the gebieden of the lowest niveau that has them, or that of the gebied itself when it is
larger (what all gebieden share, such as a national trend, only shows in large counts); at least 1.
Counts are then taken as phi times a Poisson number (McCullagh & Nelder 1989, 4.5). Amounts are
judged in the same way as logarithms and percentages of a sample as they are, with the spread of
those differences and a quantile of Student's t.

With fewer than ``_WINDOWS`` such q there is no test: too little is known to call anything odd. The
level is 0,05 over all tested cells together (Bonferroni), and at most 0,001 for one: of twenty
right files at most about one is questioned. It needs no inhabitants: in five years a population
changes little.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import special

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.numbers import format_count, format_number
from peil.terms import NIVEAUS
from pipelines.check_problems import Problems

_SERIES = ["indicator", "gebied_code", "uitsplitsing", "deel"]
_YEARS, _REACH, _WINDOWS = 3, 5, 10
_LEVEL, _CELL = 0.05, 0.001
#: How cells are compared: as counts, as logarithms of amounts, or as they are.
_SCALES = {"telling": "telling", "aandeel": "telling", "bedrag": "bedrag", "steekproef": "getal"}
#: A sample and an amount swing at least so much: percentage points, and a tenth.
_LEAST = {"bedrag": 0.1, "getal": 1.0}
_Floats = NDArray[np.float64]


def check_history(
    cells: pl.DataFrame,
    history: pl.DataFrame | None,
    catalogue: Catalogue,
    areas: Areas,
    problems: Problems,
) -> None:
    """Add a warning at every cell outside its expected range."""
    told = judge(cells, history, catalogue, areas)
    if told is None:
        return
    is_high = pl.col("waarde") > pl.col("hoog")
    odd = told.filter(~pl.col("waarde").is_between("laag", "hoog"))
    problems.add(
        # One cell of a partner may count for two indicators: it is questioned once.
        odd.unique(["regel", "cel"], keep="first", maintain_order=True),
        pl.lit(True),
        "waarde",
        pl.format(
            "{} is {} dan eerder; na {} was {} tot {} te verwachten",
            _shown("waarde"),
            pl.when(is_high).then(pl.lit("veel hoger")).otherwise(pl.lit("veel lager")),
            "jaren",
            _shown("laag"),
            _shown("hoog"),
        ),
        pl.lit("kijk het getal na, of bevestig met een reden dat het klopt"),
        "waarschuwing",
    )


def judge(
    cells: pl.DataFrame, history: pl.DataFrame | None, catalogue: Catalogue, areas: Areas
) -> pl.DataFrame | None:
    """Return the cells that can be judged, with ``laag``, ``hoog``, ``midden`` and ``jaren``.

    ``midden`` is the mean of the years that were compared with. Nothing without history.
    """
    if history is None or history.is_empty() or cells.is_empty():
        return None
    scales = _scales(catalogue)
    before = _prepare(history, scales)
    new = _spread(_prepare(cells, scales), before, areas)
    base = _base(new, before, catalogue)
    if base.is_empty():
        return None
    return _ranges(new.join(base, on="rij"))


def _scales(catalogue: Catalogue) -> pl.DataFrame:
    rows = [(i.slug, _SCALES[i.soort]) for i in catalogue]
    return pl.DataFrame(rows, schema=["indicator", "schaal"], orient="row")


def _prepare(cells: pl.DataFrame, scales: pl.DataFrame) -> pl.DataFrame:
    """Add ``jaar``, ``deel`` (of the year), ``schaal`` and ``y``: the value on its scale."""
    return (
        cells.filter(pl.col("waarde").is_not_null())
        .join(scales, on="indicator")
        .with_columns(
            jaar=pl.col("periode").str.head(4).cast(pl.Int64),
            deel=pl.col("periode").str.slice(4),
            y=pl.when(pl.col("schaal") != "bedrag")
            .then("waarde")
            .when(pl.col("waarde") > 0)
            .then(pl.col("waarde").log()),
        )
        .filter(pl.col("y").is_not_null())
    )


def _windows(before: pl.DataFrame) -> pl.DataFrame:
    """One row per year after three earlier ones on end, with its ``q``."""
    past = [pl.col("y").shift(n).over(_SERIES) for n in range(1, _YEARS + 1)]
    gap = pl.col("jaar") - pl.col("jaar").shift(_YEARS).over(_SERIES)
    square = (pl.col("y") - pl.col("gemiddeld")) ** 2 / (1 + 1 / _YEARS)
    is_count = pl.col("schaal") == "telling"
    return (
        before.sort(*_SERIES, "jaar")
        .with_columns(gat=gap, gemiddeld=pl.mean_horizontal(past))
        .filter(pl.col("gat") == _YEARS, ~is_count | (pl.col("gemiddeld") > 0))
        .with_columns(q=pl.when(is_count).then(square / pl.col("gemiddeld")).otherwise(square))
    )


def _spread(new: pl.DataFrame, before: pl.DataFrame, areas: Areas) -> pl.DataFrame:
    """Add ``factor`` to the cells whose indicator has enough years: phi, or a variance."""
    ranks = pl.DataFrame(
        [(a.code, NIVEAUS.index(a.niveau)) for a in areas.all],
        schema={"gebied_code": pl.String, "rang": pl.Int64},
        orient="row",
    )
    windows = _windows(before).join(ranks, on="gebied_code")
    pooled = (
        windows.filter(pl.col("rang") == pl.col("rang").min().over("indicator"))
        .group_by("indicator")
        .agg(samen=pl.col("q").mean(), vensters=pl.len())
        .filter(pl.col("vensters") >= _WINDOWS)
    )
    own = windows.group_by(_SERIES).agg(eigen=pl.col("q").mean())
    least = pl.col("schaal").replace_strict(_LEAST, default=1.0) ** 2
    return (
        new.join(pooled, on="indicator")
        .join(own, on=_SERIES, how="left")
        .with_columns(factor=pl.max_horizontal("samen", "eigen", least))
    )


def _base(new: pl.DataFrame, before: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """One row per cell that has three years to be held against: their number, sum and text."""
    breaks = pl.DataFrame(
        [(i.slug, [b.jaar for b in i.breuken]) for i in catalogue],
        schema={"indicator": pl.String, "breuken": pl.List(pl.Int64)},
        orient="row",
    )
    first, last = pl.min_horizontal("jaar", "ander"), pl.max_horizontal("jaar", "ander")
    near = (
        new.select("rij", "jaar", *_SERIES)
        .join(before.select(*_SERIES, "waarde", ander="jaar", oud="y"), on=_SERIES)
        .with_columns(ver=(pl.col("jaar") - pl.col("ander")).abs())
        .filter(pl.col("ver").is_between(1, _REACH))
    )
    crossing = (
        near.join(breaks, on="indicator")
        .explode("breuken")
        .filter((pl.col("breuken") > first) & (pl.col("breuken") <= last))
    )
    near = near.join(crossing, on=["rij", "ander"], how="anti").sort("rij", "ver", "ander")
    return (
        near.group_by("rij", maintain_order=True)
        .head(_YEARS)
        .group_by("rij")
        .agg(
            k=pl.len(),
            som=pl.col("oud").sum(),
            midden=pl.col("waarde").mean(),
            jaren=pl.col("ander").sort().cast(pl.String).str.join(", "),
        )
        .filter(pl.col("k") == _YEARS)
    )


def _ranges(cells: pl.DataFrame) -> pl.DataFrame:
    """Add the limits, rounded outward for counts."""
    tail = min(_LEVEL / cells.height, _CELL) / 2
    k, total = _floats(cells, "k"), _floats(cells, "som")
    factor = _floats(cells, "factor")
    low, high = _counts(total, k, factor, tail)
    # The spread was estimated: Student's t with one degree of freedom per window.
    half = special.stdtrit(_floats(cells, "vensters"), 1 - tail) * np.sqrt(factor * (1 + 1 / k))
    middle = total / k
    is_amount = (cells["schaal"] == "bedrag").to_numpy()
    with np.errstate(over="ignore"):
        below = np.where(is_amount, np.exp(middle - half), middle - half)
        above = np.where(is_amount, np.exp(middle + half), middle + half)
    is_count = (cells["schaal"] == "telling").to_numpy()
    return cells.with_columns(
        laag=pl.Series(np.where(is_count, np.floor(low), np.maximum(below, 0))),
        hoog=pl.Series(np.where(is_count, np.ceil(high), above)),
    )


def _counts(total: _Floats, k: _Floats, phi: _Floats, tail: float) -> tuple[_Floats, _Floats]:
    """Return the limits of phi times a negative binomial number.

    Its distribution at x is the incomplete beta function I_p(r, x + 1), which is solved for x.
    """
    r, p = total / phi + 0.5, k / (k + 1)
    low = special.btdtrib(r, tail, p)
    high = special.btdtrib(r, 1 - tail, p) - 1
    # Below 1 even zero is not too few.
    return phi * np.where(low < 1, 0.0, low), phi * np.maximum(high, 0.0)


def _floats(frame: pl.DataFrame, column: str) -> _Floats:
    return frame[column].cast(pl.Float64).to_numpy()


def _shown(name: str) -> pl.Expr:
    """Return a number as this house writes it: thousand points, one decimal if need be."""
    return pl.col(name).map_elements(_number, return_dtype=pl.String)


def _number(value: float) -> str:
    return format_count(value) if value.is_integer() or value >= 100 else format_number(value)
