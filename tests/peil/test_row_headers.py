"""The first cell of a row is its header: for a reader aloud, and in a file that stays whole."""

import re
from functools import cache
from typing import Any

import pdf_seen
import report_sample

from peil.documents.pdf import to_pdf
from peil.documents.row_headers import with_row_headers


@cache
def made() -> bytes:
    """A report with every kind of block, tables with headings between their rows too."""
    return to_pdf(report_sample.report())


def elements(element: Any, kind: str) -> list[Any]:
    """The elements of a kind at or below an element."""
    kids = element.get("/K", [])
    below = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    found = [one for kid in below if isinstance(kid, dict) for one in elements(kid, kind)]
    return [*([element] if element.get("/S") == f"/{kind}" else []), *found]


def test_every_cell_of_a_row_names_the_first_as_its_header() -> None:
    whole: Any = pdf_seen.opened(made()).trailer["/Root"]
    root = whole["/StructTreeRoot"]
    names = root["/IDTree"]["/Names"]
    assert list(names[::2]) == sorted(names[::2])
    known = dict(zip(names[::2], (ref.get_object() for ref in names[1::2]), strict=True))
    rows = [row["/K"] for body in elements(root, "TBody") for row in elements(body, "TR")]
    rows = [[cell.get_object() for cell in row] for row in rows if len(row) > 1]
    assert len(rows) > 70
    for first, *others in rows:
        assert first["/S"] == "/TH"
        assert first["/A"][0]["/Scope"] == "/Row"
        assert known[first["/ID"]] == first
        for cell in others:
            assert cell["/S"] == "/TD"
            column, row = cell["/A"][0]["/Headers"]
            assert known[column]["/A"][0]["/Scope"] == "/Column"
            assert row == first["/ID"]


def test_every_part_is_where_the_file_says() -> None:
    content = made()
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    assert content[start:].startswith(b"xref\n")
    listed = re.findall(rb"(\d{10}) \d{5} ([nf])\r\n", content[start:])
    wrong = [
        number
        for number, (at, kind) in enumerate(listed)
        if kind == b"n" and not content[int(at) :].startswith(b"%d 0 obj" % number)
    ]
    assert len(listed) > 100
    assert wrong == []


def test_a_file_of_another_maker_stays_as_it_is() -> None:
    other = made().replace(b"/IDTree", b"/IdTree")
    assert with_row_headers(other) == other
