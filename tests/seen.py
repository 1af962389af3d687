"""Open a page as a fresh visit without a browser, and read what it shows."""

import asyncio
import json
import zlib
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

ROOT = Path(__file__).resolve().parents[1]
MAIN = ROOT / "pages" / "parts" / "main.py"
Answer = TypeVar("Answer")


def visit(page: str, **query: str) -> AppTest:
    """Open the page of that name at an address; $PEIL_DATA says whose figures."""
    app = AppTest.from_file(str(MAIN), default_timeout=180)
    for name, value in query.items():
        app.query_params[name] = value
    # AppTest can only switch to a page that is a file; ours are functions with an address.
    app._page_hash = calc_hash("" if page == "eenheid" else page)  # pyright: ignore[reportPrivateUsage]
    return app.run()


def address(app: AppTest) -> dict[str, str]:
    """Return the address parameters after the run."""
    return {k: v[0] if isinstance(v, list) else v for k, v in app.query_params.items()}


def drawings(elements: AppTest | Iterable[Any]) -> Iterator[str]:
    """Give the markup of every drawing of ours on the page, or among these elements, in order."""
    for element in elements.main if isinstance(elements, AppTest) else elements:
        proto = getattr(element, "proto", None)
        if getattr(proto, "component_name", "") == "tekening":
            yield zlib.decompress(proto.bytes).decode() if proto.bytes else json.loads(proto.json)


def shown(app: AppTest) -> str:
    """Return all markup on the page as one text."""
    return "\n".join(drawings(app))


def folds(app: AppTest) -> list[str]:
    """Return the keys of what lies folded behind the figures of the page."""
    ids = [str(fold.proto.id) for fold in app.expander if fold.proto.id]
    return [key for _, found, key in (i.partition("-achter_") for i in ids) if found]


def unfolded(app: AppTest) -> str:
    """Open what lies behind every figure and return all markup on the page."""
    for key in folds(app):
        app.session_state[f"achter_{key}"] = True
    return shown(app.run())


def run(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Run this to its end in a thread of its own: the browser tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
