"""All rows of a file, kept small until every part was read: a text is a number, nothing is nothing.

Ten million rows of ten texts and numbers are two gigabytes as they are, and half a gigabyte here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import polars as pl

from pipelines.check_problems import KEY

#: How many rows are unfolded at once: whole indicators, so that every rule sees all of one.
GROUP = 1_000_000
_LARGEST_KEY = 2**63


class Packed:
    """The rows of one file in its order: ``schema`` (with ``rij`` and ``KEY``), part by part."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        """Begin without rows."""
        self._schema = dict(schema)
        self._small = {
            name: pl.Categorical(pl.Categories.random()) if kind == pl.String else kind
            for name, kind in schema.items()
        }
        self._parts = [pl.DataFrame(schema=self._small)]

    def add(self, rows: pl.DataFrame) -> None:
        """Add a part; other columns than those of the schema are left out."""
        if rows.is_empty():
            return
        small = rows.select(pl.col(name).cast(kind) for name, kind in self._small.items())
        empty = [n for n in small.columns if small[n].null_count() == small.height]
        self._parts.append(small.with_columns(pl.lit(None).alias(name) for name in empty))

    @property
    def frame(self) -> pl.DataFrame:
        """Return all rows, still small: texts are categories and empty columns have no kind."""
        if len(self._parts) > 1:
            self._parts = [pl.concat(self._parts[1:], how="vertical_relaxed")]
        return self._parts[0]

    def doubles(self) -> pl.DataFrame:
        """Return the rows whose ``KEY`` stands in the file more than once."""
        known = self.frame.drop_nulls(KEY)
        key = pl.Series([0], dtype=pl.UInt64).new_from_index(0, known.height)
        largest = 1
        for name in KEY:
            code = known[name].to_physical()
            size = 1 + (cast("int | None", code.max()) or 0)
            key = key * size + code
            largest *= size
        if largest >= _LARGEST_KEY:
            return self.unfolded(known.filter(known.select(KEY).is_duplicated()))
        if key.n_unique() == len(key):
            return self.unfolded(known.clear())
        return self.unfolded(known.filter(key.is_duplicated()))

    def drop(self, bad: pl.DataFrame) -> None:
        """Leave out these rows: one column, ``rij``."""
        if bad.height:
            self._parts = [self.frame.join(bad, on="rij", how="anti", maintain_order="left")]

    def groups(self) -> Iterator[pl.DataFrame]:
        """Yield the rows as they came, in one go or so many whole indicators at a time."""
        frame = self.frame
        if frame.height <= GROUP:
            yield self.unfolded(frame)
            return
        counts = frame["indicator"].value_counts().sort("count").rows()
        while counts:
            size, taken = 0, list[str | None]()
            while counts and (not taken or size + counts[-1][1] <= GROUP):
                name, count = counts.pop()
                size += count
                taken.append(name)
            yield self.unfolded(frame.filter(pl.col("indicator").is_in(taken, nulls_equal=True)))

    def unfolded(self, frame: pl.DataFrame | None = None) -> pl.DataFrame:
        """Return rows (all of them) with the columns of the schema as they were."""
        frame = self.frame if frame is None else frame
        return frame.select(pl.col(name).cast(kind) for name, kind in self._schema.items())
