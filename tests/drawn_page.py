"""Open one page as a visitor would and keep the markup that it draws; own drawings are opaque to
Streamlit's AppTest."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.parts import show

MAIN = Path(__file__).resolve().parent.parent / "pages" / "parts" / "main.py"


@dataclass(frozen=True)
class DrawnPage:
    """A page that ran: the app, and all markup in the order in which it was drawn."""

    app: AppTest
    markup: str

    @property
    def text(self) -> str:
        """What a reader sees of our own drawings, without style and tags."""
        plain = re.sub(r"<style>.*?</style>", " ", self.markup, flags=re.S)
        return " ".join(re.sub(r"<[^>]+>", " ", plain).split())


def open_page(monkeypatch: pytest.MonkeyPatch, work: Path, page: str, **query: str) -> DrawnPage:
    """Run a page on a work folder with these address parameters; an exception fails the test."""
    drawn: list[str] = []
    draw = show.show_html

    def record(markup: str, key: str | None = None) -> None:
        drawn.append(markup)
        draw(markup, key)

    monkeypatch.setenv("PEIL_DATA", str(work))
    monkeypatch.setattr(show, "show_html", record)
    app = AppTest.from_file(str(MAIN), default_timeout=180)
    app.query_params.update(query)
    if page != "eenheid":
        # AppTest can only switch to a page that is a file; ours are functions with an address.
        app._page_hash = calc_hash(page)  # pyright: ignore[reportPrivateUsage]
    app.run()
    assert not app.exception
    markup = "\n".join(drawn)
    assert 'role="alert"' not in markup, re.findall(r'role="alert">.*?</div>', markup)
    return DrawnPage(app, markup)
