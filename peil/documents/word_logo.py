"""The place for a logo in a Word file: who clicks on it chooses a picture of their own."""

from typing import Final

from docx.parts.story import StoryPart

from peil.documents.word_kit import TWIPS, Kit
from peil.documents.word_xml import Element, make
from peil.drawing import Drawing
from peil.palette import LIGHT

_HERE: Final = "Plaats voor uw logo"
_SHORT: Final = "Uw logo"


def logo(kit: Kit, wide: float, high: float, *, part: StoryPart | None = None) -> Element:
    """Return a picture of ``wide`` by ``high`` points that Word lets a reader replace.

    It is a content control for a picture: the logo that is chosen comes in its place.
    """
    picture = kit.picture(_empty(wide, high), round(wide * TWIPS), part)
    about = make(
        "w:sdtPr",
        make("w:alias", val="Logo"),
        make("w:tag", val="logo"),
        make("w:showingPlcHdr"),
        make("w:picture"),
    )
    return make("w:sdt", about, make("w:sdtContent", picture))


def _empty(wide: float, high: float) -> Drawing:
    size = 11 if high > 30 else 8
    words = _HERE if high > 30 else _SHORT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}"><rect x="0.75" y="0.75" width="{wide - 1.5}" '
        f'height="{high - 1.5}" fill="none" stroke="{LIGHT.control}" stroke-width="0.75" '
        f'stroke-dasharray="3 2"/><text x="{wide / 2}" y="{high / 2 + size * 0.35}" '
        f'text-anchor="middle" font-family="Public Sans" font-size="{size}" '
        f'fill="{LIGHT.ink2}">{words}</text></svg>'
    )
    return Drawing(svg, wide, high, _HERE)
