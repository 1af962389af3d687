"""Counts over gemeenten: how the pijlers stand, what lacks most, who does it already.

What holds on a day, and what counts, is decided in ``peil.scores``; here it is only added up.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from peil import scores
from peil.norm import NormItem, Norms, NormSet
from peil.records import Entry, Score
from peil.scores import NIET_BEOORDEELD, VERLOPEN, Stand, State, States, Tally

UITGEVOERD: Final[Stand] = "uitgevoerd"
BEZIG: Final[Stand] = "in ontwikkeling"
ONTBREEKT: Final[Stand] = "ontbreekt"
#: Assessed, and not (yet) done: what a gebied lacks.
LACKS: Final[tuple[Stand, ...]] = (BEZIG, ONTBREEKT)


@dataclass(frozen=True, slots=True)
class Place:
    """How one gemeente stands on an item.

    ``sinds`` is the first peildatum of the oordeel that holds without a break; nothing where no
    oordeel holds. ``is_vergelijkbaar``: of the group asked about; ``is_nabij``: in that district.
    """

    gebied: str
    stand: Stand
    sinds: date | None = None
    antwoord: str = ""
    is_fictief: bool = False
    is_vergelijkbaar: bool = False
    is_nabij: bool = False


@dataclass(frozen=True, slots=True)
class WhoDoes:
    """Who meets an item, who works on it, who lacks it, and of whom that cannot be said."""

    item: str
    doet: tuple[Place, ...]
    bezig: tuple[Place, ...]
    ontbreekt: tuple[Place, ...]
    overig: tuple[Place, ...]

    @property
    def beoordeeld(self) -> int:
        """How many gemeenten were assessed on it."""
        return len(self.doet) + len(self.bezig) + len(self.ontbreekt)

    @property
    def is_fictief(self) -> bool:
        """Whether any of it rests on an oordeel that was made up."""
        return any(p.is_fictief for p in (*self.doet, *self.bezig, *self.ontbreekt, *self.overig))


def who_does(
    entries: Iterable[Entry[Score]],
    item: str,
    day: date,
    gebieden: Sequence[str],
    *,
    peers: Collection[str] = (),
    nearby: Collection[str] = (),
) -> WhoDoes:
    """Return how the gemeenten stand on one item on a day.

    Args:
        entries: the oordelen, all versions (``loket.entries(Score)``).
        item: id of the norm item.
        day: the day on which it is asked.
        gebieden: codes of the gemeenten to look among, in the order that decides between equals;
            leave the gemeente that asks out.
        peers: comparable gemeenten; they stand first.
        nearby: gemeenten of the same district; they stand second.

    Returns:
        ``doet``: uitgevoerd and not verlopen, first comparable, then nearby, then who does it
        longest. ``overig``: verlopen, onbekend, niet van toepassing and niet beoordeeld.
    """
    wanted = set(gebieden)
    known = [
        e
        for e in entries
        if e.record.item == item and e.record.gebied in wanted and e.record.peildatum <= day
    ]
    states, lines = scores.states_on(known, day), scores.timelines(known)
    found: list[Place] = []
    for code in gebieden:
        state, line = states.get((code, item)), lines.get((code, item), [])
        found.append(_place(code, state, line, code in peers, code in nearby))
    found.sort(key=lambda p: (not p.is_vergelijkbaar, not p.is_nabij, p.sinds or date.max))

    def who(stand: Stand) -> tuple[Place, ...]:
        return tuple(p for p in found if p.stand == stand)

    rest = tuple(p for p in found if p.stand not in (UITGEVOERD, *LACKS))
    return WhoDoes(item, who(UITGEVOERD), who(BEZIG), who(ONTBREEKT), rest)


def _place(
    code: str, state: State | None, line: list[Entry[Score]], is_peer: bool, is_near: bool
) -> Place:
    if state is None:
        return Place(code, NIET_BEOORDEELD, is_vergelijkbaar=is_peer, is_nabij=is_near)
    return Place(
        code,
        state.stand,
        None if state.stand == VERLOPEN else _since(line),
        state.entry.record.antwoord,
        state.is_fictief,
        is_peer,
        is_near,
    )


def _since(line: Sequence[Entry[Score]]) -> date:
    """Return from when the last oordeel of a line holds without a break.

    A break is another oordeel, a time in which the one before had expired, and the step from what
    was made up to what is real. Of two oordelen with one peildatum the later one corrects.
    """
    last = line[-1]
    since = last.record.peildatum
    for entry in reversed(line[:-1]):
        record = entry.record
        if record.peildatum == since:
            continue
        lapsed = record.geldig_tot is not None and record.geldig_tot < since
        if lapsed or record.oordeel != last.record.oordeel or entry.is_fictief != last.is_fictief:
            break
        since = record.peildatum
    return since


@dataclass(frozen=True, slots=True)
class Lack:
    """How one item stands in several gemeenten; ``items`` of the tally counts gemeenten."""

    item: NormItem
    telling: Tally

    @property
    def aantal(self) -> int:
        """In how many assessed gemeenten it is not (yet) done."""
        return self.telling.ontbreekt + self.telling.in_ontwikkeling


def lacking(norm: NormSet, states: States, gebieden: Sequence[str]) -> list[Lack]:
    """Return the items that lack somewhere: in most gemeenten first, then fully lacking first."""
    found = [Lack(item, _across(item, states, gebieden)) for item in norm.item]
    order = {item.id: place for place, item in enumerate(norm.item)}
    return sorted(
        (lack for lack in found if lack.aantal),
        key=lambda x: (-x.aantal, -x.telling.ontbreekt, order[x.item.id]),
    )


def _across(item: NormItem, states: States, gebieden: Sequence[str]) -> Tally:
    return scores.count([states.get((code, item.id)) for code in gebieden])


def together(norm: NormSet, states: States, gebieden: Sequence[str]) -> dict[str, Tally]:
    """Return the counts per pijler of several gemeenten together."""
    return {
        p.slug: scores.count(
            [states.get((code, item.id)) for item in norm.of_pijler(p.slug) for code in gebieden]
        )
        for p in norm.pijler
    }


@dataclass(frozen=True, slots=True)
class Year:
    """The counts per pijler at the end of one year (or today, while it runs)."""

    jaar: int
    dag: date
    tellingen: Mapping[str, Tally]


def progress(
    norms: Norms, entries: Sequence[Entry[Score]], gebieden: Sequence[str], until: date
) -> list[Year]:
    """Return the counts per year, from the first peildatum up to a day, with that year's norm."""
    return [
        Year(day.year, day, together(norm, states, gebieden))
        for day, norm, states in scores.over_years(entries, norms, until)
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader wants to see of the matrix; empty texts mean everything."""

    pijler: str = ""
    soort: str = ""
    sorteer: str = "naam"
    item: str = ""
    alleen_gemis: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows and columns of the matrix in order, and what holds in each cell."""

    gebieden: tuple[str, ...]
    items: tuple[NormItem, ...]
    standen: Mapping[tuple[str, str], Stand]
    tellingen: Mapping[str, Tally] = field(default_factory=dict[str, Tally])

    def stand(self, gebied: str, item: str) -> Stand:
        """Return what holds in one cell."""
        return self.standen.get((gebied, item), NIET_BEOORDEELD)


#: Ways to sort, in the order of the list: what it is called on the screen.
SORTS: Final[Mapping[str, str]] = {
    "naam": "naam",
    "uitgevoerd": "meest uitgevoerd",
    "ontbreekt": "meeste ontbreekt",
    "item": "het gekozen item",
}
_ORDER: Final[tuple[Stand, ...]] = (
    "uitgevoerd",
    "in ontwikkeling",
    "ontbreekt",
    "verlopen",
    "onbekend",
    "niet beoordeeld",
    "niet van toepassing",
)


def arrange(norm: NormSet, states: States, gebieden: Sequence[str], choice: Choice) -> Grid:
    """Return the matrix as the reader chose it; ``gebieden`` come sorted by name."""
    items = [
        i for i in norm.item if choice.pijler in ("", i.pijler) and choice.soort in ("", i.soort)
    ]
    standen: dict[tuple[str, str], Stand] = {
        (code, item.id): state.stand
        for code in gebieden
        for item in norm.item
        if (state := states.get((code, item.id)))
    }
    rows = list(gebieden)
    if choice.alleen_gemis:
        items = [i for i in items if any(standen.get((c, i.id)) in LACKS for c in rows)]
        rows = [c for c in rows if any(standen.get((c, i.id)) in LACKS for i in items)]
    tallies = {c: scores.count([states.get((c, i.id)) for i in items]) for c in rows}
    rows.sort(key=lambda c: _rank(choice, tallies[c], standen.get((c, choice.item))))
    return Grid(tuple(rows), tuple(items), standen, tallies)


def _rank(choice: Choice, tally: Tally, stand: Stand | None) -> float:
    """Return the place of a row: by share, for who was asked more has more of everything."""
    if choice.sorteer == "uitgevoerd":
        return -tally.uitgevoerd / tally.beoordeeld if tally.beoordeeld else 1
    if choice.sorteer == "ontbreekt":
        return -tally.ontbreekt / tally.beoordeeld if tally.beoordeeld else 1
    if choice.sorteer == "item":
        return _ORDER.index(stand or NIET_BEOORDEELD)
    return 0
