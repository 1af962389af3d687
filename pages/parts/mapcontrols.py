"""How a map is drawn and looked at: two buttons, and the rest behind one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import mapviews, walk
from peil import labels
from peil.figure import Figure
from peil.periods import parse_period
from peil.question import Question
from peil.wording import has_value

if TYPE_CHECKING:
    from pages.parts.mapviews import Block
    from peil.desk import Desk

_FORMS: Final = {"": "Kaart", "tegels": "Tegels"}
_VIEWS: Final = {
    "": "Eén periode",
    "twee": "Twee perioden naast elkaar",
    "jaren": "Alle jaren",
    "afspelen": "Afspelen door de jaren",
    "thema": "Alle cijfers van dit thema",
}


def controls(
    desk: "Desk", vraag: Question, block: "Block", figures: Sequence[Figure], tiles: bool
) -> None:
    """Draw the row of controls above a map.

    Args:
        desk: the door to the figures.
        vraag: the question of this part of the page.
        block: what is shown.
        figures: those of the period; without a comparison there is no difference to colour.
        tiles: whether there are tiles to choose.
    """
    with st.container(horizontal=True, vertical_alignment="center", key=f"knoppen_{block.key}"):
        if tiles:
            _one("Vorm van de kaart", "vorm", block.key, _FORMS, vraag.vorm, row=True)
        with st.popover("Weergave", key=f"weergaven_{block.key}"):
            _one("Wat ziet u?", "weergave", block.key, _VIEWS, vraag.weergave)
            if vraag.weergave == "twee":
                _beside(desk, vraag, block)
            words = [getattr(f, f"{block.benchmark}_woord") for f in figures if has_value(f)]
            if any(word is not None for word in words):
                rest = labels.rest_name(block.benchmark)
                colours = {"": "Klassen", "verschil": f"Verschil met {rest}"}
                _one("Kleur", "kleur", block.key, colours, vraag.kleur)


def _one(
    label: str, name: str, key: str, options: Mapping[str, str], current: str, row: bool = False
) -> None:
    """Draw one choice; what is chosen is asked from then on."""
    widget = f"{name}_{key}"
    st.session_state[widget] = current if current in options else ""
    st.radio(
        label, list(options), format_func=options.__getitem__, horizontal=row, key=widget,
        label_visibility="collapsed" if row else "visible",
        on_change=_changed, args=(widget, name),
    )  # fmt: skip


def _beside(desk: "Desk", vraag: Question, block: "Block") -> None:
    periods = [p for p in desk.periods(block.indicator.slug) if p != vraag.periode]
    if not periods:
        return
    widget = f"met_{block.key}"
    st.session_state[widget] = mapviews.other_period(desk, vraag, block.indicator)
    st.selectbox(
        f"Naast {parse_period(vraag.periode).label}", periods, key=widget,
        format_func=lambda p: parse_period(p).label, on_change=_changed, args=(widget, "met"),
    )  # fmt: skip


def _changed(widget: str, name: str) -> None:
    asked = walk.remembered() or Question()
    walk.wish(asked.but(**{name: st.session_state[widget]}))
