"""The map on a page: an own SVG component that fetches its geometry once, by its address.

    show_map(desk, figures, indicator, key=, title=, units=, gekozen=None, niveau benchmark="eenheid")
"""

import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from pages.parts import show, walk
from peil import maps, places, tables
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.terms import Niveau

if TYPE_CHECKING:
    from peil.desk import Desk

_SCRIPT = (Path(__file__).parent / "kaart.js").read_text("utf-8")
_map = st.components.v2.component("kaart", js=_SCRIPT, isolate_styles=False)


def addresses() -> dict[str, str]:
    """Return the addresses of the built geometry: gemeenten, districten, tegels."""
    index = places.work_root() / "kaart" / "kaart.json"
    if not index.exists():
        return {}
    return maps.geometry_urls(json.loads(index.read_text("utf-8")), "./kaart")


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
    """Show one figure per gemeente on the map, with its legend, source, table and download.

    A click, or Enter on the area that has the focus, opens that area.
    """
    urls = addresses()
    fictief = any(f.is_fictief for f in figures)
    with show.card(key, fictief):
        show.show_html(show.caption(title, units, fictief=fictief), key=f"kop_{key}")
        if "gemeenten" in urls:
            payload = maps.map_payload(
                figures, indicator, desk.classes(indicator.slug), benchmark=benchmark,
                gekozen=gekozen,
            )  # fmt: skip
            wanted = {k: urls[k] for k in ("gemeenten", "districten") if k in urls}
            clicked = _map(data=payload | wanted, key=f"vlak_{key}", on_ga_change=show.ignore).ga
            if clicked:
                walk.follow(str(clicked))
        else:
            show.error("De kaart is niet gebouwd. De tabel werkt wel. Voer 'peil publiceer' uit.")
        foot = f"{escape(source)}<br>{escape(show.CREDIT)}"
        show.show_html(f'<div class="foot"><span>{foot}</span></div>', key=f"voet_{key}")
        show.behind(tables.figures_table(figures, indicator, benchmark=benchmark), csv, key)
