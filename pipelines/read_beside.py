"""The texts of a workbook that stand in no cell: comments, drawings, caches, properties, names.

They come along with the original bytes, so they are looked through for persons like the cells. Who
made the file or wrote a comment is not among them: nearly every file of Excel says so.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final
from urllib.parse import unquote

from pipelines.book import Note
from pipelines.read_package import Attributes, Package

#: How much text beside the cells is looked through.
TEXTS: Final = 5_000_000
_CELL: Final = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")
#: Parts of which every text is read, and what they are called.
_BESIDE: Final = {
    "xl/drawings/": "een tekstvak of tekening",
    "xl/charts/": "een grafiek",
    "xl/pivotcache/": "de gegevens achter een draaitabel",
    "xl/externallinks/": "de bewaarde waarden van een ander bestand",
    "xl/revisions/": "de bewaarde wijzigingen",
    "xl/worksheets/": "een werkblad dat Excel niet toont",
    "xl/macrosheets/": "een werkblad met macro's",
    "xl/dialogsheets/": "een werkblad met een dialoogvenster",
}
#: Elements whose text is read, and elements of a cache whose attribute is.
_TEXT_TAGS: Final = frozenset({"t", "v", "text"})
_CACHED_TAGS: Final = frozenset({"s", "n", "d", "sheetName"})
_COMMENTS: Final = frozenset({"comment", "threadedComment"})
#: Elements with which another text begins.
_BREAKS: Final = _COMMENTS | {"p", "cell", "pt", "si", "c", "oc", "nc"}
#: Properties that say what the file is about, not who made it.
_PROPERTIES: Final = {
    "docprops/core.xml": ("title", "subject", "description", "keywords", "category"),
    "docprops/app.xml": ("Manager", "Company"),
}
_ABOUT: Final = "de eigenschappen van het bestand (Bestand, Info)"
_NAME: Final = "een naam voor cellen (Formules, Namen beheren)"
#: What Office and the label of a document write by themselves: numbers without meaning.
_BY_OFFICE: Final = re.compile(r"(?:MSIP_|_AdHoc|ContentTypeId|MediaService)", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')
_FIELD: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-JM-QS-Z])')
_SIDE: Final = re.compile(r"&[LCR]")


def comments(package: Package, related: Collection[tuple[str, str]]) -> list[Note]:
    """Return the comments on the cells of a sheet, and the addresses of its links."""
    notes: list[Note] = []
    for kind, part in related:
        if kind == "hyperlink":
            address = unquote(part)
            start = len("mailto:") if address.casefold().startswith("mailto:") else 0
            notes.append(Note("een koppeling", address[start:]))
        elif kind in ("comments", "threadedComment") and part in package.names:
            notes += [
                Note(f"de opmerking bij {ref}" if ref else "een opmerking", text)
                for ref, text in _texts(package, part)
            ]
    return notes


def notes_beside(package: Package, sheets: Collection[str]) -> list[Note]:
    """Return the texts that belong to no sheet; ``sheets`` are the parts that were read.

    Beyond ``TEXTS`` the rest is left out, and an empty note at the end says so.
    """
    notes: list[Note] = []
    size = 0
    for note in _beside(package, sheets):
        size += len(note.text)
        if size > TEXTS:
            return [*notes, Note(note.place, "")]
        notes.append(note)
    return notes


def _beside(package: Package, sheets: Collection[str]) -> Iterator[Note]:
    if package.comment:
        yield Note("de opmerking bij het bestand", package.comment)
    for part in package.names:
        if not part.endswith(".xml") or part in sheets:
            continue
        place = next((what for folder, what in _BESIDE.items() if part.startswith(folder)), None)
        if place:
            yield from (Note(place, text) for _, text in _texts(package, part))
        elif part in _PROPERTIES or part.startswith("customxml/item"):
            tags = _PROPERTIES.get(part)
            found = _elements(package, part, lambda tag, tags=tags: tags is None or tag in tags)
            yield from (Note(_ABOUT, text) for _, _, text in found)
        elif part == "docprops/custom.xml":
            yield from _custom(package, part)
    yield from _names(package)


def _custom(package: Package, part: str) -> Iterator[Note]:
    """Yield the properties that someone made: the value, and the value behind its name."""
    name = ""
    for tag, attributes, text in _elements(package, part, lambda _: True, every=True):
        name = attributes.get("name", "") if tag == "property" else name
        if text and not _BY_OFFICE.match(name):
            yield Note(_ABOUT, text)
            yield Note(_ABOUT, f"{name}: {text}")


def _names(package: Package) -> Iterator[Note]:
    """Yield the names of cells and of views, and the texts that names stand for."""
    tags = ("definedName", "customWorkbookView")
    part = "xl/workbook.xml"
    for tag, attributes, text in _elements(package, part, lambda tag: tag in tags, every=True):
        if tag in tags:
            name = attributes.get("name", "")
            yield Note(_NAME, name.replace("_", " ").strip())
            yield from (Note(_NAME, quoted) for quoted in literals(text))


def shared_texts(package: Package) -> set[str]:
    """Return the texts that the cells share; a text can stay there when no cell has it any more."""
    part = "xl/sharedstrings.xml"
    return {text for _, text in _texts(package, part)} if part in package.names else set()


def literals(formula: str) -> list[str]:
    """Return the texts between quotes in a formula; a list of choices is split."""
    found = [text.replace('""', '"') for text in _QUOTED.findall(formula)]
    return [part for text in found for part in dict.fromkeys((text, *text.split(","))) if part]


def header_texts(text: str) -> list[str]:
    """Return the texts of a header or footer (left, middle, right) without their codes."""
    parts = (_FIELD.sub("", part).strip() for part in _SIDE.split(text))
    return [part for part in parts if part]


class _Texts:
    """Collects the texts in a part, each with the cell of the comment that it is in."""

    def __init__(self) -> None:
        self.found: list[tuple[str, list[str]]] = []
        self._ref = ""
        self._is_text = False

    def start(self, tag: str, a: Attributes) -> None:
        if tag in _COMMENTS:
            self._ref = a.get("ref", "") if _CELL.fullmatch(a.get("ref", "")) else ""
        if tag in _BREAKS or not self.found:
            self.found.append((self._ref, []))
        kept = a.get("v") or a.get("val") or ""
        if tag in _CACHED_TAGS and kept:
            self.found.append((self._ref, [kept]))
        if tag == "cNvPr":
            told = (a.get(name, "") for name in ("descr", "title"))
            self.found += [(self._ref, [text]) for text in told if text]
        self._is_text = tag in _TEXT_TAGS

    def text(self, piece: str) -> None:
        if self._is_text:
            self.found[-1][1].append(piece)

    def end(self, _: str) -> None:
        self._is_text = False


def _texts(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Yield cell and text for every comment, paragraph or kept value of a part."""
    texts = _Texts()
    package.parse(part, texts.start, texts.text, texts.end)
    for ref, pieces in texts.found:
        if joined := "".join(pieces).strip():
            yield ref, joined


def _elements(
    package: Package, part: str, wanted: Callable[[str], bool], *, every: bool = False
) -> list[tuple[str, Attributes, str]]:
    """Return the wanted elements with their own text; without text only when ``every`` is asked."""
    found: list[tuple[str, Attributes, list[str]]] = []
    is_open = False

    def start(tag: str, a: Attributes) -> None:
        nonlocal is_open
        is_open = wanted(tag)
        if is_open:
            found.append((tag, a, []))

    def text(piece: str) -> None:
        if is_open:
            found[-1][2].append(piece)

    def end(_: str) -> None:
        nonlocal is_open
        is_open = False

    package.parse(part, start, text, end)
    told = [(tag, a, "".join(pieces).strip()) for tag, a, pieces in found]
    return [each for each in told if every or each[2]]
