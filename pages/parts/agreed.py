"""Afspraken on any page: the form to make or change one, and the card with the last ones.

entry = form(desk, loket, gebied, key, *, bezoekjaar=None, item="", indicator="",
             afspraak=None, aard="afspraak")
    The one form. Without ``afspraak`` it makes a new one; with one it changes that. What is
    typed lands at once. Returns the entry in the run right after it was kept, else nothing.
    The lists above it on the page already show it in that run.
show_block(desk, loket, vraag)
    The card 'Laatste afspraken' of one gemeente.
words(desk)
    Names and addresses for ``peil.agreements.lists``.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import streamlit as st

from pages.parts import filed, gather, show, stands, waiting, walk
from peil import agreements, handouts
from peil.agreements import lists
from peil.agreements.lists import Words
from peil.clock import today
from peil.errors import PeilError
from peil.numbers import format_date
from peil.periods import format_day, parse_day
from peil.question import Question
from peil.records import (
    AFSPRAAK_AARDEN,
    AFSPRAAK_STATUSSEN,
    Afspraak,
    AfspraakAard,
    Bezoek,
    Entry,
    make,
)
from peil.wording import upper_first

if TYPE_CHECKING:
    from peil.desk import Desk
    from peil.loket import Loket

_ROLE_HINT: Final = "Noem een functie, geen naam."
#: How many rows the card shows.
_FEW: Final = 5


def words(desk: "Desk") -> Words:
    """Return names and addresses for the lists."""
    norm = desk.norms.newest
    items = {name: item.titel for name, item in norm.items.items()} if norm else {}
    return Words(
        names=gather.names(desk),
        items=items,
        indicators={i.slug: i.titel for i in desk.catalogue},
        address=lambda page, query: walk.address(page, Question().but(**query)),
    )


def form(
    desk: "Desk",
    loket: "Loket",
    gebied: str,
    key: str,
    *,
    bezoekjaar: int | None = None,
    item: str = "",
    indicator: str = "",
    afspraak: Entry[Afspraak] | None = None,
    aard: AfspraakAard = "afspraak",
) -> Entry[Afspraak] | None:
    """Show the form for a new afspraak, or to change one.

    Args:
        desk: names of items and indicators.
        loket: where it is kept.
        gebied: code of the gemeente.
        key: unique on the page.
        bezoekjaar: the visit that is being held. A new afspraak comes from it; of an existing one
            it is the visit at which the result was established. Without it the form asks.
        item: the norm item that a new one is about.
        indicator: the indicator that a new one is about.
        afspraak: the newest version of the one to change.
        aard: what a new one is at first: "afspraak" or "aanbeveling".

    Returns:
        What was kept by the last press of the button, once.
    """
    if afspraak is not None:
        return _change(desk, loket, key, afspraak, bezoekjaar)
    known = words(desk)
    item = item if item in known.items else ""
    indicator = indicator if indicator in known.indicators else ""
    # Without the gemeente: who chooses another one keeps what was typed.
    base = "_".join(filter(None, ("afspraak", key, str(bezoekjaar or ""), item, indicator)))
    first = {
        "kenmerk": _mark(), "tekst": "", "aard": aard, "item": item, "indicator": indicator,
        "eigenaar": "", "deadline": "", "bezoekjaar": str(bezoekjaar or ""),
    }  # fmt: skip
    filed.sheet(base, 0, first)
    with _frame(base):
        _text(base)
        _about(loket, known, base, bezoekjaar)
        _who_and_when(loket, base)
        build, after = partial(_new, base, gebied), partial(_emptied, first)
        args = (loket, base, build, partial(_confirm, desk), after, False)
        _button("Afspraak vastleggen", base, args)
    return filed.tell(base)


def _change(
    desk: "Desk", loket: "Loket", key: str, before: Entry[Afspraak], bezoekjaar: int | None
) -> Entry[Afspraak] | None:
    base = f"afspraak_{key}_{before.record.kenmerk}"
    filed.sheet(base, before.versie, _fields(before.record))
    waiting.waiting(loket, before, filed.told(base), partial(filed.follow, base, _kept))
    with _frame(base):
        _text(base)
        _who_and_when(loket, base)
        _progress(base)
        build = partial(_changed, base, before.record, bezoekjaar)
        args = (loket, base, build, partial(_confirm, desk), _kept, True)
        _button("Wijziging bewaren", base, args)
    return filed.tell(base)


def _frame(base: str) -> AbstractContextManager[object]:
    return st.form(f"formulier_{base}", border=False, enter_to_submit=False)


def _text(base: str) -> None:
    st.text_area("Wat is afgesproken?", key=f"{base}_tekst", max_chars=500, height=96)


def _button(label: str, base: str, args: tuple[object, ...]) -> None:
    st.form_submit_button(
        label, type="primary", key=f"{base}_knop", on_click=filed.submit, args=args
    )


def _mark() -> str:
    return uuid4().hex[:12]


def _about(loket: "Loket", known: Words, base: str, bezoekjaar: int | None) -> None:
    left, right = st.columns(2)
    with left:
        st.radio(
            "Soort", AFSPRAAK_AARDEN, format_func=upper_first, horizontal=True, key=f"{base}_aard"
        )
        st.selectbox(
            "Normitem (mag leeg blijven)",
            ["", *known.items],
            format_func=lambda i: f"{i} {known.items[i]}" if i else "Geen",
            key=f"{base}_item",
        )
    with right:
        if bezoekjaar is None:
            held = {e.record.jaar for e in loket.newest(Bezoek)} | {today().year}
            years = [str(year) for year in sorted(held, reverse=True)]
            st.selectbox(
                "Uit het bezoek van",
                ["", *years],
                format_func=lambda year: year or "Niet uit een bezoek",
                key=f"{base}_bezoekjaar",
            )
        st.selectbox(
            "Cijfer (mag leeg blijven)",
            ["", *known.indicators],
            format_func=lambda i: known.indicators[i] if i else "Geen",
            key=f"{base}_indicator",
        )


def _who_and_when(loket: "Loket", base: str) -> None:
    left, right = st.columns(2)
    used = agreements.roles(loket.newest(Afspraak))
    with left:
        st.text_input("Eigenaar (functie)", key=f"{base}_eigenaar", max_chars=100)
        so = f" Bijvoorbeeld: {', '.join(used)}." if used else ""
        _hint(f"{_ROLE_HINT}{so}")
    with right:
        st.text_input("Deadline (dd-mm-jjjj)", key=f"{base}_deadline")
        _hint(f"Zo typt u een datum: {format_day(today())}.")


def _hint(text: str) -> None:
    # Streamlit's own caption is too light to read.
    show.show_html(f'<p class="small">{escape(text)}</p>')


def _progress(base: str) -> None:
    st.radio(
        "Status", AFSPRAAK_STATUSSEN, format_func=upper_first, horizontal=True, key=f"{base}_status"
    )
    st.text_area(
        "Wat kwam ervan terecht? (resultaat)",
        key=f"{base}_resultaat",
        max_chars=1000,
        height=96,
    )


def _typed(base: str) -> dict[str, Any]:
    """Return what every form has, or say in order what still lacks."""
    text, owner = filed.value(base, "tekst"), filed.value(base, "eigenaar")
    if len(text) < 3:
        raise PeilError("Schrijf eerst op wat is afgesproken.")
    if len(owner) < 2:
        raise PeilError(f"Vul de eigenaar in. {_ROLE_HINT}")
    day = filed.value(base, "deadline")
    return {"tekst": text, "eigenaar": owner, "deadline": parse_day(day) if day else None}


def _new(base: str, gebied: str) -> Afspraak:
    year = filed.value(base, "bezoekjaar")
    plain = {name: filed.value(base, name) for name in ("kenmerk", "aard", "item", "indicator")}
    return make(
        Afspraak, gebied=gebied, bezoekjaar=int(year) if year else None, **plain, **_typed(base)
    )


def _changed(base: str, before: Afspraak, bezoekjaar: int | None) -> Afspraak:
    typed = _typed(base)
    typed |= {name: filed.value(base, name) for name in ("status", "resultaat")}
    if bezoekjaar is not None and typed["resultaat"] != before.resultaat:
        typed["resultaat_jaar"] = bezoekjaar
    return make(Afspraak, **(before.model_dump() | typed))


def _fields(record: Afspraak) -> dict[str, Any]:
    return {
        "tekst": record.tekst,
        "eigenaar": record.eigenaar,
        "deadline": format_day(record.deadline),
        "status": record.status,
        "resultaat": record.resultaat,
    }


def _kept(entry: Entry[Afspraak]) -> Mapping[str, Any]:
    return _fields(entry.record)


def _emptied(first: Mapping[str, Any], entry: Entry[Afspraak]) -> Mapping[str, Any]:
    del entry
    return {**first, "kenmerk": _mark()}


def _confirm(desk: "Desk", entry: Entry[Afspraak]) -> str:
    record = entry.record
    place = desk.areas.get(record.gebied).naam
    by = f", klaar op {format_date(record.deadline)}" if record.deadline else ""
    if entry.versie == 1:
        return f"Vastgelegd voor {place}: {record.tekst} ({record.eigenaar}{by})."
    return f"Bewaard: {record.tekst} ({record.status}{by})."


def show_block(desk: "Desk", loket: "Loket", vraag: Question) -> None:
    """Show the card with the last afspraken of one gemeente: late ones first, whole list behind."""
    code = vraag.gebied
    entries = agreements.in_order(loket.newest(Afspraak, {code}))
    day = stands.viewed_on(desk)
    late = agreements.late_sentence(entries, day)
    under = " ".join(filter(None, (_last_visit(loket, code), late)))
    show.heading("Laatste afspraken", under, waits=True)
    with show.card("afspraken", any(e.is_fictief for e in entries[:_FEW])):
        if not entries:
            show.empty("Nog geen afspraken. Leg de eerste vast in het bezoek.")
        else:
            tag = show.FICTIEF if any(e.is_fictief for e in entries[:_FEW]) else ""
            markup = lists.short_list(entries[:_FEW], words(desk), day)
            show.show_html(
                f'<div class="kop"><p class="small">Te laat staat bovenaan</p>{tag}</div>{markup}',
                key="afspraken_kort",
            )
        with st.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            key="afspraken_voet",
        ):
            link = walk.address("afspraken", Question(gebied=code))
            count = f"Alle {len(entries)} afspraken" if len(entries) > 1 else "Alle afspraken"
            show.show_html(f'<a href="{link}">{count}</a>', key="afspraken_alle")
            calendar(desk, entries, code, kind="tertiary")


def _last_visit(loket: "Loket", code: str) -> str:
    held = [
        e.record
        for e in loket.newest(Bezoek, {code})
        if e.record.datum and e.record.status in ("gehouden", "vastgesteld")
    ]
    newest = max((r.datum for r in held if r.datum), default=None)
    return f"Laatste bezoek: {format_date(newest)}." if newest else ""


def calendar(
    desk: "Desk", entries: Sequence[Entry[Afspraak]], name: str, kind: str = "secondary"
) -> None:
    """Offer the calendar of these afspraken, when there is a date in it."""
    found = handouts.in_calendar(entries)
    if not found:
        return
    known, day = words(desk), stands.viewed_on(desk)
    st.download_button(
        "Agenda (ICS)",
        partial(_ics, found, known, day),
        f"afspraken_{name}.ics",
        "text/calendar",
        key=f"ics_{name}",
        on_click="ignore",
        type="tertiary" if kind == "tertiary" else "secondary",
    )


def _ics(entries: Sequence[Entry[Afspraak]], known: Words, day: date) -> bytes:
    def about(record: Afspraak) -> str:
        return ", ".join(text for text, _ in known.about(record))

    return handouts.to_ics(entries, known.names, day, about)


def inside(desk: "Desk", code: str) -> Collection[str]:
    """Return an area and everything in it, for which a list is asked."""
    below = {c for n in ("district", "gemeente") for c in gather.inside(desk, code, n)}
    return {code, *below}
