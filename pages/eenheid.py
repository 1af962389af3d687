"""The eenheid: key figures, wat opvalt, map and ranking, trend against Nederland."""

import streamlit as st

from pages.parts import choose, explained, gather, panels, reporting, show
from pages.parts.mapping import show_areas
from pages.parts.mapviews import Block
from peil import strips
from peil.catalogue import Indicator
from peil.desk import Desk
from peil.lead import lead_sentences
from peil.loket import Loket
from peil.numbers import format_date
from peil.question import MAP_PARTS, Question
from peil.wording import is_rate


def page(desk: Desk, loket: Loket) -> None:
    """Show the eenheid on one indicator, with the key figures of all."""
    vraag = choose.question(desk, "eenheid", niveau="eenheid", met_indicator=True, own=MAP_PARTS)
    indicator, code = desk.indicator(vraag.indicator), vraag.gebied
    state = f"stand van {format_date(desk.snapshot.gepubliceerd_op)}"
    meta = " · ".join(filter(None, (choose.area_meta(desk, code), state)))
    several = (choose.GEBIED,) if len(desk.areas.at("eenheid")) > 1 else ()
    controls = (*several, choose.THEMA, choose.INDICATOR, choose.PERIODE)
    choose.header(desk, vraag, "eenheid", desk.areas.get(code).naam, meta, controls)
    reporting.show_button(desk, loket, code, gather.year_of(vraag))
    _summary(desk, vraag, indicator)
    if indicator.laagste_niveau in ("gemeente", "district"):
        _areas(desk, vraag, indicator)
    else:
        show.empty("Dit cijfer bestaat alleen voor de hele eenheid, niet per gemeente.")
    _through_the_years(desk, indicator, code)
    explained.show_explained(desk, loket, vraag)


def _areas(desk: Desk, vraag: Question, indicator: Indicator) -> None:
    """Show the areas of the lowest level on the map and in order."""
    level = indicator.laagste_niveau
    codes = gather.inside(desk, vraag.gebied, level)
    if level == "district":
        show.empty("Dit cijfer bestaat alleen per district, niet per gemeente.")
    show_areas(desk, vraag, Block(indicator, tuple(codes), "eenheid", "eenheid"))


def _summary(desk: Desk, vraag: Question, indicator: Indicator) -> None:
    code = vraag.gebied
    own = desk.figures(indicator.slug, gebied=code, periode=vraag.periode)
    history = {indicator.slug: desk.series(code, indicator.slug)}
    sentences = lead_sentences(own, desk.catalogue, history)
    newest = {f.indicator: f for f in desk.profile(code)}
    key = [(newest[i.slug], i) for i in desk.catalogue if i.kop and i.slug in newest]
    strip = strips.key_figures(key, gather.links(desk, vraag))
    shown = [*own, *(f for f, _ in key)]
    codes = [code, *gather.inside(desk, code, "gemeente")]
    panels.summary(desk, vraag, "eenheid", sentences, shown, codes, strip)


def _through_the_years(desk: Desk, indicator: Indicator, code: str) -> None:
    per_district = indicator.laagste_niveau in ("gemeente", "district")
    left, right = st.columns([7, 5]) if per_district else (st.container(), None)
    with left:
        # A number of cases says nothing beside that of a whole country.
        country = [a.code for a in desk.areas.at("nederland")] if is_rate(indicator) else []
        panels.trend(desk, indicator, code, "trend_eenheid", beside=country)
    if right is None:
        return
    with right:
        districts = gather.inside(desk, code, "district")
        panels.multiples(desk, indicator, districts, code, "districten_eenheid")
