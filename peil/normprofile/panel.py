"""One item of one gemeente: what holds, what is asked, and every oordeel so far."""

from collections.abc import Sequence
from html import escape

from peil.labels import FICTIEF
from peil.norm import NormItem, answer_words
from peil.normprofile.beside import Beside, figure_line
from peil.normprofile.profile import Profile
from peil.normprofile.sheet import mark
from peil.normprofile.words import stand_of
from peil.numbers import format_date, format_moment
from peil.records import Entry, Score
from peil.scores import VERLOPEN


def panel(profile: Profile, item: NormItem, found: Sequence[Beside], district: str = "") -> str:
    """Return the details of an item.

    Args:
        profile: of the gemeente.
        item: the item.
        found: the figures that belong to it.
        district: code of the district, for what it agreed for itself.
    """
    parts = (_now(profile, item), _asked(profile, item, district), _beside(found))
    return f'<div class="np-d1">{"".join(parts)}{timeline(profile, item)}</div>'


def _now(profile: Profile, item: NormItem) -> str:
    state = profile.state(item)
    stand = stand_of(state)
    text, tag = f"<b>{escape(stand[0].upper() + stand[1:])}</b>", ""
    if state is not None:
        record = state.entry.record
        answer = (
            f" · antwoord: {escape(answer_words(item, record.antwoord))}" if record.antwoord else ""
        )
        text += f"{answer} · peildatum {format_date(record.peildatum)}"
        if stand == VERLOPEN and record.geldig_tot is not None:
            text += (
                f" · gold tot en met {format_date(record.geldig_tot)} ({escape(record.oordeel)})"
            )
        elif record.geldig_tot is not None:
            text += f" · geldig tot en met {format_date(record.geldig_tot)}"
        tag = f" {FICTIEF}" if state.is_fictief else ""
    older = profile.older_version(item)
    note = (
        f'<p class="small">Beoordeeld volgens versie {escape(older)} van de norm; nu geldt versie '
        f"{escape(profile.norm.versie)}.</p>"
        if older
        else ""
    )
    return f'<p class="np-nu">{mark(stand)} {text}{tag}</p>{note}'


def _asked(profile: Profile, item: NormItem, district: str) -> str:
    pijler = next(p.titel for p in profile.norm.pijler if p.slug == item.pijler)
    facts = [("Pijler", f"{pijler} · {item.soort}"), ("Meetwijze", item.meetwijze)]
    facts.append(("Bewijs", item.bewijs))
    facts += [
        ("Streefnorm district", s.tekst) for s in profile.norm.streefnormen(item.id, district)
    ]
    facts.append(("Bron", item.bron))
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts)
    return f"<dl>{rows}</dl>"


def _beside(found: Sequence[Beside]) -> str:
    if not found:
        return ""
    lines = "".join(
        f'<li><a href="{escape(b.link)}">{escape(b.indicator.titel)}</a>: {figure_line(b)}</li>'
        for b in found
    )
    return f'<h3>Cijfers die hierbij horen</h3><ul class="np-e">{lines}</ul>'


def timeline(profile: Profile, item: NormItem) -> str:
    """Return all oordelen of an item as a table, newest first; what was taken back struck out."""
    line: list[tuple[Entry[Score], Entry[Score] | None]] = [
        (entry, None) for entry in profile.tijdlijn.get(item.id, ())
    ]
    line.extend(profile.ingetrokken.get(item.id, ()))
    if not line:
        return '<h3>Tijdlijn</h3><p class="small">Dit item is nog niet beoordeeld.</p>'
    names = ("Peildatum", "Oordeel", "Antwoord", "Beoordeeld door", "Bewijs", "Norm")
    heads = "".join(f'<th scope="col">{h}</th>' for h in names)
    line.sort(key=lambda row: (row[0].record.peildatum, row[0].nummer), reverse=True)
    rows = "".join(_oordeel(item, entry, by) for entry, by in line)
    return (
        f'<h3>Tijdlijn</h3><div class="rol" tabindex="0" role="region" aria-label="Tijdlijn van '
        f'{escape(item.id)}"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        "</div>"
    )


def _oordeel(item: NormItem, entry: Entry[Score], taken_back: Entry[Score] | None) -> str:
    record = entry.record
    stand = f"{mark(record.oordeel)} {escape(record.oordeel)}"
    if taken_back:
        reason = f"{format_moment(taken_back.wanneer)}: {taken_back.record.toelichting}"
        stand = f"<s>{escape(record.oordeel)}</s><small>Ingetrokken op {escape(reason)}</small>"
    until = record.geldig_tot
    expiry = f"<small>geldig tot en met {format_date(until)}</small>" if until else ""
    note = f"<small>{escape(record.toelichting)}</small>" if record.toelichting else ""
    tag = f" {FICTIEF}" if entry.is_fictief else ""
    return (
        f'<tr><th scope="row">{format_date(record.peildatum)}{expiry}</th>'
        f"<td>{stand}{tag}</td>"
        f"<td>{escape(answer_words(item, record.antwoord)) or '–'}{note}</td>"
        f"<td>{escape(record.beoordelaar)}</td>"
        f"<td>{escape(record.bewijs) or '–'}</td><td>versie {escape(record.normversie)}</td></tr>"
    )
