"""The sheet for the adviser: on one page what one must know before a visit to a gemeente."""

from collections.abc import Iterator, Sequence

from peil.errors import GeenToegang
from peil.norm import NormItem
from peil.normprofile.words import count_text
from peil.numbers import format_date
from peil.records import Bezoek
from peil.report import agreed
from peil.report.ask import Ask
from peil.report.found import Found
from peil.report.frame import framed, require, require_gemeente
from peil.report.model import Blok, Cel, Deel, Kop, Lijst, Naast, Regel, Report, Stuk, Tabel
from peil.report.visited import Visited
from peil.report.write import FICTIEF, line, noteworthy, para, paras, some, some_items
from peil.rounds import topics
from peil.rounds.progress import Example

#: As much fits on one page: afspraken, findings, names of items and of gemeenten.
_AGREED = 5
_FINDINGS = 4
_ITEMS = 3
_NAMES = 3
#: Of what people typed, the beginning: the whole stands in the dashboard.
_TOLD = 320
_POINTS = 240
_AGREED_TOLD = 110


def build(ask: Ask) -> Report:
    """Return the sheet for the visit that talks about the figures of a year.

    Raises:
        GeenToegang: not for a lezer, as it holds afspraken and the report of a visit.
        PeilError: no gemeente, or nothing was delivered over that year.
    """
    if ask.loket.viewer.rol != "analist":
        raise GeenToegang("De voorbereiding is vertrouwelijk. Vraag een analist van het RIEC.")
    found = Found(ask)
    require_gemeente(found)
    require(found)
    visited, zeg = Visited(found), ask.zeg
    names = {"gebied": ask.area.naam, "jaar": str(ask.jaar), "volgend": str(visited.jaar)}
    return framed(
        found,
        _parts(visited),
        titel=zeg("titel", **names),
        ondertitel=zeg("ondertitel", **names),
        merk=zeg("merk", gebied=ask.area.naam),
        titelblad=tuple(_planned(visited)),
    )


def _planned(visited: Visited) -> Iterator[Blok]:
    """Yield when the visit is, and what the adviser wants to talk about."""
    zeg, entry = visited.found.zeg, visited.entry
    if entry is None:
        yield para(zeg("bezoek.niet_gepland", jaar=str(visited.jaar)))
        return
    visit = entry.record
    said = zeg(
        "bezoek.gepland",
        jaar=str(visit.jaar),
        dag=_day(visit, zeg("bezoek.zonder_datum")),
        status=visit.status,
        adviseur=visit.adviseur,
    )
    yield para(said, is_fictief=entry.is_fictief)
    if visit.aandachtspunten.strip():
        points = short(visit.aandachtspunten, _POINTS)
        yield para(f"{zeg('bezoek.punten')} {points}", is_fictief=entry.is_fictief)


def _parts(visited: Visited) -> Iterator[Deel]:
    zeg = visited.found.zeg
    yield Deel("afspraken", zeg("afspraken.titel"), tuple(_agreed(visited)))
    left = (*_standing_out(visited), *_norm(visited), *_questions(visited))
    right = (*_nearby(visited), *_duiding(visited), *_missing(visited))
    yield Deel("vorig", zeg("vorig.titel"), (*_last(visited), Naast(left, right, 0.6)))


def _last(visited: Visited) -> Iterator[Blok]:
    zeg, entry = visited.found.zeg, visited.vorig
    if entry is None:
        yield para(zeg("vorig.geen"))
        return
    visit = entry.record
    day = _day(visit, zeg("bezoek.zonder_datum"))
    said = zeg("vorig.regel", jaar=str(visit.jaar), dag=day, status=visit.status)
    told = short(visit.verslag, _TOLD) or zeg("vorig.geen_verslag")
    yield para(f"{said} {told}", is_fictief=entry.is_fictief)


def _agreed(visited: Visited) -> Iterator[Blok]:
    found, entries = visited.found, visited.open
    if not entries:
        yield para(found.zeg("afspraken.geen"))
        return
    rows = [agreed.cells(found, e)[:4] for e in entries[:_AGREED]]
    yield Tabel(
        bijschrift=found.zeg("afspraken.titel"),
        kop=("Afspraak", "Wie", "Wanneer", "Status"),
        rijen=tuple((_cut(first), *rest) for first, *rest in rows),
        breedtes=(5.2, 2.2, 1.7, 1.9),
        kanten=("links",) * 4,
        is_bijschrift_zichtbaar=False,
    )
    left = len(entries) - _AGREED
    yield from paras([found.zeg("afspraken.meer", aantal=str(left))] if left > 0 else [], "klein")


