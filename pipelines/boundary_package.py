"""Reading a GeoPackage: which of its layers holds the gemeenten, and its rows."""

import warnings
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from peil.errors import PeilError


def read_package(path: Path, name: str, layer: str, codes: Sequence[str]) -> gpd.GeoDataFrame:
    """Return the rows of the layer with gemeenten, as they stand in the file.

    Args:
        path: the file, whose first bytes are those of SQLite.
        name: what it is called in messages.
        layer: the layer to read; empty to find the only fitting one.
        codes: names of fields that can hold a code, in lower case.

    Raises:
        PeilError: not readable, or not exactly one layer fits.
    """
    try:
        with warnings.catch_warnings():
            # What GDAL finds odd about a file is said in Dutch, or does not matter.
            warnings.simplefilter("ignore", RuntimeWarning)
            return _read(path, name, layer, codes)
    except (DataSourceError, DataLayerError, RuntimeError) as error:
        raise PeilError(
            f"{name}: de GeoPackage is niet te lezen; haal het bestand opnieuw op"
        ) from error


def _read(path: Path, name: str, layer: str, codes: Sequence[str]) -> gpd.GeoDataFrame:
    found = [str(n) for n, kind in pyogrio.list_layers(path) if kind and "Polygon" in kind]
    return gpd.read_file(path, layer=_choose(path, name, found, layer, codes))


def _choose(path: Path, name: str, found: list[str], layer: str, codes: Sequence[str]) -> str:
    if layer:
        if layer in found:
            return layer
        raise PeilError(
            f"{name}: de laag '{layer}' is er niet of heeft geen vlakken; "
            f"kies met --laag uit: {', '.join(found) or 'niets'}"
        )
    fitting = [n for n in found if "gemeente" in n.casefold() and _has_code(path, n, codes)]
    fitting = fitting or [n for n in found if _has_code(path, n, codes)]
    if len(fitting) > 1:
        # Of CBS: the same boundaries in two versions, of which the lighter one is for maps.
        light = [n for n in fitting if "niet" not in n.casefold() and "gegen" in n.casefold()]
        fitting = light if len(light) == 1 else fitting
    if len(fitting) == 1:
        return fitting[0]
    what = "geen laag" if not fitting else "meer dan één laag"
    raise PeilError(
        f"{name}: {what} met gemeentecodes gevonden; "
        f"kies met --laag uit: {', '.join(fitting or found) or 'niets'}"
    )


def _has_code(path: Path, layer: str, codes: Sequence[str]) -> bool:
    fields = pyogrio.read_info(path, layer=layer)["fields"]
    return bool({str(field).casefold() for field in fields} & set(codes))
