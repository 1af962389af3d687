"""The blocks of a report as plain data for the layout, with only signs that can be printed."""

import re
from collections.abc import Iterable
from typing import Any, Final

from peil import labels, terms
from peil.documents.letters import printable
from peil.documents.typeset import drawn
from peil.drawing import Drawing
from peil.report.model import (
    Alinea,
    Blok,
    Cel,
    Kaart,
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

#: A run of signs that no line can break by itself, and after how many it may be broken.
_LONG: Final = re.compile(r"[^\s\-–/\u00ad\u200b]{25,}")
_STEP: Final = 12
#: So many of the longest words of a column are measured.
_TRIED: Final = 4
#: Where a line may end: not at a space that holds an amount together.
_BREAK: Final = re.compile(r"(?:[^\S\u00a0\u202f]|[\-–/\u00ad\u200b])+")
_WEB: Final = re.compile(r"https?://[^\s/?#]+[^\s]*\Z", re.IGNORECASE)


class Flow:
    """Turn blocks into data in the order of reading; it keeps count of the levels of headings.

    A heading may not skip a level (PDF/UA), so one that would comes a level up.
    """

    def __init__(self, gebied: str) -> None:
        """Start at the title of a part; ``gebied`` names the first row of a card."""
        self._gebied = gebied
        self._level = 1

    def part(self, blocks: Iterable[Blok]) -> list[dict[str, Any]]:
        """Return the blocks of a part, below its title of level 1."""
        self._level = 1
        return self._all(blocks)

    def _all(self, blocks: Iterable[Blok]) -> list[dict[str, Any]]:
        return [self._one(block) for block in blocks]

    def _one(self, block: Blok) -> dict[str, Any]:
        match block:
            case Alinea():
                return _paragraph(block)
            case Kop():
                self._level = min(block.niveau, self._level + 1)
                return {"t": "kop", "tekst": breakable(block.tekst), "niveau": self._level}
            case Lijst():
                lines = [_line(regel) for regel in block.regels]
                return {"t": "lijst", "regels": lines, "genummerd": block.is_genummerd}
            case Tabel():
                return _table(block)
            case Tekening():
                return _picture(block)
            case Kaarten():
                cards = [_card(kaart, self._gebied) for kaart in block.kaarten]
                return {"t": "kaarten", "kaarten": cards}
            case Kader():
                return self._frame(block)
            case Naast():
                return {
                    "t": "naast",
                    "links": self._all(block.links),
                    "rechts": self._all(block.rechts),
                    "deel": min(0.8, max(0.2, block.deel)),
                }
            case Samen():
                return {"t": "samen", "blokken": self._all(block.blokken)}

    def _frame(self, kader: Kader) -> dict[str, Any]:
        return {
            "t": "kader",
            "soort": kader.soort,
            "titel": breakable(kader.titel),
            "blokken": self._all(kader.blokken),
            "onder": breakable(kader.onder),
            "fictief": kader.is_fictief,
        }


def breakable(text: str) -> str:
    """Return text that can be printed, in which a word without an end can be torn.

    A word of letters gets soft hyphens, an address or a code gets places without a sign.
    """
    return _LONG.sub(_torn, printable(text))


def _torn(found: re.Match[str]) -> str:
    word = found.group()
    between = "\u00ad" if word.isalpha() and len(word) > 2 * _STEP else "\u200b"
    return between.join(word[at : at + _STEP] for at in range(0, len(word), _STEP))


def _line(regel: Regel) -> list[dict[str, Any]]:
    return [_piece(stuk) for stuk in regel]


def _paragraph(alinea: Alinea) -> dict[str, Any]:
    return {
        "t": "alinea",
        "regel": _line(alinea.regel),
        "maat": alinea.maat,
        "fictief": alinea.is_fictief,
    }


def _picture(block: Tekening) -> dict[str, Any]:
    return {
        "t": "tekening",
        "tekening": _drawing(block.tekening),
        "titel": breakable(block.titel),
        "onder": breakable(block.onder),
        "fictief": block.is_fictief,
    }


def _piece(stuk: Stuk) -> dict[str, Any]:
    return {
        "tekst": breakable(stuk.tekst),
        "vet": stuk.is_vet,
        "cursief": stuk.is_cursief,
        "adres": stuk.adres if _WEB.match(stuk.adres) else "",
    }


def _drawing(drawing: Drawing) -> dict[str, Any]:
    return {
        "svg": drawn(drawing),
        "alt": printable(drawing.alt).replace("\u00ad", ""),
        "width": drawing.width,
        "height": drawing.height,
    }


def _cell(cel: Cel) -> dict[str, Any]:
    return {
        **_piece(Stuk(cel.tekst)),
        "toon": cel.toon,
        "teken": printable(cel.teken),
        "fictief": cel.is_fictief,
    }


def _table(tabel: Tabel) -> dict[str, Any]:
    return {
        "t": "tabel",
        "bijschrift": breakable(tabel.bijschrift),
        "bijschrift-zichtbaar": tabel.is_bijschrift_zichtbaar,
        "kop": [breakable(name) for name in tabel.kop],
        "rijen": [[_cell(cel) for cel in rij] for rij in tabel.rijen],
        "breedtes": list(tabel.breedtes),
        "kanten": list(tabel.kanten),
        "woorden": [_longest(tabel, column) for column in range(len(tabel.kop))],
    }


def _longest(tabel: Tabel, column: int) -> list[tuple[str, str]]:
    """Return the longest words of a column, with their weight: no line should tear those."""
    cells = [rij[column] for rij in tabel.rijen if len(rij) > 1 and column < len(rij)]
    # A sign stays with the word behind it.
    words = {
        f"{cel.teken}\u00a0{word}" if cel.teken and first else word
        for cel in cells
        for first, word in _marked(cel.tekst)
    }
    longest = sorted(words, key=lambda word: (-len(word), word))[:_TRIED]
    head = [("semibold", word) for word in _words(tabel.kop[column])]
    return [*(("regular", word) for word in longest), *head]


def _marked(text: str) -> list[tuple[bool, str]]:
    return [(at == 0, word) for at, word in enumerate(_words(text))]


def _words(text: str) -> list[str]:
    return [word for word in _BREAK.split(breakable(text)) if word]


def _card(kaart: Kaart, gebied: str) -> dict[str, Any]:
    own = {"wat": gebied, "waarde": kaart.waarde, "woord": "", "teken": "", "toon": ""}
    rows = [own, *(_compared(*regel) for regel in kaart.regels)]
    return {
        **{
            name: breakable(getattr(kaart, name))
            for name in ("thema", "titel", "type", "bevinding", "waarde", "eenheid", "feiten")
        },
        "kanttekening": breakable(kaart.kanttekening),
        "bron": breakable(kaart.bron),
        "fictief": kaart.is_fictief,
        "rijen": [{name: breakable(text) for name, text in row.items()} for row in rows],
        "balken": _drawing(kaart.balken) if kaart.balken else None,
    }


def _compared(what: str, value: str, word: str) -> dict[str, str]:
    """A row of a card: the word with its sign before it, and the colour that goes with it."""
    bare = labels.without_sign(word)
    toon = bare if bare in (terms.HOGER, terms.LAGER) else ""
    sign = labels.SIGN.get(bare, "")
    return {"wat": what, "waarde": value, "woord": bare, "teken": sign, "toon": toon}


def staff(blocks: int) -> str:
    """Return the gauge staff of the logo, so many blocks high, as SVG: an ornament."""
    letters = "".join(
        f'<path transform="translate(0 {34 * n})" d="M3 3h8v2.4H6v2.4h3v2.4H6v2.4h5V15H3z'
        'M15 31H7v-2.4h5v-2.4H9v-2.4h3v-2.4H7V19h8z"/>'
        for n in range(blocks)
    )
    high = 34 * blocks
    corner = 2 if blocks == 1 else 0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="18" height="{high}" '
        f'viewBox="0 0 18 {high}"><rect width="18" height="{high}" rx="{corner}" '
        f'fill="#0B4A5E"/><g fill="#FFFFFF">{letters}</g></svg>'
    )
