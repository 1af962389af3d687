"""The profile of a gemeente: lead, theme cards, duiding, weerbaarheid, afspraken, peers."""

import streamlit as st

from pages.parts import (
    agreed,
    choose,
    explained,
    gather,
    normpage,
    panels,
    profile,
    reporting,
    show,
)
from peil.desk import Desk
from peil.lead import lead_sentences
from peil.loket import Loket


def page(desk: Desk, loket: Loket) -> None:
    """Show everything we know of one gemeente."""
    vraag = choose.question(desk, "gemeente", niveau="gemeente")
    area, code = desk.areas.get(vraag.gebied), vraag.gebied
    district = desk.areas.ancestors(code).get("district")
    meta = " · ".join(filter(None, (choose.area_meta(desk, code), district and district.naam)))
    controls = (choose.GEBIED, choose.PERIODE, choose.VERGELIJK)
    choose.header(desk, vraag, "gemeente", area.naam, meta, controls)
    reporting.show_button(desk, loket, code, gather.year_of(vraag))
    figures = gather.in_order(desk, desk.profile(code, gather.year_of(vraag)))
    years = {slug: series for (slug, _), series in gather.years(desk, code).items()}
    sentences = lead_sentences(figures, desk.catalogue, years)
    panels.summary(desk, vraag, "gemeente", sentences, figures, [code])
    profile.cards_by_theme(desk, vraag, figures, years)
    explained.show_explained(desk, loket, vraag)
    left, right = st.columns([7, 5])
    with left:
        normpage.show_block(desk, loket, vraag)
    with right:
        agreed.show_block(desk, loket, vraag)
    profile.among_peers(desk, vraag, figures)
    show.download(desk, figures, f"profiel_{code}")
