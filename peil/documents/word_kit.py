"""What blocks need from the file that they come in: pictures, links, a count that starts again."""

import io
from typing import Final, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.numbering import CT_Numbering
from docx.parts.document import DocumentPart
from docx.parts.story import StoryPart
from docx.shared import Pt

from peil.documents.raster import to_png
from peil.documents.word_xml import Element, clean, make, web_address
from peil.drawing import Drawing

#: Twips in a point, and the highest that a picture may be: what is left of a page with its title.
TWIPS: Final = 20
_HIGHEST: Final = 620.0
_ORDERED: Final = 1
#: How Word is told that a picture says nothing: a screen reader passes it by.
_DECORATION: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)


class Kit:
    """Adds to one document; marks are counted, so that the same report gives the same bytes."""

    def __init__(self, document: DocumentPart, gebied: str = "") -> None:
        """Take the part of the package that the text stands in, and whose figures it tells."""
        self.gebied = gebied
        self._document = document
        self._pictures = 0
        self._links: dict[str, str] = {}

    def picture(self, drawing: Drawing, room: int, part: StoryPart | None = None) -> Element:
        """Return a run with the drawing at its own size, or smaller when the room is less.

        Args:
            drawing: what to show; its words go along for who cannot see it.
            room: the width that is left, in twips.
            part: where it stands when that is not the text itself: a header.
        """
        wide, high = max(drawing.width, 1.0), max(drawing.height, 1.0)
        scale = min(1.0, room / TWIPS / wide, _HIGHEST / high)
        self._pictures += 1
        inline = (part or self._document).new_pic_inline(
            io.BytesIO(to_png(drawing)), Pt(wide * scale), Pt(high * scale)
        )
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        for about in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            about.set("id", str(self._pictures))
            about.set("name", f"Tekening {self._pictures}")
            about.set("descr", clean(drawing.alt))
        if not drawing.alt:
            inline.docPr.append(parse_xml(_DECORATION))
        return make("w:r", make("w:drawing", inline))

    def link(self, address: str) -> str:
        """Return the mark of a link to a page on the web, or nothing when it is no such address."""
        target = web_address(address)
        if target and target not in self._links:
            self._links[target] = self._document.relate_to(
                target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        return self._links.get(target, "")

    def numbering(self) -> int:
        """Return the mark of a numbered list that starts at one, after any list before it."""
        numbers = cast(CT_Numbering, self._document.numbering_part.element)
        number = numbers.add_num(_ORDERED)
        number.add_lvlOverride(0).add_startOverride(1)
        return number.numId
