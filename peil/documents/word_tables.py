"""Tables in a Word file: the real ones with a header row, and the frames that others stand in."""

from collections.abc import Sequence
from typing import Final

from peil.documents.word_xml import Element, clean, gap, let_go, make, paragraph, run, tie
from peil.report.model import Cel, Kant, Tabel

#: The tag beside everything that was made up.
FICTIEF: Final = "fictief"
_TONES: Final = {
    "hoger": "PeilHoger",
    "lager": "PeilLager",
    "onderdrukt": "PeilOnderdrukt",
    "leeg": "PeilZwak",
    "zwak": "PeilZwak",
}
#: Twips: inside a cell, and about the width of a letter in a table.
_PADDING: Final = 150
_LETTER: Final = 92
_P: Final = make("w:p").tag


def shares(parts: Sequence[float], width: int) -> list[int]:
    """Return the widths of columns in twips; together exactly ``width``, none of them nothing."""
    known = [max(part, 0.0) for part in parts]
    total = sum(known) or 1.0
    least = width // (4 * len(known))
    made = [max(least, round(width * part / total)) for part in known]
    made[made.index(max(made))] += width - sum(made)
    return made


def readable(widths: Sequence[int], columns: Sequence[Sequence[str]]) -> list[int]:
    """Return the widths with room for the longest word of each column, as far as there is any.

    A column that is too narrow takes from those that have more than they need, in proportion.
    """
    fair = sum(widths) // len(widths)
    pairs = [
        (min(_longest(texts), max(fair, width)), width)
        for texts, width in zip(columns, widths, strict=True)
    ]
    short = sum(max(need - width, 0) for need, width in pairs)
    spare = sum(max(width - need, 0) for need, width in pairs)
    moved = min(short, spare)
    made = [
        round(w + (n - w) * moved / short) if n > w else round(w - (w - n) * moved / (spare or 1))
        for n, w in pairs
    ]
    made[made.index(max(made))] += sum(widths) - sum(made)
    return made


def _columns(table: Tabel) -> list[list[str]]:
    whole = [row for row in table.rijen if len(row) == len(table.kop)]
    return [[name, *(row[n].tekst for row in whole)] for n, name in enumerate(table.kop)]


def _longest(texts: Sequence[str]) -> int:
    return _PADDING + max((len(w) for t in texts for w in t.split()), default=0) * _LETTER


def frame(
    style: str,
    cells: Sequence[Sequence[Element]],
    widths: Sequence[int],
    *,
    is_whole: bool = False,
) -> Element:
    """Return a table of one row, without a header, that holds other blocks beside each other.

    ``is_whole`` when the end of a page may not fall in it.
    """
    for content in cells:
        let_go(content)
    row = [_cell(content, width) for content, width in zip(cells, widths, strict=True)]
    return _table(style, [_row(row, is_whole=is_whole)], widths, is_real=False)


def real_table(table: Tabel, width: int) -> list[Element]:
    """Return a table with its caption: a header row that comes back on every page, whole rows.

    The caption stands in the properties too, where a screen reader looks for it.
    """
    widths = readable(shares(table.breedtes, width), _columns(table))
    head = [
        _cell([_worded("PeilTabelkop", side, run(name))], column)
        for name, side, column in zip(table.kop, table.kanten, widths, strict=True)
    ]
    rows = [_row(head, is_head=True)]
    rows += [_body_row(row, table.kanten, widths) for row in table.rijen]
    # No row stands alone at the end of a page or at the start of the next.
    for row in (*rows[1:2], *rows[-2:-1]):
        tie(row)
    made = _table("PeilTabel", rows, widths, is_real=True, caption=table.bijschrift)
    is_shown = table.is_bijschrift_zichtbaar and table.bijschrift
    above = [paragraph("Caption", run(table.bijschrift))] if is_shown else []
    return [*above, made, gap()]


def _body_row(cells: Sequence[Cel], sides: Sequence[Kant], widths: Sequence[int]) -> Element:
    if len(cells) == 1 and len(widths) > 1:
        title = _worded("PeilTabelkop", "links", *words(cells[0]))
        return _row([_cell([title], sum(widths), span=len(widths))])
    return _row(
        [
            _cell([_worded("PeilTabeltekst", side, *words(cell, is_name=number == 0))], width)
            for number, (cell, side, width) in enumerate(zip(cells, sides, widths, strict=True))
        ]
    )


def words(cell: Cel, *, is_name: bool = False) -> list[Element]:
    """Return the sign, the text and the tag of a cell; what stands under a name is weaker."""
    text = f"{cell.teken} {cell.tekst}" if cell.teken else cell.tekst
    style = _TONES.get(cell.toon, "")
    name, line, rest = text.partition("\n")
    under = [run(line + rest, "PeilZwak")] if is_name and line else []
    return [run(name if under else text, style), *under, *tag(cell.is_fictief)]


def tag(is_fictief: bool) -> list[Element]:
    """Return the tag that says that something was made up, or nothing."""
    return [run(" "), run(FICTIEF, "PeilFictief")] if is_fictief else []


def _worded(style: str, side: Kant, *content: Element) -> Element:
    if side == "links":
        return paragraph(style, *content)
    if style == "PeilTabeltekst":
        return paragraph("PeilTabelgetal", *content)
    return paragraph(style, *content, looks=[make("w:jc", val="right")])


def _row(cells: Sequence[Element], *, is_head: bool = False, is_whole: bool = True) -> Element:
    about = [make("w:cantSplit")] if is_whole else []
    about += [make("w:tblHeader")] if is_head else []
    return make("w:tr", *([make("w:trPr", *about)] if about else []), *cells)


def _cell(content: Sequence[Element], width: int, span: int = 1) -> Element:
    about = [make("w:tcW", w=width, type="dxa")]
    about += [make("w:gridSpan", val=span)] if span > 1 else []
    # Word calls a cell damaged when a paragraph is not the last thing in it.
    end = [] if content and content[-1].tag == _P else [gap()]
    return make("w:tc", make("w:tcPr", *about), *content, *end)


def _table(
    style: str,
    rows: Sequence[Element],
    widths: Sequence[int],
    *,
    is_real: bool,
    caption: str = "",
) -> Element:
    flag = int(is_real)
    about = [
        make("w:tblStyle", val=style),
        make("w:tblW", w=sum(widths), type="dxa"),
        make("w:tblLayout", type="fixed"),
        make(
            "w:tblLook",
            val="04A0" if is_real else "0400",
            firstRow=flag,
            lastRow=0,
            firstColumn=flag,
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
    ]
    about += [make("w:tblCaption", val=clean(caption))] if caption else []
    grid = make("w:tblGrid", *(make("w:gridCol", w=width) for width in widths))
    return make("w:tbl", make("w:tblPr", *about), grid, *rows)
