"""The indicator catalogue and the bronnen: one TOML file each, one schema, unknown keys refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from peil import places
from peil.bronnen import Bron, Slug
from peil.declared import Strict, read_toml
from peil.errors import PeilError
from peil.terms import NIVEAUS, Frequentie, Niveau, Soort, Type


class Waarde(Strict):
    """One category of an uitsplitsing."""

    code: Slug
    titel: str


class Uitsplitsing(Strict):
    """A breakdown of an indicator and whether its categories add up to the total.

    ``telt_op``: ``true`` they do, ``false`` they do not (a casus has several themes),
    ``"met_rest"`` they do with a rest that is not delivered.
    """

    dimensie: Slug
    titel: str
    waarden: tuple[Waarde, ...]
    telt_op: bool | Literal["met_rest"]
    deel_van: str | None = None


class Breuk(Strict):
    """A year from which the figures cannot be compared with the years before."""

    jaar: int
    uitleg: str


class Indicator(Strict):
    """One indicator: what is counted, over what, by whom, and how it may be read."""

    slug: Slug
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}-\d{2}[a-z]?$")]
    titel: str
    thema: Slug
    definitie: str
    meeteenheid: str
    teller: str
    telwoord: str
    noemer: Literal["gem_inwoners", "inwoners_1jan", "geleverd", "geen"]
    noemer_titel: str = ""
    noemer_jaar: int = 0
    noemer_jaar_uitzonderingen: Mapping[str, int] = {}
    per: Annotated[float, Field(gt=0)] = 1
    soort: Soort
    optel: Literal["som", "verhouding", "geen"]
    bron: Slug
    type: Type
    richting: Literal["hoger_is_gunstig", "lager_is_gunstig"] | None = None
    kanttekening: str
    laagste_niveau: Niveau
    frequentie: tuple[Frequentie, ...] = ("jaar",)
    breuken: tuple[Breuk, ...] = ()
    drempel: Annotated[int, Field(ge=0)]
    toon_nul: bool
    openbaarheid: Literal["openbaar", "vertrouwelijk"]
    verwacht_vanaf: int | None = None
    volgorde: int
    herkomst: str
    kop: bool = False
    uitsplitsing: tuple[Uitsplitsing, ...] = ()

    @model_validator(mode="after")
    def _check_noemer(self) -> Self:
        if self.soort == "aandeel" and self.noemer == "geen":
            raise ValueError("een aandeel heeft een noemer nodig; vul bij 'noemer' in waarover")
        return self

    @property
    def niveaus(self) -> tuple[Niveau, ...]:
        """Return the levels at which the indicator can have a figure."""
        return NIVEAUS[NIVEAUS.index(self.laagste_niveau) :]

    def denominator_year(self, jaar: int) -> int:
        """Return which year's inhabitants a figure of ``jaar`` is divided by."""
        return self.noemer_jaar_uitzonderingen.get(str(jaar), jaar + self.noemer_jaar)

    def breakdown(self, text: str) -> tuple[tuple[Uitsplitsing, Waarde], ...]:
        """Return the dimensions and categories that ``dim:waarde|dim:waarde`` names.

        Raises:
            PeilError: a dimension or category that the indicator does not have.
        """
        parts = [part.partition(":") for part in text.split("|")] if text else []
        return tuple(self._category(name.strip(), code.strip()) for name, _, code in parts)

    def _category(self, name: str, code: str) -> tuple[Uitsplitsing, Waarde]:
        dimension = next((d for d in self.uitsplitsing if d.dimensie == name), None)
        if dimension is None:
            known = ", ".join(d.dimensie for d in self.uitsplitsing)
            advice = f"Kies uit: {known}." if known else "Dit cijfer heeft geen uitsplitsingen."
            raise PeilError(f"'{self.slug}' heeft geen uitsplitsing naar '{name}'. {advice}")
        category = next((w for w in dimension.waarden if code in (w.code, w.titel)), None)
        if category is None:
            known = ", ".join(w.code for w in dimension.waarden)
            raise PeilError(f"'{name}' kent geen waarde '{code}'. Kies uit: {known}.")
        return dimension, category


