"""Sharing out a known total so that the parts add up to it exactly."""

from collections.abc import Sequence

from pipelines.demo.sampling import Stream, as_whole


def allocate(total: int, weights: Sequence[float], stream: Stream) -> list[int]:
    """Share `total` out by `weights` in whole parts whose sum is exactly `total`.

    Each part is its exact share rounded down or up. Who is rounded up is drawn with the
    fraction as its chance, so a small total does not always go to the largest area.
    Raises ValueError when there is something to share and nobody has weight.
    """
    whole = as_whole(weights)
    mass = sum(whole)
    if total == 0:
        return [0] * len(whole)
    if mass == 0:
        raise ValueError(f"kan {total} niet verdelen: geen enkel gewicht is groter dan nul")
    start = stream.below(mass)
    parts: list[int] = []
    passed = 0
    reached = start
    for weight in whole:
        reached += total * weight
        parts.append(reached // mass - passed)
        passed = reached // mass
    return parts


def allocate_within(
    total: int, weights: Sequence[float], limits: Sequence[int], stream: Stream
) -> list[int]:
    """Like `allocate`, but no part exceeds its limit; what does not fit goes to the others.

    Raises ValueError when the limits together are below the total.
    """
    if total > sum(limits):
        raise ValueError(f"{total} past niet: de grenzen zijn samen {sum(limits)}")
    parts = [0] * len(limits)
    while (left := total - sum(parts)) > 0:
        room = [limit - part for limit, part in zip(limits, parts, strict=True)]
        open_weights = [w if free > 0 else 0.0 for w, free in zip(weights, room, strict=True)]
        if not any(as_whole(open_weights)):
            open_weights = [float(free) for free in room]
        extra = allocate(left, open_weights, stream)
        parts = [p + min(e, free) for p, e, free in zip(parts, extra, room, strict=True)]
    return parts


def allocate_fixed(
    total: int, weights: Sequence[float], shares: Sequence[float | None], stream: Stream
) -> list[int]:
    """Like `allocate`, where some parts have a known share of the total (rounded to whole)."""
    fixed = [None if share is None else int(total * share + 0.5) for share in shares]
    left = total - sum(part or 0 for part in fixed)
    rest = [0.0 if part is not None else w for part, w in zip(fixed, weights, strict=True)]
    drawn = allocate(left, rest, stream)
    return [d if part is None else part for part, d in zip(fixed, drawn, strict=True)]


def deal(rows: Sequence[int], columns: Sequence[int], stream: Stream) -> list[list[int]]:
    """A table of counts with exactly these row sums and column sums, drawn by dealing cards.

    Every unit of a column is a card; the shuffled pack is dealt to the rows.
    Raises ValueError when the rows and the columns do not have the same sum.
    """
    if sum(rows) != sum(columns):
        raise ValueError(f"rijen tellen {sum(rows)}, kolommen {sum(columns)}")
    cards = [column for column, size in enumerate(columns) for _ in range(size)]
    order = stream.order(len(cards))
    table: list[list[int]] = []
    at = 0
    for size in rows:
        hand = [cards[i] for i in order[at : at + size]]
        table.append([hand.count(column) for column in range(len(columns))])
        at += size
    return table
