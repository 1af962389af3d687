"""The one door to typst: our fonts, no font of the machine, no file of the machine."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal

import typst

from peil.documents.letters import FONTS, printable
from peil.drawing import Drawing

#: On screen the serif has this name too; "Source" is a reserved name, so ours may not carry it.
_SERIF: Final = ("Source Serif 4", "Peil Serif")


def typeset(
    source: str,
    data: Mapping[str, Any],
    form: Literal["pdf", "png"],
    *,
    dpi: float = 200.0,
    moment: int = 0,
) -> bytes:
    """Lay out ``source`` with ``data``, which it reads as JSON: nothing in it is markup."""
    compiler = typst.Compiler(
        source.encode(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if form == "png":
        return _bytes(compiler.compile(format="png", ppi=dpi))
    return _bytes(compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment))


def drawn(drawing: Drawing) -> str:
    """Return the SVG of a drawing with our letters and only signs that can be printed."""
    return printable(drawing.svg.replace(*_SERIF))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )


def _bytes(made: Any) -> bytes:
    assert isinstance(made, bytes), "typst gives one file for a PDF and for one page of PNG"
    return made