class Thema(Strict):
    """A prioritised theme, in the order in which pages show it."""

    slug: Slug
    titel: str
    volgorde: int


@dataclass(frozen=True)
class Catalogue:
    """All indicators, bronnen and themes of a region."""

    indicators: tuple[Indicator, ...]
    bronnen: Mapping[str, Bron]
    themas: Mapping[str, Thema]

    @cached_property
    def _by_name(self) -> dict[str, Indicator]:
        names = {i.slug: i for i in self.indicators}
        return names | {i.code.upper(): i for i in self.indicators}

    def __iter__(self) -> Iterator[Indicator]:
        """Walk through the indicators, by theme and order."""
        return iter(self.indicators)

    def __contains__(self, name: object) -> bool:
        """Say whether a slug or code is known."""
        return isinstance(name, str) and self.find(name) is not None

    def find(self, name: str) -> Indicator | None:
        """Return the indicator with this slug or code, or nothing."""
        text = name.strip()
        return self._by_name.get(text.lower()) or self._by_name.get(text.upper())

    def __getitem__(self, name: str) -> Indicator:
        """Return the indicator with this slug (``drugshandel``) or code (``DR-01``).

        Raises:
            PeilError: no such indicator; the message names where the list stands.
        """
        found = self.find(name)
        if found is None:
            raise PeilError(
                f"De indicator '{name}' bestaat niet. "
                "De lijst staat op de pagina Verantwoording en in data/catalogue."
            )
        return found

    def by_theme(self) -> dict[Thema, list[Indicator]]:
        """Return the indicators per theme, in the order of the themes."""
        ordered = sorted(self.themas.values(), key=lambda t: t.volgorde)
        groups = {t: [i for i in self.indicators if i.thema == t.slug] for t in ordered}
        return {theme: group for theme, group in groups.items() if group}


class _Themas(Strict):
    thema: tuple[Thema, ...]


def _themes(data: Path) -> dict[str, Thema]:
    return {t.slug: t for t in read_toml(data / "catalogue" / "themas.toml", _Themas).thema}


def load_catalogue(data: Path | None = None) -> Catalogue:
    """Read the catalogue of a region.

    Raises:
        PeilError: a file that does not fit the schema, a code or slug used twice, an unknown
            theme or bron. Every message names the file and the key.
    """
    root = data or places.data_root()
    themes = _themes(root)
    bronnen = {
        path.stem: read_toml(path, Bron, {"slug": path.stem})
        for path in sorted((root / "bronnen").glob("*.toml"))
    }
    found = [
        read_toml(path, Indicator, {"slug": path.stem})
        for path in sorted((root / "catalogue").glob("*/*.toml"))
    ]
    _check_links(found, themes, bronnen)
    found.sort(key=lambda i: (themes[i.thema].volgorde, i.volgorde, i.code))
    return Catalogue(tuple(found), bronnen, themes)


def _check_links(
    found: list[Indicator], themes: Mapping[str, Thema], bronnen: Mapping[str, Bron]
) -> None:
    seen: dict[str, str] = {}
    for indicator in found:
        file = f"{indicator.slug}.toml"
        for name in {indicator.slug.lower(), indicator.code.lower()}:
            if name in seen:
                raise PeilError(
                    f"{file}: '{name}' is al in gebruik door {seen[name]}.toml; kies een andere."
                )
            seen[name] = indicator.slug
        if indicator.thema not in themes:
            raise PeilError(
                f"{file}: sleutel 'thema' noemt '{indicator.thema}', dat niet in themas.toml staat."
            )
        if indicator.bron not in bronnen:
            raise PeilError(
                f"{file}: sleutel 'bron' noemt '{indicator.bron}', dat niet in data/bronnen staat."
            )
