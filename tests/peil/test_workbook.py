"""The workbook of a report, read back: every figure is there, as a number, and nothing runs."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest
import report_sample
import sample

from peil import terms, wording
from peil.access import Viewer
from peil.catalogue import Catalogue, Thema
from peil.desk import Desk, open_desk
from peil.documents.workbook import to_xlsx
from peil.documents.workbook_columns import COLUMNS
from peil.figure import Figure
from peil.labels import status_words
from peil.origin import levering_number
from peil.report.model import Report

KEY = ["Code", "Gebiedscode", "Periode", "Onderdeel"]
#: Which cells are the numbers of a figure.
NUMBERS = {
    "Waarde": "waarde",
    "Teller": "teller",
    "Noemer": "noemer",
    "Marge laag": "laag",
    "Marge hoog": "hoog",
    "Vergelijkmarge laag": "marge_laag",
    "Vergelijkmarge hoog": "marge_hoog",
}


def names(content: bytes) -> list[str]:
    return fastexcel.read_excel(content).sheet_names


def sheet(content: bytes, name: str) -> pl.DataFrame:
    book = fastexcel.read_excel(content)
    return book.load_sheet(name, dtypes={"Periode": "string"}).to_polars()


def rows_of(content: bytes) -> dict[tuple[str, ...], dict[str, Any]]:
    """All rows of the sheets of figures, by what they are about."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for name in names(content)[1:-2]:
        for row in sheet(content, name).iter_rows(named=True):
            key = tuple(str(row[k]) for k in KEY)
            assert key not in found, f"{key} twice"
            found[key] = row
    return found


@pytest.fixture(scope="module")
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work, Viewer("proef", "analist"))


def real_report(desk: Desk, code: str, jaar: int) -> Report:
    """A report with all figures of the demo, as it is built of a desk."""
    series = [f for f in desk.series(code) if f.jaar <= jaar]
    return report_sample.report(
        gebied_code=code,
        jaar=jaar,
        cijfers=desk.profile(code, jaar),
        reeksen=series,
        catalogus=desk.catalogue,
    )


def check_row(row: dict[str, Any], figure: Figure, report: Report) -> None:
    indicator = report.catalogus[figure.indicator]
    known = wording.has_value(figure)
    for column, field in NUMBERS.items():
        value = getattr(figure, field) if known else None
        assert row[column] == (value if value is None else pytest.approx(value, rel=1e-9)), column
    words = terms.CIJFER if known else status_words(figure, indicator)
    assert row["Status"] == words
    assert row["Cijfer"] == indicator.titel
    assert row["Fictief"] == ("ja" if figure.is_fictief else "nee")
    assert row["Voorlopig"] == ("ja" if figure.is_voorlopig else "nee")
    assert row["Meeteenheid"] == indicator.meeteenheid
    numbers = ", ".join(levering_number(one) for one in figure.leveringen.split())
    assert (row["Leveringen"] or "") == numbers
    if not known:
        return
    assert (row["Verandering"] or "") == wording.change_text(figure, indicator)
    assert row["Trend"] == wording.trend_text(figure)
    for level in terms.BENCHMARKS:
        place = "Nederland" if level == "nederland" else level
        the = {"district": "het ", "eenheid": "de "}.get(place, "")
        word = wording.comparison_word(figure, level)
        assert row[f"Tegen de rest van {the}{place}"].removesuffix(" (fictief)") == word
        rest = wording.benchmark_value(figure, level)
        shown = row[f"De rest van {the}{place}"]
        assert shown == (rest if rest is None else pytest.approx(rest, rel=1e-9))


@pytest.mark.parametrize(("code", "jaar"), [("GM0513", 2024), ("GM0518", 2025), ("DH", 2022)])
def test_every_figure_of_the_report_reads_back(desk: Desk, code: str, jaar: int) -> None:
    report = real_report(desk, code, jaar)
    content = to_xlsx(report)
    found = rows_of(content)
    own = {(f.code, f.gebied_code, f.periode, "totaal"): f for f in report.cijfers}
    series = {(f.code, f.gebied_code, f.periode, "totaal"): f for f in report.reeksen}
    assert len(own) > 40
    assert found.keys() == own.keys() | series.keys()
    for key, figure in {**series, **own}.items():
        check_row(found[key], figure, report)
        assert found[key]["Jaar van het rapport"] == ("ja" if key in own else "nee")


def test_the_sheets_are_the_themes_between_reading_and_sources(desk: Desk) -> None:
    content = to_xlsx(real_report(desk, "GM0513", 2024))
    found = names(content)
    titles = [t.titel for t in desk.catalogue.by_theme()]
    assert found[0] == "Leeswijzer"
    assert found[1:-2] == [t for t in titles if t in found]
    assert len(found[1:-2]) == len(titles)
    assert found[-2:] == ["Definities", "Bronnen"]


def test_a_hidden_figure_has_no_number_and_says_why() -> None:
    parts = {"teller": 3.0, "waarde": 0.4, "laag": 0.1, "hoog": 1.0, "eenheid_rest": 2.0}
    hidden = sample.figure(status="onderdrukt", vorige_waarde=1.0, vorige_periode="2024", **parts)
    row = next(iter(rows_of(to_xlsx(report_sample.report(cijfers=[hidden], reeksen=[]))).values()))
    assert row["Status"] == "onderdrukt (minder dan 5)"
    kept = {c.kop for c in COLUMNS if row[c.kop] is not None}
    assert kept.isdisjoint({*NUMBERS, "De rest van de eenheid", "Verandering", "Trend"})


