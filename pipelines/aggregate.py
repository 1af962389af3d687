"""From delivered cells to the full grid of figures, before any statistic is computed.

One row per indicator x gebied x periode x uitsplitsing, on today's boundaries: old gemeenten are
added up into their successor, gemeenten into district and eenheid where the catalogue allows it,
and what was expected but did not come is a row with the status ``niet geleverd``.
"""

from pathlib import Path

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.periods import parse_period
from peil.terms import CIJFER, NIET_GELEVERD, NVT, ONDERDRUKT, ONTBREEKT

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
    meaning = _meaning(catalogue)
    delivered = to_present_boundaries(_with_sources(cells, catalogue), areas, catalogue)
    placed = delivered.join(_places(areas), on="gebied_code", how="inner").join(
        meaning, on="indicator", how="inner"
    )
    summed = _add_parents(placed, areas)
    grid = _add_expected(summed, areas, catalogue)
    return _add_denominators(grid, catalogue, inhabitants)


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
        _places(areas).filter(pl.col("niveau") == "gemeente"), on="gebied_code", how="inner"
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
        .join(_child_counts(areas, parent), on="gebied_code")
        .filter(pl.col("n") == pl.col("gemeenten"))
        .select(base.columns)
        for parent in ("district_code", "eenheid_code")
    ]
    have = base.select("soort", "gebied_code", "jaar")
    extra = pl.concat(sums).join(have, on=have.columns, how="anti")
    return pl.concat([base, extra]).sort("soort", "gebied_code", "jaar")


def _places(areas: Areas) -> pl.DataFrame:
    return (
        areas.frame.filter(pl.col("tot").is_null())
        .select(
            pl.col("code").alias("gebied_code"),
            pl.col("naam").alias("gebied"),
            "niveau",
            "district_code",
            "eenheid_code",
            "is_gelijk_aan_ouder",
        )
        .with_columns(pl.col("district_code", "eenheid_code").cast(pl.String))
    )


def _child_counts(areas: Areas, parent: str) -> pl.DataFrame:
    gemeenten = _places(areas).filter(pl.col("niveau") == "gemeente")
    counted = gemeenten.group_by(parent).agg(pl.len().alias("gemeenten"))
    return counted.rename({parent: "gebied_code"})


def _meaning(catalogue: Catalogue) -> pl.DataFrame:
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


def _joined(column: str, separator: str) -> pl.Expr:
    return pl.col(column).filter(pl.col(column) != "").unique().sort().str.join(separator)


def _merged_status(expected: pl.Expr) -> pl.Expr:
    """The status of a sum: hidden parts hide it, missing parts leave it undelivered."""
    return (
        pl.when((pl.col("status") == ONDERDRUKT).any())
        .then(pl.lit(ONDERDRUKT))
        .when((pl.len() < expected) | (pl.col("status") == NIET_GELEVERD).any())
        .then(pl.lit(NIET_GELEVERD))
        .when((pl.col("status") != CIJFER).any())
        .then(pl.lit(ONTBREEKT))
        .otherwise(pl.lit(CIJFER))
    )


def _sums(expected: pl.Expr) -> list[pl.Expr]:
    """The aggregation of parts into one figure; incomplete sums have no value."""
    status = _merged_status(expected)
    whole = status == CIJFER
    noemer = pl.col("noemer")
    # A delivered noemer counts only when every part has one.
    return [
        pl.when(whole).then(pl.col("waarde").sum()).alias("waarde"),
        pl.when(whole & noemer.is_not_null().all()).then(noemer.sum()).alias("noemer"),
        status.alias("status"),
        pl.col("is_voorlopig").any(),
        pl.col("is_fictief").any(),
        pl.lit(False).alias("is_geleverd"),
        _joined("bron", "; "),
        _joined("bron_id", " "),
        _joined("leveringen", " "),
        (pl.col("status") == CIJFER).sum().cast(pl.Int64).alias("_compleet"),
    ]


def to_present_boundaries(cells: pl.DataFrame, areas: Areas, catalogue: Catalogue) -> pl.DataFrame:
    """Add up gemeenten that merged since into today's gemeente.

    Only where an old code was delivered: figures that a bron already gives on today's boundaries
    stay as they are. A sum with a part missing is ``niet geleverd``; what cannot be added up
    (a percentage of a sample) is ``ontbreekt``.
    """
    old = [code for code in areas.mergers if code in set(cells["gebied_code"].unique())]
    if not old:
        return cells
    successor = {a.code: areas.present_code(a.code) for a in areas.all}
    moved = cells.with_columns(
        pl.col("gebied_code").replace_strict(successor, default=None).alias("nieuw"),
        pl.col("gebied_code").is_in(old).alias("is_oud"),
        pl.col("periode").map_elements(lambda p: parse_period(p).jaar, pl.Int64).alias("_jaar"),
    )
    target = ["indicator", "nieuw", "periode", "uitsplitsing"]
    touched = moved.with_columns(pl.col("is_oud").any().over(target).alias("_samen"))
    parts = touched.filter("_samen")
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
            *_sums(pl.col("_delen").first()),
            _joined("toelichting", "; "),
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
    return pl.concat(
        [touched.filter(~pl.col("_samen")).select(cells.columns), merged.select(cells.columns)]
    )


def _add_parents(placed: pl.DataFrame, areas: Areas) -> pl.DataFrame:
    """Add district and eenheid where they were not delivered and the catalogue lets them sum."""
    frames = [placed]
    have = placed.select(KEY)
    parts = placed.filter((pl.col("niveau") == "gemeente") & (pl.col("optel") != "geen"))
    for parent in ("district_code", "eenheid_code"):
        counts = _child_counts(areas, parent)
        summed = (
            parts.filter(pl.col(parent).is_not_null())
            .join(counts, left_on=parent, right_on="gebied_code")
            .group_by("indicator", parent, "periode", "uitsplitsing")
            .agg(*_sums(pl.col("gemeenten").first()), pl.col("gemeenten").first())
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
        .agg(*_sums(pl.col("gemeenten").first()), pl.col("gemeenten").first())
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
        summed.join(_places(areas), on="gebied_code")
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
    meaning = _meaning(catalogue)
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
        .join(_places(areas), on="niveau")
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


def _add_denominators(
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
