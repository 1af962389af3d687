"""The second door, beside the desk: for pages that must *do* something, and see what was typed.

What is read here is live, what the desk gives is the publication. The implementation stands in
``pipelines.loket``; the main script joins them.
"""

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from peil.access import Viewer
from peil.records import Botsing, Entry, Record

R = TypeVar("R", bound=Record)


class Loket(Protocol):
    """The counter of one viewer."""

    @property
    def viewer(self) -> Viewer:
        """Who stands at the counter."""
        ...

    def newest(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return the newest version of every record of a kind, of these gebieden or of all."""
        ...

    def entries(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return all versions of all records of a kind, oldest first."""
        ...

    def find(self, kind: type[R], onderwerp: str) -> Entry[R] | None:
        """Return the newest version of one record, or nothing."""
        ...

    def history(self, kind: type[R], onderwerp: str) -> list[Entry[R]]:
        """Return all versions of one record, oldest first."""
        ...

    def collisions(self, onderwerp: str) -> list[Entry[Botsing]]:
        """Return what was written beside this record and has not been dealt with."""
        ...

    def write(self, record: R, expects: int, settles: Sequence[Entry[Botsing]] = ()) -> Entry[R]:
        """Keep the next version of a record at once, and say which botsingen it settles.

        Args:
            record: the whole new state.
            expects: the version that the writer had before them; 0 when there was none.
            settles: texts beside it that this version deals with.

        Raises:
            Verouderd: someone else was first. Both texts are kept; the error holds theirs.
            PeilError: this may not follow what is there. GeenToegang: this viewer may not write.
        """
        ...

    def publish(self) -> bool:
        """Publish what was delivered and typed; say whether anything changed.

        Raises:
            PeilError: someone else publishes right now, or nothing was delivered yet.
        """
        ...
