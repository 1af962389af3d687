"""Keeping what is typed at a visit: at once, and with a message where it cannot.

Typed text stays in its field when it could not be kept; see ``visit_text``.
"""

from typing import Any, TypeVar

import streamlit as st

from pages.parts import show
from pages.parts.visit import Setting
from peil.errors import PeilError
from peil.records import Bezoek, Entry, Record, make

R = TypeVar("R", bound=Record)
_MESSAGES = "_bezoek_meldingen"
#: The last version of each record that this visitor kept: leaving a field keeps the text and the
#: press of a button that follows at once must build upon it.
_OWN = "_bezoek_versies"


def keep(setting: Setting, record: Record, expects: int, said: str = "Bewaard") -> bool:
    """Keep the next version of a record; a message waits for ``messages`` when it may not."""
    try:
        entry = setting.loket.write(record, expects)
    except PeilError as error:
        tell(str(error))
        return False
    kept(entry, said)
    return True


def kept(entry: Entry[Any], said: str) -> None:
    """Confirm what was kept, and remember that it was one's own."""
    _own()[entry.record.onderwerp] = entry.versie
    st.toast(said)


def fresh(record: Record) -> dict[str, Any]:
    """Return what the next version of a record does not take over: the reason of the last one."""
    return {"reden": ""} if isinstance(record, Bezoek) else {}


def _own() -> dict[str, int]:
    return st.session_state.setdefault(_OWN, {})


def upon(setting: Setting, kind: type[R], onderwerp: str, seen: Entry[R] | None) -> Entry[R] | None:
    """Return the version to build upon: what was on the screen, or what one just kept oneself."""
    now = setting.loket.find(kind, onderwerp)
    return now if now is not None and now.versie == _own().get(onderwerp) else seen


def visit_now(setting: Setting) -> tuple[Bezoek, int]:
    """Return the visit to build upon and its version."""
    entry = upon(setting, Bezoek, setting.bezoek.onderwerp, setting.entry)
    return (entry.record, entry.versie) if entry else (setting.bezoek, 0)


def tell(text: str) -> None:
    """Show this message at the next ``messages``."""
    st.session_state.setdefault(_MESSAGES, []).append(text)


def messages() -> None:
    """Show what could not be kept and why."""
    for text in dict.fromkeys(st.session_state.pop(_MESSAGES, [])):
        show.error(text)


def change(record: Record, **changes: Any) -> Record:
    """Return a record with some fields changed, and checked as what was typed.

    Raises:
        PeilError: a value that does not fit.
    """
    return make(type(record), **{**dict(record), **changes})


def keep_visit(setting: Setting, said: str = "Bewaard", **changes: Any) -> bool:
    """Keep the visit with some fields changed."""
    return _keep_changed(setting, *visit_now(setting), said, changes)


def keep_upon(setting: Setting, newest: Entry[Bezoek], said: str = "Bewaard", **more: Any) -> bool:
    """Keep changes that go with whatever a colleague did meanwhile."""
    return _keep_changed(setting, newest.record, newest.versie, said, more)


def _keep_changed(
    setting: Setting, before: Bezoek, expects: int, said: str, changes: dict[str, Any]
) -> bool:
    try:
        record = change(before, **{**fresh(before), **changes})
    except PeilError as error:
        tell(str(error))
        return False
    return keep(setting, record, expects, said)
