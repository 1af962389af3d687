"""The calendar of leveringen: what each bron planned, set against what the register received."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from peil import places
from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from peil.clock import local
from peil.levering import Komst, Verwachting
from peil.periods import Period
from pipelines import register
from pipelines.register import Levering

#: What is kept in memory of leveringen: they never change, and reading them takes long.
_MOST: Final = 4096
_HELD: Final[dict[tuple[str, str, str], dict[tuple[str, str], frozenset[str]]]] = {}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one levering holds: per bron of its indicators and periode, the codes of gebieden."""

    volgnr: int
    op: date
    bron: str
    holds: Mapping[tuple[str, str], frozenset[str]]


def expected(
    catalogue: Catalogue, areas: Areas, receipts: Iterable[Receipt], today: date
) -> list[Verwachting]:
    """Return every planned levering up to the end of this year, per bron and oldest first.

    Args:
        catalogue: its bronnen say what they planned and which gebieden they should hold.
        areas: to know which gebieden those are.
        receipts: what was received and not withdrawn, in the order of the register.
        today: what is due before it and did not come, is missing.

    Returns:
        One per bron and planned periode. What was due before the first levering of this register
        cannot be late: it is ``ontvangen`` or ``niet geladen``. Only the newest of those
        ``ontbreekt``: the older ones are welcome, and nobody waits for them.
    """
    came = list(receipts)
    began = min((r.op for r in came), default=today)
    found: list[Verwachting] = []
    for bron in sorted(catalogue.bronnen.values(), key=lambda b: b.titel.casefold()):
        own = [r for r in came if _may_bring(r, bron, catalogue)]
        for planning in bron.planning:
            due = list(planning.due(date(today.year + 1, 1, 1)))
            newest = max((day for _, day in due if day < began), default=began)
            found += [_one(bron, p, day, own, areas, newest, began, today) for p, day in due]
    return found


def _may_bring(receipt: Receipt, bron: Bron, catalogue: Catalogue) -> bool:
    """Say whether a levering can be one of this bron: its own, or one in the standard form.

    Figures from reports say what was published, not that the partner delivered.
    """
    sender = catalogue.bronnen.get(receipt.bron)
    general = sender is not None and not sender.planning and not sender.herkomst_uit_toelichting
    return receipt.bron == bron.slug or general


def _one(
    bron: Bron,
    periode: Period,
    last_day: date,
    own: list[Receipt],
    areas: Areas,
    newest: date,
    began: date,
    today: date,
) -> Verwachting:
    """Return what became of one; ``newest`` is the last day of the newest due before ``began``."""
    key = (bron.slug, str(periode))
    holding = [r for r in own if key in r.holds]
    first = min(holding, key=lambda r: (r.op, r.volgnr), default=None)
    if first is None:
        komst: Komst = "ontbreekt" if last_day < today else "nog niet verwacht"
        komst = "niet geladen" if last_day < newest else komst
        return Verwachting(bron, periode, last_day, komst, is_oud=last_day < began)
    komst = "op tijd" if first.op <= last_day else "te laat"
    if last_day < began:
        komst = "ontvangen"
    held = frozenset[str]().union(*(r.holds[key] for r in holding))
    absent = _absent(bron, held, areas)
    return Verwachting(bron, periode, last_day, komst, first.op, first.volgnr, absent)


def _absent(bron: Bron, held: frozenset[str], areas: Areas) -> tuple[str, ...]:
    """Return the names of the expected gebieden that are not held, under their name of today."""
    if bron.verwacht is None:
        return ()
    codes = bron.verwacht.gebieden or [a.code for a in areas.at(bron.verwacht.niveau)]
    now = {areas.present_code(code) for code in held}
    return tuple(areas.get(c).naam for c in codes if areas.present_code(c) not in now)


def receipts(work: Path, catalogue: Catalogue, areas: Areas) -> list[Receipt]:
    """Return what each levering that counts holds, in the order of the register.

    Raises:
        PeilError: a levering that cannot be read.
    """
    return [receipt(work, card, catalogue, areas) for card in register.counting(work)]


def receipt(work: Path, card: Levering, catalogue: Catalogue, areas: Areas) -> Receipt:
    """Return what one levering holds, without reading it again where that is known."""
    key = (str(work.resolve()), str(places.data_root()), card.id)
    # Other visits look and empty at the same time: what was found stays in hand.
    holds = _HELD.get(key)
    if holds is None:
        holds = _holds(work, card, catalogue, areas)
        if len(_HELD) >= _MOST:
            _HELD.clear()
        _HELD[key] = holds
    return Receipt(card.volgnr, local(card.geladen_op).date(), card.bron, holds)


def _holds(
    work: Path, card: Levering, catalogue: Catalogue, areas: Areas
) -> dict[tuple[str, str], frozenset[str]]:
    """Return by bron and periode which gebieden a levering has cells for."""
    cells, _ = register.read_again(work, card, catalogue, areas)
    found: dict[tuple[str, str], set[str]] = {}
    rows = cells.select("indicator", "periode", "gebied_code").unique()
    for indicator, periode, gebied in rows.iter_rows():
        found.setdefault((catalogue[indicator].bron, periode), set()).add(gebied)
    return {key: frozenset(codes) for key, codes in found.items()}
