"""Whether outlines can be the boundaries of this region: every finding at once."""

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from peil.areas import Area, Areas
from peil.errors import Finding, PeilError
from peil.numbers import format_count, format_number
from pipelines.boundary_read import Outlines
from pipelines.detail import as_coverage

#: An outline may be put right when that moves less than this part of its area.
_HARMLESS: Final = 0.001
#: Neighbours may overlap by this part of the smaller one; more is another boundary.
_OVERLAP: Final = 0.01
#: Below this a gemeente is a slip of the pen, in square metres.
_SMALLEST: Final = 10_000.0
_POLYGONS: Final = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Checked:
    """Boundaries of all present gemeenten, or the findings because of which they are not.

    ``frame`` has ``code`` and ``geometry`` (EPSG:28992, valid, a clean coverage, by code) and is
    only usable without ``findings``; ``notes`` are Dutch sentences, ``buiten`` counts the
    gemeenten of other regions that were left out. ``bron`` and ``jaar`` are what the file says.
    """

    frame: gpd.GeoDataFrame
    bron: str
    jaar: int | None
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    buiten: int


def check_outlines(
    outlines: Outlines, areas: Areas, name: str, reference: gpd.GeoDataFrame | None = None
) -> Checked:
    """Judge outlines by the gemeenten of today.

    Args:
        outlines: what the file holds.
        areas: the areas of the region.
        name: what the file is called in findings.
        reference: boundaries with ``code`` (EPSG:28992) that are known to be about right; every
            outline must at least touch its own.
    """
    present = {area.code: area for area in areas.at("gemeente")}
    is_ours = outlines.frame["code"].isin(list(present))
    ours = gpd.GeoDataFrame(outlines.frame[is_ours])
    ours = gpd.GeoDataFrame(ours.sort_values("code", ignore_index=True))
    found = _Findings(name, present)
    others = sorted(set(outlines.frame.loc[~is_ours, "code"]))
    _check_codes(found, list(ours["code"]), outlines, areas)
    _check_names(found, ours, areas)
    notes = [*outlines.notes, *_mend(found, ours)]
    usable = ours[[code not in found.codes for code in ours["code"]]]
    if not usable.empty:
        _check_overlaps(found, gpd.GeoDataFrame(usable), notes)
        if reference is not None:
            _check_place(found, gpd.GeoDataFrame(usable), reference)
    if others:
        notes.append(_left_out(others, areas))
    frame = gpd.GeoDataFrame(ours[["code", "geometry"]])
    if not found.listed:
        frame = as_coverage(frame)
    return Checked(
        frame, outlines.bron, outlines.jaar, tuple(found.listed), tuple(notes), len(others)
    )


class _Findings:
    """Collects findings, and the codes that need no second look."""

    def __init__(self, name: str, present: dict[str, Area]) -> None:
        self.listed: list[Finding] = []
        self.codes: set[str] = set()
        self._name = name
        self._present = present

    def add(self, wat: str, doe: str) -> None:
        self.listed.append(Finding(self._name, None, None, wat, doe))

    def about(self, code: str, wat: str, doe: str) -> None:
        self.codes.add(code)
        self.add(f"{self.title(code)}: {wat}", doe)

    def title(self, code: str) -> str:
        return f"{self._present[code].naam} ({code})"


def _check_codes(found: _Findings, codes: list[str], outlines: Outlines, areas: Areas) -> None:
    """Every present gemeente once."""
    present = [area.code for area in areas.at("gemeente")]
    missing = [code for code in present if code not in codes]
    if missing:
        old = [a.naam for a in areas.all if a.code in set(outlines.frame["code"]) and a.tot]
        doe = "haal de grenzen van dit jaar op"
        if outlines.is_page:
            doe = "dit is één bladzijde van meer: geef alle bladzijden na elkaar op"
        elif old:
            doe = f"{doe}; dit bestand is van voor een herindeling (er staat {old[0]} in)"
        listed = ", ".join(found.title(code) for code in missing[:8])
        more = f" en {format_count(len(missing) - 8)} meer" if len(missing) > 8 else ""
        found.add(f"zonder grens: {listed}{more}", doe)
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        found.about(
            code,
            f"staat er {codes.count(code)} keer in",
            "geef een bestand met één vlak per gemeente, zonder wijken, buurten of water",
        )


