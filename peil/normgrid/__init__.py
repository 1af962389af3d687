"""Many gemeenten beside each other on the norm: counts, and the HTML that shows them."""

from peil.normgrid.beside import beside
from peil.normgrid.counts import (
    SORTS,
    Choice,
    Grid,
    Lack,
    Place,
    WhoDoes,
    Year,
    arrange,
    lacking,
    progress,
    together,
    who_does,
)
from peil.normgrid.lists import (
    Moved,
    lack_list,
    lead_words,
    moved,
    moved_words,
    pijler_table,
    who_list,
)
from peil.normgrid.matrix import Links, chosen_line, item_key, legend, matrix
from peil.normgrid.years import year_panels, year_table

__all__ = [
    "SORTS",
    "Choice",
    "Grid",
    "Lack",
    "Links",
    "Moved",
    "Place",
    "WhoDoes",
    "Year",
    "arrange",
    "beside",
    "chosen_line",
    "item_key",
    "lack_list",
    "lacking",
    "lead_words",
    "legend",
    "matrix",
    "moved",
    "moved_words",
    "pijler_table",
    "progress",
    "together",
    "who_does",
    "who_list",
    "year_panels",
    "year_table",
]
