"""One norm item of one gemeente in a panel over the profile: its history, and a new oordeel."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import normback, show, walk
from peil import normprofile
from peil.clock import today
from peil.errors import PeilError, Verouderd
from peil.norm import NormItem, explain_answer, find_doubt, valid_until
from peil.normprofile import Beside, Profile
from peil.periods import format_day, parse_day
from peil.question import Question
from peil.records import OORDELEN, Botsing, Entry, Oordeel, Score, make

if TYPE_CHECKING:
    from peil.desk import Desk
    from peil.loket import Loket

#: Where the sentence waits that is shown after something was kept.
KEPT: Final = "_norm_bewaard"
_OPEN: Final = "_norm_open"
_ROLE: Final = "RIEC-adviseur"


def open_item(
    desk: "Desk",
    loket: "Loket",
    vraag: Question,
    profile: Profile,
    item: NormItem,
    found: Sequence[Beside],
) -> None:
    """Open the panel of an item; closing it takes the item out of the address."""
    above = desk.areas.ancestors(vraag.gebied).get("district")
    district = above.code if above else ""

    def close() -> None:
        walk.wish(vraag.but(item=""))

    @st.dialog(f"{item.id} {item.titel}", width="large", on_dismiss=close)
    def draw() -> None:
        panel = normprofile.panel(profile, item, found, district)
        show.show_html(panel, f"norm_paneel_{vraag.gebied}_{item.id}")
        if loket.viewer.rol != "analist":
            return
        form = _Form(loket, profile, item, close)
        with st.expander("Beoordeel dit item", expanded=form.must_choose):
            form.draw()
        if profile.tijdlijn.get(item.id):
            with st.expander("Trek een oordeel in"):
                form.draw_taking_back()

    if st.session_state.get(_OPEN) != (vraag.gebied, item.id):
        st.session_state[_OPEN] = (vraag.gebied, item.id)
        st.session_state.pop(_key(profile, item, "gezien"), None)
    draw()


def none_open() -> None:
    """Remember that no panel is open: the next one starts with what stands there then."""
    st.session_state.pop(_OPEN, None)


def _key(profile: Profile, item: NormItem, name: str) -> str:
    return f"norm_{profile.gebied}_{item.id}_{name}"


class _Form:
    """The form of one oordeel; what was typed stays until it is kept."""

    def __init__(
        self, loket: "Loket", profile: Profile, item: NormItem, close: Callable[[], None]
    ) -> None:
        self._loket, self._profile, self._item, self._close = loket, profile, item, close
        subject = Score(
            gebied=profile.gebied,
            item=item.id,
            normset=profile.norm.set,
            normversie=profile.norm.versie,
            oordeel="onbekend",
            peildatum=today(),
            beoordelaar=_ROLE,
        ).onderwerp
        self._subject = subject
        self._newest: Entry[Score] | None = loket.find(Score, subject)

    def _name(self, name: str) -> str:
        return _key(self._profile, self._item, name)

    @property
    def must_choose(self) -> bool:
        """Whether a second oordeel waits beside the one that holds."""
        return bool(self._loket.collisions(self._subject))

    def draw(self) -> None:
        """Draw what waits and the fields, and keep what was typed when the button is pressed."""
        self._waiting()
        item, seen = self._item, self._seen()
        with st.form(self._name("formulier"), border=False):
            oordeel = st.radio(
                "Oordeel", OORDELEN, index=None, horizontal=True, key=self._name("oordeel")
            )
            fits = explain_answer(item, "?") or "Vrije tekst."
            typed = self._fields(fits)
            pressed = st.form_submit_button("Bewaar oordeel", type="primary")
        if pressed:
            self._keep(oordeel, typed, seen)

    def _seen(self) -> int:
        """Return the version that was on the screen when it opened, not the one of this moment."""
        newest = self._newest.versie if self._newest else 0
        seen: int = st.session_state.setdefault(self._name("gezien"), newest)
        return seen

    def draw_taking_back(self) -> None:
        """Let an oordeel that was given by mistake be taken back."""
        line = self._profile.tijdlijn[self._item.id]
        told = normback.draw(self._loket, line, self._name, self._seen())
        if told:
            self._forget()
            st.session_state[KEPT] = told
            self._close()
            st.rerun()

    def _fields(self, fits: str) -> dict[str, str]:
        """Draw the fields to type in, and return what stands in them."""
        item = self._item
        left, right = st.columns(2)
        with left:
            answer = st.text_input("Antwoord", key=self._name("antwoord"), max_chars=300)
            show.show_html(
                f'<p class="small">{_plain(fits)} Meetwijze: {_plain(item.meetwijze)}</p>',
                self._name("uitleg"),
            )
            proof = st.text_input(
                "Waar ligt het bewijs? (alleen een verwijzing)",
                key=self._name("bewijs"),
                max_chars=300,
            )
            note = st.text_input("Toelichting", key=self._name("toelichting"), max_chars=300)
        with right:
            day = st.text_input(
                "Peildatum (dag-maand-jaar)",
                format_day(today()),
                key=self._name("peildatum"),
            )
            until = st.text_input(
                "Geldig tot en met (leeg: geen einddatum)", key=self._name("geldig")
            )
            who = st.text_input(
                "Beoordeeld door (een functie, geen naam)", _ROLE, key=self._name("wie")
            )
        return {
            "antwoord": answer,
            "bewijs": proof,
            "toelichting": note,
            "peildatum": day,
            "geldig_tot": until,
            "beoordelaar": who,
        }

    def _keep(self, oordeel: Oordeel | None, typed: dict[str, str], seen: int) -> None:
        try:
            score = self._read(oordeel, typed)
            self._loket.write(score, seen)
        except Verouderd as error:
            st.session_state.pop(self._name("gezien"), None)
            show.error(f"{error} Open dit item opnieuw om te kiezen.")
            return
        except PeilError as error:
            show.error(str(error))
            return
        self._forget()
        doubt = find_doubt(self._item, score.oordeel, score.antwoord, score.peildatum)
        extra = f" Let op: {_plain(doubt)}" if doubt else ""
        st.session_state[KEPT] = f"Bewaard: {score.item} is {score.oordeel}.{extra}"
        self._close()
        st.rerun()

    def _read(self, oordeel: Oordeel | None, typed: dict[str, str]) -> Score:
        """Return the score that was typed.

        Raises:
            PeilError: what does not fit, in one sentence each.
        """
        if oordeel is None:
            raise PeilError("Kies eerst een oordeel.")
        day = parse_day(typed["peildatum"])
        if day > today():
            raise PeilError("De peildatum ligt in de toekomst. Vul een dag in tot en met vandaag.")
        wrong = explain_answer(self._item, typed["antwoord"], day)
        if wrong:
            raise PeilError(f"Het antwoord past niet. {wrong}")
        return make(
            Score,
            gebied=self._profile.gebied,
            item=self._item.id,
            normset=self._profile.norm.set,
            normversie=self._profile.norm.versie,
            oordeel=oordeel,
            antwoord=typed["antwoord"].strip(),
            peildatum=day,
            bewijs=typed["bewijs"].strip(),
            beoordelaar=typed["beoordelaar"].strip(),
            geldig_tot=self._until(typed, day),
            toelichting=typed["toelichting"].strip(),
        )

    def _until(self, typed: dict[str, str], day: date) -> date | None:
        """Return the last day: as typed, or else as the source says for the date in the answer."""
        text = typed["geldig_tot"].strip()
        return parse_day(text) if text else valid_until(self._item, typed["antwoord"], day)

    def _forget(self) -> None:
        for key in list(st.session_state):
            if str(key).startswith(self._name("")):
                st.session_state.pop(key, None)

    def _waiting(self) -> None:
        """Show an oordeel that came second, and let the reader choose between the two."""
        kept = self._newest
        if kept is None:
            return
        for entry in self._loket.collisions(self._subject):
            second = entry.record.second()
            if not isinstance(second, Score):
                continue
            show.error(
                f"Twee mensen beoordeelden dit item tegelijk. Er staat nu: {_told(kept.record)} "
                f"(door {kept.wie}). Ernaast is bewaard: {_told(second)} (door {entry.wie}). Kies."
            )
            name = entry.record.kenmerk
            with st.container(horizontal=True):
                first = st.button("Laat staan wat er staat", key=self._name(f"laat_{name}"))
                other = st.button("Neem het tweede oordeel", key=self._name(f"neem_{name}"))
            if first or other:
                self._settle(second if other else kept.record, kept, entry)

    def _settle(self, chosen: Score, kept: Entry[Score], entry: Entry[Botsing]) -> None:
        try:
            self._loket.write(chosen, kept.versie, settles=[entry])
        except PeilError as error:
            show.error(str(error))
            return
        st.session_state[KEPT] = f"Gekozen: {chosen.item} is {chosen.oordeel}."
        self._forget()
        self._close()
        st.rerun()


def _told(score: Score) -> str:
    gone = "ingetrokken: " if score.is_ingetrokken else ""
    return f"{gone}{score.oordeel}, peildatum {format_day(score.peildatum)}"


def _plain(text: str) -> str:
    """Return text for markup, as a sentence."""
    return f"{escape(text.rstrip('.'), quote=False)}."
