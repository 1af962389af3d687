"""Keeping what was typed in a form: before the page is drawn again, and without losing a word.

A form writes in its callback, so that every list on the page already shows the new state. What was
typed stays in the fields until it is kept; who came second sees both versions and decides.

    sheet = filed.sheet(base, versie, fields)      the state of one form on screen
    filed.submit(loket, base, build, done)         for on_click of its button
    filed.tell(base, names)                        what came of it: kept, refused, or someone first
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, TypeVar

import streamlit as st

from pages.parts import show
from peil.agreements.lists import told_changes
from peil.errors import PeilError, Verouderd
from peil.loket import Loket
from peil.numbers import format_moment
from peil.records import Botsing, Entry, Record

R = TypeVar("R", bound=Record)


@dataclass
class Sheet:
    """One form: the version its writer saw, what is being said about it, and what was kept.

    ``first`` is what the fields held at first, ``beside`` texts kept next to a newer version, which
    the next version settles; ``last`` is what this form kept before, so that a second press of the
    button keeps nothing twice.
    """

    expects: int
    first: dict[str, Any] = field(default_factory=dict)
    said: str = ""
    error: str = ""
    theirs: Entry[Any] | None = None
    mine: Record | None = None
    beside: list[Entry[Botsing]] = field(default_factory=list)
    kept: Entry[Any] | None = None
    last: Entry[Any] | None = None


def _name(base: str) -> str:
    return f"_blad_{base}"


def sheet(base: str, versie: int, fields: Mapping[str, Any]) -> Sheet:
    """Return the state of a form; when it is not on screen yet, fill its fields.

    Args:
        base: the form; its fields are ``{base}_{name}`` in the session.
        versie: the newest version now, 0 when there is none.
        fields: what the fields hold at first.
    """
    on_screen = all(f"{base}_{name}" in st.session_state for name in fields)
    found: Sheet | None = st.session_state.get(_name(base))
    if found is None or not on_screen:
        found = Sheet(expects=versie, first=dict(fields))
        st.session_state[_name(base)] = found
        fill(base, fields)
    return found


def fill(base: str, fields: Mapping[str, Any]) -> None:
    """Put these values in the fields of a form."""
    for name, value in fields.items():
        st.session_state[f"{base}_{name}"] = value


def value(base: str, name: str) -> Any:
    """Return what stands in a field."""
    typed = st.session_state.get(f"{base}_{name}")
    return typed.strip() if isinstance(typed, str) else typed


def submit(
    loket: Loket,
    base: str,
    build: Callable[[], R],
    done: Callable[[Entry[R]], str],
    after: Callable[[Entry[R]], Mapping[str, Any]],
    goes_on: bool,
) -> None:
    """Keep what a form holds; called by its button, before the page is drawn.

    Args:
        loket: where it is kept.
        base: the form.
        build: makes the record of the fields; a ``PeilError`` tells what is not right.
        done: the sentence that confirms it.
        after: what the fields hold once it is kept.
        goes_on: whether the next press changes the same thing; otherwise it makes another.
    """
    state: Sheet = st.session_state[_name(base)]
    state.said, state.error, state.theirs = "", "", None
    try:
        record = build()
        is_again = state.last is not None and not goes_on
        if is_again and state.last and _content(state.last.record) == _content(record):
            entry: Entry[R] = state.last
        else:
            entry = loket.write(record, state.expects, state.beside)
    except Verouderd as late:
        if isinstance(late.theirs, Entry):
            follow(base, after, late.theirs)
            state.theirs, state.mine = late.theirs, build()
        if isinstance(late.kept, Entry):
            state.beside.append(late.kept)
        return
    except PeilError as error:
        state.error = str(error)
        return
    state.said, state.kept, state.last, state.beside = done(entry), entry, entry, []
    state.first = dict(after(entry))
    fill(base, state.first)
    state.expects = entry.versie if goes_on else 0


def told(base: str) -> set[str]:
    """Return the marks of the texts beside it that a form tells of itself."""
    state: Sheet | None = st.session_state.get(_name(base))
    return {b.record.kenmerk for b in state.beside} if state else set()


def follow(base: str, fields: Callable[[Entry[R]], Mapping[str, Any]], newest: Entry[R]) -> None:
    """Set a form on the version that holds now: what its writer left alone follows that."""
    state: Sheet | None = st.session_state.get(_name(base))
    if state is None:
        return
    for name, new in fields(newest).items():
        if value(base, name) == state.first.get(name):
            st.session_state[f"{base}_{name}"] = new
    state.first, state.expects = dict(fields(newest)), newest.versie


def _content(record: Record) -> dict[str, Any]:
    return record.model_dump(exclude={"kenmerk"})


def tell(base: str) -> Entry[Any] | None:
    """Show what came of the last press of the button; return what was kept by it, once."""
    state: Sheet = st.session_state[_name(base)]
    if state.error:
        show.error(state.error)
    if state.theirs is not None and state.mine is not None:
        show.show_html(_both(state.theirs, state.mine), key=f"beide_{_short(base)}")
    if state.said:
        show.show_html(
            f'<div class="state gelukt" role="status">{escape(state.said)}</div>',
            key=f"bewaard_{_short(base)}",
        )
    kept, state.kept = state.kept, None
    return kept


def _short(base: str) -> str:
    # A drawing's key may not hold two underscores in a row, and a name may.
    return f"{zlib.crc32(base.encode()):08x}"


def _both(theirs: Entry[Any], mine: Record) -> str:
    return (
        '<div class="state fout botsing" role="alert"><div>'
        f"<p><b>{escape(theirs.wie)} was eerder.</b> "
        f"Op {format_moment(theirs.wanneer)} is hier een andere versie bewaard. Uw tekst staat "
        "nog in het formulier en is ernaast bewaard. Wat u niet had veranderd, volgt de andere "
        "versie. Bewaar opnieuw om uw tekst te laten gelden.</p>"
        f"<p>Van de andere versie naar de uwe:<br>{told_changes(theirs.record, mine)}</p>"
        "</div></div>"
    )
