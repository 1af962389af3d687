"""Walking through the app: every page has an address, and the question travels along.

address(page, question) -> "gemeente?gebied=GM…"      for links in markup
go(page, question)                                    leave for another page now
wish(question)                                        what this view asks from now on
notice(key)                                           take a choice in a drawing before it is drawn
follow(text)                                          do what a click in a drawing asks
open_area(code)                                       open an area on the page of its level
"""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from peil.question import MAP_PARTS, Question

if TYPE_CHECKING:
    from peil.areas import Areas
    from peil.desk import Desk

#: Which page shows an area of a level.
PAGE_OF = {
    "gemeente": "gemeente",
    "district": "district",
    "eenheid": "eenheid",
    "nederland": "eenheid",
}
#: Set by a choice on the page: the question of this visit is newer than the address.
CHOSEN = "_gekozen"
#: Set by a choice inside one part of the page that the whole page must follow.
WHOLE = "_hele_pagina"
#: Written where an area code could stand: no area.
NONE = "-"
#: On these pages a map is drawn; how it is drawn travels to no other page.
_MAP_PAGES = ("eenheid", "district", "indicator")
#: On these pages the area that is marked is the area of the page itself.
MARKS_ITSELF = ("indicator",)
_PAGES = "_paginas"
_HERE = "_pagina"
_WISH = "_vraag"
_DESK = "_loop_gebieden"


def register(pages: dict[str, st.Page], desk: "Desk | None") -> None:
    """Remember the pages of this run, by their address."""
    st.session_state[_PAGES] = pages
    st.session_state["_tekeningen"] = {}
    st.session_state[_DESK] = desk.areas if desk else None


def arrive(page: str) -> None:
    """Remember which page this run draws, whole."""
    st.session_state[_HERE] = page
    st.session_state.pop(WHOLE, None)


def remembered() -> Question | None:
    """Return the last question of this visit."""
    return st.session_state.get(_WISH)


def remember(question: Question) -> None:
    """Keep the question for the next page."""
    st.session_state[_WISH] = question


def wish(question: Question) -> None:
    """Ask this from now on; the address follows when the page is drawn."""
    remember(question)
    st.session_state[CHOSEN] = True


@lru_cache(maxsize=20_000)
def address(page: str, question: Question) -> str:
    """Return a link to a page; the eenheid is the first page and has no name of its own.

    What was marked on a map stays behind; tiles instead of a map go along to another map.
    """
    path = "./" if page == "eenheid" else page
    query = urlencode(_along(page, question).to_query())
    return f"{path}?{query}" if query else path


def _along(page: str, question: Question) -> Question:
    kept = ("vorm",) if page in _MAP_PAGES else ()
    return question.but(**{name: "" for name in MAP_PARTS if name not in kept})


def go(page: str, question: Question) -> NoReturn:
    """Leave for another page with this question; on this page it is asked from then on.

    Leaving for the page where one is would be two steps of the Back button: what is asked, and
    what the page fills in itself.
    """
    question = _along(page, question)
    if page == st.session_state.get(_HERE):
        wish(question)
        st.rerun()
    remember(question)
    pages: dict[str, st.Page] = st.session_state[_PAGES]
    st.switch_page(pages[page], query_params=question.to_query())


def notice(key: str) -> None:
    """Take the choice made in the drawing of that key, so that this run already draws it.

    For the callback of a drawing: ``kies:<code>`` marks an area, ``kies:-`` marks none.
    """
    kind, _, code = str(getattr(st.session_state.get(key), "ga", None) or "").partition(":")
    if kind == "kies":
        mark("" if code == NONE else code)


def mark(code: str) -> None:
    """Mark an area on this page; the page of an indicator turns to it."""
    areas: Areas | None = st.session_state[_DESK]
    if areas is None or (code and not areas.knows(code)):
        return
    asked = remembered() or Question()
    if st.session_state.get(_HERE) not in MARKS_ITSELF:
        wish(asked.but(kies=code))
        return
    above = areas.ancestors(asked.gebied).get("eenheid") if asked.gebied else None
    target = code or (above.code if above else "")
    if target and target != asked.gebied:
        st.session_state[WHOLE] = True
        wish(asked.but(gebied=target))


def show_period(periode: str) -> None:
    """Turn the whole page to another period."""
    st.session_state[WHOLE] = True
    wish((remembered() or Question()).but(periode=periode))


def follow(text: str) -> None:
    """Do what a click in a drawing asks: ``gebied:<code>`` or an address of ours.

    A choice (``kies:<code>``) was taken before the drawing, by ``notice``.
    """
    kind, _, code = text.partition(":")
    if kind == "kies":
        return
    if kind == "gebied":
        open_area(code)
        return
    parts = urlsplit(text)
    page = parts.path.strip("./") or "eenheid"
    pages: dict[str, st.Page] = st.session_state[_PAGES]
    if page in pages:
        st.switch_page(pages[page], query_params=dict(parse_qsl(parts.query)))


def open_area(code: str) -> None:
    """Open an area on the page of its level; an unknown code, or the view itself, does nothing."""
    areas: Areas | None = st.session_state[_DESK]
    if areas is None or not areas.knows(code):
        return
    page, question = PAGE_OF[areas.get(code).niveau], remembered() or Question()
    if question.gebied != code or st.session_state.get(_HERE) != page:
        go(page, replace(question, gebied=code))
