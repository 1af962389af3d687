"""Recipes of the fictitious journal: what data/demo/journaal may say, one schema per file."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import Field

from peil.declared import Strict, read_toml
from peil.records import Oordeel, VraagStatus

FOLDER = "journaal"


class ItemRecept(Strict):
    """Where one norm item differs from the rest of its pijler."""

    niveau: float = 0.0
    """Added to the stand of the item: how easy it is."""
    opnieuw: float | None = None
    om_de_jaren: int = 1
    """The item is only looked at every so many years."""
    bereik_uitgevoerd: tuple[int, int] = (3, 9)
    bereik_in_ontwikkeling: tuple[int, int] = (1, 2)
    antwoorden: Mapping[Oordeel, tuple[str, ...]] = {}
    """The answers to choose from per oordeel, where the item has words of its own."""
    niet_van_toepassing: float = Field(default=0.0, ge=0, le=1)
    alleen_met_streefnorm: bool = False
    """Does not apply where the district has no streefnorm for it."""


class ScoreRecept(Strict):
    """How the oordelen run: a stand around zero per item that grows, and how it is looked at."""

    jaren: tuple[int, ...]
    start: float
    groei: float
    ontwikkeling: float = Field(gt=0)
    spreiding_gemeente: float
    spreiding_item: float
    ruis: float
    grootte: float
    """What the largest gemeenten have above the smallest."""
    grootte_vol: int = Field(gt=0)
    terugval: float
    terugval_diepte: float
    na_afspraak: float = Field(ge=0, le=1)
    """The share of what lacks that is uitgevoerd the year after it was agreed upon."""
    eerste_keer: tuple[float, ...]
    """Per year: the share of the items that has been looked at by then."""
    opnieuw: float
    onbekend: float
    onbekend_vooraf: float
    beoordelaars: tuple[str, ...]
    bewijs: tuple[str, ...]
    pijlers: Mapping[str, float] = {}
    items: Mapping[str, ItemRecept] = {}


class BezoekRecept(Strict):
    """When the yearly visits are, and what their records say."""

    vastgestelde_jaren: tuple[int, ...]
    lopend_jaar: int
    eerste_maand: int = Field(ge=1, le=12)
    eerste_dag: int = Field(ge=1, le=28)
    dagen: int = Field(gt=0)
    """The visits of a year fall within so many days from the first."""
    deel_gehouden: float
    deel_gepland: float
    gehouden_van: date
    gehouden_tot: date
    komend_van: date
    komend_tot: date
    deelnemers: tuple[str, ...]
    aandachtspunten: tuple[str, ...]
    verslagen: tuple[str, ...]


class Sjabloon(Strict):
    """The text of an afspraak and the role that does it."""

    tekst: str
    eigenaar: str


class AfspraakRecept(Strict):
    """How many afspraken, how they end, and their texts by item and by indicator."""

    van_jaar: tuple[int, int]
    deel_vervallen: float
    deel_al_klaar: float
    deel_begonnen: float
    deel_te_laat: float
    resultaten: Mapping[str, tuple[str, ...]]
    items: Mapping[str, Sjabloon]
    aanbevelingen: Mapping[str, Sjabloon] = {}
    indicatoren: Mapping[str, Sjabloon] = {}


class Alineas(Strict):
    """Per paragraph the sentences to choose from."""

    alineas: tuple[tuple[str, ...], ...]


class Reacties(Strict):
    """What a gemeente, or the gemeenten together, answered to a text."""

    gemeente: tuple[str, ...]
    hoger: tuple[str, ...]


class DuidingRecept(Strict):
    """The example texts, and how far they have come."""

    jaren: tuple[int, ...]
    themas: tuple[int, int]
    deel_concept: float
    deel_ter_controle: float
    begin: str
    geheel: Alineas
    thema: Alineas
    reacties: Reacties


class VoorbeeldVraag(Strict):
    """One question about a figure."""

    indicator: str
    periode: str
    tekst: str
    status: VraagStatus
    antwoord: str = ""
    op: date


class Vragen(Strict):
    """The questions of the demo."""

    vraag: tuple[VoorbeeldVraag, ...]


class JournalRecipes(Strict):
    """All recipes of the fictitious journal of a region."""

    scores: ScoreRecept
    bezoeken: BezoekRecept
    afspraken: AfspraakRecept
    duiding: DuidingRecept
    vragen: Vragen


def load_journal_recipes(folder: Path) -> JournalRecipes | None:
    """Return the recipes below ``data/demo``, or nothing when the region has none.

    Raises:
        PeilError: a file that does not fit its schema, or one that is absent.
    """
    place = folder / FOLDER
    if not place.is_dir():
        return None
    return JournalRecipes(
        scores=read_toml(place / "scores.toml", ScoreRecept),
        bezoeken=read_toml(place / "bezoeken.toml", BezoekRecept),
        afspraken=read_toml(place / "afspraken.toml", AfspraakRecept),
        duiding=read_toml(place / "duiding.toml", DuidingRecept),
        vragen=read_toml(place / "vragen.toml", Vragen),
    )
