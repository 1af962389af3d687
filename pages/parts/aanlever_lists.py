"""The lists of the page Aanlevering as markup: calendar, findings, changes, what was received.

calendar(expected, today) -> str         per bron and year what was expected and what came
findings(found) -> str                   what was found in a file, as `peil controleer` says it
changes(find, seen) -> str               figures before and after, the largest change first
received(catalogue, found) -> str        the leveringen in the register, newest first
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from peil import changenote, wording
from peil.bronnen import Planning
from peil.catalogue import Indicator
from peil.changes import SOORTEN, Change, SoortWijziging
from peil.errors import Finding
from peil.labels import FICTIEF
from peil.levering import KOMSTEN, Komst, Ontvangen, Verwachting, komst_text
from peil.numbers import format_count, format_date
from peil.periods import parse_period
from peil.wording import upper_first

if TYPE_CHECKING:
    from peil.catalogue import Catalogue

#: So many years stand side by side.
_YEARS: Final = 5
#: The mark of each komst: a shape of its own, so that no colour is needed to tell them apart.
_MARKS: Final[dict[Komst, str]] = {
    "op tijd": "t",
    "te laat": "l",
    "ontvangen": "o",
    "ontbreekt": "x",
    "nog niet verwacht": "w",
    "niet geladen": "n",
}
#: So many findings are shown; the workbook has them all.
SHOWN: Final = 100
#: So many changes are shown at once.
FIRST: Final = 10
_WILL: Final[dict[SoortWijziging, tuple[str, str]]] = {
    "gewijzigd": ("verandert", "veranderen"),
    "nieuw": ("komt erbij", "komen erbij"),
    "vervallen": ("vervalt", "vervallen"),
    "status": ("krijgt een andere status", "krijgen een andere status"),
}


def calendar(expected: Sequence[Verwachting], today: date) -> str:
    """Return the calendar: one row per bron, one column per year."""
    years = range(today.year - _YEARS + 1, today.year + 1)
    head = "".join(f'<th scope="col">{year}</th>' for year in years)
    rows = "".join(
        _calendar_row(list(found), years, today)
        for _, found in groupby(expected, key=lambda v: v.bron.slug)
    )
    return (
        f'{_legend()}<div class="rol lv-rol" tabindex="0" role="region" '
        'aria-label="Kalender van leveringen"><table class="lv-kal">'
        '<caption class="vh">Per bron en jaar: wat is verwacht en wat is ontvangen</caption>'
        f'<thead><tr><th scope="col">Bron</th>{head}</tr></thead><tbody>{rows}</tbody></table>'
        "</div>"
    )


def _legend() -> str:
    more = {
        "ontvangen": ", onbekend of het op tijd was",
        "niet geladen": ", van voor dit register",
    }
    items = "".join(
        f"<li>{_mark(k)}{escape(upper_first(k) + more.get(k, ''))}</li>" for k in KOMSTEN
    )
    return f'<ul class="lv-uitleg">{items}</ul>'


def _mark(komst: Komst) -> str:
    return f'<i class="lv {_MARKS[komst]}" aria-hidden="true"></i>'


def _calendar_row(found: list[Verwachting], years: Iterable[int], today: date) -> str:
    bron = found[0].bron
    cells = "".join(
        f"<td>{_calendar_cell([v for v in found if v.periode.jaar == year], today)}</td>"
        for year in years
    )
    often = sorted({_often(p) for p in bron.planning} - {""})
    under = f"<small>{escape(' en '.join(often))}</small>" if often else ""
    return f'<tr><th scope="row">{escape(bron.titel)}{under}</th>{cells}</tr>'


def _often(planning: Planning) -> str:
    """Return how often is delivered; every year goes without saying."""
    if planning.elke > 1:
        plural = {"jaar": "jaar", "kwartaal": "kwartalen", "maand": "maanden"}
        return f"elke {planning.elke} {plural[planning.frequentie]}"
    return "" if planning.frequentie == "jaar" else f"per {planning.frequentie}"


def _calendar_cell(found: Sequence[Verwachting], today: date) -> str:
    """Return the marks of one bron in one year, each with its words for who cannot see it."""
    if not found:
        return '<span class="vh">niet gepland</span>'
    if len(found) == 1:
        one = found[0]
        short = "verwacht" if one.komst == "nog niet verwacht" else one.komst
        under = _under(one)
        note = f"<small>{escape(under)}</small>" if under else ""
        title = escape(komst_text(one, today))
        return (
            f'<span class="lv-een" title="{title}">{_mark(one.komst)}{escape(short)}</span>{note}'
        )
    marks = "".join(
        f'<span title="{escape(_said(v, today))}">{_mark(v.komst)}'
        f'<span class="vh">{escape(_said(v, today))}</span></span>'
        for v in found
    )
    came = sum(not v.is_open for v in found)
    return f'<span class="lv-veel">{marks}</span><small>{came} van {len(found)}</small>'


def _under(v: Verwachting) -> str:
    if v.gebieden_weg:
        count = len(v.gebieden_weg)
        return f"{count} {'gebied mist' if count == 1 else 'gebieden missen'}"
    if v.komst in ("ontbreekt", "nog niet verwacht") and not v.is_oud:
        return f"voor {format_date(v.uiterlijk)}"
    return format_date(v.ontvangen_op) if v.ontvangen_op and v.komst != "ontvangen" else ""


def _said(v: Verwachting, today: date) -> str:
    return f"{v.periode.label}: {komst_text(v, today)}"


def findings(found: Sequence[Finding]) -> str:
    """Return the findings as a table, the heaviest first, each in its own words."""
    order = ("fout", "waarschuwing", "opmerking")
    rows = "".join(
        f'<tr class="{f.ernst}"><th scope="row">{escape(upper_first(f.ernst))}'
        f'<small class="smal">{escape(place(f))}</small></th>'
        f'<td class="per">{escape(place(f))}</td><td>{escape(upper_first(f.wat))}.'
        f"<small>{escape(upper_first(f.doe))}.</small></td></tr>"
        for f in sorted(found, key=lambda f: order.index(f.ernst))[:SHOWN]
    )
    more = ""
    if len(found) > SHOWN:
        rest = format_count(len(found) - SHOWN)
        more = f'<p class="small">En nog {rest}. Ze staan allemaal in het werkboek.</p>'
    return (
        '<div class="rol lv-bev" tabindex="0" role="region" aria-label="Bevindingen"><table>'
        '<thead><tr><th scope="col">Soort</th><th scope="col" class="per">Plaats</th>'
        f'<th scope="col">Wat en wat te doen</th></tr></thead><tbody>{rows}</tbody></table></div>'
        f"{more}"
    )


def place(finding: Finding) -> str:
    """Return where a finding is: ``regel 12, waarde``, or the whole file."""
    parts = (f"regel {finding.regel}" if finding.regel else "", finding.kolom or "")
    return ", ".join(filter(None, parts)) or "het bestand"


def counted(counts: Mapping[SoortWijziging, int], *, is_done: bool = False) -> str:
    """Return how many figures change and how: ``12 cijfers zijn nieuw en 3 vervallen``."""
    words = changenote.SOORT_WORDS if is_done else _WILL
    parts: list[str] = []
    for soort in SOORTEN:
        number = counts.get(soort, 0)
        if number:
            noun = "" if parts else ("cijfer " if number == 1 else "cijfers ")
            parts.append(f"{format_count(number)} {noun}{words[soort][number != 1]}")
    return wording.join_words(parts) if parts else "Geen enkel cijfer verandert"


def changes(
    find: Callable[[str], Indicator | None],
    seen: Sequence[Change],
    label: str,
    *,
    is_done: bool = False,
) -> str:
    """Return figures before and after as a table; ``is_done`` when they changed already."""
    # Where all is made up, the words above say so once.
    mixed = len({change.is_fictief for change in seen}) > 1
    rows = "".join(_change_row(find(change.indicator), change, mixed) for change in seen)
    before, after = ("Was", "Nu") if is_done else ("Nu", "Wordt")
    return (
        f'<div class="rol lv-wijz" tabindex="0" role="region" aria-label="{escape(label)}"><table>'
        '<thead><tr><th scope="col">Cijfer</th><th scope="col">Gebied</th>'
        f'<th scope="col" class="per">Periode</th><th scope="col" class="n">{before}</th>'
        f'<th scope="col" class="n">{after}</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _change_row(indicator: Indicator | None, change: Change, mixed: bool) -> str:
    titel = indicator.titel if indicator else change.indicator
    unit = wording.unit_text(indicator) if indicator and indicator.noemer != "geen" else ""
    when = changenote.what_text(change, indicator)
    under = f"<small>{escape(unit)}</small>" if unit else ""
    under += f'<small class="smal">{escape(when)}</small>'
    tag = '<small class="fictief">fictief</small>' if mixed and change.is_fictief else ""
    return (
        f'<tr><th scope="row">{escape(titel)}{under}{tag}'
        f"</th><td>{escape(change.gebied)}</td>"
        f'<td class="per">{escape(when)}</td>'
        f'<td class="n">{escape(changenote.side_text(change, "voor", indicator))}</td>'
        f'<td class="n">{escape(changenote.side_text(change, "na", indicator))}</td></tr>'
    )


def received(catalogue: "Catalogue", found: Sequence[Ontvangen]) -> str:
    """Return the leveringen of the register as a table."""
    rows = "".join(_received_row(catalogue, o) for o in found)
    return (
        '<div class="rol lv-ontv" tabindex="0" role="region" aria-label="Ontvangen leveringen">'
        '<table><thead><tr><th scope="col" class="n">Nr.</th><th scope="col">Bron en bestand</th>'
        '<th scope="col">Perioden</th><th scope="col">Geladen</th>'
        '<th scope="col" class="n">Regels</th><th scope="col">Status</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _received_row(catalogue: "Catalogue", o: Ontvangen) -> str:
    bron = catalogue.bronnen.get(o.bron)
    tags = ' <span class="ctag">oefening</span>' if o.is_oefening else ""
    tags = f" {FICTIEF}" if o.is_fictief and not o.is_oefening else tags
    why = o.reden or o.bevestiging
    note = f"<small>{escape(why)}</small>" if why else ""
    is_out = o.lot.startswith("ingetrokken")
    return (
        f'<tr{" class=uit" if is_out else ""}><td class="n">{o.volgnr}</td>'
        f'<th scope="row">{escape(bron.titel if bron else o.bron)}'
        f"<small>{escape(o.bestand)}</small></th>"
        f"<td>{escape(span(o.perioden))}</td>"
        f'<td><span class="vast">{format_date(o.wanneer)}</span>'
        f"<small>{escape(o.wie)}</small></td>"
        f'<td class="n">{format_count(o.regels)}</td>'
        f"<td>{escape(upper_first(o.lot))}{tags}{note}</td></tr>"
    )


def span(periods: Sequence[str]) -> str:
    """Return periods in a few words: ``2018 t/m 2025``, or the one there is."""
    ordered = sorted(map(parse_period, periods))
    if not ordered:
        return "–"
    first, last = ordered[0].label, ordered[-1].label
    return first if len(ordered) == 1 else f"{first} t/m {last}"
