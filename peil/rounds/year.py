"""The visits of one year as a list and as a map: who is visited, when, and how far it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final

from peil.areas import Area
from peil.labels import CREDIT, FICTIEF
from peil.maps import status_payload
from peil.numbers import format_date
from peil.records import Afspraak, Bezoek, Entry
from peil.wording import join_words, upper_first

GEEN: Final = "geen bezoek"
#: How each status looks on the map (a fill of the map component) and its sign beside the name.
_LOOK: Final[Mapping[str, tuple[str, str]]] = {
    "gepland": ("onderdrukt", "◔"),
    "voorbereid": ("k2", "◑"),
    "gehouden": ("k4", "◕"),
    "vastgesteld": ("k5", "●"),
    GEEN: ("niet-geleverd", "–"),
}
#: What there is to do, as the words of the link.
_DO: Final[Mapping[str, str]] = {
    "gepland": "Voorbereiden",
    "voorbereid": "Open het bezoek",
    "gehouden": "Verslag afmaken",
    "vastgesteld": "Bekijk het bezoek",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One gemeente in one year: its visit, if there is one, and its open afspraken."""

    gebied: str
    naam: str
    district: str
    bezoek: Bezoek | None
    is_fictief: bool
    open: int
    te_laat: int

    @property
    def status(self) -> str:
        """The status of the visit, or that there is none."""
        return self.bezoek.status if self.bezoek else GEEN


def visits(
    areas: Sequence[tuple[Area, str]],
    bezoeken: Sequence[Entry[Bezoek]],
    afspraken: Sequence[Entry[Afspraak]],
    jaar: int,
    today: date,
) -> list[Visit]:
    """Return one row per gemeente: (area, name of its district), by district and name."""
    own = {e.record.gebied: e for e in bezoeken if e.record.jaar == jaar}
    found: list[Visit] = []
    for area, district in areas:
        entry = own.get(area.code)
        todo = [e.record for e in afspraken if e.record.gebied == area.code and e.record.is_open]
        late = [a for a in todo if a.is_late(today)]
        found.append(
            Visit(
                gebied=area.code,
                naam=area.naam,
                district=district,
                bezoek=entry.record if entry else None,
                is_fictief=entry.is_fictief if entry else False,
                open=len(todo),
                te_laat=len(late),
            )
        )
    return sorted(found, key=lambda v: (v.district, v.naam))


def years(bezoeken: Sequence[Entry[Bezoek]], today: date) -> list[int]:
    """Return the years to choose from, newest first: those with a visit, and the one after."""
    known = {e.record.jaar for e in bezoeken}
    newest = max(known, default=today.year - 1)
    return sorted(known | {newest + 1}, reverse=True)


def newest_year(bezoeken: Sequence[Entry[Bezoek]], today: date) -> int:
    """Return the newest year that has visits, or this year."""
    return max((e.record.jaar for e in bezoeken), default=today.year)


def summary(rows: Sequence[Visit], jaar: int) -> tuple[str, str]:
    """Return the lead: how many gemeenten were visited, and what still has to be done."""
    count = {name: sum(r.status == name for r in rows) for name in _LOOK}
    held = count["gehouden"] + count["vastgesteld"]
    planned = len(rows) - count[GEEN]
    if not planned:
        return f"Voor {jaar} zijn nog geen bezoeken gepland.", ""
    first = f"In {jaar} zijn {held} van de {len(rows)} gemeenten bezocht."
    parts = [
        f"{count[name]} {'is' if count[name] == 1 else 'zijn'} {words}"
        for name, words in (("voorbereid", "voorbereid"), ("gepland", "gepland"))
        if count[name]
    ]
    waiting = count["gehouden"]
    if waiting:
        verb = "wacht" if waiting == 1 else "wachten"
        first = f"{first[:-1]}; {waiting} daarvan {verb} nog op het verslag."
    late = sum(r.te_laat for r in rows)
    second = f"{upper_first(join_words(parts))}." if parts else ""
    tail = f" {late} afspraken zijn te laat." if late > 1 else " 1 afspraak is te laat." * late
    return first, second + tail


def table(rows: Sequence[Visit], address: Callable[[str], str]) -> str:
    """Return the list as a real table; ``address`` gives the page of a gemeente's visit.

    Where every visit is fictief the table says so once.
    """
    all_made_up = all(row.is_fictief for row in rows if row.bezoek)
    names = ("Gemeente", "District", "Status", "Datum", "Open afspraken", "Te laat", "Doen")
    numeric = {"Open afspraken", "Te laat"}
    head = "".join(
        f'<th scope="col"{" class=n" if name in numeric else ""}>{name}</th>' for name in names
    )
    body = "".join(
        _row(row, address(row.gebied), row.is_fictief and not all_made_up) for row in rows
    )
    return f'<table class="bz-lijst"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(row: Visit, link: str, marked: bool) -> str:
    day = row.bezoek.datum if row.bezoek else None
    do = _DO.get(row.status)
    hidden = f'<span class="vh"> van {escape(row.naam)}</span>'
    action = f'<a href="{escape(link)}">{do}{hidden}</a>' if do else ""
    tag = f" {FICTIEF}" if marked else ""
    late = f'<b class="laat">{row.te_laat}</b>' if row.te_laat else "0"
    return (
        f'<tr><th scope="row"><a href="{escape(link)}">{escape(row.naam)}</a></th>'
        f'<td class="vast">{escape(row.district)}</td>'
        f'<td class="vast"><span aria-hidden="true">{_LOOK[row.status][1]}</span> '
        f"{escape(row.status)}{tag}</td>"
        f'<td class="vast">{format_date(day) if day else "–"}</td>'
        f'<td class="n">{row.open}</td><td class="n">{late}</td>'
        f'<td class="vast">{action}</td></tr>'
    )


def map_payload(
    rows: Sequence[Visit], jaar: int, chosen: str | None = None, credit: str = ""
) -> dict[str, Any]:
    """Return what the map component draws: per gemeente a look, a sign and words."""
    counts = {name: sum(r.status == name for r in rows) for name in _LOOK}
    told = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
    return status_payload(
        {r.gebied: _area(r, jaar) for r in rows},
        [(look, f"{sign} {name}") for name, (look, sign) in _LOOK.items()],
        titel=f"Bezoeken in {jaar}",
        alt=f"Kaart van de bezoeken in {jaar}: {told}.",
        gekozen=chosen,
        fictief=any(row.is_fictief for row in rows),
        credit=credit or CREDIT,
    )


def _area(row: Visit, jaar: int) -> tuple[str, str, str]:
    look, sign = _LOOK[row.status]
    return look, sign, "\n".join(_words(row, jaar))


def _words(row: Visit, jaar: int) -> list[str]:
    day = row.bezoek.datum if row.bezoek else None
    when = f" op {format_date(day)}" if day else ""
    words = [f"Bezoek {jaar}: {row.status}{when}", f"{row.open} open afspraken"]
    if row.bezoek is None:
        words[0] = f"Geen bezoek in {jaar}"
    return [*words, *(["Verzonnen, om het dashboard te tonen"] if row.is_fictief else [])]
