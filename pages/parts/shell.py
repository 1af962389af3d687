"""What stands around every page: logo, footer, and the page for when nothing was published."""

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.parts import show
from pages.parts.web import STATIC
from peil import labels
from peil.mapfiles import read_map_files
from peil.numbers import format_date
from peil.palette import palette
from peil.places import work_root

if TYPE_CHECKING:
    from peil.desk import Desk

ICON = str(STATIC / "icoon.svg")
#: Two gauge-staff blocks, as on the staffs that show the water level against NAP.
_BLOCKS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="34" viewBox="0 0 18 34">'
    '<rect width="18" height="34" rx="2" fill="{staff}"/><g fill="{ground}">'
    '<path d="M3 3h8v2.4H6v2.4h3v2.4H6v2.4h5V15H3z"/>'
    '<path d="M15 31H7v-2.4h5v-2.4H9v-2.4h3v-2.4H7V19h8z"/></g></svg>'
)


def logo() -> str:
    """Return the logo as SVG, in the colours of the theme."""
    colours = palette(dark=st.context.theme.type == "dark")
    return _BLOCKS.format(staff=colours.petrol, ground=colours.card)


def footer(desk: "Desk") -> None:
    """Say from when the figures are, under which rule they were published, and what is owed."""
    stamp = desk.snapshot
    parts = [
        f"Stand van {format_date(stamp.gepubliceerd_op)}",
        f"Gepubliceerd {stamp.regel}",
        read_map_files(work_root(), stamp.stand).credit or labels.CREDIT,
    ]
    text = " · ".join(escape(part) for part in parts)
    show.show_html(
        f'<footer class="foot num"><span>{text}</span>'
        '<span><a href="wijzigingen">Wat is er veranderd?</a> · '
        '<a href="verantwoording">Zo rekenen wij</a> · '
        '<a href="toegankelijkheid">Toegankelijkheid</a></span></footer>',
        key="voet",
    )


def no_snapshot() -> None:
    """Tell how to get figures when there are none."""
    show.show_html(
        "<h1>Er zijn nog geen cijfers</h1>"
        '<p class="lead">Begin met een levering: kies bij <a href="aanlevering">Aanlevering</a> '
        "een bron en een bestand. Daarna ziet u hier de cijfers.</p>"
        "<dl><dt>Liever eerst oefenen?</dt><dd><code>peil demo</code> maakt een map met "
        "ingebouwde cijfers</dd><dt>Vanaf de opdrachtregel</dt><dd><code>peil laad</code> "
        "en dan <code>peil publiceer</code></dd></dl>",
        key="geen_cijfers",
    )
    st.button("Kijk opnieuw", key="opnieuw")