def _check_names(found: _Findings, ours: gpd.GeoDataFrame, areas: Areas) -> None:
    """A name that is the name of another gemeente means that the codes were shuffled."""
    for code, naam in zip(ours["code"], ours["naam"], strict=True):
        try:
            meant = areas.resolve(naam) if naam else None
        except PeilError:
            meant = None  # a spelling that we do not know says nothing about the code
        if meant is not None and meant.niveau == "gemeente" and meant.code != code:
            found.about(code, f"heet in het bestand '{naam}'", "kijk de codes en de namen na")


def _mend(found: _Findings, ours: gpd.GeoDataFrame) -> list[str]:
    """Put harmless faults in outlines right, in place, and note what cannot be used."""
    mended: list[str] = []
    shapes = ours.geometry.to_numpy().copy()
    for at, code in enumerate(ours["code"]):
        shape = shapes[at]
        if shape is None or shape.is_empty:
            found.about(code, "heeft geen grens", "haal het bestand opnieuw op")
        elif shape.geom_type not in _POLYGONS:
            found.about(
                code, f"is geen vlak maar een {shape.geom_type}", "geef vlakken, geen punten"
            )
        elif not np.isfinite(shapely.get_coordinates(shape)).all():
            found.about(
                code, "heeft een coördinaat die geen getal is", "haal het bestand opnieuw op"
            )
        elif shape.is_valid:
            continue
        else:
            valid = _polygons(shapely.make_valid(shape))
            before, after = float(shapely.area(shape)), float(shapely.area(valid))
            if abs(after - before) > _HARMLESS * max(before, 1.0):
                why = shapely.is_valid_reason(shape).split("[")[0]
                found.about(code, f"de grens kruist zichzelf ({why})", "vraag om een goed bestand")
                continue
            shapes[at] = valid
            mended.append(found.title(code))
    ours.geometry = list(shapes)
    for code, shape in zip(ours["code"], shapes, strict=True):
        if code not in found.codes and shape.area < _SMALLEST:
            size = format_number(shape.area, 0)
            found.about(code, f"is maar {size} m² groot", "haal het bestand opnieuw op")
    if not mended:
        return []
    return [f"Kleine fouten in de grens zijn hersteld: {', '.join(mended)}."]


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """Return only the area of a shape: loose lines and points are left out."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def _check_overlaps(found: _Findings, usable: gpd.GeoDataFrame, notes: list[str]) -> None:
    """Refuse pairs that share more than slivers; say which slivers were divided."""
    shapes, codes = usable.geometry.to_numpy(), list(usable["code"])
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first = one < other
    one, other = one[first], other[first]
    shared = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    smallest = np.minimum(shapely.area(shapes[one]), shapely.area(shapes[other]))
    for a, b, area, limit in zip(one, other, shared, smallest * _OVERLAP, strict=True):
        both = f"{found.title(codes[a])} en {found.title(codes[b])}"
        size = format_number(area / 1e6, 2)
        if area > limit:
            found.add(f"{both} overlappen {size} km²", "vraag om een bestand zonder overlap")
        elif area > _SMALLEST:
            notes.append(f"{both} overlapten {size} km²; dat hoort nu bij één van de twee.")


def _check_place(found: _Findings, usable: gpd.GeoDataFrame, reference: gpd.GeoDataFrame) -> None:
    """An outline that does not touch the one we know has the code of another gemeente."""
    known = dict(zip(reference["code"], reference.geometry, strict=True))
    for code, shape in zip(usable["code"], usable.geometry, strict=True):
        if code in known and not shape.intersects(known[code]):
            found.about(
                code, "ligt heel ergens anders dan in de grenzen van nu", "kijk de codes na"
            )


def _left_out(others: list[str], areas: Areas) -> str:
    old = [areas.get(code).naam for code in others if areas.knows(code)]
    past = f" Daarbij zijn gemeenten van vroeger: {', '.join(old)}." if old else ""
    count = format_count(len(others))
    if len(others) == 1:
        return f"{count} gemeente buiten deze regio is weggelaten.{past}"
    return f"{count} gemeenten buiten deze regio zijn weggelaten.{past}"
