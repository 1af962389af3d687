"""The clickable map: geometry by static address, values per rerun, drawn as SVG in the browser."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, cast

import streamlit as st

from peil.catalogue import Indicator
from peil.figure import Figure
from peil.maps import Klasse, map_payload
from peil.palette import theme_variables
from peil.terms import Niveau

_HERE: Final = Path(__file__).parent


def _renderer() -> Callable[..., Any]:
    css = f":host{{{theme_variables()}}}\n{(_HERE / 'areamap.css').read_text('utf-8')}"
    js = (_HERE / "areamap.js").read_text("utf-8")
    return st.components.v2.component("peil_kaart", css=css, js=js)


def area_map(
    figures: Sequence[Figure],
    indicator: Indicator,
    klassen: Sequence[Klasse],
    urls: Mapping[str, str],
    *,
    gekozen: str | None = None,
    benchmark: Niveau | None = "eenheid",
    vorm: Literal["kaart", "tegels"] = "kaart",
    key: str = "kaart",
) -> str | None:
    """Draw the map and return the ``gebied_code`` that was clicked in this run, or nothing.

    Args:
        figures: one figure per area, one period; only these areas are drawn.
        indicator: what is shown.
        klassen: the fixed classes of the indicator.
        urls: addresses of ``gemeenten``, ``districten`` and ``tegels``.
        gekozen: the code of the area with a heavy outline.
        benchmark: what the tooltip compares with.
        vorm: boundaries or equal hexagons.
        key: unique on the page.
    """
    payload = map_payload(figures, indicator, klassen, benchmark=benchmark, gekozen=gekozen)
    data = {**payload, "urls": dict(urls), "vorm": vorm}
    result = _renderer()(key=key, data=data, on_gebied_change=lambda: None)
    return cast("str | None", getattr(result, "gebied", None))
