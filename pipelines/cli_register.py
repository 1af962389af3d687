"""The commands on the register: ``herbouw``, ``standen``, ``intrekken`` and ``opruimen``."""

import re
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peil import places
from peil.clock import today
from peil.errors import PeilError
from peil.numbers import format_count, format_date, format_moment

if TYPE_CHECKING:
    from pipelines.cleanup import Voorstel
    from pipelines.register import Levering
    from pipelines.standen import StandResult


def add_commands(command: Any) -> None:
    """Add these commands to the parser."""
    again = command(
        "herbouw",
        "gooi de publicaties weg en bouw ze opnieuw uit leveringen en journaal",
        "De laatste regel is 'inhoud' met het kenmerk van alle gepubliceerde cijfers.\n"
        "Met dezelfde leveringen en hetzelfde journaal is dat op elke computer hetzelfde.\n"
        "Met --stand bouwt u een eerdere stand opnieuw: wat toen bekend was, met de catalogus\n"
        "van toen. De publicatie van nu blijft dan staan.",
        ["peil herbouw", "peil herbouw --stand 2026-02-02", "peil herbouw --stand 24"],
    )
    again.add_argument(
        "--stand",
        metavar="DATUM",
        help="de stand van een dag (2026-02-02), of een nummer uit `peil standen`",
    )
    command(
        "standen",
        "toon alle publicaties die er zijn geweest, één per regel",
        "De kolommen: nummer, moment, aantal cijfers, versie, kenmerk, wie en of ze klaarstaat.",
        ["peil standen"],
    )
    back = command(
        "intrekken",
        "laat een levering niet meer meetellen",
        "Het bestand blijft bewaard, met de reden. Wat de levering verving, telt weer mee.\n"
        "Daarna maakt `peil publiceer` dat zichtbaar.",
        ['peil intrekken 12 --reden "de partner leverde het verkeerde jaar"'],
    )
    back.add_argument("levering", metavar="NUMMER", help="een nummer uit `peil leveringen`")
    back.add_argument(
        "--reden", required=True, metavar="REDEN", help="waarom; dit wordt voor altijd bewaard"
    )
    clean = command(
        "opruimen",
        "toon welke leveringen lang genoeg zijn bewaard, en verwijder ze als u dat zegt",
        "Hoe lang een levering blijft, staat per bron in de catalogus. Zonder --verwijder\n"
        "verandert er niets. Wat is verwijderd, blijft op naam bekend, met wie, wanneer en waarom.",
        ["peil opruimen", 'peil opruimen --verwijder "bewaartermijn voorbij"'],
    )
    clean.add_argument(
        "--verwijder", metavar="REDEN", help="verwijder wat geen cijfer meer draagt, met deze reden"
    )
    clean.add_argument(
        "--ook-tellend",
        action="store_true",
        help="verwijder ook leveringen die nog cijfers dragen; die verdwijnen uit het dashboard",
    )


def run_rebuild(arguments: Namespace) -> int:
    """Build the publication again, or an earlier stand, and print its content hash."""
    from pipelines import publish
    from pipelines.cli import DONE
    from pipelines.cli_telling import Progress, print_left_out
    from pipelines.lock import lock

    work, progress = places.work_root(), Progress()
    if arguments.stand is not None:
        return _rebuild_stand(work, arguments.stand)
    with lock(work):
        # The old publication goes only when the new one stands: readers never find nothing.
        result = publish.publish(work, progress, is_herbouw=True)
        publish.discard(work, keep=result.pad)
    progress.done()
    print_left_out(result.weggelaten)
    print(f"Opnieuw gebouwd: {format_count(result.cijfers)} cijfers.")
    print(f"inhoud {result.inhoud}")
    return DONE


def _rebuild_stand(work: Path, text: str) -> int:
    from pipelines.cli import DONE
    from pipelines.cli_telling import Progress, print_left_out
    from pipelines.standen import build_stand

    progress = Progress()
    result = build_stand(work, read_stand(text), progress)
    progress.done()
    print_left_out(result.weggelaten)
    for line in _tell_stand(result):
        print(line)
    return DONE


def _tell_stand(result: "StandResult") -> list[str]:
    stand = result.stand
    when = format_moment(stand.moment)
    same = "De cijfers zijn dezelfde als toen." if not result.verklaring else result.verklaring
    return [
        f"Stand {stand.nummer} van {when} is opnieuw gebouwd: {result.pad}",
        same,
        *([] if not result.verklaring else [f"inhoud toen {result.inhoud_toen}"]),
        f"inhoud {result.inhoud_nu}",
    ]


