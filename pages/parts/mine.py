"""Mijn gemeente: the one gemeente that this device remembers, because its reader asked for it.

Only its code is kept, in a cookie on the reader's own device: no name, no number, no trail.

code(desk) -> str                the code of today's gemeente, or ""
link(desk, here) -> str          markup: the way to it, from every page but its own
button(desk, code) -> None       on the page of a gemeente: remember it, or forget it
"""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.components.v2 import component

from pages.parts import scripts, walk
from peil.question import Question

if TYPE_CHECKING:
    from peil.desk import Desk

COOKIE: Final = "peil_mijn_gemeente"
_KEPT: Final = "_mijn_gemeente"
_KEY: Final = "mijn_gemeente"
_SCRIPT: Final = f'const NAME = "{COOKIE}";\n' + (Path(__file__).parent / "mijn.js").read_text(
    "utf-8"
)
_draw = component("mijn", js=scripts.served("mijn", _SCRIPT), isolate_styles=False)


def code(desk: "Desk") -> str:
    """Return the code of the remembered gemeente, as it is called today; nothing without one."""
    # The cookies are those of when the connection was made; what was chosen since is newer.
    kept = st.session_state.get(_KEPT)
    text = str(st.context.cookies.get(COOKIE, "")) if kept is None else str(kept)
    if not desk.areas.knows(text) or desk.areas.get(text).niveau != "gemeente":
        return ""
    return desk.areas.present_code(text)


def link(desk: "Desk", here: str) -> str:
    """Return the way to mijn gemeente as markup, where one is remembered that is not ``here``."""
    own = code(desk)
    if own in ("", here):
        return ""
    target = escape(walk.address("gemeente", Question(gebied=own)))
    name = escape(desk.areas.get(own).naam)
    return f'<a class="mijn" href="{target}">Mijn gemeente: {name}</a>'


def button(desk: "Desk", gebied: str) -> None:
    """Offer to remember this gemeente, or to forget it."""
    if code(desk) == gebied:
        text = "Dit is mijn gemeente op dit apparaat."
        markup = f'<span>{text}</span> <button type="button" data-code="">Vergeet</button>'
    else:
        markup = (
            f'<button type="button" data-code="{escape(gebied)}">Onthoud als mijn gemeente</button>'
        )
    _draw(data=markup, key=_KEY, on_code_change=_take)


def _take() -> None:
    """Take the choice before the page is drawn; the cookie is written by the browser."""
    chosen = str(getattr(st.session_state.get(_KEY), "code", None) or "")
    st.session_state[_KEPT] = "" if chosen == walk.NONE else chosen
