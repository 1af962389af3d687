"""The first page of a Word file: place for a logo, the title, the status, who may read it."""

from typing import Final

from peil.documents.word_blocks import lay
from peil.documents.word_kit import TWIPS, Kit
from peil.documents.word_logo import logo
from peil.documents.word_xml import Element, make, paragraph, run
from peil.drawing import Drawing
from peil.palette import LIGHT
from peil.report.model import Report
from peil.wording import upper_first

#: The logo in points: large on a title page, small above a letter.
_LARGE: Final = (150.0, 60.0)
_SMALL: Final = (110.0, 40.0)
_BLOCKS: Final = 24
#: The titles of the parts, without page numbers, as links.
_FIELD: Final = ' TOC \\o "1-1" \\n \\h \\z '


def cover(report: Report, width: int, kit: Kit) -> list[Element]:
    """Return what stands above the first part: a page of its own for the whole rapport."""
    is_whole = report.uitgave == "rapport"
    size = _LARGE if is_whole else _SMALL
    space = 2600 if is_whole else 240
    right = [_spacing(0, space), make("w:jc", val="right")]
    title = "Title" if is_whole else "PeilTitelklein"
    return [
        paragraph("", logo(kit, *size), looks=right),
        paragraph(title, run(report.titel)),
        paragraph("Subtitle", run(report.ondertitel)),
        paragraph("PeilTekening", kit.picture(_staff(width / TWIPS), width)),
        paragraph("PeilStatus", run(upper_first(report.status)), looks=[_spacing(160, 40)]),
        paragraph("PeilStatus", run(report.merk, "PeilZwak"), looks=[_spacing(0, 280)]),
        *lay(report.titelblad, width, kit),
        *(_contents(report) if is_whole else []),
    ]


def marked(title: Element, number: int) -> Element:
    """Return the title of a part with the mark that the contents lead to."""
    title.insert(1, make("w:bookmarkStart", id=number, name=_mark(number)))
    title.append(make("w:bookmarkEnd", id=number))
    return title


def _mark(number: int) -> str:
    return f"_Toc{number + 1:08}"


def _contents(report: Report) -> list[Element]:
    """Return the titles of the parts as links, in a field that Word can fill in anew.

    Without page numbers: only Word knows on which page something comes.
    """
    lines = [
        paragraph("TOC1", _to(run(part.titel), _mark(number)))
        for number, part in enumerate(report.delen)
    ]
    if not lines:
        return []
    start, end = lines[0], lines[-1]
    code = make("w:instrText")
    code.text = _FIELD
    for element in (_edge("separate"), make("w:r", code), _edge("begin")):
        start.insert(1, element)
    end.append(_edge("end"))
    return [paragraph("", looks=[_spacing(0, 480)]), *lines]


def _to(made: Element, mark: str) -> Element:
    return make("w:hyperlink", made, anchor=mark, history=1)


def _edge(kind: str) -> Element:
    return make("w:r", make("w:fldChar", fldCharType=kind))


def _spacing(before: int, after: int) -> Element:
    return make("w:spacing", before=before, after=after)


def _staff(wide: float) -> Drawing:
    """Return a gauge staff on its side: the mark of the house, under the title."""
    step = wide / _BLOCKS
    blocks = "".join(
        f'<rect x="{n * step:.2f}" y="{0 if n % 2 else 5}" width="{step:.2f}" height="5" '
        f'fill="{LIGHT.petrol}"/>'
        for n in range(_BLOCKS)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="10" '
        f'viewBox="0 0 {wide} 10">{blocks}</svg>'
    )
    return Drawing(svg, wide, 10.0, "")
