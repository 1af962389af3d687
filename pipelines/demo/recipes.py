"""Recipes of the fictitious figures: one TOML per indicator under data/demo, one schema.

A recipe holds only levels and shapes ("about so many per 10.000 inhabitants, growing so fast").
Published totals are not in it: those come from data/gepubliceerd and always win.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import Field

from peil.declared import Strict, read_toml
from peil.terms import Niveau


class Verdeling(Strict):
    """How a total falls apart over one dimension; shares per value."""

    dimensie: str
    aandelen: dict[str, float]
    """Share of the total per value; where `noemer_aandelen` is given for an `aandeel`: the level
    of the value as a factor of the usual proportion."""
    noemer_aandelen: Mapping[str, float] = {}
    """Share of a delivered noemer per value; empty: every value has the whole noemer."""
    sluit: bool = False
    """Let the values add up, although the catalogue does not promise it (a bron that rounds)."""
    samen: Mapping[str, tuple[str, ...]] = {}
    """Value -> the `dimensie:waarde`s that it takes together (at most the total)."""


class Gat(Strict):
    """A cell that a partner leaves out or hides in the fictitious deliveries."""

    gebied: str
    jaar: int
    status: Literal["niet geleverd", "onderdrukt", "ontbreekt", "afwezig"]
    toelichting: str = ""


class VastAandeel(Strict):
    """A known share of the total of one area in one year (0 up to 1)."""

    gebied: str
    jaar: int
    aandeel: float = Field(ge=0, le=1)
    bron: str


class GelijkAan(Strict):
    """This indicator is the same count as a value of the breakdown of another indicator."""

    indicator: str
    uitsplitsing: str


class Recept(Strict):
    """Levels and shapes of one fictitious indicator."""

    indicator: str
    uitleg: str = ""
    niveau: Niveau | None = None
    ook_hoger: bool = False
    """Deliver the eenheid too, because it is more than the sum of what lies below."""
    boven_uitsplitsing: str = ""
    """The `dimensie:waarde` under which the part above the areas is delivered."""
    onder_uitsplitsing: str = ""
    """The `dimensie:waarde` under which the eenheid's sum of the areas is delivered."""
    basis: float = Field(default=4.0, ge=0)
    """Teller per `basis_per` inhabitants in the first year; for `steekproef` not used."""
    basis_per: float = 10_000
    groei: float = 0.02
    spreiding: float = 0.3
    ruis: float = Field(default=1.6, ge=0)
    """Variance of a count against its mean; below 1: hardly any chance (vestigingen)."""
    grote_stad: float = Field(default=1.3, gt=0)
    nulkans: float = Field(default=0.0, ge=0, lt=1)
    nederland: float | None = None
    """Level of Nederland as a factor of `basis`; absent: Nederland is not delivered."""
    aandeel: float = Field(default=0.1, gt=0, lt=1)
    """For `aandeel` and `steekproef`: the usual proportion."""
    noemer_per_inwoner: float = Field(default=0.01, gt=0)
    """For a delivered noemer: how many there are per inhabitant."""
    noemer_gelijk_aan: GelijkAan | None = None
    """The delivered noemer is the count of another indicator."""
    steekproef: int = Field(default=900, gt=0)
    """For `steekproef`: how many people answered per area."""
    vanaf_inwoners: int = 0
    """For `steekproef`: smaller areas have too few answers for a figure."""
    eenheidsbedrag: int = 1
    """For `bedrag`: amounts are whole multiples of this many euro."""
    schommeling: float = 0.25
    """For `bedrag`: how much an amount swings from year to year (standard deviation)."""
    boven: float = Field(default=0.0, ge=0, lt=1)
    """Share of the eenheid that belongs to no area below it (a regional table)."""
    jaren: tuple[int, ...] = ()
    """Years that are delivered; empty: every year of the demo."""
    schokken: Mapping[str, float] = {}
    """Year -> factor, for a year that was special."""
    voorlopig: tuple[int, ...] = ()
    verdelingen: tuple[Verdeling, ...] = ()
    gaten: tuple[Gat, ...] = ()
    vaste_aandelen: tuple[VastAandeel, ...] = ()
    gelijk_aan: GelijkAan | None = None
    """The totals are the counts of another indicator (or of one value of its breakdown)."""
    volgt: GelijkAan | None = None
    """Expect `basis` for every one that the other indicator counts (pupils per intervention)."""
    deelnemers: Mapping[str, int] = {}
    """Year -> how many areas take part; who joined once stays. Empty: all do."""
    gebiedsfactoren: Mapping[str, float] = {}
    """Area -> factor, where everybody knows that an area stands out."""
    overslaan: bool = False
    """True: nothing fictitious is delivered for this indicator."""


class RapportToen(Strict):
    """A report that was vastgesteld from the publication before a herziening."""

    gebied: str
    jaar: int


class Herziening(Strict):
    """A fictitious levering that first came with gaps and an error, and later was put right."""

    bron: str
    jaar: int
    gepubliceerd_op: datetime
    """When there was a publication with the first version in it."""
    geladen_op: datetime
    """When the second version came."""
    ontbrak: tuple[str, ...] = ()
    """Areas of which the first version said `niet geleverd`."""
    minder: Mapping[str, int] = {}
    """Area -> how many fewer the first version counted."""
    minder_jaar_ervoor: Mapping[str, int] = {}
    """The same of the year before `jaar`."""
    rapport: RapportToen | None = None
    """The report that was vastgesteld at the publication before."""

    def fewer(self, gebied: str, periode: str) -> int:
        """How many fewer the first version counted of an area in a period."""
        years = {str(self.jaar): self.minder, str(self.jaar - 1): self.minder_jaar_ervoor}
        return years.get(periode, {}).get(gebied, 0)


class Instellingen(Strict):
    """What holds for all demo deliveries (data/demo/instellingen.toml)."""

    zaad: str = "peil"
    geladen_op: datetime = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
    """The time stamp of every demo levering, so that their ids are the same everywhere."""
    bron_gepubliceerd: str = "gepubliceerd"
    eerste_jaar: int = 2018
    laatste_jaar: int = 2025
    grote_stad_vanaf: int = 60_000
    """Inhabitants from which `grote_stad` starts to count."""
    grote_stad_vol: int = 500_000
    """Inhabitants at which `grote_stad` counts in full."""
    herziening: Herziening | None = None


def load_recipes(folder: Path) -> dict[str, Recept]:
    """All recipes of `data/demo`, by the indicator (slug or code) they name."""
    recipes: Mapping[str, Recept] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name in _NOT_RECIPES:
            continue
        recept = read_toml(path, Recept)
        recipes[recept.indicator] = recept
    return recipes


def load_settings(folder: Path) -> Instellingen:
    """The settings of the demo; the defaults when the region has no file for them."""
    path = folder / "instellingen.toml"
    return read_toml(path, Instellingen) if path.exists() else Instellingen()


_NOT_RECIPES = {"instellingen.toml", "werkelijk.toml"}
