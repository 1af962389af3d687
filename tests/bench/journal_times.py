"""Seconds to write and read a journal of argv[1] entries, as JSON into argv[2]."""

import json
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from peil.journal import Draft, Journal
from peil.records import Score


def oordeel(number: int) -> Score:
    """One of many oordelen, spread over gemeenten, items and days."""
    return Score(
        gebied=f"GM{number % 342:04}",
        item=f"AA-{number // 342 % 54:02}",
        normset="meting",
        normversie="1",
        oordeel="uitgevoerd",
        peildatum=date.fromordinal(date(2019, 1, 1).toordinal() + number // (342 * 54)),
        beoordelaar="RIEC-adviseur",
    )


def main(count: int) -> dict[str, float]:
    """Write `count` entries in one step and a hundred one by one, and read all from the start."""
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        begin = time.perf_counter()
        journal.append([Draft(oordeel(number)) for number in range(count)], "meting")
        loaded = time.perf_counter()
        for number in range(count, count + 100):
            journal.append([Draft(oordeel(number))], "meting")
        written = time.perf_counter()
        fresh = Journal(Path(folder))
        fresh.position()
        read = time.perf_counter()
        for _ in range(100):
            fresh.newest(Score, {"GM0001"})
        asked = time.perf_counter()
    return {
        "in één keer": round(loaded - begin, 3),
        "honderd keer één": round(written - loaded, 3),
        "lezen bij het begin": round(read - written, 3),
        "honderd vragen": round(asked - read, 4),
    }


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(main(int(sys.argv[1]))))
