"""Many gemeenten beside each other on the norm: counts, and the HTML that shows them."""

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

__all__ = [
    "SORTS",
    "Choice",
    "Grid",
    "Lack",
    "Place",
    "WhoDoes",
    "Year",
    "arrange",
    "lacking",
    "progress",
    "together",
    "who_does",
]
