"""The clickable map: geometry by static address, values per rerun, drawn as SVG in the browser."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, cast

from streamlit.components.v2 import component

from peil.catalogue import Indicator
from peil.figure import Figure
from peil.maps import Klasse, map_payload
from peil.palette import theme_variables
from peil.terms import Niveau

_HERE: Final = Path(__file__).parent


_CSS: Final = f":host{{{theme_variables()}}}\n{(_HERE / 'areamap.css').read_text('utf-8')}"
_JS: Final = (_HERE / "areamap.js").read_text("utf-8")
_draw = component("peil_kaart", css=_CSS, js=_JS)


def _ignore() -> None:
    """Streamlit wants a callback before it hands back a click."""


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
    return draw_map(payload, urls, vorm=vorm, key=key)


def draw_map(
    payload: Mapping[str, Any],
    urls: Mapping[str, str],
    *,
    vorm: Literal["kaart", "tegels"] = "kaart",
    key: str = "kaart",
) -> str | None:
    """Draw a map of anything that has a look, a sign and words per area; return the click."""
    data = {**payload, "urls": dict(urls), "vorm": vorm}
    result = _draw(key=key, data=data, on_gebied_change=_ignore)
    return cast("str | None", getattr(result, "gebied", None))
