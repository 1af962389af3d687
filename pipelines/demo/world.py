"""What the generator knows: the region, its catalogue, its inhabitants and published totals."""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from peil.areas import Area, Areas, load_areas
from peil.catalogue import Catalogue, Indicator, load_catalogue
from peil.terms import NIVEAUS, Niveau
from pipelines.demo.published import Published, load_published
from pipelines.demo.recipes import Instellingen, Recept, load_recipes, load_settings
from pipelines.demo.sampling import Stream, draw_factor

_SHARED = 0.6
"""How much of a gemeente's factor is common to all indicators; 0.8² + 0.6² = 1."""
_OWN = 0.8


@dataclass(frozen=True)
class World:
    """Everything that generating reads; nothing in it is random."""

    areas: Areas
    catalogue: Catalogue
    recipes: Mapping[str, Recept]
    settings: Instellingen
    published: Published
    inhabitants: Mapping[tuple[str, int], int]

    @property
    def years(self) -> range:
        """The years of the demo."""
        return range(self.settings.eerste_jaar, self.settings.laatste_jaar + 1)

    def recipe(self, indicator: Indicator) -> Recept:
        """The recipe of an indicator; a plain one when the region has none for it."""
        return self._by_slug[indicator.slug]

    def people(self, code: str, jaar: int) -> int:
        """Inhabitants of an area on 1 January of `jaar` (nearest year known), 0 if unknown."""
        near = min(self._years_known, key=lambda year: (abs(year - jaar), year), default=jaar)
        if (code, near) in self.inhabitants:
            return self.inhabitants[code, near]
        return sum(self.people(child.code, jaar) for child in self.areas.children(code))

    def below(self, eenheid: Area, niveau: Niveau) -> list[Area]:
        """Today's areas of a level inside an eenheid (the eenheid itself at its own level)."""
        inside = [a for a in self._today[niveau] if self._eenheid.get(a.code) == eenheid.code]
        return sorted(inside, key=lambda area: area.code)

    def expected(self, indicator: Indicator, area: Area, jaar: int) -> float:
        """The count to expect of an area in a year, before chance."""
        recept = self.recipe(indicator)
        people = self.people(area.code, jaar)
        return people * recept.basis / recept.basis_per * self.factor(indicator, area, jaar)

    def factor(self, indicator: Indicator, area: Area, jaar: int) -> float:
        """Factor around 1 of an area in a year: its own nature, its size, and the time."""
        key = (indicator.slug, area.code, jaar)
        if key not in self._factors:
            self._factors[key] = self._factor(indicator, area, jaar)
        return self._factors[key]

    def _factor(self, indicator: Indicator, area: Area, jaar: int) -> float:
        recept = self.recipe(indicator)
        if area.niveau == "nederland":
            return (recept.nederland or 1.0) * self.passed(recept, jaar)
        if area.niveau != "gemeente":
            return self._mean_factor(indicator, area, jaar)
        seed = self.settings.zaad
        nature = self._nature(indicator, area)
        moment = draw_factor(Stream(seed, indicator.slug, area.code, jaar, "moment"), 0.05)
        return nature * self._size(recept, area, jaar) * self.passed(recept, jaar) * moment

    def _nature(self, indicator: Indicator, area: Area) -> float:
        """What makes a gemeente higher or lower in every year, partly for all indicators alike."""
        key = (indicator.slug, area.code)
        if key not in self._natures:
            recept = self.recipe(indicator)
            common = Stream(self.settings.zaad, "gebied", area.code).normal()
            own = Stream(self.settings.zaad, *key).normal()
            nature = max(0.2, 1.0 + recept.spreiding * (_SHARED * common + _OWN * own))
            self._natures[key] = nature * recept.gebiedsfactoren.get(area.code, 1.0)
        return self._natures[key]

    def _mean_factor(self, indicator: Indicator, area: Area, jaar: int) -> float:
        """The factor of a district or eenheid: that of its parts, weighed by inhabitants."""
        parts = self.areas.children(area.code)
        people = [self.people(part.code, jaar) for part in parts]
        if not any(people):
            return self.passed(self.recipe(indicator), jaar)
        weighed = [
            n * self.factor(indicator, part, jaar) for n, part in zip(people, parts, strict=True)
        ]
        return math.fsum(weighed) / sum(people)

    def passed(self, recept: Recept, jaar: int) -> float:
        """Factor of a year against the first year: growth and shocks."""
        factor = recept.schokken.get(str(jaar), 1.0)
        for _ in range(jaar - self.settings.eerste_jaar):
            factor *= 1.0 + recept.groei
        return factor

    def _size(self, recept: Recept, area: Area, jaar: int) -> float:
        low, full = self.settings.grote_stad_vanaf, self.settings.grote_stad_vol
        reach = (self.people(area.code, jaar) - low) / (full - low)
        return 1.0 + (recept.grote_stad - 1.0) * min(1.0, max(0.0, reach))

    @cached_property
    def _by_slug(self) -> dict[str, Recept]:
        named = {self.catalogue[name].slug: recept for name, recept in self.recipes.items()}
        plain = {i.slug: Recept(indicator=i.slug) for i in self.catalogue if i.slug not in named}
        return named | plain

    @cached_property
    def _factors(self) -> dict[tuple[str, str, int], float]:
        return {}

    @cached_property
    def _natures(self) -> dict[tuple[str, str], float]:
        return {}

    @cached_property
    def _years_known(self) -> list[int]:
        return sorted({year for _, year in self.inhabitants})

    @cached_property
    def _today(self) -> dict[Niveau, list[Area]]:
        return {niveau: self.areas.at(niveau) for niveau in NIVEAUS}

    @cached_property
    def _eenheid(self) -> dict[str, str]:
        found = {a.code: self.areas.ancestors(a.code).get("eenheid") for a in self.areas.all}
        return {code: eenheid.code for code, eenheid in found.items() if eenheid}


def load_world(data: Path) -> World:
    """Read the region below `data`."""
    areas = load_areas(data)
    catalogue = load_catalogue(data)
    return World(
        areas=areas,
        catalogue=catalogue,
        recipes=load_recipes(data / "demo"),
        settings=load_settings(data / "demo"),
        published=load_published(data, catalogue, areas),
        inhabitants=_inhabitants(data / "referentie" / "inwoners_1jan.csv"),
    )


def _inhabitants(path: Path) -> dict[tuple[str, int], int]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["gebied_code"], int(row["jaar"])): int(row["inwoners"]) for row in rows}
