"""From a file with boundaries to outlines in the Dutch grid: GeoJSON (PDOK, CBS) and GeoPackage.

Nothing is judged here that depends on the region; that is done in ``boundary_check``. What a file
calls its codes, names and coordinates differs per publisher and per year, so it is found out.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from peil.errors import PeilError
from pipelines.boundary_grid import Placed, place
from pipelines.boundary_package import read_package
from pipelines.boundary_register import SQLITE
from pipelines.detail import RD

#: A code, in the order in which publishers are understood; "code" may be a code without "GM".
CODE_FIELDS: Final = ("statcode", "identificatie", "gemeentecode", "gm_code", "gmcode", "code")
#: The field by which boundaries of Kadaster itself are told from those of CBS.
_KADASTER: Final = "identificatie"
_NAME_FIELDS: Final = ("statnaam", "naam", "gemeentenaam", "gm_naam", "name")
_YEAR_FIELDS: Final = ("jrstatcode", "jaarcode", "jaar")
_WATER_FIELDS: Final = ("water", "h2o")
_LARGEST_JSON: Final = 100_000_000
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a file holds: one row per shape, and what was found out about it.

    ``frame`` has ``code``, ``naam`` and ``geometry`` (two dimensions, metres in EPSG:28992, may be
    empty or ``None``); ``bron`` is whom to credit; ``notes`` are whole Dutch sentences on what was
    understood or put right; ``is_page`` says that the publisher has more.
    """

    frame: gpd.GeoDataFrame
    bron: str
    jaar: int | None
    notes: tuple[str, ...]
    is_page: bool = False


def read_outlines(paths: Sequence[Path], names: Sequence[str], layer: str = "") -> Outlines:
    """Read one file, or the pages of one answer, as one set of outlines.

    Args:
        paths: where the bytes are.
        names: what each file is called in messages.
        layer: which layer of a GeoPackage; by itself the one with gemeenten.

    Raises:
        PeilError: not readable, no shapes, no codes, or coordinates of nowhere in the Netherlands.
    """
    parts = [
        _read_part(path, name, layer, is_last=path == paths[-1])
        for path, name in zip(paths, names, strict=True)
    ]
    # The last page of an answer may be empty; all of them may not.
    parts = [part for part in parts if len(part.frame)] or parts
    rows = [part.frame for part in parts]
    if not sum(map(len, rows)):
        raise PeilError(f"{names[0]}: er staat geen enkel gebied in; haal het bestand opnieuw op")
    years = {part.jaar for part in parts if part.jaar}
    if len(years) > 1:
        listed = ", ".join(map(str, sorted(years)))
        raise PeilError(f"{names[0]}: de jaren verschillen ({listed}); geef bestanden van één jaar")
    frame = cast("gpd.GeoDataFrame", pd.concat(rows, ignore_index=True))
    notes = dict.fromkeys(note for part in parts for note in part.notes)
    return Outlines(frame, parts[0].bron, max(years, default=None), tuple(notes), parts[-1].is_page)


def _read_part(path: Path, name: str, layer: str, *, is_last: bool) -> Outlines:
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(SQLITE):
        table = read_package(path, name, layer, CODE_FIELDS)
        is_page = False
    elif start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        table, is_page = _read_json(path, name)
    else:
        raise PeilError(
            f"{name}: dit is geen GeoJSON en geen GeoPackage; "
            "geef een bestand van PDOK of CBS met de gemeentegrenzen"
        )
    return _understand(table, name, is_page=is_page and is_last)


def _read_json(path: Path, name: str) -> tuple[gpd.GeoDataFrame, bool]:
    """Return the features of a GeoJSON and whether the publisher says that more follow."""
    if path.stat().st_size > _LARGEST_JSON:
        raise PeilError(
            f"{name}: het bestand is groter dan {_LARGEST_JSON // 1_000_000} MB; "
            "neem de gegeneraliseerde grenzen of een GeoPackage"
        )
    try:
        content: Any = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        where = f" (regel {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise PeilError(
            f"{name}: de JSON is niet heel{where}; haal het bestand opnieuw op"
        ) from error
    features: Any = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise PeilError(
            f"{name}: dit is geen GeoJSON met een lijst 'features'; "
            "geef een bestand met de gemeentegrenzen"
        )
    rows = [_properties(f) for f in features]
    texts = [json.dumps(f.get("geometry")) for f in features]
    shapes = shapely.from_geojson(np.array(texts, dtype=object), on_invalid="ignore")
    crs = _declared_crs(cast("dict[str, Any]", content), name)
    try:
        table = gpd.GeoDataFrame(rows, geometry=list(shapes), crs=crs)
    except RuntimeError as error:  # of pyproj: a number that stands for no system
        raise _unknown_crs(name, crs or "") from error
    return table, _has_next(content)


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return {k: v for k, v in found.items() if k != "geometry"} if isinstance(found, dict) else {}


