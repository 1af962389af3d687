"""Two texts of one duiding beside each other: who was first, what differs, and what to do."""

from html import escape

import streamlit as st

from pages.parts import show, texts
from pages.parts.texts import Subject, Work
from peil import prose
from peil.loket import Loket
from peil.numbers import format_moment
from peil.records import Botsing, Duiding, Entry


def when(entry: Entry[Duiding] | Entry[Botsing]) -> str:
    """Return the moment of an entry on the Dutch clock."""
    return format_moment(entry.wanneer)


def show_meanwhile(loket: Loket, subject: Subject, work: Work, newest: Entry[Duiding]) -> None:
    """Tell who types that someone else was first; both texts stay, the own one in the editor."""
    kept = "ook bewaard" if work.mine else "nog niet bewaard"
    _message(
        f"{newest.wie} was eerst: op {when(newest)} is versie {newest.versie} bewaard.",
        f"Er is niets weg. Uw tekst staat nog in het veld en is {kept}. Lees de andere tekst, "
        "neem haar over of voeg de twee samen, en bewaar.",
    )
    mine = {b.record.kenmerk for b in loket.collisions(subject.onderwerp)} & work.mine
    _two(
        (f"Versie {newest.versie}, van {newest.wie}", newest.record.tekst),
        ("Uw tekst", work.tekst),
    )
    left, right = st.columns(2)
    with left:
        st.button(
            "Neem de andere tekst over",
            key="botsing_overnemen",
            on_click=_take_theirs,
            args=(loket, subject, newest, mine),
            width="stretch",
        )
    with right:
        st.button(
            "Voeg samen in het veld",
            key="botsing_samen",
            on_click=texts.rebase,
            args=(subject, prose.merged(newest.record.tekst, work.tekst), newest, mine),
            width="stretch",
        )


def _take_theirs(loket: Loket, subject: Subject, newest: Entry[Duiding], mine: set[str]) -> None:
    texts.rebase(subject, newest.record.tekst, newest, set())
    if mine:
        texts.leave_out(loket, subject, mine)


def show_others(loket: Loket, subject: Subject, work: Work, newest: Entry[Duiding]) -> None:
    """Tell everyone else that a second text was kept beside the newest version."""
    for botsing in loket.collisions(subject.onderwerp):
        mark = botsing.record.kenmerk
        if mark in work.settles:
            continue
        _other(loket, subject, newest, botsing, {mark})


def _other(
    loket: Loket,
    subject: Subject,
    newest: Entry[Duiding],
    botsing: Entry[Botsing],
    marks: set[str],
) -> None:
    record = botsing.record.second()
    second = record.tekst if isinstance(record, Duiding) else ""
    mark = botsing.record.kenmerk
    _message(
        f"Er is ook een andere versie bewaard door {botsing.wie}, op {when(botsing)}.",
        "Twee mensen schreven tegelijk. Beide teksten zijn er nog. Voeg ze samen en bewaar, of "
        "laat de andere tekst vervallen.",
    )
    _two(
        (f"Versie {newest.versie}, van {newest.wie}", newest.record.tekst),
        (f"De andere tekst, van {botsing.wie}", second),
    )
    left, middle, right = st.columns(3)
    with left:
        st.button(
            "Voeg samen in het veld", key=f"samen_{mark}", width="stretch",
            on_click=texts.rebase,
            args=(subject, prose.merged(newest.record.tekst, second), newest, marks),
        )  # fmt: skip
    with middle:
        st.button(
            "Zet de andere in het veld", key=f"andere_{mark}", width="stretch",
            on_click=texts.rebase, args=(subject, second, newest, marks),
        )  # fmt: skip
    with right:
        st.button(
            "Laat de andere vervallen", key=f"vervalt_{mark}", width="stretch",
            on_click=texts.leave_out, args=(loket, subject, marks),
        )  # fmt: skip


def _message(what: str, then: str) -> None:
    show.show_html(
        f'<div class="botsing" role="status"><p><b>{escape(what)}</b></p>'
        f"<p>{escape(then)}</p></div>"
    )


def _two(first: tuple[str, str], second: tuple[str, str]) -> None:
    sides = "".join(
        f'<section class="tekst"><h3>{escape(title)}</h3>'
        f"{prose.to_html(text, 4) or '<p>(leeg)</p>'}</section>"
        for title, text in (first, second)
    )
    differ = prose.differences(first[1], second[1])
    show.show_html(
        f'<div class="twee">{sides}</div><details class="verschil"><summary>Wat is anders?'
        f"</summary>{differ}</details>"
    )
