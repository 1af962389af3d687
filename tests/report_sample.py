"""A hand-made report with every kind of block, long texts and odd characters, to lay out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

import sample

from peil.bronnen import Bron
from peil.catalogue import Catalogue, Thema
from peil.drawing import Drawing
from peil.figure import Figure
from peil.report.model import (
    Alinea,
    Blok,
    Cel,
    Deel,
    Kaart,
    Kaarten,
    Kader,
    Kop,
    Lijst,
    Naast,
    Regel,
    Report,
    Samen,
    Stuk,
    Tabel,
    Tekening,
)

#: What people type: markup of every kind, signs of other scripts, and a word without an end.
LONG_WORD: Final = "meervoudigepersoonlijkheidsstoornis" * 30
ODD: Final = (
    "#set page(fill: red) *ster* _laag_ $x$ @bron <label> \\n "
    "`code` // einde /* ook */ & <b>vet</b>"
)
STRANGE: Final = (
    "Šarūnas, Łukasz, Gül, Ἀθήνα, Привет, 漢字, עברית, العربية, 😀 👩‍👩‍👧, é, zacht\u00adafbreken, "
    "rechts\u202eom\u202c, nul\u0000teken, bel\u0007, ▲ ▼ ≈ ≥ ≤ → ◇ ✓ ½ m², «»„”"
)
WORDS: Final = "Gouda wijkt op drugs- en wapenhandel niet duidelijk af van de rest van de eenheid. "
FICTIEF: Final = "De cijfers van Meldingen, Norm en Afspraken in dit rapport zijn verzonnen."


def drawing(
    alt: str = "Lijn van 2019 tot en met 2025 die stijgt van 8,1 naar 12,2.",
    *,
    width: float = 240.0,
    height: float = 120.0,
) -> Drawing:
    """A line with an axis and words, in the colours and letters of the look."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#DFECEA"/>'
        f'<path d="M10 {height - 20}L{width / 2} {height / 3}L{width - 30} {height / 2}" '
        'fill="none" stroke="#0B4A5E" stroke-width="2.5"/>'
        '<text x="10" y="16" font-family="Public Sans" font-weight="600" font-size="9" '
        'fill="#10242B">Gouda 12,3</text></svg>'
    )
    return Drawing(svg, width, height, alt)


def bars() -> Drawing:
    """The bars of a card: one row of 14 points for the area and for three benchmarks, a ruler."""
    lines = "".join(
        f'<line x1="0" x2="{40 + 20 * n}" y1="{7 + 14 * n}" y2="{7 + 14 * n}" stroke="#475A61"/>'
        for n in range(4)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="150" height="68" viewBox="0 0 150 68">'
        f'<rect x="30" width="50" height="56" fill="#DDE8EA"/>{lines}'
        '<line x1="0" x2="150" y1="58" y2="58" stroke="#7A8B91"/></svg>'
    )
    return Drawing(svg, 150, 68, "Balk van Gouda: 12,3, tussen 10,1 en 14,9.")


def line(text: str) -> Regel:
    """A line of plain text."""
    return (Stuk(text),)


def card(titel: str = "Drugshandel", **changes: Any) -> Kaart:
    """A card with three benchmarks."""
    return replace(
        Kaart(
            thema="Drugs",
            titel=titel,
            type="inspanning",
            bevinding="Gouda wijkt niet duidelijk af van de rest van de eenheid.",
            waarde="12,3",
            eenheid="per 10.000 inwoners",
            feiten="2025 · 94 registraties · 95%-marge 10,1–14,9",
            regels=(
                ("district", "10,2", "≈ vergelijkbaar"),
                ("eenheid", "6,8", "▲ hoger"),
                ("Nederland", "14,1", "▼ lager"),
            ),
            kanttekening="Meer registraties kan meer inzet betekenen, niet meer misdaad.",
            bron="Politie via CBS, levering 12",
            is_fictief=False,
            balken=bars(),
        ),
        **changes,
    )


