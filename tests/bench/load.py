"""Readers by the hundred: each opens a page over a websocket, thinks, clicks, waits, and so on.

    python -m bench.load http://127.0.0.1:8501 --sessies 25,50,100 --seconden 20

A click chooses another indicator or period, or goes to another page, as a reader does: what is
sent and what is waited for is what the browser sends and waits for. Only drawing is left out. The
sessions stay open from one level to the next; after the first level whose p95 is over a second it
stops. Everything is bounded: levels times (settling + seconds).
"""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: Seconds between an answer and the next click.
THINK = (2.5, 7.5)
#: A reader who waited this long is counted as an error.
PATIENCE = 30.0
SETTLE = 8.0
GOAL = 1.0
PAGES = ("", "gemeente", "indicator", "district")
#: The choices that are changed, by what stands above them.
CHOICES = ("Periode", "Indicator")
COOKIE = "peil_plek"


@dataclass
class Level:
    """What so many sessions met: seconds per click, bytes per click, and what went wrong."""

    sessies: int
    clicks: list[float] = field(default_factory=list[float])
    bytes: int = 0
    fouten: int = 0


@dataclass(frozen=True)
class Found:
    """One level in short; times in ms, ``per_s`` clicks answered per second."""

    sessies: int
    klikken: int
    per_s: float
    p50: int
    p95: int
    bytes_klik: int
    fouten: int


class Reader:
    """One session: a page, its choices, and the address it shows."""

    def __init__(self, address: str, number: int) -> None:
        """Prepare a reader; the number makes each different and the run repeatable."""
        self._url = f"ws://{urlsplit(address).netloc}/_stcore/stream"
        self._dice = random.Random(number)
        self._headers = {"Cookie": f"{COOKIE}=lezer{number}"}
        self._page = PAGES[number % len(PAGES)]
        self._query = ""
        self._choices: dict[str, list[str]] = {}
        self._received = 0
        self._held: set[str] = set()

    async def read(self, levels: "list[Level]") -> None:
        """Open, think and click until cancelled; what is met goes to the newest level."""
        try:
            async with websockets.connect(
                self._url,
                subprotocols=[websockets.Subprotocol("streamlit")],
                additional_headers=self._headers,
                max_size=None,
                compression=None,
            ) as socket:
                await self._ask(socket)
                while True:
                    await asyncio.sleep(self._dice.uniform(*THINK))
                    await self._click(socket, levels[-1])
        except (OSError, websockets.WebSocketException, TimeoutError):
            levels[-1].fouten += 1

    async def _click(self, socket: websockets.ClientConnection, level: Level) -> None:
        begin, self._received = time.perf_counter(), 0
        if self._choices and self._dice.random() < 0.8:
            name = self._dice.choice(sorted(self._choices))
            await self._ask(socket, name, self._dice.choice(self._choices[name]))
        else:
            self._page, self._query = self._dice.choice(PAGES), ""
            await self._ask(socket)
        level.clicks.append(time.perf_counter() - begin)
        level.bytes += self._received

    async def _ask(
        self, socket: websockets.ClientConnection, widget: str = "", value: str = ""
    ) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name = self._query, self._page
        # A browser keeps the large messages of the last answer; the server sends only their names.
        state.cached_message_hashes.extend(sorted(self._held))
        if widget:
            state.widget_states.widgets.add(id=widget, string_value=value)
        await socket.send(message.SerializeToString())
        await asyncio.wait_for(self._finished(socket), PATIENCE)

    async def _finished(self, socket: websockets.ClientConnection) -> None:
        self._choices, self._held = {}, set()
        async for data in socket:
            self._received += len(data)
            message = ForwardMsg.FromString(bytes(data) if isinstance(data, bytes) else b"")
            kind = message.WhichOneof("type")
            if message.metadata.cacheable or kind == "ref_hash":
                self._held.add(message.ref_hash or message.hash)
            if kind == "delta":
                self._notice(message)
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished != (
                ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return
        raise ConnectionError

    def _notice(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "selectbox" and element.selectbox.label in CHOICES:
            self._choices[element.selectbox.id] = list(element.selectbox.options)


async def measure(
    address: str, sessions: Sequence[int], seconds: float, *, tell: bool = True
) -> list[Found]:
    """Add readers level by level, and count what they meet while they are all there.

    Args:
        address: of the server.
        sessions: how many there are at each level, growing.
        seconds: how long a level is counted.
        tell: whether to print a line per level.
    """
    levels: list[Level] = [Level(0)]
    readers: list[asyncio.Task[None]] = []
    found: list[Found] = []
    for wanted in sessions:
        ramp = [Reader(address, number) for number in range(len(readers), wanted)]
        for reader in ramp:
            readers.append(asyncio.create_task(reader.read(levels)))
            await asyncio.sleep(SETTLE / max(len(ramp), 1))  # not all at once, as in a school
        await asyncio.sleep(SETTLE)
        levels.append(Level(wanted))
        await asyncio.sleep(seconds)
        found.append(_short(levels[-1], seconds))
        if tell:
            print("  " + _line(found[-1]), flush=True)
        if found[-1].p95 > GOAL * 1000:
            break
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    return found


def _short(level: Level, seconds: float) -> Found:
    clicks = sorted(level.clicks) or [PATIENCE]
    last = statistics.quantiles(clicks, n=20)[-1] if len(clicks) > 1 else clicks[0]
    return Found(
        level.sessies,
        len(level.clicks),
        round(len(level.clicks) / seconds, 1),
        round(statistics.median(clicks) * 1000),
        round(last * 1000),
        round(level.bytes / max(len(level.clicks), 1)),
        level.fouten,
    )


def _line(found: Found) -> str:
    return (
        f"{found.sessies:>4} sessies {found.klikken:>5} klikken {found.per_s:>5}/s"
        f"   p50 {found.p50:>5} ms   p95 {found.p95:>5} ms   {found.bytes_klik:>7} B/klik"
        f"   {found.fouten} fouten"
    )


def main() -> None:
    """Measure a server that runs already, and print a line per level."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("adres")
    parser.add_argument("--sessies", default="10,25,50,75,100,150,200,300")
    parser.add_argument("--seconden", type=float, default=20)
    asked = parser.parse_args()
    levels = [int(number) for number in asked.sessies.split(",")]
    asyncio.run(measure(asked.adres, levels, asked.seconden))


if __name__ == "__main__":
    main()
