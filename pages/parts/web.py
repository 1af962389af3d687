"""The web side of the app: our own files, the first page in Dutch, and security headers.

Streamlit's own index.html says ``lang="en"`` (streamlit #15726) and has English words built in
(#1353); the middleware mends the first, ``static/nl.js`` the second.
"""

import asyncio
import contextlib
import gc
import hashlib
import html
from collections.abc import AsyncGenerator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import pages
from pages.parts import scripts
from peil import cards, places

TITLE = "Dashboard Ondermijning & Weerbaarheid"
STATIC = Path(__file__).parent / "static"
#: The house first; what belongs to one kind of page after it.
STYLES = (
    "peil.css", "charts.css", "bars.css", "norm.css", "typed.css", "bezoek.css", "pagina.css",
    "aanlevering.css", "herkomst.css", "toegankelijk.css", "druk.css",
)  # fmt: skip
#: What the page itself does, whatever is shown: Dutch words, the Back button, the keyboard.
SCRIPTS = ("nl.js", "terug.js", "toetsen.js")
_MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".geojson": "application/geo+json",
    ".json": "application/json",
}
#: The names of our files carry a hash, or their address does: they never change.
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}

#: Everything comes from this server. Streamlit itself needs inline styles, blob workers and, to
#: read its messages, WebAssembly; nothing here makes a script out of text.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_NOSCRIPT = (
    "<p>Dit dashboard werkt alleen met JavaScript. "
    "Zet JavaScript aan in uw browser en laad de pagina opnieuw.</p>"
)

#: At a deep link Streamlit looks for its server under the page's own address first, and fails
#: once before it looks above it. All our pages are one level deep, so we can tell it.
_BASE = '<script>window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}</script>'

#: What fetches the scripts of drawings, and says it when it cannot; it must be there itself.
_PARTS = f"<script>{(STATIC / 'deel.js').read_text('utf-8')}</script>"


def asset(name: str) -> str:
    """Return the address of a file of ours with the hash of its content, so it can be cached."""
    return _dated(name, (STATIC / name).read_bytes())


def _dated(name: str, content: bytes) -> str:
    return f"./stijl/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def _listed(folder: Path, name: str) -> Path | None:
    """Return the file of that name in the folder, never one outside it."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    path = found.get(name)
    if path is None or not path.is_file() or path.suffix not in _MEDIA:
        return None
    return path if path.resolve().is_relative_to(folder.resolve()) else None


async def _style(request: Request) -> Response:
    return await _answer(STATIC, request.path_params["naam"])


async def _cards(_request: Request) -> Response:
    return Response(cards.stylesheet(), media_type=_MEDIA[".css"], headers=_FOREVER)


async def _geometry(request: Request) -> Response:
    return await _answer(places.work_root() / "kaart", request.path_params["naam"])


async def _answer(folder: Path, name: str) -> Response:
    path = await asyncio.to_thread(_listed, folder, name)
    if path is None:
        return Response("Dit bestand is er niet.", status_code=404, media_type="text/plain")
    # A name without a hash (the index of the geometry) can get other content.
    fixed = folder == STATIC or "-" in path.name
    headers = _FOREVER if fixed else {"Cache-Control": "no-cache"}
    return FileResponse(path, media_type=_MEDIA[path.suffix], headers=headers)


def routes() -> list[Route]:
    """Return the addresses that are ours: style, fonts, scripts, geometry."""
    return [
        Route("/stijl/kaarten.css", _cards),
        Route("/stijl/v/{versie}/{naam:path}", _style),  # scripts that fetch each other
        Route("/stijl/{naam:path}", _style),
        Route("/script/{naam}", scripts.answer),
        Route("/kaart/{naam}", _geometry),
    ]


def middleware() -> list[Middleware]:
    """Return the layers around Streamlit, the outermost first.

    Streamlit sends its scripts (3 MB) as they are; a browser keeps them for ever, so that they are
    packed once per reader.
    """
    return [Middleware(GZipMiddleware, compresslevel=5), Middleware(DutchPage)]


@contextlib.asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[dict[str, object]]:
    """Load the pages before the first visitor comes, and keep them out of garbage collection.

    Without it the first visitor waits for the libraries behind a page, and every rerun pays for
    collecting them again.
    """
    for page in iter_modules(pages.__path__):
        import_module(f"pages.{page.name}")
    gc.collect()
    gc.freeze()
    yield {}


class DutchPage:
    """Give every answer the security headers and rewrite the first page to Dutch."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the app behind it."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with our headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _is_page(scope["path"]):
            # The page is rewritten: it may come neither compressed nor from a cache.
            skip = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] not in skip]}
        await self.app(scope, receive, _Rewriter(send))


def _is_page(path: str) -> bool:
    last = path.rsplit("/", 1)[-1]
    return "." not in last or last == "index.html"


class _Rewriter:
    """Collect an HTML answer and send it rewritten; let anything else through with headers."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            headers = dict(message["headers"])
            ours = {k.lower().encode(): v.encode() for k, v in HEADERS.items()}
            self.is_page = headers.get(b"content-type", b"").startswith(b"text/html")
            dropped = {b"etag", b"content-length", b"last-modified"} if self.is_page else set()
            kept = [h for h in message["headers"] if h[0] not in dropped and h[0] not in ours]
            self.start = {**message, "headers": [*kept, *ours.items()]}
            if not self.is_page:
                await self.send(self.start)
        elif not self.is_page:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.send(self.start)
                await self.send({"type": "http.response.body", "body": dutch(self.body)})


def dutch(page: bytes) -> bytes:
    """Return Streamlit's first page with Dutch language, title, style and noscript."""
    text = page.decode("utf-8")
    head, _, tail = text.partition("<noscript>")
    _, _, rest = tail.partition("</noscript>")
    addresses = [*map(asset, STYLES), _dated("kaarten.css", cards.stylesheet().encode())]
    styles = "".join(f'<link rel="stylesheet" href="{address}">' for address in addresses)
    own = [f'<script type="module" src="{asset(name)}"></script>' for name in SCRIPTS]
    ours = (
        f'{_BASE}{_PARTS}<link rel="preload" href="./stijl/fonts/public-sans.woff2" as="font" '
        f'type="font/woff2" crossorigin>'
        f"{styles}"
        f"{''.join(own)}</head>"
    )
    head = (
        head.replace('<html lang="en">', '<html lang="nl">')
        .replace("<title>Streamlit</title>", f"<title>{html.escape(TITLE)}</title>")
        .replace('href="./favicon.png"', f'href="{asset("icoon.svg")}"')
        .replace("</head>", ours)
    )
    return f"{head}<noscript>{_NOSCRIPT}</noscript>{rest}".encode()
