"""The end of a visit: held on a date, the report, then vastgesteld; or opened again."""

from html import escape

import streamlit as st

from pages.parts import show, visit_keep, visit_text
from pages.parts.published import publish_now
from pages.parts.visit import Setting
from peil import strips
from peil.errors import PeilError
from peil.numbers import format_date
from peil.periods import format_day, parse_day

_FIRST = "Schrijf eerst het verslag; daarna kunt u het bezoek vaststellen."


def wrap_up(setting: Setting) -> None:
    """Close the visit: held on a date, then the report, then vastgesteld; or open it again."""
    visit = setting.bezoek
    if visit.status == "vastgesteld":
        _done(setting)
    elif visit.status == "gehouden":
        _report(setting)
    else:
        _held(setting)
    visit_text.other_visits(setting)


def _key(setting: Setting, name: str) -> str:
    return f"{name}_{setting.gebied}_{setting.jaar}"


def _note(text: str, name: str) -> None:
    show.show_html(f'<p class="sub">{escape(text)}</p>', key=f"bezoek_{name}")


def _held(setting: Setting) -> None:
    key = _key(setting, "gehouden")

    def kept() -> None:
        try:
            day = parse_day(str(st.session_state[key]))
            if day > setting.today:
                raise PeilError(
                    f"{format_date(day)} moet nog komen. Een bezoek is gehouden als u er was: "
                    "vul die dag in."
                )
        except PeilError as error:
            visit_keep.tell(str(error))
        else:
            visit_keep.keep_visit(setting, "Het bezoek is gehouden", status="gehouden", datum=day)

    st.text_input("Datum van het bezoek (dd-mm-jjjj)", value=format_day(setting.dag), key=key)
    visit_text.line(setting, "deelnemers", "Wie waren erbij? (functies)")
    st.button("Het bezoek is gehouden", type="primary", key="bezoek_gehouden", on_click=kept)


def _report(setting: Setting) -> None:
    visit_text.line(setting, "deelnemers", "Wie waren erbij? (functies)")
    visit_text.long_text(setting, "verslag", "Verslag van het bezoek", 180)
    told = "Het verslag wordt bewaard zodra u uit het veld gaat. Noem functies, geen namen."
    _note(told if setting.bezoek.verslag.strip() else f"{told} {_FIRST}", "verslag_uitleg")
    st.button(
        "Stel het bezoek vast",
        type="primary",
        key="bezoek_vaststellen",
        on_click=_settle,
        args=(setting,),
    )


def _settle(setting: Setting) -> None:
    visit, _ = visit_keep.visit_now(setting)
    if not visit.verslag.strip():
        visit_keep.tell("Het verslag is nog leeg.")
    elif setting.loket.collisions(visit.onderwerp):
        visit_keep.tell("Er wacht een tweede versie van dit bezoek. Kies eerst welke geldt.")
    else:
        visit_keep.keep_visit(setting, "Het bezoek is vastgesteld", status="vastgesteld")


def _done(setting: Setting) -> None:
    """Show the report, what waits for publication, and the way back."""
    visit = setting.bezoek
    present = f"<p>Erbij waren: {escape(visit.deelnemers)}.</p>" if visit.deelnemers else ""
    report = "".join(f"<p>{escape(p)}</p>" for p in visit.verslag.splitlines() if p.strip())
    show.show_html(
        strips.block(strips.section("Verslag"), f'<div class="bz-verslag">{present}{report}</div>'),
        key="blad_verslag",
    )
    _publish(setting)
    key = _key(setting, "bezoek_reden")
    with st.expander("Heropen dit bezoek"):
        st.text_input("Waarom moet het bezoek weer open?", key=key)
        st.button("Heropen het bezoek", key="bezoek_heropen", on_click=_reopen, args=(setting, key))


def _publish(setting: Setting) -> None:
    """Offer to publish: what was said of the norm only counts in the figures after that."""
    published = setting.desk.snapshot.journaal
    waits = [e for e in setting.scores if e.nummer > published]
    if not waits:
        return
    count = "1 oordeel telt" if len(waits) == 1 else f"{len(waits)} oordelen tellen"
    markup = f"<p>{count} pas mee in de cijfers na publiceren.</p>"
    if publish_now(setting.loket, strips.block(markup), "bezoek"):
        st.rerun()


def _reopen(setting: Setting, key: str) -> None:
    reason = str(st.session_state[key])
    if visit_keep.keep_visit(setting, "Het bezoek is weer open", status="gehouden", reden=reason):
        # A reason is for one time, and for this visit.
        st.session_state[key] = ""
