"""Areas: gemeente, district, eenheid and nederland, each with the years in which it exists."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import polars as pl

from peil import places
from peil.errors import PeilError
from peil.terms import NIVEAUS, Niveau

_TEXT: dict[str, type[pl.String]] = dict.fromkeys(
    ("code", "naam", "niveau", "ouder", "aliassen", "naam_lang"), pl.String
)


@dataclass(frozen=True, slots=True)
class Area:
    """One area; ``van`` and ``tot`` are its first and last year, ``None`` when open."""

    code: str
    naam: str
    niveau: Niveau
    ouder: str | None
    van: int | None
    tot: int | None
    aliassen: tuple[str, ...]
    naam_lang: str
    zekerheid: str
    bron: str

    def exists_in(self, jaar: int) -> bool:
        """Say whether the area existed in that year."""
        return (self.van is None or self.van <= jaar) and (self.tot is None or jaar <= self.tot)


def fold(name: str) -> str:
    """Return a name without case, accents, punctuation and double spaces, to compare by.

    ``'s-Hertogenbosch``, ``s Hertogenbosch`` and ``'S-HERTOGENBOSCH`` are then the same.
    """
    plain = unicodedata.normalize("NFKD", name.strip().casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if c.isascii()).split())


@dataclass(frozen=True)
class Areas:
    """All areas of a region, present and past."""

    all: tuple[Area, ...]
    mergers: Mapping[str, tuple[int, str]]

    @cached_property
    def _by_code(self) -> dict[str, Area]:
        return {area.code: area for area in self.all}

    @cached_property
    def _by_name(self) -> dict[str, list[Area]]:
        names: dict[str, list[Area]] = {}
        for area in self.all:
            for name in {fold(n) for n in (area.code, area.naam, area.naam_lang, *area.aliassen)}:
                names.setdefault(name, []).append(area)
        return names

    def get(self, code: str) -> Area:
        """Return the area with this code.

        Raises:
            PeilError: no such code.
        """
        if code not in self._by_code:
            raise PeilError(f"Het gebied '{code}' bestaat niet. Kies een gebied uit de lijst.")
        return self._by_code[code]

    def knows(self, code: str) -> bool:
        """Say whether there is an area with this code."""
        return code in self._by_code

    def resolve(self, text: str, jaar: int | None = None) -> Area:
        """Return the area that a code or name means, in ``jaar`` if that is given.

        Where a gemeente, a district and an eenheid share a name, the smallest is meant.

        Raises:
            PeilError: unknown, or not existing in that year (the message names its successor).
        """
        found = self._by_name.get(fold(text), [])
        if not found:
            raise PeilError(
                f"het gebied '{text.strip()}' is onbekend; gebruik een code (GM…) of de naam van nu"
            )
        found = sorted(found, key=lambda a: NIVEAUS.index(a.niveau))
        fitting = [a for a in found if jaar is None or a.exists_in(jaar)]
        if fitting:
            return fitting[0]
        area = found[0]
        if area.code in self.mergers:
            since, successor = self.mergers[area.code]
            raise PeilError(
                f"{area.naam} ({area.code}) bestond niet in {jaar}; "
                f"gebruik vanaf {since} {self.get(successor).naam} ({successor})"
            )
        raise PeilError(f"{area.naam} ({area.code}) bestond niet in {jaar}; kijk het jaar na")

    def at(self, niveau: Niveau, jaar: int | None = None) -> list[Area]:
        """Return the areas of a level in ``jaar``; without a year those of today."""
        return [
            a
            for a in self.all
            if a.niveau == niveau and (a.tot is None if jaar is None else a.exists_in(jaar))
        ]

    def ancestors(self, code: str) -> dict[Niveau, Area]:
        """Return the area itself and those it lies in, by level."""
        area: Area | None = self.get(code)
        found: dict[Niveau, Area] = {}
        while area is not None:
            found[area.niveau] = area
            area = self.get(area.ouder) if area.ouder else None
        return found

    def children(self, code: str) -> list[Area]:
        """Return today's areas directly below."""
        return [a for a in self.all if a.ouder == code and a.tot is None]

    def equals_parent(self, code: str) -> bool:
        """Say whether the area is the only one in its parent, so is that parent.

        Never for an eenheid: nederland is a benchmark, larger than the eenheden of the region.
        """
        area = self.get(code)
        if area.niveau == "eenheid":
            return False
        return bool(area.ouder) and len(self.children(area.ouder or "")) == 1

    def present_code(self, code: str) -> str:
        """Return the code of today's area that an older one went into."""
        while code in self.mergers:
            code = self.mergers[code][1]
        return code

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row per area: code, gebied, niveau, ouder, district_code, eenheid_code, van, tot,
        is_gelijk_aan_ouder, aliassen, naam_lang, zekerheid, bron."""
        rows = [
            {
                "code": a.code,
                "naam": a.naam,
                "niveau": a.niveau,
                "ouder": a.ouder,
                "district_code": self._ancestor(a.code, "district"),
                "eenheid_code": self._ancestor(a.code, "eenheid"),
                "van": a.van,
                "tot": a.tot,
                "is_gelijk_aan_ouder": self.equals_parent(a.code),
                "aliassen": "|".join(a.aliassen),
                "naam_lang": a.naam_lang,
                "zekerheid": a.zekerheid,
                "bron": a.bron,
            }
            for a in self.all
        ]
        return pl.DataFrame(rows, infer_schema_length=None)

    def _ancestor(self, code: str, niveau: Niveau) -> str | None:
        area = self.ancestors(code).get(niveau)
        return area.code if area else None


def load_areas(data: Path | None = None) -> Areas:
    """Read the areas and herindelingen of a region from ``data/gebieden``."""
    folder = (data or places.data_root()) / "gebieden"
    frame = pl.read_csv(folder / "gebieden.csv", schema_overrides=_TEXT, encoding="utf8")
    areas = tuple(
        Area(
            code=row["code"],
            naam=row["naam"],
            niveau=cast(Niveau, row["niveau"]),
            ouder=row["ouder"] or None,
            van=int(row["van"]) if row["van"] is not None else None,
            tot=int(row["tot"]) if row["tot"] is not None else None,
            aliassen=tuple(filter(None, (row["aliassen"] or "").split("|"))),
            naam_lang=row["naam_lang"] or row["naam"],
            zekerheid=row["zekerheid"] or "",
            bron=row["bron"] or "",
        )
        for row in frame.iter_rows(named=True)
    )
    mergers = pl.read_csv(folder / "herindelingen.csv", infer_schema_length=None)
    return Areas(
        areas,
        {r["oude_code"]: (int(r["jaar"]), r["nieuwe_code"]) for r in mergers.iter_rows(named=True)},
    )
