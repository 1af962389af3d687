"""Warn where gebieden are missing that a bron should deliver (``verwacht``).

Asked per indicator and periode that the file holds at that niveau: a file about one indicator is
not told that the others are missing, that is for the calendar of leveringen.
"""

from collections.abc import Iterable

import polars as pl

from peil.areas import Areas
from peil.bronnen import Bron
from pipelines.check_problems import Problems

#: So many names are listed; the others are counted.
_NAMED = 5
_SAID = ["weg", "slugs", "indicatoren", "periode"]


def check_expected(cells: pl.DataFrame, bron: Bron, areas: Areas, problems: Problems) -> None:
    """Add a warning at the first row of each indicator and periode that lacks gebieden.

    Where more indicators of a periode lack the same gebieden, it is said once.
    """
    expected = _expected(bron, areas)
    keys = (
        cells.join(expected, on="gebied_code", how="semi")
        .group_by("indicator", "periode", maintain_order=True)
        .agg(pl.col("rij", "regel", "cel").first(), er=pl.col("gebied_code").unique())
        .with_columns(jaar=pl.col("periode").str.head(4).cast(pl.Int64))
    )
    if keys.is_empty():
        return
    missing = (
        keys.join(expected, how="cross")
        .filter(
            pl.col("jaar").is_between("van", "tot"),
            ~pl.col("er").list.contains(pl.col("gebied_code")),
        )
        .group_by("indicator", "periode", maintain_order=True)
        .agg(pl.col("rij", "regel", "cel").first(), weg="naam")
        .group_by("periode", "weg", maintain_order=True)
        .agg(pl.col("rij", "regel", "cel").first(), slugs="indicator")
        .join(keys.group_by("periode").agg(indicatoren=pl.len()), on="periode")
    )
    said = [_sentence(**row) for row in missing.select(_SAID).iter_rows(named=True)]
    told = missing.with_columns(zin=pl.Series(said, dtype=pl.String))
    doe = "lever ook daarvoor een getal, '-' als er geen zijn, of een status die zegt waarom niet"
    problems.add(told, pl.lit(True), "gebied", pl.col("zin"), pl.lit(doe), "waarschuwing")


def _expected(bron: Bron, areas: Areas) -> pl.DataFrame:
    """One row per gebied that is asked for, with its name and the years in which it exists.

    A bron on the boundaries of now delivers the gebieden of now, also for earlier years.
    """
    asked = bron.verwacht
    wanted = (
        []
        if asked is None
        else [a for a in areas.all if a.niveau == asked.niveau]
        if not asked.gebieden
        else [areas.get(code) for code in asked.gebieden]
    )
    is_now = bron.grenzen == "huidig"
    rows = [
        (a.code, a.naam, 0 if is_now else a.van or 0, 9999 if is_now else a.tot or 9999)
        for a in wanted
        if not (is_now and a.tot is not None)
    ]
    schema = {"gebied_code": pl.String, "naam": pl.String, "van": pl.Int64, "tot": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _sentence(weg: list[str], slugs: list[str], indicatoren: int, periode: str) -> str:
    more = [f"nog {len(weg) - _NAMED}"] if len(weg) > _NAMED else []
    quoted = [f"'{slug}'" for slug in slugs[:_NAMED]]
    which = "" if len(slugs) == indicatoren else f" bij {_join(quoted)}"
    verb = "ontbreekt" if len(weg) == 1 else "ontbreken"
    return f"in {periode} {verb}{which} {_join([*weg[:_NAMED], *more])}"


def _join(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} en {last}" if most else last
