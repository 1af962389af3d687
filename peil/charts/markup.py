"""Pieces of markup that charts share; positions are percentages, so a chart fits any width.

Lines are SVG in a box of 100 by 100 that is stretched without scaling the strokes; every text is
HTML, so that it is never stretched. Colours are classes of ``static/charts.css``.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, Protocol

#: How a chart is read with the keyboard; stands at the end of its description.
WALK: Final = "Loop met de pijltjestoetsen langs de cijfers."


class Placed(Protocol):
    """Anything with a place in a plot: percentages from the left and from the top."""

    @property
    def x(self) -> float:
        """Return the percentage from the left."""
        ...

    @property
    def y(self) -> float:
        """Return the percentage from the top."""
        ...


def surface(alt: str, body: str, kind: str, *, extra: str = "") -> str:
    """Return a chart as one stop of the tab key, with what it shows in words.

    ``kind``: its class. ``extra``: attributes in markup.
    """
    return (
        f'<div class="vlak-grafiek {kind}" role="img" tabindex="0" '
        f'aria-label="{escape(f"{alt} {WALK}")}"{extra}>{body}</div>'
    )


def number(value: float) -> str:
    """Return a percentage as it stands in markup: two decimals at most, ``12.5``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def path(spots: Sequence[Placed]) -> str:
    """Return the ``d`` of a line through the spots."""
    return "M" + "L".join(f"{number(s.x)} {number(s.y)}" for s in spots)


def area(upper: Iterable[tuple[float, float]], lower: Sequence[tuple[float, float]]) -> str:
    """Return the ``d`` of what lies between two lines of (x, y)."""
    edge = [*upper, *reversed(lower)]
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in edge) + "Z"


def stroke(d: str, kind: str) -> str:
    """Return an SVG path of that class."""
    return f'<path class="{kind}" d="{d}"/>'


def drawing(body: str) -> str:
    """Return the SVG layer of a plot."""
    return f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{body}</svg>'


def tip(lines: Sequence[str], series: object = "") -> str:
    """Return the attributes of an element with a tip; ``series``: what arrows walk along."""
    row = f' data-rij="{escape(str(series))}"' if series != "" else ""
    return f'data-tip="{escape(chr(10).join(lines))}"{row}'


def at(x: float, y: float) -> str:
    """Return the style of an element at a place in the plot."""
    return f"left:{number(x)}%;top:{number(y)}%"


def star_note(values: Iterable[str]) -> str:
    """Return what the star at one of these values means, or nothing when none has one."""
    starred = any(value.endswith("*") for value in values)
    return '<p class="small">* fictief cijfer</p>' if starred else ""
