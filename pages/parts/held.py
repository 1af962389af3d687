"""What holds on the norm for all gemeenten on a day: worked out once, for whoever asks next.

on(desk, loket, day) -> States                     per (gebied, item); leave it as it is
mark(entries) -> Mark                              tells the oordelen of one moment from any other
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import streamlit as st

from peil.records import Entry, Score
from peil.scores import States, states_on

if TYPE_CHECKING:
    from peil.access import Scope
    from peil.desk import Desk
    from peil.loket import Loket

Mark = tuple[int, int, datetime | None, str]


def on(desk: "Desk", loket: "Loket", day: date) -> States:
    """Return what holds for every gemeente on a day."""
    entries = loket.entries(Score)
    return _on(entries, mark(entries), desk.snapshot.inhoud, desk.scope, day)


def mark(entries: Sequence[Entry[Score]]) -> Mark:
    """Return how many oordelen there are, and the number, moment and content of the last one.

    The number alone would not do: after a restore another journal comes to the same number.
    """
    if not entries:
        return 0, 0, None, ""
    last = entries[-1]
    return len(entries), last.nummer, last.wanneer, last.record.model_dump_json()


@st.cache_resource(show_spinner=False, max_entries=60)
def _on(
    _entries: Sequence[Entry[Score]], mark: Mark, inhoud: str, scope: "Scope", day: date
) -> States:
    del mark, inhoud, scope  # only there to keep answers apart
    return states_on(_entries, day)
