"""The parts of the page on what changed between two standen.

choose_two(vraag, known, before, after)     the two choices; the address follows
sides(before, after)                        the two standen in words
show_fictief(changes)                       the note on what was made up
show_leveringen(changes, new, old)          which leveringen came and went with the changes
show_groups(changes, new, old)              the changes per indicator, largest first
show_standen(vraag, known)                  all standen, each with the way to look at it
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pages.parts import show, walk
from peil import changenote
from peil.changenote import Group
from peil.changes import Change, ids
from peil.labels import FICTIEF
from peil.numbers import format_count, format_date
from peil.origin import levering_number
from peil.question import Question
from peil.stand import Stand

if TYPE_CHECKING:
    from peil.desk import Desk

#: A group shows its largest changes; all are in the CSV.
_ROWS: Final = 25
#: Groups that stand open; the others are folded.
_OPEN: Final = 1
_NAMES: Final = {"van": "Van stand", "tot": "Naar stand"}


def choose_two(vraag: Question, known: Sequence[Stand], before: Stand, after: Stand) -> None:
    """Show the two choices; what is chosen is asked from then on."""
    now = {"van": before, "tot": after}
    newest_first = list(reversed(known))
    numbers = [stand.nummer for stand in newest_first]
    label = {stand.nummer: _label(stand, known) for stand in known}
    for name, column in zip(now, st.columns([3, 3, 6])[:2], strict=True):
        key = f"stand_{name}"
        st.session_state[key] = now[name].nummer
        with column:
            st.selectbox(
                _NAMES[name], numbers, key=key, format_func=label.__getitem__,
                on_change=partial(_chosen, vraag, now),
            )  # fmt: skip


def _chosen(vraag: Question, now: dict[str, Stand]) -> None:
    picked = {name: st.session_state[f"stand_{name}"] for name in now}
    walk.wish(vraag.but(van=str(picked["van"]), tot=str(picked["tot"])))


def _label(stand: Stand, known: Sequence[Stand]) -> str:
    newest = " (nu)" if stand.nummer == known[-1].nummer else ""
    return f"{stand.nummer}: {stand.tijd}{newest}"


def sides(before: Stand, after: Stand) -> str:
    """Return which standen are compared, as markup."""
    return escape(f"Van de stand van {before.tijd} naar die van {after.tijd}.")


def show_fictief(changes: Sequence[Change]) -> None:
    """Say that figures were made up, where they stand among the changes."""
    if any(change.is_fictief for change in changes):
        show.show_html(
            f'<p class="small">{FICTIEF} Bij dit woord hoort een verzonnen cijfer. '
            '<a href="verantwoording#fictief">Wat is fictief?</a></p>',
            key="wijzigingen_fictief",
        )


def show_leveringen(changes: Sequence[Change], new: "Desk", old: "Desk") -> None:
    """Show which leveringen came in and went out with these changes, and of how many figures."""
    rows: dict[str, Any] = {str(r["id"]): r for d in (old, new) for r in d.deliveries()}
    behind = ids(changes)
    if not behind:
        return
    names = {b.slug: b.titel for d in (old, new) for b in d.catalogue.bronnen.values()}
    body = "".join(_levering(one, rows.get(one), changes, names) for one in behind)
    heads = ("Levering", "Bestand", "Bron", "Geladen op", "Erbij of eraf", "Cijfers")
    head = "".join(_head(h, is_number=h == "Cijfers") for h in heads)
    show.heading("Door deze leveringen")
    show.show_table(
        f'<table class="hk-tabel"><caption>Leveringen achter de wijzigingen</caption><thead><tr>'
        f"{head}</tr></thead><tbody>{body}</tbody></table>",
        key="wijzigingen_leveringen",
    )


def _head(name: str, *, is_number: bool) -> str:
    kind = ' class="n"' if is_number else ""
    return f'<th scope="col"{kind}>{name}</th>'


def _levering(one: str, row: Any, changes: Sequence[Change], names: Mapping[str, str]) -> str:
    came = [c for c in changes if one in c.door.split()]
    went = [c for c in changes if one in c.zonder.split()]
    side = "erbij" if came and not went else "eraf" if went and not came else "erbij en eraf"
    loaded = row["geladen_op"] if row else ""
    texts = (
        str(row["bestand"]) if row else "–",
        names.get(str(row["bron"]), str(row["bron"])) if row else "–",
        format_date(loaded) if isinstance(loaded, datetime) else "–",
        side,
    )
    cells = "".join(f"<td>{escape(text)}</td>" for text in texts)
    tag = f" {FICTIEF}" if row and row["is_fictief"] else ""
    number = escape(levering_number(one))
    return (
        f'<tr><th scope="row">{number}{tag}</th>{cells}'
        f'<td class="n">{format_count(len(came) + len(went))}</td></tr>'
    )


def show_groups(changes: Sequence[Change], new: "Desk", old: "Desk") -> None:
    """Show the changes per indicator; the first group stands open."""
    found = changenote.groups(changes, new.catalogue, old.catalogue)
    if not found:
        return
    show.heading(
        "Per indicator",
        "De grootste verandering staat vooraan. Tussen haakjes staat het aantal. * is voorlopig.",
    )
    if any(map(changenote.is_withheld, changes)):
        note = f'<p class="small">{escape(changenote.WITHHELD)}</p>'
        show.show_html(note, key="wijzigingen_onderdrukt")
    markup = "".join(
        f'<details class="thema"{" open" if place < _OPEN else ""}>'
        f"<summary><h3>{escape(group.titel)}</h3>"
        f'<span class="small">{escape(changenote.counts_sentence(group.changes))}</span></summary>'
        f"{_table(group)}</details>"
        for place, group in enumerate(found)
    )
    show.show_html(f'<div class="peil">{markup}</div>', key="wijzigingen_groepen")


def _table(group: Group) -> str:
    shown = group.changes[:_ROWS]
    left = len(group.changes) - len(shown)
    unit = f", {group.indicator.meeteenheid}" if group.indicator else ""
    heads = ("Gebied", "Periode", "Was", "Is nu", "Waardoor")
    head = "".join(_head(h, is_number=h in ("Was", "Is nu")) for h in heads)
    body = "".join(_row(change, group) for change in shown)
    more = f'<p class="small">En nog {format_count(left)}. Ze staan in de CSV.</p>' if left else ""
    title = escape(f"{group.titel}{unit}")
    return (
        f'<div class="rol" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="hk-tabel"><caption>{title}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{more}"
    )


def _row(change: Change, group: Group) -> str:
    before, after = (changenote.side_text(change, s, group.indicator) for s in ("voor", "na"))
    tag = f" {FICTIEF}" if change.is_fictief else ""
    origin = walk.address(
        "herkomst",
        Question(change.gebied_code, change.indicator, change.periode, deel=change.uitsplitsing),
    )
    now = escape(after)
    if change.soort != "vervallen" and group.indicator:
        now = (
            f'<a class="hk" href="{escape(origin)}" title="Waar komt dit cijfer vandaan?">{now}</a>'
        )
    return (
        f'<tr><th scope="row">{escape(change.gebied)}</th>'
        f"<td>{escape(changenote.what_text(change, group.indicator))}</td>"
        f'<td class="n">{escape(before)}</td><td class="n">{now}{tag}</td>'
        f"<td>{escape(changenote.levering_text(change))}</td></tr>"
    )


def show_standen(vraag: Question, known: Sequence[Stand]) -> None:
    """Show all standen, newest first, each with the way to look at it and at what it changed."""
    rows: list[str] = []
    for place in range(len(known) - 1, -1, -1):
        stand, newest = known[place], place == len(known) - 1
        here = "./?" + ("stand=nu" if newest else f"stand={stand.nummer}")
        look = "Dit is de stand van nu" if newest else f'<a href="{here}">Bekijk deze stand</a>'
        said = "Eerste stand"
        if place:
            two = vraag.but(van=str(known[place - 1].nummer), tot=str(stand.nummer))
            link = escape(walk.address("wijzigingen", two))
            said = f'<a href="{link}">Wat veranderde<span class="vh"> in {stand.nummer}</span></a>'
        rows.append(
            f'<tr><th scope="row">{stand.nummer}</th><td>{escape(stand.tijd)}</td>'
            f'<td class="n">{format_count(stand.cijfers)}</td><td>{said}</td><td>{look}</td></tr>'
        )
    show.heading(
        "Alle standen", "Bij elke publicatie hoort een stand. U kunt hem altijd teruglezen."
    )
    show.show_table(
        '<table class="hk-tabel"><caption>Standen, de nieuwste eerst</caption><thead><tr>'
        '<th scope="col">Nummer</th><th scope="col">Gepubliceerd</th>'
        '<th scope="col" class="n">Cijfers</th><th scope="col">Wijzigingen</th>'
        f'<th scope="col">Bekijken</th></tr></thead><tbody>{"".join(rows)}</tbody></table>',
        key="alle_standen",
    )
