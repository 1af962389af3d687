"""Where coordinates lie: found out from what a file says and from the numbers themselves.

In the Netherlands the ranges of length and breadth, and of both axes of the Dutch grid, do not
overlap; so a missing, wrong or turned system shows at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from peil.errors import PeilError
from pipelines.detail import RD

#: West, south, east, north of everything Dutch, with room around it.
_DEGREES: Final = (2.5, 50.5, 7.8, 54.0)
_METRES: Final = (-30_000.0, 290_000.0, 300_000.0, 660_000.0)
WGS84: Final = 4326


@dataclass(frozen=True, slots=True)
class Placed:
    """Shapes of two dimensions in the Dutch grid, and what was put right on the way."""

    shapes: gpd.GeoSeries
    notes: tuple[str, ...]


def place(shapes: gpd.GeoSeries, name: str, codes: Sequence[str]) -> Placed:
    """Return the shapes in metres of the Dutch grid (EPSG:28992); ``codes`` are theirs.

    Raises:
        PeilError: the coordinates lie outside the Netherlands, or are not those of the system
            that the file names.
    """
    notes: list[str] = []
    if bool(shapes.has_z.any()):
        shapes = gpd.GeoSeries(shapely.force_2d(shapes.to_numpy()), crs=shapes.crs)
        notes.append("De hoogtes in het bestand zijn weggelaten.")
    bounds = shapes.total_bounds
    if not np.isfinite(bounds).all():
        raise PeilError(
            f"{name}: geen enkele grens heeft bruikbare coördinaten; haal het bestand opnieuw op"
        )
    said = shapes.crs.to_epsg() if shapes.crs is not None else None
    if said not in (None, WGS84, RD):
        moved = shapes.to_crs(RD)
        if _within(moved.total_bounds, _METRES):
            return Placed(moved, tuple(notes))
        raise _nowhere(name, said, [])
    for epsg, around in ((WGS84, _DEGREES), (RD, _METRES)):
        is_turned = not _within(bounds, around)
        if is_turned and not _within(bounds[[1, 0, 3, 2]], around):
            continue
        if said not in (None, epsg):
            raise PeilError(
                f"{name}: het bestand noemt EPSG:{said}, maar de coördinaten zijn die van "
                f"EPSG:{epsg}; vraag de leverancier om een goed bestand"
            )
        if is_turned:
            shapes = gpd.GeoSeries(shapely.transform(shapes.to_numpy(), lambda xy: xy[:, ::-1]))
            notes.append("De twee coördinaten stonden omgewisseld; ze zijn teruggewisseld.")
        return Placed(shapes.set_crs(epsg, allow_override=True).to_crs(RD), tuple(notes))
    raise _nowhere(name, said, _strays(shapes, codes))


def _strays(shapes: gpd.GeoSeries, codes: Sequence[str]) -> list[str]:
    """Return the codes that lie outside the Netherlands while most lie inside it."""
    bounds = shapely.bounds(shapes.to_numpy())
    for west, south, east, north in (_DEGREES, _METRES):
        low = (bounds[:, 0] >= west) & (bounds[:, 1] >= south)
        inside = low & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
        if inside.sum() * 2 > len(codes):
            strays = ~inside & np.isfinite(bounds).all(axis=1)
            return [code for code, is_stray in zip(codes, strays, strict=True) if is_stray]
    return []


def _within(bounds: np.ndarray, around: tuple[float, float, float, float]) -> bool:
    west, south, east, north = around
    return bool(
        bounds[0] >= west and bounds[1] >= south and bounds[2] <= east and bounds[3] <= north
    )


def _nowhere(name: str, said: int | None, strays: Sequence[str]) -> PeilError:
    if strays:
        listed = ", ".join(strays[:8])
        return PeilError(
            f"{name}: een deel van de grens van {listed} ligt niet in Nederland; "
            "haal het bestand opnieuw op"
        )
    system = f"volgens EPSG:{said} " if said else ""
    return PeilError(
        f"{name}: de coördinaten liggen {system}niet in Nederland; "
        "geef grenzen in RD (EPSG:28992) of WGS84 (EPSG:4326)"
    )
