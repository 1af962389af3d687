"""The launcher of the page that is measured: the files of the product, and an empty world map."""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.parts import web


async def _no_world(_request: Request) -> Response:
    """plotly.js asks for a world map, from far away, even when it is given its own areas."""
    return JSONResponse({"type": "Topology", "arcs": [], "objects": {}})


app = st.App(
    Path(__file__).parent / "map_page.py",
    middleware=web.middleware(),
    routes=[Route("/wereld/{naam}", _no_world), *web.routes()],
    lifespan=web.lifespan,
)
