"""The norm at a visit: progress per pijler, and one item at a time to score at once."""

from typing import Final

import streamlit as st

from pages.parts import show, visit_keep, walk
from pages.parts.visit import ADVISER, FIXED, Setting
from peil.errors import PeilError
from peil.norm import NormItem, explain_answer, valid_until
from peil.records import OORDELEN, Oordeel, Score, make
from peil.rounds import progress, screen
from peil.scores import State, states_on
from peil.strips import block
from peil.wording import upper_first

#: How many items a visit walks through by itself; any other can be chosen.
_MOST: Final = 3


def to_discuss(setting: Setting) -> list[NormItem]:
    """Return the items that this visit walks through: the most pressing when it began."""
    if setting.norm is None:
        return []
    return progress.attention(setting.norm, setting.before, setting.gebied)[:_MOST]


def item_of(setting: Setting) -> str:
    """Return the item that is on the screen, or nothing on the overview."""
    norm, vraag = setting.norm, setting.vraag
    if norm is None:
        return ""
    if vraag.item in norm.items:
        return vraag.item
    own, number = to_discuss(setting), vraag.nummer
    place = int(number) - 2 if number.isdecimal() else -1
    return own[place].id if 0 <= place < len(own) else ""


def show_norm(setting: Setting, number: int) -> None:
    """Show the overview, or the item of this stop."""
    del number  # the item may also be one that was chosen
    where = f"{setting.naam} · bezoek {setting.jaar} · norm"
    found, norm = setting.vooruitgang, setting.norm
    if found is None or norm is None:
        body = screen.heading(where, "Er is nog geen norm", "Publiceer eerst een norm.")
        show.show_html(block(f'<div class="bz">{body}</div>'), key="bezoek_links")
        return
    chosen = item_of(setting)
    if chosen:
        _score(setting, where, norm.items[chosen])
        return
    left, right = st.columns([6, 7], gap="large")
    with left:
        had_visit = setting.vorig is not None and setting.vorig.record.datum is not None
        words = screen.norm_topic(where, found, norm, had_visit)
        show.show_html(block(words), key="bezoek_links")
    with right:
        show.show_html(block(screen.pijlers(norm, found)), key="bezoek_pijlers")
        picked = st.selectbox(
            "Beoordeel een item",
            list(norm.items),
            index=None,
            format_func=lambda i: f"{i} {norm.items[i].titel}",
            placeholder="Kies een van de items",
            key=f"bezoek_item_{setting.gebied}",
        )
        if picked:
            walk.go("bezoek", setting.vraag.but(item=picked, nummer="1"))


def _score(setting: Setting, where: str, item: NormItem) -> None:
    """Show one item and keep the oordeel that is given at once."""
    state = states_on(setting.scores, setting.dag).get((setting.gebied, item.id))
    left, right = st.columns([7, 6], gap="large")
    with left:
        district = setting.desk.areas.ancestors(setting.gebied)["district"].code
        extra = " ".join(
            f"Het district spreekt af: {s.tekst}"
            for s in (setting.norm.streefnormen(item.id, district) if setting.norm else [])
        )
        words = screen.item_topic(f"{where} · {item.id}", item, state, extra)
        show.show_html(block(words), key="bezoek_links")
    with right:
        key = f"antwoord_{setting.gebied}_{setting.jaar}_{item.id}"
        today = _today(setting, state)
        if key not in st.session_state:
            st.session_state[key] = today.antwoord if today else ""
        st.text_input(_asked(item), key=key)
        entry = setting.loket.find(Score, _blank(setting, item).onderwerp)
        show.show_html('<p class="bz-klein"><b>Wat is uw oordeel?</b></p>', key="bezoek_oordeel")
        with st.container(key="bezoek_oordelen"):
            for oordeel in OORDELEN:
                kind = "primary" if today and today.oordeel == oordeel else "secondary"
                st.button(
                    upper_first(oordeel),
                    key=f"oordeel_{oordeel}",
                    type=kind,
                    width="stretch",
                    on_click=_keep,
                    args=(setting, item, oordeel, key, entry.versie if entry else 0),
                    disabled=setting.is_vast,
                )
        told = f"Bewaard bij dit bezoek: {today.oordeel}." if today else ""
        if setting.is_vast:
            told = f"{told} {FIXED}".strip()
        show.show_html(f'<p class="bz-klein" role="status">{told}</p>', key="bezoek_bewaard")


_ASKED: Final = {
    "datum": "een datum",
    "percentage": "een percentage",
    "aantal": "een aantal",
    "niveau": "een niveau van 1 tot en met 5",
}


def _asked(item: NormItem) -> str:
    """Return the label above the answer."""
    kind = _ASKED.get(item.antwoord, " / ".join(item.woorden))
    return f"Antwoord: {kind} (mag leeg blijven)"


def _today(setting: Setting, state: State | None) -> Score | None:
    """Return the oordeel that was given at this visit already, if it is the one that holds."""
    record = state.entry.record if state and not state.is_fictief else None
    return record if record and record.peildatum == setting.dag else None


def _blank(setting: Setting, item: NormItem) -> Score:
    norm = setting.norm
    return Score(
        gebied=setting.gebied,
        item=item.id,
        normset=norm.set if norm else "",
        normversie=norm.versie if norm else "",
        oordeel="onbekend",
        peildatum=setting.dag,
        beoordelaar=ADVISER,
    )


def _keep(setting: Setting, item: NormItem, oordeel: Oordeel, key: str, expects: int) -> None:
    """Keep the oordeel of the button that was pressed, with what was typed above it."""
    answer = str(st.session_state[key]).strip()
    blank = _blank(setting, item)
    state = states_on(setting.scores, setting.dag).get((setting.gebied, item.id))
    today = _today(setting, state)
    wrong = explain_answer(item, answer, setting.dag)
    if wrong:
        visit_keep.tell(wrong)
        return
    until = valid_until(item, answer, setting.dag)
    fields = {"oordeel": oordeel, "antwoord": answer, "geldig_tot": until}
    try:
        # What was noted today with another oordeel stays: it is the same conversation.
        record = make(Score, **{**dict(blank), **_noted(today), **fields})
    except PeilError as error:
        visit_keep.tell(str(error))
        return
    last = visit_keep.upon(setting, Score, blank.onderwerp, None)
    visit_keep.keep(setting, record, last.versie if last else expects, f"{item.id}: {oordeel}")


def _noted(today: Score | None) -> dict[str, str]:
    return {"bewijs": today.bewijs, "toelichting": today.toelichting} if today else {}
