"""A report as PDF: what is said is there, for every reader, and nothing typed can break it."""

import hashlib
import io
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pdf_seen as seen
import pytest
import report_sample as sample
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from peil.documents.letters import BOX, FONTS, covered, printable
from peil.documents.pdf import page_count, to_pdf
from peil.documents.raster import to_png
from peil.documents.typeset import typeset
from peil.report.model import (
    Alinea,
    Blok,
    Cel,
    Deel,
    Kaarten,
    Kader,
    Kop,
    Naast,
    Report,
    Samen,
    Stuk,
    Tabel,
)

ROOT = Path(__file__).resolve().parents[2]
REPORTS = {
    "concept": sample.report,
    "vastgesteld": sample.approved,
    "raadsbrief": sample.letter,
    "voorbereiding": sample.preparing,
}


@cache
def made(name: str) -> bytes:
    """The PDF of one of the samples, made once."""
    return to_pdf(REPORTS[name]())


def of(*blocks: Blok) -> Report:
    """A report of these blocks."""
    return sample.report(titelblad=(), delen=(Deel("deel", "Deel", blocks, True),))


@pytest.mark.parametrize("name", REPORTS)
def test_every_word_of_the_report_is_in_the_pdf(name: str) -> None:
    text = seen.squeezed(seen.whole_text(made(name)))
    lost = [
        words
        for words in sample.words(REPORTS[name]())
        # Right to left is given back in another order, a very long word over two pages.
        if words not in (sample.STRANGE, sample.LONG_WORD)
        and seen.squeezed(re.sub("[▲▼≈]", "", words)) not in text
    ]
    assert not lost
    if name == "concept":
        assert text.count("meervoudigepersoonlijkheidsstoornis") > 80
        for words in ("Šarūnas,Łukasz,Gül,Ἀθήνα,Привет,□□,", "zachtafbreken", "nulteken", "½m²"):
            assert words in text


@pytest.mark.parametrize("name", REPORTS)
def test_it_is_a_pdf_for_every_reader(name: str) -> None:
    content = made(name)
    assert seen.is_pdf_ua(content)
    assert all(seen.fonts(content).values())
    kinds = [tag.kind for tag in seen.tags(content)]
    levels = [int(kind[1]) for kind in kinds if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_drawings_and_tables_are_tagged_with_their_words() -> None:
    report, content = REPORTS["vastgesteld"](), made("vastgesteld")
    kinds = Counter(tag.kind for tag in seen.tags(content))
    alts = seen.alts(content)
    assert [alt for alt in alts if not alt.strip()] == []
    assert alts.count(sample.drawing().alt) == 2
    assert printable(sample.STRANGE).replace("\u00ad", "") in alts
    assert (kinds["Table"], kinds["L"]) == (4, 5)
    rows = 6 + 2 + 70 + 3
    # Five heads of columns, eight in the wide one, a heading inside each, and one of each row.
    assert kinds["TH"] == 3 * 5 + 8 + 4 + rows
    assert kinds["TR"] == rows + 4 + 4
    assert [t for d, t in seen.outline(content) if d == 0] == [d.titel for d in report.delen]


@pytest.mark.parametrize("name", REPORTS)
def test_every_page_says_what_it_is(name: str) -> None:
    report, pages = REPORTS[name](), seen.page_texts(made(name))
    for number, text in enumerate(pages, 1):
        assert f"{number} van {len(pages)}" in text
        assert report.merk in text
        assert report.voettekst in text
        assert report.fictief in text
        assert ("CONCEPT" in text) == (report.vastgesteld_op is None)
        assert report.status in text


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_runs_off_the_page(name: str) -> None:
    content = made(name)
    for page in range(seen.page_count(content)):
        left, top, right, bottom = seen.ink_box(content, page)
        # The gauge staff of the title page runs from edge to edge.
        is_title = page == 0 and name in ("concept", "vastgesteld")
        assert left >= (25 if is_title else 34), f"{name} page {page + 1}"
        assert right >= 34, f"{name} page {page + 1}"
        assert is_title or min(top, bottom) >= 12, f"{name} page {page + 1}"


def test_the_same_report_is_the_same_bytes_also_in_another_process() -> None:
    content = made("concept")
    assert to_pdf(REPORTS["concept"]()) == content
    code = (
        "import hashlib, report_sample, sys; from peil.documents.pdf import page_count, to_pdf; "
        "print(hashlib.sha256(to_pdf(report_sample.report())).hexdigest())"
    )
    env = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    told = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == hashlib.sha256(content).hexdigest()


def test_what_people_type_is_never_markup() -> None:
    content = to_pdf(of(Alinea((Stuk(sample.ODD),)), Kop(sample.ODD)))
    assert seen.whole_text(content).count("#set page(fill: red) *ster* _laag_ $x$ @bron") == 2
    assert seen.picture(content, 1).getpixel((3, 3)) == (255, 255, 255)


def test_only_an_address_on_the_web_becomes_a_link() -> None:
    kinds = ("https://example.org/a?b=1&c", "javascript:alert(1)", "file:///etc/passwd", "x")
    content = to_pdf(of(Alinea(tuple(Stuk(f"bron {n}", adres=a) for n, a in enumerate(kinds)))))
    page = seen.opened(content).pages[1]
    targets = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert targets == ["https://example.org/a?b=1&c"]
    assert "bron 1bron 2bron 3" in seen.whole_text(content)


def test_a_long_table_says_its_columns_again_on_each_page() -> None:
    pages = seen.page_texts(to_pdf(of(sample.table(150))))[1:]
    assert len(pages) > 2
    assert all("Indicator Waarde District Eenheid Verandering" in page for page in pages)


def test_what_belongs_together_stays_so_until_it_is_longer_than_a_page() -> None:
    fill = tuple(Alinea((Stuk(f"regel {n}"),)) for n in range(34))
    some = tuple(Alinea((Stuk(f"samen {n}"),)) for n in range(12))
    pages = seen.page_texts(to_pdf(of(*fill, Samen(some))))
    assert "samen 0" in pages[2]
    assert "samen 11" in pages[2]
    text = seen.whole_text(to_pdf(of(Samen(fill + tuple(some) * 9))))
    assert text.count("samen 11") == 9


def test_cards_and_columns_hold_what_does_not_fit() -> None:
    long = sample.LONG_WORD[:200]
    card = sample.card(long, bevinding=long)
    small = Naast((Kaarten((card, card)),), (sample.table(4, wide=True),), 0.2)
    wide = Tabel("b", ("a", "b"), ((Cel(long), Cel(long)),), (9.0, 1.0), ("links", "rechts"))
    empty = Tabel("leeg", ("a",), (), (1.0,), ("links",))
    report = of(small, wide, empty, Kader("let op", "", (small,)), Kaarten(()))
    content = to_pdf(report)
    for page in range(1, seen.page_count(content)):
        assert seen.ink_box(content, page)[2] >= 34


def test_headings_never_skip_a_level() -> None:
    content = to_pdf(of(Kop("diep", 3), Kop("twee", 2), Kop("drie", 3)))
    kinds = [tag.kind for tag in seen.tags(content) if re.fullmatch(r"H\d", tag.kind)]
    assert kinds[-4:] == ["H1", "H2", "H2", "H3"]


def test_a_short_edition_is_set_smaller_until_it_fits() -> None:
    assert page_count(made("concept")) == seen.page_count(made("concept")) > 4
    said = Alinea(sample.line("Een alinea over wat de gemeente dit jaar deed. " * 6))
    few, more, many = (
        replace(sample.preparing(), delen=(Deel("d", "Deel", (said,) * count),))
        for count in (5, 18, 60)
    )
    assert seen.page_count(to_pdf(replace(more, uitgave="rapport"))) > 1
    full, smaller, beyond = map(to_pdf, (few, more, many))
    assert [seen.page_count(one) for one in (full, smaller)] == [1, 1]
    assert seen.largest_letter(smaller) < seen.largest_letter(full)
    # What fits in no size is not made hard to read for nothing.
    assert seen.page_count(beyond) > 1
    assert seen.largest_letter(beyond) == seen.largest_letter(full)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(st.characters(exclude_categories=["L", "N", "P"]), max_size=9))
