"""The journal in memory: what was read so far, so that a question costs no reading.

Entries only ever come at the end, so the mirror only adds what is newer than what it has seen.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from peil.errors import PeilError
from peil.records import KEPT, KINDS, Botsing, Entry, Record

R = TypeVar("R", bound=Record)


class Mirror:
    """All entries up to ``seen``, by kind, by kind and gebied, and by onderwerp."""

    def __init__(self) -> None:
        """Start empty."""
        self.seen = 0
        self._all: dict[str, list[Entry[Any]]] = {kind: [] for kind in KINDS}
        self._there: dict[tuple[str, str], list[Entry[Any]]] = {}
        self._newest: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in KINDS}
        self._versions: dict[str, list[Entry[Any]]] = {}

    def add(self, entry: Entry[Any]) -> None:
        """Add the next entry."""
        kind, onderwerp = entry.record.soort, entry.record.onderwerp
        self._all[kind].append(entry)
        self._there.setdefault((kind, entry.record.gebied), []).append(entry)
        self._newest[kind][onderwerp] = entry
        self._versions.setdefault(onderwerp, []).append(entry)
        self.seen = entry.nummer

    def entries(self, kind: type[R], gebieden: Collection[str] | None) -> list[Entry[R]]:
        """Return all versions of all records of a kind, oldest first."""
        if gebieden is None:
            return list(self._all[kind.soort])
        found = [self._there.get((kind.soort, gebied), []) for gebied in set(gebieden)]
        # One gebied is in order already; of several the order is that of the numbers.
        return sorted((e for there in found for e in there), key=lambda e: e.nummer)

    def newest(self, kind: type[R], gebieden: Collection[str] | None) -> list[Entry[R]]:
        """Return the newest version of every record of a kind."""
        newest = self._newest[kind.soort]
        if gebieden is None:
            return list(newest.values())
        return [e for e in newest.values() if e.record.gebied in gebieden]

    def find(self, kind: type[R], onderwerp: str) -> Entry[R] | None:
        """Return the newest version of one record, or nothing."""
        return self._newest[kind.soort].get(onderwerp)

    def history(self, kind: type[R], onderwerp: str) -> list[Entry[R]]:
        """Return all versions of one record, oldest first."""
        found = self._versions.get(onderwerp, [])
        return [entry for entry in found if entry.record.soort == kind.soort]

    def collisions(self, onderwerp: str) -> list[Entry[Botsing]]:
        """Return the texts that came second to this record and still wait."""
        found = self.newest(Botsing, None)
        return [e for e in found if e.record.naam == onderwerp and not e.record.is_afgehandeld]


def read_entry(row: Mapping[Any, Any]) -> Entry[Any]:
    """Return one row of the journal as an entry.

    Raises:
        PeilError: a kind that this program does not know, or content that is damaged.
    """
    kind = KINDS.get(row["soort"])
    if kind is None:
        raise PeilError(
            f"Boeking {row['nummer']} in het journaal is van een onbekende soort "
            f"('{row['soort']}'). Werk het dashboard bij."
        )
    try:
        return Entry(
            nummer=row["nummer"],
            versie=row["versie"],
            wie=row["wie"],
            wanneer=datetime.fromisoformat(row["wanneer"]),
            is_fictief=bool(row["is_fictief"]),
            record=kind.model_validate_json(row["inhoud"], context=KEPT),
        )
    # Bad JSON, a field that does not fit and a date that is none are all this.
    except (ValueError, TypeError) as error:
        raise PeilError(
            f"Boeking {row['nummer']} in het journaal is niet te lezen. "
            "Zet het journaal terug uit een reservekopie met `peil herstel`."
        ) from error
