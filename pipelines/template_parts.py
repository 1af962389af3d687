"""What the empty file of a partner is made of: columns, rows, and how areas are written there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from peil.areas import Area, Areas
from peil.bronnen import Bron, Vorm
from peil.catalogue import Indicator
from peil.errors import PeilError
from peil.periods import Period
from peil.terms import NIVEAUS
from pipelines.form_places import AreaReader

#: What the sheet is called where the form does not say it.
SHEET: Final = "Levering"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means, whether it must be filled, and what may be chosen.

    ``is_key`` says what a row is about, ``is_help`` explains it; the others are for figures.
    """

    naam: str
    uitleg: str
    is_key: bool = False
    is_required: bool = True
    keuzes: tuple[str, ...] = ()
    is_text: bool = False
    is_help: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """An empty file: its sheet, columns and rows; ``""`` in a row is a cell to fill.

    ``None`` is a cell that must stay empty. ``ruimte`` is how many more rows may be added,
    ``betekenis`` what each kind of row counts.
    """

    bron: Bron
    vorm: Vorm | None
    periode: Period
    werkblad: str
    kopregel: int
    kolommen: tuple[Column, ...]
    rijen: tuple[tuple[str | None, ...], ...]
    ruimte: int
    bestand: str
    indicators: tuple[Indicator, ...]
    betekenis: tuple[tuple[str, str], ...] = ()

    def may_go(self, column: Column) -> bool:
        """Say whether a column of figures may be left out as a whole."""
        is_figure = not (column.is_key or column.is_help or column.is_text)
        return self.vorm is not None and is_figure and not column.is_required


def area_name(area: Area, areas: Areas, reader: AreaReader | None = None) -> str:
    """Return how an area is written so that it is read as that area and no other."""
    for text in (area.naam, area.naam_lang):
        try:
            if areas.resolve(reader(text) if reader else text).code == area.code:
                return text
        except PeilError:
            continue
    return area.code


def areas_of(
    bron: Bron, indicators: Sequence[Indicator], areas: Areas, periode: Period
) -> list[Area]:
    """Return the areas that a levering should hold and that these indicators can have."""
    lowest = max((NIVEAUS.index(i.laagste_niveau) for i in indicators), default=0)
    verwacht = bron.verwacht
    if verwacht is not None and verwacht.gebieden:
        found = [areas.get(code) for code in verwacht.gebieden]
    else:
        niveau = verwacht.niveau if verwacht is not None else NIVEAUS[lowest]
        jaar = periode.jaar if bron.grenzen == "jaar" else None
        found = areas.at(niveau, jaar)
    fitting = [area for area in found if NIVEAUS.index(area.niveau) >= lowest]
    return fitting or areas.at(NIVEAUS[lowest])