def test_any_text_gives_a_pdf(text: str, odd: str) -> None:
    typed = text + odd
    card = sample.card(typed, waarde=typed, regels=((typed, typed, typed),), eenheid=typed)
    table = Tabel(typed, (typed, typed), ((Cel(typed), Cel(typed)),), (1, 1), ("links", "rechts"))
    blocks = (Alinea((Stuk(typed, is_vet=True),)), Kop(typed), table, Kaarten((card,)))
    report = replace(of(*blocks), titel=typed, gebied=typed, fictief=typed, merk=typed)
    assert to_pdf(report).startswith(b"%PDF")


@given(st.text())
def test_printable_is_printable_and_stays_so(text: str) -> None:
    kept = printable(text)
    assert printable(kept) == kept
    assert all(ord(sign) in covered() or sign in "\n\u00ad" for sign in kept)


def test_what_no_font_has_becomes_its_letter_or_a_box() -> None:
    assert printable("漢") == BOX
    assert printable("👩‍👧") == BOX * 2
    assert printable("e\u0301") == "é"
    assert printable("ﬁets ａ\u2003b") == "fiets a b"
    assert printable("a\u202eb\u200fc\u0000d\tf") == "abcd f"
    assert printable("x\u0336y") == "xy"


def test_typst_can_print_every_sign_of_the_list() -> None:
    signs = [chr(point) for point in sorted(covered())]
    page = '#set document(title: "x")\n#set text(lang: "nl", font: "Public Sans")\n'
    page += "#json(bytes(sys.inputs.data)).signs.map(sign => [#sign]).join(linebreak())"
    assert typeset(page, {"signs": signs}, "pdf").startswith(b"%PDF")
    assert len(signs) > 2500


def test_the_list_of_signs_holds_what_our_own_fonts_have() -> None:
    marks = ("Mn", "Cf", "Cc")
    for path in sorted(FONTS.glob("*.ttf")):
        own = {p for p in TTFont(path).getBestCmap() if unicodedata.category(chr(p)) not in marks}
        assert own <= covered(), path.name


def test_a_drawing_becomes_a_picture_of_dots() -> None:
    content = to_png(sample.drawing(), dpi=144)
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (480, 240)
        colours = {
            picture.convert("RGB").getpixel((x, y)) for x in range(480) for y in (5, 60, 200)
        }
    assert (0xDF, 0xEC, 0xEA) in colours
    assert content == to_png(sample.drawing(), dpi=144)
