"""The command ``peil haal``: fetch a table that its owner offers over the network."""

import re
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from peil import places
from peil.clock import today
from peil.errors import PeilError
from peil.numbers import format_count

if TYPE_CHECKING:
    from peil.bronnen import Bron

_YEARS: Final = re.compile(r"((?:19|20)\d\d)(?:-((?:19|20)\d\d))?", re.ASCII)
#: Without a planning there is no sense in asking further back.
_FIRST: Final = 2010


def add_commands(command: Any) -> None:
    """Add this command to the parser."""
    fetch = command(
        "haal",
        "haal een tabel op bij het CBS of de politie",
        "Alleen de gebieden, soorten en jaren die wij gebruiken. De tabel komt in één bestand in\n"
        "de werkmap, in de map haal. Stopt het halverwege? Geef dan dezelfde opdracht opnieuw:\n"
        "wat al binnen was, wordt niet nog eens gehaald. Zonder netwerk verandert er niets.",
        [
            "peil haal cbs --tabel 47018NED",
            "peil haal cbs --tabel 47018NED --jaar 2023-2025 --laad",
        ],
    )
    fetch.add_argument("leverancier", metavar="LEVERANCIER", help="bij wie, zoals cbs")
    fetch.add_argument("--tabel", required=True, metavar="TABEL", help="zoals 47018NED")
    fetch.add_argument("--jaar", metavar="JAAR", help="2025 of 2023-2025; zonder: alle jaren")
    fetch.add_argument(
        "--laad", action="store_true", help="controleer de tabel daarna en laad haar als ze klopt"
    )
    fetch.add_argument(
        "--bevestig",
        metavar="REDEN",
        default="",
        help="bij --laad: ook met waarschuwingen; de reden wordt bij de levering bewaard",
    )


def run_fetch(arguments: Namespace) -> int:
    """Fetch a table, and load it when that is asked too."""
    from peil.areas import load_areas
    from peil.catalogue import load_catalogue
    from pipelines.cli import DONE, WrongUse
    from pipelines.cli_telling import Progress
    from pipelines.fetch_odata import fetch
    from pipelines.odata_tables import find_form, find_table, load_tables

    try:
        table = find_table(load_tables(), arguments.leverancier, arguments.tabel)
    except PeilError as error:
        raise WrongUse(str(error)) from error
    bron, vorm = find_form(load_catalogue(), table)
    progress = Progress()
    try:
        found = fetch(
            table, vorm, load_areas(), _years(arguments.jaar, bron), places.work_root(), progress
        )
    finally:
        progress.done()
    for text in found.ontbreekt:
        print(f"Let op: '{text}' staat niet in tabel {table.naam}.", file=sys.stderr)
    print(f"Opgehaald: tabel {table.naam}, {format_count(found.regels)} regels, in {found.pad}.")
    if arguments.laad:
        return _load(found.pad, bron, arguments.bevestig)
    # A table that is only compared with our own facts has nothing to load.
    gives_figures = any(kolom.rol == "waarde" for kolom in vorm.kolom)
    next_step = ("Laad", "laad") if gives_figures else ("Vergelijk", "controleer")
    print(f"{next_step[0]} haar met `peil {next_step[1]} {found.pad} --bron {bron.slug}`.")
    return DONE


def _load(path: Path, bron: "Bron", reason: str) -> int:
    """Load the file as `peil laad` does: the same findings, the same outcome."""
    from pipelines.cli import build_parser
    from pipelines.cli_commands import run

    confirm = ["--bevestig", reason] if reason else []
    return run(build_parser().parse_args(["laad", str(path), "--bron", bron.slug, *confirm]))


def _years(text: str | None, bron: "Bron") -> range:
    """Return the asked years, or all from the first that is planned.

    Raises:
        WrongUse: no year, or the last before the first.
    """
    from pipelines.cli import WrongUse

    now = today().year
    if text is None:
        first = min((int(plan.vanaf[:4]) for plan in bron.planning), default=_FIRST)
        return range(first, now + 1)
    found = _YEARS.fullmatch(text.strip())
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise WrongUse(f"Bij --jaar staat '{text}'. Schrijf een jaar of twee, zoals 2023-2025.")
    if int(found[1]) > now:
        raise WrongUse(f"Het jaar {found[1]} is nog niet begonnen. Kies een eerder jaar.")
    return range(int(found[1]), int(found[2] or found[1]) + 1)
