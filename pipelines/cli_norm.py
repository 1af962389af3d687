"""What ``peil controleer`` and ``peil laad`` do with a norm sheet: oordelen for the journal."""

import hashlib
from pathlib import Path

from peil import access
from peil.areas import load_areas
from peil.clock import today
from peil.errors import PeilError
from peil.journal import Draft, Journal
from peil.norm import load_norms
from peil.numbers import format_count, format_date
from peil.records import Normblad, make
from pipelines.normsheet import Sheet, check_sheet


def check_norm_sheet(content: bytes, name: str) -> Sheet:
    """Check a norm sheet against the norm and the areas of this region."""
    return check_sheet(content, name, load_norms(), load_areas(), today())


def sheet_already_loaded(work: Path, content: bytes, name: str) -> str:
    """Return what to say when exactly this sheet was loaded before, else nothing."""
    found = Journal(work).find(Normblad, f"normblad:{_digest(content)}")
    if found is None:
        return ""
    return f"{name} is al geladen op {format_date(found.wanneer)}. Er verandert niets."


def keep_sheet(work: Path, content: bytes, name: str, sheet: Sheet, reason: str) -> str:
    """Write all oordelen of a sheet in one step and return what to say.

    Someone else may have loaded the same sheet since it was looked for: then nothing is written.
    """
    card = make(
        Normblad,
        bestand=name,
        sha256=_digest(content),
        regels=len(sheet.scores),
        bevestiging=reason,
    )
    drafts = [Draft(card), *(Draft(score) for score in sheet.scores)]
    try:
        Journal(work).append(drafts, access.os_viewer().naam)
    except PeilError:
        said = sheet_already_loaded(work, content, name)
        if not said:
            raise
        return said
    count, places = len(sheet.scores), sheet.gemeenten
    return (
        f"Geladen in het journaal: {name}, {format_count(count)} "
        f"{'oordeel' if count == 1 else 'oordelen'} over {format_count(places)} "
        f"{'gemeente' if places == 1 else 'gemeenten'}.\n"
        "De oordelen zijn te zien op de pagina Weerbaarheid. "
        "Het cijfer volgt met `peil publiceer`."
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
