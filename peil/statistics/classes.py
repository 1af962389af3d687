"""Five map classes per indicator, fixed over all years, with limits one can read.

The limits come from the total of the gemeenten (or of the lowest niveau there is) over all
whole years. Where more than a fifth is zero, zero is a class of its own. The inner limits are
natural breaks of the rest (Jenks, see `natural`), rounded to a multiple of a step of 1, 2 or 5
times a power of ten (a count: whole numbers). Limits that fall together are merged, so that there
can be fewer than five.
A class runs from `van` up to but not including `tot`; only the last includes its `tot`.
"""

import math

import numpy as np
import polars as pl

from peil.statistics.cells import prepare
from peil.statistics.intervals import Floats
from peil.statistics.natural import natural_breaks
from peil.terms import NIVEAUS

CLASSES = 5
ZERO_SHARE = 0.2
_METHOD = "natuurlijke grenzen (Jenks), afgerond"
SCHEMA = {
    "indicator": pl.String,
    "klasse": pl.Int32,
    "van": pl.Float64,
    "tot": pl.Float64,
    "methode": pl.String,
}


def classes(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator and class: indicator, klasse (0..4), van, tot, methode (Dutch).

    `frame` as for `compute` (or what `compute` gave). No rows for an indicator without values.
    """
    cells = frame if "_y" in frame.columns else prepare(frame)
    rows: list[tuple[str, int, float, float, str]] = []
    for group in _basis(cells).partition_by("indicator", maintain_order=True):
        first = group.row(0, named=True)
        whole = first["soort"] == "telling" and not first["heeft_noemer"]
        edges, method = limits(group["waarde"].to_numpy(), whole)
        years = f"{group['jaar'].min()}–{group['jaar'].max()}"
        text = f"{method}; {group.height} waarden per {first['niveau']}, {years}"
        rows += [
            (first["indicator"], place, edges[place], edges[place + 1], text)
            for place in range(len(edges) - 1)
        ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def limits(values: Floats, whole: bool = False) -> tuple[list[float], str]:
    """The rising class edges (two to six numbers) of at least one value, and the method's name."""
    zeros = bool((values == 0).mean() > ZERO_SHARE) and bool((values >= 0).all())
    rest = values[values != 0] if zeros else values
    if rest.size == 0:
        return [0.0, 0.0], "alles nul"
    breaks = natural_breaks(rest, CLASSES - 1 if zeros else CLASSES)
    edges = _edges(breaks, float(rest.min()), zeros, whole)
    return edges, f"nul apart, daarboven {_METHOD}" if zeros else _METHOD


def _edges(breaks: Floats, smallest: float, zeros: bool, whole: bool) -> list[float]:
    step = _step(breaks, whole)
    low = math.floor(_clean(breaks[0] / step))
    high = math.ceil(_clean(breaks[-1] / step))
    inner = {math.floor(_clean(b / step) + 0.5) for b in breaks[1:-1]}
    # A limit at the highest value itself makes a class of that value: "3 of meer".
    top = math.floor(_clean(breaks[-1] / step))
    limits = sorted(m for m in inner if low < m <= top)
    multiples = [low, *limits, max(high, [low, *limits][-1] + 1)]
    edges = [float(f"{m * step:.12g}") for m in multiples]
    if not zeros:
        return edges
    # The first edge above zero may not take zeros along nor leave a value out.
    above = edges[0] if edges[0] > 0 else min(step, _readable(smallest))
    return [0.0, *sorted({above, *(e for e in edges if e > above)})]


def _step(breaks: Floats, whole: bool) -> float:
    """The widest of 1, 2, 5 x 10^k that moves no break far, not finer than 1/50 of them."""
    gaps = np.diff(breaks[1:-1])
    inner = float(breaks[-2] - breaks[1]) if len(breaks) > 3 else 0.0
    spread = inner or float(breaks[-1] - breaks[0])
    wanted = max(float(gaps[gaps > 0].min(initial=math.inf)) / 2, spread / 50)
    if not math.isfinite(wanted) or wanted <= 0:
        wanted = spread / 5 or abs(float(breaks[0])) / 10 or 1.0
    return max(1.0, _readable(wanted)) if whole else _readable(wanted)


def _readable(most: float) -> float:
    """The largest of 1, 2, 5 x 10^k that is not more than `most`."""
    power = math.floor(math.log10(most) + 1e-9)
    steps = (float(f"{digit}e{power}") for digit in (1, 2, 5))
    return max((s for s in steps if s <= most * (1 + 1e-9)), default=most)


def _clean(ratio: float) -> float:
    """Without the rounding error that would push a whole number over its edge."""
    return round(float(ratio), 9)


def _basis(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells that make the limits: one niveau and one periode_soort per indicator."""
    place = {name: at for at, name in enumerate(NIVEAUS)}
    kinds = {"jaar": 0, "kwartaal": 10, "maand": 20}
    order = pl.col("niveau").replace_strict(place, default=9, return_dtype=pl.Int32) + pl.col(
        "periode_soort"
    ).replace_strict(kinds, default=30, return_dtype=pl.Int32)
    return (
        cells.filter(pl.col("waarde").is_not_null() & (pl.col("uitsplitsing") == ""))
        .select(
            "indicator", "niveau", "periode_soort", "jaar", "soort", "heeft_noemer", "waarde",
            "_nr", order.alias("_orde"),
        )
        .filter(pl.col("_orde") == pl.col("_orde").min().over("indicator"))
        .sort("indicator", "_nr")
    )  # fmt: skip


def assign(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with `klasse` (0..4), by the limits of `classes`; needs the prepared columns.

    A value outside the limits falls in the first or last class. An uitsplitsing is coloured by
    the limits of its total. Null without a value, for a part of a year where the limits are of
    whole years, and for a telling without noemer at another niveau than that of the limits: a
    count of a larger area does not fit them.
    """
    basis = (
        _basis(cells)
        .group_by("indicator")
        .agg(
            pl.col("niveau").first().alias("_basis_niveau"),
            pl.col("periode_soort").first().alias("_basis_soort"),
        )
    )
    edges = (
        classes(cells)
        .filter(pl.col("klasse") > 0)
        .group_by("indicator")
        .agg(pl.col("van").sort().alias("_randen"))
    )
    wide = (
        edges.select("indicator", *(_edge(place) for place in range(CLASSES - 1)))
        if edges.height
        else edges.select(
            "indicator", *(pl.lit(None, pl.Float64).alias(f"_r{p}") for p in range(4))
        )
    )
    fits = (
        pl.col("waarde").is_not_null()
        & (pl.col("periode_soort") == pl.col("_basis_soort"))
        & (pl.col("_maat") | (pl.col("niveau") == pl.col("_basis_niveau")))
    )
    passed = pl.sum_horizontal(
        (pl.col("waarde") >= pl.col(f"_r{place}")).fill_null(False).cast(pl.Int32)
        for place in range(CLASSES - 1)
    )
    return (
        cells.join(basis, on="indicator", how="left", maintain_order="left")
        .join(wide, on="indicator", how="left", maintain_order="left")
        .with_columns(pl.when(fits).then(passed).cast(pl.Int32).alias("klasse"))
    )


def _edge(place: int) -> pl.Expr:
    return pl.col("_randen").list.get(place, null_on_oob=True).alias(f"_r{place}")
