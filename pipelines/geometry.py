"""From boundaries to the files that the map fetches: gemeenten, districten and tegels."""

import hashlib
import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import geopandas as gpd
import numpy as np
import pandas as pd
import polars as pl
import shapely

from peil import mapfiles
from peil.areas import Areas
from peil.terms import Niveau
from pipelines import boundary_choice, detail

#: A label is about this much wider than high; the browser counts on the same number.
ASPECT: Final = 2.6
_DECIMALS: Final = 5
_HASHED: Final = re.compile(r"(?P<kind>[a-z-]+)-[0-9a-f]{12}\.(geo)?json")
#: After so many seconds nobody is writing a file any more.
_ABANDONED: Final = 3600
_PROPERTIES: Final = ["code", "naam", "district", "label", "straal"]


def build_geometry(
    geo_root: Path,
    areas: Areas,
    work: Path,
    *,
    boundaries: boundary_choice.Chosen | None = None,
    stand: int = 0,
) -> None:
    """Write the geometry of all present areas to ``work/kaart``, under names that hold a hash.

    The same input gives the same bytes, and files that are already there stay untouched; the
    index ``kaart.json`` (kind -> file name) is replaced last, in one step.

    Args:
        geo_root: folder with ``gemeenten.geojson`` (EPSG:4326, property ``code``), which holds
            where ``work`` has no boundaries of its own, and, if the region has them,
            ``tiles.csv`` (code,col,row: pointy-top hexagons, odd-r).
        areas: the areas of the region; a gemeente's district is its parent there.
        work: the folder with working files.
        boundaries: those to draw; the ones that hold in ``work`` when not given.
        stand: the number of an earlier stand, which gets an index of its own.

    Raises:
        PeilError: a file is missing or unreadable, or its codes are not the present gemeenten.
    """
    boundaries = boundaries or boundary_choice.chosen(geo_root, areas, work)
    gemeenten = _describe(boundaries.frame, areas)
    files: dict[str, tuple[str, str]] = {}
    metres: dict[str, float] = {}
    for level, tolerance in detail.LEVELS.items():
        frame = detail.simplify(gemeenten, tolerance)
        parts = {"gemeenten": _collection(frame, _PROPERTIES)}
        parts["districten"] = _collection(_dissolve(frame, "district", areas), ["code", "naam"])
        if not level:
            parts["eenheden"] = _collection(_dissolve(frame, "eenheid", areas), ["code", "naam"])
        for kind, content in parts.items():
            files[kind + level] = _file(kind + level, "geojson", content)
            metres[kind + level] = tolerance
    tiles = geo_root / "tiles.csv"
    if tiles.exists():
        files["tegels"] = _file("tegels", "json", _tiles(tiles, areas))
    about: dict[str, object] = {"credit": boundaries.credit, "jaar": boundaries.jaar}
    about |= {"herkomst": boundaries.herkomst, "toleranties": metres}
    _put(work / mapfiles.FOLDER, files, about, mapfiles.index_of(work, stand))
    if not stand:
        earlier = (mapfiles.read_index(path).files for path in mapfiles.earlier_indexes(work))
        kept = {name for names in earlier for name in names.values()}
        _sweep(work / mapfiles.FOLDER, kept | {name for name, _ in files.values()})


def _put(
    folder: Path, files: Mapping[str, tuple[str, str]], about: Mapping[str, object], path: Path
) -> None:
    """Write what is new, then the index."""
    folder.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, content in files.values():
        if not (folder / name).exists():
            _write(folder / name, content)
    index = {kind: name for kind, (name, _) in sorted(files.items())}
    _write(path, _text({**index, mapfiles.ABOUT: about}))


def read_index(work: Path) -> dict[str, str]:
    """Return which file holds which geometry, or nothing before the first publication."""
    return mapfiles.read_map_files(work).files


def _describe(boundaries: gpd.GeoDataFrame, areas: Areas) -> gpd.GeoDataFrame:
    """Add, from the areas, names, parents and room for a label."""
    frame = gpd.GeoDataFrame(boundaries[["code", "geometry"]])
    frame["naam"] = [areas.get(code).naam for code in frame["code"]]
    levels: tuple[Niveau, ...] = ("district", "eenheid")
    for level in levels:
        frame[level] = [_parent(areas, code, level) for code in frame["code"]]
    frame["label"], frame["straal"] = _label_room(frame.to_crs(4326).geometry.to_numpy())
    return gpd.GeoDataFrame(frame)


