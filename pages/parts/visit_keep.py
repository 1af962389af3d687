"""Keeping what is typed at a visit: at once, and with a message where it cannot.

Typed text stays in its field when it could not be kept: the fields have fixed keys.
"""

from typing import Any

import streamlit as st

from pages.parts import show
from pages.parts.visit import Setting
from peil.errors import PeilError
from peil.records import Bezoek, Record, make

_MESSAGES = "_bezoek_meldingen"


def keep(setting: Setting, record: Record, expects: int, said: str = "Bewaard") -> bool:
    """Keep the next version of a record; a message waits for ``messages`` when it may not."""
    try:
        setting.loket.write(record, expects)
    except PeilError as error:
        tell(str(error))
        return False
    st.toast(said)
    return True


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
    try:
        record = make(Bezoek, **{**dict(setting.bezoek), "reden": "", **changes})
    except PeilError as error:
        tell(str(error))
        return False
    return keep(setting, record, setting.versie, said)


def long_text(setting: Setting, field: str, label: str, height: int = 160, hint: str = "") -> None:
    """Show a text of the visit that is kept as soon as one leaves the field."""
    key = f"bezoek_{field}_{setting.gebied}_{setting.jaar}"

    def kept() -> None:
        keep_visit(setting, **{field: str(st.session_state[key])})

    st.text_area(
        label,
        value=getattr(setting.bezoek, field),
        key=key,
        height=height,
        help=hint or None,
        on_change=kept,
    )
