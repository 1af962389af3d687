"""The commands about the boundaries on the map: ``peil grenzen laad|haal|terug|toon``."""

import os
import re
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from peil import places
from peil.clock import today
from peil.errors import GeenToegang, PeilError
from peil.numbers import format_count, format_date
from peil.personal import find_personal, find_personal_name, plain_text

if TYPE_CHECKING:
    from pipelines.boundary_check import Checked
    from pipelines.boundary_register import Herkomst, Waiting

_EARLIEST: Final = 1995
_NEXT: Final = "Maak de kaart zichtbaar met `peil publiceer`."


def add_commands(command: Any) -> None:
    """Add these commands to the parser."""
    parser = command(
        "grenzen",
        "laad of haal andere gemeentegrenzen voor de kaart, of ga terug",
        "Het programma heeft zelf vereenvoudigde grenzen. U kunt ze vervangen door de officiële.\n"
        "Wat u laadt, blijft onveranderd bewaard en gaat mee in `peil bewaar`.",
        [
            "peil grenzen haal",
            "peil grenzen laad cbsgebiedsindelingen2026.gpkg --jaar 2026",
            "peil grenzen laad bladzijde1.json bladzijde2.json --jaar 2026",
            "peil grenzen terug",
        ],
    )
    actions = parser.add_subparsers(title="opdrachten", dest="wat", metavar="WAT", required=True)

    def action(name: str, text: str, more: str) -> Any:
        return actions.add_parser(
            name, help=text, description=f"{text[0].upper()}{text[1:]}.{more}"
        )

    load = action(
        "laad",
        "controleer een bestand met grenzen en gebruik het als het klopt",
        "\nEen GeoJSON van PDOK of CBS, of een GeoPackage; in RD of WGS84. U krijgt alle\n"
        "bevindingen tegelijk: bestand: wat er mis is; wat te doen.\n"
        "Bij een fout verandert er niets.",
    )
    load.add_argument(
        "bestand",
        metavar="BESTAND",
        nargs="+",
        help="een GeoJSON of GeoPackage; meer bestanden zijn bladzijden van één antwoord",
    )
    load.add_argument(
        "--jaar", metavar="JAAR", help="het jaar van de grenzen, als het bestand dat niet zegt"
    )
    load.add_argument(
        "--bron", metavar="NAAM", default="", help="wie onder de kaart als bron staat"
    )
    load.add_argument(
        "--laag", metavar="LAAG", default="", help="de laag in een GeoPackage met meer lagen"
    )
    action(
        "haal",
        "haal de officiële grenzen van vandaag op",
        "\nHet adres staat in geo/bron.toml. Zonder netwerk verandert er niets.",
    )
    action(
        "terug",
        "ga terug naar de grenzen van het programma zelf",
        "\nWat u laadde, blijft bewaard.",
    )
    action("toon", "toon welke grenzen gelden en welke er eerder golden", "")


def run_boundaries(arguments: Namespace) -> int:
    """Do what was asked about boundaries and return the exit code."""
    actions: dict[str, Callable[[Namespace], int]] = {
        "laad": run_load,
        "haal": run_fetch,
        "terug": run_return,
        "toon": run_show,
    }
    return actions[arguments.wat](arguments)


def run_load(arguments: Namespace) -> int:
    """Check boundaries in a file and let them hold when they are right."""
    from pipelines import boundary_register as register
    from pipelines.cli_telling import Progress
    from pipelines.lock import lock

    given = [(Path(name), _shown(name)) for name in arguments.bestand]
    for path, name in given:
        _require_readable(path, name)
    jaar, bron = _year(arguments.jaar), _credit(arguments.bron)
    work, progress = places.work_root(), Progress()
    with lock(work), register.waiting_room(work) as room:
        for path, name in given:
            progress(f"{name} lezen…")
            room.add(register.read_blocks(path), name)
        progress("Grenzen controleren…")
        checked = _judge(room, arguments.laag)
        progress.done()
        if checked.jaar and jaar and checked.jaar != jaar:
            raise PeilError(
                f"{given[0][1]}: het bestand is van {checked.jaar}, niet van {jaar}; "
                "laat --jaar weg of geef het goede bestand"
            )
        return _decide(work, room, checked, "bestand", bron, checked.jaar or jaar, arguments.laag)


def run_fetch(_: Namespace) -> int:
    """Fetch today's boundaries where ``geo/bron.toml`` says, and let them hold when right."""
    from peil.areas import load_areas
    from pipelines import boundary_register as register
    from pipelines.boundary_choice import embedded, origin
    from pipelines.boundary_fetch import fetch
    from pipelines.cli_telling import Progress
    from pipelines.lock import lock

    source = origin(places.geo_root()).haal
    if source is None:
        raise PeilError(
            "In geo/bron.toml staat geen adres om grenzen te halen. "
            "Zet het daar neer, of laad een bestand met `peil grenzen laad`."
        )
    around = embedded(places.geo_root(), load_areas()).frame.to_crs(4326).total_bounds
    work, progress = places.work_root(), Progress()
    with tempfile.TemporaryDirectory() as aside:
        # A network may be slow: others need not wait for it, so it goes before the lock.
        fetched = register.Waiting(Path(aside))
        fetch(source.adres, [float(edge) for edge in around], fetched, progress)
        with lock(work), register.waiting_room(work) as room:
            for path, deel in zip(fetched.paths, fetched.delen, strict=True):
                room.add(register.read_blocks(path), deel.bestand)
            progress("Grenzen controleren…")
            checked = _judge(room, "")
            progress.done()
            jaar = checked.jaar or today().year
            return _decide(work, room, checked, "opgehaald", source.bron, jaar, adres=source.adres)