def _cut(cel: Cel) -> Cel:
    return Cel(short(cel.tekst, _AGREED_TOLD), cel.toon, cel.teken, cel.is_fictief)


def _standing_out(visited: Visited) -> Iterator[Blok]:
    found = visited.found
    zeg, items = found.zeg, found.noteworthy
    yield Kop(zeg("opvalt.titel", jaar=str(found.ask.jaar)))
    if not items:
        yield para(zeg("opvalt.niets"))
        return
    yield Lijst(tuple(noteworthy(item) for item in items[:_FINDINGS]))
    left = len(items) - _FINDINGS
    yield from paras([zeg("opvalt.meer", aantal=str(left))] if left > 0 else [], "klein")


def _norm(visited: Visited) -> Iterator[Blok]:
    zeg, step = visited.found.zeg, visited.vooruitgang
    yield Kop(zeg("norm.titel"))
    if step is None:
        yield para(zeg("norm.geen_norm"))
        return
    if not step.totaal.beoordeeld:
        yield para(zeg("norm.geen_oordeel"))
        return
    day = format_date(step.sinds)
    then = zeg("norm.toen", dag=day, toen=count_text(step.toen)) if step.toen.beoordeeld else ""
    said = f"{zeg('norm.stand', nu=count_text(step.totaal))} {then}".strip()
    yield para(said, is_fictief=step.totaal.is_fictief)
    lists = (
        ("norm.verbeterd", step.verbeterd),
        ("norm.minder", step.verslechterd),
        ("norm.ontbreekt", step.ontbreekt),
    )
    yield Lijst(tuple(_items(zeg(key), items) for key, items in lists if items))


def _items(name: str, items: Sequence[NormItem]) -> Regel:
    return (Stuk(f"{name} ", is_vet=True), *line(some_items(items, _ITEMS)))


def _questions(visited: Visited) -> Iterator[Blok]:
    """Yield a question about each figure to talk about."""
    found = visited.found
    by_slug = {f.indicator: f for f in found.known}
    lines: list[Regel] = []
    for topic in visited.topics:
        figure = by_slug.get(topic.indicator)
        if figure is None:
            continue
        indicator = found.indicator(figure)
        made_up = figure.is_fictief or any(n.is_fictief for n in topic.found)
        title = f"{topics.title(topic, figure, indicator)}{FICTIEF if made_up else ''}. "
        asked = topics.question(topic, figure, indicator)
        lines.append((Stuk(title, is_vet=True), *line(asked)))
    yield Kop(found.zeg("vragen.titel"))
    yield Lijst(tuple(lines)) if lines else para(found.zeg("vragen.geen"))


def _nearby(visited: Visited) -> Iterator[Blok]:
    found, seen = visited.found, visited.examples
    yield Kop(found.zeg("elders.titel"))
    if not seen:
        yield para(found.zeg("elders.geen"))
        return
    yield para(f"{visited.peers.titel}.", "klein")
    yield Lijst(tuple(_example(found, example) for example in seen))


def _example(found: Found, example: Example) -> Regel:
    names = [found.desk.areas.get(c).naam for c in example.gebieden]
    made_up = FICTIEF if example.is_fictief else ""
    told = f"{some(names, _NAMES)}{made_up}."
    return (Stuk(f"{example.item.titel}: ", is_vet=True), *line(told))


def _duiding(visited: Visited) -> Iterator[Blok]:
    zeg, held, jaar = visited.found.zeg, visited.duiding, str(visited.found.ask.jaar)
    yield Kop(zeg("duiding.titel"))
    known = zeg("duiding.stand", jaar=jaar, status=held.status) if held else ""
    yield para(known or zeg("duiding.geen", jaar=jaar))


def _missing(visited: Visited) -> Iterator[Blok]:
    zeg, kinds = visited.found.zeg, [one.soort for one in visited.missing]
    yield Kop(zeg("ontbreekt.titel"))
    lines = tuple(
        line(zeg(f"ontbreekt.{kind}", aantal=str(kinds.count(kind))))
        for kind in dict.fromkeys(kinds)
    )
    yield Lijst(lines) if lines else para(zeg("ontbreekt.niets"))


def _day(visit: Bezoek, without: str) -> str:
    return format_date(visit.datum) if visit.datum else without


def short(text: str, most: int) -> str:
    """Return the beginning of what was typed, on one line and up to a whole word."""
    told = " ".join(text.split())
    if len(told) <= most:
        return told
    kept, _, torn = told[:most].rpartition(" ")
    return f"{(kept or torn).rstrip(',;:.')} …"
