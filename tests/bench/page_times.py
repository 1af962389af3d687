"""Processor time of a rerun per page in ms, the median of ten warm ones, as JSON into argv[1]."""

import json
import statistics
import sys
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

ROOT = Path(__file__).parent.parent.parent
PAGES = ("eenheid", "district", "gemeente", "indicator", "verantwoording")
REPEATS = 10


def time_of(page: str) -> float:
    """Run one page warm `REPEATS` times; the median in milliseconds."""
    app = AppTest.from_file(str(ROOT / "pages" / "parts" / "main.py"), default_timeout=60)
    app.run()
    if page != PAGES[0]:
        # AppTest can only switch to a page that is a file; ours are functions with an address.
        app._page_hash = calc_hash(page)
    app.run()
    if app.exception:
        sys.exit(f"{page}: {app.exception[0].message}")
    taken: list[float] = []
    for _ in range(REPEATS):
        begin = time.process_time()
        app.run()
        taken.append((time.process_time() - begin) * 1000)
    return round(statistics.median(taken), 1)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps({page: time_of(page) for page in PAGES}))
