"""Messages that are meant for readers: what is wrong, where, and what to do next."""

from dataclasses import dataclass
from typing import Final, Literal

Ernst = Literal["fout", "waarschuwing", "opmerking"]
#: Set to anything to see the technical details of an unexpected error.
DEBUG: Final = "PEIL_DEBUG"


class PeilError(Exception):
    """Something a reader can solve; the message is one whole Dutch sentence or more."""


class GeenToegang(PeilError):
    """The one who asks may not see or change this."""


class GeenSnapshot(PeilError):
    """Nothing has been published yet in the working folder."""


class Verouderd(PeilError):
    """Someone else changed this first; nothing was lost.

    ``theirs`` is the entry that came first, ``kept`` the one in which the second text is kept.
    """

    def __init__(self, message: str, theirs: object, kept: object) -> None:
        """Remember both texts beside the message."""
        super().__init__(message)
        self.theirs = theirs
        self.kept = kept


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a delivered file.

    ``regel`` counts as a spreadsheet does (the header is line 1), ``kolom`` is the name in the
    header; either is ``None`` where the finding is about the whole file.
    """

    bestand: str
    regel: int | None
    kolom: str | None
    wat: str
    doe: str
    ernst: Ernst = "fout"

    def __str__(self) -> str:
        """Return ``bestand:regel:kolom: wat er mis is; wat te doen`` on one line.

        What is not known is left off: ``bestand: wat er mis is``.
        """
        place = ":".join(str(part) for part in (self.bestand, self.regel, self.kolom) if part)
        return " ".join(f"{place}: {self.wat}; {self.doe}".split())
