"""One indicator: where, who is high or low, over time, in parts, and what it means."""

import streamlit as st

from pages.parts import about, choose, drawn, explained, show
from pages.parts.mapping import show_areas
from pages.parts.mapviews import Block
from peil.catalogue import Indicator
from peil.desk import Desk
from peil.loket import Loket
from peil.question import MAP_PARTS, Question


def page(desk: Desk, loket: Loket) -> None:
    """Show one indicator: the chosen area among all areas of the lowest level."""
    vraag = choose.question(desk, "indicator", met_indicator=True, own=MAP_PARTS)
    indicator = desk.indicator(vraag.indicator)
    thema = desk.catalogue.themas[indicator.thema].titel
    choose.header(
        desk, vraag, "indicator", indicator.titel, f"{thema} · {indicator.type}",
        (choose.GEBIED, choose.INDICATOR, choose.PERIODE, choose.VERGELIJK),
    )  # fmt: skip
    if not vraag.periode:
        show.empty(f"Van {indicator.titel} zijn nog geen cijfers geleverd.")
    else:
        _figures(desk, vraag, indicator)
        explained.show_for_indicator(desk, loket, vraag, indicator)
    with show.card("betekenis"):
        show.heading("Wat betekent dit cijfer?", level=3, waits=True)
        show.show_html(about.definition(desk, indicator), key="definitie")


def _figures(desk: Desk, vraag: Question, indicator: Indicator) -> None:
    everyone = desk.figures(
        indicator.slug, niveau=indicator.laagste_niveau, periode=vraag.periode
    )  # fmt: skip
    eenheid = desk.areas.ancestors(vraag.gebied).get("eenheid")
    rows = [f for f in everyone if eenheid is None or f.eenheid_code == eenheid.code]
    own = next(iter(desk.figures(indicator.slug, gebied=vraag.gebied, periode=vraag.periode)), None)
    show.lead(about.summary(own, indicator))
    show.fictief_note(any(f.is_fictief for f in rows) or bool(own and own.is_fictief))
    show.heading("De cijfers")
    if indicator.laagste_niveau == "gemeente" and len(rows) > 1:
        codes = tuple(sorted(f.gebied_code for f in rows))
        show_areas(desk, vraag, Block(indicator, codes, "eenheid", "indicator"))
        rows = []
    beside = len(rows) > 1 or bool(indicator.uitsplitsing)
    left, right = st.columns([7, 5]) if beside else (st.container(), st.container())
    with left:
        drawn.over_time(desk, vraag, indicator)
    with right:
        if len(rows) > 1:
            drawn.ranked(desk, vraag, indicator, rows)
        for split in indicator.uitsplitsing:
            drawn.parts(desk, vraag, indicator, split)
