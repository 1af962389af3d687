"""Fetching boundaries page by page from an OGC API Features address, as PDOK serves them.

What can go wrong on a network goes wrong aside: nothing holds before the last page is in.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from peil.errors import PeilError
from pipelines.boundary_register import Waiting

#: Roughly two kilometres, in degrees: what is at the edge comes along.
_ROOM: Final = 0.02
#: What a server says when it is busy or has fallen over: trying again makes sense.
_BUSY: Final = (429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Limits:
    """When to give up: seconds to connect, between two pieces and in all; tries, pages, bytes."""

    connect: float = 5.0
    read: float = 30.0
    total: float = 300.0
    backoff: float = 0.5
    tries: int = 4
    pages: int = 200
    bytes: int = 500_000_000


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
    deadline = time.monotonic() + limits.total
    box = [around[0] - _ROOM, around[1] - _ROOM, around[2] + _ROOM, around[3] + _ROOM]
    url = requests.Request(
        "GET", address, params={"bbox": ",".join(f"{edge:.5f}" for edge in box)}
    ).prepare()
    following: str | None = url.url
    seen: set[str] = set()
    size = 0
    with _session(limits) as session:
        while following:
            if following in seen or len(seen) == limits.pages:
                raise PeilError(
                    f"{_host(address)} blijft naar een volgende bladzijde verwijzen. "
                    "Er is niets veranderd. Probeer het later opnieuw."
                )
            seen.add(following)
            progress(f"Grenzen ophalen, bladzijde {len(seen)}…")
            content, here = _get(session, following, limits, deadline, limits.bytes - size)
            size += len(content)
            room.add([content], f"bladzijde-{len(seen)}.json")
            following = _next(content, here, address)


def _session(limits: Limits) -> requests.Session:
    """Return a session that waits and tries again while a server is busy or out of reach."""
    retry = Retry(
        total=limits.tries,
        connect=min(2, limits.tries),
        status_forcelist=_BUSY,
        allowed_methods=["GET"],
        backoff_factor=limits.backoff,
        backoff_max=30,
        retry_after_max=60,
        raise_on_status=False,
    )
    session = requests.Session()
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    session.headers["Accept"] = "application/geo+json, application/json;q=0.9"
    session.headers["User-Agent"] = "peil-grenzen"
    return session


def _get(
    session: requests.Session, url: str, limits: Limits, deadline: float, room: int
) -> tuple[bytes, str]:
    """Return the bytes of one page and its address; what breaks off halfway is asked again."""
    for attempt in range(limits.tries):
        try:
            with session.get(url, stream=True, timeout=(limits.connect, limits.read)) as answer:
                if answer.status_code != requests.codes.ok:
                    raise _refused(url, answer.status_code)
                return _body(answer, deadline, room), answer.url
        except requests.exceptions.SSLError as error:
            raise PeilError(
                f"Het certificaat van {_host(url)} is niet te vertrouwen. Er is niets veranderd. "
                "Vraag de beheerder om het certificaat van uw netwerk in REQUESTS_CA_BUNDLE."
            ) from error
        except (HTTPError, requests.exceptions.ChunkedEncodingError):
            time.sleep(limits.backoff * 2**attempt)
        except requests.exceptions.RequestException as error:
            raise _offline(url) from error
    raise _offline(url)


def _body(answer: requests.Response, deadline: float, room: int) -> bytes:
    """Return the whole body, or stop when it takes too long or is too much."""
    content = bytearray()
    # read1 hands over what has come in: who sends a byte a second does not keep us for ever.
    while block := answer.raw.read1(1 << 16, decode_content=True):
        content += block
        if len(content) > room or time.monotonic() > deadline:
            raise PeilError(
                f"{_host(answer.url)} stuurt te veel of te langzaam. Er is niets veranderd. "
                "Probeer het later, of laad een bestand met `peil grenzen laad`."
            )
    return bytes(content)


def _next(content: bytes, here: str, address: str) -> str | None:
    """Return the address of the next page, if there is one; a page must be GeoJSON."""
    try:
        page: Any = json.loads(content)
    except (ValueError, RecursionError):
        page = None
    if not isinstance(page, dict) or not isinstance(page.get("features"), list):
        raise PeilError(
            f"{_host(address)} antwoordt met iets anders dan grenzen. Er is niets veranderd. "
            "Kijk het adres in geo/bron.toml na, of laad een bestand met `peil grenzen laad`."
        )
    links: Any = page.get("links")
    listed: list[Any] = links if isinstance(links, list) else []
    for link in listed:
        if isinstance(link, dict) and link.get("rel") == "next":
            following = urljoin(here, str(link.get("href", "")))
            if _host(following) != _host(address):
                raise PeilError(
                    f"{_host(address)} verwijst naar een ander adres ({_host(following)}). "
                    "Er is niets veranderd. Kijk het adres in geo/bron.toml na."
                )
            return following
    return None


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _refused(url: str, status: int) -> PeilError:
    if status in _BUSY:
        return PeilError(
            f"{_host(url)} is overbelast of stuk (antwoord {status}), ook na een paar keer "
            "proberen. Er is niets veranderd. Probeer het later opnieuw."
        )
    return PeilError(
        f"{_host(url)} geeft de grenzen niet (antwoord {status}). Er is niets veranderd. "
        "Kijk het adres in geo/bron.toml na, of laad een bestand met `peil grenzen laad`."
    )


def _offline(url: str) -> PeilError:
    return PeilError(
        f"{_host(url)} is niet te bereiken. Er is niets veranderd. Kijk of er een netwerk is, "
        "of laad een bestand met `peil grenzen laad`."
    )
