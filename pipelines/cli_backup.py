"""The commands that keep the working folder safe: ``bewaar``, ``herstel`` and ``werkbij``."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peil import places
from peil.errors import GeenToegang, PeilError
from peil.numbers import format_count, format_date

if TYPE_CHECKING:
    from pipelines.backup import Manifest
    from pipelines.publish import PublishResult


def add_commands(command: Any) -> None:
    """Add these commands to the parser."""
    keep = command(
        "bewaar",
        "maak een reservekopie van alles wat niet opnieuw te maken is",
        "In één zip-bestand: het register (leveringen, intrekkingen, publicaties, catalogus van\n"
        "toen), vastgestelde rapporten, geladen grenzen, het journaal en een lijst om ze mee te\n"
        "controleren.\n"
        "Anderen kunnen gewoon doorwerken in het dashboard. De kopie bevat ook\n"
        "vertrouwelijke cijfers en teksten: bewaar haar op een veilige plek, op een andere schijf.",
        ["peil bewaar", "peil bewaar --uit /veilig/peil.zip"],
    )
    keep.add_argument(
        "--uit",
        metavar="BESTAND",
        help="waar de kopie komt; standaard peil-reservekopie-DATUM.zip in deze map",
    )
    back = command(
        "herstel",
        "zet een reservekopie terug en publiceer haar",
        "Eerst wordt alles gecontroleerd; bij een fout verandert er niets. De laatste regel is\n"
        "'inhoud' met het kenmerk van alle cijfers. Een dashboard dat al draait, volgt vanzelf.",
        ["peil herstel peil-reservekopie-2026-11-22.zip", "peil herstel kopie.zip --vervang"],
    )
    back.add_argument("bestand", metavar="BESTAND", help="een reservekopie van `peil bewaar`")
    back.add_argument(
        "--vervang",
        action="store_true",
        help="ook als de werkmap al gevuld is; wat er staat, gaat naar een eigen map ernaast",
    )
    command(
        "werkbij",
        "breng de werkmap naar de indeling van deze versie van het programma",
        "Er wordt eerst een reservekopie gemaakt, in de werkmap zelf.",
        ["peil werkbij"],
    )


def run_keep(arguments: Namespace) -> int:
    """Make a backup."""
    from pipelines.backup import back_up, default_name
    from pipelines.cli import DONE, WrongUse

    now = datetime.now(UTC)
    path = Path(arguments.uit) if arguments.uit else default_name(now, Path())
    if path.is_dir():
        path = default_name(now, path)
    if path.exists():
        raise WrongUse(f"{path} bestaat al; er is niets overschreven. Kies een andere naam.")
    if not path.parent.is_dir():
        raise WrongUse(f"De map '{path.parent}' bestaat niet. Maak haar of kies een andere plek.")
    manifest = back_up(places.work_root(), path, now)
    print(f"Bewaard in {path}: {_content(manifest)}.")
    print("Terugzetten kan met `peil herstel`.")
    return DONE


def run_restore(arguments: Namespace) -> int:
    """Put a backup back and publish it."""
    from pipelines.cli import DONE, WrongUse
    from pipelines.restore import restore

    path, work = Path(arguments.bestand), places.work_root()
    if not path.is_file():
        raise WrongUse(f"De reservekopie '{path}' bestaat niet. Kijk de naam en de map na.")
    try:
        path.open("rb").close()
    except PermissionError as error:
        raise GeenToegang(f"U mag '{path}' niet lezen. Vraag de eigenaar om toegang.") from error
    done = restore(path, work, is_replacing=arguments.vervang)
    print(f"Teruggezet uit {path.name}: {_content(done.manifest)}.")
    if done.opzij is not None:
        print(f"Wat er stond, is bewaard in {done.opzij}.")
    for note in done.notes:
        print(note)
    try:
        result = _rebuild(work)
    except PeilError as error:
        raise PeilError(f"De reservekopie staat terug, maar publiceren lukt niet: {error}") from (
            error
        )
    print(_compare(done.manifest, result.inhoud))
    print(f"inhoud {result.inhoud}")
    return DONE


def run_upgrade(_: Namespace) -> int:
    """Bring the working folder up to the layout of this program."""
    from peil.journal import LAYOUT
    from pipelines import upgrade
    from pipelines.backup import back_up_locked, default_name, has_content
    from pipelines.cli import DONE
    from pipelines.lock import lock

    work = places.work_root()
    layout = upgrade.find_layout(work)
    upgrade.require_known(layout)
    if layout == LAYOUT or not has_content(work):
        print("De werkmap is al bij. Er is niets te doen.")
        return DONE
    with lock(work):
        path = default_name(datetime.now(UTC), work)
        back_up_locked(work, path)
        print(f"Eerst is een reservekopie gemaakt: {path}.")
        notes = upgrade.bring_up(work)
    for note in notes:
        print(note)
    print(f"De werkmap is bijgewerkt van indeling {layout} naar {LAYOUT}.")
    print("Maak de cijfers opnieuw met `peil publiceer`.")
    return DONE


def _rebuild(work: Path) -> "PublishResult":
    from pipelines import publish
    from pipelines.cli_telling import Progress
    from pipelines.lock import lock

    progress = Progress()
    with lock(work):
        result = publish.publish(work, progress, is_herbouw=True)
        publish.discard(work, keep=result.pad)
    progress.done()
    return result


def _content(manifest: "Manifest") -> str:
    count = manifest.leveringen
    parts = [f"{format_count(count)} {'levering' if count == 1 else 'leveringen'}"]
    if manifest.journaal is not None:
        entries = manifest.journaal
        parts.append(
            f"een journaal van {format_count(entries)} {'boeking' if entries == 1 else 'boekingen'}"
        )
    if manifest.grenzen:
        parts.insert(1, "geladen grenzen")
    if manifest.rapporten:
        reports = manifest.rapporten
        what = "vastgesteld rapport" if reports == 1 else "vastgestelde rapporten"
        parts.insert(1, f"{format_count(reports)} {what}")
    listed = f"{', '.join(parts[:-1])} en {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"{listed}, van {format_date(manifest.moment)}"


def _compare(manifest: "Manifest", inhoud: str) -> str:
    """Say whether the figures are those of the day of the backup, and if not, why that can be."""
    from pipelines.program import current_version

    found = manifest.publicatie
    if found is None:
        return "Bij de reservekopie was nog niets gepubliceerd; vergelijken kan niet."
    if found.inhoud == inhoud:
        return "De cijfers zijn dezelfde als bij het bewaren."
    if not manifest.is_published:
        why = "toen nog niet alles was gepubliceerd wat in de reservekopie staat"
    elif manifest.programma != current_version():
        why = f"de reservekopie met versie {manifest.programma} van het programma is gemaakt"
    else:
        why = "de catalogus, de gebieden of de rekenregels sindsdien zijn veranderd"
    return f"De cijfers zijn anders dan bij het bewaren. Dat kan komen doordat {why}."
