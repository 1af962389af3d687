"""`peil grenzen haal` against a server of our own that behaves as badly as servers do."""

import gzip
import json
import time
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from outlines import page, pdok
from serving import Answer, Server, cut, hang_up, send, status, wait

from pipelines import boundary_fetch, boundary_register
from pipelines.__main__ import main
from pipelines.boundary_fetch import Limits
from pipelines.lock import lock

Out = pytest.CaptureFixture[str]
QUICK = Limits(connect=1, read=0.5, total=8, backoff=0.01, tries=3, pages=5, bytes=2_000_000)


class Pages(Server):
    """Pages of boundaries by number."""

    def __init__(self, features: list[dict[str, Any]], size: int = 6) -> None:
        super().__init__()
        self._features, self._size = features, size

    def page(self, path: str) -> dict[str, Any]:
        """The page of an address, with the next one if there is more."""
        start = int(parse_qs(urlsplit(path).query).get("cursor", ["0"])[0])
        stop = start + self._size
        following = f"{self.url}/items?f=json&cursor={stop}" if stop < len(self._features) else ""
        return page(self._features[start:stop], following)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Give the page that was asked for."""
        send(handler, json.dumps(self.page(handler.path)).encode())


@pytest.fixture
def server(small_region: Path) -> Generator[Pages]:
    """A server with the boundaries of the made-up region, six to a page."""
    running = Pages(pdok(small_region))
    yield running
    running.close()


@pytest.fixture
def work(
    filled: Path,
    server: Pages,
    small_region: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A working folder for a region whose boundaries are at the server."""
    region = tmp_path / "regio"
    region.mkdir()
    (region / "data").symlink_to(small_region / "data")
    (region / "geo").mkdir()
    for path in (small_region / "geo").iterdir():
        (region / "geo" / path.name).symlink_to(path)
    text = f'[haal]\nbron = "Proefregister"\nadres = "{server.url}/items?f=json&limit=6"\n'
    (region / "geo" / "bron.toml").write_text(text, "utf-8")
    monkeypatch.setenv("PEIL_REGIO", str(region))
    monkeypatch.setattr(boundary_fetch, "Limits", lambda: QUICK)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return filled


def test_all_pages_are_fetched_kept_unchanged_and_used(
    work: Path, server: Pages, capsys: Out
) -> None:
    assert main(["grenzen", "haal"]) == 0
    assert "14 gemeenten, Proefregister 2026" in capsys.readouterr().out
    assert len(server.asked) == 3
    west, south, east, north = map(
        float, parse_qs(urlsplit(server.asked[0]).query)["bbox"][0].split(",")
    )
    assert west < 4.0 < east
    assert south < 52.0 < north
    held = boundary_register.current(work)
    assert held is not None
    assert (held.soort, held.bron, held.jaar) == ("opgehaald", "Proefregister", 2026)
    assert held.adres.startswith(server.url)
    paths = boundary_register.originals(work, held)
    assert [json.loads(p.read_bytes()) for p in paths] == [server.page(p) for p in server.asked]
    assert main(["publiceer"]) == 0


@pytest.mark.parametrize(
    "trouble",
    [
        [status(429, Retry_After="0"), status(503)],
        [status(500), status(502), status(504)],
        [cut],
        [cut, status(503), cut],
        [hang_up],
        [wait],
    ],
)
def test_a_busy_or_failing_server_is_asked_again(
    trouble: list[Answer], work: Path, server: Pages, capsys: Out
) -> None:
    server.instead = [server.answer, *trouble]
    assert main(["grenzen", "haal"]) == 0
    assert not server.instead
    assert boundary_register.current(work) is not None


def refused(work: Path, capsys: Out) -> str:
    """Fetch what cannot be had, see that nothing changed, and return what was said last."""
    before = boundary_register.choices(work)
    capsys.readouterr()
    assert main(["grenzen", "haal"]) == 1
    assert boundary_register.choices(work) == before
    assert not list((work / "grenzen").glob(".nieuw-*"))
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return (out + err).splitlines()[-1]


def html(handler: BaseHTTPRequestHandler) -> None:
    """The page of a network that wants a login first."""
    send(handler, b"<html>Log in</html>")


def strange(handler: BaseHTTPRequestHandler) -> None:
    """JSON that is no page of features."""
    send(handler, b'{"type": "FeatureCollection"}')


def elsewhere(handler: BaseHTTPRequestHandler) -> None:
    """A page that says that the next is somewhere else."""
    send(handler, json.dumps(page([], "http://elders.invalid/items")).encode())