def read_stand(text: str) -> date | int:
    """Return which stand was asked: a day or a number.

    Raises:
        WrongUse: it is neither.
    """
    from pipelines.cli import WrongUse

    if re.fullmatch(r"\d{1,6}", text, re.ASCII):
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(
            f"'{text}' is geen dag en geen nummer. Schrijf een dag als 2025-11-01, of kies een "
            "nummer uit `peil standen`."
        ) from error


def run_standen(_: Namespace) -> int:
    """Print one line per publication."""
    import sys

    from peil.export import align
    from pipelines.cli import DONE
    from pipelines.standen import list_standen

    standen = list_standen(places.work_root())
    if not standen:
        print("Er is nog geen stand. Die ontstaat bij elke `peil publiceer`.", file=sys.stderr)
    rows = [
        [
            str(stand.nummer),
            format_moment(stand.moment),
            f"{format_count(stand.cijfers)} cijfers",
            f"versie {stand.versie}",
            f"inhoud {stand.inhoud[:12]}",
            stand.wie,
            "staat klaar" if stand.is_gebouwd else "",
        ]
        for stand in standen
    ]
    for line in align(rows, right={0, 2}):
        print(line.rstrip())
    return DONE


def run_withdraw(arguments: Namespace) -> int:
    """Let a levering count no longer."""
    from peil import access
    from pipelines import register
    from pipelines.cli import DONE

    work = places.work_root()
    card = _find(work, arguments.levering)
    register.withdraw(work, card.id, arguments.reden, access.os_viewer().naam)
    print(f"Levering {card.volgnr} ({card.bestand}) is ingetrokken. Het bestand blijft bewaard.")
    print("Maak het zichtbaar met `peil publiceer`.")
    return DONE


def _find(work: Path, text: str) -> "Levering":
    from pipelines import register
    from pipelines.cli import WrongUse

    for card in register.deliveries(work):
        if text in (str(card.volgnr), card.id):
            return card
    raise WrongUse(f"Levering '{text}' bestaat niet. De nummers staan in `peil leveringen`.")


def run_clean_up(arguments: Namespace) -> int:
    """Show what was kept long enough, and remove it when told so."""
    from peil.areas import load_areas
    from peil.catalogue import load_catalogue
    from peil.export import align
    from pipelines.cleanup import propose
    from pipelines.cli import DONE, WrongUse

    if arguments.ook_tellend and arguments.verwijder is None:
        raise WrongUse('--ook-tellend hoort bij --verwijder "reden". Er is niets veranderd.')
    work = places.work_root()
    found = propose(work, load_catalogue(), load_areas(), today())
    if not found:
        print("Er is niets op te ruimen: elke levering valt nog binnen haar bewaartermijn.")
        return DONE
    for line in align([_row(one) for one in found], right={0}):
        print(line)
    if arguments.verwijder is None:
        print('Er is niets veranderd. Verwijderen gaat met --verwijder "reden".')
        return DONE
    return _remove(work, found, arguments.verwijder, arguments.ook_tellend)


def _row(one: "Voorstel") -> list[str]:
    count = format_count(one.cellen)
    carries = f"draagt nog {count} {'cijfer' if one.cellen == 1 else 'cijfers'}"
    idle = "ingetrokken" if one.is_ingetrokken else "telt niet meer mee"
    return [
        str(one.levering.volgnr),
        one.levering.bron,
        f"bewaren tot {format_date(one.tot)}",
        carries if one.cellen else idle,
        one.levering.bestand,
    ]


def _remove(work: Path, found: "list[Voorstel]", reason: str, is_all: bool) -> int:
    from peil import access
    from pipelines.cleanup import clean_up
    from pipelines.cli import DONE

    chosen = [one.levering for one in found if is_all or not one.cellen]
    if not chosen:
        raise PeilError(
            "Alles wat voorbij zijn termijn is, draagt nog cijfers. Er is niets verwijderd. "
            "Met --ook-tellend verwijdert u het toch; die cijfers verdwijnen uit het dashboard."
        )
    clean_up(work, chosen, reason, access.os_viewer().naam)
    count = format_count(len(chosen))
    print(f"{count} {'levering is' if len(chosen) == 1 else 'leveringen zijn'} verwijderd.")
    print("Oude reservekopieën bevatten deze bestanden nog: ruim die zelf op.")
    if is_all:
        print("Maak het zichtbaar met `peil publiceer`.")
    return DONE
