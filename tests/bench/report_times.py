"""Seconds to make one report, warm, by what it takes, as JSON into argv[1]; on $PEIL_DATA."""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from peil import access, places
from peil.editions import UITGAVEN, VORMEN
from peil.terms import Niveau
from pipelines.report_forms import lay_out
from pipelines.report_runs import Bron, open_loket

JAAR = 2024
TIMES = 5
T = TypeVar("T")


def timed(make: Callable[[], T]) -> tuple[T, float]:
    """What it makes, and the median of how long that takes after the first time."""
    make()
    seconds: list[float] = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        found = make()
        seconds.append(time.perf_counter() - begin)
    return found, round(median(seconds), 4)


def main() -> dict[str, float]:
    """Write and lay out a report of the first gebied of each niveau, and the short editions."""
    loket = open_loket(Bron(places.work_root(), access.os_viewer()))
    assert loket.desk is not None
    balie, found = loket.rapporten, dict[str, float]()
    levels: tuple[Niveau, ...] = ("gemeente", "district", "eenheid")
    for niveau in levels:
        area = loket.desk.areas.at(niveau, JAAR)[0]
        for uitgave in UITGAVEN if niveau == "gemeente" else UITGAVEN[:1]:
            report, seconds = timed(partial(balie.write, area.code, JAAR, uitgave))
            found[f"{uitgave} {niveau} schrijven"] = seconds
            for vorm in VORMEN if uitgave == "rapport" else VORMEN[:1]:
                found[f"{uitgave} {niveau} {vorm}"] = timed(partial(lay_out, report, [vorm]))[1]
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(main()))
