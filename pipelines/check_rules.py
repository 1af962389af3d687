"""The rules for one row: what a delivered figure may say, given its indicator and area."""

from datetime import date

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.periods import parse_period
from peil.terms import CIJFER, NIVEAUS
from pipelines.check_problems import KEY, Problems
from pipelines.check_values import lookup
from pipelines.read import COLUMNS

#: What a row holds once read: everything but the words beside it.
_PARSED = tuple(name for name in COLUMNS if name != "toelichting")


def check_rows(
    frame: pl.DataFrame,
    catalogue: Catalogue,
    areas: Areas,
    today: date,
    problems: Problems,
    *,
    is_publication: bool = False,
) -> None:
    """Add the problems of single rows.

    A published count (``is_publication``) may come without the noemer that a partner must deliver.
    """
    for kolom in _PARSED:
        wat = pl.col(f"{kolom}_wat")
        problems.add(frame, wat.is_not_null(), kolom, wat, pl.col(f"{kolom}_doe"))
    facts = _facts(frame, catalogue, areas, today)
    if is_publication:
        facts = facts.with_columns(pl.col("vraagt_noemer") & (pl.col("soort") != "telling"))
    _check_place_and_time(facts, problems)
    _check_status(facts, problems)
    _check_counts(facts, problems)
    _check_margins(facts, problems)


def _facts(frame: pl.DataFrame, catalogue: Catalogue, areas: Areas, today: date) -> pl.DataFrame:
    """Add what the catalogue says of each row's indicator, area and period."""
    indicators = pl.DataFrame(
        [
            (
                i.slug,
                i.soort,
                NIVEAUS.index(i.laagste_niveau),
                i.laagste_niveau,
                list(i.frequentie),
                i.noemer == "geleverd" and i.soort != "steekproef",
                i.meeteenheid.startswith("%"),
            )
            for i in catalogue
        ],
        schema={
            "indicator": pl.String,
            "soort": pl.String,
            "laagste": pl.Int64,
            "laagste_niveau": pl.String,
            "frequentie": pl.List(pl.String),
            "vraagt_noemer": pl.Boolean,
            "is_procent": pl.Boolean,
        },
        orient="row",
    )
    levels = pl.DataFrame(
        [(a.code, a.naam, a.niveau, NIVEAUS.index(a.niveau)) for a in areas.all],
        schema={
            "gebied_code": pl.String,
            "gebied_naam": pl.String,
            "niveau": pl.String,
            "rang": pl.Int64,
        },
        orient="row",
    )

    def period(text: str | None) -> tuple[str | None, bool]:
        found = parse_period(text) if text else None
        return (found.soort, found.start > today) if found else (None, False)

    frame = frame.join(indicators, on="indicator", how="left", maintain_order="left")
    frame = frame.join(levels, on="gebied_code", how="left", maintain_order="left")
    return lookup(
        frame, ["periode"], period, {"periode_soort": pl.String, "is_toekomst": pl.Boolean}
    )


def _check_place_and_time(frame: pl.DataFrame, problems: Problems) -> None:
    problems.add(
        frame,
        pl.col("rang") < pl.col("laagste"),
        "gebied",
        pl.format(
            "'{}' is er niet per {}, pas vanaf niveau {}", "indicator", "niveau", "laagste_niveau"
        ),
        pl.format("lever het cijfer voor een {} (gebruik de code)", "laagste_niveau"),
    )
    problems.add(
        frame,
        pl.col("periode_soort").is_not_null()
        & ~pl.col("frequentie").list.contains(pl.col("periode_soort")),
        "periode",
        pl.format("'{}' komt meestal niet per {}", "indicator", "periode_soort"),
        pl.format("lever het ook per {}", pl.col("frequentie").list.join(" of ")),
        # The standaard takes every period; how often a figure comes is a habit, not a rule.
        "opmerking",
    )
    problems.add(
        frame,
        pl.col("is_toekomst"),
        "periode",
        pl.format("de periode {} ligt in de toekomst", "periode"),
        pl.lit("kijk de periode na"),
    )


def _check_status(frame: pl.DataFrame, problems: Problems) -> None:
    """A row has a number or a status that says why not, never both and never neither."""
    readable = pl.col("waarde_wat").is_null() & pl.col("status_wat").is_null()
    has_value, status = pl.col("waarde").is_not_null(), pl.col("status")
    marker = pl.col("waarde_marker")
    problems.add(
        frame,
        readable & status.is_null(),
        "waarde",
        pl.lit("er staat geen waarde en geen status"),
        pl.lit(
            "vul een getal in, of zet in status waarom het er niet is "
            "(ontbreekt, niet geleverd, onderdrukt of niet van toepassing)"
        ),
    )
    problems.add(
        frame,
        readable & has_value & (status != CIJFER),
        "status",
        pl.format("er staat een waarde, maar de status is '{}'", "status"),
        pl.lit("haal de waarde weg of verander de status"),
    )
    problems.add(
        frame,
        readable & ~has_value & marker.is_null() & (status == CIJFER),
        "waarde",
        pl.lit("de status zegt dat er een cijfer is, maar er staat geen waarde"),
        pl.lit("vul het getal in of verander de status"),
    )
    problems.add(
        frame,
        readable & marker.is_not_null() & (status != marker),
        "status",
        pl.format(
            "'{}' in waarde betekent '{}', maar de status is '{}'",
            "waarde_tekst",
            "waarde_marker",
            "status",
        ),
        pl.lit("maak waarde en status gelijk"),
    )


