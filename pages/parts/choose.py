"""Choosing: the widgets, the question and the address say the same thing, always.

For pages:

    vraag = question(desk, page, niveau=None, met_indicator=False) -> Question
        The question of this view. ``page`` is the name of the page ("gemeente"). ``gebied`` is
        always filled and of ``niveau`` if that is given. With ``met_indicator`` also ``indicator``
        and ``periode`` (the newest delivered one, unless chosen) are filled; without it ``periode``
        is a chosen period or "". Unknown values in the address fall back, with a Dutch message.
    header(desk, vraag, page, titel, meta="", controls=(GEBIED, INDICATOR, PERIODE)) -> None
        Crumb, search, title and the controls: any of GEBIED, THEMA, INDICATOR, PERIODE, VERGELIJK.
    peers(desk, vraag) -> Peers(titel, codes)
        Vergelijkbare gemeenten: the reader's own group, or else the size class of the gemeente.
    walk.address(page, vraag.but(gebied=code)), walk.go(page, vraag), walk.open_area(code)
        Links to, and leaving for, another view; the question travels along.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from html import escape
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from pages.parts import show, walk
from peil.numbers import format_count
from peil.periods import parse_period
from peil.question import Question
from peil.terms import NIVEAUS, Niveau

if TYPE_CHECKING:
    from peil.areas import Area
    from peil.desk import Desk

GEBIED = "gebied"
THEMA = "thema"
INDICATOR = "indicator"
PERIODE = "periode"
VERGELIJK = "vergelijk"

_NAMES = frozenset(field.name for field in fields(Question))
_CHOSEN = "_gekozen"
_WRITTEN = "_geschreven"
_MESSAGES = "_meldingen"
_LAST = "_laatste_gebied"


@dataclass(frozen=True, slots=True)
class Peers:
    """The gemeenten that a gemeente is set against, and what that group is called."""

    titel: str
    codes: tuple[str, ...]


def question(
    desk: "Desk", page: str, niveau: Niveau | None = None, met_indicator: bool = False
) -> Question:
    """Return what this view asks, from the address or from the visit so far."""
    asked = _asked(desk)
    asked = replace(asked, gebied=_fit_area(desk, asked.gebied, niveau))
    _last()[desk.areas.get(asked.gebied).niveau] = asked.gebied
    walk.remember(asked)
    filled = _fill(desk, asked, niveau) if met_indicator else asked
    if met_indicator:
        walk.remember(replace(asked, indicator=filled.indicator))
    query = filled.to_query()
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query
    return filled


def _asked(desk: "Desk") -> Question:
    """Take the newest wish: a widget, an address that we did not write, or the last question."""
    remembered = walk.remembered()
    query = {k: v for k, v in st.query_params.to_dict().items() if k in _NAMES}
    if remembered and (
        st.session_state.pop(_CHOSEN, False)
        or not query
        or query == st.session_state.get(_WRITTEN)
    ):
        return remembered
    asked, messages = Question.from_query(query, desk.areas, desk.catalogue)
    if asked.gebied:
        asked = replace(asked, gebied=desk.areas.present_code(asked.gebied))
    st.session_state[_MESSAGES] = messages
    return asked


def _last() -> dict[str, str]:
    return st.session_state.setdefault(_LAST, {})


def _fit_area(desk: "Desk", code: str, niveau: Niveau | None) -> str:
    """Return the area itself, or the one of this level above or below it."""
    areas = desk.areas
    code = code or areas.at("eenheid")[0].code
    if niveau is None or areas.get(code).niveau == niveau:
        return code
    above = areas.ancestors(code).get(niveau)
    if above:
        return above.code
    inside = [a for a in areas.at(niveau) if code in {b.code for b in areas.ancestors(a.code).values()}]
    last = _last().get(niveau)
    if last in {a.code for a in inside}:
        return cast(str, last)
    return min(inside or areas.at(niveau), key=lambda a: a.naam).code


def _fill(desk: "Desk", asked: Question, niveau: Niveau | None) -> Question:
    indicator = asked.indicator
    if asked.thema and (not indicator or desk.catalogue[indicator].thema != asked.thema):
        indicator = next(i.slug for i in desk.catalogue if i.thema == asked.thema)
    if not indicator:
        indicator = next((i.slug for i in desk.catalogue if i.kop), next(iter(desk.catalogue)).slug)
    periods = desk.periods(indicator)
    periode = asked.periode
    if periode and periode not in periods:
        titel = desk.catalogue[indicator].titel
        instead = f"U ziet {parse_period(periods[0]).label}." if periods else ""
        _messages().append(
            f"Van {titel} zijn er geen cijfers over {parse_period(periode).label}. {instead}"
        )
        periode = ""
    return asked.but(indicator=indicator, periode=periode or (periods[0] if periods else ""))


def _messages() -> list[str]:
    return st.session_state.setdefault(_MESSAGES, [])


def header(
    desk: "Desk",
    vraag: Question,
    page: str,
    titel: str,
    meta: str = "",
    controls: Sequence[str] = (GEBIED, INDICATOR, PERIODE),
) -> None:
    """Draw the top of a page: crumb and search, title and controls."""
    with st.container(key="keuzes"):
        left, right = st.columns([8, 4], vertical_alignment="center")
        with left:
            show.show_html(_crumb(desk, vraag), key=f"kruimel_{page}")
        with right:
            _search(desk, vraag, page)
        left, right = st.columns([12 - 2 * max(len(controls), 1), 2 * max(len(controls), 1)],
                                 vertical_alignment="bottom")
        with left:
            under = f'<p class="meta num">{escape(meta)}</p>' if meta else ""
            show.show_html(f"<h1>{escape(titel)}</h1>{under}", key=f"titel_{page}")
        if controls:
            with right:
                for column, name in zip(st.columns(len(controls)), controls, strict=True):
                    with column:
                        _CONTROLS[name](desk, vraag, page)
    for message in st.session_state.pop(_MESSAGES, []):
        show.error(message)


def _crumb(desk: "Desk", vraag: Question) -> str:
    line = [
        area
        for niveau, area in reversed(desk.areas.ancestors(vraag.gebied).items())
        if niveau != "nederland"
    ]
    parts = [
        f'<a href="{escape(walk.address(walk.PAGE_OF[a.niveau], vraag.but(gebied=a.code)))}">'
        f"{escape(area_name(a))}</a>"
        for a in line[:-1]
    ]
    here = f'<span aria-current="page">{escape(area_name(line[-1]))}</span>'
    return f'<nav class="crumb" aria-label="Kruimelpad">{"<i>›</i>".join([*parts, here])}</nav>'


def _search(desk: "Desk", vraag: Question, page: str) -> None:
    """Offer every area and indicator; the choice opens its page."""
    turn = st.session_state.setdefault("_zoekbeurt", 0)
    areas = [a for niveau in NIVEAUS[:3] for a in _sorted(desk.areas.at(niveau))]
    names = {f"gebied:{a.code}": area_name(a) for a in areas}
    names |= {f"indicator:{i.slug}": f"{i.titel} ({i.code})" for i in desk.catalogue}
    found = st.selectbox(
        "Zoek gemeente of indicator",
        list(names),
        index=None,
        format_func=lambda option: names[option],
        placeholder="Zoek gemeente of indicator",
        label_visibility="collapsed",
        key=f"zoek_{page}_{turn}",
    )
    if found:
        st.session_state["_zoekbeurt"] = turn + 1
        kind, _, name = found.partition(":")
        if kind == "gebied":
            walk.open_area(name)
        walk.go("indicator", replace(vraag.but(indicator=name, thema=""), periode=""))


def _sorted(areas: Sequence["Area"]) -> list["Area"]:
    return sorted(areas, key=lambda a: a.naam)


def _changed(key: str, name: str) -> None:
    """Turn a choice in a widget into the next question."""
    value = st.session_state[key]
    asked = walk.remembered() or Question()
    if name == VERGELIJK:
        asked = replace(asked, vergelijk=tuple(value))
    elif name == THEMA:
        asked = asked.but(thema=value)
    else:
        asked = asked.but(**{name: value})
    walk.remember(asked)
    st.session_state[_CHOSEN] = True


def _select(
    label: str, name: str, page: str, options: Sequence[str], current: str, text: Callable[[str], str]
) -> None:
    key = f"keuze_{page}_{name}"
    st.session_state[key] = current if current in options else options[0]
    st.selectbox(label, options, format_func=text, key=key, on_change=_changed, args=(key, name))


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
    names = {
        i.slug: i.titel for i in desk.catalogue if not vraag.thema or i.thema == vraag.thema
    }
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
        on_change=_changed,
        args=(key, VERGELIJK),
    )


_CONTROLS: dict[str, Callable[["Desk", Question, str], None]] = {
    GEBIED: _choose_area,
    THEMA: _choose_theme,
    INDICATOR: _choose_indicator,
    PERIODE: _choose_period,
    VERGELIJK: _choose_peers,
}


def peers(desk: "Desk", vraag: Question) -> Peers:
    """Return vergelijkbare gemeenten: the own group, or else today's size class."""
    if vraag.vergelijk:
        return Peers("Eigen keuze", tuple(c for c in vraag.vergelijk if c != vraag.gebied))
    size = desk.inhabitants_now.get(vraag.gebied)
    if size is None or desk.areas.get(vraag.gebied).niveau != "gemeente":
        return Peers("Zelfde grootte", ())
    for row in desk.size_classes():
        if _within(size, row):
            codes = [
                a.code
                for a in desk.areas.at("gemeente")
                if a.code != vraag.gebied and _within(desk.inhabitants_now.get(a.code, -1), row)
            ]
            return Peers(f"Zelfde grootte: {row['naam']}", tuple(codes))
    return Peers("Zelfde grootte", ())


def _within(size: int, row: dict[str, Any]) -> bool:
    low, high = row["van_inwoners"], row["tot_inwoners"]
    return (low is None or size >= low) and (high is None or size < high)


def area_name(area: "Area") -> str:
    """Return the name by which a reader knows an area: a district with what lies in it."""
    return area.naam_lang if area.niveau == "district" else area.naam


def area_meta(desk: "Desk", code: str) -> str:
    """Return the line under the name of an area: its inhabitants."""
    found = desk.inhabitants(code)
    return f"{format_count(found[0])} inwoners op 1 januari {found[1]}" if found else ""
