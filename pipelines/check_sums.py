"""Warnings about sums: a breakdown against its total, areas against the area they lie in."""

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.terms import NIVEAUS
from pipelines.check_problems import Problems

_CELL = ["indicator", "gebied_code", "periode"]
_LEVELS = NIVEAUS[:3]


def check_sums(cells: pl.DataFrame, catalogue: Catalogue, areas: Areas, problems: Problems) -> None:
    """Add warnings at the row of the total or parent that its parts do not fit."""
    _check_breakdowns(cells, catalogue, problems)
    _check_parents(cells, catalogue, areas, problems)


def _check_breakdowns(cells: pl.DataFrame, catalogue: Catalogue, problems: Problems) -> None:
    dimensions = pl.DataFrame(
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
    single = pl.col("uitsplitsing").str.contains(":") & ~pl.col("uitsplitsing").str.contains(
        "|", literal=True
    )
    parts = (
        cells.filter(single & pl.col("waarde").is_not_null())
        .with_columns(dimensie=pl.col("uitsplitsing").str.split(":").list.first())
        .join(dimensions, on=["indicator", "dimensie"])
        .group_by(*_CELL, "dimensie", "aantal", "telt_op", "overlapt")
        .agg(som=pl.col("waarde").sum(), grootste=pl.col("waarde").max(), delen=pl.len())
    )
    totals = cells.filter(pl.col("uitsplitsing") == "", pl.col("waarde").is_not_null())
    both = totals.select("rij", "regel", "cel", *_CELL, "waarde").join(parts, on=_CELL)
    size = pl.when("overlapt").then("grootste").otherwise("som")
    both = both.with_columns(deel=size)
    too_little = pl.col("telt_op") & (pl.col("delen") == pl.col("aantal"))
    problems.add(
        both,
        (pl.col("deel") > pl.col("waarde")) | (too_little & (pl.col("deel") < pl.col("waarde"))),
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


def _check_parents(
    cells: pl.DataFrame, catalogue: Catalogue, areas: Areas, problems: Problems
) -> None:
    additive = [i.slug for i in catalogue if i.optel == "som"]
    usable = cells.filter(pl.col("indicator").is_in(additive), pl.col("waarde").is_not_null())
    tree = _tree(areas)
    key = ["indicator", "periode", "uitsplitsing"]
    parts = (
        usable.join(tree, on="gebied_code")
        .group_by(*key, "ouder", "kind_niveau", "kinderen", maintain_order=True)
        .agg(som=pl.col("waarde").sum(), delen=pl.len())
    )
    both = usable.join(parts, left_on=[*key, "gebied_code"], right_on=[*key, "ouder"])
    full = pl.col("delen") == pl.col("kinderen")
    problems.add(
        both,
        (pl.col("som") > pl.col("waarde")) | (full & (pl.col("som") < pl.col("waarde"))),
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