def large(handler: BaseHTTPRequestHandler) -> None:
    """More than anyone wants."""
    send(handler, b" " * 3_000_000)


DRIPS: list[int] = []


def drip(handler: BaseHTTPRequestHandler) -> None:
    """One byte at a time, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    try:
        for drop in range(1000):
            DRIPS.append(drop)
            handler.wfile.write(b" " * 100)
            time.sleep(0.05)
    except OSError:
        return


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ([status(503)] * 9, "overbelast of stuk (antwoord 503)"),
        ([status(404)], "geeft de grenzen niet (antwoord 404)"),
        ([status(403)], "geeft de grenzen niet (antwoord 403)"),
        ([cut] * 9, "niet te bereiken"),
        ([hang_up] * 9, "niet te bereiken"),
        ([wait] * 9, "niet te bereiken"),
        ([html], "iets anders dan grenzen"),
        ([strange], "iets anders dan grenzen"),
        ([elsewhere], "ander adres (elders.invalid)"),
        ([large], "te veel of te langzaam"),
    ],
)
@pytest.mark.parametrize("pages", [0, 2])
def test_what_cannot_be_had_is_said_in_one_sentence_and_changes_nothing(
    pages: int, trouble: list[Answer], reason: str, work: Path, server: Pages, capsys: Out
) -> None:
    server.instead = [server.answer] * pages + trouble
    said = refused(work, capsys)
    assert reason in said
    assert "Er is niets veranderd" in said


def test_a_server_that_never_ends_is_left(
    work: Path, server: Pages, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Limits(connect=1, read=0.5, total=0.5, backoff=0.01, tries=2)
    monkeypatch.setattr(boundary_fetch, "Limits", lambda: slow)
    server.instead = [drip]
    assert "te langzaam" in refused(work, capsys)
    # It was left long before it would have stopped of itself.
    assert len(DRIPS) < 1000
    monkeypatch.setattr(boundary_fetch, "Limits", lambda: QUICK)
    here = json.dumps(page([], f"{server.url}/items?rond")).encode()
    server.instead = [lambda handler: send(handler, here)] * 9
    assert "volgende bladzijde" in refused(work, capsys)
    turns = iter(range(100))

    def endless(handler: BaseHTTPRequestHandler) -> None:
        send(handler, json.dumps(page([], f"{server.url}/items?n={next(turns)}")).encode())

    server.instead = [endless] * 20
    assert "volgende bladzijde" in refused(work, capsys)


def test_without_a_network_there_is_one_clear_sentence(
    work: Path, server: Pages, capsys: Out
) -> None:
    server.close()
    said = refused(work, capsys)
    assert "127.0.0.1 is niet te bereiken" in said
    assert "peil grenzen laad" in said


def test_what_is_fetched_is_judged_as_what_is_loaded(
    work: Path, server: Pages, capsys: Out
) -> None:
    short = page(pdok_of(server)[:9])
    server.instead = [lambda handler: send(handler, json.dumps(short).encode())]
    assert main(["grenzen", "haal"]) == 1
    assert "zonder grens" in capsys.readouterr().out
    assert boundary_register.choices(work) == []


def pdok_of(server: Pages) -> list[dict[str, Any]]:
    """All features that the server has."""
    return [f for n in (0, 6, 12) for f in server.page(f"/items?cursor={n}")["features"]]


def test_others_can_work_while_the_network_is_slow(work: Path, server: Pages) -> None:
    free: list[bool] = []

    def look(handler: BaseHTTPRequestHandler) -> None:
        with lock(work, wait=0):
            free.append(True)
        server.answer(handler)

    server.instead = [look]
    assert main(["grenzen", "haal"]) == 0
    assert free == [True]


def test_a_region_without_an_address_says_where_it_belongs(filled: Path, capsys: Out) -> None:
    assert filled
    assert main(["grenzen", "haal"]) == 1
    assert "geo/bron.toml" in capsys.readouterr().err


def test_a_page_that_was_pressed_together_is_kept_as_it_was_meant(
    work: Path, server: Pages
) -> None:
    def pressed(handler: BaseHTTPRequestHandler) -> None:
        body = gzip.compress(json.dumps(server.page(handler.path)).encode())
        send(handler, body, Content_Encoding="gzip")

    server.instead = [pressed] * 3
    assert main(["grenzen", "haal"]) == 0
    held = boundary_register.current(work)
    assert held is not None
    first = boundary_register.originals(work, held)[0].read_bytes()
    assert json.loads(first) == server.page(server.asked[0])
