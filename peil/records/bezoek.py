"""The yearly visit to a gemeente, and what is agreed there."""

import re
from datetime import date
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from peil.errors import PeilError
from peil.records.base import KEPT, Kenmerk, Record, Regel, Tekst

BezoekStatus = Literal["gepland", "voorbereid", "gehouden", "vastgesteld"]
AfspraakAard = Literal["afspraak", "aanbeveling"]
AfspraakStatus = Literal["open", "loopt", "klaar", "vervallen"]
BEZOEK_STATUSSEN: Final[tuple[BezoekStatus, ...]] = (
    "gepland",
    "voorbereid",
    "gehouden",
    "vastgesteld",
)
AFSPRAAK_STATUSSEN: Final[tuple[AfspraakStatus, ...]] = ("open", "loopt", "klaar", "vervallen")
AFSPRAAK_AARDEN: Final[tuple[AfspraakAard, ...]] = ("afspraak", "aanbeveling")
#: A visit that was there; its day is known and over.
HELD: Final[tuple[BezoekStatus, ...]] = BEZOEK_STATUSSEN[2:]
#: A thing that needs nothing more of its owner.
AFGEROND: Final[tuple[AfspraakStatus, ...]] = ("klaar", "vervallen")
#: What marks a line of the checklist: made by the program, never words.
_MARK: Final = re.compile(r"[a-z]+-[A-Za-z0-9-]{1,100}", re.ASCII)


class Afspraak(Record):
    """An afspraak or aanbeveling: from which visit, about what, who does it, and by when.

    ``eigenaar`` is a role; ``resultaat`` is what became of it, ``resultaat_jaar`` the visit at
    which that was established.
    """

    soort: ClassVar[str] = "afspraak"
    kenmerk: Kenmerk
    aard: AfspraakAard = "afspraak"
    tekst: Annotated[str, Field(min_length=3, max_length=500)]
    bezoekjaar: int | None = None
    item: str = ""
    indicator: str = ""
    eigenaar: Annotated[str, Field(min_length=2, max_length=100)]
    deadline: date | None = None
    status: AfspraakStatus = "open"
    resultaat: Annotated[str, Field(max_length=1_000)] = ""
    resultaat_jaar: int | None = None

    @property
    def onderwerp(self) -> str:
        """Return its own mark."""
        return f"afspraak:{self.kenmerk}"

    @property
    def is_open(self) -> bool:
        """Say whether its owner still has something to do."""
        return self.status not in AFGEROND

    def is_late(self, today: date) -> bool:
        """Say whether it is still open after its deadline."""
        return self.is_open and self.deadline is not None and self.deadline < today

    def follow(self, before: Self | None) -> None:
        """Ask what became of it before it is closed; it stays with its gemeente.

        Of what is closed only the resultaat can be corrected; for more it is opened again.
        """
        if before is not None and before.gebied != self.gebied:
            raise PeilError("Een afspraak blijft bij haar gemeente. Maak een nieuwe afspraak.")
        if self.status in AFGEROND and not self.resultaat.strip():
            raise PeilError("Vul in wat ervan terechtkwam; daarna kan de afspraak worden afgerond.")
        if before is None or before.status not in AFGEROND or self.status not in AFGEROND:
            return
        told = {"resultaat": self.resultaat, "resultaat_jaar": self.resultaat_jaar}
        if before.model_copy(update=told) != self:
            raise PeilError(
                f"Deze afspraak is {before.status}. Zet haar eerst weer op open of loopt, en "
                "verander haar dan. Alleen het resultaat kan zo worden verbeterd."
            )


class Bezoek(Record):
    """The yearly visit to a gemeente; ``klaar`` are the marks of checklist lines that are done."""

    soort: ClassVar[str] = "bezoek"
    jaar: int
    status: BezoekStatus = "gepland"
    datum: date | None = None
    adviseur: Regel = "RIEC-adviseur"
    deelnemers: Regel = ""
    aandachtspunten: Tekst = ""
    verslag: Tekst = ""
    klaar: tuple[str, ...] = ()
    reden: Regel = ""

    @property
    def onderwerp(self) -> str:
        """Return gemeente and year."""
        return f"bezoek:{self.gebied}:{self.jaar}"

    @model_validator(mode="after")
    def _check_marks(self, info: ValidationInfo) -> Self:
        strange = [mark for mark in self.klaar if not _MARK.fullmatch(mark)]
        if strange and info.context != KEPT:
            raise ValueError("bij 'klaar' staat een onbekend kenmerk; laad de pagina opnieuw")
        return self

    def follow(self, before: Self | None) -> None:
        """Keep the order, one step at a time; what is vastgesteld only opens for a new reason."""
        if before is None and self.status != "gepland":
            raise PeilError("Plan het bezoek eerst; daarna kan de status verder.")
        if before is None:
            return
        step = BEZOEK_STATUSSEN.index(self.status) - BEZOEK_STATUSSEN.index(before.status)
        if step > 1:
            after = BEZOEK_STATUSSEN[BEZOEK_STATUSSEN.index(before.status) + 1]
            raise PeilError(f"Het bezoek is {before.status}. De volgende stap is: {after}.")
        if step < -1:
            back = BEZOEK_STATUSSEN[BEZOEK_STATUSSEN.index(before.status) - 1]
            raise PeilError(f"Het bezoek is {before.status}. De stap terug is: {back}.")
        is_new_reason = self.reden.strip() not in ("", before.reden.strip())
        if before.status == "vastgesteld" and not (step == -1 and is_new_reason):
            raise PeilError(
                "Dit bezoek is vastgesteld. Heropen het eerst, met de reden van nu erbij, "
                "en verander het dan."
            )
        if self.status == "vastgesteld" and not self.verslag.strip():
            raise PeilError("Schrijf eerst het verslag; daarna kan het bezoek worden vastgesteld.")
        if self.status in HELD and self.datum is None:
            raise PeilError("Vul de datum van het bezoek in; daarna geldt het als gehouden.")
