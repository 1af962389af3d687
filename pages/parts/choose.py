"""Choosing: the widgets, the question and the address say the same thing, always.

For pages:

    vraag = question(desk, page, niveau=None, met_indicator=False, own=()) -> Question
        The question of this view. ``page`` is the name of the page ("gemeente"). ``gebied`` is
        always filled and of ``niveau`` if that is given. With ``met_indicator`` also ``indicator``
        and ``periode`` (the newest delivered one, unless chosen) are filled; without it ``periode``
        is a chosen period or "". ``own`` are parts that only this page has ("jaar", "stap",
        "nummer", "pijler", "item"; MAP_PARTS of a page with a map). Unknown values in the address
        fall back, with a Dutch message.
    again(vraag) -> Question
        The same for a part of the page that is drawn by itself (see guard.part).
    header(desk, vraag, page, titel, meta="", controls=(GEBIED, INDICATOR, PERIODE)) -> None
        Crumb, search, title and the controls: any of GEBIED, THEMA, INDICATOR, PERIODE, VERGELIJK.
    peers(desk, vraag) -> Peers(titel, codes)
        Vergelijkbare gemeenten: the reader's own group, or else the size class of the gemeente.
    walk.address(page, vraag.but(gebied=code)), walk.go(page, vraag), walk.open_area(code)
        Links to, and leaving for, another view; the question travels along.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.parts import mine, show, stands, walk
from pages.parts.controls import (
    CONTROLS,
    GEBIED,
    INDICATOR,
    PERIODE,
    THEMA,
    VERGELIJK,
    area_name,
    crumb,
)
from pages.parts.search import search
from pages.parts.web import TITLE
from peil.gather import Peers, area_meta, same_size
from peil.periods import parse_period
from peil.question import MAP_PARTS, ONLY_HERE, Question
from peil.terms import Niveau

if TYPE_CHECKING:
    from peil.desk import Desk

__all__ = [
    "GEBIED",
    "INDICATOR",
    "PERIODE",
    "THEMA",
    "VERGELIJK",
    "Peers",
    "area_meta",
    "area_name",
    "header",
    "peers",
    "question",
]

_NAMES = frozenset(field.name for field in fields(Question))
_MESSAGES = "_meldingen"
_LAST = "_laatste_gebied"


def question(
    desk: "Desk",
    page: str,
    niveau: Niveau | None = None,
    met_indicator: bool = False,
    own: Collection[str] = (),
) -> Question:
    """Return what this view asks, from the address or from the visit so far.

    ``own`` names the parts of ``ONLY_HERE`` that this page has; the others are left behind.
    """
    asked = _asked(desk)
    asked = replace(asked, **{name: "" for name in ONLY_HERE if name not in own})
    asked = replace(asked, stand=stands.current())
    if page in walk.MARKS_ITSELF and asked.kies:
        asked = replace(asked, gebied=asked.kies, kies="")
    asked = replace(asked, gebied=_fit_area(desk, asked.gebied, niveau))
    _last()[desk.areas.get(asked.gebied).niveau] = asked.gebied
    asked = replace(asked, kies=_within_view(desk, asked))
    walk.remember(asked)
    filled = _fill(desk, asked, niveau) if met_indicator else asked
    if met_indicator:
        walk.remember(replace(asked, indicator=filled.indicator, met=filled.met))
    _write(filled)
    return filled


def _within_view(desk: "Desk", asked: Question) -> str:
    """Return the marked area when it lies in the area of the view."""
    above = desk.areas.ancestors(asked.kies) if asked.kies else {}
    return asked.kies if asked.gebied in {a.code for a in above.values()} else ""


def _write(vraag: Question) -> None:
    query = vraag.to_query()
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    st.session_state[stands.WRITTEN] = query


def again(vraag: Question) -> Question:
    """Return the question of a part of the page that is drawn by itself, after what was chosen.

    Only what a map has can have changed; the address says the same. Call it first in the part.
    """
    asked = walk.remembered() or vraag
    now = replace(vraag, **{name: getattr(asked, name) for name in MAP_PARTS})
    st.session_state.pop(walk.CHOSEN, None)
    _write(now)
    return now


def _asked(desk: "Desk") -> Question:
    """Take the newest wish: a widget, an address that we did not write, or the last question."""
    remembered = walk.remembered()
    query = {k: v for k, v in st.query_params.to_dict().items() if k in _NAMES}
    if remembered and (
        st.session_state.pop(walk.CHOSEN, False)
        or not query
        or query == st.session_state.get(stands.WRITTEN)
    ):
        return remembered
    asked, messages = Question.from_query(query, desk.areas, desk.catalogue)
    if asked.gebied:
        asked = replace(asked, gebied=desk.areas.present_code(asked.gebied))
    st.session_state[_MESSAGES] = messages
    return asked


def _last() -> dict[str, str]:
    return st.session_state.setdefault(_LAST, {})


def _fit_area(desk: "Desk", code: str, niveau: Niveau | None) -> str:
    """Return the area itself, or the one of this level above or below it."""
    areas = desk.areas
    code = code or areas.at("eenheid")[0].code
    if niveau is None or areas.get(code).niveau == niveau:
        return code
    above = areas.ancestors(code).get(niveau)
    if above:
        return above.code
    inside = [
        a for a in areas.at(niveau) if code in {b.code for b in areas.ancestors(a.code).values()}
    ]
    own = areas.ancestors(found).get(niveau) if (found := mine.code(desk)) else None
    for known in (_last().get(niveau), own and own.code):
        if known in {a.code for a in inside}:
            return str(known)
    return min(inside or areas.at(niveau), key=lambda a: a.naam).code


def _fill(desk: "Desk", asked: Question, niveau: Niveau | None) -> Question:
    indicator = asked.indicator
    if asked.thema and (not indicator or desk.catalogue[indicator].thema != asked.thema):
        indicator = next(i.slug for i in desk.catalogue if i.thema == asked.thema)
    if not indicator:
        indicator = next((i.slug for i in desk.catalogue if i.kop), next(iter(desk.catalogue)).slug)
    periods = desk.periods(indicator)
    periode = asked.periode
    if periode and periode not in periods:
        titel = desk.catalogue[indicator].titel
        instead = f"U ziet {parse_period(periods[0]).label}." if periods else ""
        _messages().append(
            f"Van {titel} zijn er geen cijfers over {parse_period(periode).label}. {instead}"
        )
        periode = ""
    if asked.met and asked.met not in periods:
        _messages().append(
            f"Van {desk.catalogue[indicator].titel} zijn er geen cijfers over "
            f"{parse_period(asked.met).label} om ernaast te zetten."
        )
        asked = asked.but(met="")
    return asked.but(indicator=indicator, periode=periode or (periods[0] if periods else ""))


def _messages() -> list[str]:
    return st.session_state.setdefault(_MESSAGES, [])


def header(
    desk: "Desk",
    vraag: Question,
    page: str,
    titel: str,
    meta: str = "",
    controls: Sequence[str] = (GEBIED, INDICATOR, PERIODE),
) -> None:
    """Draw the top of a page: crumb and search, title and controls; name the browser's tab."""
    st.set_page_config(page_title=_tab(desk, vraag, page, titel))
    with st.container(key="keuzes"):
        left, right = st.columns([8, 4], vertical_alignment="center")
        with left:
            line = crumb(desk, vraag, page, titel)
            line += mine.link(desk, vraag.gebied if page == "gemeente" else "")
            show.show_html(f'<div class="wegwijzer">{line}</div>', key=f"kruimel_{page}")
        with right:
            search(desk, vraag, page)
        # A choice alone is wide enough for the longest name on a tablet too.
        room = max(2 * len(controls), 3)
        left, right = st.columns([12 - room, room], vertical_alignment="bottom")
        with left:
            under = f'<p class="meta num">{escape(meta)}</p>' if meta else ""
            show.show_html(f"<h1>{escape(titel)}</h1>{under}", key=f"titel_{page}")
            if page == "gemeente":
                mine.button(desk, vraag.gebied)
        if controls:
            with right:
                for column, name in zip(st.columns(len(controls)), controls, strict=True):
                    with column:
                        CONTROLS[name](desk, vraag, page)
    for message in st.session_state.pop(_MESSAGES, []):
        show.error(message)


def _tab(desk: "Desk", vraag: Question, page: str, titel: str) -> str:
    """Return what a tab or a bookmark is called: first what makes it differ from the others."""
    name = desk.areas.get(vraag.gebied).naam
    parts = [titel, "" if name in titel else name]
    indicator = desk.catalogue[vraag.indicator].titel if vraag.indicator else ""
    if page in ("eenheid", "district") and indicator:
        parts.append(indicator)
    first = ", ".join(part for part in parts if part)
    return f"{first} · {page.capitalize()} – {TITLE}"


def peers(desk: "Desk", vraag: Question) -> Peers:
    """Return vergelijkbare gemeenten: the own group, or else today's size class."""
    if vraag.vergelijk:
        return Peers("Eigen keuze", tuple(c for c in vraag.vergelijk if c != vraag.gebied))
    return same_size(desk, vraag.gebied)
