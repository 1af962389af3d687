"""The Word file of a report: nothing lost, nothing damaged, the same bytes, every page."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import docx
import pytest
import report_sample
import word_seen
from lxml import etree
from word_seen import W

from peil.documents.word import to_docx
from peil.report.model import (
    Kaarten,
    Report,
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


def test_there_is_a_place_for_the_logo_on_the_first_and_the_other_pages(content: bytes) -> None:
    document = word_seen.opened(content)
    for story in (document.element.body, document.sections[0].header._element):
        (place,) = story.iter(f"{W}sdt")
        assert place.find(f"{W}sdtPr/{W}picture") is not None
        assert place.find(f".//{W}drawing") is not None


def test_the_contents_lead_to_every_part() -> None:
    report = report_sample.report()
    body = word_seen.opened(to_docx(report)).element.body
    marks = {e.get(f"{W}name"): e.getparent() for e in body.iter(f"{W}bookmarkStart")}
    links = [e for e in body.iter(f"{W}hyperlink") if e.get(f"{W}anchor")]
    titles = [word_seen.plain(part.titel) for part in report.delen]
    assert [word_seen.plain(word_seen.element_text(e)) for e in links] == titles
    led = [marks[e.get(f"{W}anchor")] for e in links]
    assert [word_seen.plain(word_seen.element_text(e)) for e in led] == titles
    kinds = [e.get(f"{W}fldCharType") for e in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_a_report_without_parts_is_still_a_file() -> None:
    content = to_docx(report_sample.report(titelblad=(), delen=(), ondertitel="", voettekst=""))
    assert word_seen.damage(content) == []
    assert docx.Document(io.BytesIO(content)).paragraphs[1].style.name == "Title"
