"""The preparing sheet of one visit as HTML: what the adviser reads before the conversation."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from peil import wording
from peil.cards import FICTIEF
from peil.noteworthy import Noteworthy
from peil.numbers import format_date
from peil.records import Afspraak, Bezoek, Entry
from peil.rounds.progress import Example, Progress


def last_visit(entry: Entry[Bezoek] | None) -> str:
    """Return the visit before: its date, status and report."""
    if entry is None:
        return '<p class="sub">Er is geen eerder bezoek vastgelegd.</p>'
    visit = entry.record
    when = format_date(visit.datum) if visit.datum else "datum onbekend"
    tag = f" {FICTIEF}" if entry.is_fictief else ""
    report = "".join(
        f"<p>{escape(part)}</p>" for part in visit.verslag.splitlines() if part.strip()
    )
    empty = '<p class="sub">Er is geen verslag.</p>'
    return (
        f"<p><b>Bezoek {visit.jaar}</b>, {when}, {escape(visit.status)}.{tag}</p>"
        f'<div class="bz-verslag">{report or empty}</div>'
    )


def by_deadline(afspraken: Sequence[Entry[Afspraak]]) -> list[Entry[Afspraak]]:
    """Return afspraken with the earliest deadline first, those without one last."""
    return sorted(afspraken, key=lambda e: (e.record.deadline or date.max, e.record.kenmerk))


def afspraken_table(afspraken: Sequence[Entry[Afspraak]], today: date) -> str:
    """Return afspraken as a table, what is late first and marked."""
    if not afspraken:
        return '<p class="sub">Er staan geen afspraken open.</p>'
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("Afspraak", "Wie", "Deadline", "Stand")
    )
    rows = "".join(_afspraak(e, today) for e in by_deadline(afspraken))
    return (
        '<div class="rol bz-rol" tabindex="0" role="region" aria-label="Afspraken die open staan">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _afspraak(entry: Entry[Afspraak], today: date) -> str:
    a = entry.record
    late = a.is_late(today)
    when = format_date(a.deadline) if a.deadline else "–"
    mark = ' <b class="laat">te laat</b>' if late else ""
    tag = f" {FICTIEF}" if entry.is_fictief else ""
    result = f"<small>{escape(a.resultaat)}</small>" if a.resultaat else ""
    return (
        f'<tr><th scope="row">{escape(a.tekst)}{tag}</th><td>{escape(a.eigenaar)}</td>'
        f'<td class="vast">{when}{mark}</td><td>{escape(a.status)}{result}</td></tr>'
    )


def changed(found: Sequence[Noteworthy], most: int = 6) -> str:
    """Return what stands out in the figures as a list of sentences."""
    if not found:
        return '<p class="sub">Niets springt eruit. In het bezoek staan dan de kerncijfers.</p>'
    items = "".join(
        f"<li>{escape(n.zin)}{f' {FICTIEF}' if n.is_fictief else ''}"
        f"<small>{escape(n.toelichting)}</small></li>"
        for n in found[:most]
    )
    left = len(found) - most
    more = f'<p class="sub">En {left} kleinere verschillen.</p>' if left > 0 else ""
    return f'<ul class="bz-punten">{items}</ul>{more}'


def norm_lines(found: Progress | None) -> str:
    """Return what moved in the norm since the last visit, and what lacks."""
    if found is None:
        return '<p class="sub">Er is geen norm gepubliceerd.</p>'
    now, then = found.totaal, found.toen
    tag = f" {FICTIEF}" if now.is_fictief else ""
    lines = [
        f"<p><b>{now.uitgevoerd} van de {now.beoordeeld}</b> beoordeelde items zijn uitgevoerd; "
        f"op {format_date(found.sinds)} waren het er {then.uitgevoerd} van de "
        f"{then.beoordeeld}.{tag}</p>"
    ]
    for title, items in (
        ("Verbeterd", found.verbeterd),
        ("Minder dan toen", found.verslechterd),
        ("Ontbreekt", found.ontbreekt),
    ):
        if items:
            names = "".join(f"<li>{escape(f'{i.id} {i.titel}')}</li>" for i in items)
            lines.append(
                f"<details><summary>{title}: {len(items)}</summary><ul>{names}</ul></details>"
            )
    return "".join(lines)


def nearby(found: Sequence[Example], names: Mapping[str, str], group: str) -> str:
    """Return what lacks here and is done by comparable gemeenten."""
    if not found:
        return '<p class="sub">Bij vergelijkbare gemeenten vonden we geen voorbeelden.</p>'
    items = "".join(
        f"<li>{escape(e.item.titel)}"
        f"<small>{escape(wording.join_words([names[c] for c in e.gebieden[:6]]))}"
        f"{f' en nog {len(e.gebieden) - 6}' if len(e.gebieden) > 6 else ''}</small></li>"
        for e in found
    )
    return f'<p class="sub">{escape(group)}.</p><ul class="bz-punten">{items}</ul>'
