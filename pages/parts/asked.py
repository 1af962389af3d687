"""Questions about figures: to ask one, and to answer those of an area.

find_figure(desk, vraag)                       the figure of the address, or nothing and why
show_figure(desk, figure, key) -> None         what it says, as it was published
ask(desk, loket, figure) -> None               the form, and where to follow the question
show_questions(desk, loket, vraag, entries)    the list, and the one that is opened
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import streamlit as st

from pages.parts import agreed, filed, show, waiting, walk
from peil.agreements import lists
from peil.agreements.figure import asked_figure, figure_text
from peil.errors import PeilError
from peil.figure import Figure
from peil.numbers import format_date
from peil.question import Question
from peil.records import VRAAG_STATUSSEN, Entry, Vraag, make
from peil.wording import upper_first

if TYPE_CHECKING:
    from peil.desk import Desk
    from peil.loket import Loket

_ANALYST: Final = "RIEC-analist"


def find_figure(desk: "Desk", vraag: Question) -> Figure | None:
    """Return the figure that the address asks for; when there is none, say so."""
    found = desk.figures(
        vraag.indicator, gebied=vraag.gebied, periode=vraag.periode, uitsplitsing=vraag.deel
    )
    if not found:
        show.empty(
            "Dit cijfer is er niet voor dit gebied en deze periode. Kies hierboven een ander "
            "gebied, een andere indicator of een andere periode."
        )
        return None
    return found[0]


def show_figure(desk: "Desk", figure: Figure, key: str) -> None:
    """Show the figure in words, with the day of its publication."""
    published = format_date(desk.snapshot.gepubliceerd_op)
    indicator = desk.indicator(figure.indicator)
    show.show_html(asked_figure(figure, indicator, published), key=key)


def ask(desk: "Desk", loket: "Loket", figure: Figure) -> None:
    """Show the form to say what seems wrong with a figure."""
    indicator = desk.indicator(figure.indicator)
    base = f"vraag_{figure.gebied_code}_{figure.indicator}_{figure.periode}"
    first = {"kenmerk": uuid4().hex[:12], "tekst": "", "eigenaar": _ANALYST}
    filed.sheet(base, 0, first)
    about = {
        "gebied": figure.gebied_code, "indicator": figure.indicator, "periode": figure.periode,
        "waarde": figure_text(figure, indicator), "inhoud": desk.snapshot.inhoud,
    }  # fmt: skip
    source = desk.catalogue.bronnen[indicator.bron].organisatie
    with st.form(f"formulier_{base}", border=False, enter_to_submit=False):
        st.text_area(
            "Wat klopt er volgens u niet?", key=f"{base}_tekst", max_chars=2000, height=120
        )
        show.show_html(
            '<p class="small">Schrijf geen namen of adressen op. Noem alleen een functie.</p>',
            key="vraag_geen_namen",
        )
        st.selectbox(
            "Wie moet ernaar kijken?",
            list(dict.fromkeys((_ANALYST, source))),
            key=f"{base}_eigenaar",
        )
        st.form_submit_button(
            "Meld de fout",
            type="primary",
            key=f"{base}_knop",
            on_click=filed.submit,
            args=(loket, base, partial(_asked, base, about), _confirm, partial(_emptied, first),
                  False),
        )  # fmt: skip
    filed.tell(base)
    link = walk.address("afspraken", Question(gebied=figure.gebied_code))
    show.show_html(
        '<p class="small">U volgt een vraag op de pagina '
        f'<a href="{link}">Afspraken</a>, onder Vragen over cijfers.</p>',
        key="vraag_volgen",
    )


def _asked(base: str, about: Mapping[str, str]) -> Vraag:
    text = filed.value(base, "tekst")
    if len(text) < 3:
        raise PeilError("Schrijf eerst op wat er volgens u niet klopt.")
    typed = {name: filed.value(base, name) for name in ("kenmerk", "eigenaar")}
    return make(Vraag, **about, **typed, tekst=text)


def _emptied(first: Mapping[str, Any], entry: Entry[Vraag]) -> Mapping[str, Any]:
    del entry
    return {**first, "kenmerk": uuid4().hex[:12]}


def _confirm(entry: Entry[Vraag]) -> str:
    record = entry.record
    if record.status == "beantwoord":
        return "Het antwoord is bewaard. De vraag is beantwoord."
    if entry.versie > 1:
        return f"Bewaard. De vraag is {record.status}."
    return f"Uw vraag is vastgelegd. De {record.eigenaar} kijkt ernaar."


def show_questions(
    desk: "Desk", loket: "Loket", vraag: Question, entries: Sequence[Entry[Vraag]]
) -> None:
    """Show the questions about figures of an area, and the form to answer the one opened."""
    waiting = sum(e.record.status != "beantwoord" for e in entries)
    count = "Eén vraag" if len(entries) == 1 else f"{len(entries)} vragen"
    open_ones = f"{waiting} nog zonder antwoord" if waiting else "alles is beantwoord"
    under = f"{count}, {open_ones}." if entries else ""
    show.heading("Vragen over cijfers", under)
    if not entries:
        show.empty("Er zijn geen vragen. Onder elk cijfer kunt u een fout melden.")
        return
    known = agreed.words(desk)
    opened = next((e for e in entries if e.record.kenmerk == vraag.nummer), None)
    if opened:
        _answer(desk, loket, vraag, opened)
    with_area = desk.areas.get(vraag.gebied).niveau != "gemeente"
    show.show_html(lists.questions(entries, known, with_area=with_area), key="vragen_lijst")


def _answer(desk: "Desk", loket: "Loket", vraag: Question, opened: Entry[Vraag]) -> None:
    record = opened.record
    base = f"antwoord_{record.kenmerk}"
    filed.sheet(base, opened.versie, _fields(record))
    with show.card("vraag", opened.is_fictief):
        waiting.waiting(loket, opened, filed.told(base), partial(filed.follow, base, _after))
        left, right = st.columns(2)
        with left:
            show.show_html(lists.question(opened, agreed.words(desk)), key="vraag_een")
            versions = loket.history(Vraag, record.onderwerp)
            show.show_html(lists.history(versions, "Geschiedenis"), key="vraag_versies")
        with right, st.form(f"formulier_{base}", border=False, enter_to_submit=False):
            st.text_area("Antwoord", key=f"{base}_antwoord", max_chars=2000, height=120)
            st.text_input("Wie kijkt ernaar? (functie)", key=f"{base}_eigenaar", max_chars=100)
            st.radio(
                "Status van de vraag", VRAAG_STATUSSEN, format_func=upper_first, horizontal=True,
                key=f"{base}_status",
            )  # fmt: skip
            st.form_submit_button(
                "Antwoord bewaren",
                type="primary",
                key=f"{base}_knop",
                on_click=filed.submit,
                args=(loket, base, partial(_answered, base, record), _confirm, _after, True),
            )
            filed.tell(base)
        back = walk.address("afspraken", vraag.but(nummer=""))
        show.show_html(f'<a href="{back}">Sluit deze vraag</a>', key="vraag_sluit")


def _fields(record: Vraag) -> dict[str, Any]:
    return {"antwoord": record.antwoord, "eigenaar": record.eigenaar, "status": record.status}


def _after(entry: Entry[Vraag]) -> Mapping[str, Any]:
    return _fields(entry.record)


def _answered(base: str, before: Vraag) -> Vraag:
    typed = {name: filed.value(base, name) for name in ("antwoord", "eigenaar", "status")}
    # Who answers and forgets the status meant to answer.
    if typed["antwoord"] and typed["antwoord"] != before.antwoord and typed["status"] == "open":
        typed["status"] = "beantwoord"
    return make(Vraag, **(before.model_dump() | typed))
