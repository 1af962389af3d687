"""The shell: one address per view, pages that are functions, everything from our own server."""

import importlib
import os
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit
from seen import MAIN, ROOT, address, run, shown, visit
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Message, Receive, Scope, Send
from streamlit.testing.v1 import AppTest

from pages.parts import web

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
Open = Callable[..., AppTest]


@pytest.fixture
def view(demo_work: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page over the demo."""
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    return visit


def ask(app: object, path: str, headers: dict[str, str] | None = None) -> list[Message]:
    """Send one GET through an ASGI app and return the messages of its answer."""
    sent: list[Message] = []
    raw = [(k.encode(), v.encode()) for k, v in (headers or {}).items()]
    scope: Scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
        "query_string": b"", "headers": raw, "http_version": "1.1", "scheme": "http",
        "server": ("t", 80), "client": ("t", 1), "root_path": "",
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    run(app(scope, receive, send))  # type: ignore[operator] # an ASGI app is callable
    return sent


def test_the_address_is_filled_so_that_the_view_can_be_mailed(view: Open):
    app = view("indicator", gebied="Gouda", indicator="DR-01")
    asked = address(app)
    assert asked["indicator"] == "drugshandel"
    assert asked["gebied"].startswith("GM")
    assert re.fullmatch(r"\d{4}", asked["periode"])


def test_a_choice_in_a_widget_changes_the_address_and_is_remembered(view: Open):
    app = view("indicator", indicator="drugshandel")
    box = app.selectbox(key="keuze_indicator_periode")
    older = box.options[3]
    box.select(older).run()
    assert address(app)["periode"] == older
    assert app.selectbox(key="keuze_indicator_periode").value == older
    app.run()
    assert address(app)["periode"] == older


def test_a_newer_address_wins_from_what_was_chosen_before(view: Open):
    app = view("indicator", indicator="drugshandel", periode="2019")
    app.query_params["periode"] = "2017"
    app.run()
    assert app.selectbox(key="keuze_indicator_periode").value == "2017"


@pytest.mark.parametrize(
    ("name", "value"), [("gebied", "Atlantis"), ("indicator", "ZZ-99"), ("periode", "vroeger")]
)
def test_an_unknown_value_in_the_address_is_said_and_the_page_still_shows(
    view: Open, name: str, value: str
):
    app = view("indicator", **{name: value})
    assert not app.exception
    assert value in shown(app)
    assert address(app).get(name) != value


def test_a_period_without_figures_is_said(view: Open):
    app = view("indicator", indicator="drugshandel", periode="1999")
    assert "geen cijfers over 1999" in shown(app)
    assert address(app)["periode"] != "1999"


def test_a_gemeente_asked_on_the_page_of_a_district_opens_its_district(view: Open):
    app = view("district", gebied="Gouda")
    assert not app.exception
    assert not address(app)["gebied"].startswith("GM")


def test_without_a_publication_the_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PEIL_DATA", str(tmp_path))
    app = AppTest.from_file(str(MAIN), default_timeout=120).run()
    assert not app.exception
    assert "peil demo" in shown(app)
    assert 'href="aanlevering"' in shown(app)
    assert "peil publiceer" in shown(app)


@pytest.mark.parametrize("change", ["stempel DROP journaal", "gebieden DROP naam_lang"])
def test_a_publication_of_an_older_version_says_what_to_do_on_every_page(
    demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
):
    shutil.copy((demo_work / "current.duckdb").resolve(), tmp_path / "current.duckdb")
    with duckdb.connect(str(tmp_path / "current.duckdb")) as connection:
        connection.execute(f"ALTER TABLE {change}")
    monkeypatch.setenv("PEIL_DATA", str(tmp_path))
    app = visit("gemeente")
    assert not app.exception
    assert "Draai `peil werkbij` en daarna `peil publiceer`" in shown(app)


def test_a_page_that_fails_shows_a_dutch_message_and_no_traceback(
    view: Open, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("geheim detail")

    monkeypatch.setattr("pages.parts.choose.header", fail)
    app = view("indicator")
    assert not app.exception
    assert "kan nu niet worden getoond" in shown(app)
    assert "geheim detail" not in shown(app)


@pytest.mark.parametrize("file", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.stem)
def test_a_page_opened_as_a_file_draws_nothing(file: Path):
    app = AppTest.from_file(str(file), default_timeout=60).run()
    assert not app.exception
    assert len(app.main) == 0


def test_the_main_script_has_no_pages_folder_beside_it():
    assert not (MAIN.parent / "pages").exists()
    assert "parts" in (ROOT / "app.py").read_text("utf-8")


def test_the_first_page_is_dutch_and_asks_nothing_of_another_server():
    page = web.dutch(INDEX.read_bytes()).decode()
    assert '<html lang="nl">' in page
    assert f"<title>{web.TITLE.replace('&', '&amp;')}</title>" in page
    assert "JavaScript" in page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "You need to enable" not in page
    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(v for k, v in attrs if k in ("src", "href") and v)

    Links().feed(page)
    assert found
    assert all(link.startswith("./") for link in found)


def test_every_answer_carries_the_security_headers_and_no_stale_length():
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        page = HTMLResponse(INDEX.read_bytes(), headers={"etag": "x"})
        await page(scope, receive, send)

    start, body = ask(web.DutchPage(app), "/gemeente", {"accept-encoding": "gzip"})
    headers = {k.decode(): v.decode() for k, v in start["headers"]}
    assert {name.lower() for name in web.HEADERS} <= set(headers)
    assert not {"etag", "content-length"} & set(headers)
    assert "default-src 'self'" in headers["content-security-policy"]
    assert b'lang="nl"' in body["body"]


def test_what_is_not_a_page_goes_through_untouched():
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"\x00\x01", media_type="font/woff2")(scope, receive, send)

    start, body = ask(web.DutchPage(app), "/stijl/fonts/peil-serif.woff2")
    assert body["body"] == b"\x00\x01"
    assert (b"content-length", b"2") in start["headers"]


def test_scripts_travel_packed_to_a_browser_that_can_unpack_them():
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        script = Response("let x = 1;\n" * 1000, media_type="text/javascript")
        await script(scope, receive, send)

    layered: Any = app
    for layer in reversed(web.middleware()):
        layered = layer.cls(layered, *layer.args, **layer.kwargs)
    packed = ask(layered, "/static/js/index.js", {"accept-encoding": "gzip"})
    plain = ask(layered, "/static/js/index.js")
    assert dict(packed[0]["headers"])[b"content-encoding"] == b"gzip"
    assert len(packed[1]["body"]) * 10 < len(plain[1]["body"])
    assert b"content-security-policy" in dict(packed[0]["headers"])


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "..%2f..%2fapp.py", "../web.py", "", "fonts", "/etc/passwd"]
)
def test_only_listed_files_are_served(name: str):
    answer = run(web._answer(web.STATIC, name))  # pyright: ignore[reportPrivateUsage]
    assert answer.status_code == 404


def test_a_link_that_leads_outside_the_folder_is_not_served(tmp_path: Path):
    folder = tmp_path / "kaart"
    folder.mkdir()
    secret = tmp_path / "geheim.json"
    secret.write_text("{}")
    os.symlink(secret, folder / "kaart.json")
    answer = run(web._answer(folder, "kaart.json"))  # pyright: ignore[reportPrivateUsage]
    assert answer.status_code == 404


def test_geometry_may_be_kept_for_ever(demo_work: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    name = next((demo_work / "kaart").glob("gemeenten-*.geojson")).name
    request = Request({"type": "http", "path_params": {"naam": name}})
    answer = run(web._geometry(request))  # pyright: ignore[reportPrivateUsage]
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


def test_the_index_of_the_geometry_is_never_kept(demo_work: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    request = Request({"type": "http", "path_params": {"naam": "kaart.json"}})
    answer = run(web._geometry(request))  # pyright: ignore[reportPrivateUsage]
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_fonts_stand_here_with_their_licences():
    fonts = web.STATIC / "fonts"
    assert {p.suffix for p in fonts.iterdir()} == {".woff2", ".txt"}
    style = (web.STATIC / "peil.css").read_text("utf-8")
    for source in re.findall(r"url\(([^)#]+)\)", style):
        assert (web.STATIC / source).exists(), source


def test_the_launcher_only_launches():
    launcher = importlib.import_module("app")
    assert isinstance(launcher.app, streamlit.App)
    assert launcher.app.script_path == MAIN
