"""The launcher of the page with charts that is measured."""

from pathlib import Path

import streamlit as st

from pages.parts import web

app = st.App(
    Path(__file__).parent / "chart_page.py",
    middleware=web.middleware(),
    routes=web.routes(),
    lifespan=web.lifespan,
)
