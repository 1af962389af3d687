"""Small steps from words to blocks, for every part of a report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from peil import wording
from peil.norm import NormItem
from peil.noteworthy import Noteworthy
from peil.report.model import Alinea, Blok, Cel, Maat, Regel, Stuk, Toon
from peil.terms import NIET_GELEVERD, ONDERDRUKT

#: What stands behind a sentence about something that was made up.
FICTIEF = " (fictief)"


def line(text: str, *, vet: bool = False) -> Regel:
    """Return plain text as one line."""
    return (Stuk(text, is_vet=vet),)


def para(text: str, maat: Maat = "gewoon", *, is_fictief: bool = False) -> Alinea:
    """Return one paragraph of plain text."""
    return Alinea(line(text), maat, is_fictief)


def paras(texts: Iterable[str], maat: Maat = "gewoon") -> tuple[Blok, ...]:
    """Return a paragraph for each text that is not empty."""
    return tuple(para(text, maat) for text in texts if text)


def lead(first: str, second: str = "", *, is_fictief: bool = False) -> Alinea:
    """Return the strong sentence of a part, and what follows it."""
    rest = (Stuk(f" {second}"),) if second else ()
    return Alinea((Stuk(first, is_vet=True), *rest), "lead", is_fictief)


def finding(first: str, second: str = "") -> Alinea:
    """Return the same in a column beside drawings."""
    return replace(lead(first, second), maat="bevinding")


def marked(regel: Regel, is_fictief: bool) -> Regel:
    """Return a line with the word in front that says it was made up, where it was."""
    return (Stuk(f"{FICTIEF.strip()} ", is_cursief=True), *regel) if is_fictief else regel


def bold(text: str, names: Sequence[str]) -> Regel:
    """Return text with the first mention of each name in bold."""
    pieces: list[Stuk] = [Stuk(text)]
    for name in names:
        for n, piece in enumerate(pieces):
            before, found, after = piece.tekst.partition(name)
            if found and not piece.is_vet:
                split = [Stuk(before), Stuk(found, is_vet=True), Stuk(after)]
                pieces[n : n + 1] = [s for s in split if s.tekst]
                break
    return tuple(pieces)


def some(names: Sequence[str], most: int) -> str:
    """Return so many names in a row, and how many others there are."""
    left = len(names) - most
    return f"{', '.join(names[:most])} en nog {left}" if left > 0 else wording.join_words(names)


def some_items(items: Sequence[NormItem], most: int) -> str:
    """Return so many items of a norm by number and title, and how many others there are."""
    names = [f"{i.id} {i.titel}" for i in items[:most]]
    left = len(items) - most
    return f"{'; '.join(names)}{f'; en nog {left}' if left > 0 else ''}."


def noteworthy(item: Noteworthy) -> Regel:
    """Return one finding of *wat opvalt* with what a reader must know."""
    tail = (Stuk(f" {item.toelichting}"),) if item.toelichting else ()
    return marked((*bold(item.zin, item.nadruk), *tail), item.is_fictief)


def cells(*texts: str) -> tuple[Cel, ...]:
    """Return a row of plain cells."""
    return tuple(Cel(text or "–") for text in texts)


def tone_of(status: str) -> Toon:
    """Return how a cell without a value looks."""
    tones: dict[str, Toon] = {ONDERDRUKT: "onderdrukt", NIET_GELEVERD: "leeg"}
    return tones.get(status, "zwak")
