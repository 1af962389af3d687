"""How many readers at once: `make bench-load` prints a table and keeps var/bench/load.json.

One process, one process with Streamlit's own garbage collection after every rerun, and two
processes behind nginx. The driver runs on the same cores, as nothing else is there; its own
processor time is counted and printed. Bounded: at most ten minutes.
"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench.browser import ROOT, Server, serving
from bench.load import measure
from bench.nginx import balancing, find_nginx

LEVELS = [int(n) for n in os.environ.get("BENCH_SESSIES", "25,50,75,100,150,200,300").split(",")]
SECONDS = float(os.environ.get("BENCH_SECONDEN", "20"))
RESULT = ROOT / "var" / "bench" / "load.json"
#: One secret for all processes, as a real server has.
SECRET = {"STREAMLIT_SERVER_COOKIE_SECRET": "alleen voor de meting"}
COLLECT = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}


def run(name: str, address: str, servers: list[Server]) -> dict[str, object]:
    """Measure one set-up; prints a line per level."""
    asyncio.run(measure(address, (4,), 2, tell=False))
    before, spent = sum(s.memory for s in servers), time.process_time()
    begin = time.perf_counter()
    print(f"\n{name}: {len(servers)} proces(sen), {before:.0f} MB na opwarmen", flush=True)
    found = asyncio.run(measure(address, LEVELS, SECONDS))
    driver = (time.process_time() - spent) / (time.perf_counter() - begin)
    held = sum(s.memory for s in servers) - before
    most = found[-1].sessies
    good = max((f.sessies for f in found if f.p95 <= 1000 and not f.fouten), default=0)
    each = held / most
    print(f"  p95 < 1 s tot {good} sessies; {each:.1f} MB per sessie; meter {driver:.0%} kern")
    return {
        "opstelling": name,
        "sessies_p95_onder_1s": good,
        "mb_per_sessie": round(each, 2),
        "mb_na_opwarmen": round(before),
        "meter_kern": round(driver, 2),
        "niveaus": [asdict(f) for f in found],
    }


def main() -> None:
    """Measure every set-up and keep the whole."""
    app, rows = ROOT / "app.py", []
    begin_load = os.getloadavg()[0]
    print(f"belasting van de machine vooraf: {begin_load:.1f} (hoort bijna 0 te zijn)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**SECRET, "PEIL_DATA": str(folder / "werk")}
        demo = [sys.executable, "-m", "pipelines", "demo"]
        subprocess.run(demo, cwd=ROOT, env={**os.environ, **env}, check=True, capture_output=True)
        with serving(app, env) as one:
            rows.append(run("een proces", one.address, [one]))
        with serving(app, {**env, **COLLECT}) as one:
            rows.append(run("een proces, opruimen na elke keer", one.address, [one]))
        if find_nginx() is None:
            print("Geen nginx: twee processen zijn niet gemeten. Installeer nginx.")
        else:
            with contextlib.ExitStack() as stack:
                two = [stack.enter_context(serving(app, env)) for _ in range(2)]
                ports = [server.port for server in two]
                address = stack.enter_context(balancing(ports, folder))
                rows.append(run("twee processen achter nginx", address, two))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps({"belasting": begin_load, "metingen": rows}, indent=2) + "\n")
    print(f"bewaard in {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
