"""The Word file of a report: nothing lost, nothing damaged, whole tables, words with pictures."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import docx
import pytest
import report_sample
import word_seen
from docx.document import Document
from lxml import etree
from report_sample import line
from word_seen import W

from peil.documents.word import WIDTH, to_docx
from peil.documents.word_tables import readable, shares
from peil.documents.word_xml import clean, web_address
from peil.drawing import Drawing
from peil.report.model import (
    Alinea,
    Blok,
    Cel,
    Deel,
    Kaarten,
    Kader,
    Kop,
    Lijst,
    Report,
    Samen,
    Stuk,
    Tabel,
)

REPORTS = {
    "rapport": report_sample.report,
    "vastgesteld": report_sample.approved,
    "brief": report_sample.letter,
    "voorbereiding": report_sample.preparing,
}


@pytest.fixture(scope="module")
def content() -> bytes:
    """The whole sample as a Word file."""
    return to_docx(report_sample.report())


def of(*blocks: Blok) -> Document:
    """A report of one part with these blocks, opened again."""
    report = report_sample.report(titelblad=(), delen=(Deel("een", "Een", blocks),))
    return word_seen.opened(to_docx(report))


@pytest.mark.parametrize("make", REPORTS.values(), ids=REPORTS)
def test_nothing_that_is_said_is_lost(make) -> None:
    report: Report = make()
    text = word_seen.body_text(to_docx(report))
    for said in map(word_seen.plain, report_sample.words(report)):
        assert said in text, said
    at = 0
    for said in map(word_seen.plain, report_sample.words(_without_cards(report))):
        found = text.find(said, at)
        assert found >= 0, f"not in order: {said}"
        at = found + len(said)


def _without_cards(report: Report) -> Report:
    """A card has an order of its own: what was found on the left, the comparison on the right."""
    parts = [
        replace(part, blokken=tuple(b for b in part.blokken if not isinstance(b, Kaarten)))
        for part in report.delen
    ]
    return replace(report, delen=tuple(parts))


@pytest.mark.parametrize("make", REPORTS.values(), ids=REPORTS)
def test_word_finds_nothing_to_repair(make) -> None:
    assert word_seen.damage(to_docx(make())) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("word/document.xml", b"<w:tblGrid>", b'<w:tblGrid><w:gridCol w:w="9"/>', "columns"),
        (
            "word/document.xml",
            b"<w:cantSplit/><w:tblHeader/>",
            b"<w:tblHeader/><w:cantSplit/>",
            "out of order",
        ),
        ("word/_rels/document.xml.rels", b"media/", b"weg/", "not there"),
        ("word/_rels/document.xml.rels", b' Id="', b' Id="x', "leads nowhere"),
        ("[Content_Types].xml", b'"png"', b'"gif"', "no type"),
        ("word/document.xml", b"</w:p></w:tc>", b"</w:p><w:tbl/></w:tc>", "end with a paragraph"),
    ],
)
def test_the_check_for_damage_sees_damage(
    content: bytes, name: str, old: bytes, new: bytes, says: str
) -> None:
    broken = word_seen.replaced(content, name, old, new)
    assert says in " ".join(word_seen.damage(broken))


def test_the_same_report_gives_the_same_bytes_in_another_process(content: bytes) -> None:
    assert to_docx(report_sample.report()) == content
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; import report_sample;"
        "from peil.documents.word import to_docx;"
        "sys.stdout.buffer.write(to_docx(report_sample.report()))"
    )
    there = subprocess.run(
        [sys.executable, "-c", code, *filter(None, sys.path)], capture_output=True, check=True
    )
    assert there.stdout == content


def test_another_stand_gives_other_bytes_and_no_moment_of_making(content: bytes) -> None:
    moment = datetime(2027, 3, 1, 8, tzinfo=UTC)
    assert to_docx(report_sample.report(gepubliceerd_op=moment)) != content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}


def test_the_file_tells_what_it_is_and_names_no_person(content: bytes) -> None:
    about = word_seen.opened(content).core_properties
    report = report_sample.report()
    assert (about.title, about.subject, about.language) == (
        report.titel,
        report.ondertitel,
        "nl-NL",
    )
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.content_status == "concept"
    assert about.category == report.merk
    assert abs(about.created - report.gepubliceerd_op) < timedelta(seconds=1)


def test_every_page_says_concept_what_is_made_up_and_its_number() -> None:
    report = report_sample.report()
    section = word_seen.opened(to_docx(report)).sections[0]
    assert section.different_first_page_header_footer
    for footer in (section.first_page_footer, section.footer):
        said = word_seen.element_text(footer._element)
        for words in ("CONCEPT", report.merk, report.voettekst, report.fictief, " van "):
            assert words in said
        fields = [f.get(f"{W}instr").strip() for f in footer._element.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]


def test_a_vastgesteld_report_without_anything_made_up_says_neither() -> None:
    section = word_seen.opened(to_docx(report_sample.approved())).sections[0]
    for footer in (section.first_page_footer, section.footer):
        said = word_seen.element_text(footer._element)
        assert "CONCEPT" not in said
        assert "verzonnen" not in said
        assert said.rstrip().endswith("Stand 24 van 20 november 2026")


def test_titles_are_headings_in_steps_of_one(content: bytes) -> None:
    styles = [p.style.name for p in word_seen.opened(content).paragraphs]
    assert styles.count("Title") == 1
    levels = [int(s[-1]) for s in styles if s.startswith("Heading")]
    assert levels.count(1) == 3
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_style_that_is_used_is_there(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
        known = {s.get(f"{W}styleId") for s in styles.iter(f"{W}style")}
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                tree = etree.fromstring(package.read(name))
                used = {
                    e.get(f"{W}val")
                    for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
                    for e in tree.iter(f"{W}{kind}")
                }
                assert used <= known, name


def test_tables_repeat_their_header_keep_rows_whole_and_fit() -> None:
    wide = report_sample.table(70, wide=True)
    document = of(wide)
    (table,) = document.tables
    head, *body = table._tbl.tr_lst
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *body))
    assert not any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in body)
    assert len(body) == len(wide.rijen)
    assert table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val") == wide.bijschrift
    assert sum(int(c.get(f"{W}w")) for c in table._tbl.tblGrid.iter(f"{W}gridCol")) == WIDTH
    title = table.rows[1]
    assert title._tr.tc_lst[0].grid_span == len(wide.kop)


def test_a_cell_says_its_sign_and_that_it_is_made_up() -> None:
    row = (Cel("Wapens"), Cel("hoger", "hoger", "▲", is_fictief=True))
    document = of(Tabel("Proef", ("Wat", "Woord"), (row,), (1, 1), ("links", "rechts")))
    cell = document.tables[0].rows[1].cells[1]
    assert cell.text == "▲ hoger fictief"
    assert [run.style.name for run in cell.paragraphs[0].runs][::2] == [
        "Peil hoger",
        "Peil fictief",
    ]
    assert cell.paragraphs[0].style.name == "Peil tabelgetal"


def test_no_column_is_too_narrow_for_a_word_while_another_has_room() -> None:
    widths = [6000, 1000, 1000, 1000]
    made = readable(widths, [["kort"], ["vergelijkbaar"], ["a"], ["b"]])
    assert sum(made) == sum(widths)
    assert made[1] > 1300
    assert min(made) > 300
    assert readable(widths, [["kort"]] * 4) == widths
    crowded = readable([300] * 4, [["meervoudigepersoonlijkheidsstoornis"]] * 4)
    assert sum(crowded) == 1200
    assert min(crowded) > 0


def test_shares_of_nothing_are_still_columns() -> None:
    assert sum(shares((0, 0, 0), 900)) == 900
    assert min(shares((0, 0, 5), 900)) > 0


def test_each_numbered_list_starts_at_one() -> None:
    rows = (line("eerst"), line("dan"))
    document = of(Lijst(rows, True), Alinea(line("tussen")), Lijst(rows, True))
    marks = [
        p._p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for p in document.paragraphs
        if p.style.name == "List Number"
    ]
    assert marks[0] == marks[1] != marks[2] == marks[3]
    numbers = document.part.numbering_part.element
    starts = {
        n.get(f"{W}numId"): n.find(f"{W}lvlOverride/{W}startOverride")
        for n in numbers.iter(f"{W}num")
    }
    assert all(starts[mark].get(f"{W}val") == "1" for mark in marks)


def test_a_picture_has_its_words_and_fits(content: bytes) -> None:
    drawn = Drawing(report_sample.drawing(width=4000, height=20).svg, 4000, 20, "Een \x07 lijn.")
    document = of(replace(report_sample._theme().blokken[1].links[0], tekening=drawn))
    shape = document.inline_shapes[-1]
    assert shape._inline.docPr.get("descr") == "Een  lijn."
    assert shape.width <= WIDTH * 635
    assert shape.height > 0
    every = [s._inline.docPr for s in word_seen.opened(content).inline_shapes]
    assert len({p.get("id") for p in every}) == len(every)


def test_there_is_a_place_for_the_logo_on_the_first_and_the_other_pages(content: bytes) -> None:
    document = word_seen.opened(content)
    for story in (document.element.body, document.sections[0].header._element):
        (place,) = story.iter(f"{W}sdt")
        assert place.find(f"{W}sdtPr/{W}picture") is not None
        assert place.find(f".//{W}drawing") is not None


def test_a_link_leads_to_the_web_only() -> None:
    said = (
        Stuk("bron", adres="https://example.org/a b?x=1&y=é"),
        Stuk(" niets", adres="javascript:alert(1)"),
        Stuk(" fout", adres="http://[bad"),
    )
    document = of(Alinea(said))
    links = list(document.element.body.iter(f"{W}hyperlink"))
    assert [word_seen.element_text(link) for link in links] == ["bron"]
    targets = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert targets == ["https://example.org/a%20b?x=1&y=%C3%A9"]
    assert "bron niets fout" in [p.text for p in document.paragraphs]


@pytest.mark.parametrize("address", ["", "ftp://a.nl", "file:///a", "http://", "https://a b"])
def test_what_is_no_address_becomes_no_link(address: str) -> None:
    assert web_address(address) == ""


def test_what_xml_refuses_is_dropped_and_the_rest_stays() -> None:
    every = "".join(map(chr, range(0x20))) + "\x7f\x85\ufffe\uffff\ud800"
    document = of(Alinea(line(f"voor{every}na")), Kader("duiding", every, (), every))
    text = word_seen.element_text(document.element.body)
    assert "voor" in text
    assert "na" in text
    assert clean(report_sample.STRANGE).count("😀") == 1
    assert "\x07" not in text


def test_a_new_line_stays_a_new_line() -> None:
    document = of(Alinea(line("een\ntwee\r\ndrie\tvier")))
    assert document.paragraphs[-1].text == "een\ntwee\ndrie\tvier"


def test_what_belongs_together_is_tied_to_the_next() -> None:
    table = report_sample.table(3)
    card = Kaarten((report_sample.card(),))
    document = of(Samen((Alinea(line("een")), card, Alinea(line("twee")), table)))
    blocks = list(document.element.body)[2:-2]
    ends = [block for block in blocks if block.tag == f"{W}tbl"][-1]
    rows = ends.findall(f"{W}tr")
    for tied in (
        *blocks[blocks.index(_after(document, "Een")) + 1 : blocks.index(ends)],
        *rows[:-1],
    ):
        assert all(map(_is_tied, tied.iter(f"{W}p")))
    assert not any(map(_is_tied, rows[-1].iter(f"{W}p")))


def test_a_frame_is_not_tied_to_what_follows() -> None:
    blocks = (Kop("Kop", 3), report_sample._theme().blokken[1].links[0], Alinea(line("tekst")))
    document = of(Kader("duiding", "Titel", blocks), Alinea(line("hierna")))
    (cell,) = document.tables[0]._tbl.iter(f"{W}tc")
    assert not any(map(_is_tied, cell.iter(f"{W}p")))
    assert document.tables[0]._tbl.find(f"{W}tr/{W}trPr/{W}cantSplit") is None


def _is_tied(p: Any) -> bool:
    """Whether a paragraph says itself that it stays with the next."""
    mark = p.find(f"{W}pPr/{W}keepNext")
    return mark is not None and mark.get(f"{W}val") != "0"


def _after(document: Document, text: str) -> Any:
    return next(p._p for p in document.paragraphs if p.text == text)


def test_a_report_without_parts_is_still_a_file() -> None:
    content = to_docx(report_sample.report(titelblad=(), delen=(), ondertitel="", voettekst=""))
    assert word_seen.damage(content) == []
    assert docx.Document(io.BytesIO(content)).paragraphs[1].style.name == "Title"
