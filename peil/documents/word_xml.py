"""The XML that a Word file is made of: elements in the order that Word asks for, and clean text."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, urlsplit

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

#: What XML 1.0 cannot hold: Word calls a file with one of these damaged.
_REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_BREAKS: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_HOST: Final = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?\Z")
#: What may stand in an address as it is; the rest is escaped. Word opens no file with a bad one.
_SAFE: Final = "/?#&=%+,;:@!$'()*~-._"


def make(tag: str, *children: Element, **values: str | int) -> Element:
    """Return an element ``w:…`` with its children; a value becomes an attribute ``w:…``."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def clean(text: str) -> str:
    """Return a text without the characters that XML refuses; those say nothing to a reader."""
    return _REFUSED.sub("", text)


def run(text: str, style: str = "", *, is_bold: bool = False, is_italic: bool = False) -> Element:
    """Return a run of text; a new line in it becomes a line break, a tab a tab."""
    looks = [make("w:rStyle", val=style)] if style else []
    looks += [make("w:b"), make("w:bCs")] if is_bold else []
    looks += [make("w:i"), make("w:iCs")] if is_italic else []
    made = make("w:r", *([make("w:rPr", *looks)] if looks else []))
    for number, line in enumerate(_BREAKS.split(text)):
        if number:
            made.append(make("w:br"))
        for column, piece in enumerate(line.split("\t")):
            if column:
                made.append(make("w:tab"))
            if piece:
                made.append(_text(clean(piece)))
    return made


def _text(text: str) -> Element:
    element = make("w:t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element


def paragraph(style: str, *content: Element, looks: Sequence[Element] = ()) -> Element:
    """Return a paragraph in a named style; ``looks`` stand in the order of the schema."""
    about = [make("w:pStyle", val=style)] if style else []
    return make("w:p", make("w:pPr", *about, *looks), *content)


def field(code: str) -> Element:
    """Return a field that Word fills in: ``PAGE`` or ``NUMPAGES``."""
    return make("w:fldSimple", run("1"), instr=f" {code} ")


def with_link(made: Element, mark: str) -> Element:
    """Return a run as a link; ``mark`` names the address in the relations of the part."""
    link = make("w:hyperlink", made)
    link.set(qn("r:id"), mark)
    return link


def text_length(element: Element) -> int:
    """Return how many letters stand in an element."""
    return sum(len(text.text or "") for text in element.iter(qn("w:t")))


def gap() -> Element:
    """Return the little room after a table: two tables that touch would become one."""
    return paragraph("PeilTussenruimte")


def web_address(address: str) -> str:
    """Return the address as it may stand in the file, or nothing when Word could trip over it."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.match(parts.netloc):
        return ""
    return quote(clean(address.strip()), safe=_SAFE, errors="ignore")


def keep_together(elements: Sequence[Element]) -> None:
    """Tie paragraphs and rows to the next, all but the last, so that no page comes in between."""
    content = list(elements)
    while content and _is_gap(content[-1]):
        content.pop()
    if not content:
        return
    *before, last = content
    rows = last.findall(qn("w:tr"))[:-1] if last.tag == qn("w:tbl") else []
    for element in (*before, *rows):
        tie(element)


def _is_gap(element: Element) -> bool:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val")) == "PeilTussenruimte"


def tie(element: Element) -> None:
    """Tie every paragraph in an element to what follows."""
    for p in element.iter(qn("w:p")):
        _keep_next(p)


def let_go(elements: Sequence[Element]) -> None:
    """Untie paragraphs from what follows: in a frame they would tie the whole row to it."""
    for element in elements:
        if element.tag == qn("w:p"):
            _keep_next(element, is_kept=False)


def _keep_next(p: Element, *, is_kept: bool = True) -> None:
    about = p.find(qn("w:pPr"))
    if about is None:
        about = make("w:pPr")
        p.insert(0, about)
    for old in about.findall(qn("w:keepNext")):
        about.remove(old)
    style = about.find(qn("w:pStyle"))
    about.insert(0 if style is None else 1, make("w:keepNext", val=int(is_kept)))
