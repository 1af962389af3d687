"""The text a viewer works on: kept in the visit until it is saved, and nothing gets lost.

work_on(loket, subject) -> Work       the text in the editor, with the version it started from
set_text(subject, tekst)              put a text in the editor (from a button)
keep(loket, subject, status, expects) save it as the next version (from a button)
unsaved() -> list[Subject]            everything that this viewer typed and did not save
"""

from dataclasses import dataclass, field

import streamlit as st

from pages.parts import show, walk
from peil.errors import PeilError, Verouderd
from peil.loket import Loket
from peil.question import Question
from peil.records import Botsing, Duiding, DuidingStatus, Entry, make

_WORKS = "_duidingen"
_NOTICE = "_duiding_melding"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a duiding is about: one gebied, one theme ("" is the whole picture), one year."""

    gebied: str
    thema: str
    jaar: int

    @property
    def onderwerp(self) -> str:
        """Return the name of this subject in the journal."""
        return Duiding(gebied=self.gebied, thema=self.thema, jaar=self.jaar, tekst="").onderwerp

    def address(self, vraag: Question) -> str:
        """Return the link to the page of this subject."""
        return address(vraag, self.gebied, self.thema, str(self.jaar))


def address(vraag: Question, gebied: str, thema: str, jaar: str = "") -> str:
    """Return the link to the page of a text; without a year it takes the newest."""
    here = vraag.but(gebied=gebied, thema=thema, jaar=jaar)
    return walk.address("duiding", here.but(indicator="", periode="", vergelijk=()))


@dataclass(slots=True)
class Work:
    """What stands in the editor; ``basis`` is the version it started from (0: none).

    ``settles`` are the marks of the texts beside it that the next version deals with, ``mine``
    of those which this viewer wrote second.
    """

    tekst: str
    reactie: str
    basis: int
    begin: tuple[str, str]
    is_open: bool
    settles: set[str] = field(default_factory=set[str])
    mine: set[str] = field(default_factory=set[str])

    @property
    def is_changed(self) -> bool:
        """Say whether something was typed that is not saved."""
        return (self.tekst, self.reactie) != self.begin


def _works() -> dict[Subject, Work]:
    return st.session_state.setdefault(_WORKS, {})


def work_on(loket: Loket, subject: Subject) -> Work:
    """Return the text in the editor: what was typed, or else the newest version."""
    newest = loket.find(Duiding, subject.onderwerp)
    version = newest.versie if newest else 0
    work = _works().get(subject)
    if work is None or (not work.is_changed and work.basis != version):
        work = _start(newest, work)
        _works()[subject] = work
    return work


def _start(newest: Entry[Duiding] | None, before: Work | None) -> Work:
    record = newest.record if newest else None
    tekst, reactie = (record.tekst, record.reactie) if record else ("", "")
    is_open = record is None or record.status != "vastgesteld"
    mine = before.mine if before else set[str]()
    return Work(
        tekst, reactie, newest.versie if newest else 0, (tekst, reactie), is_open, mine=mine
    )


def unsaved() -> list[Subject]:
    """Return what this viewer typed and did not save."""
    return [subject for subject, work in _works().items() if work.is_changed]


def field_key(subject: Subject, name: str) -> str:
    """Return the key of an input of this subject: ``tekst`` or ``reactie``."""
    return f"duiding_{name}_{subject.onderwerp}"


def set_text(subject: Subject, tekst: str) -> None:
    """Put a text in the editor, and open it."""
    work = _works()[subject]
    if not work.is_open:
        work.reactie = ""
    work.tekst, work.is_open = tekst, True


def add_sentence(subject: Subject, zin: str) -> None:
    """Put a sentence at the end of the text."""
    before = _works()[subject].tekst.rstrip()
    set_text(subject, f"{before}\n\n{zin}" if before else zin)


def open_editor(subject: Subject) -> None:
    """Begin a new version of a text that was vastgesteld; it is saved when the viewer says so."""
    set_text(subject, _works()[subject].tekst)


def typed(subject: Subject, name: str) -> None:
    """Remember what was typed, also for when the viewer comes back from another page."""
    setattr(_works()[subject], name, st.session_state[field_key(subject, name)])


def rebase(subject: Subject, tekst: str, newest: Entry[Duiding], settles: set[str]) -> None:
    """Go on from the newest version with this text; saving it settles these marks."""
    work = _works()[subject]
    set_text(subject, tekst)
    work.basis, work.begin = newest.versie, (newest.record.tekst, work.begin[1])
    work.settles |= settles


def leave_out(loket: Loket, subject: Subject, marks: set[str]) -> None:
    """Keep the newest version as it is and settle the texts beside it; what is typed stays."""
    newest = loket.find(Duiding, subject.onderwerp)
    if newest is None:
        return
    try:
        loket.write(newest.record, newest.versie, _marked(loket, subject, marks))
    except PeilError as error:
        _tell(str(error), is_fout=True)
        return
    work = _works().get(subject)
    if work is not None and work.is_changed:
        work.settles -= marks
        work.mine -= marks
    else:
        _works().pop(subject, None)
    _tell("De andere tekst staat niet meer als open; hij blijft in het journaal bewaard.")


def keep(loket: Loket, subject: Subject, status: DuidingStatus, expects: int) -> None:
    """Save what stands in the editor as the next version; a text that comes second is kept too."""
    work = _works()[subject]
    settles = _marked(loket, subject, work.settles | work.mine)
    try:
        before = loket.find(Duiding, subject.onderwerp)
        is_new = before is None or before.record.status == "vastgesteld"
        if status == "ter controle" and is_new:
            expects = loket.write(_record(subject, work, "concept"), expects).versie
        kept = loket.write(_record(subject, work, status), expects, settles)
    except Verouderd as late:
        if isinstance(late.kept, Entry) and isinstance(late.kept.record, Botsing):
            work.mine.add(late.kept.record.kenmerk)
        return
    except PeilError as error:
        _tell(str(error), is_fout=True)
        return
    _works().pop(subject, None)
    _tell(f"Bewaard als versie {kept.versie}: {kept.record.status}.")


def _record(subject: Subject, work: Work, status: DuidingStatus) -> Duiding:
    return make(
        Duiding,
        gebied=subject.gebied,
        thema=subject.thema,
        jaar=subject.jaar,
        tekst=work.tekst,
        status=status,
        reactie=work.reactie,
    )


def _marked(loket: Loket, subject: Subject, marks: set[str]) -> list[Entry[Botsing]]:
    return [b for b in loket.collisions(subject.onderwerp) if b.record.kenmerk in marks]


def _tell(text: str, is_fout: bool = False) -> None:
    st.session_state[_NOTICE] = (text, is_fout)


def show_notice() -> None:
    """Say once what became of the last click."""
    text, is_fout = st.session_state.pop(_NOTICE, ("", False))
    if text and is_fout:
        show.error(text)
    elif text:
        st.success(text)
