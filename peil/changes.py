"""What differs between two standen: the release note of the figures.

A change is told with what stood there before and what stands there now, with its size, and with
the leveringen that came or went. Rows without a figure before and after are no change.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final, Literal

import polars as pl

from peil.terms import CIJFER, NIET_GELEVERD, NIVEAUS, NVT, ONDERDRUKT, Niveau

#: What makes a figure this one and no other.
KEY: Final = ("indicator", "gebied_code", "periode", "uitsplitsing")
#: ``gewijzigd``: a figure before and after; ``vervallen``: only before; ``nieuw``: only after;
#: ``status``: a figure neither before nor after, but for another reason.
SoortWijziging = Literal["gewijzigd", "vervallen", "nieuw", "status"]
SOORTEN: Final[tuple[SoortWijziging, ...]] = ("gewijzigd", "vervallen", "nieuw", "status")
#: Added before and after, so that one case more is small where there are few.
_DAMP: Final = 10.0
#: Floats that differ less do so by the processor, not by the levering.
_DIGITS: Final = 8
_TOLD: Final = ("status", "teller", "noemer", "waarde", "is_voorlopig", "is_fictief")
_NAMES: Final = ("gebied", "niveau")
_ABSENT: Final = (NIET_GELEVERD, NVT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of ``compare``: a figure before and after; a side that was not there is ``None``.

    ``grootte`` is the size of the change without unit (0: nothing that counts), ``door`` are the
    leveringen that came in with it and ``zonder`` those that went out, as ids with spaces between.
    """

    indicator: str
    gebied_code: str
    gebied: str
    niveau: Niveau
    periode: str
    uitsplitsing: str
    soort: SoortWijziging
    status_voor: str | None
    status_na: str | None
    teller_voor: float | None
    teller_na: float | None
    noemer_voor: float | None
    noemer_na: float | None
    waarde_voor: float | None
    waarde_na: float | None
    is_voorlopig_voor: bool | None
    is_voorlopig_na: bool | None
    is_fictief_voor: bool | None
    is_fictief_na: bool | None
    grootte: float
    door: str
    zonder: str

    @property
    def is_fictief(self) -> bool:
        """Whether a figure in this change was made up."""
        return bool(self.is_fictief_voor or self.is_fictief_na)


#: The columns of ``compare``, in order.
COLUMNS: Final = tuple(field.name for field in fields(Change))


def compare(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return one row per published figure that is not the same in both standen, largest first.

    Args:
        old: one row per figure, with (at least) the columns of ``cijfers`` named here.
        new: the same, of the later stand.

    Returns:
        ``COLUMNS``, in the order of ``SOORTEN`` and then of size, large areas before small ones.
        The size is |ln((after + 10) / (before + 10))| of the count, or of the value where
        nothing is counted: a ratio, damped where there is little to count. What is not a figure
        counts as 0. What is onderdrukt afterwards has no number before either, and no size: who
        protects a figure now does not tell again what it was.
    """
    both = _side(old, "voor").join(_side(new, "na"), on=KEY, how="full", coalesce=True)
    told = both.with_columns(
        *(pl.coalesce(f"{name}_na", f"{name}_voor").alias(name) for name in _NAMES),
        _kind().alias("soort"),
        _size().alias("grootte"),
        _only("leveringen_na", "leveringen_voor").alias("door"),
        _only("leveringen_voor", "leveringen_na").alias("zonder"),
    )
    order = [
        pl.col("soort").cast(pl.Enum(SOORTEN)),
        -pl.col("grootte"),
        -pl.col("niveau").cast(pl.Enum(NIVEAUS)).to_physical().cast(pl.Int8),
    ]
    return _protected(told.filter(_differs())).sort(*order, *KEY).select(COLUMNS)


def changes(frame: pl.DataFrame) -> list[Change]:
    """Return the rows of ``compare`` as values, for who knows no frames."""
    return [Change(**row) for row in frame.iter_rows(named=True)]


def _side(cijfers: pl.DataFrame, name: str) -> pl.DataFrame:
    # What is hidden stays hidden here: only a cijfer has numbers.
    told = cijfers.select(*KEY, *_NAMES, *_TOLD, "leveringen").with_columns(
        pl.col("niveau", "status").cast(pl.String),
        pl.when(pl.col("status").cast(pl.String) == CIJFER)
        .then(pl.col("teller", "noemer", "waarde").cast(pl.Float64).round_sig_figs(_DIGITS))
        .otherwise(None),
    )
    return told.rename({c: f"{c}_{name}" for c in told.columns if c not in KEY})


def _protected(told: pl.DataFrame) -> pl.DataFrame:
    """Take away what was told of a figure that is onderdrukt now; its size would tell it too."""
    is_hidden = pl.col("status_na") == ONDERDRUKT
    return told.with_columns(
        pl.when(is_hidden.fill_null(False)).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("teller_voor", "noemer_voor", "waarde_voor", "is_voorlopig_voor")
    ).with_columns(
        pl.when(is_hidden.fill_null(False)).then(0.0).otherwise("grootte").alias("grootte")
    )


def _has(side: str) -> pl.Expr:
    return (pl.col(f"waarde_{side}").is_not_null() | pl.col(f"teller_{side}").is_not_null()) & (
        pl.col(f"status_{side}") == CIJFER
    )


def _kind() -> pl.Expr:
    before, after = _has("voor").fill_null(False), _has("na").fill_null(False)
    return (
        pl.when(before & after)
        .then(pl.lit("gewijzigd"))
        .when(before)
        .then(pl.lit("vervallen"))
        .when(after)
        .then(pl.lit("nieuw"))
        .otherwise(pl.lit("status"))
    )


def _size() -> pl.Expr:
    # A sample has a value and no count; elsewhere the count is what came in.
    counted = pl.col("teller_voor").is_not_null() | pl.col("teller_na").is_not_null()
    before, after = (
        pl.when(_has(side))
        .then(pl.when(counted).then(f"teller_{side}").otherwise(f"waarde_{side}"))
        .otherwise(None)
        .fill_null(0.0)
        .abs()
        for side in ("voor", "na")
    )
    return ((after + _DAMP) / (before + _DAMP)).log().abs().round(6)


def _differs() -> pl.Expr:
    differs = pl.any_horizontal(
        pl.col(f"{name}_voor").ne_missing(pl.col(f"{name}_na")) for name in _TOLD
    )
    # Where nothing was and nothing came, a row more or less tells nobody anything.
    nothing = pl.all_horizontal(
        pl.col(f"status_{side}").is_null() | pl.col(f"status_{side}").is_in(_ABSENT)
        for side in ("voor", "na")
    )
    return differs & ~nothing


def _only(here: str, there: str) -> pl.Expr:
    """The ids in one list of leveringen that are not in the other."""
    first, second = (pl.col(c).fill_null("").str.split(" ") for c in (here, there))
    return first.list.set_difference(second).list.sort().list.join(" ").str.strip_chars()


def ids(changed: Iterable[Change]) -> list[str]:
    """Return the leveringen that came in or went out with these changes, each once, in order."""
    found = {one for c in changed for one in f"{c.door} {c.zonder}".split()}
    return sorted(found)