def _parent(areas: Areas, code: str, level: Niveau) -> str | None:
    found = areas.ancestors(code).get(level)
    return found.code if found else None


def _label_room(shapes: np.ndarray) -> tuple[list[list[float]], list[float]]:
    """Return where a label fits best and the half height of that room, in degrees of latitude.

    The largest circle inside a shape that was pressed together by the aspect of a label is the
    largest label-shaped room inside the shape itself.
    """
    middle = float(np.mean(shapely.bounds(shapes)[:, [1, 3]]))
    squeeze = np.cos(np.radians(middle)) / ASPECT

    def press(points: np.ndarray) -> np.ndarray:
        return points * [squeeze, 1.0]

    radii = shapely.maximum_inscribed_circle(shapely.transform(shapes, press), tolerance=0.0005)
    starts = shapely.get_coordinates(shapely.get_point(radii, 0)) / [squeeze, 1.0]
    points = [[round(float(x), _DECIMALS), round(float(y), _DECIMALS)] for x, y in starts]
    return points, [round(float(r), _DECIMALS) for r in shapely.length(radii)]


def _dissolve(gemeenten: gpd.GeoDataFrame, level: str, areas: Areas) -> gpd.GeoDataFrame:
    """Return one shape per district or eenheid; the borders between its gemeenten are gone."""
    known: Any = gemeenten[gemeenten[level].notna()]
    joined: Any = known[[level, "geometry"]].dissolve(by=level, method="coverage").reset_index()
    joined = joined.rename(columns={level: "code"}).sort_values("code", ignore_index=True)
    joined["naam"] = [areas.get(code).naam for code in joined["code"]]
    return joined


def _collection(frame: gpd.GeoDataFrame, properties: list[str]) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection in degrees, plain values and rounded coordinates."""
    rows: list[dict[str, Any]] = pd.DataFrame(frame[properties]).to_dict("records")
    shapes = shapely.normalize(frame.to_crs(4326).geometry.to_numpy())
    features = [
        {
            "type": "Feature",
            "properties": {name: row[name] for name in properties},
            "geometry": _rounded(json.loads(shapely.to_geojson(shape))),
        }
        for row, shape in zip(rows, shapes, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _rounded(value: Any) -> Any:
    """Return a geometry with its coordinates rounded to about a metre."""
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return {k: _rounded(v) for k, v in value.items()} if isinstance(value, dict) else value


def _tiles(path: Path, areas: Areas) -> dict[str, Any]:
    """Return the tile layout: one hexagon per present gemeente."""
    present = {area.code: area for area in areas.at("gemeente")}
    rows = pl.read_csv(path).sort("code")
    boundary_choice.check_codes(path.name, rows["code"].to_list(), present)
    return {
        "tegels": [
            {
                "code": row["code"],
                "naam": present[row["code"]].naam,
                "district": _parent(areas, row["code"], "district"),
                "col": row["col"],
                "row": row["row"],
            }
            for row in rows.iter_rows(named=True)
        ]
    }


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _file(kind: str, suffix: str, content: object) -> tuple[str, str]:
    """Return a file's name, which changes with its content, and that content."""
    text = _text(content)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{suffix}", text


def _write(path: Path, text: str) -> None:
    """Write beside the file and put it in place in one step."""
    aside = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        aside.write_text(text, "utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _sweep(folder: Path, keep: set[str]) -> None:
    """Remove geometry of an earlier build, but leave one earlier version for open pages."""
    for left in folder.glob(".*"):
        if left.stat().st_mtime < time.time() - _ABANDONED:
            left.unlink(missing_ok=True)  # of a build that was stopped halfway
    old: dict[str, list[Path]] = {}
    for path in folder.iterdir():
        found = _HASHED.fullmatch(path.name)
        if found and path.name not in keep:
            old.setdefault(found["kind"], []).append(path)
    for paths in old.values():
        for path in sorted(paths, key=lambda p: p.stat().st_mtime)[:-1]:
            path.unlink(missing_ok=True)
