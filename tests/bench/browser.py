"""What a reader waits for, in Debian's chromium: a page until its map stands, a click until it is
redrawn, and the bytes that a click brings over the websocket.

    with serving(app, env) as server:         a server of its own, ended afterwards
        measure_way(browser, address, way, areas, repeats)

The clock is the page's own: it looks in every frame whether all areas are drawn, and differently.
"""

import base64
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
#: Areas as plotly draws them, and as we do.
AREAS = ".choroplethlayer path.choroplethlocation, .kaart .gebied"
#: Waits until all areas stand, and tells since when (ms since the page was asked).
WATCH = f"""
window.meting = {{
  looks() {{
    return [...document.querySelectorAll({json.dumps(AREAS)})]
      .map((a) => ["class", "style", "fill"].map((name) => a.getAttribute(name)).join());
  }},
  drawn(areas, other) {{
    return new Promise((done, fail) => {{
      const begin = performance.now();
      const look = () => {{
        const looks = meting.looks();
        if (looks.length === areas && looks.join() !== other) return done(performance.now());
        if (performance.now() - begin > 60000) return fail(new Error(looks.length + " vlakken"));
        requestAnimationFrame(look);
      }};
      look();
    }});
  }},
  stands(selector, count) {{
    return new Promise((done, fail) => {{
      const begin = performance.now();
      const look = () => {{
        const found = document.querySelectorAll(selector).length;
        if (found >= count) return done(performance.now());
        if (performance.now() - begin > 60000) return fail(new Error(found + " delen"));
        requestAnimationFrame(look);
      }};
      look();
    }});
  }},
  async click(label, areas) {{
    const before = meting.looks().join();
    const begin = performance.now();
    [...document.querySelectorAll("button")].find((b) => b.textContent.trim() === label).click();
    return await meting.drawn(areas, before) - begin;
  }},
}};
"""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    address: str
    port: int
    pid: int

    @property
    def memory(self) -> float:
        """The memory that it holds now, in MB (Linux only; 0 elsewhere)."""
        status = Path(f"/proc/{self.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(n.split()[1]) / 1000 for n in lines if n.startswith("VmRSS")), 0.0)


@dataclass(frozen=True)
class Waited:
    """Medians of one way to draw: ms and bytes; ``server`` is processor time of a click."""

    eerste: float
    tweede: float
    klik: float
    bytes_klik: int
    server: float


@contextlib.contextmanager
def serving(app: Path, env: dict[str, str], port: int = 0) -> Iterator[Server]:
    """Run a Streamlit server for a while.

    Raises:
        TimeoutError: it did not answer within three minutes.
    """
    port = port or free_port()
    options = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *options]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    process = subprocess.Popen(
        [*command, "--server.headless", "true"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield Server(f"http://127.0.0.1:{port}", port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str, seconds: float = 180) -> None:
    """Wait until something answers.

    Raises:
        TimeoutError: nothing did in time.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.2)
    raise TimeoutError(f"{address} antwoordt niet")


class Counter:
    """Counts the bytes that a page gets over its websocket, and as files (as they travel)."""

    def __init__(self, page: Any) -> None:
        """Listen to this page from now on."""
        self.bytes = self.files = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._add)
        session.on("Network.loadingFinished", self._add_file)

    def _add_file(self, event: dict[str, Any]) -> None:
        self.files += int(event["encodedDataLength"])

    def _add(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.bytes += len(base64.b64decode(data)) if frame["opcode"] == 2 else len(data)


def measure_way(
    browser: Any, address: str, areas: int, log: Path, clicks: int = 9, visits: int = 3
) -> Waited:
    """Open a page with a map a few times, and click through its three choices.

    Args:
        browser: of playwright.
        address: of the page.
        areas: how many areas its map must have.
        log: where the page writes its processor time.
        clicks: how many of them; the first is not counted.
        visits: how many first and second views.
    """
    first: list[float] = []
    second: list[float] = []
    _visit(browser, address, areas, [], [])  # the server itself is warm from here on
    for _ in range(visits):
        _visit(browser, address, areas, first, second)
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(WATCH)
    counter = Counter(page)
    page.goto(address)
    page.evaluate("n => meting.drawn(n, '')", areas)
    page.wait_for_timeout(1500)
    log.write_text("")
    waited, received = [], []
    for number in range(clicks + 1):
        counter.bytes = 0
        label = str((number + 1) % 3)
        waited.append(page.evaluate("([l, n]) => meting.click(l, n)", [label, areas]))
        page.wait_for_timeout(400)
        received.append(counter.bytes)
    page.context.close()
    spent = [json.loads(line)[1] for line in log.read_text().splitlines()]
    return Waited(
        round(statistics.median(first)),
        round(statistics.median(second)),
        round(statistics.median(waited[1:])),
        round(statistics.median(received[1:])),
        round(statistics.median(spent[1:]), 1),
    )


def _visit(browser: Any, address: str, areas: int, first: list[float], second: list[float]) -> None:
    """Open the page with an empty cache, and once more."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    for found in (first, second):
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(address)
        found.append(page.evaluate("n => meting.drawn(n, '')", areas))
        page.close()
    context.close()


@dataclass(frozen=True)
class Opened:
    """Medians of opening a page, in ms, and what it brought in bytes the first time."""

    eerste: float
    tweede: float
    websocket: int
    bestanden: int


def open_page(browser: Any, address: str, selector: str, count: int, visits: int = 3) -> Opened:
    """Open a page a few times, until so many parts of it stand; the first visit warms the server.

    Args:
        browser: of playwright.
        address: of the page.
        selector: what is looked for.
        count: how many of it.
        visits: how many first and second views are measured.
    """
    first: list[float] = []
    second: list[float] = []
    counted: list[tuple[int, int]] = []
    for _ in range(visits + 1):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        for found in (first, second):
            page = context.new_page()
            page.add_init_script(WATCH)
            counter = Counter(page)
            page.goto(address)
            found.append(page.evaluate("([s, n]) => meting.stands(s, n)", [selector, count]))
            page.wait_for_timeout(500)
            if found is first:
                counted.append((counter.bytes, counter.files))
            page.close()
        context.close()
    return Opened(
        round(statistics.median(first[1:])),
        round(statistics.median(second[1:])),
        round(statistics.median(n for n, _ in counted[1:])),
        round(statistics.median(n for _, n in counted[1:])),
    )
