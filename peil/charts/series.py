"""The figures of one area through the years, as a line with gaps: layout, no markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from peil import wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.periods import parse_period
from peil.terms import Frequentie

_LENGTH: Final[dict[Frequentie, float]] = {"jaar": 1.0, "kwartaal": 0.25, "maand": 1 / 12}


@dataclass(frozen=True, slots=True)
class Scale:
    """From figures to percentages of the plot: years ``start``–``end``, values 0–``top``."""

    start: float
    end: float
    top: float

    def x(self, at: float) -> float:
        """Return the percentage from the left of a moment, in years."""
        return 100 * (at - self.start) / (self.end - self.start)

    def y(self, value: float) -> float:
        """Return the percentage from the top of a value."""
        return 100 * (1 - value / self.top)

    def spot(self, figure: Figure) -> "Spot":
        """Return where a figure lies; one without a value lies at the baseline."""
        return Spot(self.x(place(figure)), self.y(figure.waarde or 0.0), figure)


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure and its place in the plot, in percentages from the left and the top."""

    x: float
    y: float
    figure: Figure


def place(figure: Figure) -> float:
    """Return where a period lies on the axis: its year and the part of it that has passed."""
    period = parse_period(figure.periode)
    return period.jaar + (period.start.month - 1) / 12


def half_period(figure: Figure) -> float:
    """Return half the length in years of the period that a figure tells of."""
    return _LENGTH[parse_period(figure.periode).soort] / 2


def ordered(figures: Sequence[Figure]) -> list[Figure]:
    """Return figures from old to new."""
    return sorted(figures, key=place)


def by_area(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Return the figures of each area, old to new."""
    areas: dict[str, list[Figure]] = {}
    for figure in ordered(figures):
        areas.setdefault(figure.gebied_code, []).append(figure)
    return areas


def runs(figures: Sequence[Figure], indicator: Indicator) -> list[list[Figure]]:
    """Cut a line where a value is missing and where the series breaks."""
    cuts = {b.jaar for b in indicator.breuken}
    found: list[list[Figure]] = [[]]
    for figure in figures:
        last = found[-1][-1] if found[-1] else None
        if last is not None and any(last.jaar < cut <= figure.jaar for cut in cuts):
            found.append([])
        if wording.has_value(figure):
            found[-1].append(figure)
        else:
            found.append([])
    return [run for run in found if run]


def split(run: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return the firm part of a run and the part that leads to its provisional points."""
    firm = next((n for n, f in enumerate(run) if f.is_voorlopig), len(run))
    return list(run[:firm]), list(run[max(firm - 1, 0) :]) if firm < len(run) else []


def last_known(figures: Sequence[Figure]) -> Figure | None:
    """Return the newest figure that has a value."""
    return next((f for f in reversed(figures) if wording.has_value(f)), None)
