"""The parts of the page Afspraken: one afspraak with its history, a new one, and the list."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import agreed, controls, gather, show, stands, walk
from peil import agreements, handouts
from peil.agreements import Filter, lists
from peil.agreements.lists import Words
from peil.numbers import format_date
from peil.question import Question
from peil.records import AFSPRAAK_AARDEN, Afspraak, Entry
from peil.wording import upper_first

if TYPE_CHECKING:
    from peil.desk import Desk
    from peil.loket import Loket

_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: A list shows these rows; the others when asked for, so that what stands below can be found.
_FOLD: Final = 40
_WHOLE: Final = "afspraken_toon_alle"


def note(entries: Sequence[Entry[Afspraak]]) -> None:
    """Say once that afspraken were made up, if there are any."""
    if any(e.is_fictief for e in entries):
        all_of_them = all(e.is_fictief for e in entries)
        what = "Alle afspraken hier zijn" if all_of_them else "Afspraken met dit woord zijn"
        show.show_html(
            f'<div class="note" role="note"><span class="bar"></span><span>{show.FICTIEF}&ensp;'
            f"{what} <b>verzonnen</b>, om het dashboard te tonen. "
            '<a href="verantwoording#fictief">Wat is fictief?</a></span></div>',
            key="melding_fictief",
        )


def show_one(desk: "Desk", loket: "Loket", vraag: Question, chosen: Entry[Afspraak]) -> None:
    """Show one afspraak, what happened to it, and the form to change it."""
    known = agreed.words(desk)
    with show.card("afspraak", chosen.is_fictief):
        left, right = st.columns([6, 6])
        with left:
            show.show_html(lists.detail(chosen, known, stands.viewed_on(desk)), key="afspraak_een")
            versions = loket.history(Afspraak, chosen.record.onderwerp)
            show.show_html(lists.history(versions, "Geschiedenis"), key="afspraak_versies")
        with right:
            show.heading("Bijwerken", level=3)
            agreed.form(desk, loket, chosen.record.gebied, "lijst", afspraak=chosen)
        back = walk.address("afspraken", vraag.but(nummer=""))
        show.show_html(f'<a href="{back}">Sluit deze afspraak</a>', key="afspraak_sluit")


def show_new(desk: "Desk", loket: "Loket", vraag: Question) -> None:
    """Offer the form for a new afspraak; a link that names a norm item opens it."""
    with st.expander("Nieuwe afspraak", expanded=bool(vraag.item) and not vraag.nummer):
        code = _gemeente(desk, vraag)
        agreed.form(desk, loket, code, "nieuw", item=vraag.item)


def _gemeente(desk: "Desk", vraag: Question) -> str:
    if desk.areas.get(vraag.gebied).niveau == "gemeente":
        return vraag.gebied
    inside = gather.inside(desk, vraag.gebied, "gemeente")
    names = gather.names(desk)
    return st.selectbox(
        "Met welke gemeente?", inside, format_func=names.__getitem__, key="afspraak_gemeente"
    )


def show_list(desk: "Desk", vraag: Question, entries: Sequence[Entry[Afspraak]]) -> None:
    """Show the list as it was narrowed, and offer exactly that to take along."""
    show.heading("Alle afspraken", "Wat te laat is, staat bovenaan.")
    if not entries:
        show.empty("Nog geen afspraken. Leg de eerste vast in het bezoek.")
        return
    known = agreed.words(desk)
    narrowed = _narrow(vraag, entries, known)
    found = narrowed.keep(entries, stands.viewed_on(desk))
    if not found:
        show.empty("Geen afspraken met deze keuze. Kies bij een filter 'Alle'.")
        return
    with_area = desk.areas.get(vraag.gebied).niveau != "gemeente"
    # The rows behind the first are only made when they are asked for: there are hundreds.
    is_whole = len(found) <= _FOLD or st.session_state.get(_WHOLE, False)
    markup = lists.table(
        found if is_whole else found[:_FOLD],
        known,
        stands.viewed_on(desk),
        with_area=with_area,
        chosen=vraag.nummer,
    )
    show.show_html(markup, key="afspraken_lijst")
    if len(found) > _FOLD:
        st.toggle(f"Toon alle {len(found)} afspraken", key=_WHOLE)
    in_calendar = len(handouts.in_calendar(found))
    with st.container(horizontal=True, vertical_alignment="center", key="afspraken_mee"):
        agreed.calendar(desk, found, f"lijst_{vraag.gebied}")
        st.download_button(
            "Lijst (XLSX)",
            partial(_xlsx, desk, vraag, found, narrowed, known),
            f"afspraken_{vraag.gebied}.xlsx",
            _SHEET,
            key="xlsx_afspraken",
            on_click="ignore",
        )
        count = "deze ene afspraak" if len(found) == 1 else f"deze {len(found)} afspraken"
        show.show_html(
            f'<p class="small">De lijst bevat {count}. In de agenda: {in_calendar}. Daarin komt '
            "wat nog loopt en een datum heeft.</p>",
            key="afspraken_mee_uitleg",
        )


def _narrow(vraag: Question, entries: Sequence[Entry[Afspraak]], known: Words) -> Filter:
    records = [e.record for e in entries]
    years = sorted({str(r.bezoekjaar) for r in records if r.bezoekjaar}, reverse=True)
    items = sorted({r.item for r in records if r.item} | {vraag.item} - {""})
    columns = st.columns(4)
    with columns[0]:
        status = st.selectbox(
            "Status",
            ["", *agreements.STATUSES],
            format_func=lambda s: upper_first(s) or "Alle",
            key="afspraken_status",
        )
    with columns[1]:
        jaar = _in_address("Uit het bezoek van", "jaar", years, vraag.jaar, {})
    with columns[2]:
        aard = st.selectbox(
            "Soort",
            ["", *AFSPRAAK_AARDEN],
            format_func=lambda s: upper_first(s) or "Alle",
            key="afspraken_aard",
        )
    with columns[3]:
        item = _in_address("Normitem", "item", items, vraag.item, known.items)
    return Filter(status, jaar, aard, item)


def _in_address(
    label: str, name: str, options: Sequence[str], current: str, titles: Mapping[str, str]
) -> str:
    """Show a choice that stands in the address, so that the list can be mailed."""
    key = f"afspraken_{name}"
    st.session_state[key] = current if current in options else ""

    def text(option: str) -> str:
        return f"{option} {titles.get(option, '')}".strip() or "Alle"

    return st.selectbox(
        label,
        ["", *options],
        format_func=text,
        key=key,
        on_change=controls.changed,
        args=(key, name),
    )


def _xlsx(
    desk: "Desk",
    vraag: Question,
    found: Sequence[Entry[Afspraak]],
    narrowed: Filter,
    known: Words,
) -> bytes:
    header, rows = lists.export_rows(found, known, stands.viewed_on(desk))
    made_up = sum(e.is_fictief for e in found)
    notes = [
        ("Wat is dit?", "Afspraken en aanbevelingen uit de bezoeken over weerbaarheid"),
        ("Gebied", known.names[vraag.gebied]),
        ("Stand van", stands.viewed_on(desk)),
        ("Aantal", len(found)),
        ("Filter status", narrowed.status or "alle"),
        ("Filter bezoek", narrowed.bezoekjaar or "alle"),
        ("Filter soort", narrowed.aard or "alle"),
        ("Filter normitem", narrowed.item or "alle"),
        ("Fictief", f"{made_up} van deze {len(found)} zijn verzonnen; zie de kolom Fictief"),
        ("Cijfers", f"Gepubliceerd op {format_date(desk.snapshot.gepubliceerd_op)}"),
    ]
    newest = max(e.wanneer for e in found)
    return handouts.to_xlsx("Afspraken", header, rows, notes, newest)
