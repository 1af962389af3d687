"""The questions that one snapshot was asked: read into values, and kept for who may see the same.

It knows no figure and no indicator: what is asked, and by whom, is the desk's.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import polars as pl
from pydantic import BaseModel, ValidationError

from peil.access import Scope
from peil.store import Snapshot, other_layout

Row = dict[str, object]
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class Answers:
    """What a snapshot answers to all who have this scope."""

    def __init__(self, opened: Snapshot, scope: Scope) -> None:
        """Remember whom the answers are for."""
        self._opened, self._scope = opened, scope

    @property
    def version(self) -> str:
        """The name of the snapshot that answers."""
        return self._opened.version

    def once(self, name: Hashable, make: Callable[[], T], weight: Callable[[T], int]) -> T:
        """Return what was made for this scope, or make it now; see ``Desk.once``."""
        return self._opened.kept.get((self._scope, name), make, weight)

    def frame(self, name: str) -> pl.DataFrame:
        """Return the answer to ``peil/sql/<name>.sql`` as it is, kept nowhere."""
        return self._opened.ask(name)

    def rows(self, make: Callable[..., T], name: str, **params: object) -> list[T]:
        """Return the rows of one question; the list is the caller's own, its members are kept.

        Raises:
            PeilError: another version of the dashboard made the publication.
        """
        asked = tuple(tuple(v) if isinstance(v, list) else v for v in params.values())
        key = (self._scope, name, make, *asked)

        def read() -> list[T]:
            return self.read(make, self._opened.ask(name, **params))

        return list(self._opened.kept.get(key, read, len))

    def table(self, name: str) -> list[Row]:
        """Return the rows of a question as they are, by column."""
        return [dict(row) for row in self.rows(as_row, name)]

    def read(self, make: Callable[..., T], rows: pl.DataFrame) -> list[T]:
        """Return rows as values.

        Raises:
            PeilError: a column too few or too many: another version made the publication.
        """
        try:
            return [make(**row) for row in rows.iter_rows(named=True)]
        except TypeError as error:
            raise other_layout(self.version) from error

    def declared(self, kind: type[M], soort: str) -> list[M]:
        """Return everything of one soort in the published copy of the declared data.

        Raises:
            PeilError: another version of the dashboard made the publication.
        """
        try:
            return [kind.model_validate_json(content) for content in self._texts(soort)]
        except ValidationError as error:
            raise other_layout(self.version) from error

    def _texts(self, soort: str) -> Iterable[str]:
        return (text for kind, _, text in self._opened.ask("catalogus").rows() if kind == soort)


def as_row(**columns: object) -> Row:
    """Return the columns of one row by name."""
    return columns
