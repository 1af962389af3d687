"""A theme card in a Word file: what was found, and beside it what that is compared with."""

from collections.abc import Iterable
from typing import Final

from peil.documents.word_kit import TWIPS, Kit
from peil.documents.word_tables import frame, shares, tag
from peil.documents.word_xml import Element, gap, make, paragraph, run
from peil.drawing import Drawing
from peil.labels import SIGN, without_sign
from peil.report.model import Kaart
from peil.terms import HOGER, LAGER

_TYPE_SIGNS: Final = {"probleem": "◇", "inspanning": "→", "resultaat": "✓"}
_TONES: Final = {HOGER: "PeilHoger", LAGER: "PeilLager"}
#: Twips between the edge of a card and what stands in it, both sides together.
_PADDING: Final = 280
#: Narrower than this (twips) the two halves stand under each other.
_NARROW: Final = 7000
#: Twips: about the width of a letter beside the bars, and between a name, a value and a word.
_LETTER: Final = 92
_SPACE: Final = 100
#: Bars that would become smaller than this share of their size stand under the words.
_SMALLEST: Final = 0.75
#: The height of a row of the bars, in points at their own size.
_ROW: Final = 14.0


def card(made: Kaart, width: int, kit: Kit) -> list[Element]:
    """Return a card over the whole width, that is not torn apart by the end of a page."""
    style = "PeilKaartFictief" if made.is_fictief else "PeilKaart"
    if width < _NARROW:
        content = [*_found(made), *_compared(made, width - _PADDING, kit)]
        return [frame(style, [content], [width], is_whole=True), gap()]
    left, right = shares((38, 62), width)
    cells = [_found(made), _compared(made, right - _PADDING, kit)]
    return [frame(style, cells, [left, right], is_whole=True), gap()]


def _found(made: Kaart) -> list[Element]:
    kind = f"{_TYPE_SIGNS.get(made.type, '')} {made.type}".strip()
    unit = [run(f" {made.eenheid}", "PeilEenheid")] if made.eenheid else []
    return [
        paragraph("PeilThema", run(" · ".join(filter(None, (made.thema, kind))))),
        paragraph("PeilKaarttitel", run(made.titel)),
        paragraph("PeilBevinding", run(made.bevinding)),
        paragraph("PeilWaarde", run(made.waarde), *unit, *tag(made.is_fictief)),
        *_small(made.feiten),
    ]


def _compared(made: Kaart, width: int, kit: Kit) -> list[Element]:
    if made.balken is None:
        stop = sum(_longest(row[n] for row in made.regels) for n in range(2))
        rows = [_row(row, stop) for row in made.regels]
    else:
        rows = _beside(made, made.balken, width, kit)
    return [*rows, *_small(made.kanttekening), *_small(made.bron)] or [gap()]


def _beside(made: Kaart, bars: Drawing, width: int, kit: Kit) -> list[Element]:
    """Return the words beside the bars: a line of text is as high as a row of the drawing."""
    lines = [(kit.gebied, made.waarde, ""), *made.regels]
    name, value, word = (_longest(row[n] for row in lines) for n in range(3))
    room = max(width - name - value - word, width // 3)
    if room < _SMALLEST * TWIPS * bars.width:
        under = [_row(row, name + value, is_own=n == 0) for n, row in enumerate(lines)]
        return [*under, paragraph("PeilTekening", kit.picture(bars, width))]
    height = round(TWIPS * _ROW * min(1.0, room / TWIPS / max(bars.width, 1.0)))
    stop = name + value
    rows = [_row(row, stop, height, is_own=n == 0) for n, row in enumerate(lines)]
    drawn = paragraph("PeilVergelijking", kit.picture(bars, room), looks=[_line(0)])
    return [frame("PeilNaast", [rows, [drawn]], [width - room, room]), gap()]


def _longest(texts: Iterable[str]) -> int:
    return _SPACE + _LETTER * max((len(text) for text in texts), default=0)


def _row(row: tuple[str, str, str], stop: int, height: int = 0, *, is_own: bool = False) -> Element:
    """Return a name, a value that ends at ``stop`` twips, and the word of the comparison."""
    what, value, word = row
    plain = without_sign(word)
    sign = SIGN.get(plain, "")
    shown = f"{sign} {plain}" if sign else word
    style = _TONES.get(plain, "")
    tabs = make(
        "w:tabs",
        make("w:tab", val="right", pos=stop),
        make("w:tab", val="left", pos=stop + _SPACE),
    )
    looks = [tabs, _line(height)] if height else [tabs]
    return paragraph(
        "PeilVergelijking",
        run(f"{what}\t{value}\t", is_bold=is_own),
        run(shown, style),
        looks=looks,
    )


def _line(height: int) -> Element:
    """Return a height of line: exact, or as high as what stands in it."""
    if height:
        return make("w:spacing", before=0, after=0, line=height, lineRule="exact")
    return make("w:spacing", before=0, after=0, line=240, lineRule="auto")


def _small(text: str) -> list[Element]:
    return [paragraph("PeilKlein", run(text))] if text else []
