"""``peil rapport`` and ``peil rapporten``: make the yearly report of a gebied, and keep it."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any, Final

from peil.editions import RAPPORTNIVEAUS, UITGAVEN, VORMEN

if TYPE_CHECKING:
    from peil.desk import Desk
    from pipelines.loket import JournalLoket
    from pipelines.report_runs import Bron, Taak, Uitkomst

_ALL: Final = "alles"
_EARLIER: Final = (
    "Vaststellen kan alleen met de cijfers van nu, niet met die van een eerdere stand."
)


def add_commands(command: Any) -> None:
    """Add these commands to the parser."""
    report = command(
        "rapport",
        "maak het jaarrapport van een gemeente, district of eenheid",
        "Een rapport hoort bij een publicatie: wat daarna is ingevoerd, staat er niet in.\n"
        "Is het al vastgesteld, dan krijgt u de bestanden die toen zijn bewaard.\n"
        "De raadsbrief is openbaar: daar staan geen vertrouwelijke cijfers of teksten in.",
        [
            "peil rapport GEBIED --jaar 2024 --uit rapporten",
            "peil rapport GEBIED --uitgave raadsbrief --uit rapporten",
            "peil rapport --alle gemeente --jaar 2024 --vorm pdf --uit rapporten",
            "peil rapport GEBIED --jaar 2024 --stel-vast --uit rapporten",
        ],
    )
    _add_choices(report)
    report.add_argument(
        "--stand", metavar="STAND", help="maak het met een eerdere stand: een nummer of een dag"
    )
    report.add_argument(
        "--concept", action="store_true", help="maak een concept, ook als er een vastgesteld is"
    )
    report.add_argument(
        "--stel-vast", action="store_true", help="stel het rapport vast en bewaar het voor altijd"
    )
    report.add_argument(
        "--reden", metavar="REDEN", default="", help="waarom er een nieuwe versie komt"
    )
    command(
        "rapporten",
        "toon welke rapporten zijn vastgesteld, één per regel",
        "De kolommen: nummer, gebied, jaar, versie, dag, stand, wie, soort en de reden.",
        ["peil rapporten"],
    )


def _add_choices(report: ArgumentParser) -> None:
    """Add of what a report is asked, in which form, and where it comes."""
    report.add_argument("gebied", metavar="GEBIED", nargs="?", help="code of naam van één gebied")
    report.add_argument(
        "--alle",
        nargs="?",
        const=_ALL,
        choices=(*RAPPORTNIVEAUS, _ALL),
        help="van elk gebied, of van alle gebieden van één niveau",
    )
    report.add_argument(
        "--jaar", metavar="J", help="het jaar van de cijfers; standaard het nieuwste"
    )
    report.add_argument(
        "--uit", metavar="MAP", required=True, help="de map waar de bestanden komen"
    )
    report.add_argument("--uitgave", choices=UITGAVEN, default="rapport", help="standaard: rapport")
    report.add_argument(
        "--vorm",
        choices=(*VORMEN, "alle"),
        help="standaard: alle bij een rapport, pdf bij een korte uitgave",
    )


def run_report(arguments: Namespace) -> int:
    """Make the reports that were asked; one that fails stops no other."""
    # Imported only now: `peil --help` then answers at once.
    from pipelines.cli_report_tasks import require_use, say_limit, tasks
    from pipelines.report_runs import open_loket

    require_use(arguments)
    bron = _source(arguments)
    loket = open_loket(bron)
    desk = loket.desk
    assert desk is not None  # it was just opened
    _say_typed_later(loket, desk)
    say_limit(arguments)
    asked = tasks(arguments, loket, desk)
    return _run_one(loket, asked[0]) if arguments.gebied else _run_all(bron, asked)


def _source(arguments: Namespace) -> "Bron":
    from peil import access, places
    from pipelines.report_runs import Bron

    work, viewer = places.work_root(), access.os_viewer()
    if not arguments.stand:
        return Bron(work, viewer)
    from pipelines import look_back
    from pipelines.cli_register import read_stand
    from pipelines.cli_telling import Progress

    progress = Progress()
    stand = look_back.find_stand(work, read_stand(arguments.stand))
    path = look_back.snapshot_of(work, stand.nummer, progress)
    progress.done()
    return Bron(work, viewer, path, _EARLIER)


def _say_typed_later(loket: "JournalLoket", desk: "Desk") -> None:
    """Say that the journal went on after the publication: a report does not hold that."""
    later = loket.journal.position() - desk.snapshot.journaal
    if later > 0 and not loket.alleen_lezen:
        print(
            "Let op: na de publicatie is er nog iets ingevoerd. Dat staat niet in het rapport. "
            "Publiceer eerst als het er wel in moet.",
            file=sys.stderr,
        )


def _run_one(loket: "JournalLoket", task: "Taak") -> int:
    from pipelines.cli import DONE
    from pipelines.cli_telling import Progress
    from pipelines.report_runs import do

    progress = Progress()
    progress(f"{task.naam}…")
    found = do(loket, task)
    progress.done()
    if found.melding:
        print(found.melding, file=sys.stderr)
    print("\n".join(map(str, found.bestanden)))
    return DONE


def _run_all(bron: "Bron", tasks: list["Taak"]) -> int:
    from pipelines.cli import DONE, WRONG_INPUT
    from pipelines.cli_telling import Progress
    from pipelines.report_runs import work_off

    progress, found = Progress(), list["Uitkomst"]()
    for one in work_off(bron, tasks):
        found.append(one)
        progress(f"{len(found)} van {len(tasks)}: {one.taak.naam}…")
    progress.done()
    failed = [one for one in found if one.fout]
    for line in (
        *(one.melding for one in found if one.melding),
        *(f"Niet gelukt: {one.taak.naam} ({one.taak.code}): {one.fout}" for one in failed),
    ):
        print(line, file=sys.stderr)
    files = sum(len(one.bestanden) for one in found)
    print(
        f"Gemaakt: {len(found) - len(failed)} van {len(tasks)}, samen {files} bestanden "
        f"in {tasks[0].uit}."
    )
    return WRONG_INPUT if failed else DONE


def run_reports(_: Namespace) -> int:
    """Print one line per report that was vastgesteld."""
    from peil import access, places
    from peil.areas import load_areas
    from peil.export import align
    from peil.numbers import format_date
    from pipelines import kept_reports
    from pipelines.cli import DONE

    areas, viewer = load_areas(), access.os_viewer()
    found = kept_reports.kept(places.work_root())
    found = [entry for entry in found if kept_reports.may_read(entry, viewer)]
    if not found:
        print("Er is nog geen rapport vastgesteld. Dat kan met --stel-vast.", file=sys.stderr)
    rows = [
        [
            str(entry.volgnr),
            areas.get(entry.gebied).naam if areas.knows(entry.gebied) else entry.gebied,
            str(entry.jaar),
            f"versie {entry.versie}",
            format_date(entry.vastgesteld_op),
            f"stand {entry.stand}",
            entry.wie,
            "fictief" if entry.is_fictief else "echt",
            entry.reden,
        ]
        for entry in found
    ]
    for line in align(rows, right={0}):
        print(line)
    return DONE
