"""The yearly report: what it says about a gebied over a year, apart from how it looks on paper.

``build`` writes any edition; ``ask`` is what it is asked with, ``model`` what comes out.
"""

from collections.abc import Callable, Mapping
from typing import Final

from peil.editions import Uitgave
from peil.report import letter, preparing, yearly
from peil.report.ask import Ask, Eerder
from peil.report.model import Report

__all__ = ["Ask", "Eerder", "Report", "build"]

#: Who writes which edition.
_WRITERS: Final[Mapping[Uitgave, Callable[[Ask], Report]]] = {
    "rapport": yearly.build,
    "raadsbrief": letter.build,
    "voorbereiding": preparing.build,
}


def build(ask: Ask) -> Report:
    """Return one edition over a gebied and a year.

    Raises:
        PeilError: the gebied has no such report, or nothing was delivered over that year.
    """
    return _WRITERS[ask.uitgave](ask)
