"""Made-up figures for the page that shows every component; their names can be taken for no place.

INDICATOR, COUNTS       a rate and a plain count
areas()                 one figure per area of one year: each word and each status occurs
many(count)             as many areas as asked
series(), quarters()    one area and those around it through the years, and by quarter
parts()                 a total and its parts
EVENTS, FINDINGS        what stands on a time axis; what stands out
"""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from peil import terms
from peil.catalogue import Breuk, Indicator, Uitsplitsing, Waarde
from peil.events import Event
from peil.figure import Figure
from peil.noteworthy import Noteworthy

#: Code, name and district of the areas that the sample boundaries draw (static/voorbeeld).
AREAS: Final = (
    ("VB01", "Voorbeeldstad", "X"),
    ("VB02", "Proefhaven", "X"),
    ("VB03", "Testveen", "Y"),
    ("VB04", "Fictiedam", "Y"),
    ("VB05", "Bedenkburg", "X"),
    ("VB06", "Verzonnenwoude", "X"),
    ("VB07", "Nergenshuizen", "Y"),
    ("VB08", "Oefenrade", "Y"),
    ("VB09", "Modelmeer", "X"),
    ("VB10", "Schijnzijl", "X"),
    ("VB11", "Voorbeelddorp aan Zee", "Y"),
    ("VB12", "Ergenslo", "Y"),
)
OWN: Final = AREAS[0][0]
_WHOLE: Final = 6.2
_VALUES: Final = (12.4, 9.6, 8.8, 7.1, 6.4, 6.1, 5.2, 4.1, 2.3)
_SOURCE: Final = "verzonnen voor deze pagina"

INDICATOR: Final = Indicator(
    slug="voorbeeld",
    code="VB-01",
    titel="Voorbeeldcijfer",
    thema="voorbeeld",
    definitie="Een cijfer dat niet bestaat.",
    meeteenheid="per 10.000 inwoners",
    teller="verzonnen gevallen",
    telwoord="gevallen",
    noemer="gem_inwoners",
    noemer_titel="gemiddeld aantal inwoners",
    per=10_000,
    soort="telling",
    optel="som",
    bron="voorbeeld",
    type="inspanning",
    kanttekening="Dit cijfer is verzonnen.",
    laagste_niveau="gemeente",
    frequentie=("jaar", "kwartaal"),
    breuken=(Breuk(jaar=2018, uitleg="Vanaf 2018 is anders geteld."),),
    drempel=5,
    toon_nul=True,
    openbaarheid="openbaar",
    volgorde=1,
    herkomst=_SOURCE,
)
COUNTS: Final = INDICATOR.model_copy(
    update={
        "slug": "voorbeeldaantal",
        "code": "VB-02",
        "titel": "Voorbeeldaantal",
        "meeteenheid": "aantal",
        "noemer": "geen",
        "per": 1,
        "type": "resultaat",
        "breuken": (),
    }
)
SPLIT: Final = Uitsplitsing(
    dimensie="soort",
    titel="Soort",
    waarden=tuple(
        Waarde(code=code, titel=f"verzonnen soort {code}") for code in ("een", "twee", "drie")
    ),
    telt_op="met_rest",
)

EVENTS: Final = (
    Event("verzonnen maatregel", date(2020, 3, 12), date(2022, 3, 22), "Uitleg.", _SOURCE),
    Event("verzonnen herindeling", date(2017, 1, 1), None, "Uitleg.", _SOURCE, "herindeling"),
)
FINDINGS: Final = tuple(
    Noteworthy(
        indicator=INDICATOR.slug,
        titel=INDICATOR.titel,
        kind="vergelijking",
        zin=f"{name} is {word} dan de rest van de eenheid: {value} tegen 6,2.",
        nadruk=(name,),
        toelichting="Zegt iets over inzet, niet over risico.",
        gebieden=(code,),
        is_fictief=True,
        effect=1.0,
    )
    for code, name, word, value in (
        ("VB01", "Voorbeeldstad", "hoger", "12,4"),
        ("VB02", "Proefhaven", "hoger", "9,6"),
        ("VB09", "Modelmeer", "lager", "2,3"),
        ("VB08", "Oefenrade", "lager", "4,1"),
    )
)


