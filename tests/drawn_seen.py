"""What a test asks of a drawing: its words, where they stand, and that nothing covers another."""

import re
from dataclasses import replace
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

from sample import figure

from peil import svg
from peil.drawing import Drawing
from peil.figure import Figure

SPACE = "{http://www.w3.org/2000/svg}"
#: Two lines of text touch when they share more than this of their height and width, in points.
TOUCH = 0.6
LONG = "Nederbetuwse Waardengemeenschap aan den Rijnstroom <&> \u2603"


YEARS = range(2016, 2026)


def texts(drawing: Drawing) -> list[tuple[str, float, float, float, float]]:
    """Return each text with its left, top, right and bottom, from the widths of the font."""
    found: list[tuple[str, float, float, float, float]] = []
    for node in ET.fromstring(drawing.svg).iter(f"{SPACE}text"):
        words, size = node.text or "", float(node.attrib["font-size"])
        wide = svg.width_of(words, size, int(node.attrib.get("font-weight", 400)))
        back = {"start": 0.0, "middle": 0.5, "end": 1.0}[node.attrib.get("text-anchor", "start")]
        left, base = float(node.attrib["x"]) - wide * back, float(node.attrib["y"])
        found.append((words, left, base - size * 0.72, left + wide, base + size * 0.02))
    return found


def check(drawing: Drawing) -> list[str]:
    """Hold what holds for every drawing, and return its texts."""
    root = ET.fromstring(drawing.svg)
    assert root.attrib["viewBox"].split()[2:] == [
        svg.number(drawing.width),
        svg.number(drawing.height),
    ]
    assert drawing.alt.strip()
    assert "nan" not in drawing.svg
    assert "inf" not in drawing.svg
    for node in root.iter():
        sizes = [float(node.attrib[k]) for k in ("width", "height", "r") if k in node.attrib
                 and node is not root]  # fmt: skip
        assert all(size > 0 for size in sizes)
    ids = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", drawing.svg)) <= set(ids)
    found = texts(drawing)
    for words, left, top, right, bottom in found:
        assert words == svg.known(words), words
        assert -1 < left < right < drawing.width + 1, (words, left, right)
        assert -1 < top < bottom < drawing.height + 1, (words, top, bottom)
    for (a, la, ta, ra, ba), (b, lb, tb, rb, bb) in combinations(found, 2):
        wide, tall = min(ra, rb) - max(la, lb), min(ba, bb) - max(ta, tb)
        assert wide < TOUCH or tall < TOUCH, f"{a} covers {b}"
    return [words for words, *_ in found]


def series(years: range, **change: Any) -> list[Figure]:
    """Return a figure for each year."""
    return [figure(periode=str(year), jaar=year, **change) for year in years]


def hidden(f: Figure, status: str = "onderdrukt") -> Figure:
    """Return the figure without a value."""
    return replace(f, waarde=None, teller=None, laag=None, hoog=None, status=status)
