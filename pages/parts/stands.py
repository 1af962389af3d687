"""Looking at an earlier stand: which one this visit looks at, and how every link carries it.

asked() -> str                 number of the stand that this view asks, "" for now
current() -> str               the same, for who comes later in the run
carried(markup) -> str         markup whose links to our own pages carry the stand
banner(desk, page)             what stands above every page of an earlier stand
refused(page)                  the way back to now, where the stand cannot be shown
"""

import re
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import streamlit as st

from pages.parts import walk
from peil.clock import today
from peil.numbers import format_date
from peil.question import NOW, Question

if TYPE_CHECKING:
    from datetime import datetime

    from peil.desk import Desk

_STAND: Final = "_stand"
#: What choose wrote in the address; another address is a wish of the reader.
WRITTEN: Final = "_geschreven"
#: A link to one of our pages: no other address has a single word, or nothing, before its query.
_LINK: Final = re.compile(r'((?:data-)?href=")(\./|[a-z]+)(\?[^"#]*)?(#[^"]*)?"')


def asked() -> str:
    """Return the stand of this view: the address says it, or else the visit so far."""
    query = st.query_params.to_dict()
    if "stand" in query:
        text = query["stand"].strip()
        found = text if re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII) else ""
    elif query and query != st.session_state.get(WRITTEN):
        found = ""  # a step back, or an address that was typed
    else:
        found = current()
    st.session_state[_STAND] = found
    return found


def current() -> str:
    """Return the stand that this visit looks at, "" for now."""
    return str(st.session_state.get(_STAND, ""))


def carried(markup: str) -> str:
    """Return markup in which every link to a page of ours carries the stand."""
    stand = current()
    return _LINK.sub(lambda found: _with(found, stand), markup) if stand else markup


def _with(found: "re.Match[str]", stand: str) -> str:
    start, path, query, anchor = found[1], found[2], found[3] or "?", found[4] or ""
    if "stand=" in query:
        return found[0]
    between = "" if query == "?" else "&amp;"
    return f'{start}{path}{query}{between}stand={stand}{anchor}"'


def banner(desk: "Desk", page: str) -> str:
    """Return what says that the figures are of then, with the way back to now."""
    if not current():
        return ""
    return bar(day(desk.snapshot.gepubliceerd_op), _back(page))


def bar(when: str, back: str) -> str:
    """Return the bar that says of which day the figures are, with the address of now."""
    return (
        f'<div class="stand-balk" role="status"><b>Stand van {escape(when)}.</b> '
        f'<span>Alleen lezen.</span> <a href="{escape(back)}">Terug naar nu</a></div>'
    )


def day(moment: "datetime") -> str:
    """Return the day of a stand in words."""
    return format_date(moment)


def viewed_on(desk: "Desk") -> date:
    """Return the day on which this view tells what is late or expired: of the stand, or today."""
    return desk.snapshot.gepubliceerd_op.date() if current() else today()


def refused(page: str) -> str:
    """Return the way back, for under the message why the stand cannot be shown."""
    return f'<p><a href="{escape(_back(page))}">Terug naar nu</a></p>' if current() else ""


def reason(desk: "Desk") -> str:
    """Return why nothing can be changed here, or nothing: this is the stand of now."""
    if not current():
        return ""
    when = day(desk.snapshot.gepubliceerd_op)
    return (
        f"U kijkt naar de stand van {when}. Daar kunt u alleen lezen. "
        "Ga terug naar nu om iets in te voeren."
    )


def _back(page: str) -> str:
    """Return this view, as it is now."""
    here = st.query_params.to_dict() or (walk.remembered() or Question()).to_query()
    path = "./" if page == "eenheid" else page
    return f"{path}?{urlencode({**here, 'stand': NOW})}"