def figure(code: str, waarde: float | None, **changes: Any) -> Figure:
    """Return one made-up figure of an area of ``AREAS``, with its margins."""
    name, district = next((n, d) for c, n, d in AREAS if c == code)
    known: dict[str, Any] = {"status": terms.ONTBREEKT} if waarde is None else _margins(waarde)
    base = Figure(
        indicator=INDICATOR.slug,
        code=INDICATOR.code,
        thema=INDICATOR.thema,
        niveau="gemeente",
        gebied_code=code,
        gebied=name,
        district_code=district,
        eenheid_code="VB",
        periode="2025",
        jaar=2025,
        waarde=waarde,
        is_fictief=True,
        bron=_SOURCE,
        eenheid_rest=_WHOLE,
        eenheid_waarde=_WHOLE,
        eenheid_woord=_word(waarde),
        **known,
    )
    return replace(base, **changes)


def _margins(waarde: float) -> dict[str, Any]:
    return {
        "teller": round(waarde * 8),
        "noemer": 80_000.0,
        "laag": round(waarde * 0.82, 2),
        "hoog": round(waarde * 1.22, 2),
        "marge_laag": round(waarde * 0.62, 2),
        "marge_hoog": round(waarde * 1.5, 2),
    }


def _word(waarde: float | None) -> str | None:
    if waarde is None:
        return None
    if waarde >= 9:
        return terms.HOGER
    return terms.LAGER if waarde <= 4.5 else terms.VERGELIJKBAAR


def missing(code: str, status: str, **changes: Any) -> Figure:
    """Return a figure without a value, for a reason."""
    return figure(code, None, status=status, **changes)


def areas(shift: float = 0.0, **changes: Any) -> list[Figure]:
    """Return one figure per area: nine with a value, then each status and zero."""
    codes = [code for code, _, _ in AREAS]
    found = [
        figure(code, round(max(value + shift * (n % 3 - 1), 0.4), 1), **changes)
        for n, (code, value) in enumerate(zip(codes, _VALUES, strict=False))
    ]
    return [
        *found,
        missing(codes[9], terms.ONDERDRUKT, **changes),
        missing(codes[10], terms.NIET_GELEVERD, **changes),
        figure(codes[11], 0.0, eenheid_woord=terms.LAGER, hoog=0.5, **changes),
    ]


def many(count: int) -> list[Figure]:
    """Return a figure for each of so many numbered areas."""
    return [
        figure(
            OWN,
            round(14 - 12 * n / count, 1),
            gebied_code=f"VN{n:03}",
            gebied=f"Voorbeeldplaats {n + 1}",
        )
        for n in range(count)
    ]


def series(**changes: Any) -> list[Figure]:
    """Return eleven years of one area with a gap, and of the eenheid and Nederland."""
    found: list[Figure] = []
    for year in range(2015, 2026):
        when = {"periode": str(year), "jaar": year, "is_voorlopig": year >= 2024}
        value = round(7.2 + 3.4 * ((year * 37) % 11) / 11 + (year - 2015) * 0.25, 1)
        own = figure(OWN, value, **when)
        found.append(missing(OWN, terms.ONDERDRUKT, **when) if year == 2019 else own)
        wider = {**when, "district_code": None, "laag": None, "hoog": None}
        for level, code, name, height in (
            ("eenheid", "VB", "Eenheid Voorbeeld", _WHOLE),
            ("nederland", "VL", "Verzonnenland", 7.4),
        ):
            shown = round(height + ((year * 13) % 7) / 10, 1)
            found.append(figure(OWN, shown, niveau=level, gebied_code=code, gebied=name, **wider))
    return [replace(f, **changes) for f in found]


def quarters() -> list[Figure]:
    """Return three years of one area by quarter."""
    return [
        figure(
            OWN,
            round(2 + ((year * 5 + n * 3) % 7) / 5, 1),
            periode=f"{year}-K{n}",
            periode_soort="kwartaal",
            jaar=year,
            is_voorlopig=year == 2025,
        )
        for year in (2023, 2024, 2025)
        for n in (1, 2, 3, 4)
    ]


def side_by_side() -> list[Figure]:
    """Return the years of five areas and of the eenheid around them."""
    years = series()
    rest = [f for f in years if f.niveau == "eenheid"]
    own = [f for f in years if f.gebied_code == OWN]
    several = [
        replace(
            f,
            gebied_code=code,
            gebied=name,
            waarde=None if f.waarde is None else round(f.waarde * (0.5 + 0.12 * n), 1),
        )
        for n, (code, name, _) in enumerate(AREAS[:5])
        for f in own
    ]
    return [*several, *rest]


def parts() -> tuple[Figure, list[Figure]]:
    """Return a total and its three parts, of which one is hidden."""
    total = figure(OWN, 12.4, teller=180)
    split = [
        figure(OWN, 7.0, teller=96, uitsplitsing="soort:een"),
        figure(OWN, 3.0, teller=41, uitsplitsing="soort:twee"),
        figure(OWN, 0.9, teller=12, uitsplitsing="soort:drie"),
    ]
    return total, split
