"""The blocks of a report in Word: whole tables, tied lines, words with pictures, links."""

from dataclasses import replace
from typing import Any

import pytest
import report_sample
import word_seen
from docx.document import Document
from report_sample import line
from word_seen import R, W

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
    Samen,
    Stuk,
    Tabel,
)


def of(*blocks: Blok) -> Document:
    """A report of one part with these blocks, opened again."""
    report = report_sample.report(titelblad=(), delen=(Deel("een", "Een", blocks),))
    return word_seen.opened(to_docx(report))


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


def test_a_picture_has_its_words_and_fits() -> None:
    drawn = Drawing(report_sample.drawing(width=4000, height=20).svg, 4000, 20, "Een \x07 lijn.")
    document = of(replace(report_sample._theme().blokken[1].links[0], tekening=drawn))
    shape = document.inline_shapes[-1]
    assert shape._inline.docPr.get("descr") == "Een  lijn."
    assert shape.width <= WIDTH * 635
    assert shape.height > 0
    every = [
        s._inline.docPr for s in word_seen.opened(to_docx(report_sample.report())).inline_shapes
    ]
    assert len({p.get("id") for p in every}) == len(every)
    silent = [about for about in every if not about.get("descr")]
    assert len(silent) == 1, "only the gauge staff on the title page is decoration"
    assert [e.get("val") for e in silent[0].iter("{*}decorative")] == ["1"]


def test_a_link_leads_to_the_web_only() -> None:
    said = (
        Stuk("bron", adres="https://example.org/a b?x=1&y=é"),
        Stuk(" niets", adres="javascript:alert(1)"),
        Stuk(" fout", adres="http://[bad"),
    )
    document = of(Alinea(said))
    links = [e for e in document.element.body.iter(f"{W}hyperlink") if e.get(f"{R}id")]
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
    first = next(p._p for p in document.paragraphs if p.text == "een")
    last = document.tables[-1]._tbl
    blocks = list(document.element.body)
    rows = last.tr_lst
    for block in (*blocks[blocks.index(first) : blocks.index(last)], *rows[:-1]):
        assert all(map(_is_tied, block.iter(f"{W}p")))
    assert not any(map(_is_tied, rows[-1].iter(f"{W}p")))


def test_a_frame_is_not_tied_to_what_follows() -> None:
    blocks = (Kop("Kop", 3), report_sample._theme().blokken[1].links[0], Alinea(line("tekst")))
    document = of(Kader("duiding", "Titel", blocks), Alinea(line("hierna")))
    (cell,) = document.tables[0]._tbl.iter(f"{W}tc")
    assert not any(map(_is_tied, cell.iter(f"{W}p")))


@pytest.mark.parametrize(("count", "is_whole"), [(3, True), (40, False)])
def test_a_short_frame_stays_on_one_page_and_a_long_one_may_break(
    count: int, is_whole: bool
) -> None:
    text = Alinea(line(report_sample.WORDS * count))
    row = of(Kader("duiding", "Titel", (text,))).tables[0]._tbl.tr_lst[0]
    assert (row.find(f"{W}trPr/{W}cantSplit") is not None) == is_whole


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    rows = of(report_sample.table(20)).tables[0]._tbl.tr_lst
    tied = [all(map(_is_tied, row.iter(f"{W}p"))) for row in rows]
    assert tied == [False, True, *[False] * 18, True, False][: len(rows)]


def test_a_made_up_drawing_and_frame_have_their_own_edge() -> None:
    picture = replace(report_sample._theme().blokken[1].links[0], is_fictief=True)
    said = Kader("duiding", "Titel", (Alinea(line("tekst")),), is_fictief=True)
    document = of(picture, said)
    assert "Peil tekening fictief" in [p.style.name for p in document.paragraphs]
    assert document.tables[0].style.name == "Peil kader verzonnen"
    assert document.tables[0].rows[0].cells[0].paragraphs[0].text == "Titel fictief"


def test_what_stands_under_a_name_is_weaker() -> None:
    row = (Cel("Wapens\n12 registraties"), Cel("1\n2"))
    document = of(Tabel("Proef", ("Wat", "Getal"), (row,), (1, 1), ("links", "rechts")))
    name, number = (cell.paragraphs[0] for cell in document.tables[0].rows[1].cells)
    assert [run.style.name for run in name.runs][1] == "Peil zwak"
    assert (name.text, number.text) == ("Wapens\n12 registraties", "1\n2")


def _is_tied(p: Any) -> bool:
    """Whether a paragraph says itself that it stays with the next."""
    mark = p.find(f"{W}pPr/{W}keepNext")
    return mark is not None and mark.get(f"{W}val") != "0"
