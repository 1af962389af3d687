"""Afspraken and questions in words: their order, their status, what changed between versions.

Nothing here asks what day it is: ``today`` is given. ``lists`` draws them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from peil.numbers import format_date
from peil.records import Afspraak, Entry, Record, Vraag
from peil.wording import upper_first

LATE: Final = "te laat"
#: The words a list can be narrowed to, as they stand on the screen.
STATUSES: Final = (LATE, "loopt", "open", "klaar", "vervallen")
_COUNTS: Final = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
#: What a field is called on the screen, in the order in which a change is told.
_FIELDS: Final = {
    "status": "Status",
    "resultaat": "Resultaat",
    "resultaat_jaar": "Resultaat bij bezoek",
    "antwoord": "Antwoord",
    "deadline": "Deadline",
    "eigenaar": "Eigenaar",
    "tekst": "Tekst",
    "aard": "Aard",
    "bezoekjaar": "Uit bezoek",
    "item": "Normitem",
    "indicator": "Indicator",
    "datum": "Datum",
    "adviseur": "Adviseur",
    "deelnemers": "Deelnemers",
    "aandachtspunten": "Aandachtspunten",
    "verslag": "Verslag",
    "klaar": "Wat nog ontbreekt",
    "reden": "Reden van heropenen",
    "reactie": "Reactie",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of afspraken is narrowed to; empty is everything."""

    status: str = ""
    bezoekjaar: str = ""
    aard: str = ""
    item: str = ""

    def keep(self, entries: Iterable[Entry[Afspraak]], today: date) -> list[Entry[Afspraak]]:
        """Return the entries that fit."""
        return [
            e
            for e in entries
            if self.status in ("", status_of(e.record, today))
            and self.bezoekjaar in ("", str(e.record.bezoekjaar or ""))
            and self.aard in ("", e.record.aard)
            and self.item in ("", e.record.item)
        ]


def status_of(afspraak: Afspraak, today: date) -> str:
    """Return the status as a reader sees it: ``te laat`` stands in front of open and loopt."""
    return LATE if afspraak.is_late(today) else afspraak.status


def span_words(since: date, today: date) -> str:
    """Return ``5 dagen``, ``12 weken``, ``8 maanden`` or ``2 jaar``."""
    days = (today - since).days
    if days < 14:
        return "1 dag" if days == 1 else f"{days} dagen"
    if days < 182:
        return f"{days // 7} weken"
    return f"{days * 12 // 365} maanden" if days < 730 else f"{days // 365} jaar"


def status_words(afspraak: Afspraak, today: date) -> str:
    """Return the status as it stands in a list: ``Te laat sinds 12 weken``, ``Loopt``."""
    if afspraak.is_late(today) and afspraak.deadline is not None:
        return f"Te laat sinds {span_words(afspraak.deadline, today)}"
    return upper_first(afspraak.status)


def in_order(entries: Iterable[Entry[Afspraak]]) -> list[Entry[Afspraak]]:
    """Return the late ones first, then by deadline, then without, then what is done, newest first.

    Late ones are the earliest deadlines of what is open, so they come first by themselves.
    """

    def place(entry: Entry[Afspraak]) -> tuple[int, int]:
        record = entry.record
        if not record.is_open:
            return 2, -entry.nummer
        return (0, record.deadline.toordinal()) if record.deadline else (1, -entry.nummer)

    return sorted(entries, key=place)


def questions_in_order(entries: Iterable[Entry[Vraag]]) -> list[Entry[Vraag]]:
    """Return the questions that wait, oldest first; then those with an answer, newest first."""

    def place(entry: Entry[Vraag]) -> tuple[bool, int]:
        is_done = entry.record.status == "beantwoord"
        return is_done, -entry.nummer if is_done else entry.nummer

    return sorted(entries, key=place)


def summary(entries: Sequence[Entry[Afspraak]], today: date) -> tuple[str, str]:
    """Return in two short sentences how many run, and how many of them are late."""
    running = [e.record for e in entries if e.record.is_open]
    late = [r.deadline for r in running if r.deadline and r.is_late(today)]
    if not entries:
        return "Er zijn hier nog geen afspraken.", ""
    if not running:
        done = _amount(len(entries), "afspraak is afgerond", "afspraken zijn afgerond")
        return f"{done}.", "Er loopt nu niets."
    first = f"{_amount(len(running), 'afspraak loopt nog', 'afspraken lopen nog')}."
    if not late:
        return first, "Er is niets te laat."
    oldest = span_words(min(late), today)
    if len(late) == 1:
        return first, f"Daarvan is er één te laat, al {oldest}."
    return first, f"Daarvan zijn er {_count(len(late))} te laat, de oudste al {oldest}."


def late_sentence(entries: Sequence[Entry[Afspraak]], today: date) -> str:
    """Return ``Eén afspraak is te laat.``, for under a heading."""
    late = sum(e.record.is_late(today) for e in entries)
    if not late:
        return "Er is niets te laat." if entries else ""
    return f"{_amount(late, 'afspraak is', 'afspraken zijn')} te laat."


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _amount(number: int, one: str, more: str) -> str:
    word = _count(number)
    # A Dutch capital on a letter with an accent loses none: één becomes Eén.
    start = "Eén" if number == 1 else upper_first(word)
    return f"{start} {one if number == 1 else more}"


@dataclass(frozen=True, slots=True)
class Change:
    """What one version changed in one field; empty texts are nothing."""

    veld: str
    was: str
    werd: str


def changes(before: Record | None, after: Record) -> list[Change]:
    """Return what changed between two versions; against nothing there is no change to tell."""
    if before is None:
        return []
    found: list[Change] = []
    for name, label in _FIELDS.items():
        if name not in type(after).model_fields:
            continue
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append(Change(label, _value(old), _value(new)))
    return found


def _value(value: Any) -> str:
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, tuple):
        return f"{len(cast('tuple[str, ...]', value))} afgevinkt" if value else ""
    return "" if value is None else str(value)


def roles(entries: Iterable[Entry[Afspraak]], most: int = 6) -> list[str]:
    """Return the owners that occur most, for a form to suggest."""
    counted: dict[str, int] = {}
    for entry in entries:
        counted[entry.record.eigenaar] = counted.get(entry.record.eigenaar, 0) + 1
    return sorted(counted, key=lambda role: (-counted[role], role))[:most]
