"""The figures behind a report, as they are kept with it: to say next year what became of them."""

import io
from typing import Final

import polars as pl

from peil.changes import KEY
from peil.desk import Desk
from peil.errors import PeilError
from peil.terms import CIJFER

#: One row per figure: what ``peil.changes.compare`` reads.
COLUMNS: Final[dict[str, type[pl.DataType]]] = {
    **dict.fromkeys((*KEY, "gebied", "niveau", "status"), pl.String),
    **dict.fromkeys(("teller", "noemer", "waarde"), pl.Float64),
    **dict.fromkeys(("is_voorlopig", "is_fictief"), pl.Boolean),
    "leveringen": pl.String,
}
_NUMBERS: Final = ("teller", "noemer", "waarde")


def figures_of(desk: Desk, gebied: str, jaar: int) -> pl.DataFrame:
    """Return the figures of a gebied up to and including a year that this desk's viewer may see."""
    until = pl.col("periode").str.slice(0, 4).cast(pl.Int32) <= jaar
    return ordered(desk.all_figures().filter((pl.col("gebied_code") == gebied) & until))


def ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that are kept, in one order; what is hidden has no numbers."""
    shown = pl.when(pl.col("status").cast(pl.String) == CIJFER).then(pl.col(*_NUMBERS))
    return (
        frame.with_columns(shown.otherwise(None))
        .select(*COLUMNS)
        .cast(pl.Schema(COLUMNS))
        .sort(KEY)
    )


def freeze(frame: pl.DataFrame) -> bytes:
    """Return figures as CSV; the same figures are the same bytes."""
    return ordered(frame).write_csv(line_terminator="\n").encode()


def thaw(content: bytes) -> pl.DataFrame:
    """Return figures that were kept as CSV.

    Raises:
        PeilError: this is not what ``freeze`` made, now or in an earlier version.
    """
    kinds = pl.Schema(COLUMNS)
    try:
        found = pl.read_csv(io.BytesIO(content), schema_overrides=kinds, empty_string_is_null=False)
        # By their names: an earlier version may have kept a column less, or one more.
        later = [pl.lit(None, kinds[name]).alias(name) for name in _later(found)]
        return found.with_columns(later).select(*COLUMNS)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise PeilError(
            "De bewaarde cijfers bij een rapport zijn niet te lezen. "
            "Zet de map 'rapporten' terug uit een reservekopie."
        ) from error


def _later(found: pl.DataFrame) -> list[str]:
    """Return the columns that a kept file may lack; without the others it tells no figure."""
    needed = (*KEY, "status", *_NUMBERS)
    return [name for name in COLUMNS if name not in found.columns and name not in needed]
