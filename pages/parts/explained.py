"""The duiding beside the figures that it explains, frozen with their publication.

show_explained(desk, loket, vraag, thema="")        the whole picture and the themes of a gebied
show_for_indicator(desk, loket, vraag, indicator)   the theme of one indicator
"""

from html import escape
from typing import Final

from pages.parts import gather, show, subjects, texts
from pages.parts.texts import Subject
from peil import prose, strips
from peil.catalogue import Indicator
from peil.desk import Desk, Uitleg
from peil.gather import stated
from peil.loket import Loket
from peil.question import Question
from peil.records import Duiding, Entry

#: At most this many texts in work are named beside the figures.
_HINTS: Final = 3


def show_explained(desk: Desk, loket: Loket, vraag: Question, thema: str = "") -> None:
    """Show the newest duiding of the chosen year or before: of one theme, or of everything."""
    held = gather.held(desk, vraag.gebied, gather.year_of(vraag))
    if thema:
        held = {thema: held[thema]} if thema in held else {}
    links = _links(desk, loket, vraag, held, thema)
    if not held and not links:
        return
    first = held.get(thema)
    others = [u for slug, u in held.items() if slug != thema]
    order = [t.slug for t in desk.catalogue.by_theme()]
    others.sort(key=lambda u: order.index(u.thema) if u.thema in order else -1)
    parts = [_whole(desk, first)] if first else []
    if others:
        parts.append(f"<div>{''.join(_folded(desk, u) for u in others)}</div>")
    sub = "" if held else '<p class="sub">Er is nog geen vastgestelde duiding bij deze cijfers.</p>'
    grid = " naast" if len(parts) > 1 else ""
    under = f'<p class="small">{links}</p>'
    texts_ = f'<div class="uit{grid}">{"".join(parts)}</div>{under}'
    head = f"<h2>Duiding</h2>{sub}"
    whole = strips.foldable(head, texts_) if held else f"{head}{under}"
    show.show_html(
        f'<section class="uitleg">{whole}</section>',
        key=f"duiding_uitleg_{thema or 'geheel'}",
    )


def show_for_indicator(desk: Desk, loket: Loket, vraag: Question, indicator: Indicator) -> None:
    """Show the duiding of the indicator's theme for the chosen gebied."""
    show_explained(desk, loket, vraag, indicator.thema)


def _title(desk: Desk, uitleg: Uitleg) -> str:
    return f"{subjects.theme_title(desk, uitleg.thema)}, {uitleg.jaar}"


def _whole(desk: Desk, uitleg: Uitleg) -> str:
    edge = " fic" if uitleg.is_fictief else ""
    tag = f" {show.FICTIEF}" if uitleg.is_fictief else ""
    return (
        f'<article class="blad{edge}"><h3>{escape(_title(desk, uitleg))}</h3>'
        f'<div class="tekst">{prose.to_html(uitleg.tekst, 4)}</div>'
        f'<p class="small">{escape(stated(uitleg))}.{tag}</p></article>'
    )


def _folded(desk: Desk, uitleg: Uitleg) -> str:
    edge = " fic" if uitleg.is_fictief else ""
    tag = f" {show.FICTIEF}" if uitleg.is_fictief else ""
    return (
        f'<details class="blad{edge}"><summary><h3>{escape(_title(desk, uitleg))}</h3>{tag}'
        f'</summary><div class="tekst">{prose.to_html(uitleg.tekst, 4)}</div>'
        f'<p class="small">{escape(stated(uitleg))}.</p>'
        "</details>"
    )


def _links(desk: Desk, loket: Loket, vraag: Question, held: dict[str, Uitleg], thema: str) -> str:
    """Return the way to the page where it is written, with what is being written now."""
    if loket.viewer.rol != "analist":
        return ""
    parts = [_hint(desk, vraag, e, thema) for e in _in_work(loket, vraag, held, thema)]
    if len(parts) > _HINTS:
        parts = [*parts[:_HINTS], f"En nog {len(parts) - _HINTS}."]
    jaar = gather.year_of(vraag) or (held[thema].jaar if thema in held else None)
    link = texts.address(vraag, vraag.gebied, thema, str(jaar or ""))
    parts.append(f'<a href="{escape(link)}">Schrijf of wijzig duiding</a>')
    if any(s.gebied == vraag.gebied for s in texts.unsaved()):
        parts.append("U hebt hier een tekst die nog niet bewaard is.")
    return " ".join(parts)


def _in_work(
    loket: Loket, vraag: Question, held: dict[str, Uitleg], thema: str
) -> list[Entry[Duiding]]:
    """Return per theme the newest text that is not vastgesteld and newer than the one shown."""
    limit = gather.year_of(vraag)
    found: dict[str, Entry[Duiding]] = {}
    for entry in sorted(loket.newest(Duiding, [vraag.gebied]), key=lambda e: -e.record.jaar):
        record = entry.record
        fits = thema in ("", record.thema) and (limit is None or record.jaar <= limit)
        newer = record.thema not in held or record.jaar >= held[record.thema].jaar
        if fits and newer and record.status != "vastgesteld":
            found.setdefault(record.thema, entry)
    return list(found.values())


def _hint(desk: Desk, vraag: Question, entry: Entry[Duiding], thema: str) -> str:
    record = entry.record
    name = subjects.theme_title(desk, record.thema)
    about = "" if record.thema == thema else f" ({escape(name)})"
    what = "een concept" if record.status == "concept" else "een tekst ter controle"
    link = Subject(vraag.gebied, record.thema, record.jaar).address(vraag)
    tag = f" {show.FICTIEF}" if entry.is_fictief else ""
    return (
        f'Er ligt {what} voor {record.jaar}{about}{tag}: <a href="{escape(link)}">bekijk'
        f'<span class="vh"> {escape(name)} {record.jaar}</span></a>.'
    )
