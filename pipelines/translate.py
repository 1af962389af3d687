"""Turn the rows of a form into rows of the standard form, one part at a time.

A standard row has ``rij`` (its number, unique in the file and in its order), ``regel``, ``cel``
(the header of the column that holds the value) and the ``COLUMNS`` of the standard form as text.
"""

from collections.abc import Mapping
from typing import Protocol

import polars as pl

from peil.errors import Finding
from pipelines.check_columns import Header
from pipelines.check_problems import Problems
from pipelines.read import COLUMNS, REQUIRED, Table

PLACE = ("rij", "regel", "cel")
#: The columns of standard rows.
ROWS = {"rij": pl.Int64, "regel": pl.Int64, "cel": pl.String, **dict.fromkeys(COLUMNS, pl.String)}


class Form(Protocol):
    """One form of one file: what its columns are called, and its rows as standard rows."""

    @property
    def headers(self) -> Mapping[tuple[str, str], str]:
        """Return the partner's name of a standard column, per ``cel``."""
        ...

    @property
    def absent(self) -> set[str]:
        """Return the standard columns whose absence is a finding itself."""
        ...

    def rows(self, part: pl.DataFrame, problems: Problems) -> pl.DataFrame:
        """Return the standard rows of a part; what has no meaning is a problem."""
        ...

    def findings(self, bestand: str) -> list[Finding]:
        """Return what can only be said after the last part."""
        ...


class StandardForm:
    """The standard form: every row is one already."""

    def __init__(self, table: Table, header: Header) -> None:
        """Remember where the columns stand."""
        self._places = header.places
        place = self._places.get("waarde", self._places.get("status"))
        self._cel = "waarde" if place is None else table.header[place]
        self.headers: Mapping[tuple[str, str], str] = {}

    @property
    def absent(self) -> set[str]:
        """Return the columns that are not there though they must be."""
        there = set(self._places)
        has_value = bool(there & {"waarde", "status"})
        return set(REQUIRED) - there | (set() if has_value else {"waarde"})

    def rows(self, part: pl.DataFrame, problems: Problems) -> pl.DataFrame:
        """Return the rows as they are, with an empty text where a column is not there."""
        texts = [
            pl.col(str(self._places[name])).alias(name)
            if name in self._places
            else pl.lit("").alias(name)
            for name in COLUMNS
        ]
        return part.select(
            pl.col("regel").alias("rij"), "regel", pl.lit(self._cel).alias("cel"), *texts
        )

    def findings(self, bestand: str) -> list[Finding]:
        """Return nothing: all that is wrong stands in the rows."""
        return []


class NoForm:
    """A file of which no row can be read, for its header or period is wrong."""

    headers: Mapping[tuple[str, str], str]
    absent: set[str]

    def __init__(self) -> None:
        """Know no columns."""
        self.headers, self.absent = {}, set()

    def rows(self, part: pl.DataFrame, problems: Problems) -> pl.DataFrame:
        """Return no rows."""
        return pl.DataFrame(schema=ROWS)

    def findings(self, bestand: str) -> list[Finding]:
        """Return nothing more."""
        return []
