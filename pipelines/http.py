"""Asking a server for pages, patiently: waiting, trying again, and knowing when to stop.

Shared by who fetches boundaries and who fetches tables. Every failure is one Dutch sentence or
two, with what is left as it was and what else can be done.
"""

import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from peil.errors import PeilError

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


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says around the cause.

    ``wat`` is what was asked for, ``rest`` the sentence about what is left as it was, ``adres``
    the file that holds the address, ``anders`` another way, as the end of a sentence.
    """

    wat: str
    rest: str
    adres: str
    anders: str


class Refused(PeilError):
    """The server answered, and not with what was asked; ``status`` is its answer."""

    def __init__(self, message: str, status: int) -> None:
        """Remember the answer beside the message."""
        super().__init__(message)
        self.status = status


class Asker:
    """Asks one server for pages; to be closed by its ``with`` block.

    ``deadline`` and the number of bytes hold for all pages together.
    """

    def __init__(self, limits: Limits, words: Words, agent: str, accept: str) -> None:
        """Start the clock; nothing is asked yet."""
        self._limits, self._words = limits, words
        self._deadline = time.monotonic() + limits.total
        self._room = limits.bytes
        self._session = _session(limits, agent, accept)

    def __enter__(self) -> "Asker":
        """Return the asker itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._session.close()

    def get(self, url: str) -> tuple[bytes, str]:
        """Return the bytes of one page and its address; what breaks off halfway is asked again.

        Raises:
            Refused: an answer that is no page. PeilError: no network, no trust, or no end to it.
        """
        limits = self._limits
        for attempt in range(limits.tries):
            try:
                waiting = (limits.connect, limits.read)
                with self._session.get(url, stream=True, timeout=waiting) as answer:
                    if answer.status_code != requests.codes.ok:
                        raise self._refused(url, answer.status_code)
                    return self._body(answer), answer.url
            except requests.exceptions.SSLError as error:
                raise PeilError(
                    f"Het certificaat van {host(url)} is niet te vertrouwen. {self._words.rest} "
                    "Vraag de beheerder om het certificaat van uw netwerk in REQUESTS_CA_BUNDLE."
                ) from error
            except (HTTPError, requests.exceptions.ChunkedEncodingError):
                self.pause(attempt)
            except requests.exceptions.RequestException as error:
                raise self._offline(url) from error
        raise self._offline(url)

    def pause(self, attempt: int) -> None:
        """Wait before trying again: each time twice as long."""
        time.sleep(self._limits.backoff * 2**attempt)

    def _body(self, answer: requests.Response) -> bytes:
        """Return the whole body, or stop when it takes too long or is too much."""
        content = bytearray()
        # read1 hands over what has come in: who sends a byte a second does not keep us for ever.
        while block := answer.raw.read1(1 << 16, decode_content=True):
            content += block
            if len(content) > self._room or time.monotonic() > self._deadline:
                raise PeilError(
                    f"{host(answer.url)} stuurt te veel of te langzaam. {self._words.rest} "
                    f"Probeer het later, {self._words.anders}."
                )
        self._room -= len(content)
        return bytes(content)

    def _refused(self, url: str, status: int) -> Refused:
        if status in _BUSY:
            text = (
                f"{host(url)} is overbelast of stuk (antwoord {status}), ook na een paar keer "
                f"proberen. {self._words.rest} Probeer het later opnieuw."
            )
        else:
            text = (
                f"{host(url)} geeft {self._words.wat} niet (antwoord {status}). "
                f"{self._words.rest} Kijk het adres in {self._words.adres} na, "
                f"{self._words.anders}."
            )
        return Refused(text, status)

    def _offline(self, url: str) -> PeilError:
        return PeilError(
            f"{host(url)} is niet te bereiken. {self._words.rest} Kijk of er een netwerk is, "
            f"{self._words.anders}."
        )


def host(url: str) -> str:
    """Return the name of the server in an address."""
    return urlsplit(url).hostname or url


def _session(limits: Limits, agent: str, accept: str) -> requests.Session:
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
    session.headers["Accept"] = accept
    session.headers["User-Agent"] = agent
    return session
