"""The kinds of entries in the register: what each keeps for ever."""

from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

#: What a file of a kept report is called: a name alone, never a place.
Naam = Annotated[str, StringConstraints(pattern=r"^[a-z]+\.[a-z0-9]+$")]


class _Entry(BaseModel):
    """What every entry has: its place in the one numbering, when (UTC) and by whom."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    volgnr: int
    moment: datetime
    wie: str


class Intrekking(_Entry):
    """The levering with this id no longer counts, from here on."""

    soort: Literal["intrekking"] = "intrekking"
    levering: str
    reden: str


class Publicatie(_Entry):
    """A publication: all that its figures follow from, and the hash of what they were.

    Everything in the register with a lower ``volgnr`` was in it, and the journal up to entry
    ``journaal``. ``catalogus`` names the copy of the declared data, ``grenzen`` the boundaries
    that held (empty: the embedded ones), ``code`` is a fingerprint of the program itself.
    """

    soort: Literal["publicatie"] = "publicatie"
    snapshot: str
    inhoud: str
    cijfers: int
    versie: str
    code: str
    journaal: int
    catalogus: str
    grenzen: str = ""


class Opgeruimd(BaseModel):
    """What stays known of a levering that was cleaned up: all but its content."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    volgnr: int
    bron: str
    bestand: str
    sha256: str
    geladen_op: datetime
    regels: int


class Opruiming(_Entry):
    """These leveringen were removed because the time to keep them is over."""

    soort: Literal["opruiming"] = "opruiming"
    reden: str
    leveringen: tuple[Opgeruimd, ...]


class Bestand(BaseModel):
    """One file of a kept report, to know it again by."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sha256: str
    bytes: int


class Rapport(_Entry):
    """A report was vastgesteld; its files lie in ``rapporten/<volgnr>/`` and never change.

    ``stand`` and ``journaal`` say what it was made from, ``rol`` with whose rights, and
    ``bestandsnaam`` what it is called when it is handed out, without a suffix.
    ``vertrouwelijk`` are the indicators that a lezer could not see then, whatever they are now.
    """

    soort: Literal["rapport"] = "rapport"
    gebied: str
    jaar: int
    versie: int
    vastgesteld_op: date
    stand: int
    journaal: int
    reden: str
    is_fictief: bool
    rol: Literal["lezer", "analist"]
    vertrouwelijk: tuple[str, ...]
    bestandsnaam: str
    bestanden: dict[Naam, Bestand]


Entry = Intrekking | Publicatie | Opruiming | Rapport
#: Which kind the name of a file tells.
KINDS: Final[dict[str, type[Entry]]] = {
    "intrekking": Intrekking,
    "publicatie": Publicatie,
    "opruiming": Opruiming,
    "rapport": Rapport,
}
