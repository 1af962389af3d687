"""Boundaries in the shapes in which PDOK and CBS serve them, of a made-up region."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd

Feature = dict[str, Any]
RD_NAME = "urn:ogc:def:crs:EPSG::28992"


def frame_of(region: Path) -> gpd.GeoDataFrame:
    """The embedded boundaries of a region: code, naam and geometry in degrees."""
    return gpd.read_file(region / "geo" / "gemeenten.geojson")


def features_of(
    frame: gpd.GeoDataFrame, properties: Callable[[str, str], Feature]
) -> list[Feature]:
    """GeoJSON features with the properties that a publisher would give them."""
    shapes = json.loads(frame.to_json(drop_id=True))["features"]
    return [
        {
            "type": "Feature",
            "properties": properties(f["properties"]["code"], f["properties"]["naam"]),
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [f["geometry"]["coordinates"]],
            },
        }
        for f in shapes
    ]


def cbs(region: Path, jaar: int = 2025) -> Feature:
    """As the WFS of CBS answers: the Dutch grid, statcode, jrstatcode, a place added to a name."""
    frame = frame_of(region).to_crs(28992)
    features = features_of(
        frame,
        lambda code, naam: {
            "id": 1,
            "statcode": code,
            "jrstatcode": f"{jaar}{code}",
            "statnaam": f"{naam} (EX.)",
            "rubriek": "gemeente",
        },
    )
    crs = {"type": "name", "properties": {"name": RD_NAME}}
    return collection(features) | {"name": "gemeente_gegeneraliseerd", "crs": crs}


def pdok(region: Path) -> list[Feature]:
    """The features as the OGC API of PDOK gives them: degrees, identificatie, code without GM."""
    return features_of(
        frame_of(region),
        lambda code, naam: {
            "code": code.removeprefix("GM"),
            "identificatie": code,
            "naam": naam,
            "ligt_in_provincie_code": "28",
        },
    )


def page(features: Iterable[Feature], following: str = "") -> Feature:
    """One page of the OGC API: no numberMatched, a link to the next page if there is one."""
    links = [{"rel": "self", "href": "https://voorbeeld.test/items?f=json"}]
    if following:
        links.append({"rel": "next", "href": following})
    return collection(features) | {"links": links, "timeStamp": "2026-01-01T00:00:00Z"}


def collection(features: Iterable[Feature]) -> Feature:
    """A FeatureCollection."""
    listed = list(features)
    return {"type": "FeatureCollection", "features": listed, "numberReturned": len(listed)}


def put(path: Path, content: object) -> str:
    """Write JSON and return the path as a command takes it."""
    path.write_text(json.dumps(content), "utf-8")
    return str(path)
