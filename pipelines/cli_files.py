"""``peil controleer`` and ``peil laad``: a delivered file, judged and kept."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from peil import access, places
from peil.bronnen import Bron
from peil.catalogue import load_catalogue
from peil.errors import GeenToegang, PeilError
from peil.numbers import format_count, format_date
from peil.personal import find_personal, plain_text
from pipelines import cli_norm, register
from pipelines.check import Checked, Outcome, find_bron, lines
from pipelines.cli import DONE, WRONG_INPUT, WrongUse
from pipelines.cli_findings import write_findings
from pipelines.cli_telling import Progress, count_rows
from pipelines.normsheet import Sheet
from pipelines.private_words import find_private_name
from pipelines.read import read_file


def check_file(arguments: Namespace) -> int:
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
    print(f"{name} is in orde: {count_rows(found.regels)}.")
    return DONE


def load_file(arguments: Namespace) -> int:
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
    print(f"Geladen als levering {card.volgnr}: {name}, {count_rows(card.regels)}.")
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
