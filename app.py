"""The launcher: ``streamlit run app.py``. Everything that draws lives under ``pages/``.

The main script stands in a folder without a ``pages/`` folder beside it: with one beside it a
fresh server would answer a deep link by running that page alone, without the main script.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import streamlit as st

import pages
from pages.parts import web

for page in iter_modules(pages.__path__):
    # Loaded at the start, so that the first visitor does not wait for the libraries behind a page.
    import_module(f"pages.{page.name}")

app = st.App(
    Path(__file__).parent / "pages" / "parts" / "main.py",
    middleware=web.middleware(),
    routes=web.routes(),
    lifespan=web.lifespan,
)
