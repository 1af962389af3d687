"""What each command of ``peil`` does; text to read goes to stdout, progress to stderr.

What checks, publishes or reads figures is imported where it is used: the libraries behind it take
longer to start than most commands take.
"""

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime

from peil import places
from peil.export import align
from peil.numbers import format_count, format_date
from pipelines import (
    cli_backup,
    cli_boundaries,
    cli_calendar,
    cli_fetch,
    cli_register,
    cli_reports,
    cli_tables,
    cli_trace,
)
from pipelines.cards import Levering, deliveries
from pipelines.cli import DONE
from pipelines.cli_telling import Progress, count_rows, print_left_out
from pipelines.entries import read_entries, withdrawn
from pipelines.lock import lock


def run_demo(_: Namespace) -> int:
    """Fill the working folder with the example figures and publish them."""
    from pipelines import demo, publish
    from pipelines.demo.told import fix_report

    work, progress = places.work_root(), Progress()

    def publish_then(moment: datetime) -> None:
        with lock(work):
            publish.publish(work, progress, wie=demo.WHO, moment=moment)
        progress("Rapport vaststellen…")
        fix_report(work, places.data_root(), demo.WHO, moment)

    demo.load_demo(work, progress, publish_then)
    with lock(work):
        result = publish.publish(work, progress)
    progress.done()
    print(f"De demo staat klaar: {format_count(result.cijfers)} cijfers.")
    print("Een deel daarvan is fictief (verzonnen); dat staat er steeds bij.")
    return DONE


def run_check(arguments: Namespace) -> int:
    """Check a file and change nothing."""
    from pipelines.cli_files import check_file

    return check_file(arguments)


def run_load(arguments: Namespace) -> int:
    """Check a file and keep it in the register when it is right."""
    from pipelines.cli_files import load_file

    return load_file(arguments)


def run_publish(_: Namespace) -> int:
    """Make new figures of all leveringen."""
    from pipelines import publish, register

    work, progress = places.work_root(), Progress()
    with lock(work):
        result = publish.publish(work, progress)
        # Who loads next is not in it.
        count = len(register.counting(work))
    progress.done()
    print_left_out(result.weggelaten)
    print(
        f"Gepubliceerd: {format_count(result.cijfers)} cijfers "
        f"uit {count} {'levering' if count == 1 else 'leveringen'}."
    )
    return DONE


def run_deliveries(_: Namespace) -> int:
    """Print one line per levering."""
    work = places.work_root()
    cards = deliveries(work)
    gone = withdrawn(read_entries(work))
    if not cards:
        print("Er zijn nog geen leveringen. Laad er een met `peil laad`.", file=sys.stderr)
    rows = [
        [
            str(card.volgnr),
            format_date(card.geladen_op),
            card.bron,
            count_rows(card.regels),
            "ingetrokken" if card.id in gone else _kind(card),
            card.wie,
            f"sha256 {card.sha256[:12]}",
            card.bestand,
        ]
        for card in cards
    ]
    for line in align(rows, right={0, 3}):
        print(line)
    return DONE


def _kind(card: Levering) -> str:
    if card.is_oefening:
        return "oefening"
    return "fictief" if card.is_fictief else "echt"


def run_figures(arguments: Namespace) -> int:
    """Print published figures."""
    from pipelines.cli_figures import show_figures

    return show_figures(arguments)


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "demo": run_demo,
    "controleer": run_check,
    "laad": run_load,
    "publiceer": run_publish,
    "leveringen": run_deliveries,
    "herbouw": cli_register.run_rebuild,
    "standen": cli_register.run_standen,
    "intrekken": cli_register.run_withdraw,
    "opruimen": cli_register.run_clean_up,
    "cijfers": run_figures,
    "herkomst": cli_trace.run_origin,
    "verschil": cli_trace.run_difference,
    "rapport": cli_reports.run_report,
    "rapporten": cli_reports.run_reports,
    "kalender": cli_calendar.run_calendar,
    "bewaar": cli_backup.run_keep,
    "herstel": cli_backup.run_restore,
    "werkbij": cli_backup.run_upgrade,
    "grenzen": cli_boundaries.run_boundaries,
    "haal": cli_fetch.run_fetch,
    "tabel": cli_tables.run_table,
    "sjabloon": cli_tables.run_template,
}


def run(arguments: Namespace) -> int:
    """Do what was asked and return the exit code."""
    return COMMANDS[arguments.opdracht](arguments)
