"""Around the lines of a trend: axes, provisional years, breaks and events. Layout, no markup."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from peil.catalogue import Indicator
from peil.charts.series import Scale, half_period, place
from peil.events import Event
from peil.figure import Figure
from peil.numbers import format_date

#: The least width in px of a plot beside labels, and of one on a phone.
_WIDE: Final = 460
_NARROW: Final = 250
#: The width in px of a letter, how much larger it is in a visit, and the letters between names.
_LETTER: Final = 6.6
_LARGE: Final = 16 / 12
_SPACE: Final = 2
#: An event of less than a month is a moment.
_MOMENT: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the plot with a name above it; ``van`` and ``tot`` are percentages.

    ``rij`` is how many rows its name stands above the plot, and ``rij_smal`` its short name on a
    phone: no name covers another.
    """

    soort: Literal["voorlopig", "breuk", "gebeurtenis"]
    naam: str
    van: float
    tot: float
    kort: str = ""
    lines: tuple[str, ...] = ()
    rij: int = 0
    rij_smal: int = 0

    @property
    def midden(self) -> float:
        """Return where its name stands, in percent; provisional years are named at their end."""
        return self.tot if self.soort == "voorlopig" else (self.van + self.tot) / 2

    @property
    def is_moment(self) -> bool:
        """Return whether it has no length."""
        return self.van == self.tot


def scale(positions: Sequence[float], top: float) -> Scale:
    """Return the scale of a plot: zero baseline, a little air around the lines."""
    start, end = (positions[0], positions[-1]) if positions else (0.0, 1.0)
    room = max((end - start) * 0.03, 0.15)
    return Scale(start - room, end + room, top * 1.02)


def years(positions: Sequence[float], axis: Scale) -> list[tuple[float, str, bool]]:
    """Return place and text of the years under the plot, and whether a phone has room for it."""
    found = sorted({int(p) for p in positions})
    if not found:
        return []
    wide, narrow = -(-len(found) // 12), -(-len(found) // 6)
    return [
        (axis.x(year), str(year), (found[-1] - year) % narrow == 0)
        for year in found
        if (found[-1] - year) % wide == 0 or (found[-1] - year) % narrow == 0
    ]


def marks(
    figures: Sequence[Figure],
    indicator: Indicator,
    events: Sequence[Event],
    axis: Scale,
    *,
    groot: bool = False,
) -> list[Mark]:
    """Return what stands above a plot: provisional years, breaks and events, in rows.

    ``figures`` are those of the chosen lines; an event outside their years is left out.
    """
    positions = sorted({place(f) for f in figures})
    if not positions:
        return []
    found = [*_provisional(figures, positions, axis), *_breaks(indicator, positions, axis)]
    for event in sorted(events, key=lambda e: e.van):
        found += _event(event, figures, axis)
    return _in_rows(found, _LETTER * (_LARGE if groot else 1))


def _provisional(figures: Sequence[Figure], positions: Sequence[float], axis: Scale) -> list[Mark]:
    loose = sorted({place(f) for f in figures if f.is_voorlopig})
    if not loose or len(positions) < 2:
        return []
    half = min(later - earlier for earlier, later in pairwise(positions)) / 2
    end = min(loose[-1] + half * 0.6, axis.end)
    return [Mark("voorlopig", "voorlopig", axis.x(loose[0] - half), axis.x(end), "voorlopig")]


def _breaks(indicator: Indicator, positions: Sequence[float], axis: Scale) -> list[Mark]:
    """Return an upright before each year that cannot be compared with the years before."""
    found: list[Mark] = []
    for cut in indicator.breuken:
        if positions[0] < cut.jaar <= positions[-1]:
            at = axis.x(cut.jaar - 0.5)
            lines = (f"Trendbreuk in {cut.jaar}", cut.uitleg)
            found.append(Mark("breuk", "trendbreuk", at, at, "trendbreuk", lines))
    return found


def _event(event: Event, figures: Sequence[Figure], axis: Scale) -> list[Mark]:
    """Return an event; a point tells of a whole period, so a day moves back by half of one."""
    back = half_period(figures[0])
    first, last = event.van, event.tot or event.van
    begin, end = _years(first) - back, _years(last) - back
    if end <= axis.start or begin >= axis.end:
        return []
    if last - first < _MOMENT:
        end = begin
    days = " tot en met ".join(format_date(day) for day in dict.fromkeys((first, last)))
    bron = f"Bron: {event.bron}" if event.bron else ""
    lines = tuple(filter(None, (event.naam, days, event.uitleg, bron)))
    van, tot = axis.x(max(begin, axis.start)), axis.x(min(end, axis.end))
    return [Mark("gebeurtenis", event.naam, van, tot, event.kort or event.naam, lines)]


def _years(day: date) -> float:
    """Return where a day lies on an axis of years."""
    return day.year + (day - date(day.year, 1, 1)).days / 365.25


def _in_rows(found: Sequence[Mark], letter: float) -> list[Mark]:
    """Lift each name until it covers no other, once for a wide plot and once for a phone."""
    wide = _rows(found, [mark.naam for mark in found], letter / _WIDE)
    narrow = _rows(found, [mark.kort for mark in found], letter / _NARROW)
    return [
        replace(mark, rij=a, rij_smal=b) for mark, a, b in zip(found, wide, narrow, strict=True)
    ]


def _rows(found: Sequence[Mark], names: Sequence[str], letter: float) -> list[int]:
    """Return the row of each name; ``letter``: its width as a share of the plot."""
    rows: list[list[tuple[float, float]]] = []
    placed: list[int] = []
    for mark, name in zip(found, names, strict=True):
        # A name slides along itself as far as its middle lies along the plot: it stays inside.
        size = min((len(name) + _SPACE) * letter * 100, 100.0)
        left = mark.midden * (1 - size / 100)
        own = (min(left, mark.van), max(left + size, mark.tot))
        if mark.soort == "voorlopig":
            own = (left, left + size)
        free = (n for n, row in enumerate(rows) if all(own[1] <= a or own[0] >= b for a, b in row))
        row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(own)
        placed.append(row)
    return placed
