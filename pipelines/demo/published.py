"""The published figures of a region that can be loaded as a cell."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from peil.areas import Areas
from peil.catalogue import Catalogue

_YES = {"1", "true", "ja"}


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published figure that fits a cell; `indicator` is a slug, `gebied_code` a code."""

    indicator: str
    gebied_code: str
    jaar: int
    uitsplitsing: str
    waarde: float
    bron: str
    is_voorlopig: bool

    @property
    def cell(self) -> tuple[str, str, int, str]:
        """Indicator, gebied, jaar and uitsplitsing."""
        return (self.indicator, self.gebied_code, self.jaar, self.uitsplitsing)


@dataclass(frozen=True)
class Published:
    """All published figures that can be loaded."""

    figures: Sequence[PublishedFigure]

    @cached_property
    def values(self) -> Mapping[tuple[str, str, int, str], float]:
        """Value by indicator, gebied, jaar and uitsplitsing."""
        return {
            (f.indicator, f.gebied_code, f.jaar, f.uitsplitsing): f.waarde for f in self.figures
        }

    def total(self, indicator: str, gebied: str, jaar: int) -> int | None:
        """The published count of an area, if there is one."""
        value = self.values.get((indicator, gebied, jaar, ""))
        return None if value is None else round(value)

    def parts(self, indicator: str, gebied: str, jaar: int, dimensie: str) -> dict[str, int]:
        """The published counts per value of one dimension."""
        found: dict[str, int] = {}
        for text, value in self._cells.get((indicator, gebied, jaar), {}).items():
            name, _, waarde = text.partition(":")
            if name == dimensie and "|" not in waarde:
                found[waarde] = round(value)
        return found

    def known(self, indicator: str, gebied: str, jaar: int) -> Mapping[str, float]:
        """All published cells of one indicator, area and year, by uitsplitsing."""
        return self._cells.get((indicator, gebied, jaar), {})

    @cached_property
    def _cells(self) -> dict[tuple[str, str, int], dict[str, float]]:
        cells: dict[tuple[str, str, int], dict[str, float]] = {}
        for f in self.figures:
            cells.setdefault((f.indicator, f.gebied_code, f.jaar), {})[f.uitsplitsing] = f.waarde
        return cells


def load_published(data: Path, catalogue: Catalogue, areas: Areas) -> Published:
    """Read the figures of data/gepubliceerd/gepubliceerd.csv that are marked as loadable.

    Raises:
        PeilError: a loadable row names an indicator or area that does not exist.
    """
    path = data / "gepubliceerd" / "gepubliceerd.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["laadbaar"].lower() in _YES]
    figures = [
        PublishedFigure(
            catalogue[indicator].slug,
            areas.get(row["gebied_code"]).code,
            int(row["jaar"]),
            uitsplitsing,
            float(row["waarde"]),
            row["bron"],
            "voorlopig" in row["opmerking"].lower().split(),
        )
        for row in rows
        for indicator, uitsplitsing in _cells_of(row)
    ]
    return Published(figures)


def _cells_of(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """The cell of a published figure, and those that are the same count (column `ook`)."""
    also = [name.partition("|") for name in row.get("ook", "").split()]
    return [(row["indicator"], row["uitsplitsing"]), *((name, text) for name, _, text in also)]
