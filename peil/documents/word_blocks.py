"""The blocks of a report as elements of a Word file, one function per kind."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from peil.documents.word_cards import card
from peil.documents.word_kit import Kit
from peil.documents.word_tables import FICTIEF, frame, real_table, shares, tag
from peil.documents.word_xml import (
    Element,
    gap,
    keep_together,
    make,
    paragraph,
    run,
    text_length,
    with_link,
)
from peil.report.model import (
    Alinea,
    Blok,
    Kaarten,
    Kader,
    Kop,
    Lijst,
    Naast,
    Regel,
    Samen,
    Stuk,
    Tabel,
    Tekening,
)

_SIZES: Final = {
    "gewoon": "Normal",
    "lead": "PeilLead",
    "bevinding": "PeilBevinding",
    "klein": "PeilKlein",
}
_EDGES: Final = {
    "fictief": "PeilKaderFictief",
    "duiding": "PeilKaderDuiding",
    "let op": "PeilKaderLetop",
    "rustig": "PeilKaderRustig",
}
#: Twips: inside an edge, and between two columns.
_PADDING: Final = 340
#: How a line of text says that it tells something made up.
_MADE_UP: Final = f"({FICTIEF})"
#: A frame with less text than this (in letters) stays on one page.
_SHORT: Final = 1200
_GUTTER: Final = 340
#: Twips between the dashed edge of a made-up drawing and the drawing.
_INSIDE: Final = 100


def lay(blocks: Sequence[Blok], width: int, kit: Kit) -> list[Element]:
    """Return the blocks under each other, in the order in which they are read.

    Args:
        blocks: what is said.
        width: room in twips.
        kit: takes what a block brings along into the file.
    """
    return list(chain.from_iterable(_lay(block, width, kit) for block in blocks))


def _lay(block: Blok, width: int, kit: Kit) -> list[Element]:
    match block:
        case Alinea():
            content = [*line(block.regel, kit), *tag(block.is_fictief)]
            return [paragraph(_SIZES[block.maat], *content)]
        case Kop():
            return [paragraph(f"Heading{block.niveau}", run(block.tekst))]
        case Lijst():
            return _list(block, kit)
        case Tabel():
            return real_table(block, width)
        case Tekening():
            return _drawing(block, width, kit)
        case Kaarten():
            return list(chain.from_iterable(card(k, width, kit) for k in block.kaarten))
        case Kader():
            return _edged(block, width, kit)
        case Naast():
            return _beside(block, width, kit)
        case Samen():
            content = lay(block.blokken, width, kit)
            keep_together(content)
            return content


def line(pieces: Regel, kit: Kit) -> list[Element]:
    """Return the pieces of a line of text; one with an address becomes a link."""
    return [_piece(piece, kit) for piece in pieces]


def _piece(piece: Stuk, kit: Kit) -> Element:
    mark = kit.link(piece.adres) if piece.adres else ""
    style = "Hyperlink" if mark else ""
    if piece.is_cursief and piece.tekst.strip() == _MADE_UP:
        return run(piece.tekst, "PeilFictief")
    made = run(piece.tekst, style, is_bold=piece.is_vet, is_italic=piece.is_cursief)
    return with_link(made, mark) if mark else made


def _list(block: Lijst, kit: Kit) -> list[Element]:
    if not block.is_genummerd:
        return [paragraph("ListBullet", *line(row, kit)) for row in block.regels]
    mark = kit.numbering()
    return [
        paragraph(
            "ListNumber",
            *line(row, kit),
            looks=[make("w:numPr", make("w:ilvl", val=0), make("w:numId", val=mark))],
        )
        for row in block.regels
    ]


def _drawing(block: Tekening, width: int, kit: Kit) -> list[Element]:
    title = [run(block.titel)] if block.titel else []
    above = [*title, *tag(block.is_fictief)]
    made = [paragraph("Caption", *above)] if above else []
    if block.is_fictief:
        drawn = kit.picture(block.tekening, width - 2 * _INSIDE)
        made.append(paragraph("PeilTekeningFictief", drawn))
    else:
        made.append(paragraph("PeilTekening", kit.picture(block.tekening, width)))
    made += [paragraph("PeilKlein", run(block.onder))] if block.onder else []
    keep_together(made)
    return made


def _edged(block: Kader, width: int, kit: Kit) -> list[Element]:
    title = [run(block.titel)] if block.titel else []
    above = [*title, *tag(block.is_fictief and block.soort != "fictief")]
    content = [paragraph("PeilKadertitel", *above)] if above else []
    content += lay(block.blokken, width - _PADDING, kit)
    content += [paragraph("PeilKlein", run(block.onder))] if block.onder else []
    is_tagged = block.is_fictief and block.soort != "fictief"
    style = "PeilKaderVerzonnen" if is_tagged else _EDGES[block.soort]
    is_whole = sum(map(text_length, content)) < _SHORT
    return [frame(style, [content], [width], is_whole=is_whole), gap()]


def _beside(block: Naast, width: int, kit: Kit) -> list[Element]:
    left, right = shares((block.deel, 1 - block.deel), width - _GUTTER)
    cells = [lay(block.links, left, kit), [], lay(block.rechts, right, kit)]
    is_whole = sum(map(text_length, chain.from_iterable(cells))) < _SHORT
    return [frame("PeilNaast", cells, [left, _GUTTER, right], is_whole=is_whole), gap()]
