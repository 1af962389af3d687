"""A drawing as a picture of dots, for files that take no SVG."""

from typing import Final

from peil.documents.typeset import drawn, typeset
from peil.drawing import Drawing

_PAGE: Final = """
#let d = json(bytes(sys.inputs.data))
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: 0pt, fill: white)
#set text(font: ("Public Sans", "DejaVu Sans Mono"))
#image(bytes(d.svg), format: "svg", width: 100%, height: 100%, fit: "contain")
"""


def to_png(drawing: Drawing, dpi: float = 200.0) -> bytes:
    """Return the drawing as PNG on white, with ``dpi`` dots to the inch; the same every time."""
    data = {"svg": drawn(drawing), "width": drawing.width, "height": drawing.height}
    return typeset(_PAGE, data, "png", dpi=dpi)
