"""Making an afspraak at a visit: one dialog, wherever in the visit one is."""

import streamlit as st

from pages.parts import agreed
from pages.parts.visit import Setting


@st.dialog("Afspraak vastleggen", width="large")
def agree(setting: Setting, item: str = "", indicator: str = "") -> None:
    """Ask what is agreed; the item or indicator that the screen is about is filled in.

    Once it is kept the dialog closes: the conversation goes on.
    """
    entry = agreed.form(
        setting.desk,
        setting.loket,
        setting.gebied,
        f"bezoek_{setting.gebied}",
        bezoekjaar=setting.jaar,
        item=item,
        indicator=indicator,
    )
    if entry:
        st.toast("De afspraak is vastgelegd")
        st.rerun()
    if st.button("Terug naar het bezoek", key="bezoek_dialoog_dicht"):
        st.rerun()
