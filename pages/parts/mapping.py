"""The map on a page, with its words, legend, source, table and download.

show_map(desk, figures, indicator, title=, units=, source=, key="kaart", gekozen=None,
         benchmark="eenheid", csv=None)
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

import streamlit as st

from pages.parts import drawn, show, walk
from pages.parts.areamap import area_map
from peil import maps, tables
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.terms import Niveau

if TYPE_CHECKING:
    from peil.desk import Desk

_FORMS = {"kaart": "Kaart", "tegels": "Tegels"}


def show_map(
    desk: "Desk",
    figures: Sequence[Figure],
    indicator: Indicator,
    *,
    title: str,
    units: str,
    source: str,
    key: str = "kaart",
    gekozen: str | None = None,
    benchmark: Niveau | None = "eenheid",
    csv: Callable[[], str] | None = None,
) -> None:
    """Show one figure per gemeente on the map or as equal tiles.

    A click, or Enter on the area that has the focus, opens that area.
    """
    urls = maps.geometry_urls(show.geometry_index(), "./kaart")
    fictief = any(f.is_fictief for f in figures)
    with show.card(key, fictief):
        show.show_html(show.caption(title, units, fictief=fictief), key=f"kop_{key}")
        if {"gemeenten", "districten"} <= set(urls):
            payload = maps.map_payload(
                [maps.Panel("", "", figures, indicator, desk.classes(indicator.slug))],
                gekozen=gekozen, benchmark=benchmark, titel=title, onder=units, bron=source,
            )  # fmt: skip
            form = _form(key) if "tegels" in urls else "kaart"
            picked = area_map(payload, urls, vorm=form, key=f"vlak_{key}")
            code = picked.open or picked.kies
            if code:
                walk.open_area(code)
        else:
            show.error("De kaart is niet gebouwd. De tabel werkt wel. Voer 'peil publiceer' uit.")
        show.foot(source, key)
        wrong = drawn.report(figures, indicator, gekozen or "")
        markup = tables.figures_table(figures, indicator, benchmark=benchmark)
        show.behind(markup, csv, key, wrong)


def _form(key: str) -> Literal["kaart", "tegels"]:
    chosen = st.radio(
        "Vorm van de kaart", list(_FORMS), format_func=_FORMS.__getitem__, horizontal=True,
        label_visibility="collapsed", key=f"vorm_{key}",
    )  # fmt: skip
    return "tegels" if chosen == "tegels" else "kaart"
