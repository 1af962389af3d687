"""The map in a browser, made in four ways at 27 and 342 areas, in one run.

``python -m bench.maps RESULT.json`` keeps a list of rows; each ratio is to what is most obvious.
"""

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

from bench.browser import Waited, measure_way, serving
from bench.coverage import make_work
from browser.driver import find_chromium
from playwright.sync_api import sync_playwright

SIZES = [int(n) for n in os.environ.get("BENCH_VLAKKEN", "27,342").split(",")]
WAYS = ("voor de hand", "adres", "eigen", "deel")
PAGE = Path(__file__).parent / "map_server.py"


def measure(folder: Path) -> list[dict[str, object]]:
    """Measure every way at every size."""
    rows: list[dict[str, object]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        for areas in SIZES:
            work, log = make_work(folder, areas), folder / "meting.jsonl"
            with serving(PAGE, {**work.env, "PEIL_METING": str(log)}) as server:
                obvious: Waited | None = None
                for way in WAYS:
                    found = measure_way(browser, f"{server.address}/?hoe={quote(way)}", areas, log)
                    obvious = obvious or found
                    rows.append(_row(areas, way, found, obvious))
                    print(_line(rows[-1]), flush=True)
        browser.close()
    return rows


def _row(areas: int, way: str, found: Waited, obvious: Waited) -> dict[str, object]:
    return {
        "vlakken": areas,
        "hoe": way,
        **asdict(found),
        "keer_klik": round(found.klik / obvious.klik, 2),
        "keer_bytes": round(found.bytes_klik / obvious.bytes_klik, 3),
    }


def _line(row: dict[str, object]) -> str:
    return (
        f"{row['vlakken']:>4} {row['hoe']:<14}{row['eerste']:>8} ms{row['tweede']:>8} ms"
        f"{row['klik']:>8} ms{row['bytes_klik']:>10} B{row['server']:>8} ms"
        f"  x {row['keer_klik']} x {row['keer_bytes']}"
    )


def main() -> None:
    """Print a table and keep it."""
    if find_chromium() is None:
        print("Geen chromium: de kaart is niet in een browser gemeten. Installeer chromium.")
        Path(sys.argv[1]).write_text("[]")
        return
    head = ("eerste", "tweede", "klik", "bytes/klik", "server")
    print(f"{'kaart':<19}{head[0]:>11}{head[1]:>11}{head[2]:>11}{head[3]:>12}{head[4]:>11}")
    with tempfile.TemporaryDirectory() as name:
        rows = measure(Path(name))
    if len(sys.argv) > 1:  # by hand the table is enough
        Path(sys.argv[1]).write_text(json.dumps(rows))


if __name__ == "__main__":
    main()
