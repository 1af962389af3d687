"""Scripts of drawings: fetched once, by an address that changes with what is in them."""

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response

from pages.parts import scripts


def ask(name: str) -> Response:
    return asyncio.run(scripts.answer(Request({"type": "http", "path_params": {"naam": name}})))


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
