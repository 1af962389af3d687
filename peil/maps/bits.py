"""Land as rows of bits, to find where a text fits; a bit is a square of one point.

A whole number in Python is as long as a row of the map is wide, so that one ``and`` judges all
places of that row at once.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from peil.maps.shapes import Point, Ring

#: The rows of the land from top to bottom.
Rows = list[int]


def rows_of(rings: Iterable[Ring], height: int) -> Rows:
    """Return the land inside rings; a ring inside another is a hole."""
    rows = [0] * height
    for ring in rings:
        for y, row in enumerate(_filled(ring, height)):
            rows[y] ^= row
    return rows


def _filled(ring: Ring, height: int) -> Rows:
    cuts: list[list[float]] = [[] for _ in range(height)]
    for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
        if ay == by:
            continue
        low, high = (ay, by) if ay < by else (by, ay)
        slope = (bx - ax) / (by - ay)
        for y in range(max(round(low), 0), min(round(high), height)):
            cuts[y].append(ax + (y + 0.5 - ay) * slope)
    rows: Rows = []
    for found in cuts:
        found.sort()
        row = 0
        for left, right in zip(found[::2], found[1::2], strict=False):
            a, b = max(round(left), 0), max(round(right), 0)
            row |= (1 << b) - (1 << a)
        rows.append(row)
    return rows


def together(many: Sequence[Rows], height: int) -> Rows:
    """Return the land of several areas as one."""
    rows = [0] * height
    for own in many:
        for y, row in enumerate(own):
            rows[y] |= row
    return rows


def clear(rows: Rows, box: tuple[float, float, float, float]) -> bool:
    """Return whether a box (left, top, right, bottom) holds no land at all."""
    left, right = max(int(box[0]), 0), int(box[2]) + 1
    if right <= left:
        return True
    mask = (1 << right) - (1 << left)
    return not any(row & mask for row in rows[max(int(box[1]), 0) : max(int(box[3]) + 1, 0)])


def room(rows: Rows, lines: Sequence[tuple[float, float, float]]) -> Rows:
    """Return where the middle of some lines of text can stand with all of it on land.

    Args:
        rows: the land.
        lines: per line of text its width, and the top and bottom of its letters from the middle.
    """
    fits: Rows | None = None
    for wide, top, bottom in lines:
        reach, own = int(wide / 2) + 1, list[int]()
        narrowed = [_narrowed(row, 2 * reach) for row in rows]
        first, last = int(top) - (top < 0), int(bottom) + (bottom > 0)
        for y in range(len(rows)):
            part = narrowed[max(y + first, 0) : y + last + 1]
            whole = -1 if len(part) == last - first + 1 else 0
            for row in part:
                whole &= row
            own.append(whole << reach)
        fits = own if fits is None else [a & b for a, b in zip(fits, own, strict=True)]
    return fits or []


def _narrowed(row: int, wide: int) -> int:
    """Return the bits that start a run of at least ``wide`` bits."""
    done = 1
    while done < wide and row:
        step = min(done, wide - done)
        row &= row >> step
        done += step
    return row


def nearest(rows: Rows, x: float, y: float, across: float = 1.5) -> tuple[float, Point] | None:
    """Return the set bit nearest to a point, with how far it is; up and down counts more."""
    best: tuple[float, Point] | None = None
    column = max(int(x), 0)
    for line, row in enumerate(rows):
        far = abs(line - y) * across
        if not row or (best and far >= best[0]):
            continue
        below = row & ((2 << column) - 1)
        above = row >> column
        found = [below.bit_length() - 1] if below else []
        found += [column + (above & -above).bit_length() - 1] if above else []
        for at in found:
            cost = ((at - x) ** 2 + far**2) ** 0.5
            if best is None or cost < best[0]:
                best = cost, (float(at), float(line))
    return best
