"""What a duiding can be about: the choice of theme and year, and an overview of what is written."""

from html import escape
from typing import Final

import streamlit as st

from pages.parts import choose, controls, gather, show
from pages.parts.beside import when
from pages.parts.texts import Subject
from peil import wording
from peil.desk import Desk
from peil.loket import Loket
from peil.noteworthy import History
from peil.question import Question
from peil.records import Duiding, Entry

GEHEEL: Final = "Het hele beeld"
#: The overview shows this many years; older ones are a choice away.
_YEARS: Final = 4


def theme_title(desk: Desk, thema: str) -> str:
    """Return the title of a theme; no theme is the whole picture."""
    found = desk.catalogue.themas.get(thema)
    return found.titel if found else thema or GEHEEL


def title(desk: Desk, subject: Subject) -> str:
    """Return ``Drugs en wapens, 2025`` with the name of the gebied in front."""
    area = choose.area_name(desk.areas.get(subject.gebied))
    return f"{area}: {wording.lower_first(theme_title(desk, subject.thema))}, {subject.jaar}"


def chosen(desk: Desk, vraag: Question, years: list[str]) -> Subject:
    """Let the reader choose a theme and one of these years, and return the subject."""
    named = {"": GEHEEL} | {t.slug: t.titel for t in desk.catalogue.by_theme()}
    wish = vraag.jaar or str(gather.year_of(vraag) or "")
    jaar = wish if wish in years else years[0]
    left, right, _ = st.columns([3, 2, 7])
    with left:
        thema = _select("Thema", "thema", list(named), vraag.thema, named)
    with right:
        jaar = _select("Jaar", "jaar", years, jaar, {y: y for y in years})
    return Subject(vraag.gebied, thema, int(jaar))


def _select(label: str, name: str, options: list[str], current: str, named: dict[str, str]) -> str:
    key = f"keuze_duiding_{name}"
    st.session_state[key] = current if current in options else options[0]
    return st.selectbox(
        label,
        options,
        format_func=named.__getitem__,
        key=key,
        on_change=controls.changed,
        args=(key, name),
    )


def years_of(desk: Desk, loket: Loket, vraag: Question, history: History) -> list[str]:
    """Return the years with figures or a text, newest first, with the year of the address."""
    figures = {f.jaar for series in history.values() for f in series}
    written = {e.record.jaar for e in loket.newest(Duiding, [vraag.gebied])}
    wished = {int(vraag.jaar)} if vraag.jaar else set[int]()
    found = figures | written | wished or {desk.snapshot.gepubliceerd_op.year}
    return [str(year) for year in sorted(found, reverse=True)]


def show_overview(desk: Desk, loket: Loket, vraag: Question, known: list[str]) -> None:
    """Show which themes and years of this gebied have a text, and which gemeenten wait."""
    years = [int(year) for year in known[:_YEARS]]
    newest = {(e.record.thema, e.record.jaar): e for e in loket.newest(Duiding, [vraag.gebied])}
    heads = "".join(f'<th scope="col">{year}</th>' for year in years)
    rows = ""
    for thema in ["", *(t.slug for t in desk.catalogue.by_theme())]:
        cells = "".join(
            f"<td>{_cell(desk, vraag, thema, year, newest.get((thema, year)))}</td>"
            for year in years
        )
        rows += f'<tr><th scope="row">{escape(theme_title(desk, thema))}</th>{cells}</tr>'
    name = choose.area_name(desk.areas.get(vraag.gebied))
    show.heading("Overzicht", f"Welke teksten er zijn over {name}, en wat nog te schrijven is.")
    show.show_table(
        f'<table><thead><tr><th scope="col">Thema</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>",
        f"Status van de duiding per thema en jaar: {name}",
        key="duiding_overzicht",
    )
    _waiting(desk, loket, vraag)


def _cell(desk: Desk, vraag: Question, thema: str, jaar: int, entry: Entry[Duiding] | None) -> str:
    subject = Subject(vraag.gebied, thema, jaar)
    text = entry.record.status if entry else "schrijf"
    tag = f" {show.FICTIEF}" if entry and entry.is_fictief else ""
    about = f'<span class="vh"> {escape(theme_title(desk, thema))} {jaar}</span>'
    return f'<a href="{escape(subject.address(vraag))}">{escape(text)}{about}</a>{tag}'


def _waiting(desk: Desk, loket: Loket, vraag: Question) -> None:
    """Show the gemeenten inside this area whose text waits for their reaction."""
    if desk.areas.get(vraag.gebied).niveau == "gemeente":
        return
    codes = gather.inside(desk, vraag.gebied, "gemeente")
    waiting = [e for e in loket.newest(Duiding, codes) if e.record.status == "ter controle"]
    show.heading("Ter controle bij gemeenten", "Deze teksten wachten op een reactie.")
    if not waiting:
        show.empty("Er ligt geen tekst ter controle bij een gemeente.")
        return
    rows = "".join(_waiting_row(desk, vraag, e) for e in sorted(waiting, key=lambda e: e.nummer))
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Gemeente", "Tekst", "Ter controle op"))
    show.show_table(
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        "Teksten die ter controle bij een gemeente liggen, oudste eerst",
        key="duiding_wachtend",
    )


def _waiting_row(desk: Desk, vraag: Question, entry: Entry[Duiding]) -> str:
    record = entry.record
    subject = Subject(record.gebied, record.thema, record.jaar)
    name = desk.areas.get(record.gebied).naam
    text = f"{theme_title(desk, record.thema)}, {record.jaar}"
    tag = f" {show.FICTIEF}" if entry.is_fictief else ""
    return (
        f'<tr><th scope="row">{escape(name)}</th>'
        f'<td><a href="{escape(subject.address(vraag))}">{escape(text)}'
        f'<span class="vh"> {escape(name)}</span></a>{tag}</td>'
        f"<td>{escape(when(entry))}</td></tr>"
    )
