"""How wide a text is in Public Sans, so that a drawing can keep its words apart without a browser.

``widths.json`` holds per weight the characters of each width, in thousandths of the type size.
"""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

#: For what the font lacks and has no nearest letter.
_UNKNOWN: Final = "•"


@lru_cache(maxsize=1)
def _widths() -> dict[int, dict[str, float]]:
    """Return per weight the width of each character, as a share of the type size."""
    stored = json.loads(Path(__file__).with_name("widths.json").read_text("utf-8"))
    return {
        int(weight): {c: int(width) / 1000 for width, found in rows.items() for c in found}
        for weight, rows in stored.items()
    }


@lru_cache(maxsize=4096)
def known(words: str) -> str:
    """Return a text in characters that the font has: the nearest letter, or a bullet.

    Line ends become spaces; what has no width or belongs to no text is left out.
    """
    have = _widths()[400]
    return "".join(
        c if c in have else _nearest(c, have) for c in unicodedata.normalize("NFC", words)
    )


def _nearest(character: str, have: dict[str, float]) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character)[0] in "CM":
        return ""
    letters = "".join(c for c in unicodedata.normalize("NFKD", character) if c in have)
    return letters or _UNKNOWN


@lru_cache(maxsize=8192)
def width_of(words: str, size: float, weight: int = 400) -> float:
    """Return how wide a text is in points; kerning makes it at most a little narrower."""
    own = _widths()[weight]
    return sum(own.get(c, 1.0) for c in known(words)) * size


def fitted(words: str, size: float, room: float, weight: int = 400) -> str:
    """Return as much of a text as fits in ``room`` points, with ``…`` where it was cut."""
    if width_of(words, size, weight) <= room:
        return words
    for end in range(len(words) - 1, 0, -1):
        cut = f"{words[:end].rstrip(' -,(')}…"
        if width_of(cut, size, weight) <= room:
            return cut
    return ""


def wrapped(words: str, size: float, room: float, weight: int = 400, most: int = 3) -> list[str]:
    """Return a text over at most so many lines; the last one is cut where it does not fit."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1:
        count = len(rest)
        while count > 1 and width_of(" ".join(rest[:count]), size, weight) > room:
            count -= 1
        lines.append(fitted(" ".join(rest[:count]), size, room, weight))
        rest = rest[count:]
    if rest:
        lines.append(fitted(" ".join(rest), size, room, weight))
    return [line for line in lines if line]
