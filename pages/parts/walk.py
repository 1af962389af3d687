"""Walking through the app: every page has an address, and the question travels along.

address(page, question) -> "gemeente?gebied=GM…"      for links in markup
go(page, question)                                    leave for another page now
follow(text)                                          do what a click in a drawing asks
open_area(code)                                       open an area on the page of its level
"""

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from peil.question import Question

if TYPE_CHECKING:
    from peil.desk import Desk

#: Which page shows an area of a level.
PAGE_OF = {
    "gemeente": "gemeente",
    "district": "district",
    "eenheid": "eenheid",
    "nederland": "eenheid",
}
_PAGES = "_paginas"
_WISH = "_vraag"
_DESK = "_loop_gebieden"


def register(pages: dict[str, st.Page], desk: "Desk | None") -> None:
    """Remember the pages of this run, by their address."""
    st.session_state[_PAGES] = pages
    st.session_state["_tekeningen"] = {}
    st.session_state[_DESK] = desk.areas if desk else None


def remembered() -> Question | None:
    """Return the last question of this visit."""
    return st.session_state.get(_WISH)


def remember(question: Question) -> None:
    """Keep the question for the next page."""
    st.session_state[_WISH] = question


def address(page: str, question: Question) -> str:
    """Return a link to a page; the eenheid is the first page and has no name of its own."""
    path = "./" if page == "eenheid" else page
    query = urlencode(question.to_query())
    return f"{path}?{query}" if query else path


def go(page: str, question: Question) -> NoReturn:
    """Leave for another page with this question."""
    remember(question)
    pages: dict[str, st.Page] = st.session_state[_PAGES]
    st.switch_page(pages[page], query_params=question.to_query())


def follow(text: str) -> None:
    """Do what a click in a drawing asks: ``gebied:<code>`` or an address of ours."""
    kind, _, code = text.partition(":")
    if kind == "gebied":
        open_area(code)
        return
    parts = urlsplit(text)
    page = parts.path.strip("./") or "eenheid"
    pages: dict[str, st.Page] = st.session_state[_PAGES]
    if page in pages:
        st.switch_page(pages[page], query_params=dict(parse_qsl(parts.query)))


def open_area(code: str) -> None:
    """Open an area on the page of its level; an unknown code does nothing."""
    areas = st.session_state[_DESK]
    if areas is None:
        return
    area = areas.get(code)
    question = remembered() or Question()
    if question.gebied != code:
        go(PAGE_OF[area.niveau], replace(question, gebied=code))
