"""Read a Word file back: its text in order, and what Word would want to repair."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
from docx.document import Document
from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
#: The order of children that ISO 29500 asks for, as far as a report has them.
_ORDER: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps color spacing kern position sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p tbl",
    "sdtPr": "rPr alias tag id showingPlcHdr picture",
    "sdt": "sdtPr sdtContent",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr "
    "trPr tcPr tblStylePr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "numbering": "abstractNum num",
}
#: Containers whose children may come in any order, as long as they are known.
_MIXED: Final = {"tc", "sectPr"}


def opened(content: bytes) -> Document:
    """Open a Word file."""
    return docx.Document(io.BytesIO(content))


def plain(text: str) -> str:
    """Return text as it can be compared: one space for white space, without control signs."""
    shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]", "", text)
    return re.sub(r"\s+", " ", shown).strip()


def element_text(element: etree._Element) -> str:
    """Return the text of an element, a space for each paragraph, break and tab."""
    parts: list[str] = []
    for inner in element.iter(f"{W}t", f"{W}p", f"{W}br", f"{W}tab"):
        parts.append((inner.text or "") if inner.tag == f"{W}t" else " ")
    return "".join(parts)


def body_text(content: bytes) -> str:
    """Return all text between the margins in the order of reading."""
    return plain(element_text(opened(content).element.body))


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return the package with something in one of its files replaced, wherever it stands."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(out, "w") as made,
    ):
        assert old in package.read(name), f"{old!r} does not stand in {name}"
        for inside in package.namelist():
            data = package.read(inside)
            made.writestr(inside, data.replace(old, new) if inside == name else data)
    return out.getvalue()


def damage(content: bytes) -> list[str]:
    """Name what Word would repair or refuse: order, tables that touch, cells, relations."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        found += [f"twice: {name}" for name in set(names) if names.count(name) > 1]
        types = package.read("[Content_Types].xml").decode()
        for name in names:
            if not name.endswith((".xml", ".rels")):
                suffix = name.rpartition(".")[2]
                found += [] if f'Extension="{suffix}"' in types else [f"no type: {name}"]
                continue
            tree = etree.fromstring(package.read(name))
            if name.endswith(".rels"):
                found += _lost_targets(name, tree, names)
            elif name.startswith("word/"):
                found += [f"{name}: {what}" for what in _wrong(tree)]
                found += _lost_marks(name, tree, package)
    return found


def _wrong(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter():
        kind = etree.QName(element).localname
        if kind in _ORDER and element.tag.startswith(W):
            yield from _disorder(kind, element)
    for cell in tree.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"
    for table in tree.iter(f"{W}tbl"):
        after = table.getnext()
        if after is not None and after.tag == f"{W}tbl":
            yield "two tables touch"
        yield from _uneven(table)
    marks = [e.get("id") for e in tree.iter() if etree.QName(e).localname == "docPr"]
    if len(set(marks)) < len(marks):
        yield "two pictures with one mark"


def _disorder(kind: str, element: etree._Element) -> Iterator[str]:
    order = _ORDER[kind].split()
    names = [etree.QName(child).localname for child in element]
    unknown = [name for name in names if name not in order]
    if unknown:
        yield f"{kind} holds {unknown}"
        return
    places = [order.index(name) for name in names]
    if kind not in _MIXED and places != sorted(places):
        yield f"{kind} is out of order: {names}"


def _uneven(table: etree._Element) -> Iterator[str]:
    columns = [int(c.get(f"{W}w", "0")) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
    if not columns or min(columns) <= 0:
        yield f"columns without width: {columns}"
    for row in table.findall(f"{W}tr"):
        spans = [
            int(span.get(f"{W}val", "1")) if span is not None else 1
            for span in (c.find(f"{W}tcPr/{W}gridSpan") for c in row.findall(f"{W}tc"))
        ]
        if sum(spans) != len(columns):
            yield f"a row has {sum(spans)} columns, the table {len(columns)}"


def _lost_targets(name: str, tree: etree._Element, names: list[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in tree.iter(f"{_RELS}Relationship"):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        if posixpath.normpath(path) not in names:
            yield f"{name} leads to {target}, which is not there"


def _lost_marks(name: str, tree: etree._Element, package: zipfile.ZipFile) -> Iterator[str]:
    used = {
        value
        for element in tree.iter()
        for key, value in element.attrib.items()
        if key.startswith(R)
    }
    folder, file = posixpath.split(name)
    beside = f"{folder}/_rels/{file}.rels"
    known: set[str] = set()
    if beside in package.namelist():
        rels = etree.fromstring(package.read(beside))
        known = {r.get("Id", "") for r in rels.iter(f"{_RELS}Relationship")}
    yield from (f"{name} names {mark}, which leads nowhere" for mark in used - known)
