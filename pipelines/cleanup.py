"""Cleaning up: which leveringen were kept long enough, and removing those with an entry that stays.

How long a levering is kept is declared per bron. Nothing goes by itself: this proposes, and a
person says so with a reason. The entry is what decides; whoever takes the lock next removes what
it names, should the program stop halfway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.clock import local
from peil.errors import PeilError
from pipelines import register
from pipelines.entries import Opgeruimd, Opruiming, put, settle, withdrawn
from pipelines.lock import lock
from pipelines.register import Levering


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A levering that was kept long enough, until ``tot``; ``cellen`` of it still hold a figure.

    When one with ``cellen`` goes, those figures go from the next publication.
    """

    levering: Levering
    tot: date
    cellen: int
    is_ingetrokken: bool


def propose(work: Path, catalogue: Catalogue, areas: Areas, today: date) -> list[Voorstel]:
    """Return the leveringen that were kept as long as their bron declares, oldest first.

    A bron that the catalogue no longer has declares nothing: its leveringen stay.
    """
    until = {
        card.id: _until(card, catalogue.bronnen[card.bron].bewaren_jaren)
        for card in register.deliveries(work)
        if card.bron in catalogue.bronnen
    }
    over = [c for c in register.deliveries(work) if c.id in until and until[c.id] < today]
    if not over:
        return []
    held = register.collect(work, catalogue, areas).cells["levering"].value_counts()
    counts = dict(held.iter_rows())
    gone = withdrawn(register.entries(work))
    return [Voorstel(c, until[c.id], counts.get(c.id, 0), c.id in gone) for c in over]


def _until(card: Levering, years: int) -> date:
    """Return the last day on which a levering must be kept."""
    loaded = local(card.geladen_op).date()
    try:
        return loaded.replace(year=loaded.year + years)
    except ValueError:  # 29 February
        return loaded.replace(year=loaded.year + years, day=28)


def clean_up(
    work: Path,
    leveringen: Sequence[Levering],
    reden: str,
    wie: str,
    now: datetime | None = None,
) -> Opruiming:
    """Remove leveringen for ever, and keep which they were, when, by whom and why.

    Raises:
        PeilError: nothing to remove, one is not there (any more), or the reason is empty or points
            to a person. Nothing has changed then.
    """
    reason = register.require_reason(reden)
    with lock(work):
        known = {card.id: card for card in register.deliveries(work)}
        missing = [card.id for card in leveringen if card.id not in known]
        if missing or not leveringen:
            named = f"Levering {missing[0]} staat" if missing else "Er staat niets"
            raise PeilError(f"{named} niet meer in het register om op te ruimen.")
        fields = set(Opgeruimd.model_fields)
        kept = (known[card.id].model_dump(include=fields) for card in leveringen)
        entry = Opruiming(
            volgnr=register.next_number(work),
            moment=(now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0),
            wie=wie,
            reden=reason,
            leveringen=tuple(Opgeruimd(**card) for card in kept),
        )
        put(work, entry)
        settle(work)
        return entry
