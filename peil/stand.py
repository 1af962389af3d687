"""A stand: what the dashboard said from one publication until the next."""

from dataclasses import dataclass
from datetime import datetime

from peil.clock import local
from peil.numbers import format_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One publication: its number in the register, when (UTC), and how many figures it holds."""

    nummer: int
    moment: datetime
    cijfers: int

    @property
    def dag(self) -> str:
        """The day on the Dutch clock: ``1 november 2025``."""
        return format_date(local(self.moment))

    @property
    def tijd(self) -> str:
        """The day with the time, to tell two standen of one day apart."""
        here = local(self.moment)
        return f"{format_date(here)} om {here:%H:%M}"
