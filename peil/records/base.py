"""What every record is: what it may hold, how it is read, and how the journal keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Final, Generic, Self, TypeVar, cast

from pydantic import Field, ValidationError, ValidationInfo, model_validator

from peil.declared import Strict
from peil.errors import PeilError
from peil.personal import find_personal, plain_text

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
