"""The screens of a visit: steps on top, one topic in large type, and the bar to walk with."""

from typing import Final

import streamlit as st

from pages.parts import show, visit_agree, visit_keep, visit_topics, walk
from pages.parts.visit import PREPARE, STEPS, Setting
from peil.rounds import agenda
from peil.rounds.agenda import Stop

#: What one stop of a step is called in the bar below.
_ONE: Final = {
    "afspraken": "Afspraak",
    "cijfers": "Cijfer",
    "norm": "Weerbaarheid",
    "elders": "Voorbeeld",
    "nieuw": "Afronding",
}


def show_visit(setting: Setting) -> None:
    """Show one stop of the visit."""
    stops = visit_topics.stops(setting)
    index = agenda.locate(stops, setting.vraag.stap, setting.vraag.nummer)
    stop = stops[index]
    with st.container(key="bezoek_romp"):
        _steps(setting, stops, index)
        visit_keep.messages()
        visit_topics.show_topic(setting, stop)
    with st.container(key="bezoek_voet", horizontal=True, vertical_alignment="center"):
        _bar(setting, stops, index)


def _steps(setting: Setting, stops: list[Stop], index: int) -> None:
    earlier = setting.vorig.record.jaar if setting.vorig else None
    titles = {**STEPS, "afspraken": f"{STEPS['afspraken']} {earlier or ''}".strip()}
    bar = agenda.progress_bar(
        stops,
        index,
        titles,
        lambda step: walk.address("bezoek", setting.vraag.but(stap=step, nummer="", item="")),
        walk.address("bezoek", setting.vraag.but(stap=PREPARE, nummer="", item="")),
    )
    show.show_html(bar, key="bezoek_stappen")


def _bar(setting: Setting, stops: list[Stop], index: int) -> None:
    if st.button("‹ Vorige", key="bezoek_vorige", disabled=index == 0):
        _go(setting, stops[index - 1])
    if st.button("Afspraak vastleggen", key="bezoek_afspraak", disabled=setting.is_vast):
        visit_agree.agree(setting, *visit_topics.about(setting))
    show.show_html(
        f'<p class="bz-teller">{agenda.count_text(stops, index, _ONE)}</p>', key="bezoek_teller"
    )
    if index + 1 < len(stops):
        label = f"Volgende: {stops[index + 1].kort} ›"
        if st.button(label, type="primary", key="bezoek_volgende"):
            _go(setting, stops[index + 1])
    elif st.button("Naar het overzicht ›", type="primary", key="bezoek_volgende"):
        walk.go("bezoek", setting.vraag.but(stap=PREPARE, nummer="", item=""))


def _go(setting: Setting, stop: Stop) -> None:
    walk.go("bezoek", setting.vraag.but(stap=stop.stap, nummer=stop.nummer, item=""))