def test_zero_is_a_number() -> None:
    zero = sample.figure(teller=0.0, waarde=0.0, laag=0.0, hoog=0.5)
    row = next(iter(rows_of(to_xlsx(report_sample.report(cijfers=[zero], reeksen=[]))).values()))
    assert (row["Waarde"], row["Teller"], row["Status"]) == (0.0, 0.0, "cijfer")


def test_the_guide_tells_what_it_is_and_what_is_made_up() -> None:
    report = report_sample.report()
    guide = fastexcel.read_excel(to_xlsx(report)).load_sheet(0, header_row=None).to_polars()
    told = {str(a): str(b) for a, b in guide.iter_rows()}
    assert report.titel in told
    assert told["Fictief"] == report.fictief
    assert told["Wie dit mag lezen"] == report.merk
    assert told["Status"] == "concept"
    assert told["Stand"] == "24, gepubliceerd op 20 november 2026"
    assert all(f"Kolom ‘{column.kop}’" in told for column in COLUMNS)
    approved = report_sample.approved()
    fixed = fastexcel.read_excel(to_xlsx(approved)).load_sheet(0).to_polars().to_series(1).to_list()
    assert "Nee. In dit bestand is niets verzonnen." in fixed
    assert approved.status in fixed  # it says its version by itself


def test_definitions_and_sources_stand_beside_the_figures(desk: Desk) -> None:
    report = real_report(desk, "GM0513", 2024)
    content = to_xlsx(report)
    told = {r["Code"]: r for r in sheet(content, "Definities").iter_rows(named=True)}
    assert told.keys() == {i.code for i in desk.catalogue}
    for indicator in desk.catalogue:
        assert told[indicator.code]["Definitie"] == indicator.definitie
        assert told[indicator.code]["Let op"] == indicator.kanttekening
    sources = sheet(content, "Bronnen")
    used = {desk.catalogue[f.indicator].bron for f in [*report.cijfers, *report.reeksen]}
    assert set(sources["Bron"]) == {desk.catalogue.bronnen[slug].titel for slug in used}


def test_no_cell_is_a_formula_or_a_link() -> None:
    nasty = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2", "https://example.org", "mailto:a@b.nl"]
    figures = [
        sample.figure(gebied_code=f"GM{n:04}", gebied=t, toelichting=t) for n, t in enumerate(nasty)
    ]
    content = to_xlsx(report_sample.report(cijfers=figures, reeksen=[], titel="=HYPERLINK(1)"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    for name, text in parts.items():
        assert "<f>" not in text, name
        assert "<hyperlink" not in text, name
        assert 'TargetMode="External"' not in text, name
    assert {r["Gebied"] for r in rows_of(content).values()} == set(nasty)


def test_texts_of_people_of_any_kind_can_be_written() -> None:
    odd = [report_sample.STRANGE, report_sample.ODD, "a" * 40_000, "_x0041_"]
    figures = [
        sample.figure(gebied_code=f"GM{n:04}", toelichting=text) for n, text in enumerate(odd)
    ]
    report = report_sample.report(cijfers=figures, reeksen=[], merk="&" * 400, titel="t" * 300)
    found = [r["Toelichting"] for r in rows_of(to_xlsx(report)).values()]
    assert found[1] == odd[1]
    assert found[2] == "a" * 32_000
    assert found[3] == "_x0041_"


@pytest.mark.parametrize(
    "titles",
    [
        ("A/B: [proef]*?", "'Weer'", "Leeswijzer", "history"),
        ("x" * 40, "x" * 41, "X" * 31, ""),
        ("Één thema", "漢字", "::", "//"),
    ],
)
def test_any_theme_gets_a_name_that_excel_takes(titles: tuple[str, ...]) -> None:
    themes = {f"t{n}": Thema(slug=f"t{n}", titel=t, volgorde=n) for n, t in enumerate(titles)}
    base = report_sample.catalogue()
    indicators = tuple(
        sample.indicator(slug=f"i{n}", code=f"TE-{n:02}", thema=slug)
        for n, slug in enumerate(themes)
    )
    figures = [sample.figure(indicator=i.slug, code=i.code) for i in indicators]
    catalogue = Catalogue(indicators, base.bronnen, themes)
    content = to_xlsx(report_sample.report(cijfers=figures, reeksen=[], catalogus=catalogue))
    found = names(content)
    assert len(found) == len(titles) + 3
    assert len({n.lower() for n in found}) == len(found)
    for name in found:
        assert re.fullmatch(r"[^\[\]:*?/\\]{1,31}", name)
        assert not name.startswith("'")
        assert name.lower() != "history"


def test_a_report_without_figures_is_a_workbook_that_says_so() -> None:
    content = to_xlsx(report_sample.report(cijfers=[], reeksen=[]))
    assert names(content) == ["Leeswijzer", "Definities", "Bronnen"]
    assert sheet(content, "Bronnen").height == 0


def test_the_same_report_gives_the_same_bytes() -> None:
    report = report_sample.report()
    assert to_xlsx(report) == to_xlsx(replace(report))


def test_heads_stay_in_sight_and_can_be_filtered() -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(report_sample.report()))) as book:
        for number in (2, 3, 4):
            text = book.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert 'state="frozen"' in text
            assert "<autoFilter" in text


def test_who_may_read_it_and_what_is_made_up_stand_on_every_printed_page() -> None:
    report = report_sample.report(merk="Alleen voor A & B", fictief="Dit is verzonnen.")
    with zipfile.ZipFile(io.BytesIO(to_xlsx(report))) as book:
        for name in (n for n in book.namelist() if "worksheets/sheet" in n):
            text = book.read(name).decode()
            assert "<oddHeader>&amp;LConcept. Alleen voor A &amp;&amp; B</oddHeader>" in text
            assert "<oddFooter>&amp;LDit is verzonnen.&amp;R&amp;P van &amp;N</oddFooter>" in text
