"""Where names and figures stand on a map: the rules of the browser, in points.

A name stands in its area if it fits; else beside the land, with a line that crosses no other
text; else only the figure stands; else nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from typing import Final, Literal

from peil import svg
from peil.maps import bits
from peil.maps.shapes import Area, Picture, Point

Box = tuple[float, float, float, float]
Line = tuple[Point, Point]
Anchor = Literal["start", "middle", "end"]

LEADING: Final = 1.15
#: Above so many areas there is no room for lines to names.
_MANY: Final = 60
#: In how many directions a place beside the land is looked for.
_WAYS: Final = 32


@dataclass(frozen=True, slots=True)
class Letters:
    """The type on a map: the sizes of names and figures, and the widest figure, in points."""

    naam: float
    cijfer: float
    breed: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the words of one area stand: the lines of its name, if any, with the figure below.

    ``leader`` runs from the area to the words, when those stand beside the land.
    """

    code: str
    namen: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor
    box: Box
    leader: Line | None = None


@dataclass(frozen=True, slots=True)
class _Beside:
    cost: float
    spot: Spot


@lru_cache(maxsize=64)
def lay_out(
    picture: Picture, letters: Letters, left: float, width: float, height: float
) -> tuple[Spot, ...]:
    """Return where everything stands, from the left top of the picture.

    Args:
        picture: the areas.
        letters: the type; the widest figure, so that what stands moves for no recolouring.
        left: how much room there is left of the picture; as much is on its right.
        width: of the picture with the room on both sides.
        height: of the picture.
    """
    high = int(height) + 1
    land = [bits.rows_of(area.rings, high) for area in picture.areas]
    spots: list[Spot] = []
    waiting: list[tuple[Area, Spot | None]] = []
    many = len(picture.areas) > _MANY
    for area, rows in zip(picture.areas, land, strict=True):
        named, bare = _inside(area, rows, letters)
        if named:
            spots.append(named)
        else:
            waiting.append((area, bare))
    if many:
        return (*spots, *(bare for _, bare in waiting if bare))
    ground = bits.together(land, high)
    frame = (-left, 0.0, width - left, height)
    tries = {
        area.code: sorted(_beside(area, letters, ground, frame), key=lambda b: b.cost)
        for area, _ in waiting
    }
    return tuple(_settle(spots, waiting, tries))


def _settle(
    spots: list[Spot],
    waiting: list[tuple[Area, Spot | None]],
    tries: dict[str, list[_Beside]],
) -> list[Spot]:
    """Give each name that waits its nearest free place, the nearest of all first."""
    placed = list(spots)
    # A figure that may stay inside is in the way of lines too, until its name went outside.
    bare = {area.code: spot for area, spot in waiting if spot}
    left = [area.code for area, _ in waiting]
    while left:
        taken = [s.box for s in placed]
        lines = [s.leader for s in placed if s.leader]
        found: list[_Beside] = []
        for code in left:
            others = [s.box for other, s in bare.items() if other != code]
            free = (t for t in tries[code] if _is_free(t.spot, [*taken, *others], lines))
            found += [t for t in [next(free, None)] if t]
        if not found:
            break
        best = min(found, key=lambda f: (f.cost, f.spot.code))
        placed.append(best.spot)
        bare.pop(best.spot.code, None)
        left.remove(best.spot.code)
    return [*placed, *(bare[code] for code in left if code in bare)]


def _is_free(spot: Spot, boxes: Sequence[Box], lines: Sequence[Line]) -> bool:
    leader = spot.leader
    if leader is None:
        return False
    if any(overlap(spot.box, b, 3) or crosses(leader, b) for b in boxes):
        return False
    return not any(_meet(line, leader) or crosses(line, spot.box) for line in lines)


def _rows(letters: Letters, namen: Sequence[str]) -> list[tuple[float, float]]:
    """Return width and size of each line: the name, then the figure."""
    named = [(svg.width_of(n, letters.naam), letters.naam) for n in namen]
    return [*named, (letters.breed, letters.cijfer)]


