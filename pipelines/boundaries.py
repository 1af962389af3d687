"""From the boundaries of a year to those of today: gemeenten that merged since are added up."""

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.periods import parse_period
from peil.terms import ONTBREEKT
from pipelines.sums import joined, sums


def on_today(cells: pl.DataFrame, areas: Areas, catalogue: Catalogue) -> pl.DataFrame | None:
    """Return the cells with where they count today, or nothing when no old code was delivered.

    Added are ``nieuw`` (the gebied of today), ``is_oud``, ``_jaar``, ``_samen`` (an old code counts
    towards the same figure) and ``_is_heel`` (the bron gave that figure on today's boundaries, so
    that the old parts do not count).
    """
    old = [code for code in areas.mergers if code in set(cells["gebied_code"].unique())]
    if not old:
        return None
    successor = {a.code: areas.present_code(a.code) for a in areas.all}
    moved = cells.with_columns(
        pl.col("gebied_code").replace_strict(successor, default=None).alias("nieuw"),
        pl.col("gebied_code").is_in(old).alias("is_oud"),
        pl.col("periode").map_elements(lambda p: parse_period(p).jaar, pl.Int64).alias("_jaar"),
    )
    target = ["indicator", "nieuw", "periode", "uitsplitsing"]
    current = [b.slug for b in catalogue.bronnen.values() if b.grenzen == "huidig"]
    whole = ~pl.col("is_oud") & pl.col("bron_id").is_in(current)
    return moved.with_columns(
        pl.col("is_oud").any().over(target).alias("_samen"),
        whole.any().over(target).alias("_is_heel"),
    )


def to_present_boundaries(cells: pl.DataFrame, areas: Areas, catalogue: Catalogue) -> pl.DataFrame:
    """Add up gemeenten that merged since into today's gemeente.

    Only where an old code was delivered: figures that a bron already gives on today's boundaries
    stay as they are, also where a part came later from another bron: that part is in it already.
    A sum with a part missing is ``niet geleverd``; what cannot be added up
    (a percentage of a sample) is ``ontbreekt``.
    """
    touched = on_today(cells, areas, catalogue)
    if touched is None:
        return cells
    target = ["indicator", "nieuw", "periode", "uitsplitsing"]
    parts = touched.filter(pl.col("_samen") & ~pl.col("_is_heel"))
    if parts.is_empty():
        return touched.filter(~pl.col("is_oud")).select(cells.columns)
    successor = {a.code: areas.present_code(a.code) for a in areas.all}
    counts: dict[tuple[str, int], int] = {}
    for nieuw, jaar in parts.select("nieuw", "_jaar").unique().iter_rows():
        counts[nieuw, jaar] = sum(
            a.exists_in(jaar) and successor[a.code] == nieuw for a in areas.at("gemeente", jaar)
        )
    expected = pl.DataFrame([{"nieuw": n, "_jaar": j, "_delen": c} for (n, j), c in counts.items()])
    cannot = [i.slug for i in catalogue if i.optel == "geen"]
    merged = (
        parts.join(expected, on=["nieuw", "_jaar"])
        .group_by(target)
        .agg(
            *sums(pl.col("_delen").first()),
            joined("toelichting", "; "),
        )
        .rename({"nieuw": "gebied_code"})
        .with_columns(
            pl.when(pl.col("indicator").is_in(cannot))
            .then(None)
            .otherwise(pl.col("waarde"))
            .alias("waarde"),
            pl.when(pl.col("indicator").is_in(cannot))
            .then(pl.lit(ONTBREEKT))
            .otherwise(pl.col("status"))
            .alias("status"),
            pl.lit(True).alias("is_geleverd"),
            pl.lit(None, pl.Float64).alias("geleverd_laag"),
            pl.lit(None, pl.Float64).alias("geleverd_hoog"),
        )
    )
    rest = touched.filter(~pl.col("_samen") | (pl.col("_is_heel") & ~pl.col("is_oud")))
    return pl.concat([rest.select(cells.columns), merged.select(cells.columns)])
