"""Turn the rows of a partner's form into rows of the standard form, one part at a time."""

import polars as pl

from pipelines.read import COLUMNS, Table

#: Beside the columns of the standard form: the row's number, its line, and the header of the
#: column that holds the value.
PLACE = ("rij", "regel", "cel")


class StandardForm:
    """The standard form: every row is one already."""

    headers: dict[tuple[str, str], str]

    def __init__(self, table: Table, places: dict[str, int]) -> None:
        """Remember where the columns stand."""
        self._places = places
        place = places.get("waarde", places.get("status"))
        self._cel = "waarde" if place is None else table.header[place]
        self.headers = {}

    def rows(self, part: pl.DataFrame) -> pl.DataFrame:
        """Return the standard rows of a part: ``PLACE`` and ``COLUMNS``, all text but two."""
        texts = [
            pl.col(str(self._places[name])).alias(name)
            if name in self._places
            else pl.lit("").alias(name)
            for name in COLUMNS
        ]
        return part.select(
            pl.col("regel").alias("rij"), "regel", pl.lit(self._cel).alias("cel"), *texts
        )
