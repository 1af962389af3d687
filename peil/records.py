"""What people type: one frozen record per kind, and which version may follow which.

A record is the whole new state of one thing; its ``onderwerp`` says which thing. The journal keeps
every version (``Entry``) with who and when. Owners and assessors are roles, never names.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, Self, TypeVar, cast

from pydantic import Field, ValidationError, ValidationInfo, model_validator

from peil.declared import Strict
from peil.errors import PeilError
from peil.personal import find_personal, plain_text

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
DuidingStatus = Literal["concept", "ter controle", "vastgesteld"]
BezoekStatus = Literal["gepland", "voorbereid", "gehouden", "vastgesteld"]
AfspraakAard = Literal["afspraak", "aanbeveling"]
AfspraakStatus = Literal["open", "loopt", "klaar", "vervallen"]
VraagStatus = Literal["open", "in behandeling", "beantwoord"]
BEZOEK_STATUSSEN: Final[tuple[BezoekStatus, ...]] = (
    "gepland",
    "voorbereid",
    "gehouden",
    "vastgesteld",
)
DUIDING_STATUSSEN: Final[tuple[DuidingStatus, ...]] = ("concept", "ter controle", "vastgesteld")
AFSPRAAK_STATUSSEN: Final[tuple[AfspraakStatus, ...]] = ("open", "loopt", "klaar", "vervallen")
AFSPRAAK_AARDEN: Final[tuple[AfspraakAard, ...]] = ("afspraak", "aanbeveling")
VRAAG_STATUSSEN: Final[tuple[VraagStatus, ...]] = ("open", "in behandeling", "beantwoord")
#: A visit that was there; its day is known and over.
HELD: Final[tuple[BezoekStatus, ...]] = BEZOEK_STATUSSEN[2:]
#: A thing that needs nothing more of its owner.
AFGEROND: Final[tuple[AfspraakStatus, ...]] = ("klaar", "vervallen")

#: A year outside these is a slip of the pen.
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
#: Fields that the program fills: a fingerprint can look like a number of a person.
_NOT_TYPED: Final = {"gebied", "kenmerk", "sha256", "inhoud", "herkomst", "bestand", "naam"}
#: Read back from the journal: what was once kept stays readable, also when the rule is sharpened.
KEPT: Final = {"is_kept": True}
Tekst = Annotated[str, Field(max_length=20_000)]
Regel = Annotated[str, Field(max_length=300)]
Kenmerk = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{4,40}$")]
#: What marks a line of the checklist: made by the program, never words.
_MARK: Final = re.compile(r"[a-z]+-[A-Za-z0-9-]{1,100}", re.ASCII)


class Record(Strict):
    """The state of one thing that people keep about a gebied (its code)."""

    soort: ClassVar[str]
    #: Whether a new version stands by itself. Otherwise what goes on from something made up is
    #: made up too: a real hand on an invented afspraak does not make it real.
    is_los: ClassVar[bool] = False
    #: Whether there is only ever one version: the same once more is refused too, not passed over.
    is_eenmalig: ClassVar[bool] = False
    gebied: str

    @property
    def onderwerp(self) -> str:
        """Return which thing this is a version of."""
        raise NotImplementedError

    def follow(self, before: Any) -> None:
        """Check that this may come after ``before`` (nothing: the first version).

        Raises:
            PeilError: this step is not allowed; the message says what comes first.
        """

    @model_validator(mode="before")
    @classmethod
    def _take_out_unseen(cls, typed: Any, info: ValidationInfo) -> Any:
        if info.context == KEPT or not isinstance(typed, Mapping):
            return typed
        fields = cast("Mapping[str, object]", typed)
        return {k: plain_text(v) if isinstance(v, str) else v for k, v in fields.items()}

    @model_validator(mode="after")
    def _check_persons(self, info: ValidationInfo) -> Self:
        if info.context == KEPT:
            return self
        for name, value in self:
            typed = isinstance(value, str) and name not in _NOT_TYPED
            found = find_personal(value) if typed else None
            if found:
                raise ValueError(
                    f"bij '{name}' staat {found}; haal het weg en noem alleen een functie"
                )
        return self


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


class Botsing(Record):
    """A text that came second: kept beside the first until someone has dealt with it.

    ``naam`` is the onderwerp both wrote, ``tegen_versie`` the version that came first, ``inhoud``
    the whole second record as JSON.
    """

    soort: ClassVar[str] = "botsing"
    kenmerk: Kenmerk
    naam: str
    tegen_versie: int
    inhoud: str
    is_afgehandeld: bool = False

    @property
    def onderwerp(self) -> str:
        """Return its own mark."""
        return f"botsing:{self.kenmerk}"

    def second(self) -> Record:
        """Return the record that came second, read as the journal reads what was kept.

        Raises:
            PeilError: it is of a kind that this program does not know, or damaged.
        """
        kind = KINDS.get(self.naam.partition(":")[0])
        try:
            if kind is not None:
                return kind.model_validate_json(self.inhoud, context=KEPT)
        except ValidationError:
            pass
        raise PeilError(
            "De tekst die ernaast is bewaard, is niet te lezen. Meld dit aan de beheerder."
        )


KINDS: Final[dict[str, type[Record]]] = {
    kind.soort: kind for kind in (Score, Normblad, Duiding, Afspraak, Bezoek, Vraag, Botsing)
}
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """One version of one record as the journal keeps it; ``wanneer`` is UTC with its zone."""

    nummer: int
    versie: int
    wie: str
    wanneer: datetime
    is_fictief: bool
    record: R


def make(kind: type[R], **fields: object) -> R:
    """Return a record of what was typed.

    Raises:
        PeilError: one sentence per field that does not fit, for who typed it.
    """
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise PeilError(" ".join(dict.fromkeys(_explain(e) for e in error.errors()))) from error


_WRONG: Final = {
    "string_too_short": "Vul '{name}' in; er staat nog niets of te weinig.",
    "string_too_long": "'{name}' is te lang. Maak het korter.",
    "missing": "Vul '{name}' in.",
    "date_from_datetime_parsing": "'{name}' is geen datum. Schrijf bijvoorbeeld 2026-03-31.",
    "date_parsing": "'{name}' is geen datum. Schrijf bijvoorbeeld 2026-03-31.",
    "literal_error": "'{name}' heeft een onbekende waarde. Kies er een uit de lijst.",
    "string_pattern_mismatch": "'{name}' heeft niet de juiste vorm. Kies het uit de lijst.",
}


def _explain(error: Mapping[str, Any]) -> str:
    name = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "value_error":
        text = error["msg"].removeprefix("Value error, ")
        return f"{text[0].upper()}{text[1:]}."
    return _WRONG.get(error["type"], "'{name}' klopt niet. Verbeter de waarde.").format(name=name)
