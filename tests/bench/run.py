"""How long, how much memory: `make bench` prints a table and keeps it in var/bench/latest.json.

Every measurement is a process of its own. Beside it stands a baseline of the same run on the same
rows (read them with Polars, put them into DuckDB, nothing else), so that a ratio means the same on
a slow machine. Nothing here is asserted.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.deliveries import make_monthly_region, write_monthly
from region import make_delivery, make_region, plain_counts

ROOT = Path(__file__).parent.parent.parent
#: A norm of 54 items in 342 gemeenten.
ENTRIES = 18_468
RESULT = ROOT / "var" / "bench" / "latest.json"
YEARS = range(2011, 2026)
INDICATORS = 60
#: Reports are made of more gemeenten than the demo has, to see how it grows.
DEMO_SIZE = 27
BASELINE = """
import sys, duckdb, polars
frame = polars.read_csv(sys.argv[1], separator=";")
database = duckdb.connect(sys.argv[2])
database.execute("CREATE TABLE cijfers AS SELECT * FROM frame")
database.execute("CHECKPOINT")
"""


@dataclass(frozen=True)
class Measured:
    """One row of the result: what was done, how long it took and the peak of its memory."""

    naam: str
    seconden: float
    piek_mb: float | None = None
    keer_basis: float | None = None


def measure(name: str, command: list[str], env: dict[str, str]) -> Measured:
    """Run a command in a fresh process; exits with its output when it fails."""
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, out.fileno(), 2)]
        process = os.posix_spawn(
            sys.executable, [sys.executable, *command], {**os.environ, **env}, file_actions=actions
        )
        _, status, usage = os.wait4(process, 0)
        seconds = time.perf_counter() - begin
        if status:
            out.seek(0)
            sys.exit(f"{name} mislukte:\n{out.read().decode(errors='replace')}")
    unit = 1_000_000 if platform.system() == "Darwin" else 1_000
    return Measured(name, round(seconds, 2), round(usage.ru_maxrss / unit))


def limit_to_plain_counts(region: Path) -> None:
    """Leave exactly the indicators that are delivered, so that the size is what it says."""
    keep = {indicator.slug for indicator in plain_counts(region)[:INDICATORS]}
    assert len(keep) == INDICATORS
    for path in (region / "data" / "catalogue").glob("*/*.toml"):
        if path.stem not in keep:
            path.unlink()


def publish_at(folder: Path, gemeenten: int, eenheden: int) -> Iterable[Measured]:
    """Load and publish 15 years of 60 indicators for a made-up region of this size."""
    region, work = folder / f"regio-{gemeenten}", folder / f"werk-{gemeenten}"
    make_region(region, gemeenten, eenheden, YEARS, indicators=2 * INDICATORS)
    limit_to_plain_counts(region)
    delivery = folder / f"levering-{gemeenten}.csv"
    delivery.write_bytes(make_delivery(region, INDICATORS, YEARS))
    env = {"PEIL_REGIO": str(region), "PEIL_DATA": str(work)}
    size = f"{gemeenten} x {len(YEARS)} x {INDICATORS}"
    base = measure(
        f"basis {size}", ["-c", BASELINE, str(delivery), str(folder / f"{gemeenten}.duckdb")], {}
    )
    yield base
    load = ["-m", "pipelines", "laad", str(delivery), "--bron", "standaard", "--bevestig", "meting"]
    for name, command in (("laden", load), ("publiceren", ["-m", "pipelines", "publiceer"])):
        found = measure(f"{name} {size}", command, env)
        times = round(found.seconden / base.seconden, 1)
        yield Measured(found.naam, found.seconden, found.piek_mb, times)
    if gemeenten > DEMO_SIZE:
        ask = ["rapport", "--alle", "gemeente", "--jaar", str(YEARS[-1]), "--vorm", "pdf"]
        ask += ["--uit", str(folder / "alle-rapporten")]
        yield measure(f"{gemeenten} rapporten, pdf", ["-m", "pipelines", *ask], env)


def load_large(folder: Path) -> Iterable[Measured]:
    """Check and keep leveringen of up to ten million rows; the basis only reads and stores them."""
    region = make_monthly_region(folder)
    for rows in (10**5, 10**6, 10**7):
        delivery, work = folder / f"levering-{rows}.csv", folder / f"werk-{rows}"
        write_monthly(region, rows, delivery)
        base = measure(
            f"basis {rows} regels",
            ["-c", BASELINE, str(delivery), str(folder / "basis.duckdb")],
            {},
        )
        yield base
        env = {"PEIL_REGIO": str(region), "PEIL_DATA": str(work), "PEIL_MAX_MB": "1000"}
        load = ["-m", "pipelines", "laad", str(delivery), "--bron", "standaard"]
        found = measure(f"controleren en laden {rows} regels", [*load, "--bevestig", "meting"], env)
        times = round(found.seconden / base.seconden, 1)
        yield Measured(found.naam, found.seconden, found.piek_mb, times)
        for path in (delivery, folder / "basis.duckdb"):
            path.unlink()
        shutil.rmtree(work)


def reports(folder: Path, env: dict[str, str]) -> Iterable[Measured]:
    """Make one report and all of the demo; the peak is that of the largest process."""
    ask = ["-m", "pipelines", "rapport", "--jaar", "2024", "--concept"]
    ask += ["--uit", str(folder / "rapporten")]
    yield measure("een rapport, pdf (met starten)", [*ask, "GM0513", "--vorm", "pdf"], env)
    yield measure("een rapport, alle vormen", [*ask, "GM0513"], env)
    yield measure("27 rapporten, pdf", [*ask, "--alle", "gemeente", "--vorm", "pdf"], env)
    yield measure("27 rapporten, alle vormen", [*ask, "--alle", "gemeente"], env)
    times = folder / "rapport.json"
    command = [str(ROOT / "tests/bench/report_times.py"), str(times)]
    yield measure("rapporten warm samen (proces)", command, env)
    for name, seconds in json.loads(times.read_text()).items():
        yield Measured(name, seconds)


def main() -> None:
    """Measure everything, print each row when it is there, keep the whole."""
    os.chdir(ROOT)
    rows: list[Measured] = []
    print(f"{'wat':<40}{'seconden':>10}{'piek MB':>10}{'x basis':>9}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = folder / "demo"
        for row in measurements(folder, demo):
            rows.append(row)
            peak = "" if row.piek_mb is None else row.piek_mb
            times = "" if row.keer_basis is None else row.keer_basis
            print(f"{row.naam:<40}{row.seconden:>10}{peak:>10}{times:>9}", flush=True)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "kernen": os.cpu_count()}
    found = {"machine": machine, "metingen": [asdict(row) for row in rows], **in_browser()}
    RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"bewaard in {RESULT.relative_to(ROOT)}")


def in_browser() -> dict[str, object]:
    """Measure maps and chart libraries in a browser; each prints its own table."""
    found: dict[str, object] = {}
    for name, module in (("kaarten", "bench.maps"), ("grafieken", "bench.chart_libraries")):
        print(flush=True)
        with tempfile.NamedTemporaryFile(suffix=".json") as kept:
            done = subprocess.run([sys.executable, "-m", module, kept.name], cwd=ROOT / "tests")
            if done.returncode:
                sys.exit(f"{module} mislukte")
            found[name] = json.loads(Path(kept.name).read_text())
    return found


def measurements(folder: Path, demo: Path) -> Iterable[Measured]:
    """Every measurement, in the order of the table."""
    env = {"PEIL_DATA": str(demo)}
    yield measure("peil demo vanaf niets", ["-m", "pipelines", "demo"], env)
    yield measure("peil demo nog een keer", ["-m", "pipelines", "demo"], env)
    yield from publish_at(folder, 27, 1)
    yield from publish_at(folder, 342, 10)
    yield from load_large(folder)
    pages = folder / "paginas.json"
    command = [str(ROOT / "tests/bench/page_times.py"), str(pages)]
    yield measure("paginas samen (proces)", command, env)
    for name, milliseconds in json.loads(pages.read_text()).items():
        yield Measured(f"pagina {name} (herhaald)", round(milliseconds / 1000, 4))
    yield from reports(folder, env)
    times = folder / "journaal.json"
    command = [str(ROOT / "tests/bench/journal_times.py"), str(ENTRIES), str(times)]
    yield measure(f"journaal van {ENTRIES} boekingen", command, {})
    for name, seconds in json.loads(times.read_text()).items():
        yield Measured(f"journaal: {name}", seconds)


if __name__ == "__main__":
    main()
