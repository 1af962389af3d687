"""The part on afspraken: what came of those of last year, and what was agreed this year."""

from collections.abc import Sequence

from peil import agreements, wording
from peil.agreements.lists import when
from peil.records import Afspraak, Entry
from peil.report.found import Found
from peil.report.model import Blok, Cel, Deel, Kop, Tabel
from peil.report.write import para


def part(found: Found) -> Deel:
    """Return the part: of the visit in the year of the figures, and of the one on those figures."""
    zeg, jaar = found.zeg, found.ask.jaar
    if found.ask.loket.viewer.rol != "analist":
        return Deel("afspraken", zeg("afspraken.titel"), (para(zeg("afspraken.niet_openbaar")),))
    blocks: list[Blok] = []
    for bezoekjaar, key in ((jaar, "afspraken.vorig"), (jaar + 1, "afspraken.nu")):
        entries = found.agreed(bezoekjaar)
        blocks.append(Kop(zeg(key, jaar=str(bezoekjaar))))
        if not entries:
            blocks.append(para(zeg("afspraken.geen", jaar=str(bezoekjaar))))
            continue
        text = " ".join(filter(None, agreements.summary(entries, found.ask.dag)))
        blocks.append(para(text, is_fictief=any(e.is_fictief for e in entries)))
        blocks.append(_table(found, entries, zeg("afspraken.bijschrift", jaar=str(bezoekjaar))))
    return Deel("afspraken", zeg("afspraken.titel"), tuple(blocks))


def _table(found: Found, entries: Sequence[Entry[Afspraak]], bijschrift: str) -> Tabel:
    return Tabel(
        bijschrift=bijschrift,
        kop=("Afspraak", "Wie", "Wanneer", "Status", "Resultaat"),
        rijen=tuple(cells(found, e) for e in entries),
        breedtes=(3.3, 2.1, 1.5, 1.4, 3.1),
        kanten=("links",) * 5,
        is_bijschrift_zichtbaar=False,
    )


def cells(found: Found, entry: Entry[Afspraak]) -> tuple[Cel, ...]:
    """Return one afspraak: what, who, when, how it stands, and what came of it."""
    record, day = entry.record, found.ask.dag
    return (
        Cel(record.tekst, is_fictief=entry.is_fictief),
        Cel(wording.upper_first(record.eigenaar)),
        Cel(when(record)),
        Cel(agreements.status_words(record, day), "hoger" if record.is_late(day) else ""),
        Cel(record.resultaat or "–", "" if record.resultaat else "zwak"),
    )
