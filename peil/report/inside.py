"""What lies in a district or eenheid: which gemeenten differ, the norm, the afspraken counted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from peil import agreements, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.normprofile.words import count_text, difference_words
from peil.records import Afspraak, Entry
from peil.report import compared
from peil.report.found import Found
from peil.report.model import Blok, Cel, Deel, Tabel
from peil.report.write import para, paras, some
from peil.scores import Tally, states_on, tally, total, year_end
from peil.terms import HOGER, LAGER

#: As many figures are told, those in which most gemeenten differ first; fewer beside a drawing.
_MOST = 14
_BESIDE = 6
#: The ranking of more gemeenten than this is half a page high.
_HIGH = 15
#: As many names stand in a cell; of the others the number.
_NAMES = 6


def differing(found: Found) -> Deel:
    """Return which gemeenten are higher or lower than the rest of the eenheid, per figure."""
    zeg, title = found.zeg, found.zeg("binnen.titel")
    if len(found.inside) < 2:
        return Deel("binnen", title, (para(zeg("binnen.een")),))
    figures = _figures(found)
    rows = sorted(_differing(found, figures), key=lambda row: -row[0])
    if not rows:
        return Deel("binnen", title, (para(zeg("binnen.geen")),))
    drawn = compared.side_by_side(found, figures)
    most = _BESIDE if drawn else _MOST
    table = Tabel(
        bijschrift=zeg("binnen.bijschrift"),
        kop=("Cijfer", "Hoger dan de rest van de eenheid", "Lager dan de rest van de eenheid"),
        rijen=tuple(cells for _, cells in rows[:most]),
        breedtes=(3.0, 4.0, 4.0),
        kanten=("links",) * 3,
        is_bijschrift_zichtbaar=False,
    )
    left = len(rows) - most
    more = [zeg("binnen.meer", aantal=str(left))] if left > 0 else []
    told = (para(zeg("binnen.inleiding")), table, *paras(more, "klein"))
    # A high drawing comes last: the table fills the page before it.
    both = (*told, *drawn) if len(found.inside) > _HIGH else (*drawn, *told)
    return Deel("binnen", title, both)


def _figures(found: Found) -> dict[str, list[Figure]]:
    """Return the figures of the gemeenten, per indicator."""
    by_slug: dict[str, list[Figure]] = {}
    for figure in found.desk.profile(found.inside, found.ask.jaar):
        by_slug.setdefault(figure.indicator, []).append(figure)
    return by_slug


def _differing(
    found: Found, by_slug: Mapping[str, list[Figure]]
) -> Iterator[tuple[int, tuple[Cel, ...]]]:
    for indicator in found.desk.catalogue:
        figures = by_slug.get(indicator.slug, [])
        higher, lower = (_names(figures, word) for word in (HOGER, LAGER))
        if higher or lower:
            number = len(higher) + len(lower)
            yield number, _cells(indicator, figures, higher, lower)


def _cells(
    indicator: Indicator, figures: Sequence[Figure], higher: list[str], lower: list[str]
) -> tuple[Cel, ...]:
    made_up = any(f.is_fictief or f.eenheid_is_fictief for f in figures)
    return (
        Cel(indicator.titel, is_fictief=made_up),
        Cel(_listed(higher), "hoger" if higher else "zwak"),
        Cel(_listed(lower), "lager" if lower else "zwak"),
    )


def _names(figures: Sequence[Figure], word: str) -> list[str]:
    known = [f for f in figures if wording.has_value(f) and f.eenheid_woord == word]
    known.sort(key=lambda f: -(f.waarde or 0.0) if word == HOGER else (f.waarde or 0.0))
    return [f.gebied for f in known]


def _listed(names: list[str]) -> str:
    return some(names, _NAMES) or "–"


def norm(found: Found) -> Deel:
    """Return how each gemeente stands on the norm, beside the end of the year before."""
    zeg, jaar = found.zeg, found.ask.jaar
    day = year_end(jaar, found.ask.dag)
    held = found.desk.norms.on(day)
    if held is None:
        return Deel("norm", zeg("norm.titel"), (para(zeg("norm.geen_norm")),))

    def on(moment: date) -> dict[str, Tally]:
        states = states_on(found.scores, moment)
        return {c: total(tally(held, states, c).values()) for c in found.inside}

    now, then = on(day), on(date(day.year - 1, 12, 31))
    every, before = total(now.values()), total(then.values())
    rows = [
        (
            Cel(found.desk.areas.get(code).naam),
            Cel(count_text(now[code]), is_fictief=now[code].is_fictief),
            Cel(wording.upper_first(difference_words(now[code], then[code], day.year - 1))),
            Cel(str(now[code].ontbreekt) if now[code].beoordeeld else "–"),
        )
        for code in found.inside
    ]
    table = Tabel(
        bijschrift=zeg("norm.per_gemeente"),
        kop=("Gemeente", "Uitgevoerd", f"Verschil met {day.year - 1}", "Ontbreekt"),
        rijen=tuple(rows),
        breedtes=(3.0, 2.2, 3.0, 1.2),
        kanten=("links", "links", "links", "rechts"),
        is_bijschrift_zichtbaar=False,
    )
    said = zeg("norm.samen", uitgevoerd=count_text(every), jaar=str(day.year - 1))
    change = wording.upper_first(difference_words(every, before, day.year - 1))
    version = zeg("norm.inleiding", versie=held.versie, status=held.status)
    told = para(f"{said} {change}. {version}", is_fictief=every.is_fictief)
    return Deel("norm", zeg("norm.titel"), (told, table))


def agreed(found: Found) -> Deel:
    """Return how many afspraken there are per gemeente, and what became of them."""
    zeg, title = found.zeg, found.zeg("afspraken.titel")
    if found.ask.loket.viewer.rol != "analist":
        return Deel("afspraken", title, (para(zeg("afspraken.niet_openbaar")),))
    jaar = found.ask.jaar
    both = [*found.agreed(jaar), *found.agreed(jaar + 1)]
    if not both:
        return Deel("afspraken", title, (para(zeg("afspraken.geen", jaar=str(jaar + 1))),))
    by_area: dict[str, list[Entry[Afspraak]]] = {}
    for entry in both:
        by_area.setdefault(entry.record.gebied, []).append(entry)
    rows = tuple(_counted(found, c, by_area[c]) for c in found.inside if c in by_area)
    table = Tabel(
        bijschrift=title,
        kop=("Gemeente", "Afspraken", "Klaar", "Loopt of open", "Te laat", "Vervallen"),
        rijen=rows,
        breedtes=(3.0, 1.4, 1.0, 1.4, 1.0, 1.2),
        kanten=("links", "rechts", "rechts", "rechts", "rechts", "rechts"),
        is_bijschrift_zichtbaar=False,
    )
    said = " ".join(filter(None, agreements.summary(both, found.ask.dag)))
    blocks: tuple[Blok, ...] = (
        para(zeg("afspraken.beide", jaar=str(jaar), volgend=str(jaar + 1))),
        para(said, is_fictief=any(e.is_fictief for e in both)),
        table,
    )
    return Deel("afspraken", title, blocks)


def _counted(found: Found, code: str, entries: Sequence[Entry[Afspraak]]) -> tuple[Cel, ...]:
    records = [e.record for e in entries]
    late = sum(r.is_late(found.ask.dag) for r in records)
    return (
        Cel(found.desk.areas.get(code).naam),
        Cel(str(len(records)), is_fictief=any(e.is_fictief for e in entries)),
        Cel(str(sum(r.status == "klaar" for r in records))),
        Cel(str(sum(r.is_open for r in records))),
        Cel(str(late), "hoger" if late else ""),
        Cel(str(sum(r.status == "vervallen" for r in records))),
    )
