"""What a levering changes on the dashboard: how many figures, and the largest changes first."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.parts import aanlever_lists as lists
from pages.parts import show
from peil.levering import Voorbeeld
from peil.numbers import format_count

if TYPE_CHECKING:
    from peil.catalogue import Catalogue


def show_changes(
    catalogue: "Catalogue",
    seen: Voorbeeld,
    title: str,
    key: str = "nieuw",
    *,
    is_done: bool = False,
) -> None:
    """Show the changes of a preview.

    Args:
        catalogue: names indicators and their meeteenheid.
        seen: what would change.
        title: what this is, as a heading.
        key: unique on the page.
        is_done: when it changed already.
    """
    tag = f" {show.FICTIEF}" if any(c.is_fictief for c in seen.grootste) else ""
    said = " ".join([f"{lists.counted(seen.aantallen, is_done=is_done)}.", *_remarks(seen)])
    show.show_html(
        f'<h3 class="find">{escape(title)}{tag}</h3><p class="sub">{escape(said)}</p>',
        key=f"aanlever_wijzigt_{key}",
    )
    if not seen.grootste:
        return
    first, rest = seen.grootste[: lists.FIRST], seen.grootste[lists.FIRST :]
    show.show_html(
        lists.changes(catalogue.find, first, "De grootste wijzigingen", is_done=is_done),
        key=f"aanlever_grootste_{key}",
    )
    if not rest:
        return
    more = f", van {format_count(seen.aantal)}" if seen.aantal > len(seen.grootste) else ""
    fold = st.expander(
        f"Toon er nog {len(rest)}{more}", key=f"aanlever_meer_{key}", on_change="rerun"
    )
    if fold.open:
        with fold:
            show.show_html(
                lists.changes(catalogue.find, rest, "Meer wijzigingen", is_done=is_done),
                key=f"aanlever_rest_{key}",
            )


def _remarks(seen: Voorbeeld) -> Iterator[str]:
    if seen.wachten == 1:
        yield "Er wacht al 1 andere wijziging op publicatie. Die telt hier mee."
    elif seen.wachten:
        count = format_count(seen.wachten)
        yield f"Er wachten al {count} andere wijzigingen op publicatie. Die tellen hier mee."
    if seen.alleen_teken:
        count = format_count(seen.alleen_teken)
        yield f"Van {count} blijft het getal gelijk; alleen voorlopig of fictief wordt anders."
    if seen.weggelaten:
        yield f"Van eerdere leveringen vallen {format_count(seen.weggelaten)} regels weg."
    if any(c.teller_na not in (None, c.waarde_na) for c in seen.grootste):
        yield "Tussen haakjes staat het aantal."
    if any(c.is_voorlopig_voor or c.is_voorlopig_na for c in seen.grootste):
        yield "Een * betekent: voorlopig."