def _inside(area: Area, land: bits.Rows, letters: Letters) -> tuple[Spot | None, Spot | None]:
    """Return where name and figure fit, or else the figure alone."""

    def fit(namen: Sequence[str]) -> tuple[float, Spot] | None:
        rows = _rows(letters, namen)
        wide, high = max(w for w, _ in rows), sum(s for _, s in rows) * LEADING
        top, lines = -high / 2, list[tuple[float, float, float]]()
        for w, size in rows:
            lines.append((w + 5, top + size * 0.2, top + size))
            top += size * LEADING
        found = bits.nearest(bits.room(land, lines), area.x, area.y)
        if found is None:
            return None
        cost, (x, y) = found
        box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        return cost, Spot(area.code, tuple(namen), x, y, "middle", box)

    whole, split = fit([area.naam]), halves(area.naam)
    # One line, unless it is pushed aside and two lines would stand better.
    broken = fit(split) if split and not (whole and whole[0] < 10) else None
    named = broken if broken and not (whole and whole[0] < broken[0] + 6) else whole
    bare = None if named else fit([])
    return (named[1] if named else None, bare[1] if bare else None)


def halves(name: str) -> tuple[str, str] | None:
    """Return a name over two lines, as equal as it can be cut at a space or hyphen."""
    cuts = [m.start() + 1 for m in re.finditer("[ -]", name)]
    if not cuts:
        return None
    cut = min(cuts, key=lambda c: max(c, len(name) - c))
    return name[:cut].strip(), name[cut:]


def _beside(area: Area, letters: Letters, ground: bits.Rows, frame: Box) -> Iterator[_Beside]:
    """Return the places beside the land, with a line from the area; one per direction."""
    rows = _rows(letters, [area.naam])
    wide, high = max(w for w, _ in rows), sum(s for _, s in rows) * LEADING
    for n in range(_WAYS):
        dx, dy = cos(n * 2 * pi / _WAYS), sin(n * 2 * pi / _WAYS)
        anchor: Anchor = "end" if dx < -0.4 else "start" if dx > 0.4 else "middle"
        far, over = min((frame[2] - frame[0]) * 0.3, 140), 0
        for d in range(6, int(far), 4):
            end = (area.x + dx * d, area.y + dy * d)
            if not bits.clear(ground, (*end, *end)):
                over += 4
                if over > 68:
                    break
                continue
            x = end[0] + {"end": -3, "start": 3, "middle": 0}[anchor]
            y = end[1] + ((high / 2 + 1.5) * (1 if dy > 0 else -1) if anchor == "middle" else 0)
            left = x - wide * {"end": 1.0, "start": 0.0, "middle": 0.5}[anchor]
            box = (left, y - high / 2, left + wide, y + high / 2)
            if box[0] < frame[0] or box[1] < 0 or box[2] > frame[2] or box[3] > frame[3]:
                break
            if bits.clear(ground, (box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2)):
                line = ((area.x, area.y), end)
                spot = Spot(area.code, (area.naam,), x, y, anchor, box, line)
                yield _Beside(d + over + abs(dy) * 9, spot)


def overlap(a: Box, b: Box, gap: float = 0.0) -> bool:
    """Return whether two boxes come closer than ``gap``."""
    return (
        a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap
    )  # fmt: skip


def crosses(line: Line, box: Box) -> bool:
    """Return whether a line touches a box (Liang-Barsky)."""
    (px, py), (qx, qy) = line
    start, end = 0.0, 1.0
    for step, low, high in (
        (qx - px, box[0] - px, box[2] - px),
        (qy - py, box[1] - py, box[3] - py),
    ):
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        a, b = (low / step, high / step) if step > 0 else (high / step, low / step)
        start, end = max(start, a), min(end, b)
        if start > end:
            return False
    return True


def _meet(one: Line, other: Line) -> bool:
    (a, b), (c, d) = one, other
    return (_turn(a, b, c) > 0) != (_turn(a, b, d) > 0) and (_turn(c, d, a) > 0) != (
        _turn(c, d, b) > 0
    )


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
