"""The yearly visit: the year's visits, the preparing sheet, and the visit itself."""

import streamlit as st

from pages.parts import choose, stands
from pages.parts.visit import PREPARE, STEPS, Setting
from pages.parts.visit_mode import show_visit
from pages.parts.visit_sheet import show_sheet
from pages.parts.visit_year import show_year
from peil.desk import Desk
from peil.loket import Loket
from peil.records import Bezoek
from peil.rounds import year

_OWN = ("jaar", "stap", "nummer", "item")


def page(desk: Desk, loket: Loket) -> None:
    """Show the visits of a year, or one visit where the address names a step of it."""
    is_one = st.query_params.get("stap") in {PREPARE, *STEPS}
    vraag = choose.question(desk, "bezoek", niveau="gemeente" if is_one else None, own=_OWN)
    day = stands.viewed_on(desk)
    jaar = int(vraag.jaar or year.newest_year(loket.newest(Bezoek), day))
    setting = Setting(desk, loket, vraag, jaar, day)
    if vraag.stap in STEPS:
        show_visit(setting)
    elif vraag.stap == PREPARE:
        show_sheet(setting)
    else:
        show_year(setting)
