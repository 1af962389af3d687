"""A drawing that stands by itself: SVG text with its own colours, and its words.

For reports, where no style sheet and no browser is. What lies where comes from the same layouts as
on the screen.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of ``width`` by ``height`` points (1/72 inch), with what it shows in words.

    ``alt`` is never empty: a reader who cannot see the drawing has nothing else.
    """

    svg: str
    width: float
    height: float
    alt: str
