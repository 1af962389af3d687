"""Aanlevering: what is expected and what came, a new file, and taking one back."""

import streamlit as st

from pages.parts import aanlever, aanlever_new, choose, show, stands
from peil.clock import today
from peil.desk import Desk
from peil.levering import summary
from peil.loket import Loket


def page(desk: Desk, loket: Loket) -> None:
    """Show the calendar of leveringen and the way to deliver one."""
    vraag = choose.question(desk, "aanlevering")
    choose.header(desk, vraag, "aanlevering", "Aanlevering", controls=())
    _draw(loket)


def first(loket: Loket) -> None:
    """Show the same where nothing was published yet: this is where the first figures come in."""
    show.show_html("<h1>Aanlevering</h1>", key="titel_aanlevering")
    _draw(loket)


def _draw(loket: Loket) -> None:
    if loket.viewer.rol != "analist":
        show.empty("Aanleveren doet een analist van het RIEC.")
        return
    balie, now = loket.leveringen, today()
    expected = balie.calendar()
    first, second = summary(expected, now)
    show.lead(f"<b>{first}</b> {second}")
    aanlever.exercise(balie)
    if not stands.current():
        aanlever.show_waiting(balie)
        left, right = st.columns([7, 5], gap="medium")
        with left:
            aanlever_new.show_new(balie, expected)
        with right:
            aanlever.show_needed(expected, now)
    aanlever.show_calendar(expected, now)
    aanlever.show_received(balie, may_change=not stands.current())
