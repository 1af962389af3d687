"""What each command of ``peil`` does; text to read goes to stdout, progress to stderr.

What publishes or reads figures is imported where it is used: the libraries behind it take longer
to start than checking a file takes.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from peil import access, export, places
from peil.bronnen import Bron
from peil.catalogue import load_catalogue
from peil.errors import Finding, GeenToegang, PeilError
from peil.numbers import format_count, format_date
from peil.personal import find_personal, plain_text
from pipelines import (
    cli_backup,
    cli_boundaries,
    cli_calendar,
    cli_fetch,
    cli_norm,
    cli_register,
    cli_reports,
    cli_tables,
    cli_trace,
    register,
)
from pipelines.check import Checked, Outcome, find_bron, lines
from pipelines.cli import DONE, WRONG_INPUT, WrongUse
from pipelines.cli_findings import write_findings
from pipelines.entries import withdrawn
from pipelines.lock import lock
from pipelines.normsheet import Sheet
from pipelines.private_words import find_private_name
from pipelines.read import read_file


class Progress:
    """Shows where long work is: one line that is rewritten on a terminal, else a line a step."""

    def __init__(self) -> None:
        """Find out once whether someone is watching."""
        self._is_terminal = sys.stderr.isatty()

    def __call__(self, text: str) -> None:
        """Show a step."""
        line = f"\r\033[K{text}" if self._is_terminal else f"{text}\n"
        print(line, end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Wipe the line, so that the outcome stands alone."""
        if self._is_terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def run_demo(_: Namespace) -> int:
    """Fill the working folder with the example figures and publish them."""
    from pipelines import demo, publish

    work, progress = places.work_root(), Progress()

    def publish_then(moment: datetime) -> None:
        with lock(work):
            publish.publish(work, progress, wie=demo.WHO, moment=moment)

    demo.load_demo(work, progress, publish_then)
    with lock(work):
        result = publish.publish(work, progress)
    progress.done()
    print(f"De demo staat klaar: {format_count(result.cijfers)} cijfers.")
    print("Een deel daarvan is fictief (verzonnen); dat staat er steeds bij.")
    return DONE


def run_check(arguments: Namespace) -> int:
    """Check a file and change nothing."""
    content, bron = _given(arguments)
    name = _file_name(arguments)
    found = _check(content, name, bron, arguments.periode)
    _print_findings(found, arguments.periode)
    write_findings(arguments, content, name, found, bron)
    if found.errors:
        print(_count_findings(found), file=sys.stderr)
        return WRONG_INPUT
    if found.warnings:
        print(f'{_count_findings(found)} Laden kan alleen met --bevestig "reden".', file=sys.stderr)
        return WRONG_INPUT
    print(f"{name} is in orde: {_rows(found.regels)}.")
    return DONE


def run_load(arguments: Namespace) -> int:
    """Check a file and keep it in the register when it is right."""
    content, bron = _given(arguments)
    work, name = places.work_root(), _file_name(arguments)
    said = _already_loaded(work, content, name, bron, arguments.periode)
    if said:
        print(said)
        return DONE
    reason = _reason(arguments)
    found = _check(content, name, bron, arguments.periode)
    _print_findings(found, arguments.periode)
    write_findings(arguments, content, name, found, bron)
    if found.errors or (found.warnings and not reason):
        advice = "" if found.errors else ' Laad het met --bevestig "reden" als het toch klopt.'
        print(f"{_count_findings(found)} Er is niets geladen.{advice}", file=sys.stderr)
        return WRONG_INPUT
    if isinstance(found, Sheet):
        print(cli_norm.keep_sheet(work, content, name, found, reason))
        return DONE
    card = register.accept(
        work,
        content,
        name,
        bron.slug,
        access.os_viewer().naam,
        bevestiging=reason,
        regels=found.regels,
        bevindingen=found.findings,
        vorm=found.vorm,
        periode=arguments.periode,
    )
    print(f"Geladen als levering {card.volgnr}: {name}, {_rows(card.regels)}.")
    print("Maak de cijfers zichtbaar met `peil publiceer`.")
    return DONE


def _reason(arguments: Namespace) -> str:
    """Return why doubt was put aside; it is kept for ever beside the file."""
    person = find_personal(arguments.bevestig)
    if person:
        raise PeilError(
            f"Bij --bevestig staat {person}. Er is niets geladen. "
            "Haal het weg en noem alleen een functie."
        )
    return plain_text(arguments.bevestig).strip()


