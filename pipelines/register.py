"""The register: every accepted levering as an immutable folder, and the cells it all adds up to.

Nothing is ever edited: a later levering replaces the same cells, the earlier one stays; only a
fictitious one never replaces a real one, unless it is an exercise. What lies where is in ``cards``
and ``entries``; this is the door to both.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import NamedTuple

import polars as pl

from peil import places
from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from peil.clock import local
from peil.errors import Finding, PeilError
from peil.levering import RegisterVeranderd
from peil.numbers import format_date
from peil.personal import find_personal, plain_text
from pipelines import declared_copy
from pipelines.cards import (
    CARD,
    FINDINGS,
    FOLDER,
    ID,
    Levering,
    counting,
    deliveries,
    findings,
    folder_of,
    original,
    store,
)
from pipelines.check import CELLS, check, find_bron
from pipelines.check_problems import KEY
from pipelines.entries import (
    Entry,
    Intrekking,
    Publicatie,
    Rapport,
    cleaned,
    put,
    read_entries,
    withdrawn,
)
from pipelines.lock import lock
from pipelines.read import read_table

__all__ = [
    "CARD",
    "FINDINGS",
    "FOLDER",
    "ID",
    "REGISTER_CELLS",
    "Collected",
    "Levering",
    "accept",
    "cells",
    "collect",
    "counting",
    "deliveries",
    "entries",
    "find_same",
    "findings",
    "folder_of",
    "is_exercise",
    "next_number",
    "original",
    "position",
    "require_reason",
    "require_whole",
    "supersede",
    "withdraw",
]

#: How many lost numbers are told.
_TOLD = 5
#: One row per delivered cell that holds after superseding.
REGISTER_CELLS = {
    **{name: kind for name, kind in CELLS.items() if name != "regel"},
    "is_fictief": pl.Boolean,
    "bron": pl.String,
    "herkomst": pl.String,
    "levering": pl.String,
    "regel": pl.Int64,
}


class Collected(NamedTuple):
    """All cells of the register (``REGISTER_CELLS``) and what of it fits the catalogue no more."""

    cells: pl.DataFrame
    left_out: tuple[Finding, ...]


def entries(work: Path) -> list[Entry]:
    """Return what happened besides leveringen, in order."""
    return read_entries(work)


def next_number(work: Path) -> int:
    """Return the number that the next levering or entry gets; for who holds the working folder."""
    folder = work / FOLDER
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    numbers = [int(name.split("-")[1]) for name in names if ID.fullmatch(name)]
    return 1 + max([*numbers, *(entry.volgnr for entry in read_entries(work))], default=0)


def position(work: Path) -> int:
    """Return the number of the last levering or entry that changed a cell; 0 without one."""
    known = read_entries(work)
    changing = [e.volgnr for e in known if not isinstance(e, Publicatie | Rapport)]
    return max([*changing, *(card.volgnr for card in deliveries(work))], default=0)


def require_whole(work: Path) -> None:
    """Refuse a register of which something that was once accepted is no longer there.

    Every number up to the last entry was given out to a levering or an entry. What came after that
    entry is still being numbered by others, so it is not judged.

    Raises:
        PeilError: one or more are gone; the message says which, and what to do.
    """
    known = read_entries(work)
    there = {entry.volgnr for entry in known} | {card.volgnr for card in deliveries(work)}
    there |= {one.volgnr for one, _ in cleaned(known).values()}
    lost = sorted(set(range(1, max((e.volgnr for e in known), default=0))) - there)
    if lost:
        numbers = ", ".join(map(str, lost[:_TOLD]))
        what = f"nummer {numbers}" if len(lost) == 1 else f"de nummers {numbers}"
        more = f" en nog {len(lost) - _TOLD}" if len(lost) > _TOLD else ""
        raise PeilError(
            f"In het register ontbreekt {what}{more}. Dat was een levering of een boeking. "
            "Zet de mappen 'leveringen' en 'register' terug uit een reservekopie."
        )


def is_exercise(work: Path) -> bool:
    """Say whether every new levering here is an exercise: there are made-up figures already."""
    return any(card.is_fictief for card in deliveries(work))


def withdraw(work: Path, id: str, reden: str, wie: str, now: datetime | None = None) -> Intrekking:
    """Let a levering count no longer, with the reason, and return the entry that says so.

    The levering itself stays, and so do the publications that it was in.

    Raises:
        PeilError: no such levering, it was withdrawn before, or the reason is empty or points to
            a person. Nothing has changed then.
    """
    reason = require_reason(reden)
    with lock(work):
        known = {card.id: card for card in deliveries(work)}
        if id not in known:
            raise PeilError(
                f"Levering {id} staat niet in het register. Kijk bij `peil leveringen`."
            )
        before = withdrawn(read_entries(work)).get(id)
        if before is not None:
            raise PeilError(
                f"Levering {known[id].volgnr} is al ingetrokken op {format_date(before.moment)}. "
                "Er is niets veranderd."
            )
        entry = Intrekking(
            volgnr=next_number(work),
            moment=(now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0),
            wie=wie,
            levering=id,
            reden=reason,
        )
        put(work, entry)
        return entry


def require_reason(text: str) -> str:
    """Return a reason that may be kept for ever."""
    reason = plain_text(text).strip()
    person = find_personal(reason)
    if person:
        raise PeilError(
            f"In de reden staat {person}. Er is niets veranderd. "
            "Haal het weg en noem alleen een functie."
        )
    if not reason:
        raise PeilError("Geef een reden op. Er is niets veranderd.")
    return reason


def find_same(work: Path, content: bytes, bron: str, periode: str = "") -> Levering | None:
    """Return the levering that counts and holds exactly these bytes from this bron, if any.

    Where the period was asked, the same bytes for another period are another levering.
    """
    return _find(work, hashlib.sha256(content).hexdigest(), bron, periode)


def _find(work: Path, digest: str, bron: str, periode: str) -> Levering | None:
    asked = (digest, bron, periode)
    same = [d for d in counting(work) if (d.sha256, d.bron, d.periode) == asked]
    return same[-1] if same else None


def accept(
    work: Path,
    content: bytes,
    bestand: str,
    bron: str,
    wie: str,
    bevestiging: str = "",
    is_fictief: bool = False,
    now: datetime | None = None,
    regels: int | None = None,
    *,
    bevindingen: Sequence[Finding] = (),
    vorm: str = "",
    periode: str = "",
    is_oefening: bool | None = None,
    gezien: int | None = None,
) -> Levering:
    """Keep a checked file for ever and return its card; the same file twice is kept once.

    ``now`` must carry a time zone; it only makes the id and the card, the order of superseding
    is that of loading. ``regels`` is counted when it is not given. Whether it is an exercise
    follows from what is there, unless ``is_oefening`` says it. ``gezien`` is the ``position`` of
    the register that was looked at first.

    Raises:
        RegisterVeranderd: someone came in between; nothing was kept.
    """
    digest = hashlib.sha256(content).hexdigest()
    if regels is None:
        regels = read_table(content, bestand).frame.height
    with lock(work):
        same = _find(work, digest, bron, periode)
        if same is not None:
            return same
        if gezien is not None and gezien != position(work):
            raise RegisterVeranderd(
                "Iemand anders heeft net iets geladen of ingetrokken. Er is niets geladen. "
                "Bekijk opnieuw wat er verandert."
            )
        number = next_number(work)
        moment = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        suffix = PurePath(bestand).suffix.lower()
        exercise = is_exercise(work) if is_oefening is None else is_oefening
        card = Levering(
            id=f"{moment:%Y%m%dT%H%M%SZ}-{number:06}-{digest[:8]}",
            volgnr=number,
            bestand=PurePath(bestand).name,
            origineel=f"origineel{suffix if suffix.isascii() else ''}",
            sha256=digest,
            bron=bron,
            geladen_op=moment,
            wie=wie,
            is_fictief=is_fictief or exercise,
            bevestiging=bevestiging,
            regels=regels,
            catalogus=declared_copy.keep(work, places.region_root()),
            vorm=vorm,
            periode=periode,
            is_oefening=exercise,
        )
        store(work / FOLDER, card, content, bevindingen)
        return card


def cells(work: Path, catalogue: Catalogue, areas: Areas) -> pl.DataFrame:
    """Return the cells of all leveringen after superseding: ``REGISTER_CELLS``."""
    return collect(work, catalogue, areas).cells


def collect(
    work: Path,
    catalogue: Catalogue,
    areas: Areas,
    progress: Callable[[str], None] | None = None,
    tot: int | None = None,
) -> Collected:
    """Read the leveringen that count again from their original bytes; of a cell the latest holds.

    ``tot`` is as in ``counting``. A row that catalogue or areas refuse is left out, and said. A
    file is judged by the day on which it was loaded, so that the outcome does not depend on the
    day of publishing.
    """
    require_whole(work)
    frames = [pl.DataFrame(schema=REGISTER_CELLS)]
    left_out: list[Finding] = []
    for frame, found in _each(work, catalogue, areas, progress, tot):
        frames.append(frame)
        left_out += found
    return Collected(_latest(frames), tuple(left_out))


def supersede(
    before: pl.DataFrame, found: pl.DataFrame, bron: Bron, is_fictief: bool
) -> pl.DataFrame:
    """Return the cells as they would be with those of a checked file (``CELLS``) accepted now."""
    return _latest([before, _held(found, bron, is_fictief, "")])


def _latest(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(frames).unique(KEY, keep="last", maintain_order=True)


def _from_before_the_journal(name: str) -> Finding:
    """Say that figures about the norm no longer come from a levering."""
    wat = "cijfers over de norm komen niet meer uit een levering"
    return Finding(name, None, None, wat, "laad de oordelen als normblad met `peil laad`")


def _each(
    work: Path,
    catalogue: Catalogue,
    areas: Areas,
    progress: Callable[[str], None] | None,
    tot: int | None,
) -> Iterator[tuple[pl.DataFrame, list[Finding]]]:
    for card in sorted(counting(work, tot), key=_order):
        if progress:
            progress(f"levering {card.volgnr}: {card.bestand}")
        yield read_again(work, card, catalogue, areas)


def read_again(
    work: Path, card: Levering, catalogue: Catalogue, areas: Areas
) -> tuple[pl.DataFrame, list[Finding]]:
    """Return the cells of one levering (``REGISTER_CELLS``), and what is refused of it today."""
    bron = find_bron(catalogue, card.bron)
    name = f"{card.id}/{card.bestand}"
    if bron.soort == "norm":
        return pl.DataFrame(schema=REGISTER_CELLS), [_from_before_the_journal(name)]
    day = local(card.geladen_op).date()
    content = original(work, card)
    found = check(content, name, bron, catalogue, areas, day, periode=card.periode, is_kept=True)
    return _held(found.cells, bron, card.is_fictief, card.id), list(found.errors)


def _order(card: Levering) -> tuple[bool, int]:
    """A fictitious cell never takes the place of a real one; an exercise does, to learn from."""
    return (card.is_oefening or not card.is_fictief, card.volgnr)


def _held(found: pl.DataFrame, bron: Bron, is_fictief: bool, levering: str) -> pl.DataFrame:
    """Give the cells of one levering (``CELLS``) what the register knows of it."""
    source = pl.col("toelichting") if bron.herkomst_uit_toelichting else pl.lit("")
    return found.with_columns(
        is_fictief=pl.lit(is_fictief),
        bron=pl.lit(bron.slug),
        herkomst=source,
        levering=pl.lit(levering),
    ).select(list(REGISTER_CELLS))
