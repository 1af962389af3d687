"""Samples of what is not a figure: colours, type, controls, notes and states."""

from html import escape
from typing import Final

import streamlit as st

from pages.parts import show
from peil import normgrid, strips
from peil.labels import FICTIEF

_TOKENS: Final = (
    ("Grond en inkt", ("ground", "card", "line", "control", "ink2", "ink")),
    ("Rollen", ("petrol", "petrol-soft", "hoger", "lager", "fic", "fout")),
    ("Oplopend, van laag naar hoog", ("s1", "s2", "s3", "s4", "s5")),
    ("Verschil, van veel lager naar veel hoger", ("d1", "d2", "d3", "d4", "d5")),
    ("Soorten, altijd met hun naam erbij", ("c1", "c2", "c3", "c4", "c5")),
)
_TYPE: Final = (
    ("t-h1", "Titel van de pagina", "h1 40/48"),
    ("lead", "De samenvatting zegt in één zin wat er te zien is.", "lead 26/36"),
    ("t-h2", "Titel van een deel", "h2 24/32"),
    ("ct", "Titel van een grafiek: wat men ziet", "grafiek 20/27"),
    ("find", "Een bevinding in gewone woorden.", "bevinding 19/26"),
    ("", "Gewone tekst: korte zinnen, taalniveau B1. 1.234,5 op 21 november 2026.", "tekst 16/24"),
    ("cs", "Bijschrift: meeteenheid, jaar en marge.", "bijschrift 14/20"),
    ("small", "Klein: bron en peildatum.", "klein 13/20"),
)


def colours() -> None:
    """Show every token as a swatch with its name; light and dark follow the theme."""
    rows = "".join(
        f'<p class="cs">{escape(title)}</p><ul class="stalen">'
        + "".join(
            f'<li><i style="background:var(--{name})"></i><code>--{name}</code></li>'
            for name in names
        )
        + "</ul>"
        for title, names in _TOKENS
    )
    show.show_html(rows, key="stijl_stalen")


def letters() -> None:
    """Show each size of type as it is used, with its name."""
    rows = "".join(
        f'<div class="letter"><p class="{style}">{escape(text)}</p>'
        f'<span class="small">{escape(name)}</span></div>'
        for style, text, name in _TYPE
    )
    show.show_html(rows, key="stijl_letters_proef")


def controls() -> None:
    """Show the buttons and fields, also where they cannot be used."""
    left, middle, right = st.columns(3)
    with left:
        st.button("Gewone knop", key="stijl_knop")
        st.button("Belangrijkste knop", key="stijl_knop_eerst", type="primary")
        st.button("Knop die nu niet kan", key="stijl_knop_uit", disabled=True)
        st.download_button("Download als CSV", "voorbeeld", "voorbeeld.csv", key="stijl_csv")
    with middle:
        st.selectbox("Keuze uit een lijst", ("Voorbeeldstad", "Proefhaven"), key="stijl_lijst")
        st.multiselect(
            "Keuze van meer",
            ("Voorbeeldstad", "Proefhaven", "Testveen"),
            ["Voorbeeldstad"],
            key="stijl_meer",
            placeholder="Kies een of meer gebieden",
        )
        st.radio("Vorm", ("Kaart", "Tegels"), horizontal=True, key="stijl_keuze")
        st.checkbox("Toon ook eerdere jaren", key="stijl_vinkje")
    with right:
        st.text_input("Zoeken", placeholder="Zoek gemeente of indicator", key="stijl_tekst")
        st.text_area("Toelichting", "Schrijf geen namen van personen.", key="stijl_toelichting")
    with st.expander("Tabel en download"):
        st.write("Wat hierin staat, wordt pas gemaakt als het open gaat.")


def notes() -> None:
    """Show the notes beside figures and the tag of what was made up."""
    show.fictief_note(True)
    show.show_html(
        strips.block(strips.fictief_note(["Voorbeeldcijfer"], "verantwoording#fictief"))
        + f'<p class="small">Het merk staat bij elk verzonnen cijfer: {FICTIEF}</p>'
        '<div class="foot"><span>Bron: verzonnen voor deze pagina. Peildatum: 22 november 2026.'
        "</span></div>",
        key="stijl_noten_proef",
    )


def states() -> None:
    """Show the three states in which there is no figure to see."""
    left, middle, right = st.columns(3)
    with left:
        show.empty("Nog geen afspraken. Leg de eerste vast in het bezoek.")
    with middle:
        show.loading()
    with right:
        # As it looks, without its role: a page of samples must not sound an alarm.
        show.show_html(
            '<div class="state fout"><span>De kaart laadt niet. De tabel werkt wel. '
            "Probeer opnieuw.</span></div>",
            key="stijl_fout",
        )


def norm() -> None:
    """Show the marks of how an item of the norm stands."""
    show.show_html(normgrid.legend(), key="stijl_norm_proef")
