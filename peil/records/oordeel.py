"""Oordelen on the norm, and the sheets in which they come."""

from datetime import date
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field, model_validator

from peil.errors import PeilError
from peil.records.base import Record, Regel

Oordeel = Literal["uitgevoerd", "in ontwikkeling", "ontbreekt", "onbekend", "niet van toepassing"]
OORDELEN: Final[tuple[Oordeel, ...]] = (
    "uitgevoerd",
    "in ontwikkeling",
    "ontbreekt",
    "onbekend",
    "niet van toepassing",
)
#: The oordelen that count as assessed: the denominator. Onbekend is never nee.
BEOORDEELD: Final[tuple[Oordeel, ...]] = OORDELEN[:3]


class Score(Record):
    """One oordeel on one norm item of one gemeente.

    ``antwoord`` is the answer itself as the item asks it, ``bewijs`` a reference to where the
    evidence lies (never its content), ``beoordelaar`` a role, ``normversie`` the version of the
    norm set under which it was given, ``herkomst`` the line of the sheet it came from. With
    ``is_ingetrokken`` it takes back what was kept before for the same item and peildatum.
    """

    soort: ClassVar[str] = "score"
    is_los: ClassVar[bool] = True
    item: Annotated[str, Field(pattern=r"^[A-Z]{2}-\d{2}$")]
    normset: str
    normversie: str
    oordeel: Oordeel
    antwoord: Regel = ""
    peildatum: date
    bewijs: Regel = ""
    beoordelaar: Regel
    geldig_tot: date | None = None
    toelichting: Regel = ""
    herkomst: str = ""
    is_ingetrokken: bool = False

    @property
    def onderwerp(self) -> str:
        """Return the gemeente and the item."""
        return f"score:{self.gebied}:{self.normset}:{self.item}"

    def follow(self, before: Self | None) -> None:
        """Take back only what is there."""
        if self.is_ingetrokken and before is None:
            raise PeilError("Er is geen oordeel om in te trekken. Kies een item met een oordeel.")

    @model_validator(mode="after")
    def _check_dates(self) -> Self:
        if self.geldig_tot is not None and self.geldig_tot < self.peildatum:
            raise ValueError("'geldig_tot' ligt voor de peildatum; kies een latere datum")
        if self.is_ingetrokken and not self.toelichting.strip():
            raise ValueError("schrijf in de toelichting waarom dit oordeel wordt ingetrokken")
        return self


class Normblad(Record):
    """A norm sheet that was loaded: its name, fingerprint and number of scores."""

    soort: ClassVar[str] = "normblad"
    is_eenmalig: ClassVar[bool] = True
    gebied: str = ""
    bestand: str
    sha256: str
    regels: int
    bevestiging: str = ""

    @property
    def onderwerp(self) -> str:
        """Return the fingerprint, so that the same sheet cannot be loaded twice."""
        return f"normblad:{self.sha256}"

    def follow(self, before: Self | None) -> None:
        """Refuse a second version: a sheet is loaded once."""
        if before is not None:
            raise PeilError(f"{self.bestand} is al geladen. Er verandert niets.")
