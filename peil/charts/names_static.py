"""The plot inside a drawing for a report, and the names beside it that never cover each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from peil import svg
from peil.charts.base import spread
from peil.charts.trend_lines import Line
from peil.drawing import Drawing
from peil.palette import LIGHT

#: The height of one line of a name.
ROW: Final = 9.5
#: A name with its value takes one line when it is no wider than this share of its room.
_ONE_LINE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Box:
    """The plot inside a drawing, in points; takes the percentages of a layout."""

    left: float
    top: float
    width: float
    height: float

    def x(self, percent: float) -> float:
        """Return the place in points of a percentage from the left."""
        return self.left + self.width * percent / 100

    def y(self, percent: float) -> float:
        """Return the place in points of a percentage from the top."""
        return self.top + self.height * percent / 100

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a line over one to three lines of text, with its value at the end."""

    line: Line
    rows: tuple[tuple[str, int], ...]

    @property
    def colour(self) -> str:
        """Return the colour of its line."""
        return colour_of(self.line)

    @property
    def height(self) -> float:
        """Return how high it is in points."""
        return len(self.rows) * ROW

    @property
    def width(self) -> float:
        """Return how wide it is in points."""
        return max(svg.width_of(words, svg.LETTER, weight) for words, weight in self.rows)


def colour_of(line: Line) -> str:
    """Return the colour of a line: petrol for the first chosen area, grey for a benchmark."""
    return LIGHT.categorical[line.nummer - 1] if line.nummer else LIGHT.ink2


def nothing(width: float, alt: str) -> Drawing:
    """Return a drawing that says there is nothing to draw."""
    parts = [
        svg.rect(0.5, 0.5, width - 1, 47, stroke=LIGHT.line),
        svg.text(width / 2, 24, "Geen cijfers", size=8, anchor="middle"),
    ]
    return Drawing(svg.document(width, 48, parts), width, 48.0, alt)


def names_of(lines: Sequence[Line], room: float) -> list[Name]:
    """Return the names of some lines, none wider than ``room`` unless its value is."""
    return [_name(line, room) for line in lines]


def shortened(names: Sequence[Name], tall: float, room: float) -> list[Name]:
    """Return the names, cut to one line each when they would not fit in a plot so ``tall``."""
    if sum(name.height for name in names) <= tall:
        return list(names)
    return [_short(name.line, room) for name in names]


def _name(line: Line, room: float) -> Name:
    """Return the name on one line with its value, or over two with the value below."""
    weight = 600 if line.nummer else 400
    whole = f"{line.naam} {line.waarde}"
    if svg.width_of(whole, svg.LETTER, weight) <= room * _ONE_LINE:
        return Name(line, ((whole, weight),))
    rows = svg.wrapped(line.naam, svg.LETTER, room, weight, most=2)
    return Name(line, tuple((words, weight) for words in (*rows, line.waarde)))


def _short(line: Line, room: float) -> Name:
    weight = 600 if line.nummer else 400
    left = room - svg.width_of(f" {line.waarde}", svg.LETTER, weight)
    words = f"{svg.fitted(line.naam, svg.LETTER, left, weight)} {line.waarde}"
    return Name(line, ((words, weight),))


def beside(names: Sequence[Name], box: Box) -> str:
    """Return the names, each beside the end of its line or as near as there is room."""
    wanted = [box.y(name.line.spots[-1].y) for name in names]
    low = box.top - ROW / 2
    middles = spread(wanted, [name.height for name in names], low, box.bottom + ROW / 2)
    parts: list[str] = []
    for name, middle in zip(names, middles, strict=True):
        for n, (words, weight) in enumerate(name.rows):
            y = middle - name.height / 2 + ROW * (n + 0.5)
            parts.append(svg.text(box.right + 7, y, words, weight=weight, fill=name.colour))
    return "".join(parts)
