"""Answers that are kept: a bounded memory, in which what was not asked for longest goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")


class Kept:
    """Keeps made values by key, up to a total weight; serves any number of threads.

    What is kept is handed out as it is: keep what nobody changes. Two threads that ask the same at
    the same moment may both make it; the last one stays.
    """

    def __init__(self, capacity: int) -> None:
        """Start empty, for values that weigh at most ``capacity`` together."""
        self._capacity = capacity
        self._weight = 0
        self._held: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T], weight: Callable[[T], int]) -> T:
        """Return the value of this key, made now if it was not kept; what it raises is raised."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return cast(T, self._held[key][0])
        made = make()
        size = max(1, weight(made))
        if size <= self._capacity:
            self._keep(key, made, size)
        return made

    def _keep(self, key: Hashable, made: object, size: int) -> None:
        with self._lock:
            _, known = self._held.pop(key, (None, 0))
            self._held[key] = (made, size)
            self._weight += size - known
            while self._weight > self._capacity:
                _, (_, gone) = self._held.popitem(last=False)
                self._weight -= gone

    @property
    def weight(self) -> int:
        """The weight of all that is kept now."""
        return self._weight
