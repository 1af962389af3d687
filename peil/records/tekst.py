"""Words about figures: duiding, and questions with their answers."""

from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field

from peil.errors import PeilError
from peil.records.base import Kenmerk, Record, Regel, Tekst

DuidingStatus = Literal["concept", "ter controle", "vastgesteld"]
VraagStatus = Literal["open", "in behandeling", "beantwoord"]
DUIDING_STATUSSEN: Final[tuple[DuidingStatus, ...]] = ("concept", "ter controle", "vastgesteld")
VRAAG_STATUSSEN: Final[tuple[VraagStatus, ...]] = ("open", "in behandeling", "beantwoord")


class Duiding(Record):
    """The words that explain one theme of one gebied in one year; no theme is the whole picture."""

    soort: ClassVar[str] = "duiding"
    thema: str = ""
    jaar: int
    tekst: Tekst
    status: DuidingStatus = "concept"
    reactie: Tekst = ""

    @property
    def onderwerp(self) -> str:
        """Return gebied, thema and year."""
        return f"duiding:{self.gebied}:{self.thema}:{self.jaar}"

    def follow(self, before: Self | None) -> None:
        """Keep the order concept, ter controle, vastgesteld; only a checked text is vastgesteld."""
        old = before.status if before else None
        if self.status != "concept" and not self.tekst.strip():
            raise PeilError("De tekst is leeg. Schrijf eerst een tekst en bewaar die als concept.")
        if self.status == "ter controle" and old not in ("concept", "ter controle"):
            raise PeilError("Bewaar de tekst eerst als concept; daarna kan ze ter controle.")
        if self.status != "vastgesteld":
            return
        if before is None or old != "ter controle":
            raise PeilError(
                "Vaststellen kan pas na controle door de gemeente. Zet de tekst eerst ter controle."
            )
        if before.tekst != self.tekst:
            raise PeilError(
                "De tekst is na de controle veranderd. Zet de nieuwe tekst eerst weer ter controle."
            )


class Vraag(Record):
    """A question about one figure: what seems wrong, who looks at it, and the answer.

    ``waarde`` is the figure as it stood on the screen, ``inhoud`` the publication it came from.
    """

    soort: ClassVar[str] = "vraag"
    kenmerk: Kenmerk
    indicator: str
    periode: str = ""
    uitsplitsing: str = ""
    waarde: Regel = ""
    inhoud: str = ""
    tekst: Annotated[str, Field(min_length=3, max_length=2_000)]
    eigenaar: Annotated[str, Field(min_length=2, max_length=100)] = "RIEC-analist"
    status: VraagStatus = "open"
    antwoord: Annotated[str, Field(max_length=2_000)] = ""

    @property
    def onderwerp(self) -> str:
        """Return its own mark."""
        return f"vraag:{self.kenmerk}"

    def follow(self, before: Self | None) -> None:
        """Ask for the answer before the question is closed; what was answered stays."""
        if before is not None and before.gebied != self.gebied:
            raise PeilError("Een vraag blijft bij haar gebied. Stel een nieuwe vraag.")
        if before is not None and before.antwoord.strip() and not self.antwoord.strip():
            raise PeilError("Op deze vraag is al geantwoord. Laat het antwoord staan of vul aan.")
        if self.status == "beantwoord" and not self.antwoord.strip():
            raise PeilError("Vul het antwoord in; daarna is de vraag beantwoord.")