def table(rows: int = 6, *, wide: bool = False) -> Tabel:
    """A table with a heading inside, tones, signs and tags; ``wide`` for many columns."""
    head = ("Indicator", "Waarde", "District", "Eenheid", "Verandering")
    extra = ("Nederland", "Marge", "Trend") if wide else ()
    body: list[tuple[Cel, ...]] = [(Cel("Drugs"),)]
    tones = (
        Cel("hoger", "hoger", "▲"),
        Cel("lager", "lager", "▼"),
        Cel("vergelijkbaar", "", "≈"),
        Cel("onderdrukt (minder dan 5)", "onderdrukt"),
        Cel("niet geleverd", "leeg"),
        Cel("2.345,6", "zwak", is_fictief=True),
    )
    for number in range(rows):
        word = tones[number % len(tones)]
        cells = (
            Cel(f"Drugs- en wapenhandel, vorm {number + 1}", is_fictief=word.is_fictief),
            Cel(f"{number * 1.7:.1f}".replace(".", ",")),
            word,
            tones[(number + 1) % len(tones)],
            Cel("+3,2"),
        )
        body.append(cells + tuple(Cel("vergelijkbaar", "", "≈") for _ in extra))
    return Tabel(
        bijschrift="Alle cijfers van het thema Drugs in 2025",
        kop=head + extra,
        rijen=tuple(body),
        breedtes=(3.0, *(1.4 for _ in (head + extra)[1:])),
        kanten=("links", "rechts", "links", "links", "rechts", *("links" for _ in extra)),
    )


def _title_page() -> tuple[Blok, ...]:
    return (
        Alinea(line("Wat de cijfers van 2025 zeggen over ondermijning en weerbaarheid."), "lead"),
        Kader("fictief", "Deels verzonnen", (Alinea(line(FICTIEF)),), is_fictief=True),
        Lijst((line("Samenvatting"), line("Drugs"), line("Norm"))),
    )


def _summary() -> Deel:
    blocks: tuple[Blok, ...] = (
        Alinea(
            line("Alleen Den Haag is hoger dan de rest van de eenheid: 11,9 tegen 6,8."), "lead"
        ),
        Alinea(
            (
                Stuk("In 2025 registreerde de politie "),
                Stuk("94 zaken", is_vet=True),
                Stuk(" van drugshandel. Dat is "),
                Stuk("niet", is_cursief=True),
                Stuk(" meer dan in de rest van de eenheid. "),
                Stuk("Lees de bron", adres="https://example.org/bron?a=1&b=2"),
                Stuk("."),
            )
        ),
        Kop("Wat opvalt"),
        Lijst((line(WORDS), line("De politie registreert meer drugshandel."), line(WORDS * 3))),
        Lijst((line("Eerst dit."), line("Dan dat.")), is_genummerd=True),
        Kop("Kleiner", 3),
        Alinea(line("Gemaakt."), is_fictief=True),
        Alinea(line("95%-marge: als we opnieuw tellen valt het cijfer meestal hierin."), "klein"),
    )
    return Deel("samenvatting", "Samenvatting", blocks, op_nieuwe_pagina=True)


def _theme() -> Deel:
    picture = Tekening(drawing(), "Drugshandel door de jaren", "Bron: politie via CBS.")
    made_up = Tekening(drawing(), "Meldingen", "Bron: gemeente.", is_fictief=True)
    blocks: tuple[Blok, ...] = (
        Kaarten((card(), card("Meldingen", is_fictief=True), card("Wapens", balken=None))),
        Naast((picture,), (made_up, Alinea(line(WORDS))), 0.55),
        Samen((Kop("Alles van dit thema"), table())),
        Kader(
            "duiding",
            "Duiding van de gemeente",
            (Alinea(line(WORDS * 4)), Kop("Kopje", 3), Lijst((line("punt"),)), table(2)),
            "Ingevoerd op 3 maart 2026.",
        ),
        Kader("let op", "Let op", (Alinea(line("De bron telt anders vanaf 2023.")),)),
        Kader("rustig", "Goed om te weten", (Alinea(line(WORDS)),)),
    )
    return Deel("drugs", "Drugs", blocks)


def _odd() -> Deel:
    blocks: tuple[Blok, ...] = (
        Alinea(line(ODD)),
        Alinea(line(STRANGE)),
        Alinea(line(LONG_WORD)),
        Lijst((line(LONG_WORD), line(ODD))),
        Kader("duiding", STRANGE, (Alinea(line(LONG_WORD)), Alinea(line("")))),
        Kaarten((card(LONG_WORD[:120], bevinding=WORDS * 3, waarde="€ 1.234.567.890"),)),
        table(70),
        table(3, wide=True),
        Tekening(drawing(STRANGE, width=900, height=200), ODD, STRANGE),
    )
    return Deel("vreemd", ODD, blocks)


def report(**changes: Any) -> Report:
    """The whole report over 2025 of Gouda, a concept, with these fields changed."""
    fields: dict[str, Any] = {
        "uitgave": "rapport",
        "gebied_code": "GM0513",
        "gebied": "Gouda",
        "niveau": "gemeente",
        "jaar": 2025,
        "titel": "Ondermijning en weerbaarheid in Gouda",
        "ondertitel": "Jaarrapport 2025",
        "merk": "Vertrouwelijk: alleen voor de gemeente Gouda en het RIEC",
        "status": "concept",
        "vastgesteld_op": None,
        "versie": 1,
        "stand": 24,
        "gepubliceerd_op": datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        "fictief": FICTIEF,
        "voettekst": "Stand 24 van 20 november 2026",
        "titelblad": _title_page(),
        "delen": (_summary(), _theme(), _odd()),
        "cijfers": _figures(),
        "reeksen": tuple(
            sample.figure(periode=str(year), jaar=year, is_voorlopig=year == 2025)
            for year in range(2019, 2026)
        ),
        "catalogus": catalogue(),
        "bestandsnaam": "rapport-GM0513-gouda-2025",
    }
    return Report(**{**fields, **changes})


