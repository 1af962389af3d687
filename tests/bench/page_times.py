"""Processor time of a rerun per page in ms, the median of ten warm ones, as JSON into argv[1].

As on a server the compiled main script is kept between runs, and what was loaded is left out of
garbage collection.
"""

import gc
import json
import statistics
import sys
import time
from pathlib import Path

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

from peil.areas import load_areas

ROOT = Path(__file__).parent.parent.parent
FIRST = min(area.code for area in load_areas().at("gemeente"))
#: The pages, each under the question that asks most of it.
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "eenheid": ("", {}),
    "district": ("district", {}),
    "gemeente": ("gemeente", {}),
    "indicator": ("indicator", {}),
    "weerbaarheid eenheid": ("weerbaarheid", {}),
    "weerbaarheid gemeente": ("weerbaarheid", {"gebied": FIRST}),
    "afspraken eenheid": ("afspraken", {}),
    "duiding": ("duiding", {"gebied": FIRST, "jaar": "2025"}),
    "bezoeken van een jaar": ("bezoek", {}),
    "bezoek voorbereiden": ("bezoek", {"gebied": FIRST, "jaar": "2026", "stap": "voorbereiding"}),
    "bezoek cijfers": ("bezoek", {"gebied": FIRST, "jaar": "2026", "stap": "cijfers"}),
    "bezoek norm": ("bezoek", {"gebied": FIRST, "jaar": "2026", "stap": "norm"}),
    "verantwoording": ("verantwoording", {}),
}
REPEATS = 10


def time_of(page: str, query: dict[str, str]) -> float:
    """Run one page warm `REPEATS` times; the median in milliseconds."""
    app = AppTest.from_file(str(ROOT / "pages" / "parts" / "main.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    # AppTest can only switch to a page that is a file; ours are functions with an address.
    app._page_hash = calc_hash(page)
    app.run()
    if app.exception:
        sys.exit(f"{page}: {app.exception[0].message}")
    gc.collect()
    gc.freeze()
    taken: list[float] = []
    for _ in range(REPEATS):
        begin = time.process_time()
        app.run()
        taken.append((time.process_time() - begin) * 1000)
    return round(statistics.median(taken), 1)


if __name__ == "__main__":
    scripts = ScriptCache()
    local_script_runner.ScriptCache = lambda: scripts
    times = {name: time_of(*asked) for name, asked in PAGES.items()}
    Path(sys.argv[1]).write_text(json.dumps(times))
