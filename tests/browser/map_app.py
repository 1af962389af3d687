"""The real map component alone, over the demo: what it shows is asked in the address.

Run as `streamlit run tests/browser/map_app.py`; `?soort=twee&kleur=verschil&vorm=tegels`.
"""

from pathlib import Path

import streamlit as st

from pages.parts import web

app = st.App(
    Path(__file__).parent / "map_script" / "page.py",
    middleware=web.middleware(),
    routes=web.routes(),
)
