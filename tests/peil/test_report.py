"""What the yearly report says: the figures of the pages, what was typed, and what is not there."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from asking import ask, without_values
from pdf_seen import page_texts
from report_sample import words

from peil import cards, wording
from peil.documents.pdf import to_pdf
from peil.errors import PeilError
from peil.figure import Figure
from peil.norm import Norms
from peil.report import Ask, Eerder, build, method, revised
from peil.report.found import Found
from peil.report.model import Alinea, Blok, Cel, Kader, Naast, Report, Samen, Tabel, Tekening
from peil.terms import NIET_GELEVERD, NVT, ONDERDRUKT

YEARS = (2021, 2025)


@pytest.fixture
def asked(demo_work: Path) -> Ask:
    """Gouda over 2024, as an analist."""
    return ask(demo_work)


def inside(found: tuple[Blok, ...]) -> Iterator[Blok]:
    """Some blocks, and those inside them."""
    for block in found:
        yield block
        match block:
            case Kader(blokken=inner) | Samen(blokken=inner):
                yield from inside(inner)
            case Naast(links=left, rechts=right):
                yield from inside(left + right)
            case _:
                pass


def blocks(report: Report) -> Iterator[Blok]:
    """Every block, also those inside others."""
    yield from inside(report.titelblad)
    for part in report.delen:
        yield from inside(part.blokken)


def rows(report: Report) -> list[tuple[Cel, ...]]:
    """The rows of the tables of figures."""
    tables = [b for b in blocks(report) if isinstance(b, Tabel)]
    return [row for t in tables if t.kop[0].startswith("Cijfer,") for row in t.rijen]


def part(report: Report, naam: str) -> list[Blok]:
    """The blocks of one part."""
    return list(next(d.blokken for d in report.delen if d.naam == naam))


def said(report: Report) -> str:
    """All words of a report."""
    return " ".join(words(report))


def seen_on_card(figure: Figure, asked: Ask) -> tuple[str, str, list[str]]:
    """What the card on the page shows of a figure: value, facts, and the numbers beside it."""
    names = {a.code: a.naam for a in asked.desk.areas.all}
    markup = cards.card(figure, asked.desk.catalogue[figure.indicator], [], names)
    value = re.search(r'<div class="val"><b[^>]*>(.*?)</b>', markup)
    facts = re.search(r'</div><div class="small">(.*?)</div>', markup)
    beside = re.findall(r'<span class="v" style="grid-row:\d+">(.*?)</span>', markup)
    assert value
    assert facts
    return plain(value[1]), plain(facts[1]), [plain(b) for b in beside]


def plain(markup: str) -> str:
    """Markup as a reader sees it."""
    return unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.mark.parametrize("jaar", YEARS)
def test_figures_are_those_of_the_cards_on_the_page_in_every_gemeente(
    demo_work: Path, jaar: int
) -> None:
    first = ask(demo_work, jaar=jaar)
    compared = 0
    for area in first.desk.areas.at("gemeente"):
        asked = ask(demo_work, area.code, jaar)
        shown = [f for f in asked.desk.profile(area.code, jaar) if f.status != NVT]
        by_title: dict[str, list[tuple[Cel, ...]]] = {}
        for row in rows(build(asked)):
            by_title.setdefault(row[0].tekst.split("\n")[0], []).append(row)
        assert sum(map(len, by_title.values())) == len(shown)
        for figure in shown:
            compared += compare(figure, by_title, asked)
    assert compared > 900


def compare(figure: Figure, by_title: dict[str, list[tuple[Cel, ...]]], asked: Ask) -> int:
    """Hold one row against its card; the count of numbers compared."""
    title = asked.desk.catalogue[figure.indicator].titel
    found = [
        r for t, rs in by_title.items() if t == title or t.startswith(f"{title}, ") for r in rs
    ]
    assert len(found) == 1, (title, figure.gebied)
    name, value, *others = found[0]
    on_card, facts, beside = seen_on_card(figure, asked)
    if not wording.has_value(figure):
        assert on_card == "–"
        assert not re.search(r"\d", value.tekst.replace("minder dan", "")) or "onder" in value.tekst
        return 0
    assert value.tekst.removesuffix(" voorlopig") == on_card
    assert ("voorlopig" in value.tekst) == figure.is_voorlopig == ("voorlopig" in facts)
    assert value.is_fictief == figure.is_fictief
    counted = name.tekst.partition("\n")[2]
    assert counted.split(", ") == facts.split(" · ")[1:] or not counted
    known = [b for b in beside if b != "–"]
    numbers = [m[1] for c in others[:-1] if (m := re.search(r"\((.*)\)$", c.tekst))]
    assert numbers == known
    return 1 + len(numbers)


def test_a_report_of_every_gemeente_is_six_to_ten_pages(demo_work: Path) -> None:
    desk = ask(demo_work).desk
    pages = {
        area.naam: len(page_texts(to_pdf(build(ask(demo_work, area.code, 2025)))))
        for area in desk.areas.at("gemeente")
    }
    assert {name: n for name, n in pages.items() if not 6 <= n <= 10} == {}


@pytest.mark.parametrize(("code", "jaar"), [("G", 2024), ("A-C", 2024), ("DH", 2025)])
def test_a_district_and_the_eenheid_have_a_report_of_ten_pages_at_most(
    demo_work: Path, code: str, jaar: int
) -> None:
    report = build(ask(demo_work, code, jaar))
    assert len(page_texts(to_pdf(report))) <= 10
    assert {"binnen", "norm", "afspraken"} <= {d.naam for d in report.delen}


def test_the_same_ask_gives_the_same_report(demo_work: Path) -> None:
    assert build(ask(demo_work)) == build(ask(demo_work))


def test_the_moment_in_a_file_hangs_on_no_time_zone(asked: Ask) -> None:
    # A publication tells its moment in UTC, without saying so.
    stamp = asked.desk.snapshot.gepubliceerd_op
    assert build(asked).gepubliceerd_op == stamp


def test_what_is_vertrouwelijk_is_not_for_a_lezer(demo_work: Path, asked: Ask) -> None:
    own, public = build(asked), build(ask(demo_work, rol="lezer"))
    assert own.merk.startswith("Vertrouwelijk")
    assert public.merk == "Openbaar"
    assert "Verdachte transacties" in said(own)
    assert "Verdachte transacties" not in said(public)
    assert "duiding" not in {d.naam for d in public.delen}
    assert "niet openbaar" in said(public)
    agreed = [b for b in part(public, "afspraken") if isinstance(b, Tabel)]
    assert agreed == []


def test_what_is_made_up_is_said_on_every_page_and_beside_it(asked: Ask) -> None:
    report = build(asked)
    assert "fictief" in report.fictief
    assert all(
        report.fictief.split(".")[0] in " ".join(t.split()) for t in page_texts(to_pdf(report))
    )
    made_up = {f.indicator for f in report.cijfers if f.is_fictief and wording.has_value(f)}
    assert sum(row[1].is_fictief for row in rows(report)) == len(made_up)
    framed = [b for b in blocks(report) if isinstance(b, Kader) and b.soort == "rustig"]
    assert all(b.is_fictief for b in framed)
    tagged = {id(d) for b in framed for d in inside(b.blokken) if isinstance(d, Tekening)}
    drawn = [b for b in blocks(report) if isinstance(b, Tekening) and id(b) not in tagged]
    assert {b.is_fictief for b in drawn} == {True, False}
    for block in drawn:
        # Trend and map of the real figure; what stands above or below names it.
        if not block.is_fictief:
            assert "Drugshandel" in block.titel + block.onder


def test_a_bron_is_called_made_up_only_by_what_came_in(asked: Ask) -> None:
    found = Found(asked)
    made_up = [f for f in found.known if f.is_fictief and f.leveringen]
    absent = replace(made_up[0], status=NIET_GELEVERD, is_fictief=False, leveringen="")
    assert len(made_up) > 1
    for figures, kind in ((made_up[1:], "fictief"), ([], "–")):
        asked_of = Found(asked)
        vars(asked_of)["known"] = [absent, *figures]
        tables = [b for b in method.part(asked_of).blokken if isinstance(b, Tabel)]
        assert {row[1].tekst for t in tables for row in t.rijen} == {kind}


def test_status_and_name_of_the_file(asked: Ask) -> None:
    fixed = build(replace(asked, vastgesteld_op=date(2026, 11, 22), versie=2))
    assert build(asked).status == "concept"
    assert fixed.status == "vastgesteld op 22 november 2026, versie 2"
    assert fixed.bestandsnaam == "rapport-GM0513-gouda-2024"


@pytest.mark.parametrize(("code", "jaar"), [("NL", 2024), ("GM0513", 2026), ("GM0513", 1999)])
def test_where_there_is_nothing_to_report_it_says_so(demo_work: Path, code: str, jaar: int) -> None:
    with pytest.raises(PeilError, match="Kies een"):
        build(ask(demo_work, code, jaar))


def test_a_year_with_hardly_anything_still_reads_well(demo_work: Path) -> None:
    report = build(ask(demo_work, jaar=2015))
    assert report.fictief == ""
    assert "nog niet beoordeeld op de norm" in said(report)
    assert "geen afspraken vastgelegd" in said(report)
    assert len(page_texts(to_pdf(report))) >= 3


def test_a_gemeente_that_is_its_own_district_is_not_compared_with_it(demo_work: Path) -> None:
    tables = [b for b in blocks(build(ask(demo_work, "GM0518"))) if isinstance(b, Tabel)]
    heads = next(t.kop for t in tables if t.kop[0].startswith("Cijfer,"))
    assert "District" not in heads
    assert {"Eenheid", "Nederland"} <= set(heads)


# ── herziene cijfers ────────────────────────────────────────────────────────────────────────────


def earlier(asked: Ask, **changed: float) -> Eerder:
    """The report over 2023 as it would have been, with other counts of 2023 in Gouda."""
    figures = asked.desk.all_figures().filter(pl.col("periode").str.slice(0, 4) <= "2023")
    for slug, value in changed.items():
        here = (
            (pl.col("indicator") == slug)
            & (pl.col("gebied_code") == asked.gebied)
            & (pl.col("periode") == "2023")
            & (pl.col("uitsplitsing") == "")
        )
        figures = figures.with_columns(
            pl.when(here).then(value).otherwise(pl.col("teller")).alias("teller")
        )
    return Eerder(jaar=2023, vastgesteld_op=date(2025, 1, 9), versie=1, stand=3, cijfers=figures)


def test_without_an_earlier_report_nothing_is_herzien(asked: Ask) -> None:
    assert "Er is geen vastgesteld rapport over 2023." in said(build(asked))


def test_a_figure_that_stayed_is_not_herzien(asked: Ask) -> None:
    report = build(replace(asked, eerder=earlier(asked)))
    assert "(vastgesteld op 9 januari 2025), is niet veranderd" in said(report)
    assert not any(isinstance(b, Tabel) for b in part(report, "herzien"))


def test_a_figure_that_changed_is_told_with_what_it_was(asked: Ask) -> None:
    report = build(replace(asked, eerder=earlier(asked, drugshandel=9.0)))
    (table,) = (b for b in part(report, "herzien") if isinstance(b, Tabel))
    ((name, over, was, now, by),) = table.rijen
    assert (name.tekst, over.tekst) == ("Drugshandel", "2023")
    assert "(9)" in was.tekst
    assert was.tekst != now.tekst
    assert by.tekst
    assert "veranderde er nog iets aan 1 cijfer." in said(report)


def test_what_a_figure_was_is_called_made_up_too(asked: Ask) -> None:
    before = earlier(asked)
    changed = pl.col("indicator") == "damocles-besluiten"
    figures = before.cijfers.with_columns(
        pl.when(changed).then(pl.col("waarde") + 1).otherwise(pl.col("waarde")).alias("waarde")
    )
    report = build(replace(asked, eerder=replace(before, cijfers=figures)))
    (table,) = (b for b in part(report, "herzien") if isinstance(b, Tabel))
    assert {row[0].tekst for row in table.rijen} == {"Damocles-besluiten"}
    assert all(row[2].is_fictief and row[3].is_fictief for row in table.rijen)


@pytest.mark.parametrize("status", ["onderdrukt", "niet geleverd", "ontbreekt"])
def test_without_one_value_the_report_says_why(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    without_values(monkeypatch, status)
    report = build(ask(demo_work))
    assert "Er zijn voor dit gebied nog geen cijfers." in said(report)
    assert all(row[1].tekst.startswith(status) for row in rows(report))
    drawn = [b.tekening.alt for b in blocks(report) if isinstance(b, Tekening)]
    assert not [alt for alt in drawn if alt.startswith(("Kaart", "Lijn", "Ranglijst"))]
    assert len(page_texts(to_pdf(report))) <= 10


def test_a_theme_shows_where_it_is_beside_how_it_went(demo_work: Path) -> None:
    asked = ask(demo_work)
    report, found = build(asked), Found(asked)
    large = 0
    pairs = list(found_pairs(report))
    assert len(pairs) == len({f.thema for f in found.known if wording.has_value(f)})
    for where, when in pairs:
        assert where.tekening.alt.startswith("Kaart van 27 gebieden.")
        assert "Gouda" in when.tekening.alt
        large += "Grenzen: © CBS / Kadaster" in where.tekening.svg
    small = [b for b in blocks(report) if isinstance(b, Kader) and b.soort == "rustig"]
    small = [b for b in small if isinstance(b.blokken[0], Naast)]
    assert all("Grenzen: © CBS / Kadaster" in b.onder and "Gouda" in b.titel for b in small)
    assert large == 3
    assert large + len(small) == len(pairs)


def found_pairs(report: Report) -> Iterator[tuple[Tekening, Tekening]]:
    """Every map with the trend beside it."""
    for block in blocks(report):
        if isinstance(block, Naast) and isinstance(block.links[0], Tekening):
            where, when = block.links[0], block.rechts[0]
            if where.tekening.alt.startswith("Kaart van"):
                assert isinstance(when, Tekening)
                yield where, when


def test_a_theme_without_a_map_says_why(demo_work: Path) -> None:
    found = [b for b in blocks(build(ask(demo_work, "DH"))) if isinstance(b, Kader)]
    without = [b for b in found if b.soort == "rustig" and isinstance(b.blokken[0], Tekening)]
    assert without
    assert all(b.onder.startswith("Zonder kaart: ") for b in without)


@pytest.mark.parametrize(("code", "count"), [("G", 8), ("DH", 27)])
def test_a_larger_gebied_shows_the_gemeenten_in_it(demo_work: Path, code: str, count: int) -> None:
    drawn = [b for b in blocks(build(ask(demo_work, code))) if isinstance(b, Tekening)]
    maps = [b.tekening for b in drawn if b.tekening.alt.startswith("Kaart van")]
    assert maps
    assert all(m.alt.startswith(f"Kaart van {count} gebieden.") for m in maps)
    assert max(m.width for m in maps) > 280


def test_without_boundaries_the_trend_stands_alone(demo_work: Path) -> None:
    report = build(ask(demo_work, shapes=None))
    assert not list(found_pairs(report))
    drawn = [b.titel for b in blocks(report) if isinstance(b, Tekening)]
    assert any("trend in Gouda" in titel for titel in drawn)
    assert "Zonder kaart" not in said(report)


def test_what_is_protected_now_is_not_told_once_more(asked: Ask) -> None:
    (change,) = revised.revised(Found(replace(asked, eerder=earlier(asked, drugshandel=9.0))))
    indicator = asked.desk.catalogue["drugshandel"]
    assert "(9)" in revised._was(change, indicator).tekst
    protected = replace(change, soort="vervallen", status_na=ONDERDRUKT, waarde_na=None)
    assert not re.search(r"\d", revised._was(protected, indicator).tekst)


def test_what_rests_on_made_up_oordelen_and_afspraken_says_so(demo_work: Path) -> None:
    report = build(ask(demo_work, "DH"))
    assert next(b for b in part(report, "norm") if isinstance(b, Alinea)).is_fictief
    assert any(b.is_fictief for b in part(report, "afspraken") if isinstance(b, Alinea))


def test_the_method_names_the_norm_of_the_year(asked: Ask) -> None:
    (norm,) = asked.desk.norms.versions
    later = norm.model_copy(update={"versie": "9", "vanaf": date(2026, 6, 1)})
    desk = copy(asked.desk)
    desk.__dict__["norms"] = Norms((norm, later))
    told = method._norm_words(Found(replace(asked, desk=desk)))
    assert f"versie {norm.versie}" in told
    assert "versie 9" not in told
