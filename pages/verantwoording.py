"""How the figures came about: sources, methods, checks, what is fictief, and what we owe."""

from html import escape
from pathlib import Path

import streamlit as st

from pages.parts import choose, happened, ledger, show
from peil.desk import Desk
from peil.mapfiles import read_map_files
from peil.numbers import format_date
from peil.places import work_root

_TEXTS = Path(__file__).parent / "parts"
_CONTENTS = (
    ("fictief", "Wat is fictief?"),
    ("indicatoren", "Indicatoren"),
    ("bronnen", "Bronnen en leveringen"),
    ("methoden", "Zo rekenen wij"),
    ("controles", "Controles"),
    ("gepubliceerd", "Gepubliceerde cijfers"),
    ("gebeurtenissen", "Gebeurtenissen"),
    ("gebieden", "Gebieden"),
    ("grenzen", "Grenzen en kaart"),
)


def page(desk: Desk) -> None:
    """Show everything a reader needs to trust the figures, or not."""
    vraag = choose.question(desk, "verantwoording")
    stamp = desk.snapshot
    meta = f"Gepubliceerd op {format_date(stamp.gepubliceerd_op)}, {stamp.regel}"
    choose.header(desk, vraag, "verantwoording", "Verantwoording", meta, controls=())
    links = " · ".join(f'<a href="#{name}">{escape(text)}</a>' for name, text in _CONTENTS)
    show.show_html(f'<nav class="inhoud" aria-label="Op deze pagina">{links}</nav>', key="inhoud")
    _section("fictief", "Wat is fictief?", ledger.fictitious(desk))
    _section("indicatoren", "Indicatoren", ledger.indicators(desk))
    came_in = ledger.sources(desk) + ledger.deliveries(desk) + ledger.journal(desk)
    _section("bronnen", "Bronnen en leveringen", came_in)
    show.show_html((_TEXTS / "methods.html").read_text("utf-8"), key="methoden")
    with st.expander("Spreiding per indicator"):
        show.show_table(ledger.dispersions(desk), key="spreiding")
    _section(
        "controles", "Controles", ledger.crosschecks(desk) + ledger.rejected(desk),
        "We leggen onze cijfers naast wat anderen publiceerden. Elk verschil staat er.",
    )  # fmt: skip
    _section("gepubliceerd", "Gepubliceerde cijfers", "")
    with st.expander("Alle gepubliceerde cijfers met hun bron"):
        show.show_table(ledger.published(desk), key="gepubliceerd_tabel")
    _section(
        "gebeurtenissen", "Gebeurtenissen", happened.events(desk),
        "Dit staat in de grafieken op de tijdas. Bewijs voor een oorzaak is het niet.",
    )  # fmt: skip
    _section("gebieden", "Gebieden", ledger.areas(desk))
    credit = (_TEXTS / "credit.html").read_text("utf-8")
    built = read_map_files(work_root(), stamp.stand)
    held = f"<p>Op de kaart nu: {escape(built.credit)}. {escape(built.herkomst)}</p>"
    credit += held if built.herkomst else ""
    content = (
        f"<p>Inhoud van deze publicatie: <code>{escape(stamp.inhoud)}</code>. Op de pagina "
        '<a href="wijzigingen">Wat is er veranderd?</a> staan alle eerdere standen. '
        "U kunt ze daar bekijken en vergelijken.</p>"
    )
    show.show_html(credit + content, key="grenzen")


def _section(name: str, title: str, markup: str, sub: str = "") -> None:
    under = f'<p class="sub">{escape(sub)}</p>' if sub else ""
    show.show_html(f'<h2 id="{name}">{escape(title)}</h2>{under}{markup}', key=f"deel_{name}")
