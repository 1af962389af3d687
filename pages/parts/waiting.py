"""Texts that were kept beside a record because someone was first: to compare, and to choose.

waiting(loket, newest, told=(), after=None)
    For who opens an afspraak, a vraag or a bezoek. Draws nothing when nothing waits.
"""

from collections.abc import Callable, Collection
from functools import partial
from html import escape
from typing import Final, TypeVar, cast

import streamlit as st

from pages.parts import show
from peil import prose
from peil.agreements import Change, changes
from peil.errors import PeilError
from peil.loket import Loket
from peil.numbers import format_moment
from peil.records import Botsing, Entry, Record

R = TypeVar("R", bound=Record)
_REFUSED: Final = "_wachtend_geweigerd"
#: A longer text is told by its differences, a shorter one as it was and as it became.
_LONG: Final = 200


def waiting(
    loket: Loket,
    newest: Entry[R] | None,
    told: Collection[str] = (),
    after: Callable[[Entry[R]], None] | None = None,
) -> None:
    """Show every text that waits beside the newest version, and offer to take it or to drop it.

    Args:
        loket: where they are kept.
        newest: the newest version of the record; nothing waits beside nothing.
        told: marks (``kenmerk``) of texts that the page tells of in another way.
        after: gets the version that holds after a choice, before the page is drawn: for fields
            on the page that must follow it.
    """
    if newest is None:
        return
    onderwerp = newest.record.onderwerp
    refused: dict[str, str] = st.session_state.get(_REFUSED, {})
    if onderwerp in refused:
        show.error(refused.pop(onderwerp))
    for botsing in loket.collisions(onderwerp):
        if botsing.record.kenmerk not in told:
            _one(loket, newest, botsing, after)


def _one(
    loket: Loket,
    newest: Entry[R],
    botsing: Entry[Botsing],
    after: Callable[[Entry[R]], None] | None,
) -> None:
    mark = botsing.record.kenmerk
    choices: list[tuple[str, str, R]] = [("Laat vervallen", "laat", newest.record)]
    try:
        # The onderwerp of both is the same, and so is their kind.
        second = cast("R", botsing.record.second())
    except PeilError as error:
        show.error(str(error))
    else:
        choices.insert(0, ("Neem deze over", "neem", second))
        show.show_html(_told(newest, botsing, second), key=f"wacht_{mark}")
    with st.container(horizontal=True, key=f"wachtend_{mark}"):
        for label, name, chosen in choices:
            st.button(
                label,
                key=f"{name}_{mark}",
                on_click=partial(_choose, loket, chosen, newest.versie, botsing, after),
            )


def _choose(
    loket: Loket,
    chosen: R,
    expects: int,
    botsing: Entry[Botsing],
    after: Callable[[Entry[R]], None] | None,
) -> None:
    """Keep what was chosen; the text beside it is dealt with, and stays in the journal."""
    try:
        kept = loket.write(chosen, expects, [botsing])
    except PeilError as error:
        st.session_state.setdefault(_REFUSED, {})[chosen.onderwerp] = str(error)
        return
    if after is not None:
        after(kept)


def _told(newest: Entry[R], botsing: Entry[Botsing], second: R) -> str:
    lines = "".join(map(_line, changes(newest.record, second)))
    there, beside = (
        f"van {escape(e.wie)}, op {format_moment(e.wanneer)}" for e in (newest, botsing)
    )
    return (
        '<div class="botsing" role="status">'
        f"<p><b>Er wacht een tweede versie, {beside}.</b> "
        f"Er staat nu versie {newest.versie}, {there}. "
        "Twee mensen schreven tegelijk en beide versies zijn bewaard. Kies welke geldt.</p>"
        f"<p>Van wat er staat naar de tweede versie:</p>{lines or '<p>Ze zijn gelijk.</p>'}</div>"
    )


def _line(change: Change) -> str:
    name = f"<b>{escape(change.veld)}</b>"
    if max(len(change.was), len(change.werd)) > _LONG:
        differ = prose.differences(change.was, change.werd)
        return f'<p>{name}:</p><div class="verschil">{differ}</div>'
    return (
        f"<p>{name}: {escape(change.was) or 'leeg'} <span>→</span> "
        f"{escape(change.werd) or 'leeg'}</p>"
    )
