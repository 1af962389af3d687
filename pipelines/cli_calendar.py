"""The command ``peil kalender``: which leveringen are expected, which came, and who to remind."""

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from peil.clock import today
from peil.errors import PeilError
from peil.numbers import format_date

if TYPE_CHECKING:
    from peil.catalogue import Catalogue
    from peil.levering import Verwachting


def add_commands(command: Any) -> None:
    """Add the command to the parser."""
    parser = command(
        "kalender",
        "toon welke leveringen er horen te zijn, en welke er zijn",
        "Zonder keuze ziet u wat ontbreekt en wat binnenkort komt.\n"
        "De kolommen: uiterste datum, bron, periode en wat ervan kwam.\n"
        "De planning staat per bron in data/bronnen.",
        ["peil kalender", "peil kalender --alles", "peil kalender --bron mma --herinner"],
    )
    parser.add_argument("--bron", metavar="BRON", default="", help="alleen deze bron")
    parser.add_argument(
        "--alles", action="store_true", help="toon ook wat er is en wat nog lang niet hoeft"
    )
    parser.add_argument(
        "--herinner", action="store_true", help="geef de tekst om aan te herinneren"
    )


def run_calendar(arguments: Namespace) -> int:
    """Print one line per expected levering, or the texts to remind with."""
    # Imported only now: `peil --help` then answers at once.
    from peil import export, places
    from peil.areas import load_areas
    from peil.catalogue import load_catalogue
    from peil.levering import reminder, soon, summary
    from pipelines import calendar
    from pipelines.cli import DONE

    catalogue, areas, now = load_catalogue(), load_areas(), today()
    slug = _slug(catalogue, arguments.bron)
    came = calendar.receipts(places.work_root(), catalogue, areas)
    every = [v for v in calendar.expected(catalogue, areas, came, now) if slug in ("", v.bron.slug)]
    asked = every if arguments.alles else soon(every, now)
    if arguments.herinner:
        print("\n---\n\n".join(reminder(v, now) for v in soon(every, now)), end="")
    else:
        for line in export.align([_row(v, now) for v in asked]):
            print(line)
    print(" ".join(filter(None, summary(every, now))))
    return DONE


def _slug(catalogue: "Catalogue", name: str) -> str:
    from pipelines.check import find_bron
    from pipelines.cli import WrongUse

    try:
        return find_bron(catalogue, name).slug if name else ""
    except PeilError as error:
        raise WrongUse(str(error)) from error


def _row(v: "Verwachting", now: date) -> list[str]:
    from peil.levering import komst_text

    return [format_date(v.uiterlijk), v.bron.slug, str(v.periode), komst_text(v, now)]
