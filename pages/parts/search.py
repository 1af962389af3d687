"""The search box: every area, indicator and theme, found while one types.

search(desk, vraag, page)         draws it; a choice opens what was found
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.components.v2 import component

from pages.parts import scripts, walk
from peil.areas import Area
from peil.catalogue import Indicator
from peil.question import Question
from peil.titles import PLURAL
from peil.wording import upper_first

if TYPE_CHECKING:
    from peil.desk import Desk

Row = dict[str, str]
LABEL: Final = "Zoek gemeente, indicator of thema"
_SCRIPT: Final = (Path(__file__).parent / "zoek.js").read_text("utf-8")
_draw = component("zoeken", js=scripts.served("zoek", _SCRIPT), isolate_styles=False)


def search(desk: "Desk", vraag: Question, page: str) -> None:
    """Offer everything that can be found here; the choice opens its page."""
    groups = _groups(desk, desk.snapshot.inhoud, desk.viewer.rol)
    data = {"naam": page, "label": LABEL, "groepen": groups}
    found = _draw(data=data, key=f"zoek_{page}", on_ga_change=_ignore).ga
    if found:
        follow(str(found), vraag)


def follow(found: str, vraag: Question) -> None:
    """Open what was found: ``gebied:<code>``, ``indicator:<slug>`` or ``thema:<slug>``.

    A theme opens on the page of the eenheid, an indicator on its own page; the area stays.
    """
    kind, _, name = found.partition(":")
    if kind == "gebied":
        walk.open_area(name)
    elif kind == "indicator":
        walk.go("indicator", vraag.but(indicator=name, thema="", periode=""))
    elif kind == "thema":
        walk.go("eenheid", vraag.but(thema=name, indicator="", periode=""))


def _ignore() -> None:
    """Streamlit wants a callback before it hands back a choice."""


@st.cache_data(show_spinner=False, max_entries=8)
def _groups(_desk: "Desk", inhoud: str, rol: str) -> list[dict[str, Any]]:
    """Return what can be found, in groups; kept per publication and viewer's rol."""
    del inhoud, rol  # only there to keep answers apart
    areas = {
        niveau: [_area(_desk, a) for a in sorted(_desk.areas.at(niveau), key=lambda a: a.naam)]
        for niveau in ("gemeente", "district", "eenheid")
    }
    themes = [
        _row(f"thema:{t.slug}", t.titel, "", t.slug.replace("-", " "))
        for t in _desk.catalogue.by_theme()
    ]
    groups = [(upper_first(PLURAL[niveau]), rows) for niveau, rows in areas.items()]
    groups += [
        ("Thema's", themes),
        ("Indicatoren", [_indicator(_desk, i) for i in _desk.catalogue]),
    ]
    return [{"titel": title, "rijen": rows} for title, rows in groups if rows]


def _row(target: str, name: str, beside: str, also: str) -> Row:
    """Return one thing to find; ``also`` are words that are searched and not shown."""
    return {
        k: v for k, v in (("doel", target), ("naam", name), ("bij", beside), ("ook", also)) if v
    }


def _area(desk: "Desk", area: Area) -> Row:
    above = desk.areas.get(area.ouder).naam if area.ouder and area.niveau == "gemeente" else ""
    below = area.naam_lang.removeprefix(area.naam).strip(" ()") if area.niveau == "district" else ""
    # Who looks for a gemeente that merged finds the one it went into.
    merged = [
        a.naam for a in desk.areas.all if a.tot and desk.areas.present_code(a.code) == area.code
    ]
    also = " ".join(dict.fromkeys((*area.aliassen, *merged)))
    return _row(f"gebied:{area.code}", area.naam, above or below, also)


def _indicator(desk: "Desk", indicator: Indicator) -> Row:
    theme = desk.catalogue.themas[indicator.thema].titel
    also = f"{indicator.telwoord} {indicator.slug.replace('-', ' ')}"
    return _row(f"indicator:{indicator.slug}", indicator.titel, f"{indicator.code} · {theme}", also)
