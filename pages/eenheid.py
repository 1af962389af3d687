"""The eenheid: key figures, wat opvalt, map and ranking, trend against Nederland."""

import streamlit as st

from pages.parts import choose, drawn, gather, panels, show
from pages.parts.mapping import show_map
from peil import strips, titles
from peil.catalogue import Indicator
from peil.desk import Desk
from peil.figure import Figure
from peil.lead import lead_sentences
from peil.numbers import format_date
from peil.question import Question


def page(desk: Desk) -> None:
    """Show the eenheid on one indicator, with the key figures of all."""
    vraag = choose.question(desk, "eenheid", niveau="eenheid", met_indicator=True)
    indicator, code = desk.indicator(vraag.indicator), vraag.gebied
    state = f"stand van {format_date(desk.snapshot.gepubliceerd_op)}"
    meta = " · ".join(filter(None, (choose.area_meta(desk, code), state)))
    controls = (choose.THEMA, choose.INDICATOR, choose.PERIODE)
    choose.header(desk, vraag, "eenheid", desk.areas.get(code).naam, meta, controls)
    _summary(desk, vraag, indicator)
    level = "gemeente" if indicator.laagste_niveau == "gemeente" else "district"
    codes = gather.inside(desk, code, level)
    figures = desk.figures(indicator.slug, gebied=codes, periode=vraag.periode)
    left, right = st.columns([7, 5])
    with left:
        _where(desk, indicator, figures, level)
    with right:
        panels.ranking(desk, indicator, figures, "eenheid", "ranglijst_eenheid")
    _through_the_years(desk, indicator, code)


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


def _where(desk: Desk, indicator: Indicator, figures: list[Figure], level: str) -> None:
    if level != "gemeente":
        with show.card("kaart_eenheid"):
            show.show_html(show.caption("Niet per gemeente", titles.units_line(figures, indicator)))
            show.empty("Dit cijfer bestaat alleen per district. De ranglijst toont de districten.")
        return
    highest = max((k.van for k in desk.classes(indicator.slug) if k.van is not None), default=None)
    show_map(
        desk,
        figures,
        indicator,
        title=drawn.where_title(figures, indicator, highest),
        units=titles.units_line(figures, indicator, "Dikke lijn: district"),
        source=drawn.source(desk, figures, indicator),
        key="eenheid",
        csv=lambda: desk.csv(figures),
    )


def _through_the_years(desk: Desk, indicator: Indicator, code: str) -> None:
    left, right = st.columns([7, 5])
    with left:
        country = [a.code for a in desk.areas.at("nederland")]
        panels.trend(desk, indicator, code, "trend_eenheid", beside=country)
    with right:
        districts = gather.inside(desk, code, "district")
        panels.multiples(desk, indicator, districts, code, "districten_eenheid")