def run_return(_: Namespace) -> int:
    """Let the embedded boundaries hold again."""
    from peil import access
    from pipelines import boundary_register as register
    from pipelines.cli import DONE
    from pipelines.lock import lock

    work = places.work_root()
    with lock(work):
        if register.current(work) is None:
            print("De grenzen van het programma zelf gelden al. Er verandert niets.")
            return DONE
        with register.waiting_room(work) as room:
            register.keep(work, room, soort="ingebouwd", wie=access.os_viewer().naam)
    print(f"De grenzen van het programma zelf gelden weer. {_NEXT}")
    return DONE


def run_show(_: Namespace) -> int:
    """Print one line per choice of boundaries, the one that holds last."""
    from peil.export import align
    from pipelines import boundary_register as register
    from pipelines.cli import DONE

    cards = register.choices(places.work_root())
    rows = [
        [
            str(card.volgnr),
            format_date(card.geladen_op),
            card.soort,
            str(card.jaar or ""),
            card.bron,
            card.wie,
            ", ".join(card.bestanden),
        ]
        for card in cards
    ]
    for line in align(rows, right={0}):
        print(line)
    held = register.current(places.work_root())
    print(f"Nu gelden: {_title(held) if held else 'de grenzen van het programma zelf'}.")
    return DONE


def _shown(name: str) -> str:
    """Return the name of a file on one line; it is kept for ever, so it may name no person."""
    shown = os.fsencode(Path(name).name).decode("utf-8", "replace")
    shown = "".join(c if c.isprintable() else " " for c in shown)
    person = find_personal_name(shown)
    if person:
        raise PeilError(
            f"In de naam van het bestand staat {person}. Er is niets gelezen. "
            "Geef het bestand een andere naam, zoals gemeentegrenzen-2026.geojson."
        )
    return shown


def _require_readable(path: Path, name: str) -> None:
    from pipelines.cli import WrongUse

    try:
        if path.is_dir():
            raise WrongUse(f"'{path}' is een map. Geef een GeoJSON of GeoPackage op.")
        if not path.exists():
            raise WrongUse(f"Het bestand '{path}' bestaat niet. Kijk de naam en de map na.")
        if not path.is_file():
            raise WrongUse(f"'{name}' is geen gewoon bestand. Geef een GeoJSON of GeoPackage op.")
        path.open("rb").close()
    except PermissionError as error:
        raise GeenToegang(
            f"U mag het bestand '{path}' niet lezen. Vraag de eigenaar om toegang."
        ) from error


def _year(said: str | None) -> int | None:
    from pipelines.cli import WrongUse

    if said is None:
        return None
    last = today().year + 1
    if not re.fullmatch(r"\d{4}", said, re.ASCII) or not _EARLIEST <= int(said) <= last:
        raise WrongUse(f"'{said}' kan niet bij --jaar. Geef een jaar van {_EARLIEST} tot {last}.")
    return int(said)


def _credit(said: str) -> str:
    person = find_personal(said)
    if person:
        raise PeilError(
            f"Bij --bron staat {person}. Er is niets geladen. Noem alleen een organisatie."
        )
    return " ".join(plain_text(said).split())[:80]


def _judge(room: "Waiting", layer: str) -> "Checked":
    from peil.areas import load_areas
    from pipelines.boundary_choice import embedded, judge

    areas = load_areas()
    known = embedded(places.geo_root(), areas).frame
    return judge(room.paths, [deel.bestand for deel in room.delen], layer, areas, known)


def _decide(
    work: Path,
    room: "Waiting",
    checked: "Checked",
    soort: Literal["bestand", "opgehaald"],
    bron: str,
    jaar: int | None,
    laag: str = "",
    adres: str = "",
) -> int:
    """Keep what is right and say so; else say everything that is wrong and change nothing."""
    from peil import access
    from pipelines import boundary_register as register
    from pipelines.cli import DONE, WRONG_INPUT

    findings = list(map(str, checked.findings))
    if jaar is None:
        first = room.delen[0].bestand
        findings.append(f"{first}: het jaar van de grenzen staat er niet in; geef het met --jaar")
    _print([*findings, *checked.notes])
    if findings:
        count = len(findings)
        print(
            f"{format_count(count)} {'fout' if count == 1 else 'fouten'} gevonden. "
            "Er is niets geladen; de kaart blijft zoals ze was.",
            file=sys.stderr,
        )
        return WRONG_INPUT
    bron = bron or checked.bron
    held = register.current(work)
    if held is not None and _same(held, room, bron, jaar, laag):
        print(f"Deze grenzen gelden al sinds {format_date(held.geladen_op)}. Er verandert niets.")
        return DONE
    who = access.os_viewer().naam
    card = register.keep(
        work, room, soort=soort, wie=who, bron=bron, jaar=jaar, laag=laag, adres=adres
    )
    print(f"Geladen: grenzen van {format_count(len(checked.frame))} gemeenten, {_title(card)}.")
    print(_NEXT)
    return DONE


def _same(held: "Herkomst", room: "Waiting", bron: str, jaar: int | None, laag: str) -> bool:
    found = [deel.sha256 for deel in held.delen] == [deel.sha256 for deel in room.delen]
    return found and (held.bron, held.jaar, held.laag) == (bron, jaar, laag)


def _title(card: "Herkomst") -> str:
    how = "opgehaald op" if card.soort == "opgehaald" else "geladen op"
    return f"{card.bron} {card.jaar or ''}, {how} {format_date(card.geladen_op)}"


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
