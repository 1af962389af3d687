"""Delivering a file from the browser: choose, check, see what changes, confirm, publish, undo.

What is looked at lives in this visit only. Closing the tab forgets it: the register then is as it
was. Nothing of Streamlit is called while the register is written, so that a lost connection
cannot stop that halfway.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import aanlever_lists as lists
from pages.parts import aanlever_seen, show
from peil import places
from peil.errors import PeilError
from peil.levering import (
    Gecontroleerd,
    Ontvangen,
    RegisterVeranderd,
    Verwachting,
    Voorbeeld,
    open_periods,
)
from peil.numbers import format_count
from peil.periods import parse_period
from peil.wording import upper_first

if TYPE_CHECKING:
    from peil.loket import Leverbalie

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS: Final = ("csv", "txt", "xlsx", "xlsm", "json")
_KEPT: Final = "_aanlevering"
_SAID: Final = "_aanlevering_gezegd"
#: A new number empties the uploader: Streamlit has no other way.
_ROUND: Final = "_aanlevering_ronde"


@dataclass(frozen=True, slots=True)
class _Flow:
    """How far this visitor is with one file; ``asked`` is the file, bron and periode looked at."""

    asked: tuple[str, str, str]
    looked: Gecontroleerd
    seen: Voorbeeld | None = None
    kept: Ontvangen | None = None
    refused: str = ""


def show_new(balie: "Leverbalie", expected: list[Verwachting]) -> None:
    """Show the form to deliver a file and everything that follows from it."""
    with st.container(key="kaart_aanlever_nieuw"):
        show.heading("Nieuwe levering", "Eerst controleren we het bestand. Er verandert nog niets.")
        _say()
        flow: _Flow | None = st.session_state.get(_KEPT)
        if flow is not None and flow.kept is not None:
            _done(balie, flow, flow.kept)
            return
        flow = _choose(balie, expected)
        if flow is None:
            return
        _found(balie, flow.looked)
        if flow.looked.al_geladen:
            show.empty(flow.looked.al_geladen)
        elif flow.looked.is_goed:
            _foresee(balie, flow)


def tell(text: str, is_good: bool = True) -> None:
    """Show this at the next run, above the form."""
    st.session_state[_SAID] = (text, is_good)


def _say() -> None:
    text, is_good = st.session_state.pop(_SAID, ("", True))
    if text and is_good:
        show.show_html(f'<div class="state gelukt" role="status"><span>{escape(text)}</span></div>')
    elif text:
        show.error(text)


def _choose(balie: "Leverbalie", expected: list[Verwachting]) -> _Flow | None:
    """Ask for bron and file, and for the periode where the form needs it; return what was found."""
    names = {b.slug: b.titel for b in balie.bronnen()}
    turn = st.session_state.setdefault(_ROUND, 0)
    bron = st.selectbox(
        "Van welke bron?",
        ["", *names],
        format_func=lambda slug: names.get(slug, "Kies een bron"),
        key=f"aanlever_bron_{turn}",
    )
    file = st.file_uploader(
        "Welk bestand?",
        type=list(_KINDS),
        max_upload_size=places.largest_mb(),
        key=f"aanlever_bestand_{turn}",
    )
    if not bron or file is None:
        st.session_state.pop(_KEPT, None)
        return None
    periode = str(st.session_state.get(f"aanlever_periode_{turn}") or "")
    flow = _look(balie, (str(file.file_id), bron, periode), file.getvalue, file.name)
    if flow is None:
        return None
    if flow.looked.vraagt_periode or periode:
        st.selectbox(
            "Over welke periode gaat dit bestand?",
            ["", *open_periods(expected, bron)],
            format_func=lambda text: parse_period(text).label if text else "Kies een periode",
            key=f"aanlever_periode_{turn}",
        )
    return flow


def _look(
    balie: "Leverbalie", asked: tuple[str, str, str], content: Callable[[], bytes], name: str
) -> _Flow | None:
    """Check the file once; what was found is remembered as long as nothing else is asked."""
    flow: _Flow | None = st.session_state.get(_KEPT)
    if flow is not None and flow.asked == asked:
        return flow
    _, bron, periode = asked
    try:
        with st.spinner("Het bestand controleren…"):
            looked = balie.examine(content(), name, bron, periode)
    except PeilError as error:
        st.session_state.pop(_KEPT, None)
        show.error(str(error))
        return None
    return _keep(_Flow(asked, looked))


def _keep(flow: _Flow) -> _Flow:
    st.session_state[_KEPT] = flow
    return flow


def _found(balie: "Leverbalie", looked: Gecontroleerd) -> None:
    """Show what was found, and offer it as a workbook to send back."""
    if looked.vraagt_periode:
        text = "Het bestand zegt niet over welke periode het gaat. Kies die hierboven."
        show.show_html(f'<p class="find">{text}</p>', key="aanlever_uitkomst")
        return
    show.show_html(_outcome(looked), key="aanlever_uitkomst")
    if not looked.findings:
        return
    show.show_html(lists.findings(looked.findings), key="aanlever_bevindingen")
    st.download_button(
        "Bevindingen als werkboek (XLSX)",
        partial(balie.workbook, looked),
        f"bevindingen-{looked.bestand.rsplit('.', 1)[0]}.xlsx",
        _XLSX,
        key="aanlever_werkboek",
        on_click="ignore",
    )


def _outcome(looked: Gecontroleerd) -> str:
    """Return in a sentence or two whether the file can be used."""
    rows = f"{format_count(looked.regels)} {'regel' if looked.regels == 1 else 'regels'}"
    counts = [(looked.fouten, "fout", "fouten"), (looked.waarschuwingen, "waarschuwing",
              "waarschuwingen")]  # fmt: skip
    parts = " en ".join(
        f"{format_count(n)} {one if n == 1 else many}" for n, one, many in counts if n
    )
    if looked.fouten:
        text = f"{parts} in {rows}. Dit bestand kan niet worden geladen."
        more = "Verbeter het bestand, of stuur de bevindingen naar de leverancier."
    elif looked.waarschuwingen:
        text = f"{parts} in {rows}."
        more = "Klopt het toch? Schrijf dan hieronder waarom."
    else:
        text, more = f"Het bestand is in orde: {rows}.", ""
    under = f'<p class="sub">{more}</p>' if more else ""
    return f'<h3 class="find">{escape(text)}</h3>{under}'


def _foresee(balie: "Leverbalie", flow: _Flow) -> None:
    """Show what the file would change, and the button that makes it so."""
    seen = flow.seen
    if seen is not None and not balie.is_current(seen.bekeken_bij):
        tell("Iemand anders heeft iets geladen of ingetrokken. Dit overzicht is vernieuwd.")
        st.session_state.pop(_KEPT, None)
        st.rerun()
    if seen is None:
        try:
            seen = _preview(balie, flow.looked)
        except PeilError as error:
            show.error(str(error))
            return
        flow = _keep(replace(flow, seen=seen))
    aanlever_seen.show_changes(balie.catalogue, seen, "Wat verandert er op het dashboard?")
    reason = ""
    if flow.looked.waarschuwingen:
        reason = st.text_area(
            "Waarom klopt het toch? (zonder namen)", key="aanlever_reden", max_chars=500, height=100
        )
    with st.container(horizontal=True, key="aanlever_knoppen"):
        both = st.button("Laad en publiceer", type="primary", key="aanlever_laad_publiceer")
        only = st.button("Laad, publiceer later", key="aanlever_laad")
    if flow.refused:
        show.error(flow.refused)
        flow = _keep(replace(flow, refused=""))
    if both or only:
        _load(balie, flow, seen, reason, publish=both)


def _preview(balie: "Leverbalie", looked: Gecontroleerd | None) -> Voorbeeld:
    place = st.empty()
    with place.status("Bekijken wat er verandert…") as status:
        seen = balie.preview(looked, lambda text: status.update(label=text))
    place.empty()
    return seen


def _load(balie: "Leverbalie", flow: _Flow, seen: Voorbeeld, reason: str, *, publish: bool) -> None:
    """Keep the file and publish; whatever happens, the register is before or after."""
    looked, kept, refused, is_stale = flow.looked, None, "", False
    with st.spinner("Laden en publiceren…" if publish else "Laden…"):
        try:
            kept = balie.accept(looked, seen.bekeken_bij, reason)
            if publish:
                balie.publish()
        except RegisterVeranderd as error:
            refused, is_stale = str(error), True
        except PeilError as error:
            refused = str(error)
    if is_stale:
        st.session_state.pop(_KEPT, None)
    elif kept is not None:
        _keep(replace(flow, seen=seen, kept=kept))
    elif refused:
        _keep(replace(flow, seen=seen, refused=refused))
    if refused and (is_stale or kept is not None):
        tell(refused, is_good=False)
    st.rerun()


def _done(balie: "Leverbalie", flow: _Flow, kept: Ontvangen) -> None:
    """Say that it was loaded, what changed, and how to take it back."""
    waits = balie.waiting()
    what = " als oefening" if kept.is_oefening else ""
    text = f"Levering {kept.volgnr} is geladen{what}"
    text += ". Publiceer om de cijfers te tonen." if waits else " en gepubliceerd."
    show.show_html(
        f'<div class="state gelukt" role="status"><span><b>{escape(text)}</b> '
        f"{escape(kept.bestand)}</span></div>",
        key="aanlever_klaar",
    )
    if flow.seen is not None:
        title = "Dit verandert er" if waits else "Dit veranderde er"
        aanlever_seen.show_changes(balie.catalogue, flow.seen, title, is_done=not waits)
    st.button("Lever nog een bestand aan", type="primary", key="aanlever_nog", on_click=_again)
    with st.expander("Ongedaan maken"):
        take_back(balie, kept.id, f"levering {kept.volgnr}", "klaar")


def _again() -> None:
    st.session_state.pop(_KEPT, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def take_back(balie: "Leverbalie", id: str, name: str, key: str) -> None:
    """Offer to withdraw a levering, with the reason, and to publish without it at once."""
    show.show_html(
        '<p class="sub">Intrekken haalt de cijfers van deze levering van het dashboard. Wat er '
        "daarvoor stond, komt terug. De levering zelf blijft bewaard, met uw reden.</p>",
        key=f"aanlever_uitleg_{key}",
    )
    reason = st.text_input("Waarom? (zonder namen)", key=f"aanlever_waarom_{key}", max_chars=300)
    if not st.button("Trek in en publiceer", key=f"aanlever_trek_in_{key}"):
        return
    said, refused = "", ""
    with st.spinner("Intrekken en publiceren…"):
        try:
            balie.withdraw(id, reason)
            said = f"{upper_first(name)} is ingetrokken."
            balie.publish()
        except PeilError as error:
            refused = f"{said} {error}".strip()
    if said:
        _again()
    tell(refused or said, is_good=not refused)
    st.rerun()
