"""The widgets of a page's header: each turns a choice into the next question.

They are drawn by ``choose.header``; pages need nothing from here but ``area_name``.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.parts import walk
from peil.clock import today
from peil.periods import parse_period
from peil.question import Question
from peil.terms import Niveau

if TYPE_CHECKING:
    from peil.areas import Area
    from peil.desk import Desk

GEBIED = "gebied"
THEMA = "thema"
INDICATOR = "indicator"
PERIODE = "periode"
VERGELIJK = "vergelijk"
#: The year and the pijler of a norm profile.
NORMJAAR = "jaar"
PIJLER = "pijler"


def area_name(area: "Area") -> str:
    """Return the name by which a reader knows an area: a district with what lies in it."""
    return area.naam_lang if area.niveau == "district" else area.naam


def crumb(desk: "Desk", vraag: Question, page: str, titel: str) -> str:
    """Return the way down to this view as markup: links, and the view itself as text.

    On the page of an area that area is the last step, on any other page the page is.
    """
    line = [
        area
        for niveau, area in reversed(desk.areas.ancestors(vraag.gebied).items())
        if niveau != "nederland"
    ]
    here = titel
    if page == walk.PAGE_OF[line[-1].niveau]:
        here = area_name(line.pop())
    parts = [
        f'<a href="{escape(walk.address(walk.PAGE_OF[a.niveau], vraag.but(gebied=a.code)))}">'
        f"{escape(area_name(a))}</a>"
        for a in line
    ]
    parts.append(f'<span aria-current="page">{escape(here)}</span>')
    return f'<nav class="crumb" aria-label="Kruimelpad">{"<i>›</i>".join(parts)}</nav>'


def _sorted(areas: Sequence["Area"]) -> list["Area"]:
    return sorted(areas, key=lambda a: a.naam)


def changed(key: str, name: str) -> None:
    """Turn a choice in a widget into the next question; for the callback of that widget."""
    value = st.session_state[key]
    asked = walk.remembered() or Question()
    if name == VERGELIJK:
        asked = replace(asked, vergelijk=tuple(value))
    elif name == THEMA:
        asked = asked.but(thema=value)
    else:
        asked = asked.but(**{name: value})
    walk.wish(asked)


def _select(
    label: str,
    name: str,
    page: str,
    options: Sequence[str],
    current: str,
    text: Callable[[str], str],
) -> None:
    key = f"keuze_{page}_{name}"
    st.session_state[key] = current if current in options else options[0]
    st.selectbox(label, options, format_func=text, key=key, on_change=changed, args=(key, name))


def _choose_area(desk: "Desk", vraag: Question, page: str) -> None:
    niveau = desk.areas.get(vraag.gebied).niveau
    levels: tuple[Niveau, ...] = ("eenheid", "district", "gemeente")
    fixed = page in levels
    found = [a for n in levels if n == niveau or not fixed for a in _sorted(desk.areas.at(n))]
    names = {a.code: area_name(a) for a in found}
    label = niveau.capitalize() if fixed else "Gebied"
    _select(label, GEBIED, page, list(names), vraag.gebied, names.__getitem__)


def _choose_theme(desk: "Desk", vraag: Question, page: str) -> None:
    names = {"": "Alle thema's"} | {t.slug: t.titel for t in desk.catalogue.by_theme()}
    _select("Thema", THEMA, page, list(names), vraag.thema, names.__getitem__)


def _choose_indicator(desk: "Desk", vraag: Question, page: str) -> None:
    names = {i.slug: i.titel for i in desk.catalogue if not vraag.thema or i.thema == vraag.thema}
    _select("Indicator", INDICATOR, page, list(names), vraag.indicator, names.__getitem__)


def _choose_period(desk: "Desk", vraag: Question, page: str) -> None:
    if vraag.indicator and page != "gemeente":
        options = desk.periods(vraag.indicator)
    else:
        options = ["", *_years(desk)]

    def text(option: str) -> str:
        return parse_period(option).label if option else "Nieuwste cijfers"

    _select("Periode", PERIODE, page, options or [""], vraag.periode, text)


def _years(desk: "Desk") -> list[str]:
    """Return the years in which anything was delivered, newest first."""
    kept: tuple[str, list[str]] = st.session_state.get("_jaren", ("", []))
    if kept[0] != desk.snapshot.inhoud:
        years = {str(parse_period(p).jaar) for i in desk.catalogue for p in desk.periods(i.slug)}
        kept = (desk.snapshot.inhoud, sorted(years, reverse=True))
        st.session_state["_jaren"] = kept
    return kept[1]


def _choose_peers(desk: "Desk", vraag: Question, page: str) -> None:
    key = f"keuze_{page}_{VERGELIJK}"
    names = {a.code: a.naam for a in _sorted(desk.areas.at("gemeente")) if a.code != vraag.gebied}
    st.session_state[key] = [code for code in vraag.vergelijk if code in names]
    st.multiselect(
        "Vergelijk met",
        list(names),
        format_func=names.__getitem__,
        placeholder="zelfde grootte",
        key=key,
        on_change=changed,
        args=(key, VERGELIJK),
    )


def _choose_norm_year(desk: "Desk", vraag: Question, page: str) -> None:
    first = desk.norms.versions[0].vanaf.year if desk.norms.versions else today().year
    years = {str(year) for year in range(first, today().year)} | {vraag.jaar} - {""}
    options = ["", *sorted(years, reverse=True)]
    _select("Jaar", NORMJAAR, page, options, vraag.jaar, lambda year: year or "Stand nu")


def _choose_pijler(desk: "Desk", vraag: Question, page: str) -> None:
    norm = desk.norms.newest
    names = {"": "Alle pijlers"} | {p.slug: p.titel for p in (norm.pijler if norm else ())}
    _select("Pijler", PIJLER, page, list(names), vraag.pijler, names.__getitem__)


CONTROLS: dict[str, Callable[["Desk", Question, str], None]] = {
    GEBIED: _choose_area,
    THEMA: _choose_theme,
    INDICATOR: _choose_indicator,
    PERIODE: _choose_period,
    VERGELIJK: _choose_peers,
    NORMJAAR: _choose_norm_year,
    PIJLER: _choose_pijler,
}
