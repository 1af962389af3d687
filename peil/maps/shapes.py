"""The boundaries as they were built, for a map that is drawn without a browser.

    read_shapes(work, stand=0) -> Shapes | None
    shapes.picture(codes, width) -> Picture | None      in points, as wide as asked

The same projection as in the browser: one cosine for the whole picture.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import cos, radians
from pathlib import Path
from typing import Any, Final

from peil import svg
from peil.mapfiles import FOLDER, read_map_files

Point = tuple[float, float]
Ring = tuple[Point, ...]
Rings = tuple[Ring, ...]

#: Metres of one degree of latitude.
_METRES: Final = 111_320
#: Which geometry at how many metres left out, coarse to fine.
_LEVELS: Final = (("-grof", 400), ("-midden", 100), ("", 25))


@dataclass(frozen=True, eq=False)
class Area:
    """An area of a picture: where its words stand best, and its rings, in points."""

    code: str
    naam: str
    x: float
    y: float
    rings: Rings

    @cached_property
    def path(self) -> str:
        """The ``d`` of its outline."""
        return outline(self.rings)


@dataclass(frozen=True, eq=False)
class Picture:
    """The areas and the districts around them, in points from the left top."""

    areas: tuple[Area, ...]
    districts: tuple[Area, ...]
    width: float
    height: float


@dataclass(frozen=True, eq=False)
class Shapes:
    """All boundaries of one stand: per coarseness the gemeenten and the districten."""

    levels: Mapping[str, tuple[Sequence[Any], Sequence[Any]]]
    credit: str

    def has(self, codes: Iterable[str]) -> bool:
        """Return whether any of these areas can be drawn."""
        own = set(codes)
        gemeenten, _ = next(iter(self.levels.values()))
        return any(f["properties"]["code"] in own for f in gemeenten)

    def picture(self, codes: Iterable[str], width: float, tallest: float) -> Picture | None:
        """Return these areas in at most so many points; nothing when none of them is known."""
        return _picture(self, frozenset(codes), width, tallest)


def read_shapes(work: Path, stand: int = 0) -> Shapes | None:
    """Return the boundaries that were built below ``work``, or nothing before they are.

    Args:
        work: the work folder.
        stand: of which stand, if it has boundaries of its own.
    """
    built = read_map_files(work, stand)
    files: list[tuple[str, Path, Path]] = []
    for suffix, _ in _LEVELS:
        pair = [built.files.get(f"{name}{suffix}", "") for name in ("gemeenten", "districten")]
        paths = [work / FOLDER / name for name in pair if name]
        if len(paths) == 2 and all(path.is_file() for path in paths):
            files.append((suffix, paths[0], paths[1]))
    return _read(tuple(files), built.credit) if files else None


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[str, Path, Path], ...], credit: str) -> Shapes:
    # The name of a file holds the hash of its content: what was read once stays true.
    return Shapes({s: (_features(own), _features(above)) for s, own, above in files}, credit)


def _features(path: Path) -> Sequence[Any]:
    return json.loads(path.read_text("utf-8"))["features"]


@lru_cache(maxsize=64)
def _picture(shapes: Shapes, codes: frozenset[str], width: float, tallest: float) -> Picture | None:
    coarse = _of(shapes, next(iter(shapes.levels)), codes)
    if not coarse:
        return None
    suffix = _level(shapes, _METRES / _scale(coarse, width, tallest)[1])
    features = _of(shapes, suffix, codes)
    # Finer boundaries reach a little further: only they say how large all of it is.
    squeeze, scale = _scale(features, width, tallest)
    (west, south), (east, north) = _frame(features)

    def put(point: Sequence[float]) -> Point:
        return (point[0] - west) * squeeze * scale, (north - point[1]) * scale

    def area(feature: Any) -> Area:
        told = feature["properties"]
        rings = tuple(tuple(map(put, ring)) for ring in _rings(feature["geometry"]))
        x, y = put(told["label"]) if "label" in told else _middle(rings)
        return Area(told["code"], told["naam"], x, y, rings)

    near = {f["properties"]["district"] for f in features}
    around = [f for f in shapes.levels[suffix][1] if f["properties"]["code"] in near]
    return Picture(
        tuple(map(area, features)),
        tuple(map(area, around)),
        (east - west) * squeeze * scale,
        (north - south) * scale,
    )


def _scale(features: Sequence[Any], width: float, tallest: float) -> tuple[float, float]:
    """Return how much a degree eastward is shorter than one northward, and points per degree."""
    (west, south), (east, north) = _frame(features)
    squeeze = cos(radians((south + north) / 2))
    return squeeze, min(width / ((east - west) * squeeze), tallest / (north - south))


def _of(shapes: Shapes, suffix: str, codes: frozenset[str]) -> list[Any]:
    return [f for f in shapes.levels[suffix][0] if f["properties"]["code"] in codes]


def _level(shapes: Shapes, metres: float) -> str:
    """Return the coarsest geometry that is fine enough where a point is so many metres."""
    fine = [s for s, left in _LEVELS if s in shapes.levels and left <= metres * 1.25]
    return fine[0] if fine else list(shapes.levels)[-1]


def _rings(geometry: Any) -> list[list[Point]]:
    found = geometry["coordinates"]
    return found if geometry["type"] == "Polygon" else [ring for part in found for ring in part]


def _frame(features: Sequence[Any]) -> tuple[Point, Point]:
    points = [p for f in features for ring in _rings(f["geometry"]) for p in ring]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _middle(rings: Rings) -> Point:
    points = [p for ring in rings for p in ring]
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def outline(rings: Rings) -> str:
    """Return the ``d`` of rings; points that fall together on paper are drawn once."""
    return "".join(svg.joined(_apart(ring), closed=True) for ring in rings)


def _apart(ring: Ring) -> list[Point]:
    kept: list[Point] = []
    for x, y in ring:
        point = round(x, 1), round(y, 1)
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept[:-1] if len(kept) > 3 and kept[0] == kept[-1] else kept
