"""Texts of a visit that are kept when one leaves the field, without losing another's words.

A field remembers from which version the text in it came. What was left alone follows the journal;
what was typed is kept as the answer to that version and to no later one. Who came second is told,
and finds both texts where ``others`` stands.

    begin(key, field, newest)           before the field is drawn
    keep(setting, blank, key, field)    when one leaves it, or presses a button that closes it
    others(setting, newest, fields)     the texts that wait beside it, to choose from
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from pages.parts import visit_keep
from pages.parts.visit import Setting
from pages.parts.waiting import waiting
from peil.errors import PeilError, Verouderd
from peil.records import Bezoek, Botsing, Entry, Record

R = TypeVar("R", bound=Record)


@dataclass
class _Start:
    """The version that a text on the screen came from, and what its writer had kept beside it."""

    entry: Entry[Any] | None
    beside: list[Entry[Botsing]] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return what the field held at first."""
        return getattr(self.entry.record, name) if self.entry else ""


def _name(key: str) -> str:
    return f"_begin_{key}"


def begin(key: str, name: str, newest: Entry[Any] | None) -> None:
    """Fill the field that shows ``name`` of a record; what one typed in it stays."""
    start: _Start | None = st.session_state.get(_name(key))
    now = getattr(newest.record, name) if newest else ""
    if start is None or st.session_state.get(key) in (None, start.text(name), now):
        st.session_state[_name(key)] = _Start(newest)
        st.session_state[key] = now


def keep(
    setting: Setting, blank: Record, key: str, name: str, said: str = "Bewaard", **more: Any
) -> None:
    """Keep the text of a field, with ``more`` changes that belong to it.

    Where nobody else touched the same words it is built upon the newest version, so that a
    colleague's tick and one's own report go together.
    """
    start: _Start = st.session_state[_name(key)]
    changes = {**more, name: str(st.session_state[key]).strip()}
    newest = setting.loket.find(type(blank), blank.onderwerp)
    base = newest.record if newest else blank
    seen = start.entry.record if start.entry else blank
    is_second = any(getattr(base, n) not in (getattr(seen, n), v) for n, v in changes.items())
    from_screen = start.entry if is_second else newest
    try:
        record = visit_keep.change(base, **visit_keep.fresh(base), **changes)
        entry = setting.loket.write(record, from_screen.versie if from_screen else 0, start.beside)
    except Verouderd as late:
        _meet(start, late)
        visit_keep.tell(str(late))
        return
    except PeilError as error:
        visit_keep.tell(str(error))
        return
    st.session_state[_name(key)] = _Start(entry)
    st.session_state[key] = getattr(entry.record, name)
    visit_keep.kept(entry, said)


def _meet(start: _Start, late: Verouderd) -> None:
    """Go on from the version that came first: its writer was told, and sees both texts."""
    if isinstance(late.theirs, Entry):
        start.entry = late.theirs
    if isinstance(late.kept, Entry):
        start.beside = [*start.beside, late.kept]


def others(setting: Setting, newest: Entry[Any] | None, fields: Mapping[str, str]) -> None:
    """Show the texts that were kept beside this record; each field follows what is chosen.

    Once on a screen: ``fields`` gives all fields of this record by their key.
    """

    def follow(entry: Entry[Any]) -> None:
        for key, name in fields.items():
            start: _Start | None = st.session_state.get(_name(key))
            mine = [getattr(b.record.second(), name) for b in start.beside] if start else []
            if start is None or st.session_state.get(key) in (start.text(name), *mine):
                st.session_state[_name(key)] = _Start(entry)
                st.session_state[key] = getattr(entry.record, name)

    waiting(setting.loket, newest, after=follow)


def other_visits(setting: Setting) -> None:
    """Show what was kept beside this visit, once on a screen."""
    names = ("aandachtspunten", "verslag", "deelnemers")
    others(setting, setting.entry, {_key(setting, name): name for name in names})


def _key(setting: Setting, name: str) -> str:
    return f"bezoek_{name}_{setting.gebied}_{setting.jaar}"


def long_text(setting: Setting, name: str, label: str, height: int = 160) -> None:
    """Show a text of the visit that is kept as soon as one leaves the field."""
    key, args = _ready(setting, name)
    st.text_area(label, key=key, height=height, on_change=keep, args=args)


def line(setting: Setting, name: str, label: str) -> None:
    """Show a text of one line that is kept in the same way."""
    key, args = _ready(setting, name)
    st.text_input(label, key=key, on_change=keep, args=args)


def _ready(setting: Setting, name: str) -> tuple[str, tuple[Setting, Bezoek, str, str]]:
    key = _key(setting, name)
    begin(key, name, setting.entry)
    return key, (setting, Bezoek(gebied=setting.gebied, jaar=setting.jaar), key, name)
