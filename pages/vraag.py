"""A question about one figure: what it says now, what was asked before, and the form to ask."""

import streamlit as st

from pages.parts import agreed, asked, choose, show
from peil import agreements
from peil.agreements import lists
from peil.desk import Desk
from peil.loket import Loket
from peil.records import Vraag


def page(desk: Desk, loket: Loket) -> None:
    """Show the figure of the address, and take the question about it."""
    vraag = choose.question(desk, "vraag", met_indicator=True)
    indicator = desk.indicator(vraag.indicator)
    choose.header(desk, vraag, "vraag", "Meld een fout in een cijfer", "Klopt een cijfer niet? "
                  "Uw vraag komt bij wie ernaar kan kijken.")  # fmt: skip
    figure = asked.find_figure(desk, vraag)
    if figure is None:
        return
    left, right = st.columns(2)
    with left, show.card("cijfer", figure.is_fictief):
        asked.show_figure(desk, figure, key="cijfer_gevraagd")
    with right, show.card("melden"):
        show.show_html('<div class="kop"><h2>Uw vraag</h2></div>', key="kop_melden")
        asked.ask(desk, loket, figure)
    earlier = [
        e
        for e in loket.newest(Vraag, {vraag.gebied})
        if e.record.indicator == indicator.slug and e.record.periode in ("", vraag.periode)
    ]
    if earlier:
        show.heading("Al gevraagd over dit cijfer")
        markup = lists.questions(
            agreements.questions_in_order(earlier), agreed.words(desk), with_area=False
        )
        show.show_html(markup, key="vragen_eerder")
