"""Warn where figures seem to be in another unit: thousands, a rate for a count, a fraction for a %.

A slip of the unit is large and hits many cells at once, so it needs no statistics: a figure is
held against the median of its own earlier years. Said once per indicator and periode where most
cells share it, and then not again per cell.
"""

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from pipelines.check_problems import Problems

_SERIES = ["indicator", "gebied_code", "uitsplitsing", "deel"]
_GROUP = ["indicator", "periode"]
#: How many years back and ahead count as the same time.
_REACH = 5
#: Nearer to a thousand times its median than to a hundred or ten thousand times.
_THOUSAND = (10**2.5, 10**3.5)
#: A rate is far below its count: so much of at least so many cells, where the count was not small.
_RATE, _SHARE, _CELLS, _SMALL = 0.3, 0.8, 5, 20
#: No count of a part of the country has this many; a BSN or KvK number has.
_IMPOSSIBLE = 10_000_000
_NO_ROWS = pl.DataFrame(schema={"rij": pl.Int64})


def check_units(
    cells: pl.DataFrame, history: pl.DataFrame | None, catalogue: Catalogue, problems: Problems
) -> pl.DataFrame:
    """Add the warnings; return the rows that were said, one column ``rij``."""
    fractions = _check_fractions(cells, catalogue, problems)
    if history is None or history.is_empty():
        return fractions
    held = _against(cells, history)
    slips = _check_thousands(held, problems)
    rates = _check_rates(held.join(slips, on="rij", how="anti"), catalogue, problems)
    return pl.concat([fractions, slips, rates])


def check_impossible(
    cells: pl.DataFrame, catalogue: Catalogue, areas: Areas, problems: Problems
) -> None:
    """Refuse counts larger than the country has inhabitants; a BSN is one, also without its 0.

    The number is not repeated.
    """
    counts = [i.slug for i in catalogue if i.soort in ("telling", "aandeel")]
    parts = [a.code for a in areas.all if a.niveau != "nederland"]
    is_part = pl.col("indicator").is_in(counts) & pl.col("gebied_code").is_in(parts)
    for kolom in ("waarde", "noemer"):
        problems.add(
            cells,
            is_part & (pl.col(kolom) >= _IMPOSSIBLE),
            kolom,
            pl.lit("dit getal is te groot voor een aantal in een deel van Nederland"),
            pl.lit("lever het aantal zelf; haal een nummer van een persoon of bedrijf weg"),
        )


def _check_fractions(cells: pl.DataFrame, catalogue: Catalogue, problems: Problems) -> pl.DataFrame:
    """Percentages of a sample that are all between 0 and 1."""
    shares = [i.slug for i in catalogue if i.soort == "steekproef" and i.meeteenheid[:1] == "%"]
    found = cells.filter(pl.col("indicator").is_in(shares), pl.col("waarde").is_not_null()).filter(
        (pl.col("waarde").max() <= 1).over("indicator"), (pl.len() >= 2).over("indicator")
    )
    first = found.unique("indicator", keep="first", maintain_order=True)
    problems.add(
        first,
        pl.lit(True),
        "waarde",
        pl.format("alle getallen van '{}' liggen tussen 0 en 1: het lijken breuken", "indicator"),
        pl.lit("lever percentages, zoals 34,5"),
        "waarschuwing",
    )
    return found.select("rij")


def _against(cells: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with ``gewoon``, the median of their earlier or later years, and ``keer``.

    A figure of zero, or one that always was zero, has no size to be held against.
    """
    before = _keyed(history).select(*_SERIES, ander="jaar", oud="waarde")
    new = _keyed(cells).filter(pl.col("waarde") > 0)
    usual = (
        new.select("rij", "jaar", *_SERIES)
        .join(before.filter(pl.col("oud") > 0), on=_SERIES)
        .filter((pl.col("jaar") - pl.col("ander")).abs().is_between(1, _REACH))
        .group_by("rij")
        .agg(gewoon=pl.col("oud").median())
    )
    return new.join(usual, on="rij", maintain_order="left").with_columns(
        keer=pl.col("waarde") / pl.col("gewoon")
    )


def _keyed(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.filter(pl.col("waarde").is_not_null()).with_columns(
        jaar=pl.col("periode").str.head(4).cast(pl.Int64), deel=pl.col("periode").str.slice(4)
    )


def _check_thousands(held: pl.DataFrame, problems: Problems) -> pl.DataFrame:
    big = pl.col("keer").is_between(*_THOUSAND)
    small = (1 / pl.col("keer")).is_between(*_THOUSAND)
    wrong = held.with_columns(
        soort=pl.when(big).then(pl.lit("groot")).when(small).then(pl.lit("klein")),
        alle=pl.len().over(_GROUP),
    ).filter(pl.col("soort").is_not_null())
    wrong = wrong.with_columns(aantal=pl.len().over(*_GROUP, "soort"))
    most = (pl.col("aantal") > 2) & (pl.col("aantal") * 2 > pl.col("alle"))
    many = wrong.filter(most).unique([*_GROUP, "soort"], keep="first", maintain_order=True)
    doe = pl.lit(
        "kijk na of de getallen in duizendtallen zijn, of te vaak of te weinig nullen hebben"
    )
    problems.add(
        many,
        pl.lit(True),
        "waarde",
        pl.format(
            "{} van de {} getallen van '{}' in {} zijn ongeveer 1.000 keer zo {} als eerder",
            "aantal",
            "alle",
            "indicator",
            "periode",
            "soort",
        ),
        doe,
        "waarschuwing",
    )
    problems.add(
        wrong.filter(~most),
        pl.lit(True),
        "waarde",
        pl.format("dit getal is ongeveer 1.000 keer zo {} als eerder", "soort"),
        doe,
        "waarschuwing",
    )
    return wrong.select("rij")


def _check_rates(held: pl.DataFrame, catalogue: Catalogue, problems: Problems) -> pl.DataFrame:
    """Counts of which nearly all are far below what they were: perhaps a number per inhabitants."""
    counts = [i.slug for i in catalogue if i.soort == "telling" and i.per > 1]
    low = held.filter(pl.col("indicator").is_in(counts), pl.col("gewoon") >= _SMALL).filter(
        (pl.len() >= _CELLS).over(_GROUP), ((pl.col("keer") < _RATE).mean() >= _SHARE).over(_GROUP)
    )
    if low.is_empty():
        return _NO_ROWS
    per = pl.DataFrame([(i.slug, i.meeteenheid) for i in catalogue],
                       schema=["indicator", "meeteenheid"], orient="row")  # fmt: skip
    problems.add(
        low.unique(_GROUP, keep="first", maintain_order=True).join(per, on="indicator"),
        pl.lit(True),
        "waarde",
        pl.format(
            "bijna alle getallen van '{}' in {} zijn veel lager dan eerder", "indicator", "periode"
        ),
        pl.format("lever het aantal zelf, niet het cijfer {}", "meeteenheid"),
        "waarschuwing",
    )
    return low.filter(pl.col("keer") < _RATE).select("rij")
