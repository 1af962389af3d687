"""The sheet for the adviser: one page with what one must know before a visit."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from asking import ask
from pdf_seen import page_texts
from report_sample import words

from peil.documents.pdf import to_pdf
from peil.errors import GeenToegang, PeilError
from peil.norm import Norms
from peil.records import Afspraak, Bezoek, Duiding, Entry
from peil.report import Ask, build
from peil.report.found import Found
from peil.report.model import Report, Tabel
from peil.report.preparing import short
from peil.report.visited import Visited
from pipelines.loket import JournalLoket

YEARS = (2025,)


def sheet(work: Path, gebied: str = "GM0513", jaar: int = 2025) -> Ask:
    """The sheet before the visit of the year after, as an analist."""
    return ask(work, gebied, jaar, uitgave="voorbereiding")


def said(report: Report) -> str:
    """All words of a report."""
    return " ".join(words(report))


@pytest.mark.parametrize("jaar", YEARS)
def test_every_gemeente_gets_one_page(demo_work: Path, jaar: int) -> None:
    pages = {
        area.naam: len(page_texts(to_pdf(build(sheet(demo_work, area.code, jaar)))))
        for area in sheet(demo_work).desk.areas.at("gemeente")
    }
    assert {name: n for name, n in pages.items() if n != 1} == {}


def test_it_is_not_for_a_lezer(demo_work: Path) -> None:
    with pytest.raises(GeenToegang, match="vertrouwelijk"):
        build(ask(demo_work, rol="lezer", uitgave="voorbereiding"))
    assert build(sheet(demo_work)).merk.startswith("Vertrouwelijk")


@pytest.mark.parametrize("gebied", ["G", "DH", "NL"])
def test_a_visit_goes_to_one_gemeente(demo_work: Path, gebied: str) -> None:
    with pytest.raises(PeilError, match="Kies"):
        build(sheet(demo_work, gebied))


def test_open_afspraken_stand_there_with_the_late_ones_first(demo_work: Path) -> None:
    late = 0
    for area in sheet(demo_work).desk.areas.at("gemeente"):
        asked = sheet(demo_work, area.code)
        visited = Visited(Found(asked))
        tables = [b for d in build(asked).delen for b in d.blokken if isinstance(b, Tabel)]
        rows = [row for t in tables if t.kop[0] == "Afspraak" for row in t.rijen]
        assert bool(rows) == bool(visited.open)
        flags = [row[3].tekst.startswith("Te laat") for row in rows]
        assert flags == sorted(flags, reverse=True)
        first = [e.record for e in visited.open[: len(rows)]]
        assert flags == [r.is_late(asked.dag) for r in first]
        assert all(r.is_open and (r.bezoekjaar or 0) < visited.jaar for r in first)
        late += sum(flags)
    assert late


def test_the_last_visit_is_the_one_before_this(demo_work: Path) -> None:
    visited = Visited(Found(sheet(demo_work)))
    assert visited.jaar == 2026
    assert visited.vorig is not None
    assert visited.vorig.record.jaar == 2025
    assert f"Bezoek {visited.vorig.record.jaar}, " in said(build(sheet(demo_work)))


def test_it_asks_a_question_about_each_figure_that_stands_out(demo_work: Path) -> None:
    asked = sheet(demo_work)
    chosen = Visited(Found(asked)).topics
    assert chosen
    assert said(build(asked)).count("?") >= len(chosen)


def without(kinds: tuple[type[Any], ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of these kinds have been typed."""
    real, find = JournalLoket.entries, JournalLoket.find

    def entries(self: JournalLoket, kind: type[Any], codes: Any = None) -> list[Entry[Any]]:
        return [] if kind in kinds else real(self, kind, codes)

    def found(self: JournalLoket, kind: type[Any], subject: str) -> Entry[Any] | None:
        return None if kind in kinds else find(self, kind, subject)

    monkeypatch.setattr(JournalLoket, "entries", entries)
    monkeypatch.setattr(JournalLoket, "find", found)


def test_where_nothing_was_typed_it_says_so(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without((Afspraak, Bezoek, Duiding), monkeypatch)
    monkeypatch.setattr(Norms, "on", lambda *_: None)
    report = build(sheet(demo_work))
    for text in (
        "nog niet gepland", "geen eerder bezoek", "geen afspraken open", "nog geen norm",
        "nog geen duiding",
    ):  # fmt: skip
        assert text in said(report), text
    assert len(page_texts(to_pdf(report))) == 1


def test_long_typed_texts_still_fit_on_the_page(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Dit is een heel lang verhaal over de aanpak. " * 60
    real = JournalLoket.entries

    def entries(self: JournalLoket, kind: type[Any], codes: Any = None) -> list[Entry[Any]]:
        found = real(self, kind, codes)
        if kind is Bezoek:
            more = {"verslag": long, "aandachtspunten": long}
        elif kind is Afspraak:
            more = {"tekst": long[:500], "eigenaar": long[:100], "deadline": date(2026, 1, 1)}
        else:
            return found
        return [
            Entry(
                nummer=e.nummer, versie=e.versie, wie=e.wie, wanneer=e.wanneer,
                is_fictief=e.is_fictief, record=e.record.model_copy(update=more),
            )
            for e in found
        ]  # fmt: skip

    monkeypatch.setattr(JournalLoket, "entries", entries)
    assert len(page_texts(to_pdf(build(sheet(demo_work))))) == 1


def test_what_was_typed_is_cut_at_a_word() -> None:
    assert short("Kort\nen goed.", 40) == "Kort en goed."
    assert short("een, twee, drie", 10) == "een …"
    assert short("x" * 30, 10) == f"{'x' * 10} …"


def test_the_same_ask_gives_the_same_sheet(demo_work: Path) -> None:
    assert build(sheet(demo_work)) == build(sheet(demo_work))
