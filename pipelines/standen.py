"""Earlier standen: which publications there were, and one of them built again from its sources."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from peil import mapfiles
from peil.areas import load_areas
from peil.clock import local
from peil.errors import Finding, PeilError
from peil.journal import Journal
from peil.numbers import format_date
from pipelines import declared_copy, program
from pipelines.entries import (
    Opgeruimd,
    Publicatie,
    cleaned,
    publications,
    read_entries,
    withdrawn,
)
from pipelines.lock import lock

#: Standen that were built again; they can always be made anew.
FOLDER: Final = mapfiles.STANDEN
#: How long one who builds a stand waits for another, in seconds.
_PATIENCE: Final = 120.0
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Stand:
    """One publication: its number in the register, when (UTC) and by whom, and what it said.

    ``pad`` is the file in which it is kept, built or to be built; ``is_gebouwd`` whether it is
    there.
    """

    nummer: int
    moment: datetime
    wie: str
    inhoud: str
    cijfers: int
    versie: str
    journaal: int
    catalogus: str
    pad: Path
    is_gebouwd: bool


@dataclass(frozen=True, slots=True)
class StandResult:
    """A stand that was built again: the hash of then and the one that today's code gives.

    ``verklaring`` says in Dutch why they may differ, and is empty when they do not.
    """

    stand: Stand
    pad: Path
    inhoud_toen: str
    inhoud_nu: str
    verklaring: str = ""
    weggelaten: tuple[Finding, ...] = ()


def list_standen(work: Path) -> list[Stand]:
    """Return all publications, oldest first; those before the register kept them are not known.

    Raises:
        PeilError: an entry of the register that cannot be read.
    """
    return [_stand(work, entry) for entry in publications(read_entries(work))]


def path_of(work: Path, nummer: int) -> Path:
    """Return where an earlier stand lies once it is built."""
    return work / FOLDER / f"{nummer}.duckdb"


def _stand(work: Path, entry: Publicatie) -> Stand:
    path = path_of(work, entry.volgnr)
    return Stand(
        nummer=entry.volgnr,
        moment=entry.moment,
        wie=entry.wie,
        inhoud=entry.inhoud,
        cijfers=entry.cijfers,
        versie=entry.versie,
        journaal=entry.journaal,
        catalogus=entry.catalogus,
        pad=path,
        is_gebouwd=path.is_file(),
    )


def find_stand(work: Path, asked: date | int) -> Stand:
    """Return the stand with this number, or the one that held at the end of this day.

    Raises:
        PeilError: there is no such stand; the message says which there are.
    """
    known = list_standen(work)
    if not known:
        raise PeilError("Er is nog geen stand. Die ontstaat bij elke `peil publiceer`.")
    if isinstance(asked, date):
        found = [stand for stand in known if local(stand.moment).date() <= asked]
        if not found:
            raise PeilError(
                f"Op {format_date(asked)} was er nog niets gepubliceerd. De eerste stand is "
                f"nummer {known[0].nummer}, van {format_date(local(known[0].moment))}."
            )
        return found[-1]
    for stand in known:
        if stand.nummer == asked:
            return stand
    raise PeilError(f"Stand {asked} bestaat niet. De lijst krijgt u met `peil standen`.")


def build_stand(work: Path, asked: date | int, progress: Progress | None = None) -> StandResult:
    """Build a stand again from its sources: leveringen, intrekkingen, journal, catalogue of then.

    It does not hold the working folder: what it reads never changes. It is written aside and put
    in place in one step; two who build at once wait for each other.

    Raises:
        PeilError: there is no such stand, or one of its sources is gone; which one is said.
    """
    # Imported only now: which standen there are is asked far more often than that one is built.
    from pipelines import boundary_choice, publish
    from pipelines.geometry import build_geometry

    stand = find_stand(work, asked)
    entry = next(e for e in publications(read_entries(work)) if e.volgnr == stand.nummer)
    _require_sources(work, stand)
    path = path_of(work, stand.nummer)
    with lock(work / FOLDER, _PATIENCE), declared_copy.unpacked(work, stand.catalogus) as root:
        content = publish.compute(
            work, root / "data", tot=stand.nummer, journaal=stand.journaal, progress=progress
        )
        areas = load_areas(root / "data")
        boundaries = boundary_choice.chosen(root / "geo", areas, work, entry.grenzen)
        build_geometry(root / "geo", areas, work, boundaries=boundaries, stand=stand.nummer)
        stamp = publish.make_stamp(content, stand.nummer, stand.moment)
        publish.write_at(path, content.tables | {"stempel": stamp})
    return StandResult(
        stand=_stand(work, entry),
        pad=path,
        inhoud_toen=entry.inhoud,
        inhoud_nu=content.inhoud,
        verklaring=_explain(entry, content.inhoud, content.weggelaten),
        weggelaten=content.weggelaten,
    )


def _require_sources(work: Path, stand: Stand) -> None:
    """Refuse a stand of which a levering or a part of the journal is no longer there."""
    entries = read_entries(work)
    gone = withdrawn(entries, stand.nummer)
    lost = [
        (levering, entry)
        for levering, entry in cleaned(entries).values()
        if levering.volgnr < stand.nummer < entry.volgnr and levering.id not in gone
    ]
    if lost:
        named = "; ".join(_tell(levering) for levering, _ in lost)
        day = format_date(local(max(entry.moment for _, entry in lost)))
        raise PeilError(
            f"De stand van {format_date(local(stand.moment))} is niet meer te herbouwen: wat "
            f"toen meetelde, is opgeruimd (het laatst op {day}): {named}."
        )
    if Journal(work).position() < stand.journaal:
        raise PeilError(
            f"De stand van {format_date(local(stand.moment))} is niet te herbouwen: het "
            f"journaal van toen had {stand.journaal} boekingen, dit is korter. "
            "Zet de reservekopie terug waar deze stand bij hoort."
        )


def _tell(levering: Opgeruimd) -> str:
    return f"levering {levering.volgnr} ({levering.bestand}) van bron {levering.bron}"


def _explain(entry: Publicatie, inhoud: str, left_out: tuple[Finding, ...]) -> str:
    """Say why figures that were built again are others than those of then."""
    if inhoud == entry.inhoud:
        return ""
    if entry.versie != program.current_version():
        why = f"toen was dit versie {entry.versie} van het programma"
    elif entry.code != program.code():
        why = "het programma is sindsdien veranderd"
    else:
        why = (
            "het programma is niet veranderd; een andere versie van een hulpbibliotheek of een "
            "beschadigde werkmap kan de oorzaak zijn"
        )
    more = f" {len(left_out)} rijen van toen keurt dit programma nu af." if left_out else ""
    return f"De code van nu geeft een ander kenmerk dan toen: {why}.{more}"
