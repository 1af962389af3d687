"""What a count is divided by: inhabitants of the right year, or the delivered noemer."""

from pathlib import Path

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.periods import parse_period
from peil.terms import CIJFER, NVT
from pipelines.sums import child_counts, current_places


def load_inhabitants(data: Path, areas: Areas) -> pl.DataFrame:
    """Return one row per soort x gebied x jaar: soort (inwoners_1jan|gem_inwoners), gebied_code,
    jaar, inwoners, status, bron; district and eenheid are sums of complete gemeenten."""
    frames = [
        pl.read_csv(
            data / "referentie" / f"{soort}.csv",
            schema_overrides={"gebied_code": pl.String, "inwoners": pl.Float64, "jaar": pl.Int32},
        ).select(pl.lit(soort).alias("soort"), "gebied_code", "jaar", "inwoners", "status", "bron")
        for soort in ("inwoners_1jan", "gem_inwoners")
    ]
    base = pl.concat(frames)
    gemeenten = base.join(
        current_places(areas).filter(pl.col("niveau") == "gemeente"), on="gebied_code", how="inner"
    )
    sums = [
        gemeenten.filter(pl.col(parent).is_not_null())
        .group_by("soort", parent, "jaar")
        .agg(
            pl.col("inwoners").sum(),
            pl.len().alias("n"),
            pl.col("status").unique().sort().str.join(", "),
            pl.col("bron").unique().sort().str.join("; "),
        )
        .rename({parent: "gebied_code"})
        .join(child_counts(areas, parent), on="gebied_code")
        .filter(pl.col("n") == pl.col("gemeenten"))
        .select(base.columns)
        for parent in ("district_code", "eenheid_code")
    ]
    have = base.select("soort", "gebied_code", "jaar")
    extra = pl.concat(sums).join(have, on=have.columns, how="anti")
    return pl.concat([base, extra]).sort("soort", "gebied_code", "jaar")


def add_denominators(
    grid: pl.DataFrame, catalogue: Catalogue, inhabitants: pl.DataFrame
) -> pl.DataFrame:
    """Give every row its noemer, the year of that noemer, and its teller or delivered value."""
    periods = [(p, parse_period(p)) for p in grid["periode"].unique().sort()]
    calendar = pl.DataFrame(
        [{"periode": p, "periode_soort": q.soort, "jaar": q.jaar} for p, q in periods],
        schema={"periode": pl.String, "periode_soort": pl.String, "jaar": pl.Int32},
    )
    years = sorted({q.jaar for _, q in periods})
    which = pl.DataFrame(
        [
            {"indicator": i.slug, "jaar": y, "_ijaar": i.denominator_year(y)}
            for i in catalogue
            for y in years
            if i.noemer in ("gem_inwoners", "inwoners_1jan")
        ],
        schema={"indicator": pl.String, "jaar": pl.Int32, "_ijaar": pl.Int32},
    )
    people = inhabitants.select(
        pl.col("soort").alias("noemer_soort"),
        "gebied_code",
        pl.col("jaar").alias("_ijaar"),
        "inwoners",
    )
    sample = pl.col("soort") == "steekproef"
    has_value = pl.col("status") == CIJFER
    # A share of nothing (no controles, so no controles with a find) is no share at all.
    of_nothing = has_value & (pl.col("soort") == "aandeel") & (pl.col("noemer") == 0)
    reasoned = grid.with_columns(
        pl.when(of_nothing).then(pl.lit(NVT)).otherwise("status").alias("status"),
        pl.when(of_nothing)
        .then(pl.lit("Er is niets om een deel van te nemen: de noemer is 0."))
        .otherwise("toelichting")
        .alias("toelichting"),
    )
    return (
        reasoned.join(calendar, on="periode")
        .join(which, on=["indicator", "jaar"], how="left")
        .join(people, on=["noemer_soort", "gebied_code", "_ijaar"], how="left")
        .with_columns(
            pl.when(has_value & ~sample & pl.col("heeft_noemer"))
            .then(pl.coalesce("noemer", "inwoners"))
            .alias("noemer"),
            pl.when(has_value & pl.col("noemer").is_null() & pl.col("inwoners").is_not_null())
            .then("_ijaar")
            .alias("noemer_jaar"),
            pl.when(has_value & ~sample).then("waarde").alias("teller"),
            pl.when(has_value & sample).then("waarde").alias("geleverde_waarde"),
        )
        .with_columns(
            pl.when(
                pl.col("teller").is_not_null() & pl.col("heeft_noemer") & pl.col("noemer").is_null()
            )
            .then(pl.lit("Wel een aantal, maar geen noemer: een verhouding is niet te berekenen."))
            .otherwise("toelichting")
            .alias("toelichting")
        )
        .drop("waarde", "inwoners", "_ijaar", "noemer_soort", "optel", "laagste")
    )
