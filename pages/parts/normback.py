"""Taking back an oordeel that was given by mistake: for which day, and why."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import show
from peil.errors import PeilError
from peil.periods import format_day
from peil.records import Entry, Score, make

if TYPE_CHECKING:
    from peil.loket import Loket

_TEXT: Final = (
    "Alleen voor een vergissing, zoals de verkeerde gemeente. Is er iets veranderd? Geef dan een "
    "nieuw oordeel. Een ingetrokken oordeel telt niet meer mee en blijft doorgestreept staan."
)


def draw(
    loket: "Loket", line: Sequence[Entry[Score]], name: Callable[[str], str], seen: int
) -> str:
    """Draw the choice and the reason; return what was done, or nothing yet.

    Args:
        loket: where it is kept.
        line: the oordelen of one item that were not taken back; the last one holds.
        name: gives a widget its key.
        seen: the version that the writer had before them.
    """
    days = {entry.record.peildatum: entry.record for entry in line}
    with st.form(name("intrekken"), border=False):
        show.show_html(f'<p class="small">{_TEXT}</p>', name("intrekken_uitleg"))
        day = st.selectbox(
            "Welk oordeel?",
            list(reversed(days)),
            format_func=lambda d: f"{format_day(d)}: {days[d].oordeel}",
            key=name("welk"),
        )
        reason = st.text_input("Waarom klopt het niet?", key=name("waarom"), max_chars=300)
        pressed = st.form_submit_button("Trek dit oordeel in")
    if not pressed:
        return ""
    wrong = days[day]
    try:
        loket.write(_taken_back(wrong, reason.strip()), seen)
    except PeilError as error:
        show.error(str(error))
        return ""
    return f"Ingetrokken: {wrong.item} was {wrong.oordeel}, peildatum {format_day(day)}."


def _taken_back(wrong: Score, reason: str) -> Score:
    if not reason:
        raise PeilError("Schrijf waarom dit oordeel niet klopt.")
    changed = {"is_ingetrokken": True, "toelichting": reason, "herkomst": ""}
    return make(Score, **{**dict(wrong), **changed})
