"""Scripts of drawings: fetched once, by an address that changes with what is in them."""

import re
import zlib

import pytest
from seen import run
from starlette.requests import Request
from starlette.responses import Response

from pages.parts import scripts, show, web


class Drawn:
    """What a component answers when nothing was clicked."""

    ga = None


def ask(name: str) -> Response:
    return run(scripts.answer(Request({"type": "http", "path_params": {"naam": name}})))


def address(stub: str) -> str:
    found = re.search(r"\./script/([\w.-]+)", stub)
    assert found
    return found.group(1)


def test_a_component_gets_a_few_words_that_fetch_the_script():
    script = "export default function () {}\n" * 200
    stub = scripts.served("proef", script)
    assert len(stub) < 200
    assert "\n" in stub.strip()  # one line without is taken for the name of a file
    answer = ask(address(stub))
    assert answer.status_code == 200
    assert bytes(answer.body).decode() == script
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


def test_another_script_has_another_address_and_the_same_has_the_same():
    one, other = scripts.served("proef", "een"), scripts.served("proef", "twee")
    assert address(one) != address(other)
    assert scripts.served("proef", "een") == one


def test_what_was_not_served_is_not_there():
    assert ask("../web.py").status_code == 404
    assert ask("proef-000000000000.js").status_code == 404


def test_long_markup_travels_packed_and_short_as_it_is(monkeypatch: pytest.MonkeyPatch):
    sent: list[object] = []
    monkeypatch.setattr(show, "_drawing", lambda **given: sent.append(given["data"]) or Drawn())
    long = "<p>regel</p>" * 400
    for markup in (long, "<p>kort</p>", long):
        show.show_html(markup, key="proef")
    assert sent[1] == "<p>kort</p>"
    assert isinstance(sent[0], bytes)
    assert zlib.decompress(sent[0]).decode() == long
    assert len(sent[0]) * 10 < len(long)
    assert sent[0] == sent[2]  # else it would be sent again


@pytest.mark.parametrize(
    ("captions", "name"),
    [
        ([], "Tabel"),
        (["A &amp; <b>B</b>"], "A &amp; B"),
        (["A", "B"], "A en nog een tabel"),
        (["A", "B", "C"], "A en nog 2 tabellen"),
    ],
)
def test_a_table_is_called_by_its_own_caption(
    monkeypatch: pytest.MonkeyPatch, captions: list[str], name: str
):
    drawn: list[str] = []
    monkeypatch.setattr(show, "show_html", lambda markup, key: drawn.append(markup))
    tables = [f'<table><caption class="vh">{c}</caption></table>' for c in captions]
    show.show_table("".join(tables or ["<table></table>"]))
    assert f'aria-label="{name}"' in drawn[0]


def test_the_page_itself_holds_what_fetches_the_scripts():
    page = web.dutch(b'<html lang="en"><head></head><noscript></noscript></html>').decode()
    assert "window.peilDeel = " in page
    assert "window.peilUitpakken = " in page
