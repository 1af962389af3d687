"""What may never be typed is found, and what people really type is let through."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peil.personal import find_personal, find_personal_name, plain_text
from pipelines.check_private import may_be_private

DATA = Path(__file__).parents[2] / "data"

# Made up: the numbers pass their test but are nobody's.
HITS = [
    ("Mail naar jan.de-vries@gemeente.nl voor het stuk.", "een e-mailadres"),
    ("Bel 06-12345678", "een telefoonnummer"),
    ("Bel 06 12 34 56 78 na tienen", "een telefoonnummer"),
    ("Bel (070) 123 45 67", "een telefoonnummer"),
    ("Bel +31 6 1234 5678", "een telefoonnummer"),
    ("Bel +31 (0)70 123 45 67", "een telefoonnummer"),
    ("Bel 0031612345678", "een telefoonnummer"),
    ("Overgemaakt op NL91ABNA0417164300", "een rekeningnummer"),
    ("Overgemaakt op NL91 ABNA 0417 1643 00", "een rekeningnummer"),
    ("Het pand aan 2511CS", "een adres"),
    ("Het pand op 2511 CS 12", "een adres"),
    ("Kerkstraat 12a, 2511 CS", "een adres"),
    ("Kerkstraat 12 2511 CS", "een adres"),
    ("Controle aan de Binnenlaan 36.", "een adres"),
    ("Een auto met AB-12-CD", "een kenteken"),
    ("Een auto met 12-ABC-3 reed weg", "een kenteken"),
    ("X-123-YZ gezien", "een kenteken"),
    ("BSN 123456782", "een burgerservicenummer"),
    ("Bel 06.12.34.56.78", "een telefoonnummer"),
    ("Bel 06/12345678", "een telefoonnummer"),
    ("Bel 06\u201312345678", "een telefoonnummer"),
    ("Bel 06\u201112\u201134\u201156\u201178", "een telefoonnummer"),
    ("Bel 06 - 12 34 56 78", "een telefoonnummer"),
    (
        "Bel \uff10\uff16\uff0d\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
        "een telefoonnummer",
    ),
    ("Bel 06\u00a012\u202f34\u200956\u00a078", "een telefoonnummer"),
    ("Bel 06\u200b12345678", "een telefoonnummer"),
    ("tel 612345678", "een telefoonnummer"),
    ("Bel: 6 12345678", "een telefoonnummer"),
    ("mobiel nummer 612345678", "een telefoonnummer"),
    ("612345678 (mobiel)", "een telefoonnummer"),
    ("31612345678", "een telefoonnummer"),
    ("BSN 123 456 782", "een burgerservicenummer"),
    ("Nummer 12345 6782", "een burgerservicenummer"),
    ("Nummer 12345-6782", "een burgerservicenummer"),
    ("Nummer 1234 56782", "een burgerservicenummer"),
    ("1234567-82", "een burgerservicenummer"),
    ("Nummer 123 456 782", "een burgerservicenummer"),
    ("Nummer 1234.56.782", "een burgerservicenummer"),
    ("Nummer 123456782", "een burgerservicenummer"),
    ("bsn: 123.456.789", "een burgerservicenummer"),
    ("Kerkstraat\u00a012", "een adres"),
    ("KERKSTRAAT 12", "een adres"),
    ("kerkstraat 12", "een adres"),
    ("Kerkstraat nr. 12", "een adres"),
    ("Kerkstraat 12bis", "een adres"),
    ("Kerkstraat 12-14", "een adres"),
    ("Kerkstraat 12 gesloten", "een adres"),
    ("Kerkstr. 12", "een adres"),
    ("Dorpsweg 12", "een adres"),
    ("Zeedijk 12", "een adres"),
    ("Lindeplantsoen 12", "een adres"),
    ("Stadspark 12", "een adres"),
    ("Molenpad 12", "een adres"),
    ("Lange Haven 12", "een adres"),
    ("Noorderwal 12", "een adres"),
    ("Grote Markt 12", "een adres"),
    ("Botermarkt 12", "een adres"),
    ("Meerdreef 12", "een adres"),
    ("Het pand op 2801 AB", "een adres"),
    ("Het pand op 2801 ab", "een adres"),
    ("Het pand op 2801ab 12", "een adres"),
    ("Nieuwezijde 12, 2011 AB", "een adres"),
    ("Het pand op 2011 AB, Voorbeelddorp", "een adres"),
    ("Een auto met ab-123-c", "een kenteken"),
    ("Een auto met kenteken 12-AB-34", "een kenteken"),
    ("geboren 12-03-1985", "een geboortedatum"),
    ("Geboren op 12 maart 1985", "een geboortedatum"),
    ("geb. 1985-03-12", "een geboortedatum"),
    ("dhr. Voorbeeld", "een naam"),
    ("Dhr Voorbeeld", "een naam"),
    ("mevrouw A. de Voorbeeld", "een naam"),
    ("de heer J. Voorbeeld", "een naam"),
    ("de heer en mevrouw Voorbeeld", "een naam"),
    ("mw. mr. dr. A.B. van der Voorbeeld", "een naam"),
    ("iemand (at) voorbeeld.nl", "een e-mailadres"),
    ("iemand[at]voorbeeld.nl", "een e-mailadres"),
    ("iemand apenstaartje voorbeeld.nl", "een e-mailadres"),
    ("Kerkstraat 12 controleren", "een adres"),
    ("Het pand op 2801 EU 12", "een adres"),
    ("iemand\uff20voorbeeld.nl", "een e-mailadres"),
    ("Zie linkedin.com/in/voorbeeld", "een persoonlijk profiel"),
    ("Overgemaakt op nl91 abna 0417 1643 00", "een rekeningnummer"),
]
MISSES = [
    "",
    "In 2025 OM en politie samen opgetrokken",
    "Sinds 2025 OM, politie en gemeente",
    "Item BO-01 en BO-02 zijn uitgevoerd; IB-03-A volgt",
    "Gemeente GM0513 en district NH1",
    "Voor € 1.234.567,89 en € 250.000 beslag gelegd",
    "Van 01-02-2025 10 meldingen",
    "Tussen 2025-01-01 2025-02-01 en 31-12-2025 01-01-2026",
    "Op 31/12/2025 en 1.2.2025",
    "Deelnummer 123456789 van het dossier",
    "Meld Misdaad Anoniem: 0800-7000 of 112",
    "In 2021, 2022, 2023 en 2024 ging het om 10 20 30 40 50",
    "De norm 2024-2028 en het jaar 2025/2026",
    "Q1-Q2-Q3 laten hetzelfde zien",
    "Zie ADR-2024-01 en art. 13b Opiumwet (Stb. 2018, 481)",
    "Project Marktplein 2e fase, 3 straten 12 panden",
    "@gemeente: graag reageren",
    "Besluit 2025-K1 van 12 maart 2025, zaak 2025-00123",
    "In 2025 OM en politie",
    "in 2024 VO-scholen",
    "In 2026 BO 3 keer agenderen",
    "In 2024 HN 12 nieuwe meldingen",
    "Sinds 2025 OM, Belastingdienst en politie",
    "Kerkplein 3 keer gecontroleerd",
    "Grote Marktstraat 24 uur per dag",
    "Kerkstraat 24/7 toezicht",
    "Overleg op het Kerkplein 12 maart",
    "Aanpak Kerkstraat 2025",
    "Onderweg 3 controles",
    "De arbeidsmarkt 3 jaar later",
    "In het park 12 jongeren",
    "motie 25-RS-12",
    "besluit 23-BW-14",
    "VR-24-12",
    "BW-24-10",
    "zaaknummer 123456782",
    "Zaaknummer: 123456782",
    "kenmerk 2025-000123456",
    "norm BO-01",
    "GM0513",
    "\u20ac 125.000.000",
    "\u20ac 123.456.782 en \u20ac 123456782",
    "\u20ac 1.050.000.000 in totaal",
    "12-03-2025, 1 maart 2025 en 2025-03-12",
    "jongeren geboren in 2005",
    "artikel 13b Opiumwet",
    "meer dan 2.000 woningen",
    "ongeveer 1500 in totaal, 2500 op papier, 1000 kg",
    "A4 en A12",
    "N206",
    "mevrouw de burgemeester",
    "Mevrouw de Burgemeester",
    "de heer en mevrouw",
    "Spreek met mevrouw. De gemeente volgt",
    "Contact (at) de balie",
    "Op de Grote Markt 20 kramen en 2 evenementen",
    "Kerkstraat 3 bedrijfspanden en Kerkstraat 5 hennepkwekerijen",
    "Lange Haven 3 containers, Marktplein 2 horeca-inspecties",
    "1500 MW, 1200 OM-zaken en 5000 EU subsidie",
    "In de kwartalen 1 250 300 400 keer",
]


@pytest.mark.parametrize(("text", "found"), HITS, ids=[text for text, _ in HITS])
def test_what_points_to_a_person_or_an_address_is_found(text: str, found: str) -> None:
    assert find_personal(text) == found
    assert find_personal(f"Eerste regel.\n{text}\nLaatste regel.") == found
    assert may_be_private(text), "the quick look at a levering passes over this"


@pytest.mark.parametrize("text", MISSES)
def test_what_people_really_type_is_let_through(text: str) -> None:
    assert find_personal(text) is None


def test_only_nine_digits_that_pass_the_eleven_test_are_a_bsn() -> None:
    found = [n for n in range(123456700, 123456800) if find_personal(str(n))]
    assert found == [
        n
        for n in range(123456700, 123456800)
        if sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), str(n), strict=True)) % 11
        == 0
    ]
    assert 123456782 in found


@pytest.mark.parametrize(
    "sign",
    [
        "x",
        "A",
        "1",
        "0",
        "-",
        "@",
        "a.",
        "A-",
        "0 ",
        "1000 A",
        "dhr. ",
        "tel ",
        "Kerkstraat ",
        "06-",
        "auto ",
        "geb. ",
        "(at)",
        "Markt'",
        "a\u0301\u0316",
        "\ufdfa",
        "bsn 1",
        "2011 AB, ",
    ],
)
def test_a_long_text_with_nasty_repeats_is_judged(sign: str) -> None:
    text = (sign * 20_000)[:20_000]
    find_personal(text)
    assert find_personal(f"{text}\nMail iemand@voorbeeld.nl") is not None


def texts_in(value: Any) -> Iterator[str]:
    """Every text in what a TOML file holds, whatever it is called."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "path", sorted([*DATA.glob("norm/*.toml"), *DATA.glob("demo/journaal/*.toml")]), ids=str
)
def test_the_own_texts_of_norm_and_demo_pass(path: Path) -> None:
    texts = list(texts_in(tomllib.loads(path.read_text("utf-8"))))
    assert texts
    assert {text: find_personal(text) for text in texts if find_personal(text)} == {}


def test_in_a_name_an_underscore_is_a_space() -> None:
    assert find_personal_name("scan_Kerkstraat_12.csv") == "een adres"
    assert find_personal_name("scan iemand@voorbeeld.nl.csv") == "een e-mailadres"
    assert find_personal_name("norm_2025_BW_2.xlsx") is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("gewoon, met \u00e9\u00e9n accent", "gewoon, met \u00e9\u00e9n accent"),
        ("\u200b=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("\ufeff\u202eom\u2066draai", "omdraai"),
        ("een\x00\x07\x1b twee\x7f", "een twee"),
        ("regel\r\nvolgende\rderde\u2028vierde\tkolom", "regel\nvolgende\nderde\nvierde\tkolom"),
    ],
)
def test_signs_that_cannot_be_seen_are_taken_out(typed: str, kept: str) -> None:
    assert plain_text(typed) == kept
