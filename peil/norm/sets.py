"""Norm sets: the items of weerbaarheid as data, in versions. Each file says how far it may be used.

No threshold is invented here. Where the source gives one (``geldig_maanden``, ``vanaf_datum``,
``hoogste``) it is in the file; everywhere else the assessor judges.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from peil import places
from peil.bronnen import Slug
from peil.declared import Strict, read_toml
from peil.errors import PeilError

#: The words of an item that names none itself.
JA_DEELS_NEE: Final = ("ja", "deels", "nee")
ItemId = Annotated[str, Field(pattern=r"^[A-Z]{2}-\d{2}$")]
Antwoordsoort = Literal["ja-deels-nee", "datum", "percentage", "aantal", "niveau"]
Aanvulling = Literal["datum", "aantal", "ja-nee", "tekst"]


class Pijler(Strict):
    """One of the groups of items; ``kort`` fits in a narrow column."""

    slug: Slug
    titel: str
    kort: str = ""


class NormItem(Strict):
    """One item: what is asked, of whom, how it is answered and what shows that it is so.

    ``meetwijze`` is the wording of the source. ``keuzes`` are the words that may be the answer,
    ``aanvulling`` is what may stand behind it after a comma, ``met_decimalen`` a count in parts
    (fte). ``geldig_maanden`` is how long a date holds, ``vanaf_datum`` the first day it may have,
    ``hoogste`` the largest possible count, ``indicatoren`` the figures that belong beside it.
    """

    id: ItemId
    titel: str
    pijler: Slug
    soort: Literal["bestuurlijk", "ambtelijk", "maatschappelijk"]
    antwoord: Antwoordsoort
    keuzes: tuple[str, ...] = ()
    aanvulling: Aanvulling | None = None
    met_decimalen: bool = False
    meetwijze: str
    geldig_maanden: int | None = None
    vanaf_datum: date | None = None
    hoogste: int | None = None
    bewijs: str
    bron: str
    indicatoren: tuple[Slug, ...] = ()

    @property
    def woorden(self) -> tuple[str, ...]:
        """The words that may be the answer; none for an item that asks for a number or a date."""
        default = JA_DEELS_NEE if self.antwoord == "ja-deels-nee" else ()
        return self.keuzes or default


class Streefnorm(Strict):
    """What one district agreed for itself about an item; it stands beside the oordeel."""

    district: str
    item: ItemId
    tekst: str
    bron: str


class NormSet(Strict):
    """One version of a norm set; it holds from ``vanaf`` until a later version does."""

    set: Slug
    versie: str
    vanaf: date
    titel: str
    status: str
    toelichting: str = ""
    pijler: tuple[Pijler, ...]
    item: tuple[NormItem, ...]
    streefnorm: tuple[Streefnorm, ...] = ()

    @model_validator(mode="after")
    def _check_links(self) -> Self:
        known, seen = {p.slug for p in self.pijler}, set[str]()
        for item in self.item:
            if item.pijler not in known:
                raise ValueError(f"item {item.id} noemt pijler '{item.pijler}', die er niet is")
            if item.id in seen:
                raise ValueError(f"item {item.id} staat er twee keer in")
            seen.add(item.id)
        for extra in self.streefnorm:
            if extra.item not in seen:
                raise ValueError(f"streefnorm noemt item {extra.item}, dat er niet is")
        return self

    @cached_property
    def items(self) -> Mapping[str, NormItem]:
        """The items by id, in the order of the file."""
        return {item.id: item for item in self.item}

    def of_pijler(self, slug: str) -> list[NormItem]:
        """Return the items of one pijler."""
        return [item for item in self.item if item.pijler == slug]

    def streefnormen(self, item: str, district: str) -> list[Streefnorm]:
        """Return what a district agreed for itself about an item."""
        return [s for s in self.streefnorm if s.item == item and s.district == district]


@dataclass(frozen=True)
class Norms:
    """All versions of the norm set of a region, oldest first; there may be none."""

    versions: tuple[NormSet, ...]

    def on(self, day: date) -> NormSet | None:
        """Return the version that holds on a day; before the first one, the first."""
        found = [v for v in self.versions if v.vanaf <= day]
        return found[-1] if found else next(iter(self.versions), None)

    @property
    def newest(self) -> NormSet | None:
        """The last version, or nothing."""
        return self.versions[-1] if self.versions else None

    def version(self, name: str) -> NormSet | None:
        """Return a version by its name, or nothing."""
        return next((v for v in self.versions if v.versie == name), None)


def load_norms(data: Path | None = None) -> Norms:
    """Read the norm sets below ``data/norm``; a region without that folder has none.

    Raises:
        PeilError: a file that does not fit the schema, a version twice, or two different sets.
    """
    folder = (data or places.data_root()) / "norm"
    found = [read_toml(path, NormSet) for path in sorted(folder.glob("*.toml"))]
    found.sort(key=lambda n: (n.vanaf, n.versie))
    if len({n.set for n in found}) > 1:
        raise PeilError("In data/norm staan twee verschillende normsets. Houd er één.")
    if len({n.versie for n in found}) < len(found):
        raise PeilError(
            "In data/norm staat één versie van de norm twee keer. Geef elke versie een eigen naam."
        )
    return Norms(tuple(found))
