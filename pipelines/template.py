"""The empty file for a partner: which columns it has, and which rows are there already.

A bron that declares a form of its own for a workbook gets that one, every other the standard form.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue, Indicator
from peil.errors import PeilError
from peil.periods import Period, parse_period
from peil.terms import CIJFER, NIET_GELEVERD, NIVEAUS, NVT, ONDERDRUKT, ONTBREEKT
from pipelines.forms import STANDARD
from pipelines.read import COLUMNS
from pipelines.template_own import own_layout
from pipelines.template_parts import SHEET, Column, Layout, area_name, areas_of

#: Rows below the last one that also get drop-downs: in the standard form partners add rows.
_ROOM: Final = 200
STATUSSEN: Final = (CIJFER, "voorlopig", ONDERDRUKT, NIET_GELEVERD, ONTBREEKT, NVT)


def lay_out(
    bron: Bron, catalogue: Catalogue, areas: Areas, periode: Period, vorm: str = ""
) -> Layout:
    """Return the empty file of a bron for one period, in its own form or the one named.

    Raises:
        PeilError: the bron has no such form, or delivers no figures.
    """
    own = {v.naam: v for v in bron.vorm if "xlsx" in v.bestand}
    if vorm and vorm not in {STANDARD, *own}:
        known = ", ".join([*own, STANDARD])
        raise PeilError(
            f"De bron '{bron.slug}' heeft geen vorm '{vorm}' als werkboek. Kies uit: {known}."
        )
    chosen = own.get(vorm) if vorm else next(iter(own.values()), None)
    if chosen is None:
        return _standard(bron, catalogue, areas, periode)
    return own_layout(bron, chosen, catalogue, areas, periode)


def newest(bron: Bron, today: date) -> Period:
    """Return the newest planned period that has ended, or else the year before this one."""
    ended = [period for planning in bron.planning for period, _ in planning.due(today)]
    return max(ended, key=lambda p: p.end, default=parse_period(str(today.year - 1)))


def last_day(bron: Bron, periode: Period) -> date | None:
    """Return until when this period is expected, if it is planned."""
    for planning in bron.planning:
        for planned, day in planning.due(periode.end.replace(year=periode.end.year + 2)):
            if planned == periode:
                return day
    return None


def _standard(bron: Bron, catalogue: Catalogue, areas: Areas, periode: Period) -> Layout:
    every = [i for i in catalogue if catalogue.bronnen[i.bron].soort == "standaard"]
    own = [i for i in every if i.bron == bron.slug] or every
    if bron.soort != "standaard":
        raise PeilError(
            f"De bron '{bron.slug}' levert geen cijfers in een tabel. Voor een normblad is er "
            "geen sjabloon; de kolommen staan bij `peil laad --help`."
        )
    rows = [
        _standard_row(indicator, area_name(area, areas), periode)
        for indicator in own
        if bron.slug == indicator.bron
        for area in areas_of(bron, [indicator], areas, periode)
    ]
    splits = sorted(
        {f"{d.dimensie}:{w.code}" for i in own for d in i.uitsplitsing for w in d.waarden}
    )
    choices: dict[str, tuple[str, ...]] = {
        "indicator": tuple(i.slug for i in own),
        "gebied": tuple(_names(own, areas, periode)),
        "periode": tuple(_periods(own, periode)),
        "uitsplitsing": tuple(splits),
        "status": STATUSSEN,
    }
    columns = tuple(
        Column(
            name,
            _MEANS[name],
            is_key=name in ("indicator", "gebied", "periode", "uitsplitsing"),
            is_required=name in ("indicator", "gebied", "periode", "waarde"),
            keuzes=choices.get(name, ()),
            is_text=name in ("periode", "status", "toelichting"),
        )
        for name in COLUMNS
    )
    return Layout(
        bron,
        None,
        periode,
        SHEET,
        1,
        columns,
        tuple(rows),
        _ROOM,
        f"{bron.slug}-{periode}.xlsx",
        tuple(own),
        tuple((i.slug, f"{i.titel}: {i.teller}") for i in own),
    )


_MEANS: Final[Mapping[str, str]] = {
    "indicator": "wat u telt; kies uit de lijst",
    "gebied": "gemeente, district of eenheid; kies uit de lijst",
    "periode": "een jaar (2025), kwartaal (2025-K1) of maand (2025-03)",
    "uitsplitsing": "leeg voor het totaal; anders een soort uit de lijst",
    "waarde": "het aantal of bedrag zelf, niet per inwoner",
    "noemer": "het geheel waarvan 'waarde' een deel is; alleen waar de cel wit is",
    "marge_laag": "ondergrens van een steekproef; alleen waar de cel wit is",
    "marge_hoog": "bovengrens van een steekproef; alleen waar de cel wit is",
    "status": "leeg bij een gewoon cijfer; anders waarom er geen cijfer is, of voorlopig",
    "toelichting": "korte uitleg bij het cijfer; nooit iets over een persoon",
}


def _standard_row(indicator: Indicator, gebied: str, periode: Period) -> tuple[str | None, ...]:
    """Return a row to fill: noemer and margins stay empty where the indicator has none."""
    has_noemer = indicator.noemer == "geleverd" and indicator.soort != "steekproef"
    has_margins = indicator.soort == "steekproef"
    cells: dict[str, str | None] = {
        "indicator": indicator.slug,
        "gebied": gebied,
        "periode": str(periode),
        "noemer": "" if has_noemer else None,
        "marge_laag": "" if has_margins else None,
        "marge_hoog": "" if has_margins else None,
    }
    return tuple(cells.get(name, "") for name in COLUMNS)


def _periods(indicators: Iterable[Indicator], periode: Period) -> list[str]:
    """Return the periods of the year that these indicators come by, the asked one first."""
    jaar = periode.jaar
    kinds = {kind for indicator in indicators for kind in indicator.frequentie}
    found = [str(periode), str(jaar)] if "jaar" in kinds else [str(periode)]
    found += [f"{jaar}-K{n}" for n in range(1, 5)] if "kwartaal" in kinds else []
    found += [f"{jaar}-{n:02}" for n in range(1, 13)] if "maand" in kinds else []
    return list(dict.fromkeys(found))


def _names(indicators: Sequence[Indicator], areas: Areas, periode: Period) -> list[str]:
    """Return the areas that can be chosen, from small to large."""
    levels = {niveau for indicator in indicators for niveau in indicator.niveaus}
    return [
        area_name(area, areas)
        for niveau in NIVEAUS
        if niveau in levels
        for area in areas.at(niveau, periode.jaar)
    ]
