"""Typed text (Markdown) as blocks of a report: the same elements as on a page, and no others.

HTML stays text, a picture becomes its words, and only an address on the web is a link: a page of
ours cannot be followed from paper.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from peil.report.model import Alinea, Blok, Cel, Kop, Lijst, Maat, Regel, Stuk, Tabel

_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table")
_WEB: Final = re.compile(r"https?://\w[^\s]*", re.IGNORECASE)


def blocks(markdown: str, maat: Maat = "gewoon") -> tuple[Blok, ...]:
    """Return what was typed as blocks; headings in it are of the lowest level.

    Args:
        markdown: what was typed.
        maat: the size of its paragraphs.
    """
    return tuple(_blocks(_MARKDOWN.parse(markdown), maat))


def _blocks(tokens: Sequence[Token], maat: Maat) -> Iterator[Blok]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        match token.type:
            case "paragraph_open":
                yield Alinea(line(inside[0]), maat)
            case "heading_open":
                yield Kop("".join(p.tekst for p in line(inside[0])).strip() or "–", 3)
            case "bullet_list_open" | "ordered_list_open":
                rows = tuple(_items(inside))
                if rows:
                    yield Lijst(rows, token.type == "ordered_list_open")
            case "table_open":
                yield _table(inside)
            case "blockquote_open":
                yield from _blocks(inside, maat)
            case "fence" | "code_block":
                yield Alinea((Stuk(token.content.strip() or "–"),), maat)
            case _:
                pass
        at = end + 1


def _end(tokens: Sequence[Token], at: int) -> int:
    """Return where the element that opens at ``at`` closes; itself when it does not open."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += tokens[n].nesting
        if depth <= 0:
            return n
    return len(tokens) - 1


def _items(tokens: Sequence[Token]) -> Iterator[Regel]:
    """Give one line per item; what is nested follows as items of its own."""
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        yield from _item(tokens[at + 1 : end])
        at = end + 1


def _item(tokens: Sequence[Token]) -> Iterator[Regel]:
    own: list[Stuk] = []
    below: list[Regel] = []
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        if tokens[at].type.endswith("_list_open"):
            below += _items(inside)
        elif inside and inside[0].type == "inline":
            own += [*([Stuk(" ")] if own else []), *line(inside[0])]
        elif tokens[at].content:
            own.append(Stuk(tokens[at].content.strip()))
        at = end + 1
    if own:
        yield tuple(own)
    yield from below


def _table(tokens: Sequence[Token]) -> Tabel:
    rows: list[list[str]] = []
    for n, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type in ("th_open", "td_open"):
            rows[-1].append("".join(p.tekst for p in line(tokens[n + 1])))
    head, *body = rows
    width = len(head)
    return Tabel(
        bijschrift="Tabel in de tekst",
        kop=tuple(cell or "–" for cell in head),
        rijen=tuple(tuple(Cel(cell or "–") for cell in row) for row in body),
        breedtes=(1.0,) * width,
        kanten=("links",) * width,
        is_bijschrift_zichtbaar=False,
    )


def line(token: Token) -> Regel:
    """Return the inline content of one token as pieces."""
    found: list[Stuk] = []
    bold = italic = 0
    address = ""
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "link_open":
                href = str(child.attrs.get("href", "")).strip()
                address = href if _WEB.fullmatch(href) else ""
            case "link_close":
                address = ""
            case "softbreak" | "hardbreak":
                found.append(Stuk(" "))
            case _:
                # A picture brings its words, code its text.
                if child.content:
                    found.append(Stuk(child.content, bold > 0, italic > 0, address))
    return tuple(found)
