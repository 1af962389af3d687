"""The norm at a visit: what changed since the last one, what lacks, and who else meets an item."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from peil.norm import NormItem, NormSet
from peil.records import Entry, Score
from peil.scores import NIET_BEOORDEELD, VERLOPEN, State, States, Tally, states_on, tally, total

#: From furthest away to met; the others say nothing about how far an item is.
_RANK: Final[Mapping[str, int]] = {"ontbreekt": 0, "in ontwikkeling": 1, "uitgevoerd": 2}
#: What asks for the conversation, in this order: an old answer first, then what lacks.
_ATTENTION: Final = (VERLOPEN, "ontbreekt", "in ontwikkeling", "onbekend", NIET_BEOORDEELD)
#: Without an earlier visit progress is told over a year.
_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Progress:
    """One gemeente on two days: counts per pijler, and the items that moved or ask attention."""

    sinds: date
    voor: Mapping[str, Tally]
    nu: Mapping[str, Tally]
    verbeterd: tuple[NormItem, ...]
    verslechterd: tuple[NormItem, ...]
    ontbreekt: tuple[NormItem, ...]

    @property
    def totaal(self) -> Tally:
        """All pijlers together, now."""
        return total(self.nu.values())

    @property
    def toen(self) -> Tally:
        """All pijlers together, then."""
        return total(self.voor.values())


def progress(
    norm: NormSet, entries: Sequence[Entry[Score]], gebied: str, last: date | None, day: date
) -> Progress:
    """Return how a gemeente stands on a day beside the day of its last visit.

    ``entries`` are the oordelen of this gemeente; without a visit before, a year is looked back.
    """
    since = last or day - _YEAR
    before, now = states_on(entries, since), states_on(entries, day)
    better: list[NormItem] = []
    worse: list[NormItem] = []
    for item in norm.item:
        step = _rank(now.get((gebied, item.id))) - _rank(before.get((gebied, item.id)))
        if step and _both(before, now, (gebied, item.id)):
            (better if step > 0 else worse).append(item)
    lacking = [i for i in norm.item if stand(now, gebied, i.id) == "ontbreekt"]
    return Progress(
        sinds=since,
        voor=tally(norm, before, gebied),
        nu=tally(norm, now, gebied),
        verbeterd=tuple(better),
        verslechterd=tuple(worse),
        ontbreekt=tuple(lacking),
    )


def _rank(state: State | None) -> int:
    return _RANK.get(state.stand, 0) if state else 0


def _both(before: States, now: States, key: tuple[str, str]) -> bool:
    found = (before.get(key), now.get(key))
    return all(state is not None and state.stand in _RANK for state in found)


def stand(states: States, gebied: str, item: str) -> str:
    """Return what holds for one item of one gemeente."""
    state = states.get((gebied, item))
    return state.stand if state else NIET_BEOORDEELD


def attention(norm: NormSet, states: States, gebied: str) -> list[NormItem]:
    """Return the items that ask for the conversation, the most pressing first."""
    order = {name: n for n, name in enumerate(_ATTENTION)}
    items = [i for i in norm.item if stand(states, gebied, i.id) in order]
    return sorted(items, key=lambda i: order[stand(states, gebied, i.id)])


def before_visit(entries: Iterable[Entry[Score]], day: date) -> States:
    """Return what held when the visit began, so that its agenda does not move while one scores."""
    return states_on((e for e in entries if e.record.peildatum < day), day)


@dataclass(frozen=True, slots=True)
class Example:
    """An item that a gemeente lacks, and the comparable gemeenten that meet it."""

    item: NormItem
    gebieden: tuple[str, ...]
    is_fictief: bool


def examples(
    norm: NormSet, states: States, gebied: str, peers: Collection[str], most: int = 3
) -> list[Example]:
    """Return what lacks here and is met elsewhere: first what most peers have done."""
    found: list[Example] = []
    for item in norm.item:
        if stand(states, gebied, item.id) not in ("ontbreekt", "in ontwikkeling"):
            continue
        met = [p for p in peers if stand(states, p, item.id) == "uitgevoerd"]
        if met:
            made_up = any(states[p, item.id].is_fictief for p in met)
            found.append(Example(item, tuple(met), made_up))
    found.sort(key=lambda e: (stand(states, gebied, e.item.id) != "ontbreekt", -len(e.gebieden)))
    return found[:most]
