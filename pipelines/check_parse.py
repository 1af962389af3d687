"""From standard rows of text to what they mean: every distinct text is read once."""

from collections.abc import Mapping

import polars as pl

from peil.catalogue import Catalogue
from pipelines.check_values import ERROR, Values, lookup, number_kind
from pipelines.read import COLUMNS

NUMBERS = ("waarde", "noemer", "marge_laag", "marge_hoog")


def parse(texts: pl.DataFrame, values: Values, catalogue: Catalogue) -> pl.DataFrame:
    """Add what every text means; ``<kolom>_wat`` and ``<kolom>_doe`` where it means nothing.

    The texts themselves stay as ``<kolom>_tekst``; ``rij``, ``regel`` and ``cel`` stay.
    """
    frame = texts.rename({name: f"{name}_tekst" for name in COLUMNS if name != "toelichting"})
    frame = lookup(frame, ["indicator_tekst"], values.indicator, _schema("indicator"))
    frame = lookup(frame, ["periode_tekst"], values.periode, _schema("periode", {"jaar": pl.Int64}))
    frame = lookup(
        frame, ["gebied_tekst", "jaar"], values.gebied, _schema("gebied", name="gebied_code")
    )
    frame = lookup(
        frame, ["indicator", "uitsplitsing_tekst"], values.uitsplitsing, _schema("uitsplitsing")
    )
    kinds = {i.slug: number_kind(i) for i in catalogue}
    frame = frame.with_columns(
        waarde_kind=pl.col("indicator").replace_strict(kinds, default="getal"),
        noemer_kind=pl.lit("telling"),
        marge_laag_kind=pl.col("indicator").replace_strict(_margins(kinds), default="getal"),
    ).with_columns(marge_hoog_kind=pl.col("marge_laag_kind"))
    for name in NUMBERS:
        extra = {f"{name}_marker": pl.String, f"{name}_voorlopig": pl.Boolean}
        frame = lookup(
            frame,
            [f"{name}_tekst", f"{name}_kind"],
            values.number,
            _schema(name, extra, dtype=pl.Float64),
        )
    status = _schema("status", {"status_voorlopig": pl.Boolean}, name="status_woord")
    frame = lookup(frame, ["status_tekst"], values.status, status)
    return frame.with_columns(
        # A marker in waarde is a status in itself; an empty status beside a number is a cijfer.
        status=pl.coalesce(
            "status_woord",
            "waarde_marker",
            pl.when(pl.col("waarde").is_not_null()).then(pl.lit("cijfer")),
        ),
        is_voorlopig=pl.col("waarde_voorlopig") | pl.col("status_voorlopig"),
    )


def _margins(kinds: dict[str, str]) -> dict[str, str]:
    """A margin around a count need not be a whole number; around a percentage it is one."""
    return {slug: "getal" if kind == "telling" else kind for slug, kind in kinds.items()}


def _schema(
    kolom: str,
    extra: Mapping[str, type[pl.DataType]] | None = None,
    *,
    name: str | None = None,
    dtype: type[pl.DataType] = pl.String,
) -> dict[str, type[pl.DataType]]:
    errors = {f"{kolom}_{part}": kind for part, kind in ERROR.items()}
    return {name or kolom: dtype, **(extra or {}), **errors}
