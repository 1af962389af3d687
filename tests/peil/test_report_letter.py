"""The raadsbrief: two pages for the council, from what everyone may see and nothing else."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from asking import ask, without_values
from pdf_seen import page_texts, plain
from report_sample import words

from peil import cards, gather, wording
from peil.documents.pdf import to_pdf
from peil.documents.word import to_docx
from peil.documents.workbook import to_xlsx
from peil.errors import PeilError
from peil.figure import Figure
from peil.norm import Norms
from peil.records import Afspraak, Bezoek, Duiding
from peil.report import Ask, build
from peil.report.model import Blok, Kaart, Kaarten, Naast, Report, Samen, Tabel
from peil.terms import NVT

YEARS = (2025,)


def letter(work: Path, gebied: str = "GM0513", jaar: int = 2024) -> Ask:
    """The raadsbrief as the counter asks it: with the rights of everyone."""
    return ask(work, gebied, jaar, "lezer", uitgave="raadsbrief")


def blocks(report: Report) -> Iterator[Blok]:
    """Every block, also those beside and inside others."""

    def inside(found: tuple[Blok, ...]) -> Iterator[Blok]:
        for block in found:
            yield block
            if isinstance(block, Naast):
                yield from inside(block.links + block.rechts)
            elif isinstance(block, Samen):
                yield from inside(block.blokken)

    yield from inside(report.titelblad)
    for part in report.delen:
        yield from inside(part.blokken)


def squeezed(text: str) -> str:
    """Text without spaces and places to break: a line ends elsewhere in every form."""
    return re.sub(r"[\s\u00ad\u200b\u2026]", "", text)


@cache
def secrets(work: Path, gebied: str, jaar: int) -> frozenset[str]:
    """What only an analist may read about a gemeente, as it would stand in a text."""
    asked = ask(work, gebied, jaar)
    desk, loket = asked.desk, asked.loket
    closed = [i for i in desk.catalogue if i.openbaarheid == "vertrouwelijk"]
    told = [i.titel for i in closed]
    numbers = {True: set[str](), False: set[str]()}
    for figure in desk.profile(gebied, jaar):
        indicator = desk.catalogue[figure.indicator]
        numbers[indicator in closed].add(wording.count_text(figure, indicator))
    told += [n for n in numbers[True] - numbers[False] if n]
    told += [u.tekst[:60] for u in desk.explanations(gebied)]
    for kind, fields in ((Afspraak, "tekst resultaat"), (Bezoek, "verslag"), (Duiding, "tekst")):
        for entry in loket.newest(kind, [gebied]):
            told += [str(getattr(entry.record, field))[:60] for field in fields.split()]
    return frozenset(squeezed(text) for text in told if len(text) > 5)


def leaked(text: str, asked: Ask, work: Path) -> list[str]:
    """Everything of the secrets that stands in a text."""
    seen = squeezed(text)
    return [s for s in secrets(work, asked.gebied, asked.jaar) if s in seen]


def test_there_are_secrets_to_find(demo_work: Path) -> None:
    found = secrets(demo_work, "GM0513", 2024)
    assert squeezed("Verdachte transacties") in found
    assert len(found) > 10


@pytest.mark.parametrize("jaar", YEARS)
def test_every_gemeente_gets_two_pages_without_a_secret(demo_work: Path, jaar: int) -> None:
    wrong: dict[str, Any] = {}
    for area in letter(demo_work).desk.areas.at("gemeente"):
        asked = letter(demo_work, area.code, jaar)
        report = build(asked)
        pages = page_texts(to_pdf(report))
        found = leaked(" ".join([*words(report), *pages]), asked, demo_work)
        if len(pages) != 2 or found or report.merk != "Openbaar":
            wrong[area.naam] = len(pages), found, report.merk
        closed = [
            f.indicator
            for f in (*report.cijfers, *report.reeksen)
            if f.indicator not in asked.desk.catalogue
            or asked.desk.catalogue[f.indicator].openbaarheid != "openbaar"
        ]
        assert closed == []
    assert wrong == {}


@pytest.mark.parametrize("gebied", ["GM0513", "GM0518"])
def test_no_secret_stands_in_the_word_or_excel_file(demo_work: Path, gebied: str) -> None:
    asked = letter(demo_work, gebied)
    report = build(asked)
    for content in (to_docx(report), to_xlsx(report)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [package.read(n).decode("utf-8", "ignore") for n in package.namelist()]
        # Tags out first: in Word a sentence is torn into runs.
        text = unescape(" ".join(re.sub(r"<[^>]+>", "", part) for part in parts))
        assert squeezed(report.gebied) in squeezed(text)
        assert leaked(text, asked, demo_work) == []


def test_it_is_refused_to_doors_that_show_more(demo_work: Path) -> None:
    with pytest.raises(PeilError, match="openbaar"):
        build(ask(demo_work, uitgave="raadsbrief"))
    mixed = replace(letter(demo_work), loket=ask(demo_work).loket)
    with pytest.raises(PeilError, match="openbaar"):
        build(mixed)


@pytest.mark.parametrize("gebied", ["G", "DH"])
def test_a_larger_gebied_has_no_council(demo_work: Path, gebied: str) -> None:
    with pytest.raises(PeilError, match="Kies"):
        build(letter(demo_work, gebied))


def test_its_figures_are_those_of_the_cards_on_the_page(demo_work: Path) -> None:
    compared = 0
    for area in letter(demo_work).desk.areas.at("gemeente"):
        asked = letter(demo_work, area.code)
        shown = {
            asked.desk.catalogue[f.indicator].titel: f
            for f in asked.desk.profile(area.code, asked.jaar)
            if f.status != NVT
        }
        found = list(blocks(build(asked)))
        for kaart in (k for b in found if isinstance(b, Kaarten) for k in b.kaarten):
            compared += same_card(kaart, shown[kaart.titel], asked)
        for table in (b for b in found if isinstance(b, Tabel)):
            if table.kop[0].startswith("Cijfer"):
                compared += same_rows(table, shown, asked)
    assert compared >= 2 * 27


def on_page(figure: Figure, asked: Ask) -> tuple[str, str]:
    """The value and the facts under it on the card of the page."""
    markup = cards.card(
        figure, asked.desk.catalogue[figure.indicator], [], gather.names(asked.desk)
    )
    value = re.search(r'<div class="val"><b[^>]*>(.*?)</b>', markup)
    facts = re.search(r'</div><div class="small">(.*?)</div>', markup)
    assert value
    assert facts
    return tuple(unescape(re.sub(r"<[^>]+>", "", m[1])) for m in (value, facts))  # type: ignore[return-value]  # two in, two out


def same_card(kaart: Kaart, figure: Figure, asked: Ask) -> int:
    """Hold a card against that of the page."""
    assert (kaart.waarde, kaart.feiten) == on_page(figure, asked)
    return 1


def same_rows(table: Tabel, shown: dict[str, Figure], asked: Ask) -> int:
    """Hold the rows of a table against the cards of the page."""
    for name, value, *_ in table.rijen:
        title = name.tekst.split("\n")[0]
        figure = next(f for t, f in shown.items() if title == t or title.startswith(f"{t}, "))
        if wording.has_value(figure):
            assert value.tekst.removesuffix(" voorlopig") == on_page(figure, asked)[0]
    return len(table.rijen)


def test_a_year_with_hardly_anything_is_still_two_pages(demo_work: Path) -> None:
    report = build(letter(demo_work, jaar=2015))
    assert report.fictief == ""
    assert len(page_texts(to_pdf(report))) <= 2


@pytest.mark.parametrize("status", ["onderdrukt", "niet geleverd"])
def test_without_one_value_it_says_so(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    without_values(monkeypatch, status)
    report = build(letter(demo_work))
    assert "geen" in " ".join(words(report))
    assert not [b for b in blocks(report) if isinstance(b, Kaarten)]
    assert len(page_texts(to_pdf(report))) <= 2


def test_a_region_without_a_norm_gets_a_letter(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Norms, "on", lambda *_: None)
    report = build(letter(demo_work))
    assert len(page_texts(to_pdf(report))) <= 2
    assert "nog geen oordeel op de norm" in plain(" ".join(words(report)))


def test_the_same_ask_gives_the_same_letter(demo_work: Path) -> None:
    assert build(letter(demo_work)) == build(letter(demo_work))