def _declared_crs(content: dict[str, Any], name: str) -> str | None:
    """Return the reference system that a file names; WGS84 is what GeoJSON means by silence."""
    said: Any = content.get("crs") or content.get("coordRefSys")
    if isinstance(said, dict):
        said = (said.get("properties") or {}).get("name")
    if not isinstance(said, str):
        return None
    if "CRS84" in said:
        return "EPSG:4326"
    found = re.search(r"EPSG(?:::?|/[^/]*/)(\d{4,5})$", said)
    if not found:
        raise _unknown_crs(name, said)
    return f"EPSG:{found[1]}"


def _unknown_crs(name: str, said: str) -> PeilError:
    return PeilError(
        f"{name}: het coördinatenstelsel '{said[:60]}' is onbekend; "
        "geef grenzen in RD (EPSG:28992) of WGS84 (EPSG:4326)"
    )


def _has_next(content: Any) -> bool:
    links: Any = content.get("links")
    listed: list[Any] = links if isinstance(links, list) else []
    return any(isinstance(link, dict) and link.get("rel") == "next" for link in listed)


def _understand(table: gpd.GeoDataFrame, name: str, *, is_page: bool) -> Outlines:
    """Find codes, names and the year, leave water out, and bring the shapes to the Dutch grid."""
    fields = {str(column).casefold(): str(column) for column in table.columns}
    if table.empty:
        return Outlines(gpd.GeoDataFrame(geometry=[], crs=RD), "", None, (), is_page)
    code = _code_field(table, fields)
    if code is None:
        raise PeilError(
            f"{name}: geen kolom met gemeentecodes gevonden; "
            f"er moet een kolom {', '.join(CODE_FIELDS[:3])} of code in staan"
        )
    notes: list[str] = []
    water = _first(fields, _WATER_FIELDS)
    if water is not None:
        is_water = table[water].astype(str).str.casefold().isin(["ja", "j", "true", "1"])
        if is_water.any():
            notes.append(f"{int(is_water.sum())} vlakken water zijn weggelaten.")
            table = cast("gpd.GeoDataFrame", table[~is_water])
    codes = [normal_code(value) for value in table[code]]
    placed: Placed = place(table.geometry, name, codes)
    title = _first(fields, _NAME_FIELDS)
    frame = gpd.GeoDataFrame(
        {
            "code": codes,
            "naam": [_text(v) for v in table[title]] if title else [""] * len(table),
        },
        geometry=list(placed.shapes),
        crs=placed.shapes.crs,
    )
    bron = "Kadaster" if code.casefold() == _KADASTER else "CBS / Kadaster"
    return Outlines(frame, bron, _year(table, fields), (*notes, *placed.notes), is_page)


def _code_field(table: gpd.GeoDataFrame, fields: dict[str, str]) -> str | None:
    """Return the first known field in which most values look like a code of a gemeente."""
    for field in CODE_FIELDS:
        if field in fields:
            codes = [normal_code(value) for value in table[fields[field]]]
            if sum(code.startswith("GM") for code in codes) * 2 > len(codes):
                return fields[field]
    return None


def normal_code(value: object) -> str:
    """Return a code as ``GM`` and four digits, whatever the publisher made of it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = _text(value).upper()
    found = re.fullmatch(r"(?:GM)?(\d{1,4})", text)
    return f"GM{int(found[1]):04d}" if found else text


def _text(value: object) -> str:
    is_nothing = value is None or (isinstance(value, float) and np.isnan(value))
    return "" if is_nothing else " ".join(str(value).split())


def _first(fields: dict[str, str], wanted: Iterable[str]) -> str | None:
    return next((fields[name] for name in wanted if name in fields), None)


def _year(table: gpd.GeoDataFrame, fields: dict[str, str]) -> int | None:
    """Return the one year that the file gives itself, if it does."""
    field = _first(fields, _YEAR_FIELDS)
    if field is None:
        return None
    found = {m[0] for v in table[field] if (m := _YEAR.match(_text(v)))}
    return int(found.pop()) if len(found) == 1 else None
