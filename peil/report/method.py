"""The last part: how to read this report, how the figures are made, and where they come from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast

from peil import wording
from peil.bronnen import Bron
from peil.figure import Figure
from peil.numbers import format_date
from peil.origin import levering_number
from peil.report.found import Found
from peil.report.model import Blok, Cel, Deel, Kop, Lijst, Stuk, Tabel
from peil.report.write import para, paras
from peil.scores import year_end

_READING: Final = ("cijfer", "marge", "woorden", "toeval", "trend", "inzet", "leeg", "voorlopig")


def part(found: Found) -> Deel:
    """Return how to read it, the method and the sources."""
    zeg = found.zeg
    points = tuple(
        (Stuk(f"{zeg(f'lezen.{key}_kop')}: ", is_vet=True), Stuk(zeg(f"lezen.{key}")))
        for key in _READING
    )
    blocks: tuple[Blok, ...] = (
        Lijst(points),
        Kop(zeg("methode.titel")),
        *paras([zeg("methode.tekst"), _norm_words(found)]),
        Kop(zeg("bronnen.titel")),
        *_sources(found),
        para(zeg("bronnen.excel"), "klein"),
    )
    return Deel("lezen", zeg("lezen.titel"), blocks)


def _norm_words(found: Found) -> str:
    norm = found.desk.norms.on(year_end(found.ask.jaar, found.ask.dag))
    if norm is None:
        return ""
    return found.zeg("methode.norm", norm=norm.titel, versie=norm.versie, status=norm.status)


def _sources(found: Found) -> tuple[Blok, ...]:
    zeg, stamp = found.zeg, found.desk.snapshot
    said = zeg(
        "bronnen.stand",
        stand=str(stamp.stand),
        dag=format_date(stamp.gepubliceerd_op),
        journaal=str(stamp.journaal),
    )
    rows = _rows(found)
    if not rows:
        return (para(said), para(zeg("bronnen.geen")))
    table = Tabel(
        bijschrift=zeg("bronnen.bijschrift"),
        kop=("Bron", "Soort", "Leveringen, met de dag van laden"),
        rijen=tuple(rows),
        breedtes=(6.2, 1.2, 3.8),
        kanten=("links",) * 3,
        is_bijschrift_zichtbaar=False,
    )
    return para(said), table


def _rows(found: Found) -> list[tuple[Cel, ...]]:
    """Return one row per bron: which figures it gave, and in which leveringen."""
    came = {str(r["id"]): r for r in found.desk.deliveries()}
    by_source: dict[str, list[Figure]] = {}
    for figure in found.known:
        by_source.setdefault(found.indicator(figure).bron, []).append(figure)
    rows: list[tuple[Cel, ...]] = []
    for slug, figures in by_source.items():
        bron = found.desk.catalogue.bronnen[slug]
        ids = dict.fromkeys(one for f in figures for one in f.leveringen.split())
        named = [_levering(one, came) for one in ids]
        text = ", ".join(named) or found.zeg("bronnen.niet_geleverd")
        rows.append((Cel(_name(bron)), Cel(_kind(figures)), Cel(text)))
    return rows


def _kind(figures: Sequence[Figure]) -> str:
    """Return whether what a bron gave is real; where nothing came in there is nothing to say."""
    made_up = [f.is_fictief for f in figures if f.leveringen]
    if not made_up:
        return "–"
    return "fictief" if all(made_up) else "deels fictief" if any(made_up) else "echt"


def _name(bron: Bron) -> str:
    """Return a bron with its organisation, unless the title says it."""
    known = bron.organisatie in bron.titel
    return bron.titel if known else f"{bron.titel} ({bron.organisatie})"


def _levering(one: str, came: dict[str, dict[str, object]]) -> str:
    row = came.get(one)
    if row is None:
        return wording.upper_first(levering_number(one))
    return f"{levering_number(one)} ({format_date(cast(datetime, row['geladen_op']))})"
