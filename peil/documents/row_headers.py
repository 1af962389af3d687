"""The first cell of a row of a table as its header, so that a reader aloud names the row.

Typst can mark one only behind a switch that its Python package lacks (``pdf.header-cell``). It
writes the structure of a PDF as plain text with a plain list of offsets, so both can be mended.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

_ROW: Final = re.compile(rb"\n(\d+) 0 obj\n<</Type/StructElem/S/TR/P \d+ 0 R/K\[([^]]*)\]>>")
_CELL: Final = re.compile(
    rb"\n(\d+) 0 obj\n<</Type/StructElem(/S/TD)/P \d+ 0 R()/A\[<</O/Table()/Headers\[[^]]*()\]"
)
_NAMES: Final = re.compile(rb"/IDTree<</Names\[()\(")
_OFFSETS: Final = re.compile(rb"\nxref\n0 \d+\n((?:\d{10} \d{5} [nf]\r\n)+)")
_START: Final = re.compile(rb"\nstartxref\n(\d+)\n%%EOF\s*\Z")

#: Where something is replaced, until where, and by what.
_Edit = tuple[int, int, bytes]


def with_row_headers(content: bytes) -> bytes:
    """Return a PDF of typst in which the first cell of a row is the header of the others.

    A PDF that is written otherwise is returned as it is.
    """
    names, offsets, start = (p.search(content) for p in (_NAMES, _OFFSETS, _START))
    if names is None or offsets is None or start is None:
        return content
    # What only looks like a part, in an alternative text, does not begin at an offset.
    parts = set(map(int, re.findall(rb"\d{10}", offsets[1])))
    cells = {c[1]: c for c in _CELL.finditer(content) if c.start() + 1 in parts}
    edits, marked = list[_Edit](), dict[bytes, bytes]()
    for row in _ROW.finditer(content):
        if row.start() + 1 not in parts:
            continue
        # A row of one cell is a heading between the rows; in the header no cell is a TD.
        first, *others = (cells.get(number) for number in re.findall(rb"(\d+) 0 R", row[2]))
        if first is None or not others:
            continue
        name = b"(R%010d)" % int(row[1])
        marked[name] = first[1]
        edits += [
            (*first.span(2), b"/S/TH"),
            (*first.span(3), b"/ID" + name),
            (*first.span(4), b"/Scope/Row"),
            *((*other.span(5), name) for other in others if other),
        ]
    # Names are looked up in order, and ours come before those of typst, that start with a U.
    found = b"".join(b"%s%s 0 R" % one for one in sorted(marked.items()))
    return _moved(content, [*edits, (*names.span(1), found)], offsets, start)


def _moved(
    content: bytes, edits: list[_Edit], offsets: re.Match[bytes], start: re.Match[bytes]
) -> bytes:
    """Return the content with its edits, and every offset moved along."""
    edits = sorted(edits)
    ends = [end for _, end, _ in edits]
    moves = [0, *accumulate(len(new) - (end - begin) for begin, end, new in edits)]

    def move(found: re.Match[bytes]) -> bytes:
        at = int(found[0])
        return b"%0*d" % (len(found[0]), at + moves[bisect_right(ends, at)])

    listed = re.sub(rb"\d{10}(?= \d{5} n)", move, offsets[1])
    moved = re.sub(rb"\d+", move, start[1])
    parts, at = list[bytes](), 0
    for begin, end, new in [*edits, (*offsets.span(1), listed), (*start.span(1), moved)]:
        parts += [content[at:begin], new]
        at = end
    return b"".join([*parts, content[at:]])
