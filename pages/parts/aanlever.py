"""The parts of the page Aanlevering around the form: what is needed, what waits, what came."""

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import aanlever_lists as lists
from pages.parts import aanlever_new, aanlever_seen, show
from peil.errors import PeilError
from peil.levering import Ontvangen, Verwachting, komst_text, reminder, soon
from peil.numbers import format_count

if TYPE_CHECKING:
    from peil.loket import Leverbalie

#: So many things that are needed are named; the calendar has them all.
_NAMED: Final = 8
#: So many leveringen are listed at first.
_LISTED: Final = 10
_SEEN: Final = "_aanlevering_wacht"


def exercise(balie: "Leverbalie") -> None:
    """Say that what is delivered here is an exercise, where there are made-up figures."""
    if balie.is_oefening:
        show.show_html(
            f'<div class="note" role="note"><span class="bar"></span><span>{show.FICTIEF}&ensp;'
            "Dit is een <b>oefenomgeving</b>. Elke levering hier telt als oefening: de cijfers "
            'heten fictief, ook als ze echt zijn. <a href="verantwoording#fictief">Wat is '
            "fictief?</a></span></div>",
            key="aanlever_oefening",
        )


def show_needed(expected: list[Verwachting], today: date) -> None:
    """Show what is missing or comes soon, each with a text to remind the partner by."""
    needed = soon(expected, today)
    incomplete = [v for v in expected if v.gebieden_weg and v.periode.jaar >= today.year - 1]
    with st.container(key="kaart_aanlever_nodig"):
        show.heading("Nu nodig", "Wat ontbreekt, en wat binnenkort komt.")
        if not needed and not incomplete:
            show.empty("Er hoeft nu niets te komen.")
        for number, v in enumerate([*needed, *incomplete][:_NAMED]):
            _needed(v, today, number)
        more = len(needed) + len(incomplete) - _NAMED
        if more > 0:
            text = f"En nog {format_count(more)}; zie de kalender."
            show.show_html(f'<p class="small">{text}</p>', key="aanlever_nodig_meer")


def _needed(v: Verwachting, today: date, number: int) -> None:
    show.show_html(
        f'<p class="lv-nodig"><b>{escape(v.bron.titel)}</b> {escape(v.periode.label)}'
        f"<small>{escape(komst_text(v, today))}</small></p>",
        key=f"aanlever_nodig_{number}",
    )
    fold = st.expander("Tekst om te herinneren", key=f"aanlever_tekst_{number}", on_change="rerun")
    if fold.open:
        with fold:
            st.code(reminder(v, today), language=None, wrap_lines=True)


def show_waiting(balie: "Leverbalie") -> None:
    """Say what waits for publication, with what it would change and the button to publish."""
    count = balie.waiting()
    if not count:
        st.session_state.pop(_SEEN, None)
        return
    what = "1 wijziging wacht" if count == 1 else f"{format_count(count)} wijzigingen wachten"
    with show.card("aanlever_wacht"):
        show.heading(f"{what} op publicatie", "Geladen of ingetrokken, maar nog niet te zien.")
        seen = st.session_state.get(_SEEN)
        if seen is not None and not balie.is_current(seen.bekeken_bij):
            seen = None
        with st.container(horizontal=True, key="aanlever_wacht_knoppen"):
            publish = st.button("Publiceer nu", type="primary", key="aanlever_publiceer")
            look = seen is None and st.button("Bekijk wat er verandert", key="aanlever_bekijk")
        try:
            if publish:
                with st.spinner("Publiceren…"):
                    balie.publish()
                st.session_state.pop(_SEEN, None)
                st.rerun()
            if look:
                with st.spinner("Bekijken wat er verandert…"):
                    st.session_state[_SEEN] = balie.preview()
                st.rerun()
        except PeilError as error:
            show.error(str(error))
        if seen is not None:
            aanlever_seen.show_changes(balie.catalogue, seen, "Dit verandert er", "wacht")


def show_calendar(expected: list[Verwachting], today: date) -> None:
    """Show what was expected and what came, per bron and year."""
    show.heading("Kalender", "Wat elke bron zou leveren, en wanneer het kwam.")
    if not expected:
        show.empty("Er zijn geen leveringen gepland. De planning staat per bron in data/bronnen.")
        return
    show.show_html(lists.calendar(expected, today), key="aanlever_kalender")


def show_received(balie: "Leverbalie", *, may_change: bool) -> None:
    """Show the leveringen of the register, and offer to withdraw one."""
    found = balie.received()
    show.heading("Ontvangen leveringen", "De nieuwste staat bovenaan. Niets wordt weggegooid.")
    if not found:
        show.empty("Nog geen leveringen. Kies hierboven een bron en een bestand.")
        return
    key = "aanlever_alle"
    is_whole = len(found) <= _LISTED or bool(st.session_state.get(key, False))
    listed = found if is_whole else found[:_LISTED]
    show.show_html(lists.received(balie.catalogue, listed), key="aanlever_ontvangen")
    if len(found) > _LISTED:
        st.toggle(f"Toon alle {len(found)} leveringen", key=key)
    open_ones = {o.id: o for o in found if not o.lot.startswith("ingetrokken")}
    if not open_ones or not may_change:
        return
    with st.expander("Een levering intrekken"):
        chosen = st.selectbox(
            "Welke levering?",
            ["", *open_ones],
            format_func=lambda id: _named(open_ones[id]) if id else "Kies een levering",
            key="aanlever_welke",
        )
        if chosen:
            name = f"levering {open_ones[chosen].volgnr}"
            aanlever_new.take_back(balie, chosen, name, "lijst")


def _named(levering: Ontvangen) -> str:
    return f"{levering.volgnr}. {levering.bestand}"
