"""The commands that write a table for others: ``tabel`` and ``sjabloon``."""

import re
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peil.errors import PeilError
from peil.numbers import format_number

if TYPE_CHECKING:
    from peil.periods import Period
    from pipelines.accountability import Filled, Verantwoording


def add_commands(command: Any) -> None:
    """Add these commands to the parser."""
    table = command(
        "tabel",
        "maak de landelijke verantwoordingstabel van de gepubliceerde cijfers",
        "Alleen de kolom van het eigen RIEC. Bij elke lege cel staat waarom zij leeg is.\n"
        "Fictieve en voorlopige cijfers staan zo aangegeven. Met --uit krijgt u per tabel een CSV.",
        ["peil tabel riec-liec --jaar 2023", "peil tabel riec-liec --jaar 2023 --uit tabellen"],
    )
    table.add_argument("naam", metavar="TABEL", help="zoals riec-liec")
    table.add_argument("--jaar", required=True, metavar="JAAR", help="zoals 2023")
    table.add_argument("--uit", metavar="MAP", help="de map waarin de CSV-bestanden komen")
    blank = command(
        "sjabloon",
        "maak het lege werkboek dat een partner kan invullen",
        "In de eigen vorm van de bron als die er een heeft, anders in het vaste formaat. De kop\n"
        "ligt vast, de gebieden staan erin en er zijn keuzelijsten en een blad met uitleg.\n"
        "Zonder --periode wordt het de laatste periode die voorbij is.",
        ["peil sjabloon mma", "peil sjabloon fiu --periode 2025 --uit fiu-2025.xlsx"],
    )
    blank.add_argument("bron", metavar="BRON", help="wie het bestand gaat leveren, zoals mma")
    blank.add_argument("--periode", metavar="P", help="2025, 2025-K1 of 2025-03")
    blank.add_argument("--vorm", metavar="VORM", default="", help="een andere vorm van deze bron")
    blank.add_argument("--uit", metavar="BESTAND", help="waar het werkboek komt")


def run_table(arguments: Namespace) -> int:
    """Print the tables of a year, or write them as CSV."""
    from peil.desk import open_desk
    from pipelines import accountability
    from pipelines.cli import DONE, WrongUse

    if not re.fullmatch(r"(19|20)\d\d", arguments.jaar, re.ASCII):
        raise WrongUse(f"Bij --jaar staat '{arguments.jaar}'. Schrijf een jaar, zoals 2023.")
    desk, jaar = open_desk(), int(arguments.jaar)
    if arguments.naam not in (known := accountability.names()):
        raise WrongUse(
            f"De tabel '{arguments.naam}' bestaat niet. Kies uit: {', '.join(known) or 'geen'}."
        )
    declared = accountability.load(arguments.naam, desk.catalogue)
    filled = accountability.fill(desk, declared, jaar)
    if arguments.uit:
        tables = {
            blad.nummer: accountability.lay_out(declared, blad, filled[blad.nummer])
            for blad in declared.tabel
        }
        _write(Path(arguments.uit), declared, jaar, tables)
    else:
        _print(declared, jaar, filled)
    cells = [found for group in filled.values() for found in group]
    count = sum(found.waarde is not None for found in cells)
    print(f"{count} van de {len(cells)} cellen zijn gevuld.")
    if any(found.is_fictief for found in cells):
        print("Let op: er staan fictieve (verzonnen) cijfers in. Stuur deze tabel niet op.")
    return DONE


def _print(declared: "Verantwoording", jaar: int, filled: "dict[int, list[Filled]]") -> None:
    """Print a line per cell: what it is, its value and what must be said of it."""
    from peil import export

    for blad in declared.tabel:
        is_list = blad.langs == "regels"
        rows = [
            [
                *([found.cel.nummer] if is_list else []),
                found.cel.titel,
                _shown(found.waarde),
                found.opmerking,
            ]
            for found in filled[blad.nummer]
        ]
        header = [*(["regel"] if is_list else []), "omschrijving", declared.naam_gebied]
        print(f"Tabel {blad.nummer}. {blad.titel}, {jaar}")
        right = {len(header) - 1}
        print("\n".join(export.align([[*header, "opmerking"], *rows], right)), end="\n\n")


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return format_number(value, 0 if value.is_integer() else 2)


def _write(
    folder: Path, declared: "Verantwoording", jaar: int, tables: dict[int, list[list[object]]]
) -> None:
    """Write a CSV per table; what is there already is not overwritten.

    Raises:
        PeilError: the folder cannot be made or a file exists.
    """
    from peil import export

    paths = {n: folder / f"{declared.naam}-{jaar}-tabel{n}.csv" for n in tables}
    _refuse_existing([path for path in paths.values() if path.exists()])
    if folder.exists() and not folder.is_dir():
        raise PeilError(f"'{folder}' is een bestand. Geef een map op.")
    folder.mkdir(parents=True, exist_ok=True)
    for number, rows in tables.items():
        paths[number].write_text(export.rows_csv(rows), "utf-8")
        print(f"Geschreven: {paths[number]}")


def _refuse_existing(paths: Sequence[Path]) -> None:
    from pipelines.cli import WrongUse

    if paths:
        raise WrongUse(
            f"{paths[0]} bestaat al; er is niets overschreven. Kies een andere plek of naam."
        )


def run_template(arguments: Namespace) -> int:
    """Write the empty workbook of a bron."""
    from peil.areas import load_areas
    from peil.catalogue import load_catalogue
    from peil.clock import today
    from pipelines import template
    from pipelines.check import find_bron
    from pipelines.cli import DONE, WrongUse
    from pipelines.form_places import told_period
    from pipelines.template_book import write_book

    catalogue = load_catalogue()
    try:
        bron = find_bron(catalogue, arguments.bron)
        periode = _periode(arguments.periode) or template.newest(bron, today())
        layout = template.lay_out(bron, catalogue, load_areas(), periode, arguments.vorm)
    except PeilError as error:
        raise WrongUse(str(error)) from error
    path = Path(arguments.uit) if arguments.uit else Path(layout.bestand)
    if path.is_dir():
        path /= layout.bestand
    _refuse_existing([path] if path.exists() else [])
    if not path.parent.is_dir():
        raise WrongUse(f"De map '{path.parent}' bestaat niet. Maak haar of kies een andere plek.")
    path.write_bytes(write_book(layout, template.last_day(bron, periode)))
    print(f"Geschreven: {path}, voor {bron.titel} over {periode.label}.")
    if layout.vorm is not None and layout.vorm.periode.uit == "bestandsnaam":
        named = told_period(layout.vorm, path.name) == str(periode)
        print(
            "Laat de periode in de naam van het bestand staan: daaraan herkennen wij haar."
            if named
            else f"In deze naam staat de periode niet. Geef het bestand de naam {layout.bestand} "
            "als u het levert: aan de naam herkennen wij de periode."
        )
    others = [v.naam for v in bron.vorm if "xlsx" in v.bestand and v is not layout.vorm]
    if others:
        print(f"Andere vormen van deze bron (met --vorm): {', '.join(others)}.")
    return DONE


def _periode(text: str | None) -> "Period | None":
    from peil.periods import parse_period
    from pipelines.cli import WrongUse

    if text is None:
        return None
    try:
        return parse_period(text)
    except ValueError as error:
        raise WrongUse(f"Bij --periode: {error}.") from error
