"""Fetch a table of OData v3, page by page, into one file that ``peil laad`` takes.

Pages that came in are kept in ``haal/<tabel>/`` of the working folder until the table is whole:
after a broken network the same command goes on where it stopped. Pages that answer another
question, or are older than a day, are dropped. Nothing else in the working folder changes.
"""

import json
import shutil
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from peil.areas import Areas
from peil.bronnen import Vorm
from peil.errors import PeilError
from pipelines.http import Asker, Limits
from pipelines.lock import lock
from pipelines.odata_server import WORDS, Count, Moved, Plan, Server
from pipelines.odata_tables import Tabel
from pipelines.read_odata import SHAPE

FOLDER: Final = "haal"
#: After this many seconds a page that waits for the rest is too old to put beside new ones.
_OLD: Final = 24 * 3600
_TURNS: Final = 2


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole table as one file; ``ontbreekt`` are kinds that the table does not have."""

    pad: Path
    regels: int
    ontbreekt: tuple[str, ...]


def fetch(
    table: Tabel,
    vorm: Vorm,
    areas: Areas,
    years: range,
    work: Path,
    progress: Callable[[str], None],
    limits: Limits | None = None,
) -> Fetched:
    """Fetch what the form of a bron reads of a table, and return it as one file.

    Args:
        table: which table, and where.
        vorm: the form for OData of its bron: which columns, kinds and periods.
        areas: those of the region; of other areas nothing is asked.
        years: of which years.
        work: the working folder; the file becomes ``haal/<tabel>.json``.
        progress: is told which page is on its way.
        limits: when to give up.

    Raises:
        PeilError: no network, an answer that is no table, or a table that keeps changing.
    """
    limits = limits or Limits(total=1800)
    folder = work / FOLDER / table.naam
    with _alone(folder, table), Asker(limits, WORDS, "peil-haal", "application/json") as asker:
        server = Server(asker, table, limits)
        for _ in range(_TURNS):
            plan = server.plan(vorm, areas, years, progress)
            room = _room(folder, plan.fingerprint(table.adres))
            try:
                return _whole(server, plan, room, progress)
            except Moved:
                shutil.rmtree(room)
    raise PeilError(
        f"De tabel {table.naam} veranderde terwijl wij haar ophaalden, ook de tweede keer. "
        "Er is niets veranderd. Probeer het over een uur opnieuw."
    )


@contextmanager
def _alone(folder: Path, table: Tabel) -> Generator[None]:
    """Let nobody else fetch the same table into the same folder."""
    with ExitStack() as held:
        try:
            held.enter_context(lock(folder, wait=0))
        except PeilError as error:
            raise PeilError(
                f"Iemand anders haalt de tabel {table.naam} op dit moment al op. "
                "Wacht tot dat klaar is."
            ) from error
        yield


def _room(folder: Path, name: str) -> Path:
    """Return the folder for the pages of this question; what waits for another one goes."""
    for other in folder.iterdir():
        if other.is_dir() and (other.name != name or time.time() - other.stat().st_mtime > _OLD):
            shutil.rmtree(other)
    room = folder / name
    room.mkdir(exist_ok=True)
    return room


def _whole(server: Server, plan: Plan, room: Path, progress: Callable[[str], None]) -> Fetched:
    """Fetch every page that is not there yet, and put them in one file in one step."""
    table, count = server.table, Count()
    ready = room / "klaar.json"
    with ready.open("w", encoding="utf-8") as file:
        file.write(_head(table, plan)[:-1] + ', "value": [')
        for number, text in enumerate(plan.filters):
            for rows in server.pages(plan, text, room, number, count, progress):
                for row in rows:
                    comma = "," if count.rows else ""
                    file.write(f"{comma}\n{json.dumps(row, ensure_ascii=False, allow_nan=False)}")
                    count.rows += 1
        file.write("\n]}\n")
    if server.changed() != plan.changed:
        raise Moved
    if not count.rows:
        raise PeilError(
            f"De tabel {table.naam} heeft geen regels voor deze vraag. Er is niets veranderd. "
            "Kijk het jaar na."
        )
    path = room.parent.parent / f"{table.naam}.json"
    ready.replace(path)
    shutil.rmtree(room)
    return Fetched(path, count.rows, plan.missing)


def _head(table: Tabel, plan: Plan) -> str:
    """Return the first line of the file; no moment is in it: the same table is the same file."""
    head = {
        "vorm": SHAPE,
        "tabel": table.naam,
        "titel": table.titel,
        "adres": table.adres,
        "gewijzigd": plan.changed,
        "dimensies": {
            name: [{"Key": m.key, "Title": m.title, "Status": m.status} for m in members]
            for name, members in plan.members.items()
        },
    }
    return json.dumps(head, ensure_ascii=False)
