"""What a report is asked with: the doors, the gebied and the year, and what was kept before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from peil.areas import Area
from peil.desk import Desk
from peil.editions import Uitgave
from peil.loket import Loket
from peil.phrases import Phrases

if TYPE_CHECKING:
    from peil.maps.shapes import Shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Eerder:
    """The report that was vastgesteld over an earlier year, with its figures.

    ``cijfers`` has the columns that ``peil.changes.compare`` reads.
    """

    jaar: int
    vastgesteld_op: date
    versie: int
    stand: int
    cijfers: pl.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One edition over one gebied and year; the same ask gives the same report, on any day.

    ``loket`` gives what was typed up to the publication, and nothing later. The raadsbrief is
    asked with a desk and loket of a lezer, whoever wants it. ``vastgesteld_op`` is empty for a
    concept.
    """

    desk: Desk
    loket: Loket
    gebied: str
    jaar: int
    uitgave: Uitgave = "rapport"
    shapes: "Shapes | None" = None
    teksten: Mapping[Uitgave, Phrases]
    vastgesteld_op: date | None = None
    versie: int = 1
    eerder: Eerder | None = None

    @property
    def area(self) -> Area:
        """The gebied itself."""
        return self.desk.areas.get(self.gebied)

    @property
    def dag(self) -> date:
        """The day on which the report speaks: that of the publication."""
        return self.desk.snapshot.gepubliceerd_op.date()

    @property
    def zeg(self) -> Phrases:
        """The sentences of this edition."""
        return self.teksten[self.uitgave]
