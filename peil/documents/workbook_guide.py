"""What stands in a workbook beside its figures: how to read it, the definitions, the sources."""

from collections.abc import Mapping, Sequence
from typing import Final

from peil.catalogue import Indicator, Thema
from peil.documents.workbook_columns import COLUMNS, Regel
from peil.numbers import format_date
from peil.origin import levering_number
from peil.report.model import Report
from peil.wording import has_value

_READING: Final = (
    ("Marge", "Een marge van 95 % zegt hoeveel toeval een rol kan spelen."),
    ("Onderdrukt", "Het gaat om te weinig mensen. De cel is leeg. Dat is geen nul."),
    ("Niet geleverd", "De bron leverde dit cijfer niet. De cel is leeg. Dat is geen nul."),
    ("Inspanning", "Zo'n cijfer zegt iets over inzet, niet over risico."),
)


def guide_lines(report: Report, sheets: Sequence[tuple[str, str, int]]) -> list[tuple[str, str]]:
    """Return name and text of every line of the Leeswijzer.

    ``sheets`` are the sheets of figures: name, thema and number of rows.
    """
    return [
        ("Wat dit is", report.ondertitel),
        ("Gebied", f"{report.gebied} ({report.gebied_code})"),
        ("Jaar", str(report.jaar)),
        ("Status", report.status),
        ("Stand", f"{report.stand}, gepubliceerd op {format_date(report.gepubliceerd_op)}"),
        ("Wie dit mag lezen", report.merk),
        ("Fictief", report.fictief or "Nee. In dit bestand is niets verzonnen."),
        *_READING,
        ("", ""),
        *((f"Blad ‘{name}’", f"{title}: {count} rijen.") for name, title, count in sheets),
        ("Blad ‘Definities’", "Wat elk cijfer telt, en wat u ervan moet weten."),
        ("Blad ‘Bronnen’", "Wie de cijfers leverde."),
        ("", ""),
        *((f"Kolom ‘{c.kop}’", c.uitleg) for c in COLUMNS),
    ]


#: The columns of the sheet Definities, with their widths.
DEFINITIONS: Final = (
    ("Code", 9), ("Cijfer", 34), ("Thema", 24), ("Definitie", 60), ("Teller", 30),
    ("Noemer", 30), ("Meeteenheid", 24), ("Type", 13), ("Let op", 60), ("Bron", 28),
    ("Mag iedereen dit zien", 14),
)  # fmt: skip
#: The columns of the sheet Bronnen, with their widths.
SOURCES: Final = (
    ("Bron", 34), ("Organisatie", 30), ("Levert per", 12), ("Cijfers in dit bestand", 50),
    ("Leveringen", 24), ("Fictief", 30), ("Toelichting", 70),
)  # fmt: skip


def definitions(report: Report) -> list[tuple[str, ...]]:
    """Return a row per indicator of the catalogue."""
    catalogue = report.catalogus
    return [
        (
            i.code, i.titel, catalogue.themas[i.thema].titel, i.definitie, i.teller,
            i.noemer_titel or i.noemer.replace("_", " "), i.meeteenheid, i.type, i.kanttekening,
            _source_title(report, i), i.openbaarheid,
        )
        for i in catalogue
    ]  # fmt: skip


def _source_title(report: Report, indicator: Indicator) -> str:
    found = report.catalogus.bronnen.get(indicator.bron)
    return found.titel if found else indicator.bron


def sources(report: Report, rows: Mapping[Thema, list[Regel]]) -> list[tuple[str, ...]]:
    """Return a row per bron that a figure here comes from, in the order of the figures."""
    grouped: dict[str, list[Regel]] = {}
    for row in (r for own in rows.values() for r in own):
        grouped.setdefault(row.indicator.bron, []).append(row)
    return [_source(report, slug, own) for slug, own in grouped.items()]


def _source(report: Report, slug: str, rows: Sequence[Regel]) -> tuple[str, ...]:
    found = report.catalogus.bronnen.get(slug)
    codes = dict.fromkeys(f"{r.indicator.code} {r.indicator.titel}" for r in rows)
    leveringen = {levering_number(one) for r in rows for one in r.figure.leveringen.split()}
    made_up = [r.figure.is_fictief for r in rows if has_value(r.figure)]
    fictief = "ja" if made_up and all(made_up) else "voor een deel" if any(made_up) else "nee"
    return (
        found.titel if found else slug,
        found.organisatie if found else "",
        found.frequentie if found else "",
        "; ".join(codes),
        ", ".join(sorted(leveringen, key=lambda text: (len(text), text))),
        fictief,
        found.toelichting if found else "",
    )
