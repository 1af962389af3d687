"""What is made of a report: its editions, its forms, and what the register keeps of one.

Types and words only; ``pipelines.reports`` makes them, the pages and the CLI offer them.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from peil.terms import Niveau

#: ``rapport``: the whole; ``raadsbrief``: two pages for the council, which is public;
#: ``voorbereiding``: one page for the adviser.
Uitgave = Literal["rapport", "raadsbrief", "voorbereiding"]
UITGAVEN: Final[tuple[Uitgave, ...]] = ("rapport", "raadsbrief", "voorbereiding")
#: Of which gebieden there are editions, in the order in which many are made.
RAPPORTNIVEAUS: Final[tuple[Niveau, ...]] = ("gemeente", "district", "eenheid")
Bestandsvorm = Literal["pdf", "docx", "xlsx"]
VORMEN: Final[tuple[Bestandsvorm, ...]] = ("pdf", "docx", "xlsx")
MIME: Final[dict[Bestandsvorm, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a report: its name without a folder, its form and its bytes."""

    naam: str
    vorm: Bestandsvorm
    content: bytes


@dataclass(frozen=True, slots=True)
class Vastgesteld:
    """A report that is kept for ever: its number in the register, of what, since when, by whom.

    ``vastgesteld_op`` is the day that the report itself tells, ``moment`` (UTC) when it was kept.
    ``stand`` is the publication that it was made from, ``versie`` counts from 1 per gebied and
    jaar, ``reden`` says why a later version was needed. ``vormen`` are the forms that are kept.
    """

    nummer: int
    gebied: str
    jaar: int
    versie: int
    vastgesteld_op: date
    moment: datetime
    wie: str
    stand: int
    reden: str
    is_fictief: bool
    vormen: tuple[Bestandsvorm, ...]


class Gesloten(NamedTuple):
    """What whoever may not open a kept report may know of it: since when, and if it is invented."""

    vastgesteld_op: date
    is_fictief: bool


def niveaus(uitgave: Uitgave) -> tuple[Niveau, ...]:
    """Return of which gebieden there is an edition: a council and a visit are of one gemeente."""
    return RAPPORTNIVEAUS if uitgave == "rapport" else ("gemeente",)


def file_stem(uitgave: Uitgave, code: str, naam: str, jaar: int) -> str:
    """Return what the files of an edition are called, without a suffix: plain letters only.

    ``rapport-CODE-naam-2024``.
    """
    plain = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return "-".join(filter(None, (uitgave, code, name, str(jaar))))
