"""Where one figure comes from: how it was computed, and the leveringen and lines that made it."""

from collections.abc import Sequence

import streamlit as st

from pages.parts import about, asked, choose, show, traced, walk
from peil import sheet
from peil.desk import Desk
from peil.figure import Figure
from peil.loket import Loket
from peil.origin import Reference
from peil.question import Question

_TITLE = "Waar komt dit cijfer vandaan?"


def page(desk: Desk, loket: Loket) -> None:
    """Show the sheet of the figure in the address."""
    vraag = choose.question(desk, "herkomst", met_indicator=True, own=("deel",))
    indicator = desk.indicator(vraag.indicator)
    choose.header(desk, vraag, "herkomst", _TITLE, indicator.titel)
    figure = asked.find_figure(desk, vraag)
    if figure is None:
        return
    cells = desk.references(figure)
    left, right = st.columns([5, 7])
    with left, show.card("cijfer", figure.is_fictief):
        asked.show_figure(desk, figure, key="herkomst_cijfer")
        show.show_html(_ways(vraag), key="herkomst_wegen")
    with right, show.card("berekening"):
        title = '<div class="kop"><h2>Zo is het berekend</h2></div>'
        part = f'<p class="small">Onderdeel: {about.part_title(indicator, vraag.deel)}</p>'
        markup = title + (part if vraag.deel else "") + _sum(desk, figure, cells)
        show.show_html(markup, key="herkomst_som")
    if cells:
        traced.show_cells(desk, loket, figure, cells)


def _sum(desk: Desk, figure: Figure, cells: Sequence[Reference]) -> str:
    people = desk.denominator_source(figure)
    return sheet.computation(figure, desk.indicator(figure.indicator), cells, people)


def _ways(vraag: Question) -> str:
    links = (
        (walk.address("indicator", vraag), "Terug naar de indicator"),
        (walk.address("vraag", vraag.but(uitsplitsing="")), "Meld een fout in dit cijfer"),
    )
    found = "".join(f'<a href="{link}">{text}</a>' for link, text in links)
    return f'<p class="hk-terug">{found}</p>'
