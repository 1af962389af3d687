"""The same three charts by plotly, by altair and by ourselves: what a first view costs, in one run.

``python -m bench.chart_libraries RESULT.json`` keeps a list of rows; ratios are to plotly.
"""

import json
import statistics
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench.browser import open_page, serving
from bench.coverage import make_work
from browser.driver import find_chromium
from playwright.sync_api import sync_playwright

PAGE = Path(__file__).parent / "chart_server.py"
#: What stands when all three charts are drawn, and how many of it.
DRAWN = {
    "plotly": (".js-plotly-plot .trace", 13),
    "altair": (".vega-embed :is(canvas, svg.marks)", 3),
    "eigen": (".tekening > *", 3),
}


def measure(folder: Path) -> list[dict[str, object]]:
    """Open the page of each way."""
    work, log = make_work(folder, 27), folder / "meting.jsonl"
    rows: list[dict[str, object]] = []
    env = {**work.env, "PEIL_METING": str(log)}
    with sync_playwright() as playwright, serving(PAGE, env) as server:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        for way, (selector, count) in DRAWN.items():
            log.write_text("")
            found = open_page(browser, f"{server.address}/?hoe={way}", selector, count)
            spent = [json.loads(line)[1] for line in log.read_text().splitlines()]
            first = rows[0]["eerste"] if rows else found.eerste
            rows.append(
                {
                    "hoe": way,
                    **asdict(found),
                    "server": round(statistics.median(spent[1:]), 1),
                    "keer_eerste": round(found.eerste / float(str(first)), 2),
                }
            )
            print(_line(rows[-1]), flush=True)
        browser.close()
    return rows


def _line(row: dict[str, object]) -> str:
    return (
        f"{row['hoe']:<10}{row['eerste']:>8} ms{row['tweede']:>8} ms{row['server']:>8} ms"
        f"{row['websocket']:>10} B{row['bestanden']:>10} B  x {row['keer_eerste']}"
    )


def main() -> None:
    """Print a table and keep it."""
    if find_chromium() is None:
        print("Geen chromium: de grafieken zijn niet in een browser gemeten. Installeer chromium.")
        Path(sys.argv[1]).write_text("[]")
        return
    head = ("eerste", "tweede", "server", "websocket", "bestanden")
    print(f"{'grafieken':<10}" + "".join(f"{name:>11}" for name in head))
    with tempfile.TemporaryDirectory() as name:
        rows = measure(Path(name))
    if len(sys.argv) > 1:  # by hand the table is enough
        Path(sys.argv[1]).write_text(json.dumps(rows))


if __name__ == "__main__":
    main()
