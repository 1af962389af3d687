"""How a visit is put together, the same for its pages and for the sheet of the report."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from peil.norm import NormSet
from peil.records import Bezoek, Entry, Score
from peil.rounds import progress
from peil.rounds.progress import Example, Progress
from peil.scores import States, states_on


def day_of(visit: Entry[Bezoek] | None, today: date) -> date:
    """Return the day of the visit as far as it has come: what is scored, is scored on it."""
    planned = visit.record.datum if visit else None
    return min(planned or today, today)


def last_before(visits: Iterable[Entry[Bezoek]], jaar: int) -> Entry[Bezoek] | None:
    """Return the last visit before that of a year."""
    found = (e for e in visits if e.record.jaar < jaar)
    return max(found, key=lambda e: e.record.jaar, default=None)


def stood(
    norm: NormSet | None,
    scores: Sequence[Entry[Score]],
    gebied: str,
    last: Entry[Bezoek] | None,
    day: date,
) -> Progress | None:
    """Return how a gemeente stands beside its last visit; without a norm there is nothing."""
    if norm is None:
        return None
    return progress.progress(norm, scores, gebied, last.record.datum if last else None, day)


def elsewhere(
    norm: NormSet | None,
    before: States,
    others: Iterable[Entry[Score]],
    gebied: str,
    peers: Collection[str],
    day: date,
) -> list[Example]:
    """Return what lacks here and is done by ``peers``.

    ``before`` is what held here when the visit began, ``others`` are the oordelen on the peers.
    """
    if norm is None:
        return []
    return progress.examples(norm, {**states_on(others, day), **before}, gebied, peers)
