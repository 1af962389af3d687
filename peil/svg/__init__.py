"""Pieces of an SVG that stands by itself: every colour, size and word is in it.

Coordinates are points (1/72 inch). No style sheet, no script, no font but by name: what reads it
(typst, Word by way of a picture) brings Public Sans. Signs that the font lacks are paths.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha1
from html import escape
from typing import Final, Literal

from peil.palette import LIGHT
from peil.svg.widths import fitted, known, width_of, wrapped

__all__ = [
    "LETTER",
    "circle",
    "document",
    "fitted",
    "joined",
    "known",
    "line",
    "number",
    "path",
    "patterns",
    "rect",
    "sign",
    "text",
    "width_of",
    "wrapped",
]

Anchor = Literal["start", "middle", "end"]
#: The type size of axes, names and values in a drawing, in points.
LETTER: Final = 7.5
#: From its middle to its baseline, as a share of the type size.
_MIDDLE: Final = 0.355
#: What is smaller than this is written as 0.
_NOTHING: Final = 0.005
#: Signs in a square of 12 by 12, and whether they are filled or drawn as a line.
_SIGNS: Final[dict[str, tuple[str, bool]]] = {
    "hoger": ("M6 1.5 11 10.5H1Z", True),
    "lager": ("M6 10.5 1 1.5H11Z", True),
    "vergelijkbaar": ("M1 4.6q2.5-2.6 5 0t5 0M1 8.6q2.5-2.6 5 0t5 0", False),
    "probleem": ("M6 1 11 6 6 11 1 6Z", False),
    "inspanning": ("M1 6H11M7 2 11 6 7 10", False),
    "resultaat": ("M1.5 6.5 4.8 9.8 10.5 2.5", False),
}


def number(value: float) -> str:
    """Return a coordinate: two decimals at most, and never ``-0``."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = LETTER,
    weight: int = 400,
    fill: str = LIGHT.ink2,
    anchor: Anchor = "start",
    halo: str = "",
) -> str:
    """Return words of which the middle of the letters stands at ``y``.

    ``halo`` is the colour of an edge around the letters, for words that stand on a drawing.
    """
    edge = ""
    if halo:
        edge = (
            f' stroke="{halo}" stroke-width="{number(size * 0.28)}" stroke-linejoin="round" '
            'paint-order="stroke"'
        )
    heavy = f' font-weight="{weight}"' if weight != 400 else ""
    where = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{number(x)}" y="{number(y + size * _MIDDLE)}" font-size="{number(size)}"'
        f'{heavy}{where} fill="{fill}"{edge}>{escape(known(words), quote=False)}</text>'
    )


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 0.75, dash: str = ""
) -> str:
    """Return a straight line; ``dash`` as in ``6 3``."""
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" '
        f'stroke="{stroke}" stroke-width="{number(width)}"{_dash(dash)}/>'
    )


def path(
    d: str, *, fill: str = "none", stroke: str = "", width: float = 0.75, dash: str = "",
    opacity: float = 1.0,
) -> str:  # fmt: skip
    """Return a path, filled, drawn or both; nothing when it has no points."""
    if not d:
        return ""
    drawn = (
        f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linejoin="round"{_dash(dash)}'
        if stroke
        else ""
    )
    soft = f' opacity="{number(opacity)}"' if opacity < 1 else ""
    return f'<path d="{d}" fill="{fill}"{drawn}{soft}/>'


def rect(
    x: float, y: float, width: float, height: float, *, fill: str = "none", stroke: str = "",
    line_width: float = 0.75, dash: str = "", opacity: float = 1.0, radius: float = 0.0,
) -> str:  # fmt: skip
    """Return a rectangle; one without a size is nothing."""
    if min(width, height) < _NOTHING:
        return ""
    edge = f' stroke="{stroke}" stroke-width="{number(line_width)}"{_dash(dash)}' if stroke else ""
    soft = f' opacity="{number(opacity)}"' if opacity < 1 else ""
    corner = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}"{corner} fill="{fill}"{edge}{soft}/>'
    )


def circle(x: float, y: float, r: float, *, fill: str, stroke: str = "", width: float = 1) -> str:
    """Return a circle."""
    edge = f' stroke="{stroke}" stroke-width="{number(width)}"' if stroke else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="{fill}"{edge}/>'


def sign(name: str, x: float, y: float, size: float, colour: str = LIGHT.ink2) -> str:
    """Return a sign with its middle at (x, y): ``hoger``, ``lager``, ``vergelijkbaar`` or a type.

    An unknown name is nothing: a figure that was not compared has no sign.
    """
    if name not in _SIGNS:
        return ""
    d, is_filled = _SIGNS[name]
    look = (
        f'fill="{colour}"'
        if is_filled
        else f'fill="none" stroke="{colour}" stroke-width="1.5" stroke-linejoin="round"'
    )
    scale = size / 12
    where = f"translate({number(x - size / 2)} {number(y - size / 2)}) scale({scale:.4f})"
    return f'<path transform="{where}" d="{d}" {look}/>'


def joined(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """Return the ``d`` of a line through points; nothing for fewer than two."""
    if len(points) < 2:
        return ""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")


def _dash(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def patterns(prefix: str) -> str:
    """Return the hatch of onderdrukt and the dots of niet geleverd, as ``{prefix}-onderdrukt``…"""
    hatch = (
        f'<pattern id="{prefix}-onderdrukt" width="4" height="4" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="4" height="4" fill="{LIGHT.card}"/>'
        f'<rect width="1.4" height="4" fill="{LIGHT.hatch}"/></pattern>'
    )
    dots = (
        f'<pattern id="{prefix}-niet-geleverd" width="4.5" height="4.5" '
        f'patternUnits="userSpaceOnUse"><rect width="4.5" height="4.5" fill="{LIGHT.card}"/>'
        f'<circle cx="2.25" cy="2.25" r="0.8" fill="{LIGHT.hatch}"/></pattern>'
    )
    return f"<defs>{hatch}{dots}</defs>"


#: Stands where the name of this drawing's patterns comes, until all of it is known.
PREFIX: Final = "@eigen@"


def document(width: float, height: float, parts: Iterable[str]) -> str:
    """Return a whole SVG of that size.

    Patterns are named after all that is drawn, so that two drawings in one document never share
    a name unless they are the same.
    """
    body = "".join(parts)
    if PREFIX in body:
        own = "p" + sha1(body.encode(), usedforsecurity=False).hexdigest()[:10]
        body = (patterns(PREFIX) + body).replace(PREFIX, own)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}pt" '
        f'height="{number(height)}pt" viewBox="0 0 {number(width)} {number(height)}" '
        f'font-family="Public Sans">{body}</svg>'
    )
