"""From oordelen to a state: which one holds on a day, and the counts per pijler.

The rules, all here: the oordeel with the latest peildatum holds; a fictitious one never replaces
a real one; what was taken back never was; after its last day it is *verlopen* and no longer counts
as assessed. The denominator is the assessed items (uitgevoerd, in ontwikkeling, ontbreekt):
onbekend is never nee.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from peil.norm import Norms, NormSet
from peil.records import BEOORDEELD, Entry, Oordeel, Score

#: What can be said of an item on a day; beside the oordelen, two that no one gives.
Stand = Oordeel | Literal["verlopen", "niet beoordeeld"]
NIET_BEOORDEELD: Final = "niet beoordeeld"
VERLOPEN: Final = "verlopen"
States = Mapping[tuple[str, str], "State"]
#: From done to not counted: the order of marks, legends and counts in words.
STANDEN: Final[tuple[Stand, ...]] = (
    "uitgevoerd",
    "in ontwikkeling",
    "ontbreekt",
    VERLOPEN,
    "onbekend",
    "niet van toepassing",
    NIET_BEOORDEELD,
)
#: What does not count as assessed, in the order of being told.
APART: Final[tuple[Stand, ...]] = ("onbekend", VERLOPEN, "niet van toepassing", NIET_BEOORDEELD)


@dataclass(frozen=True, slots=True)
class State:
    """What holds for one item of one gemeente on a day; ``entry`` is the oordeel behind it."""

    gebied: str
    item: str
    stand: Stand
    entry: Entry[Score]

    @property
    def is_beoordeeld(self) -> bool:
        """Whether it counts in the denominator."""
        return self.stand in BEOORDEELD

    @property
    def is_fictief(self) -> bool:
        """Whether the oordeel was made up."""
        return self.entry.is_fictief


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items of a pijler (or of all) stand how, for one gemeente or several together."""

    items: int
    uitgevoerd: int = 0
    in_ontwikkeling: int = 0
    ontbreekt: int = 0
    onbekend: int = 0
    niet_van_toepassing: int = 0
    verlopen: int = 0
    niet_beoordeeld: int = 0
    is_fictief: bool = False

    @property
    def beoordeeld(self) -> int:
        """The denominator: what was assessed and still holds."""
        return self.uitgevoerd + self.in_ontwikkeling + self.ontbreekt

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        names = ("items", *_COUNTED.values())
        counts = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Tally(**counts, is_fictief=self.is_fictief or other.is_fictief)


_COUNTED: Final[Mapping[Stand, str]] = {stand: stand.replace(" ", "_") for stand in STANDEN}


def counted(tally: Tally, stand: Stand) -> int:
    """Return how many items stand so."""
    number: int = getattr(tally, _COUNTED[stand])
    return number


def year_end(jaar: int, today: date) -> date:
    """Return the day on which a year is judged: its last one, or today while it runs."""
    return min(date(jaar, 12, 31), today)


def is_year_end(day: date) -> bool:
    """Return whether a state on this day closes its year; until then the year still runs."""
    return (day.month, day.day) == (12, 31)


def not_withdrawn(entries: Iterable[Entry[Score]]) -> list[Entry[Score]]:
    """Return the oordelen without those that were taken back, in the order given.

    Taking back is for one item and peildatum, and only for what was kept before it: an oordeel of
    the same day that came later stands. What is made up takes nothing real back.
    """
    known = list(entries)
    gone = {entry.nummer for entry, _ in withdrawn(known)}
    return [e for e in known if not e.record.is_ingetrokken and e.nummer not in gone]


