"""The versions of a duiding: what holds now, whether it is published, and what came before."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from pages.parts import published, show
from pages.parts.beside import when
from pages.parts.texts import Subject
from peil import prose
from peil.desk import Desk, Uitleg
from peil.gather import stated
from peil.loket import Loket
from peil.records import Duiding, Entry

_differences = lru_cache(maxsize=256)(prose.differences)


def frozen(desk: Desk, subject: Subject) -> Uitleg | None:
    """Return the text that was frozen with this publication, if there is one."""
    found = desk.explanations(subject.gebied, subject.thema, subject.jaar)
    return found[0] if found else None


def holds_now(desk: Desk, loket: Loket, subject: Subject) -> None:
    """Show the text that readers see beside the figures, and what waits for publication."""
    uitleg = frozen(desk, subject)
    show.heading("Wat nu geldt", "Deze tekst staat bij de cijfers, zoals ze is vastgesteld.")
    if uitleg is None:
        show.empty("Er is nog geen vastgestelde tekst in de publicatie.")
    else:
        # Not show.card: it would stretch to the height of what stands beside it.
        with st.container(key=f"{'fictief' if uitleg.is_fictief else 'kaart'}_geldt"):
            tag = f" {show.FICTIEF}" if uitleg.is_fictief else ""
            show.show_html(
                f'<div class="tekst">{prose.to_html(uitleg.tekst)}</div>'
                f'<p class="small">{escape(stated(uitleg))}.{tag}</p>',
                key="duiding_geldt",
            )
    agreed = [
        e for e in loket.history(Duiding, subject.onderwerp) if e.record.status == "vastgesteld"
    ]
    if agreed and (uitleg is None or agreed[-1].versie > uitleg.versie):
        _publish(loket, agreed[-1])


def _publish(loket: Loket, entry: Entry[Duiding]) -> None:
    text = (
        f"Versie {entry.versie} is vastgesteld op {when(entry)}, na de laatste publicatie. "
        "Lezers zien haar pas na publiceren."
    )
    markup = f'<div class="botsing" role="status"><p>{escape(text)}</p></div>'
    if published.publish_now(loket, markup, "duiding"):
        st.rerun()


def show_history(loket: Loket, subject: Subject) -> None:
    """Show every version, newest first: who, when, status, the text, and what changed."""
    entries = loket.history(Duiding, subject.onderwerp)
    show.heading("Versies", "Alle versies blijven bewaard.")
    if not entries:
        show.empty("Nog geen versies. De eerste ontstaat als u een concept bewaart.")
        return
    pairs = list(zip([None, *entries], entries, strict=False))
    items = "".join(_version(before, entry) for before, entry in reversed(pairs))
    with show.card("versies"):
        show.show_html(f'<div class="versies">{items}</div>', key="duiding_versies")


def _version(before: Entry[Duiding] | None, entry: Entry[Duiding]) -> str:
    record = entry.record
    tag = f" {show.FICTIEF}" if entry.is_fictief else ""
    parts = [f'<div class="tekst">{prose.to_html(record.tekst)}</div>']
    if record.reactie:
        reaction = prose.to_html(record.reactie, 4)
        parts.append(f'<h3>Reactie van de gemeente</h3><div class="tekst">{reaction}</div>')
    if before is not None:
        same = record.tekst == before.record.tekst
        differ = "" if same else _differences(before.record.tekst, record.tekst)
        said = differ or "<p>De tekst is gelijk.</p>"
        parts.append(
            f'<h3>Verschil met versie {before.versie}</h3><div class="verschil">{said}</div>'
        )
    return (
        f"<details><summary><b>Versie {entry.versie}</b> · {escape(record.status)} · "
        f"{escape(when(entry))} · {escape(entry.wie)}{tag}</summary>{''.join(parts)}</details>"
    )


def links_line(text: str, links: Sequence[tuple[str, str]]) -> str:
    """Return a line with links to other subjects as markup."""
    made = ", ".join(f'<a href="{escape(link)}">{escape(name)}</a>' for name, link in links)
    return f'<div class="botsing" role="status"><p>{escape(text)}{made}.</p></div>'
