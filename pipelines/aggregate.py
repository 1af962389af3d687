"""From delivered cells to the full grid of figures, before any statistic is computed.

One row per indicator x gebied x periode x uitsplitsing, on today's boundaries: old gemeenten are
added up into their successor, gemeenten into district and eenheid where the catalogue allows it,
and what was expected but did not come is a row with the status ``niet geleverd``.
"""

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.terms import CIJFER, NIET_GELEVERD, NVT
from pipelines.boundaries import to_present_boundaries
from pipelines.denominators import add_denominators
from pipelines.sums import child_counts, current_places, sums

KEY = ["indicator", "gebied_code", "periode", "uitsplitsing"]
_GRID = ["indicator", "periode", "uitsplitsing"]


def complete(
    cells: pl.DataFrame, catalogue: Catalogue, areas: Areas, inhabitants: pl.DataFrame
) -> pl.DataFrame:
    """Return the grid that ``peil.statistics.compute`` reads.

    Args:
        cells: one row per delivered cell (see ``pipelines.register.cells``).
        catalogue: the indicators.
        areas: the areas, with the herindelingen.
        inhabitants: as ``load_inhabitants`` returns them.
    """
    meaning = meaning_of(catalogue)
    delivered = to_present_boundaries(_with_sources(cells, catalogue), areas, catalogue)
    placed = delivered.join(current_places(areas), on="gebied_code", how="inner").join(
        meaning, on="indicator", how="inner"
    )
    summed = _add_parents(placed, areas)
    grid = _add_expected(summed, areas, catalogue)
    return add_denominators(grid, catalogue, inhabitants)


def meaning_of(catalogue: Catalogue) -> pl.DataFrame:
    """One row per indicator: what the steps of publication need to know of it."""
    return pl.DataFrame(
        [
            {
                "indicator": i.slug,
                "code": i.code,
                "thema": i.thema,
                "per": float(i.per),
                "soort": i.soort,
                "optel": i.optel,
                "laagste": i.laagste_niveau,
                "heeft_noemer": i.noemer != "geen",
                "noemer_soort": i.noemer,
            }
            for i in catalogue
        ]
    )


def _with_sources(cells: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    titles = pl.DataFrame(
        {
            "bron": list(catalogue.bronnen),
            "bron_titel": [b.titel for b in catalogue.bronnen.values()],
        },
        schema={"bron": pl.String, "bron_titel": pl.String},
    )
    herkomst = pl.col("herkomst").fill_null("")
    return cells.join(titles, on="bron", how="left").select(
        *KEY,
        pl.col("waarde").cast(pl.Float64),
        pl.col("noemer").cast(pl.Float64),
        pl.col("marge_laag").cast(pl.Float64).alias("geleverd_laag"),
        pl.col("marge_hoog").cast(pl.Float64).alias("geleverd_hoog"),
        "status",
        "is_voorlopig",
        "is_fictief",
        pl.lit(True).alias("is_geleverd"),
        pl.col("toelichting").fill_null(""),
        pl.when(herkomst != "")
        .then(herkomst)
        .otherwise(pl.coalesce("bron_titel", "bron"))
        .alias("bron"),
        pl.col("bron").alias("bron_id"),
        pl.col("levering").alias("leveringen"),
    )


def _add_parents(placed: pl.DataFrame, areas: Areas) -> pl.DataFrame:
    """Add district and eenheid where they were not delivered and the catalogue lets them sum."""
    frames = [placed]
    have = placed.select(KEY)
    parts = placed.filter((pl.col("niveau") == "gemeente") & (pl.col("optel") != "geen"))
    for parent in ("district_code", "eenheid_code"):
        counts = child_counts(areas, parent)
        summed = (
            parts.filter(pl.col(parent).is_not_null())
            .join(counts, left_on=parent, right_on="gebied_code")
            .group_by("indicator", parent, "periode", "uitsplitsing")
            .agg(*sums(pl.col("gemeenten").first()), pl.col("gemeenten").first())
            .rename({parent: "gebied_code"})
        )
        frames.append(_as_rows(summed, placed, areas).join(have, on=KEY, how="anti"))
    return pl.concat([*frames, _from_districts(placed, pl.concat(frames), areas)])


def _from_districts(placed: pl.DataFrame, known: pl.DataFrame, areas: Areas) -> pl.DataFrame:
    """Add the eenheid for indicators that are counted per district at the lowest."""
    districts = areas.frame.filter((pl.col("niveau") == "district") & pl.col("tot").is_null())
    counts = districts.group_by("ouder").agg(pl.len().alias("gemeenten"))
    summed = (
        placed.filter(
            (pl.col("niveau") == "district")
            & (pl.col("laagste") == "district")
            & (pl.col("optel") != "geen")
        )
        .join(counts, left_on="eenheid_code", right_on="ouder")
        .group_by("indicator", "eenheid_code", "periode", "uitsplitsing")
        .agg(*sums(pl.col("gemeenten").first()), pl.col("gemeenten").first())
        .rename({"eenheid_code": "gebied_code"})
    )
    return _as_rows(summed, placed, areas).join(known.select(KEY), on=KEY, how="anti")


def _as_rows(summed: pl.DataFrame, like: pl.DataFrame, areas: Areas) -> pl.DataFrame:
    own = ["code", "thema", "per", "soort", "optel", "laagste", "heeft_noemer", "noemer_soort"]
    meaning = like.select("indicator", *own).unique()
    reason = pl.format(
        "Geen som: {} van {} gebieden hebben een cijfer.", pl.col("_compleet"), pl.col("gemeenten")
    )
    return (
        summed.join(current_places(areas), on="gebied_code")
        .join(meaning, on="indicator")
        .with_columns(
            pl.when(pl.col("status") == CIJFER)
            .then(pl.lit(""))
            .otherwise(reason)
            .alias("toelichting"),
            pl.lit(None, pl.Float64).alias("geleverd_laag"),
            pl.lit(None, pl.Float64).alias("geleverd_hoog"),
        )
        .select(like.columns)
    )


def _add_expected(summed: pl.DataFrame, areas: Areas, catalogue: Catalogue) -> pl.DataFrame:
    """Add a row for each area that should have a figure, or cannot have one at its level."""
    here = summed.filter(pl.col("niveau") != "nederland").select(_GRID).unique()
    meaning = meaning_of(catalogue)
    levels = pl.DataFrame(
        [
            {"indicator": i.slug, "niveau": niveau, "kan": niveau in i.niveaus}
            for i in catalogue
            for niveau in ("gemeente", "district", "eenheid", "nederland")
        ]
    )
    wanted = (
        here.join(levels, on="indicator")
        .filter(pl.col("kan") | (pl.col("uitsplitsing") == ""))
        .join(current_places(areas), on="niveau")
        .join(summed.select(KEY), on=KEY, how="anti")
        .join(meaning, on="indicator")
    )
    empty = wanted.with_columns(
        pl.when("kan").then(pl.lit(NIET_GELEVERD)).otherwise(pl.lit(NVT)).alias("status"),
        *(pl.lit(None, pl.Float64).alias(c) for c in ("waarde", "noemer")),
        *(pl.lit(None, pl.Float64).alias(c) for c in ("geleverd_laag", "geleverd_hoog")),
        *(pl.lit(False).alias(c) for c in ("is_voorlopig", "is_fictief", "is_geleverd")),
        *(pl.lit("").alias(c) for c in ("toelichting", "bron", "bron_id", "leveringen")),
    ).select(summed.columns)
    return pl.concat([summed, empty])