def _already_loaded(work: Path, content: bytes, name: str, bron: Bron, periode: str) -> str:
    """Return what to say when exactly this file was loaded before, else nothing."""
    if bron.soort == "norm":
        return cli_norm.sheet_already_loaded(work, content, name)
    same = register.find_same(work, content, bron.slug, periode)
    if same is None:
        return ""
    later = [d for d in register.deliveries(work) if d.bron == same.bron and d.volgnr > same.volgnr]
    note = (
        f" Daarna kwam levering {later[-1].volgnr} van deze bron; die gaat voor." if later else ""
    )
    return (
        f"{name} is al geladen op {format_date(same.geladen_op)} als levering {same.volgnr}. "
        f"Er verandert niets.{note}"
    )


def _given(arguments: Namespace) -> tuple[bytes, Bron]:
    """Return the file's bytes and the bron that a command was asked for.

    The name of the file is kept for ever: it is judged first, and a wrong one never repeated.
    """
    person = find_private_name(_file_name(arguments))
    if person:
        raise PeilError(
            f"In de naam van het bestand staat {person}. Er is niets gelezen. "
            "Geef het bestand een andere naam, zoals meldingen-2026.csv."
        )
    catalogue = load_catalogue()
    try:
        bron = find_bron(catalogue, arguments.bron)
    except PeilError as error:
        raise WrongUse(str(error)) from error
    path = Path(arguments.bestand)
    try:
        return read_file(path), bron
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WrongUse(f"Het bestand '{path}' bestaat niet. Kijk de naam en de map na.") from error
    except IsADirectoryError as error:
        raise WrongUse(f"'{path}' is een map. Geef een CSV-, XLSX- of JSON-bestand op.") from error
    except PermissionError as error:
        raise GeenToegang(
            f"U mag het bestand '{path}' niet lezen. Vraag de eigenaar om toegang."
        ) from error


def _file_name(arguments: Namespace) -> str:
    """Return the name of the delivered file on one line; bytes that are no text become a mark."""
    name = os.fsencode(Path(arguments.bestand).name).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else " " for c in name)


def _rows(count: int) -> str:
    return f"{format_count(count)} {'regel' if count == 1 else 'regels'}"


def _check(content: bytes, name: str, bron: Bron, periode: str) -> Checked | Sheet:
    from pipelines.deliver import examine

    progress = Progress()
    progress(f"{name} controleren…")
    if bron.soort == "norm":
        found = cli_norm.check_norm_sheet(content, name)
    else:
        found = examine(places.work_root(), content, name, bron, periode)
    progress.done()
    return found


def _print_findings(found: Outcome, periode: str) -> None:
    for line in lines(found.findings):
        print(line)
    if isinstance(found, Checked) and found.vraagt_periode and not periode:
        print("Geef de periode op met --periode, zoals: --periode 2024", file=sys.stderr)


def _count_findings(found: Outcome) -> str:
    counts = [
        (len(found.errors), "fout", "fouten"),
        (len(found.warnings), "waarschuwing", "waarschuwingen"),
    ]
    parts = [f"{format_count(n)} {one if n == 1 else many}" for n, one, many in counts if n]
    return f"{' en '.join(parts)} gevonden."


def run_publish(_: Namespace) -> int:
    """Make new figures of all leveringen."""
    from pipelines import publish

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


def print_left_out(findings: tuple[Finding, ...]) -> None:
    """Say which rows of earlier leveringen were not published, and why."""
    for finding in findings:
        print(f"Niet gepubliceerd: {finding}", file=sys.stderr)


def run_deliveries(_: Namespace) -> int:
    """Print one line per levering."""
    work = places.work_root()
    cards = register.deliveries(work)
    gone = withdrawn(register.entries(work))
    if not cards:
        print("Er zijn nog geen leveringen. Laad er een met `peil laad`.", file=sys.stderr)
    rows = [
        [
            str(card.volgnr),
            format_date(card.geladen_op),
            card.bron,
            _rows(card.regels),
            "ingetrokken" if card.id in gone else _kind(card),
            card.wie,
            f"sha256 {card.sha256[:12]}",
            card.bestand,
        ]
        for card in cards
    ]
    for line in export.align(rows, right={0, 3}):
        print(line)
    return DONE


def _kind(card: register.Levering) -> str:
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
