"""The search box: every area, indicator and theme, found while one types.

search(desk, vraag, page)         draws it; a choice opens what was found
groups(desk) -> list              what can be found here
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from streamlit.components.v2 import component

from pages.parts import scripts, walk
from pages.parts.packing import packed
from peil.areas import Area
from peil.catalogue import Indicator
from peil.question import Question
from peil.titles import PLURAL
from peil.wording import upper_first

if TYPE_CHECKING:
    from peil.desk import Desk

Row = dict[str, str]
#: How heavy a group is to keep, in rows of figures: a hundred short lines at most.
_GROUP: Final = 20
LABEL: Final = "Zoek gemeente, indicator of thema"
_SCRIPT: Final = (Path(__file__).parent / "zoek.js").read_text("utf-8")
_draw = component("zoeken", js=scripts.served("zoek", _SCRIPT), isolate_styles=False)


def search(desk: "Desk", vraag: Question, page: str) -> None:
    """Offer everything that can be found here; the choice opens its page."""
    found = _draw(data=_sent(desk), key=f"zoek_{page}", on_ga_change=_ignore).ga
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


def groups(desk: "Desk") -> list[dict[str, Any]]:
    """Return all that this viewer can find, in groups; made once and shared, leave it as it is."""
    return desk.once("zoeken", lambda: _groups(desk), lambda found: len(found) * _GROUP)


def _sent(desk: "Desk") -> bytes:
    """Return what the box is given, packed once for every viewer who may find the same."""
    data = {"label": LABEL, "groepen": groups(desk)}
    return desk.once("zoeken verpakt", lambda: packed(json.dumps(data)), lambda found: 1)


def _groups(desk: "Desk") -> list[dict[str, Any]]:
    areas = {
        niveau: [_area(desk, a) for a in sorted(desk.areas.at(niveau), key=lambda a: a.naam)]
        for niveau in ("gemeente", "district", "eenheid")
    }
    themes = [
        _row(f"thema:{t.slug}", t.titel, "", t.slug.replace("-", " "))
        for t in desk.catalogue.by_theme()
    ]
    found = [(upper_first(PLURAL[niveau]), rows) for niveau, rows in areas.items()]
    found += [
        ("Thema's", themes),
        ("Indicatoren", [_indicator(desk, i) for i in desk.catalogue]),
    ]
    return [{"titel": title, "rijen": rows} for title, rows in found if rows]


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
