"""The legend of a map on paper: classes as one bar from low to high, then what is no class."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from peil import svg
from peil.maps.inks import ink, is_class
from peil.maps.legend import Legend
from peil.palette import LIGHT

_SIZE: Final = 6.8
_ROW: Final = 9.5
_BAR: Final = 8.0
#: The widest that one class of the bar becomes.
_STEP: Final = 76.0
_GAP: Final = 4.0


def draw_legend(
    legend: Legend, looks: Sequence[str], notes: Sequence[str], width: float, top: float
) -> tuple[str, float]:
    """Return the legend below ``top`` and where it ends.

    Args:
        legend: what each look means.
        looks: of every area, to count.
        notes: the sentences below it.
        width: in points.
        top: where it starts.
    """
    count, what = Counter(looks), legend["wat"]
    told = [(look, words, f"{count[look]} {what}".strip()) for look, words in legend["vakken"]]
    scale = [entry for entry in told if legend["titel"] and is_class(entry[0])]
    rest = [entry for entry in told if entry not in scale]
    parts: list[str] = []
    y = top
    if legend["titel"]:
        words = svg.fitted(legend["titel"], _SIZE, width, 600)
        parts.append(svg.text(0, y + 5, words, size=_SIZE, weight=600, fill=LIGHT.ink))
        y += 12
    for draw, entries in ((_scale, scale), (_rest, rest)):
        if entries:
            drawn, y = draw(entries, width, y)
            parts.append(drawn)
    for line in [row for n in notes if n for row in svg.wrapped(n, 6, width, most=3)]:
        parts.append(svg.text(0, y + 5, line, size=6))
        y += 8
    return "".join(parts), y


def draw_column(
    legend: Legend, looks: Sequence[str], left: float, width: float, tall: float
) -> tuple[str, float]:
    """Return the legend as rows beside a small map from ``left``, and where it ends.

    Args:
        legend: what each look means.
        looks: of every area, to count.
        left: where it starts.
        width: in points.
        tall: how high the map is: the rows stand in the middle beside it.
    """
    count = Counter(looks)
    # What does not occur is left out, unless it is a class: those make the scale.
    rows = [(k, w) for k, w in legend["vakken"] if is_class(k) or count[k]]
    step = _ROW + 1
    y = max((tall - len(rows) * step) / 2, 0.0)
    parts: list[str] = []
    for n, (look, words) in enumerate(rows):
        own, at = ink(look), y + n * step
        edge = "" if is_class(look) else LIGHT.hatch
        box = svg.rect(left, at, 10, 8, fill=own.vulling, stroke=edge, dash=own.dash)
        # A threshold that does not fit is left out whole: half a word tells nobody anything.
        short = words if _wide(words) <= width - 13 else words.partition(" (")[0]
        parts += [box, _words(left + 13, at + 4.4, svg.fitted(short, _SIZE, width - 13))]
    return "".join(parts), y + len(rows) * step


_Entry = tuple[str, str, str]


def _scale(entries: Sequence[_Entry], width: float, top: float) -> tuple[str, float]:
    step = min(width / len(entries), _STEP)
    if any(_wide(words) > step - _GAP for _, words, _ in entries):
        return _rest(entries, width, top)
    parts: list[str] = []
    for n, (look, words, number) in enumerate(entries):
        x = n * step
        parts.append(svg.rect(x, top, step - 0.75, _BAR, fill=ink(look).vulling))
        parts.append(_words(x, top + _BAR + 6, words))
        parts.append(svg.text(x, top + _BAR + 14.5, number, size=_SIZE - 0.3))
    return "".join(parts), top + _BAR + 22


def _rest(entries: Sequence[_Entry], width: float, top: float) -> tuple[str, float]:
    """Return entries one after another, on as many lines as they need."""
    parts: list[str] = []
    x, y = 0.0, top
    for look, words, number in entries:
        shown = svg.fitted(words, _SIZE, width - 60) if _wide(words) > width - 60 else words
        wide = 17 + _wide(shown) + 4 + svg.width_of(number, _SIZE - 0.3)
        if x and x + wide > width:
            x, y = 0.0, y + _ROW + 1.5
        own = ink(look)
        edge = LIGHT.hatch if not is_class(look) else ""
        parts.append(
            svg.rect(x + 0.4, y + 0.6, 13, 8, fill=own.vulling, stroke=edge, dash=own.dash)
        )
        parts.append(_words(x + 17, y + 4.8, shown))
        at = x + 17 + _wide(shown) + 4
        parts.append(svg.text(at, y + 4.8, number, size=_SIZE - 0.3))
        x += wide + 12
    return "".join(parts), y + _ROW + 4


def _parted(words: str) -> tuple[list[str], str]:
    """Return the signs before a text, and the text; the font lacks the signs."""
    signs = {"▲": "hoger", "▼": "lager", "≈": "vergelijkbaar"}
    text = words.lstrip("▲▼≈ ")
    return [signs[c] for c in words[: len(words) - len(text)] if c in signs], text


def _wide(words: str) -> float:
    signs, text = _parted(words)
    return len(signs) * _SIZE + svg.width_of(text, _SIZE) + (2 if signs else 0)


def _words(x: float, y: float, words: str) -> str:
    signs, text = _parted(words)
    drawn = [svg.sign(s, x + _SIZE * (n + 0.5), y, _SIZE - 1) for n, s in enumerate(signs)]
    at = x + len(signs) * _SIZE + (2 if signs else 0)
    return "".join(drawn) + svg.text(at, y, text, size=_SIZE, fill=LIGHT.ink)
