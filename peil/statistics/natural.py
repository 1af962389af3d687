"""Natural breaks (Fisher 1958, Jenks 1977) that leave no class to one value nor to nearly all.

Exact by dynamic programming over the different values: of all ways to cut them, the one with the
smallest sum of squared differences within the classes, where each class holds at least a
twentieth and at most two fifths of the values. Without those bounds a few extremes take the upper
classes, and a map shows one dark area in a country of one colour.
"""

from typing import Final, NamedTuple

import numpy as np

from peil.statistics.intervals import Floats

#: Part of the values that a class holds at least and at most; given up in this order.
_SHARES: Final = ((0.05, 0.4), (0.05, 1.0), (0.0, 1.0))
#: More different values than this are taken together in groups of neighbours: the limits are
#: rounded afterwards, and the work grows with the square.
_MOST: Final = 256


class _Groups(NamedTuple):
    """Values that stay together: lowest, highest, how many, their sum and sum of squares."""

    low: Floats
    high: Floats
    size: Floats
    total: Floats
    squares: Floats


def natural_breaks(values: Floats, count: int) -> Floats:
    """Return the lowest value, the limits between at most ``count`` classes, and the highest.

    A limit lies halfway between the values on either side of it. Needs one value or more; gives
    fewer classes where there are fewer different values.
    """
    middle = float(values.mean())
    groups = _grouped(values - middle)
    count = min(count, groups.low.size)
    cost, size = _costs(groups)
    cuts: list[int] = []
    for least, most in _SHARES:
        fits = (size >= least * values.size) & (size <= most * values.size)
        found = _cut(np.where(fits, cost, np.inf), count)
        if found is not None:
            cuts = found
            break
    inner = [(groups.high[at - 1] + groups.low[at]) / 2 + middle for at in cuts]
    return np.array([values.min(), *inner, values.max()])


def _grouped(values: Floats) -> _Groups:
    low, size = np.unique(values, return_counts=True)
    total, squares = size * low, size * low**2
    if low.size <= _MOST:
        return _Groups(low, low, size.astype(float), total, squares)
    starts = np.arange(_MOST) * low.size // _MOST
    high = low[np.append(starts[1:], low.size) - 1]
    sums = (np.add.reduceat(part, starts) for part in (size.astype(float), total, squares))
    return _Groups(low[starts], high, *sums)


def _costs(groups: _Groups) -> tuple[Floats, Floats]:
    """Squared differences and number of values in the groups from column up to (not) row."""
    size, total, squares = (
        (sums := np.concatenate([[0.0], np.cumsum(part)]))[:, None] - sums[None, :]
        for part in (groups.size, groups.total, groups.squares)
    )
    cost = np.full(size.shape, np.inf)
    some = size > 0
    cost[some] = np.maximum(squares[some] - total[some] ** 2 / size[some], 0.0)
    return cost, size


def _cut(cost: Floats, count: int) -> list[int] | None:
    """The cheapest way to cut all groups in ``count`` classes, or ``None`` where none fits."""
    best, chosen = cost[:, 0], list[Floats]()
    for _ in range(count - 1):
        every = best[None, :] + cost
        chosen.append(every.argmin(axis=1))
        best = every.min(axis=1)
    if not np.isfinite(best[-1]):
        return None
    cuts, end = list[int](), len(best) - 1
    for at in reversed(chosen):
        end = int(at[end])
        cuts.append(end)
    return cuts[::-1]
