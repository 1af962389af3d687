"""The preparing sheet: on one page, to read and to print, what the adviser must know."""

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pages.parts import choose, gather, reporting, show, visit_end, visit_keep, visit_text, walk
from pages.parts.visit import STEPS, Setting
from peil import strips
from peil.numbers import format_date
from peil.records import Afspraak, Bezoek, Duiding
from peil.rounds import checklist, sheet
from peil.rounds.checklist import Line
from peil.scores import states_on

if TYPE_CHECKING:
    from peil.figure import Figure

#: Longer lists of what is missing are folded per kind.
_FEW = 8
_KINDS = {
    "duiding": "Duiding",
    "afspraak": "Afspraken zonder resultaat",
    "norm": "Normitems zonder oordeel",
    "cijfer": "Cijfers die niet geleverd zijn",
}


def show_sheet(setting: Setting) -> None:
    """Show the sheet with its actions, and the report once the visit was held."""
    visit = setting.bezoek
    status = visit.status if setting.entry else "nog niet gepland"
    when = f". Datum: {format_date(visit.datum)}" if visit.datum else ""
    choose.header(
        setting.desk,
        setting.vraag,
        "bezoek",
        f"{setting.naam}: bezoek {setting.jaar}",
        f"Voorbereiding. Status: {status}{when}",
        (choose.GEBIED,),
    )
    visit_keep.messages()
    fictief = setting.entry is not None and setting.entry.is_fictief
    tag = f"<p>{show.FICTIEF} Dit bezoek begon als voorbeeld: het is verzonnen.</p>"
    back = escape(walk.address("bezoek", setting.vraag.but(stap="", nummer="", item="")))
    top = f'<p class="niet-drukken"><a href="{back}">‹ Alle bezoeken van {setting.jaar}</a></p>'
    paper = f'<p class="alleen-druk">{escape(setting.naam)}: bezoek {setting.jaar}</p>'
    show.show_html(strips.block(top, paper, tag * fictief), key="blad_top")
    _actions(setting)
    reporting.show_button(setting.desk, setting.loket, setting.gebied, setting.jaar - 1)
    if setting.entry and visit.status in ("gehouden", "vastgesteld"):
        visit_end.wrap_up(setting)
    else:
        visit_text.other_visits(setting)
    left, right = st.columns([7, 5], gap="large")
    with left:
        _reading(setting)
    with right:
        _points(setting)
        _missing(setting)


def _actions(setting: Setting) -> None:
    """Offer the next thing to do with this visit."""
    visit = setting.bezoek
    with st.container(horizontal=True, key="blad_knoppen", vertical_alignment="center"):
        if setting.entry is None:
            if st.button("Zet dit bezoek op de planning", type="primary", key="blad_plan"):
                visit_keep.keep_visit(setting, "Het bezoek is gepland")
                st.rerun()
            _note("Een datum kiest u bij ‘Alle bezoeken’.")
        elif visit.status == "gepland":
            if st.button("Zet op voorbereid", type="primary", key="blad_voorbereid"):
                visit_keep.keep_visit(setting, "Het bezoek is voorbereid", status="voorbereid")
                st.rerun()
            _note("Daarna kunt u het bezoek starten.")
        else:
            label = "Start het bezoek" if visit.status == "voorbereid" else "Open de bezoekschermen"
            kind = "primary" if visit.status == "voorbereid" else "secondary"
            if st.button(label, type=kind, key="blad_start"):
                walk.go("bezoek", setting.vraag.but(stap=next(iter(STEPS)), nummer="", item=""))


def _note(text: str) -> None:
    show.show_html(f'<p class="sub">{escape(text)}</p>', key="blad_daarna")


def _reading(setting: Setting) -> None:
    found = gather.standing_out(setting.desk, [setting.gebied], None)
    parts = [
        strips.section("Vorig bezoek"),
        sheet.last_visit(setting.vorig),
        strips.section("Afspraken die nog open staan", "Wat te laat is, staat bovenaan."),
        sheet.afspraken_table(setting.eerder, setting.today),
        strips.section("Cijfers die opvallen"),
        sheet.changed(found),
        strips.section("Norm: wat veranderde en wat ontbreekt"),
        sheet.norm_lines(setting.vooruitgang),
        strips.section("Dit werkt bij vergelijkbare gemeenten"),
        sheet.nearby(setting.examples, setting.names, setting.peers.titel),
        strips.section("Duiding"),
        f"<p>{escape(_duiding_words(setting))}</p>",
    ]
    show.show_html(strips.block(*parts), key="blad_lezen")


def _duiding(setting: Setting) -> Duiding | None:
    """Return the duiding of the whole picture over the year before the visit."""
    entry = setting.loket.find(Duiding, f"duiding:{setting.gebied}::{setting.jaar - 1}")
    return entry.record if entry else None


def _duiding_words(setting: Setting) -> str:
    found = _duiding(setting)
    if found is None:
        return f"Over {setting.jaar - 1} is nog geen duiding geschreven."
    return f"De duiding over {setting.jaar - 1} is: {found.status}."


def _points(setting: Setting) -> None:
    show.heading("Aandachtspunten", "Wordt bewaard zodra u uit het veld gaat.")
    visit_text.long_text(setting, "aandachtspunten", "Wat wilt u zeker bespreken?")


def lines(setting: Setting) -> list[Line]:
    """Return what is still missing for this visit."""
    desk, norm = setting.desk, setting.norm
    figures: list[Figure] = desk.profile(setting.gebied, setting.jaar - 1)
    found = _duiding(setting)
    afspraken = setting.loket.newest(Afspraak, [setting.gebied])
    return [
        *checklist.missing_duiding(
            found is not None and found.status == "vastgesteld", setting.jaar - 1
        ),
        *checklist.missing_results(afspraken, setting.jaar),
        *checklist.missing_scores(
            norm, states_on(setting.scores, setting.today), setting.gebied, setting.jaar
        ),
        *checklist.missing_figures(figures, desk.catalogue),
    ]


def _missing(setting: Setting) -> None:
    """Show the checklist: what is missing, to tick off."""
    found = lines(setting)
    done = sum(line.kenmerk in setting.bezoek.klaar for line in found)
    told = f"{done} van de {len(found)} afgevinkt." if found else "Er ontbreekt niets."
    show.heading("Wat nog ontbreekt", told)
    for kind, title in _KINDS.items():
        own = [line for line in found if line.soort == kind]
        if len(own) > _FEW:
            with st.expander(f"{title}: {len(own)}"):
                _ticks(setting, own)
        else:
            _ticks(setting, own)


def _ticks(setting: Setting, found: list[Line]) -> None:
    is_fixed = setting.entry is None or setting.bezoek.status == "vastgesteld"
    for line in found:
        key = f"vink_{setting.gebied}_{setting.jaar}_{line.kenmerk}"
        st.checkbox(
            show.as_markdown(line.tekst),
            value=line.kenmerk in setting.bezoek.klaar,
            key=key,
            disabled=is_fixed,
            wrap=True,
            on_change=partial(_tick, setting, line.kenmerk, key),
        )


def _tick(setting: Setting, kenmerk: str, key: str) -> None:
    newest = setting.loket.find(Bezoek, setting.bezoek.onderwerp)
    if newest is None:
        return
    # One line more or less takes nothing away from what a colleague did meanwhile.
    known = [k for k in newest.record.klaar if k != kenmerk]
    ticked = (*known, kenmerk) if st.session_state[key] else tuple(known)
    visit_keep.keep_upon(setting, newest, klaar=ticked)
