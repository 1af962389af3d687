"""What may never be typed is found, and what people really type is let through."""

import time

import pytest

from peil.personal import find_personal

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
]


@pytest.mark.parametrize(("text", "found"), HITS, ids=[text for text, _ in HITS])
def test_what_points_to_a_person_or_an_address_is_found(text: str, found: str) -> None:
    assert find_personal(text) == found
    assert find_personal(f"Eerste regel.\n{text}\nLaatste regel.") == found


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


@pytest.mark.parametrize("sign", ["x", "A", "1", "0", "-", "@", "a.", "A-", "0 ", "1000 A"])
def test_a_long_text_is_judged_at_once(sign: str) -> None:
    start = time.monotonic()
    find_personal((sign * 20_000)[:20_000])
    assert time.monotonic() - start < 2
