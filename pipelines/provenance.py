"""Where every figure comes from: references to the delivered cells, and those cells read back.

The snapshot holds references only. What was delivered is read from the levering itself.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.figure import Figure
from peil.origin import Delivered, Reference
from pipelines import register
from pipelines.boundaries import on_today

#: One row per delivered cell that counts: which figure, of which gebied of today, from where.
REFERENCES: Final = {
    "indicator": pl.String,
    "gebied_code": pl.String,
    "telt_voor": pl.String,
    "periode": pl.String,
    "uitsplitsing": pl.String,
    "levering": pl.String,
    "regel": pl.Int64,
    "kolom": pl.String,
}


def references(cells: pl.DataFrame, catalogue: Catalogue, areas: Areas) -> pl.DataFrame:
    """Return one row per delivered cell that counts in a figure (``REFERENCES``), sorted.

    Args:
        cells: ``register.REGISTER_CELLS``: what holds after superseding.
        catalogue: says which bronnen deliver on the boundaries of today.
        areas: say in which gemeente of today an old one counts (``telt_voor``).
    """
    named = cells.with_columns(bron_id="bron")
    if "kolom" not in named.columns:
        named = named.with_columns(kolom=pl.lit(""))
    placed = on_today(named, areas, catalogue)
    if placed is None:
        counting = named.with_columns(telt_voor="gebied_code")
    else:
        # An old part beside a whole figure is in that figure already: it does not count.
        counting = placed.filter(~pl.col("is_oud") | ~pl.col("_is_heel")).with_columns(
            telt_voor=pl.coalesce("nieuw", "gebied_code")
        )
    return (
        counting.select(pl.col(name).cast(kind) for name, kind in REFERENCES.items())
        .with_columns(pl.col("kolom").fill_null(""))
        .sort("indicator", "periode", "uitsplitsing", "telt_voor", "gebied_code")
    )


def delivered(
    work: Path,
    catalogue: Catalogue,
    areas: Areas,
    figure: Figure,
    cells: Sequence[Reference],
) -> list[Delivered | None]:
    """Return what stood in the cells behind a figure, in the same order.

    It is read from the leveringen themselves, with the rules of today; nothing for what cannot be
    read back: it came from the journal, was cleaned up, or is refused today.
    """
    cards = {card.id: card for card in register.deliveries(work)}
    found: dict[tuple[str, str], Delivered] = {}
    for levering in sorted({c.levering for c in cells} & set(cards)):
        held, _ = register.read_again(work, cards[levering], catalogue, areas)
        for row in _of_figure(held, figure).iter_rows(named=True):
            found[levering, row["gebied_code"]] = Delivered(
                waarde=row["waarde"],
                noemer=row["noemer"],
                status=row["status"],
                toelichting=row["toelichting"] or "",
            )
    return [found.get((c.levering, c.gebied_code)) for c in cells]


def _of_figure(held: pl.DataFrame, figure: Figure) -> pl.DataFrame:
    return held.filter(
        indicator=figure.indicator, periode=figure.periode, uitsplitsing=figure.uitsplitsing
    )
