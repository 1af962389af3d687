"""Drive the real dashboard in the real browser: server, context, waiting, pictures."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

from peil.areas import load_areas

ROOT = Path(__file__).parent.parent.parent
SCREENS = ROOT / "var" / "schermen"
#: The address of every page in the menu; the default page is at `/`.
PAGES = {
    "eenheid": "/",
    "district": "/district",
    "gemeente": "/gemeente",
    "indicator": "/indicator",
    "weerbaarheid": "/weerbaarheid",
    "afspraken": "/afspraken",
    "bezoek": "/bezoek",
    "aanlevering": "/aanlevering",
    "verantwoording": "/verantwoording",
}
#: A gemeente whose visit of this year is prepared in the demo: the first by its code.
VISITED = min(area.code for area in load_areas().at("gemeente"))
_VISIT = f"/bezoek?gebied={VISITED}&jaar=2026&stap="
#: What else can be seen: a page under another question, or one that the menu does not name.
VIEWS = PAGES | {
    "weerbaarheid-gemeente": f"/weerbaarheid?gebied={VISITED}",
    "weerbaarheid-item": "/weerbaarheid?item=IN-04&pijler=informatie",
    "afspraken-gemeente": f"/afspraken?gebied={VISITED}",
    "duiding": f"/duiding?gebied={VISITED}&jaar=2025",
    "vraag": f"/vraag?indicator=MM-01&gebied={VISITED}",
    "wijzigingen": "/wijzigingen",
    "herkomst": f"/herkomst?indicator=DR-01&gebied={VISITED}",
    "herkomst-som": "/herkomst?indicator=MM-01",
    "toegankelijkheid": "/toegankelijkheid",
    "bezoek-voorbereiding": f"{_VISIT}voorbereiding",
    "bezoek-afspraken": f"{_VISIT}afspraken",
    "bezoek-cijfers": f"{_VISIT}cijfers",
    "bezoek-norm": f"{_VISIT}norm",
    "bezoek-elders": f"{_VISIT}elders",
    "bezoek-nieuw": f"{_VISIT}nieuw",
}
WIDTHS = {1440: 900, 400: 800}
#: Every width has one height: a visit is held on a screen of 1024 by 768.
HEIGHTS = {**WIDTHS, 1024: 768}
SCHEMES = ("light", "dark")
#: A browser of its own accord calls home; none of that is the dashboard's doing.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run", "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # The pages of one context share a process: what was compiled for the first, all have.
    "--renderer-process-limit=1",
]  # fmt: skip
#: How many times slower a page is ($BROWSER_SLOW, see `make traag`); 0 is as fast as it can.
SLOW = float(os.environ.get("BROWSER_SLOW", "0"))
#: A page that asks for nothing, not even an icon.
_EMPTY = '<!doctype html><title>leeg</title><link rel="icon" href="data:,">'
SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid="stMain"] h1')
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
    && document.fonts.status === 'loaded';
}"""
#: Streamlit shows only that a script runs, not that one was asked for: on a busy machine the answer
#: to a click can be late. So what was sent over the socket is open until something came back.
FOLLOW = """(() => {
  const send = WebSocket.prototype.send;
  const heard = new WeakSet();
  WebSocket.prototype.send = function (...given) {
    window.peilOpen = window.peilSent = performance.now();
    if (!heard.has(this)) this.addEventListener('message', () => { window.peilOpen = 0; });
    heard.add(this);
    return send.apply(this, given);
  };
})()"""
#: Settled for so many ms, since it was asked, with all answers in and nothing of the page changed.
#: What gets no answer in five seconds gets none. Two requests at once (a field that is left by a
#: click) are two runs with a moment between, which the 400 ms pass over.
CALM = f"""([ms, asked]) => {{
  const now = performance.now();
  if (window.peilRust?.asked !== asked) {{
    if (!window.peilRust) new MutationObserver(() => {{
      window.peilRust.since = performance.now();
    }}).observe(document, {{
      subtree: true, childList: true, attributes: true, characterData: true,
    }});
    window.peilRust = {{ asked, since: now }};
  }}
  const open = window.peilOpen && now - window.peilOpen < 5000 || now - window.peilSent < 400;
  if (open || !({SETTLED})()) window.peilRust.since = now;
  return now - window.peilRust.since >= ms;
}}"""
_asked = count()


