"""The clickable map: geometry by static address, values per rerun, drawn as SVG in the browser.

    area_map(payload, urls, vorm="kaart", key="kaart") -> Picked(kies, open, periode)

What to draw comes from `peil.maps.map_payload` or `status_payload`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final, Literal

from streamlit.components.v2 import component

from peil.palette import theme_variables

_HERE: Final = Path(__file__).parent
_CSS: Final = f":host{{{theme_variables()}}}\n{(_HERE / 'areamap.css').read_text('utf-8')}"
_JS: Final = (_HERE / "areamap.js").read_text("utf-8")
_draw = component("peil_kaart", css=_CSS, js=_JS)


@dataclass(frozen=True, slots=True)
class Picked:
    """What the reader did in this run, each at most once; empty is ``None``.

    ``kies``: the area that was selected by click, tap or space; ``open``: the area on which Enter
    was pressed; ``periode``: the ``sleutel`` of the panel where playing stopped or was put.
    """

    kies: str | None = None
    open: str | None = None
    periode: str | None = None


def _ignore() -> None:
    """Streamlit wants a callback before it hands back a click."""


def area_map(
    payload: Mapping[str, Any],
    urls: Mapping[str, str],
    *,
    vorm: Literal["kaart", "tegels"] = "kaart",
    key: str = "kaart",
) -> Picked:
    """Draw a map and return what was picked on it in this run.

    Args:
        payload: of `peil.maps.map_payload` or `peil.maps.status_payload`.
        urls: addresses of the geometry files, of `peil.maps.geometry_urls`.
        vorm: boundaries or equal hexagons.
        key: unique on the page.
    """
    panel = next(p for p in payload["panelen"] if p["sleutel"] == payload["toon"])
    columns = zip(payload["codes"], panel["looks"], panel["tekens"], panel["woorden"], strict=True)
    items = "".join(
        f'<li><span class="vlak {name}" aria-hidden="true"></span><span>{escape(text)}</span></li>'
        for name, text in payload["legenda"]["vakken"]
    )
    data = {
        "gebieden": {
            code: {"look": look, "teken": mark, "woorden": words.split("\n")}
            for code, look, mark, words in columns
        },
        "gekozen": payload["gekozen"],
        "alt": panel["alt"],
        "legenda": f'<ul class="legenda" aria-label="Legenda">{items}</ul>',
        "credit": payload["credit"],
        "urls": dict(urls),
        "vorm": vorm,
    }
    result = _draw(key=key, data=data, on_gebied_change=_ignore)
    return Picked(kies=getattr(result, "gebied", None))
