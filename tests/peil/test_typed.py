"""Typed text as blocks of a report: what stays, and what never becomes more than text."""

from peil.report.model import Alinea, Kop, Lijst, Tabel
from peil.report.typed import blocks


def test_paragraphs_headings_lists_and_tables() -> None:
    text = (
        "# Kop\n\nEen **vette** en *schuine* zin.\n\n1. een\n2. twee\n   - drie\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |"
    )
    head, words, listed, table = blocks(text)
    assert head == Kop("Kop", 3)
    assert isinstance(words, Alinea)
    assert [(p.tekst, p.is_vet, p.is_cursief) for p in words.regel][1] == ("vette", True, False)
    assert [(p.tekst, p.is_cursief) for p in words.regel][3] == ("schuine", True)
    assert isinstance(listed, Lijst)
    assert listed.is_genummerd
    assert ["".join(p.tekst for p in r) for r in listed.regels] == ["een", "twee", "drie"]
    assert isinstance(table, Tabel)
    assert [c.tekst for c in table.rijen[0]] == ["1", "2"]


def test_only_an_address_on_the_web_is_a_link() -> None:
    text = (
        "[a](https://example.org/x) [b](javascript:alert(1)) "
        "[c](gemeente?gebied=GM0513) ![d](http://x.org/y.png)"
    )
    (words,) = blocks(text)
    assert isinstance(words, Alinea)
    linked = [(p.tekst, p.adres) for p in words.regel if p.adres]
    assert linked == [("a", "https://example.org/x")]
    said = "".join(p.tekst for p in words.regel)
    assert said == "a [b](javascript:alert(1)) c d"


def test_html_stays_text() -> None:
    (words,) = blocks("Dit is <script>alert(1)</script> tekst.")
    assert isinstance(words, Alinea)
    assert "".join(p.tekst for p in words.regel) == "Dit is <script>alert(1)</script> tekst."


def test_nothing_typed_gives_nothing() -> None:
    assert blocks("") == ()
    assert blocks("   \n\n---\n") == ()