def find_chromium() -> str | None:
    """The path of a Chromium on this machine ($CHROMIUM first), None without one.

    The one without windows comes first: a sixth less work for the same pages.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def serve(work: Path, region: Path | None = None, app: str = "app.py") -> Iterator[str]:
    """Run the dashboard on a free port over this work folder; gives its base address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    extra = {"PEIL_REGIO": str(region)} if region else {}
    extra["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", app, "--server.headless", "true"]
    address = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("w") as out:
            server = subprocess.Popen(
                [*command, *address],
                cwd=ROOT,
                env={**os.environ, **extra, "PEIL_DATA": str(work)},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_for(base, server, log)
            yield base
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


@dataclass
class Watch:
    """What a page did that it should not: console errors and requests to elsewhere."""

    base: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def on(self, context: BrowserContext) -> None:
        """Follow every page of this context."""
        context.on("request", self._request)
        context.on("weberror", lambda error: self.errors.append(f"page: {error.error}"))
        context.on(
            "console",
            lambda said: (
                self.errors.append(f"console: {said.text}") if said.type == "error" else None
            ),
        )

    def _request(self, request: Request) -> None:
        own = (self.base, self.base.replace("http", "ws", 1), "data:", "blob:")
        if not request.url.startswith(own):
            self.outside.append(request.url)


def _slow_down(context: BrowserContext) -> None:
    """Make every page of this context so many times slower: a race is lost that a fast one wins."""
    if not SLOW:
        return

    def slow(page: Page) -> None:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})

    context.on("page", slow)


class Kept:
    """Contexts that are used again: their scripts stay, what a visitor leaves behind does not.

    One page without a script stays open in each: with the last page the process would end, and
    with it all that was compiled.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[tuple[str, int, str, str], tuple[BrowserContext, Watch, Page]] = {}

    def take(
        self, base: str, width: int, scheme: str = "light", locale: str = "nl-NL"
    ) -> tuple[BrowserContext, Watch]:
        """Give an empty context, and the watch that saw nothing of it yet."""
        key = (base, width, scheme, locale)
        if key not in self._contexts:
            context = self._browser.new_context(
                viewport={"width": width, "height": HEIGHTS.get(width, 900)},
                color_scheme="dark" if scheme == "dark" else "light",
                locale=locale,
                reduced_motion="reduce",
            )
            context.set_default_timeout(20_000)
            stays = context.new_page()
            stays.route(
                f"{base}/leeg", lambda route: route.fulfill(body=_EMPTY, content_type="text/html")
            )
            stays.goto(f"{base}/leeg")
            watch = Watch(base)
            watch.on(context)
            context.add_init_script(FOLLOW)
            _slow_down(context)
            self._contexts[key] = (context, watch, stays)
        context, watch, _ = self._contexts[key]
        watch.errors.clear()
        watch.outside.clear()
        return context, watch

    def clean(self) -> None:
        """Close every page that was asked for, and forget what it stored."""
        for (base, *_), (context, _, stays) in self._contexts.items():
            asked = [page for page in context.pages if page != stays]
            for page in asked:
                page.close()
            if asked:
                forget = {"origin": base, "storageTypes": "cookies,local_storage,indexeddb"}
                session = context.new_cdp_session(stays)
                session.send("Storage.clearDataForOrigin", forget)
                session.detach()
            context.clear_cookies()

    def close(self) -> None:
        """Close the contexts."""
        for context, *_ in self._contexts.values():
            context.close()


def launch(playwright: Playwright) -> Browser:
    """Start Debian's own Chromium; Playwright's download is not used."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)


def open_page(context: BrowserContext, address: str) -> Page:
    """Open an address and wait until all of it is drawn."""
    page = context.new_page()
    page.goto(address, wait_until="domcontentloaded")
    settle(page)
    return page


def settle(page: Page) -> None:
    """Wait until the script ran, charts and fonts are there, and nothing changed for a moment."""
    page.wait_for_function(CALM, arg=[150, next(_asked)], timeout=90_000, polling=50)


def picture(page: Page, path: Path, height: int | None = None) -> None:
    """Save the whole page (Streamlit scrolls inside itself), or its first `height` pixels."""
    assert page.viewport_size
    width = page.viewport_size["width"]
    whole = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll(
            '[data-testid="stMain"], [data-testid="stAppScrollToBottomContainer"]')]
            .map(e => e.scrollHeight), 800)"""
    )
    page.set_viewport_size({"width": width, "height": min(height or whole + 60, 16_000)})
    page.wait_for_timeout(400)
    settle(page)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
