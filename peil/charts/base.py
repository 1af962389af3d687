"""What every chart shares: round ticks, Dutch numbers, and names that stay apart."""

from collections.abc import Sequence

from peil.numbers import format_number


def nice_ticks(highest: float, aim: int = 5, *, whole: bool = False) -> list[float]:
    """Return ticks from 0 to just past ``highest``, in steps of 1, 2, 2,5 or 5 times a power.

    With ``whole`` no tick lies between two counts.
    """
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / aim
    power = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 1.0
    while power > rough:
        power /= 10
    if whole:
        rough = max(rough, 1.0)
        power = max(power, 1.0)
    steps = (1, 2, 5, 10) if whole and power == 1 else (1, 2, 2.5, 5, 10)
    step = next(s * power for s in steps if s * power >= rough)
    count = -int(-highest // step)
    return [round(step * n, 10) for n in range(count + 1)]


def tick_texts(ticks: Sequence[float]) -> list[str]:
    """Return the ticks as Dutch numbers with as many decimals as their step asks."""
    places = next((d for d in range(8) if all(round(t, d) == t for t in ticks)), 8)
    return [format_number(t, places) for t in ticks]


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles for labels of the given sizes that do not cover each other.

    Each stays as near to its wanted place as the others and the ends ``low`` and ``high`` allow.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = dict.fromkeys(order, 0.0)
    floor = low
    for i in order:
        placed[i] = max(wanted[i], floor + sizes[i] / 2)
        floor = placed[i] + sizes[i] / 2
    ceiling = high
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling - sizes[i] / 2)
        ceiling = placed[i] - sizes[i] / 2
    return [placed[i] for i in range(len(wanted))]
