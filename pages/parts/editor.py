"""Writing a duiding: the text with its preview and steps, and the sentences made by rule."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import show, texts, walk
from pages.parts.texts import Subject, Work
from peil import prose
from peil.drafts import Draft
from peil.loket import Loket
from peil.question import Question
from peil.records import DUIDING_STATUSSEN, Duiding, DuidingStatus, Entry
from peil.wording import upper_first

if TYPE_CHECKING:
    from peil.desk import Desk

_MOST: Final = 20_000
_STEPS: Final[dict[DuidingStatus, str]] = {"ter controle": "Ter controle bij de gemeente"}
_HINT: Final = (
    "Opmaak: **vet**, *schuin*, een regel met # is een kop, een regel met - een punt van een "
    "lijst. Schrijf functies, geen namen van personen."
)
_EMPTY: Final = "Nog geen tekst. Schrijf in het veld, of neem een voorstel over."


def show_editor(
    loket: Loket, subject: Subject, work: Work, newest: Entry[Duiding] | None, is_late: bool
) -> None:
    """Show where the text stands, the text itself, and the next steps."""
    status = newest.record.status if newest else None
    is_new = work.is_open and status in (None, "vastgesteld")
    _steps(None if is_new else status)
    if not work.is_open:
        st.button("Nieuwe versie", key="duiding_nieuw", on_click=texts.open_editor, args=(subject,))
        return
    write, read = st.tabs(["Schrijven", "Voorbeeld"])
    with write:
        _area("Tekst", subject, work, "tekst", 320)
        show.show_html(f'<p class="small">{escape(_HINT)}</p>', key="duiding_hulp")
    with read:
        html = prose.to_html(work.tekst) or f"<p>{_EMPTY}</p>"
        show.show_html(f'<div class="tekst">{html}</div>', key="duiding_voorbeeld")
    if status == "ter controle" and not is_late:
        _area("Reactie van de gemeente (hoor en wederhoor)", subject, work, "reactie", 120)
    if work.is_changed and not is_late:
        note = "Nog niet bewaard. De tekst blijft hier staan zolang u dit venster open hebt."
        show.show_html(f'<p class="onbewaard" role="status">{note}</p>', key="duiding_onbewaard")
    _buttons(loket, subject, work, newest, is_late)


def _steps(status: DuidingStatus | None) -> None:
    place = DUIDING_STATUSSEN.index(status) if status else -1
    items = "".join(
        f"<li{' class=gedaan' if n < place else ''}"
        f"{' aria-current=step' if n == place else ''}>"
        f"{escape(_STEPS.get(name, upper_first(name)))}</li>"
        for n, name in enumerate(DUIDING_STATUSSEN)
    )
    show.show_html(f'<ol class="stappen" aria-label="Status">{items}</ol>', key="duiding_stappen")


def _area(label: str, subject: Subject, work: Work, name: str, height: int) -> None:
    key, value = texts.field_key(subject, name), getattr(work, name)
    # Only when it differs: what is set here replaces what the viewer is typing.
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.text_area(
        label, key=key, height=height, max_chars=_MOST, on_change=texts.typed, args=(subject, name)
    )


def _buttons(
    loket: Loket, subject: Subject, work: Work, newest: Entry[Duiding] | None, is_late: bool
) -> None:
    status = newest.record.status if newest else None
    version = newest.versie if newest else 0
    text_changed = work.tekst != work.begin[0]
    steps: list[tuple[str, DuidingStatus]] = [
        ("Bewaar mijn tekst als concept" if is_late else "Bewaar concept", "concept"),
    ]
    if status == "ter controle" and not text_changed and not is_late:
        steps = [("Bewaar reactie", "ter controle"), ("Stel vast", "vastgesteld")]
    elif not is_late:
        again = "Zet opnieuw ter controle" if status == "ter controle" else "Zet ter controle"
        steps.append((again, "ter controle"))
    main = steps[0 if work.is_changed and status != "ter controle" else -1][0]
    for column, (label, next_status) in zip(st.columns(len(steps)), steps, strict=True):
        with column:
            # With the version in the key a click never lands on a version nobody has seen.
            st.button(
                label,
                key=f"duiding_{next_status}_{version}_{subject.onderwerp}",
                type="primary" if label == main else "secondary",
                on_click=texts.keep,
                args=(loket, subject, next_status, version),
                width="stretch",
            )
    if ("Stel vast", "vastgesteld") in steps and not work.reactie.strip():
        note = "Er is nog geen reactie ingevuld. Vul haar in, of schrijf dat er geen kwam."
        show.show_html(f'<p class="small">{note}</p>', key="duiding_zonder_reactie")


def show_drafts(desk: "Desk", vraag: Question, subject: Subject, drafts: Sequence[Draft]) -> None:
    """Show the sentences made by rule, each with its numbers and a button that takes it over."""
    show.heading("Voorstellen", "Concept, door een regel gemaakt uit de cijfers.")
    if not drafts:
        show.empty(f"Over {subject.jaar} zijn er geen cijfers waar een regel iets over zegt.")
        return
    note = "Een regel kent de oorzaak niet. Neem over wat ertoe doet, en schrijf erbij waarom."
    show.show_html(f'<p class="small">{note}</p>', key="duiding_voorstellen")
    for number, draft in enumerate(drafts):
        # Not show.card: a row of these would stretch to the height of the editor beside it.
        kind = "fictief" if draft.is_fictief else "kaart"
        with st.container(key=f"{kind}_voorstel_{number}"):
            _draft(desk, vraag, subject, draft, number)


def _draft(desk: "Desk", vraag: Question, subject: Subject, draft: Draft, number: int) -> None:
    here = vraag.but(gebied=subject.gebied, indicator=draft.indicator, periode=draft.periode)
    link = walk.address("indicator", here.but(thema="", jaar=""))
    title = desk.catalogue[draft.indicator].titel
    tag = f" {show.FICTIEF}" if draft.is_fictief else ""
    show.show_html(
        f'<div class="voorstel"><p>{escape(draft.zin)}</p>'
        f'<p class="small"><span class="ctag">concept</span>{tag} '
        f'<a href="{escape(link)}">Bekijk de cijfers<span class="vh"> van {escape(title)}</span>'
        "</a></p></div>",
        key=f"duiding_voorstel_{number}",
    )
    # In the text there is no edge, so the words say it.
    zin = f"{draft.zin} (Verzonnen cijfers.)" if draft.is_fictief else draft.zin
    st.button(
        "Neem over",
        key=f"duiding_neem_{number}",
        on_click=texts.add_sentence,
        args=(subject, zin),
    )
