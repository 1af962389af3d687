"""Random draws that come out the same on every machine.

Only the raw 64-bit words of PCG64 are used (that stream is guaranteed by NumPy), and after that
only whole numbers, or the four operations and the square root of IEEE floats. `exp` and `log`
differ in the last bit between machines and would, in the end, move a count.
"""

import hashlib
import math
from collections.abc import Sequence

import numpy as np

_UNIT = 2.0**-53
_TRIALS = 64
_SMALL = 12.0


class Stream:
    """A stream of random numbers named by words: the same words give the same numbers."""

    def __init__(self, *names: object) -> None:
        digest = hashlib.sha256("|".join(str(name) for name in names).encode()).digest()
        self._bits = np.random.PCG64(int.from_bytes(digest[:16], "big"))

    def below(self, limit: int) -> int:
        """A whole number of 0 up to, not including, `limit` (at least 1)."""
        wide = (self._word() << 64) | self._word()
        return wide % limit

    def uniform(self) -> float:
        """A number in [0, 1)."""
        return (self._word() >> 11) * _UNIT

    def normal(self) -> float:
        """Nearly standard normal: the sum of twelve uniforms minus six (between -6 and 6)."""
        words = [int(word) for word in self._bits.random_raw(12)]
        return sum(word >> 11 for word in words) * _UNIT - 6.0

    def order(self, size: int) -> list[int]:
        """The numbers 0 … size-1 in random order."""
        keys = np.asarray(self._bits.random_raw(size), dtype=np.uint64)
        return [int(i) for i in np.argsort(keys, kind="stable")]

    def _word(self) -> int:
        return int(self._bits.random_raw())


def draw_factor(stream: Stream, spread: float, lowest: float = 0.15) -> float:
    """A factor around 1 with standard deviation `spread`, never below `lowest`."""
    return max(lowest, 1.0 + spread * stream.normal())


def draw_count(stream: Stream, mean: float, dispersion: float = 1.0) -> int:
    """A count around `mean`; its variance is about `dispersion` times the mean.

    Small means are a sum of rare chances (so zero is common), large ones a rounded normal. With
    `dispersion` below 1 (chapters, vestigingen) it is the mean itself, rounded down or up.
    """
    if mean <= 0:
        return 0
    if dispersion < 1:
        return math.floor(mean + stream.uniform())
    if mean >= _SMALL:
        return max(0, math.floor(mean + math.sqrt(mean * dispersion) * stream.normal() + 0.5))
    if dispersion > 1:
        mean *= draw_factor(stream, math.sqrt((dispersion - 1) / mean), lowest=0.0)
    chance = min(1.0, mean / _TRIALS)
    return sum(stream.uniform() < chance for _ in range(_TRIALS))


def draw_part(stream: Stream, whole: int, share: float) -> int:
    """How many of `whole` have a trait that a `share` of all have; 0 up to `whole`."""
    if whole <= _TRIALS:
        return sum(stream.uniform() < share for _ in range(whole))
    width = math.sqrt(whole * share * (1 - share))
    return min(whole, max(0, math.floor(whole * share + width * stream.normal() + 0.5)))


def as_whole(weights: Sequence[float]) -> list[int]:
    """Weights as whole numbers (in millionths, at least 0), so that sharing out is exact."""
    return [max(0, round(weight * 1_000_000)) for weight in weights]
