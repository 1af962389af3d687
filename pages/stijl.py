"""Every component in every state, with made-up figures: to look at, to compare, to test.

The menu does not name it; makers and testers open it by its address.
"""

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.parts import sample_figures, sample_leveringen, sample_words, show
from peil.desk import Desk

#: Name (for its key and the test), title, and what draws it.
SECTIONS: Final[tuple[tuple[str, str, Callable[[], None]], ...]] = (
    ("kleuren", "Kleuren", sample_words.colours),
    ("letters", "Letters", sample_words.letters),
    ("kerncijfers", "Samenvatting en kerncijfers", sample_figures.key_figures),
    ("kaartjes", "Kaartjes, in elke stand", sample_figures.all_cards),
    ("kaarten", "Kaarten", sample_figures.all_maps),
    ("ranglijsten", "Ranglijst", sample_figures.rankings),
    ("verloop", "Verloop", sample_figures.trends),
    ("kleintjes", "Kleine grafieken naast elkaar", sample_figures.multiples),
    ("delen", "Uitsplitsing", sample_figures.breakdowns),
    ("tabellen", "Tabellen", sample_figures.heat),
    ("norm", "Standen van de norm", sample_words.norm),
    ("knoppen", "Knoppen en velden", sample_words.controls),
    ("noten", "Noten en merken", sample_words.notes),
    ("standen", "Leeg, laden en fout", sample_words.states),
    ("leveringen", "Leveringen", sample_leveringen.all_of),
)


def page(desk: Desk) -> None:
    """Show all sections, one below the other; none of the figures comes from the desk."""
    del desk
    show.show_html(
        '<h1>Stijl</h1><p class="sub">Alle onderdelen van het dashboard, in elke stand. '
        "De plaatsen en cijfers op deze pagina bestaan niet.</p>",
        key="stijl_kop",
    )
    for name, title, draw in SECTIONS:
        with st.container(key=f"deel_{name}"):
            show.heading(title)
            draw()
