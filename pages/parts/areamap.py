"""The clickable map: geometry by static address, values per rerun, drawn as SVG in the browser.

    area_map(payload, urls, vorm="kaart", key="kaart") -> Picked(kies, open, periode)

What to draw comes from `peil.maps.map_payload` or `peil.maps.status_payload`. Streamlit sends the
script of a component along with every rerun: ours is two lines that fetch the real one, once, by
an address that holds the hash of its content.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from streamlit.components.v2 import component

from pages.parts import scripts
from pages.parts.packing import packed

_PARTS: Final = Path(__file__).parent / "static" / "kaart"


def version(parts: Path) -> str:
    """Return a hash of a folder of scripts; they fetch each other below an address that holds it.

    Args:
        parts: the folder; everything in it counts.
    """
    content = b"".join(path.read_bytes() for path in sorted(parts.iterdir()))
    return hashlib.sha256(content).hexdigest()[:12]


_JS: Final = scripts.stub(f"./stijl/v/{version(_PARTS)}/kaart/main.js", "kaart")
_draw = component("peil_kaart", js=_JS, isolate_styles=False)
_hold = component("peil_kaart_inhoud", js=_JS.replace('"kaart"', '"inhoud"'), isolate_styles=False)
#: What changes without another figure: it travels apart, so that the figures are not resent.
_LIGHT: Final = ("gekozen", "toon", "titel", "onder", "bron")


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
    heavy = {name: value for name, value in payload.items() if name not in _LIGHT}
    text = _json({**heavy, "kaart": key})
    content = hashlib.sha256(text.encode()).hexdigest()[:12]
    _hold(key=f"inhoud_{key}", data=packed(f'{{"inhoud":"{content}",{text[1:]}'))
    light = {name: payload[name] for name in _LIGHT}
    light |= {"kaart": key, "inhoud": content, "urls": dict(urls), "vorm": vorm}
    done = _draw(
        key=key,
        data=packed(_json(light)),
        on_kies_change=_ignore,
        on_open_change=_ignore,
        on_periode_change=_ignore,
    )
    return Picked(*(getattr(done, name, None) for name in ("kies", "open", "periode")))


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