def approved(**changes: Any) -> Report:
    """The same report, vastgesteld, and with nothing made up in it."""
    said = {"status": "vastgesteld op 22 november 2026", "vastgesteld_op": date(2026, 11, 22)}
    return report(**{**said, "fictief": "", **changes})


def letter() -> Report:
    """A short public letter."""
    return report(
        uitgave="raadsbrief",
        titel="Brief aan de raad van Gouda",
        ondertitel="Ondermijning en weerbaarheid in 2025",
        merk="Openbaar",
        titelblad=(Alinea(line("Geachte leden van de raad,")), Alinea(line(WORDS))),
        delen=(_summary(), Deel("slot", "Tot slot", (Alinea(line(WORDS)),))),
        bestandsnaam="raadsbrief-GM0513-gouda-2025",
    )


def preparing() -> Report:
    """A page to prepare a visit with."""
    return report(
        uitgave="voorbereiding",
        titel="Gouda: ter voorbereiding op het bezoek",
        ondertitel="Bezoek van 2026, cijfers van 2025",
        titelblad=(),
        delen=(
            Deel("vorig", "Vorig bezoek", (Alinea(line(WORDS)),)),
            Deel("open", "Open afspraken", (table(4),)),
            Deel("vragen", "Vragen", (Lijst((line("Wat is er veranderd?"), line(WORDS))),)),
        ),
        bestandsnaam="voorbereiding-GM0513-gouda-2025",
    )


def catalogue() -> Catalogue:
    """One theme with two indicators."""
    return Catalogue(
        (
            sample.indicator(),
            sample.indicator(slug="tweede", code="TE-02", titel="Meldingen", volgorde=2),
        ),
        {"standaard": Bron(slug="standaard", titel="De partner", organisatie="Partner")},
        {"proef": Thema(slug="proef", titel="Proef", volgorde=1)},
    )


def _figures() -> tuple[Figure, ...]:
    empty: dict[str, Any] = {"teller": None, "waarde": None, "laag": None, "hoog": None}
    return (
        sample.figure(),
        sample.figure(indicator="tweede", code="TE-02", status="onderdrukt", **empty),
        sample.figure(uitsplitsing="jeugd", is_fictief=True, is_voorlopig=True, waarde=2.5),
        sample.figure(uitsplitsing="rest", status="niet geleverd", is_geleverd=False, **empty),
    )


def words(report: Report) -> Iterator[str]:
    """Give every text that a reader must find back, in the order of reading."""
    yield report.titel
    for block in report.titelblad:
        yield from _words(block)
    for part in report.delen:
        yield part.titel
        for block in part.blokken:
            yield from _words(block)


def _words(block: Blok) -> Iterator[str]:
    match block:
        case Alinea(regel=stukken):
            yield "".join(stuk.tekst for stuk in stukken)
        case Kop(tekst=tekst):
            yield tekst
        case Lijst(regels=regels):
            yield from ("".join(stuk.tekst for stuk in regel) for regel in regels)
        case Tabel():
            yield from _table_words(block)
        case Tekening(titel=titel, onder=onder):
            yield from (titel, onder)
        case Kaarten(kaarten=kaarten):
            for kaart in kaarten:
                yield from _card_words(kaart)
        case Kader(titel=titel, blokken=blokken, onder=onder):
            yield titel
            for inner in blokken:
                yield from _words(inner)
            yield onder
        case Naast(links=links, rechts=rechts):
            for inner in links + rechts:
                yield from _words(inner)
        case Samen(blokken=blokken):
            for inner in blokken:
                yield from _words(inner)


def _table_words(tabel: Tabel) -> Iterator[str]:
    if tabel.is_bijschrift_zichtbaar:
        yield tabel.bijschrift
    yield from tabel.kop
    for row in tabel.rijen:
        yield from (cell.tekst for cell in row)


def _card_words(kaart: Kaart) -> Iterator[str]:
    yield from (kaart.thema, kaart.titel, kaart.type, kaart.bevinding, kaart.waarde)
    yield from (kaart.eenheid, kaart.feiten, kaart.kanttekening, kaart.bron)
    for row in kaart.regels:
        yield from row
