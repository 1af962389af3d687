"""Warnings about sums: a breakdown against its total, areas against the area they lie in.

A bron that rounds every figure to a step (``afgerond_op``) cannot add up exactly: each of n parts
and their total is at most half a step off, so together they may differ by (n + 1) x step / 2. That
is the most that rounding can do: within it nothing is said, beyond it rounding is no explanation.
"""

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.terms import NIVEAUS
from pipelines.check_problems import Problems

_CELL = ["indicator", "gebied_code", "periode"]
_LEVELS = NIVEAUS[:3]
#: Sums of amounts with decimals are only exact up to their last bits.
_CENT = 0.005


def check_sums(
    cells: pl.DataFrame,
    catalogue: Catalogue,
    areas: Areas,
    problems: Problems,
    afgerond_op: int = 0,
) -> None:
    """Add warnings at the row of the total or parent that its parts do not fit."""
    _check_breakdowns(cells, catalogue, problems, afgerond_op)
    _check_parents(cells, catalogue, areas, problems, afgerond_op)


def _check_breakdowns(
    cells: pl.DataFrame, catalogue: Catalogue, problems: Problems, step: int
) -> None:
    parts = (
        _parts(cells)
        .join(_dimensions(catalogue), on=["indicator", "dimensie"])
        .group_by(*_CELL, "totaal", "dimensie", "aantal", "telt_op", "overlapt")
        .agg(som=pl.col("waarde").sum(), grootste=pl.col("waarde").max(), delen=pl.len())
    )
    totals = cells.filter(pl.col("waarde").is_not_null()).select(
        "rij", "regel", "cel", *_CELL, "waarde", totaal="uitsplitsing"
    )
    size = pl.when("overlapt").then("grootste").otherwise("som")
    both = totals.join(parts, on=[*_CELL, "totaal"]).with_columns(deel=size)
    both = both.with_columns(marge=_rounding(pl.when("overlapt").then(1).otherwise("delen"), step))
    too_little = pl.col("telt_op") & (pl.col("delen") == pl.col("aantal"))
    problems.add(
        both,
        (pl.col("deel") > pl.col("waarde") + pl.col("marge"))
        | (too_little & (pl.col("deel") < pl.col("waarde") - pl.col("marge"))),
        "waarde",
        pl.format(
            "het totaal is {}, maar de uitsplitsing '{}' komt op {}",
            _shown("waarde"),
            "dimensie",
            _shown("deel"),
        ),
        pl.lit("kijk het totaal en de delen na"),
        "waarschuwing",
    )


def _dimensions(catalogue: Catalogue) -> pl.DataFrame:
    """One row per indicator and dimension: how many categories, and whether they add up."""
    return pl.DataFrame(
        [
            (i.slug, d.dimensie, len(d.waarden), d.telt_op is True, d.telt_op is False)
            for i in catalogue
            if i.soort != "steekproef"
            for d in i.uitsplitsing
        ],
        schema={
            "indicator": pl.String,
            "dimensie": pl.String,
            "aantal": pl.Int64,
            "telt_op": pl.Boolean,
            "overlapt": pl.Boolean,
        },
        orient="row",
    )


def _parts(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per cell and dimension of it: ``totaal`` is the cell without that dimension.

    ``soort:lab|drug:xtc`` is a part of ``drug:xtc`` along soort, and of ``soort:lab`` along drug.
    """
    split = (
        cells.filter(pl.col("uitsplitsing") != "", pl.col("waarde").is_not_null())
        .select(*_CELL, "uitsplitsing", "waarde")
        .with_columns(delen=pl.col("uitsplitsing").str.split("|"))
    )
    return (
        split.with_columns(deel=pl.col("delen"))
        .explode("deel")
        .with_columns(
            dimensie=pl.col("deel").str.split(":").list.first(),
            totaal=pl.col("delen")
            .list.set_difference(pl.concat_list("deel"))
            .list.sort()
            .list.join("|"),
        )
        .drop("delen", "deel", "uitsplitsing")
    )


def _check_parents(
    cells: pl.DataFrame, catalogue: Catalogue, areas: Areas, problems: Problems, step: int
) -> None:
    additive = [i.slug for i in catalogue if i.optel == "som"]
    usable = cells.filter(pl.col("indicator").is_in(additive), pl.col("waarde").is_not_null())
    # Only a parent that was delivered can be held against its parts.
    tree = _tree(areas).filter(pl.col("ouder").is_in(usable["gebied_code"].unique().implode()))
    key = ["indicator", "periode", "uitsplitsing"]
    parts = (
        usable.join(tree, on="gebied_code")
        .group_by(*key, "ouder", "kind_niveau", "kinderen", maintain_order=True)
        .agg(som=pl.col("waarde").sum(), delen=pl.len())
    )
    both = usable.join(parts, left_on=[*key, "gebied_code"], right_on=[*key, "ouder"])
    both = both.with_columns(marge=_rounding(pl.col("delen"), step))
    full = pl.col("delen") == pl.col("kinderen")
    problems.add(
        both,
        (pl.col("som") > pl.col("waarde") + pl.col("marge"))
        | (full & (pl.col("som") < pl.col("waarde") - pl.col("marge"))),
        "waarde",
        pl.format(
            "hier staat {}, maar niveau {} telt op tot {}",
            _shown("waarde"),
            "kind_niveau",
            _shown("som"),
        ),
        pl.lit("kijk na of de delen en het geheel bij elkaar horen"),
        "waarschuwing",
    )


def _rounding(parts: pl.Expr, step: int) -> pl.Expr:
    """Return how much a total and its rounded parts can differ at most; amounts are in cents."""
    return (parts + 1) * (step / 2) + _CENT


def _tree(areas: Areas) -> pl.DataFrame:
    """One row per area and area above it: gebied_code, kind_niveau, ouder, kinderen.

    ``kinderen`` is how many areas of that level lie in the parent today; 0 for nederland,
    of which only a part is in the region.
    """
    rows: list[tuple[str, str, str, int]] = []
    counts: dict[tuple[str, str], int] = {}
    for area in areas.all:
        for niveau, parent in areas.ancestors(area.code).items():
            if parent.code != area.code:
                rows.append((area.code, area.niveau, parent.code, 0))
                if area.tot is None and niveau in _LEVELS:
                    counts[area.niveau, parent.code] = counts.get((area.niveau, parent.code), 0) + 1
    rows = [(code, kind, parent, counts.get((kind, parent), 0)) for code, kind, parent, _ in rows]
    return pl.DataFrame(
        rows,
        schema={
            "gebied_code": pl.String,
            "kind_niveau": pl.String,
            "ouder": pl.String,
            "kinderen": pl.Int64,
        },
        orient="row",
    )


def _shown(name: str) -> pl.Expr:
    """Return a number without needless decimals."""
    number = pl.col(name)
    whole = number.round(0) == number
    return (
        pl.when(whole)
        .then(number.cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(number.round(2).cast(pl.String))
    )
