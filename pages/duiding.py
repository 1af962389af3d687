"""Duiding: the words beside the figures of one gebied, theme and year, from concept to vastgesteld.

What holds now, the text in work with its steps, sentences by rule, and every earlier version.
"""

from html import escape

import streamlit as st

from pages.parts import beside, choose, editor, gather, show, subjects, texts, versions, walk
from pages.parts.texts import Subject
from peil.desk import Desk
from peil.drafts import Draft, draft_sentences
from peil.loket import Loket
from peil.noteworthy import History
from peil.question import Question
from peil.records import Duiding


def page(desk: Desk, loket: Loket) -> None:
    """Show the duiding of one gebied, and let an analist write it."""
    vraag = choose.question(desk, "duiding", own=("jaar",))
    area = desk.areas.get(vraag.gebied)
    meta = "Woorden bij de cijfers: wat zien we, wat betekent het, wat weten we niet"
    choose.header(desk, vraag, "duiding", f"Duiding {area.naam}", meta, (choose.GEBIED,))
    # Read once for this drawing: the years to choose, the sentences and the overview need them.
    history = gather.years(desk, vraag.gebied)
    years = subjects.years_of(desk, loket, vraag, history)
    subject = subjects.chosen(desk, vraag, years)
    link = walk.address(walk.PAGE_OF[area.niveau], vraag.but(jaar=""))
    show.show_html(f'<p><a href="{escape(link)}">Naar de cijfers van {escape(area.naam)}</a></p>')
    if loket.viewer.rol != "analist":
        versions.holds_now(desk, loket, subject)
        return
    texts.show_notice()
    _unsaved_elsewhere(desk, vraag, subject)
    left, right = st.columns([7, 5])
    with left:
        versions.holds_now(desk, loket, subject)
        _in_work(loket, subject)
    with right:
        editor.show_drafts(desk, vraag, subject, _drafts(desk, subject, history))
    versions.show_history(loket, subject)
    subjects.show_overview(desk, loket, vraag, years)


def _unsaved_elsewhere(desk: Desk, vraag: Question, subject: Subject) -> None:
    others = [s for s in texts.unsaved() if s != subject]
    if others:
        links = [(subjects.title(desk, s), s.address(vraag)) for s in others]
        show.show_html(versions.links_line("U hebt ook tekst die nog niet bewaard is: ", links))


def _in_work(loket: Loket, subject: Subject) -> None:
    newest = loket.find(Duiding, subject.onderwerp)
    work = texts.work_on(loket, subject)
    is_late = newest is not None and work.is_changed and work.basis < newest.versie
    show.heading("De tekst in bewerking")
    if newest is not None and is_late:
        beside.show_meanwhile(loket, subject, work, newest)
    elif newest is not None:
        beside.show_others(loket, subject, work, newest)
    editor.show_editor(loket, subject, work, newest, is_late)


def _drafts(desk: Desk, subject: Subject, history: History) -> list[Draft]:
    def belongs(thema: str) -> bool:
        return subject.thema in ("", thema)

    figures = [f for f in desk.profile(subject.gebied, subject.jaar) if belongs(f.thema)]
    own = {key: series for key, series in history.items() if belongs(series[0].thema)}
    return draft_sentences(figures, desk.catalogue, own)
