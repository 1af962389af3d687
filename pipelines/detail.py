"""Boundaries as a coverage, in several levels of detail whose borders stay shared.

All lengths are metres: the work is done in the Dutch grid (RD, EPSG:28992). A browser takes the
coarsest level that is still fine enough for the size in which it draws.
"""

from typing import Final

import geopandas as gpd
import shapely

RD: Final = 28992
#: Suffix of the level -> tolerance in metres: about the pixel of a large, a usual and a small map.
LEVELS: Final = {"": 25.0, "-midden": 100.0, "-grof": 400.0}
#: Gaps narrower than this between neighbours are slips of the pen, in metres.
SLIVER: Final = 20.0


def as_coverage(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the same areas without slivers between them: neighbours share every vertex.

    What is a clean coverage already stays exactly as it is. An overlap goes to the neighbour with
    the longest border.
    """
    shapes = frame.geometry.to_numpy()
    if shapely.coverage_is_valid(shapes):
        return frame
    clean = shapely.coverage_clean(  # pyright: ignore[reportAttributeAccessIssue]  stubs are of 2.1
        shapes, gap_width=SLIVER
    )
    return frame.set_geometry(clean, crs=frame.crs)


def simplify(frame: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """Return the areas of a clean coverage with fewer points, neighbours still sharing borders.

    Visvalingam-Whyatt by ``shapely.coverage_simplify``: a point goes when it spans less than
    about ``tolerance`` squared with its neighbours. No area disappears.
    """
    shapes = shapely.coverage_simplify(frame.geometry.to_numpy(), tolerance)
    return frame.set_geometry(shapes, crs=frame.crs)
