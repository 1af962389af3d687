"""Fetching boundaries page by page from an OGC API Features address, as PDOK serves them.

What can go wrong on a network goes wrong aside: nothing holds before the last page is in.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final
from urllib.parse import urljoin

import requests

from peil.errors import PeilError
from pipelines.boundary_register import Waiting
from pipelines.http import Asker, Limits, Words, host

#: Roughly two kilometres, in degrees: what is at the edge comes along.
_ROOM: Final = 0.02
_WORDS: Final = Words(
    wat="de grenzen",
    rest="Er is niets veranderd.",
    adres="geo/bron.toml",
    anders="of laad een bestand met `peil grenzen laad`",
)


def fetch(
    address: str,
    around: Sequence[float],
    room: Waiting,
    progress: Callable[[str], None],
    limits: Limits | None = None,
) -> None:
    """Put every page of an address in the room, unchanged.

    Args:
        address: of the items of a collection, in GeoJSON.
        around: west, south, east, north in degrees; only what touches it is asked for.
        room: where the pages go.
        progress: is told which page is on its way.
        limits: when to give up.

    Raises:
        PeilError: no network, an answer that is no page, or no end to it.
    """
    limits = limits or Limits()
    box = [around[0] - _ROOM, around[1] - _ROOM, around[2] + _ROOM, around[3] + _ROOM]
    url = requests.Request(
        "GET", address, params={"bbox": ",".join(f"{edge:.5f}" for edge in box)}
    ).prepare()
    following: str | None = url.url
    seen: set[str] = set()
    accept = "application/geo+json, application/json;q=0.9"
    with Asker(limits, _WORDS, "peil-grenzen", accept) as asker:
        while following:
            if following in seen or len(seen) == limits.pages:
                raise PeilError(
                    f"{host(address)} blijft naar een volgende bladzijde verwijzen. "
                    "Er is niets veranderd. Probeer het later opnieuw."
                )
            seen.add(following)
            progress(f"Grenzen ophalen, bladzijde {len(seen)}…")
            content, here = asker.get(following)
            room.add([content], f"bladzijde-{len(seen)}.json")
            following = _next(content, here, address)


def _next(content: bytes, here: str, address: str) -> str | None:
    """Return the address of the next page, if there is one; a page must be GeoJSON."""
    try:
        page: Any = json.loads(content)
    except (ValueError, RecursionError):
        page = None
    if not isinstance(page, dict) or not isinstance(page.get("features"), list):
        raise PeilError(
            f"{host(address)} antwoordt met iets anders dan grenzen. Er is niets veranderd. "
            "Kijk het adres in geo/bron.toml na, of laad een bestand met `peil grenzen laad`."
        )
    links: Any = page.get("links")
    listed: list[Any] = links if isinstance(links, list) else []
    for link in listed:
        if isinstance(link, dict) and link.get("rel") == "next":
            following = urljoin(here, str(link.get("href", "")))
            if host(following) != host(address):
                raise PeilError(
                    f"{host(address)} verwijst naar een ander adres ({host(following)}). "
                    "Er is niets veranderd. Kijk het adres in geo/bron.toml na."
                )
            return following
    return None
