"""What publication takes from the journal: norm scores as cells, and the duiding that holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue, Indicator
from peil.clock import local
from peil.errors import PeilError
from peil.journal import Journal
from peil.norm import Norms, NormSet
from peil.records import FIRST_YEAR, KINDS, Duiding, Entry, Score
from peil.scores import States, Tally, not_withdrawn, over_years, tally, total
from peil.terms import CIJFER
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
#: One row per gemeente, norm item and jaar: how the item stood on 31 December.
NORMSCORES = {
    "gebied_code": pl.String,
    "jaar": pl.Int32,
    "pijler": pl.String,
    "item": pl.String,
    "stand": pl.String,
    "peildatum": pl.Date,
    "geldig_tot": pl.Date,
    "normversie": pl.String,
    "is_fictief": pl.Boolean,
}
#: The levering that figures made of the journal rest on.
JOURNAAL = "journaal"
#: The dimension of an indicator that is counted from the norm.
_PIJLER: Final = "pijler"


@dataclass(frozen=True, slots=True)
class NormYear:
    """The norm and its oordelen as they stand on the last day of a year, whatever today is."""

    jaar: int
    norm: NormSet
    states: States
    gemeenten: tuple[str, ...]


def last_written(journal: Journal, position: int) -> int:
    """Return the year of the newest entry up to ``position``; 0 for an empty journal."""
    entries = (e for kind in KINDS.values() for e in journal.entries(kind))
    return max((e.wanneer.year for e in entries if e.nummer <= position), default=0)


def position_at(journal: Journal, moment: datetime) -> int:
    """Return the number of the newest entry that was there at ``moment``; 0 without one."""
    entries = (e for kind in KINDS.values() for e in journal.entries(kind))
    return max((e.nummer for e in entries if e.wanneer <= moment), default=0)


def norm_years(entries: Iterable[Entry[Score]], norms: Norms, areas: Areas) -> list[NormYear]:
    """Return how the norm stands per year, from the first peildatum to the last.

    A year runs to 31 December, also a year that is not over: what is published must not depend on
    the day of publication. Each year has the version of the norm that holds on that day, and the
    gemeenten that were there in that year. An oordeel of a day that cannot be, before
    ``FIRST_YEAR`` or in a year in which nobody had written yet, is left out: what was once kept
    may never stop publication.
    """
    given = not_withdrawn(entries)
    last = max((e.wanneer.year for e in given), default=0)
    known = [
        e
        for e in given
        if norms.newest
        and e.record.normset == norms.newest.set
        and FIRST_YEAR <= e.record.peildatum.year <= last
    ]
    last = max((e.record.peildatum.year for e in known), default=date.min.year)
    return [
        NormYear(
            day.year, norm, states, tuple(sorted(a.code for a in areas.at("gemeente", day.year)))
        )
        for day, norm, states in over_years(known, norms, date(last, 12, 31))
    ]


def norm_cells(years: Iterable[NormYear], catalogue: Catalogue, written: int) -> pl.DataFrame:
    """Return the cells (``REGISTER_CELLS``) of every indicator that is counted from the norm.

    A gemeente with nothing assessed has no cell, so it is niet geleverd; a
    pijler of it with nothing assessed is 0 of 0, which publication calls niet van toepassing.
    A year is voorlopig until something was written in the journal (``written``) after it.

    Raises:
        PeilError: an indicator of a norm bron that cannot be counted from the norm.
    """
    wanted = [i for i in catalogue if catalogue.bronnen[i.bron].soort == "norm"]
    rows: list[dict[str, Any]] = []
    for year in years:
        for indicator in wanted:
            _require_pijlers(indicator, year.norm)
            for row in _rows(indicator, year):
                rows.append(row | {"is_voorlopig": year.jaar >= written})
    return pl.DataFrame(rows, schema=REGISTER_CELLS)


def normscore_table(years: Iterable[NormYear]) -> pl.DataFrame:
    """Return how every item stood per year (``NORMSCORES``), to count the figure again by hand.

    Only items of the norm of that year that someone judged; ``peildatum``, ``geldig_tot`` and
    ``normversie`` are those of the oordeel behind it.
    """
    rows = [
        {
            "gebied_code": code,
            "jaar": year.jaar,
            "pijler": item.pijler,
            "item": item.id,
            "stand": state.stand,
            "peildatum": state.entry.record.peildatum,
            "geldig_tot": state.entry.record.geldig_tot,
            "normversie": state.entry.record.normversie,
            "is_fictief": state.is_fictief,
        }
        for year in years
        for code in year.gemeenten
        for item in year.norm.item
        if (state := year.states.get((code, item.id)))
    ]
    return pl.DataFrame(rows, schema=NORMSCORES).sort("gebied_code", "jaar", "item")


def _rows(indicator: Indicator, year: NormYear) -> Iterator[dict[str, Any]]:
    """Return the cells of one year: per gemeente the total and each pijler."""
    for code in year.gemeenten:
        pijlers = tally(year.norm, year.states, code)
        whole = total(pijlers.values())
        if not whole.beoordeeld:
            continue
        yield _cell(indicator, code, year.jaar, "", whole)
        for pijler, count in pijlers.items():
            yield _cell(indicator, code, year.jaar, f"{_PIJLER}:{pijler}", count)


def _cell(
    indicator: Indicator, code: str, jaar: int, uitsplitsing: str, count: Tally
) -> dict[str, Any]:
    return {
        "indicator": indicator.slug,
        "gebied_code": code,
        "periode": str(jaar),
        "uitsplitsing": uitsplitsing,
        "waarde": float(count.uitgevoerd),
        "noemer": float(count.beoordeeld),
        "marge_laag": None,
        "marge_hoog": None,
        "status": CIJFER,
        "toelichting": "",
        "is_fictief": count.is_fictief,
        "bron": indicator.bron,
        "herkomst": "",
        "levering": JOURNAAL,
        "regel": 0,
    }


def _require_pijlers(indicator: Indicator, norm: NormSet) -> None:
    known = {
        waarde.code
        for dimension in indicator.uitsplitsing
        if dimension.dimensie == _PIJLER
        for waarde in dimension.waarden
    }
    missing = ", ".join(p.slug for p in norm.pijler if p.slug not in known)
    if indicator.soort != "aandeel" or indicator.noemer != "geleverd" or missing:
        lack = f" De uitsplitsing '{_PIJLER}' mist: {missing}." if missing else ""
        raise PeilError(
            f"{indicator.slug}.toml komt van een bron van soort norm. Maak er een aandeel van met "
            f"noemer 'geleverd' en een uitsplitsing '{_PIJLER}' met alle pijlers.{lack}"
        )


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
    return local(entry.wanneer).date()
