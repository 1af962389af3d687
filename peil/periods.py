"""Periods as partners deliver them: a year, a quarter or a month."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from peil.errors import PeilError
from peil.numbers import MAANDEN
from peil.terms import Frequentie

_PATTERN = re.compile(r"(\d{4})(?:-(?:K([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:[-/.]| )(\d{1,2}|[a-z]+)(?:[-/.]| )(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_KWARTALEN = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year (``2021``), a quarter (``2021-K1``) or a month (``2021-03``)."""

    jaar: int
    soort: Frequentie
    nummer: int

    def __str__(self) -> str:
        """Return the period as it is written in a delivery."""
        if self.soort == "jaar":
            return str(self.jaar)
        return (
            f"{self.jaar}-{f'K{self.nummer}' if self.soort == 'kwartaal' else f'{self.nummer:02}'}"
        )

    @property
    def label(self) -> str:
        """Return the period in Dutch words."""
        if self.soort == "kwartaal":
            return f"{_KWARTALEN[self.nummer - 1]} kwartaal {self.jaar}"
        return str(self.jaar) if self.soort == "jaar" else f"{MAANDEN[self.nummer - 1]} {self.jaar}"

    @property
    def start(self) -> date:
        """Return the first day."""
        month = {"jaar": 1, "kwartaal": 3 * self.nummer - 2, "maand": self.nummer}[self.soort]
        return date(self.jaar, month, 1)

    @property
    def end(self) -> date:
        """Return the last day."""
        return self.next.start - timedelta(days=1)

    @property
    def next(self) -> "Period":
        """Return the period that follows, of the same length."""
        last = {"jaar": 0, "kwartaal": 4, "maand": 12}[self.soort]
        if self.nummer < last:
            return Period(self.jaar, self.soort, self.nummer + 1)
        return Period(self.jaar + 1, self.soort, min(last, 1))


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read ``2021``, ``2021-K1`` or ``2021-03``.

    Raises:
        ValueError: the text is not one of these (the reason in Dutch).
    """
    found = _PATTERN.fullmatch(text.strip().upper())
    if not found:
        raise ValueError(f"'{text.strip()}' is geen periode zoals 2021, 2021-K1 of 2021-03")
    year, quarter, month = found.groups()
    if quarter:
        return Period(int(year), "kwartaal", int(quarter))
    return Period(int(year), "maand", int(month)) if month else Period(int(year), "jaar", 0)


def parse_day(text: str) -> date:
    """Read a day as people type it: ``31-3-2026``, ``31 maart 2026`` or ``2026-03-31``.

    Raises:
        PeilError: it is not a day of the calendar; the message shows how to write one.
    """
    plain = " ".join(text.strip().lower().split())
    iso, dutch = _ISO_DAY.fullmatch(plain), _DAY.fullmatch(plain)
    try:
        if iso:
            return date(*map(int, iso.groups()))
        if dutch:
            day, month, year = dutch.groups()
            number = int(month) if month.isdigit() else MAANDEN.index(month) + 1
            return date(int(year), number, int(day))
    except ValueError:
        pass
    wrong = f"'{text.strip()}' is geen datum." if plain else "Er is geen datum ingevuld."
    raise PeilError(f"{wrong} Schrijf bijvoorbeeld 31-3-2026.")


def format_day(day: date | None) -> str:
    """Return a day as it is typed in a form: ``31-03-2026``; nothing is an empty text."""
    return f"{day:%d-%m-%Y}" if day else ""