def withdrawn(entries: Sequence[Entry[Score]]) -> list[tuple[Entry[Score], Entry[Score]]]:
    """Return the oordelen that were taken back, each with what took it back first."""
    taken_back: dict[tuple[str, date], list[Entry[Score]]] = {}
    for entry in entries:
        if entry.record.is_ingetrokken:
            taken_back.setdefault(_same(entry), []).append(entry)
    if not taken_back:
        return []
    found: list[tuple[Entry[Score], Entry[Score]]] = []
    for entry in entries:
        if entry.record.is_ingetrokken:
            continue
        for later in taken_back.get(_same(entry), ()):
            if entry.nummer < later.nummer and (entry.is_fictief or not later.is_fictief):
                found.append((entry, later))
                break
    return found


def _same(entry: Entry[Score]) -> tuple[str, date]:
    return entry.record.onderwerp, entry.record.peildatum


def timelines(entries: Iterable[Entry[Score]]) -> dict[tuple[str, str], list[Entry[Score]]]:
    """Return the oordelen per (gebied, item), in the order in which they hold.

    What was taken back is not in it.
    """
    found: dict[tuple[str, str], list[Entry[Score]]] = {}
    for entry in not_withdrawn(entries):
        found.setdefault((entry.record.gebied, entry.record.item), []).append(entry)
    for line in found.values():
        line.sort(key=lambda e: (not e.is_fictief, e.record.peildatum, e.nummer))
    return found


def states_on(entries: Iterable[Entry[Score]], day: date) -> dict[tuple[str, str], State]:
    """Return what holds on a day per (gebied, item); an item never assessed is not in it.

    The version of the norm does not matter: an item that comes to mean something else gets
    another id, so under one id an oordeel of an older version still says what was asked. Where
    it is shown, it says under which version it was given.
    """
    return next(states_over(entries, [day]))


def states_over(
    entries: Iterable[Entry[Score]], days: Iterable[date]
) -> Iterator[dict[tuple[str, str], State]]:
    """Return ``states_on`` of each day; the oordelen are put in order only once."""
    lines = timelines(entries)
    for day in days:
        held = {key: _last_known(line, day) for key, line in lines.items()}
        yield {key: _state(key, entry, day) for key, entry in held.items() if entry}


def over_years(
    entries: Iterable[Entry[Score]], norms: Norms, until: date
) -> Iterator[tuple[date, NormSet, States]]:
    """Return the end of each year with its norm and what holds then, up to a day.

    The first year is that of the first peildatum; the last one ends on that day when it still
    runs. Each year has the version of the norm of its end; one without a norm is left out.
    """
    known = not_withdrawn(entries)
    first = min((e.record.peildatum.year for e in known), default=until.year + 1)
    days = [year_end(jaar, until) for jaar in range(first, until.year + 1)]
    for day, states in zip(days, states_over(known, days), strict=True):
        norm = norms.on(day)
        if norm is not None:
            yield day, norm, states


def _last_known(line: list[Entry[Score]], day: date) -> Entry[Score] | None:
    return next((e for e in reversed(line) if e.record.peildatum <= day), None)


def _state(key: tuple[str, str], entry: Entry[Score], day: date) -> State:
    until = entry.record.geldig_tot
    stand: Stand = VERLOPEN if until is not None and until < day else entry.record.oordeel
    return State(*key, stand, entry)


def tally(norm: NormSet, states: States, gebied: str) -> dict[str, Tally]:
    """Return the counts of one gemeente per pijler, over the items of this version of the norm."""
    return {
        pijler.slug: count([states.get((gebied, i.id)) for i in norm.of_pijler(pijler.slug)])
        for pijler in norm.pijler
    }


def count(found: list[State | None]) -> Tally:
    """Return the counts over single states; nothing where an item was never assessed."""
    counts = dict.fromkeys(_COUNTED.values(), 0)
    for state in found:
        counts[_COUNTED[state.stand if state else NIET_BEOORDEELD]] += 1
    fictief = any(state.is_fictief for state in found if state)
    return Tally(items=len(found), **counts, is_fictief=fictief)


def total(tallies: Iterable[Tally]) -> Tally:
    """Return several counts together."""
    return sum(tallies, start=Tally(items=0))
