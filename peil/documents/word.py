"""A report as a Word file, for a gemeente to edit and to put its logo on.

Built on a template of named styles (``word_template``), with fonts that Word brings along. The
same report gives the same bytes.
"""

import io
import zipfile
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import Final, cast

import docx
from docx.document import Document
from docx.oxml.document import CT_Body
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from peil.documents.word_blocks import lay
from peil.documents.word_cover import cover, marked
from peil.documents.word_edges import write_edges
from peil.documents.word_kit import Kit
from peil.documents.word_xml import Element, clean, make, paragraph, run
from peil.palette import LIGHT
from peil.report.model import Deel, Report

#: Twips between the margins of the template.
WIDTH: Final = 9864
_TEMPLATE: Final = Path(__file__).parent / "word_template"
#: Where the files of the template stand in the package.
_PARTS: Final = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package.rels",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document.rels",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
}
#: A zip knows no earlier year, and the moment of making would change the bytes.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def to_docx(report: Report) -> bytes:
    """Return the report as a Word file."""
    document = docx.Document(io.BytesIO(_template()))
    if report.uitgave != "rapport":
        _tighten(document)
    kit = Kit(document.part, report.gebied)
    write_edges(document, report, kit)
    elements = cover(report, WIDTH, kit)
    for number, part in enumerate(report.delen):
        elements += _part(part, number, kit, is_first=number == 0 and report.uitgave == "rapport")
    body = cast(CT_Body, document.part.element.body)
    for element in elements:
        body.insert_element_before(element, "w:sectPr")
    _describe(document, report)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _part(part: Deel, number: int, kit: Kit, *, is_first: bool) -> list[Element]:
    is_new = part.op_nieuwe_pagina or is_first
    looks = [make("w:pageBreakBefore")] if is_new else []
    title = paragraph("Heading1", run(part.titel), looks=looks)
    return [marked(title, number), *lay(part.blokken, WIDTH, kit)]


def _tighten(document: Document) -> None:
    """Set a short edition closer, so that one page stays one page."""
    for name, size, before in (("Normal", 10, 0), ("Heading 1", 15, 12), ("Heading 2", 12, 8)):
        style = cast(ParagraphStyle, document.styles[name])
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(4)


def _describe(document: Document, report: Report) -> None:
    """Say what the file is; it names no person and no moment of making."""
    about = document.core_properties
    moment = report.gepubliceerd_op.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.title = clean(report.titel)[:255]
    about.subject = clean(report.ondertitel)[:255]
    about.author = ""
    about.last_modified_by = ""
    about.comments = ""
    about.keywords = ""
    about.language = "nl-NL"
    about.category = clean(report.merk)[:255]
    about.content_status = clean(report.status)[:255]
    about.revision = 1
    about.created = about.modified = moment


@lru_cache(maxsize=1)
def _template() -> bytes:
    """Return an empty document: the files of the template in the colours of the look."""
    colours = {
        name: value.removeprefix("#")
        for name in LIGHT.__dataclass_fields__
        if isinstance(value := getattr(LIGHT, name), str)
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for inside, name in _PARTS.items():
            text = (_TEMPLATE / name).read_text("utf-8")
            package.writestr(inside, _coloured(text, colours))
    return out.getvalue()


def _coloured(text: str, colours: dict[str, str]) -> str:
    for name, colour in colours.items():
        text = text.replace(f"{{{name}}}", colour)
    return text


def _timeless(content: bytes) -> bytes:
    """Return the package with one date on all its files, so that the bytes tell no moment."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package,
    ):
        for name in made.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            package.writestr(member, made.read(name))
    return out.getvalue()
