"""What in a cell or a heading of a levering points to a person, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.check_private import may_be_private
from pipelines.private_words import find_private, read_heading

#: Made up: the numbers are nobody's.
CELLS = [
    ("J. de Voorbeeld", "een naam"),
    ("J.P. Voorbeeld", "een naam"),
    ("Voorbeeld, J.P.", "een naam"),
    ("Jan Voorbeeld", "een naam"),
    ("JAN VOORBEELD", "een naam"),
    ("Mohamed el Voorbeeld", "een naam"),
    ("Voorbeeld, Anna de", "een naam"),
    ("KvK 12345678", "een KvK-nummer"),
    ("ingeschreven bij KvK onder nummer 12345678", "een KvK-nummer"),
    ("casusnr. 12", "een zaaknummer"),
    ("Zaaknummer: A-12", "een zaaknummer"),
    ("zie zaak 2023-0456", "een zaaknummer"),
    ("casus 12345", "een zaaknummer"),
    ("dossier DH-20231234", "een zaaknummer"),
    ("PL1500-2023012345", "een zaaknummer"),
]
PLAIN = [
    "", "drugshandel", "DR-01", "GM0001", "Aadorp", "'s-Aadorp", "Aadorp (EX.)", "2021-K1",
    "casussen: 56 van 2023", "56 casussen", "casus 2023", "dossier 2023/2024", "zaken 12345",
    "B.V. Bouw", "N.V. Holland", "De zaak uit 2023 loopt nog", "productie van drugs",
    "naar beneden bijgesteld, zie jaarverslag 2023", "1.234", "12*", "x", ".", "-", "123456789,5",
    "KvK en LISA", "Totaal 2023", "categorie 3", "artikel 13b", "stand 31-12-2024",
]  # fmt: skip
HEADINGS = [
    ("BSN", "een burgerservicenummer"), ("bsn-nummer", "een burgerservicenummer"),
    ("Naam", "een naam"), ("Achternaam", "een naam"), ("voor_naam", None), ("Voornaam", "een naam"),
    ("Naam verdachte", "een naam"), ("betrokkene", "een naam"), ("Bedrijfsnaam", "een naam"),
    ("Geb. datum", "een geboortedatum"), ("GEBOORTEDATUM", "een geboortedatum"),
    ("Adres", "een adres"), ("Straatnaam", "een adres"), ("huisnr.", "een adres"),
    ("e-mail", "een e-mailadres"), ("Telefoon nummer", "een telefoonnummer"),
    ("06-nummer", "een telefoonnummer"),
    ("Kenteken", "een kenteken"), ("KvK-nummer", "een KvK-nummer"), ("kvk", "een KvK-nummer"),
    ("Casusnummer", "een zaaknummer"), ("zaak_id", "een zaaknummer"), ("Dossier", "een zaaknummer"),
    ("IBAN", "een rekeningnummer"),
]  # fmt: skip
COUNTS = [
    "indicator", "gebied", "waarde", "noemer", "toelichting", "naam gemeente", "Gemeentenaam",
    "naam categorie", "casussen", "dossiers", "zaken", "adressen", "aantal adressen", "meldingen",
    "verdachten", "vestigingen", "kentekens", "slachtoffers", "straten", "wooneenheid", "",
    "Geen BSN", "zonder naam", "Aantal per kenteken", "Zet hier nooit een e-mail of een naam in",
    "2025-06",
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), CELLS, ids=[text for text, _ in CELLS])
def test_a_cell_that_points_to_a_person_or_a_casus_is_found(text: str, what: str) -> None:
    assert find_private(text) == what


@pytest.mark.parametrize("text", PLAIN)
def test_counts_codes_and_remarks_are_let_through(text: str) -> None:
    assert find_private(text) is None


@pytest.mark.parametrize("text", [text for text, _ in CELLS])
def test_the_quick_look_passes_over_nothing_that_is_found(text: str) -> None:
    assert may_be_private(text)


#: Bits of what is found, to put together in other ways.
BITS = [
    *sorted({bit for text, _ in CELLS for bit in [text, *text.split(), *text.split("-")]}),
    "06", "12", "1234", "AB", "ab", "123456782", "070", "-", ".", "/", " ", "tel", "Kerkstraat",
    "Grote Markt", "@", "dhr.", "mevr", "geboren", "maart", "2023", "é", "de", "van",
]  # fmt: skip


@given(st.lists(st.sampled_from(BITS), min_size=1, max_size=5), st.sampled_from(["", " ", ", "]))
def test_the_quick_look_is_wider_than_what_is_looked_for(bits: list[str], glue: str) -> None:
    text = glue.join(bits)
    assert may_be_private(text) or find_private(text) is None


@pytest.mark.parametrize(("text", "what"), HEADINGS, ids=[text for text, _ in HEADINGS])
def test_a_heading_says_what_its_column_holds(text: str, what: str | None) -> None:
    heading = read_heading(text)
    assert (heading[0] if heading else None) == what


@pytest.mark.parametrize("text", COUNTS)
def test_a_heading_of_counts_is_no_heading_of_persons(text: str) -> None:
    assert read_heading(text) is None
