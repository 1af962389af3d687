"""The launcher: ``streamlit run app.py``. Everything that draws lives under ``pages/``.

The main script stands in a folder without a ``pages/`` folder beside it: with one beside it a
fresh server would answer a deep link by running that page alone, without the main script.
"""

from pathlib import Path

import streamlit as st

from pages.parts import web

app = st.App(
    Path(__file__).parent / "pages" / "parts" / "main.py",
    middleware=web.middleware(),
    routes=web.routes(),
    lifespan=web.lifespan,
)
