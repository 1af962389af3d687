"""What stands on every page of a Word file: whose report it is, its status, its mark, the page."""

from typing import Final, cast

from docx.document import Document
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart

from peil.documents.word_kit import Kit
from peil.documents.word_logo import logo
from peil.documents.word_xml import Element, field, make, paragraph, run
from peil.report.model import Report

_CONCEPT: Final = "CONCEPT"
#: The logo in the header, in points.
_LOGO: Final = (72.0, 24.0)


def write_edges(document: Document, report: Report, kit: Kit) -> None:
    """Fill the header (not on the first page, where the title stands) and both footers."""
    section = document.sections[0]
    header = section.header
    header.is_linked_to_previous = False
    name = " · ".join(filter(None, (report.gebied, report.ondertitel)))
    part = cast(HeaderPart, header.part)
    _fill(part.element, [paragraph("Header", run(f"{name}\t"), logo(kit, *_LOGO, part=part))])
    section.first_page_header.is_linked_to_previous = False
    _fill(section.first_page_header.part.element, [paragraph("Header")])
    for footer in (section.first_page_footer, section.footer):
        footer.is_linked_to_previous = False
        _fill(cast(FooterPart, footer.part).element, _footer(report))


def _fill(edge: Element, content: list[Element]) -> None:
    for old in edge.findall(qn("w:p")):
        edge.remove(old)
    edge.extend(content)


def _footer(report: Report) -> list[Element]:
    is_concept = report.vastgesteld_op is None
    status = [run(_CONCEPT, "PeilConcept"), run(" · ")] if is_concept else []
    page = [run("\t"), field("PAGE"), run(" van "), field("NUMPAGES")]
    line = make("w:top", val="single", sz=4, space=4, color="auto")
    rows = [
        paragraph("Footer", *status, run(report.merk), *page, looks=[make("w:pBdr", line)]),
        paragraph("Footer", run(report.voettekst)),
    ]
    if report.fictief:
        rows.append(paragraph("Footer", run(report.fictief, "PeilFictief")))
    return rows