def _check_counts(frame: pl.DataFrame, problems: Problems) -> None:
    waarde, noemer = pl.col("waarde"), pl.col("noemer")
    is_count = pl.col("soort").is_in(["telling", "aandeel"])
    problems.add(
        frame,
        is_count & (waarde != waarde.round(0)),
        "waarde",
        pl.format("'{}' is geen heel getal", "waarde_tekst"),
        pl.lit("lever het aantal zelf, niet een gemiddelde of een aantal per inwoner"),
    )
    problems.add(
        frame,
        (waarde < 0) & ~pl.col("is_procent"),
        "waarde",
        pl.format("'{}' is minder dan nul", "waarde_tekst"),
        pl.lit("lever een getal van nul of meer"),
    )
    is_share = (pl.col("soort") == "steekproef") & pl.col("is_procent")
    for kolom in ("waarde", "marge_laag", "marge_hoog"):
        problems.add(
            frame,
            is_share & ~pl.col(kolom).is_between(0, 100),
            kolom,
            pl.format("'{}' is geen percentage tussen 0 en 100", f"{kolom}_tekst"),
            pl.lit("lever een percentage van 0 tot en met 100"),
        )
    problems.add(
        frame,
        (pl.col("soort") == "aandeel") & (waarde > noemer),
        "waarde",
        pl.format(
            "het aantal {} is groter dan het geheel {} in noemer", "waarde_tekst", "noemer_tekst"
        ),
        pl.lit("kijk na of waarde en noemer zijn verwisseld"),
    )
    _check_noemer(frame, problems)


def _check_noemer(frame: pl.DataFrame, problems: Problems) -> None:
    noemer = pl.col("noemer")
    problems.add(
        frame,
        (noemer < 0) | ((noemer == 0) & (pl.col("waarde") > 0)),
        "noemer",
        pl.format("de noemer '{}' kan niet", "noemer_tekst"),
        pl.lit("lever een aantal groter dan nul"),
    )
    problems.add(
        frame,
        (noemer != noemer.round(0)) & (noemer >= 0),
        "noemer",
        pl.format("de noemer '{}' is geen heel getal", "noemer_tekst"),
        pl.lit("lever een heel aantal"),
    )
    problems.add(
        frame,
        pl.col("vraagt_noemer")
        & pl.col("waarde").is_not_null()
        & noemer.is_null()
        & pl.col("noemer_wat").is_null(),
        "noemer",
        pl.format("'{}' is een deel van een geheel, maar er staat geen noemer", "indicator"),
        pl.lit("vul in noemer het geheel in"),
    )


def _check_margins(frame: pl.DataFrame, problems: Problems) -> None:
    low, high = pl.col("marge_laag"), pl.col("marge_hoog")
    readable = pl.col("marge_laag_wat").is_null() & pl.col("marge_hoog_wat").is_null()
    problems.add(
        frame,
        readable & (low.is_null() != high.is_null()),
        "marge_laag",
        pl.lit("er is maar één van de twee marges"),
        pl.lit("vul marge_laag en marge_hoog allebei in of laat ze allebei leeg"),
    )
    problems.add(
        frame,
        (low > pl.col("waarde")) | (high < pl.col("waarde")),
        "marge_laag",
        pl.format(
            "de marges {} en {} liggen niet om de waarde {}",
            "marge_laag_tekst",
            "marge_hoog_tekst",
            "waarde_tekst",
        ),
        pl.lit("kijk de marges en de waarde na"),
    )
    problems.add(
        frame,
        readable & low.is_not_null() & pl.col("waarde").is_null() & pl.col("waarde_wat").is_null(),
        "marge_laag",
        pl.lit("er zijn marges zonder waarde"),
        pl.lit("vul de waarde in of haal de marges weg"),
    )


def check_duplicates(frame: pl.DataFrame, problems: Problems) -> None:
    """Add every row that says again what an earlier row of the file said."""
    known = frame.filter(pl.all_horizontal(pl.col(KEY).is_not_null()))
    marked = known.with_columns(
        eerste=pl.col("regel").first().over(KEY), eerste_rij=pl.col("rij").first().over(KEY)
    )
    problems.add(
        marked,
        pl.col("rij") != pl.col("eerste_rij"),
        "indicator",
        pl.format(
            "dezelfde cel staat ook op regel {} ({} {} {}{})",
            "eerste",
            "indicator",
            "gebied_code",
            "periode",
            pl.when(pl.col("uitsplitsing") == "")
            .then(pl.lit(""))
            .otherwise(pl.concat_str(pl.lit(" "), "uitsplitsing")),
        ),
        pl.lit("laat één van de twee regels staan"),
    )
