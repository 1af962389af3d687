"""A made-up region with borders as real ones have: shared, crooked and long.

    work = make_work(folder, 342)      a region, its deliveries and its publication, to be measured

Every area has about 150 points, and neighbours have the same points on the border they share.
"""

import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from region import make_delivery, make_region

YEARS = range(2021, 2026)
INDICATORS = 3
#: Points on one side of an area; four sides make about 150.
_SIDE = 37
_LOWER_LEFT, _SIZE = (3.6, 50.9), (3.2, 2.5)


@dataclass(frozen=True)
class Work:
    """Where a made-up region and its publication stand."""

    region: Path
    folder: Path
    areas: int

    @property
    def env(self) -> dict[str, str]:
        """The settings under which every command and page works on it."""
        return {"PEIL_REGIO": str(self.region), "PEIL_DATA": str(self.folder)}


def make_work(folder: Path, areas: int) -> Work:
    """Make a region of this many gemeenten, deliver its figures and publish them; same every time.

    Raises:
        CalledProcessError: a command failed.
    """
    work = Work(folder / f"vlakken-{areas}", folder / f"vlakken-werk-{areas}", areas)
    make_region(work.region, areas, max(1, areas // 34), YEARS, indicators=40)
    path = work.region / "geo" / "gemeenten.geojson"
    collection = json.loads(path.read_text("utf-8"))
    for feature, ring in zip(collection["features"], rings(areas), strict=True):
        feature["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    path.write_text(json.dumps(collection), "utf-8")
    delivery = folder / f"vlakken-{areas}.csv"
    delivery.write_bytes(make_delivery(work.region, INDICATORS, YEARS))
    load = ["laad", str(delivery), "--bron", "standaard", "--bevestig", "meting"]
    for command in (load, ["publiceer"]):
        subprocess.run(
            [sys.executable, "-m", "pipelines", *command],
            env={**os.environ, **work.env},
            check=True,
            capture_output=True,
        )
    return work


def rings(areas: int) -> list[list[list[float]]]:
    """Return one closed ring of [longitude, latitude] per area, on a grid with crooked borders."""
    across = math.ceil(math.sqrt(areas))
    up = math.ceil(areas / across)
    random = np.random.Generator(np.random.PCG64(4))
    step = np.array([_SIZE[0] / across, _SIZE[1] / up])
    grid = np.stack(np.meshgrid(np.arange(across + 1), np.arange(up + 1), indexing="ij"), axis=-1)
    corners = np.array(_LOWER_LEFT) + (grid + random.uniform(-0.15, 0.15, grid.shape)) * step
    flat = {
        (x, y): _side(corners[x, y], corners[x + 1, y], step, random)
        for x in range(across)
        for y in range(up + 1)
    }
    high = {
        (x, y): _side(corners[x, y], corners[x, y + 1], step, random)
        for x in range(across + 1)
        for y in range(up)
    }
    found: list[list[list[float]]] = []
    for x in range(across):
        for y in range(up):
            sides = (flat[x, y], high[x + 1, y], flat[x, y + 1][::-1], high[x, y][::-1])
            ring = np.concatenate([side[:-1] for side in sides] + [flat[x, y][:1]])
            found.append(np.round(ring, 5).tolist())
    return found[:areas]


def _side(
    begin: np.ndarray, end: np.ndarray, step: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """Return a crooked line between two corners, straight where it meets the others."""
    along = np.linspace(0, 1, _SIDE + 1)[:, None]
    waves = np.arange(2, 14)
    heights = random.normal(0, 0.08, len(waves)) / waves**0.7
    swing = (np.sin(np.pi * along * waves) * heights).sum(axis=1, keepdims=True)
    across = np.array([end[1] - begin[1], begin[0] - end[0]])
    across = across / np.linalg.norm(across) * step
    return begin + along * (end - begin) + 4 * along * (1 - along) * swing * across
