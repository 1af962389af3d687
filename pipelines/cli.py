"""The command line of ``peil``: what can be asked, explained in Dutch."""

import argparse
import difflib
import re
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from peil.errors import PeilError
from peil.terms import NIVEAUS
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

DONE: Final = 0
WRONG_INPUT: Final = 1
WRONG_USE: Final = 2
NO_ACCESS: Final = 3


class WrongUse(PeilError):
    """The command was asked in a way that cannot work: an unknown bron, indicator or file."""


_EPILOG = """\
voorbeelden:
  peil demo
  peil controleer meldingen.xlsx --bron mma
  peil laad meldingen.xlsx --bron mma
  peil publiceer
  peil cijfers --indicator DR-01 --niveau gemeente --periode 2023

De werkbestanden staan in $PEIL_DATA (zonder die instelling: ./var).
Uitkomst: 0 gelukt, 1 de invoer klopt niet, 2 verkeerd gebruik, 3 geen toegang.
Meer over één opdracht: peil OPDRACHT --help"""

_HEADINGS = {
    "positional arguments": "argumenten",
    "options": "opties",
    "optional arguments": "opties",
}
#: The parser's own messages, and the same in Dutch.
_MESSAGES = (
    (r"the following arguments are required: (.*)", "dit ontbreekt nog: {0}"),
    (r"unrecognized arguments: (.*)", "dit is onbekend: {0}"),
    (
        r"argument (.*?): invalid choice: '?(.*?)'? \((?:choose from|maybe).*",
        "'{1}' kan niet bij {0}",
    ),
    (r"argument (.*?): expected one argument", "bij {0} hoort een waarde"),
    (r"argument (.*?): ignored explicit argument '?(.*?)'?", "bij {0} hoort geen waarde"),
)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help with Dutch headings."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Start the usage line with ``gebruik:``."""
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Name a section in Dutch."""
        super().start_section(_HEADINGS.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """A parser whose usage, help and errors are Dutch."""

    def __init__(
        self,
        prog: str | None = None,
        description: str | None = None,
        epilog: str | None = None,
        **_: object,
    ) -> None:
        """Make a parser with its own, Dutch ``--help`` and without guessing at half options."""
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg en stop")

    def error(self, message: str) -> NoReturn:
        """Say in Dutch what is wrong with the command and stop with exit code 2."""
        text = f"{dutch(message)}{self._suggestion(message)}"
        self.exit(
            WRONG_USE,
            f"{self.format_usage()}{self.prog}: {text}. Bekijk `{self.prog} --help`.\n",
        )

    def _suggestion(self, message: str) -> str:
        """Name the choices behind an invalid one, and the one that looks most like it."""
        found = re.fullmatch(_MESSAGES[2][0], message)
        if not found:
            return ""
        choices = self._choices(found[1])
        near = difflib.get_close_matches(found[2], choices, n=1)
        hint = f"; bedoelt u '{near[0]}'?" if near else ""
        return (
            f"{hint} Kies uit: {', '.join(choices)}"
            if hint
            else f"; kies uit: {', '.join(choices)}"
        )

    def _choices(self, name: str) -> list[str]:
        for action in self._actions:
            if name in ("/".join(action.option_strings), action.metavar, action.dest):
                return [str(choice) for choice in action.choices or ()]
        return []


def dutch(message: str) -> str:
    """Return a message of the parser in Dutch."""
    for pattern, text in _MESSAGES:
        found = re.fullmatch(pattern, message)
        if found:
            return text.format(*found.groups())
    return "de opdracht is niet goed ingevuld"


def build_parser() -> Parser:
    """Return the parser of ``peil`` with all its commands."""
    parser = Parser(
        prog="peil",
        description="Van leveringen naar cijfers: controleren, laden, publiceren en opvragen.",
        epilog=_EPILOG,
    )
    commands = parser.add_subparsers(
        title="opdrachten", dest="opdracht", metavar="OPDRACHT", required=True
    )

    def command(name: str, text: str, more: str, examples: Iterable[str]) -> Parser:
        epilog = "\n".join(["voorbeelden:", *(f"  {example}" for example in examples)])
        return commands.add_parser(
            name, help=text, description=f"{text[0].upper()}{text[1:]}.\n{more}", epilog=epilog
        )

    command(
        "demo",
        "vul de werkmap met voorbeeldcijfers en publiceer ze",
        "De openbare cijfers zijn echt. De rest is fictief en staat zo aangegeven.\n"
        "Wat er al in de werkmap staat, blijft staan. U kunt dit zo vaak doen als u wilt.",
        ["peil demo", "PEIL_DATA=/tmp/proef peil demo"],
    )
    _add_file_commands(command)
    command(
        "publiceer",
        "maak van alle leveringen nieuwe cijfers voor het dashboard",
        "Een dashboard dat al draait, toont ze vanzelf.",
        ["peil publiceer"],
    )
    command(
        "leveringen",
        "toon alle geladen leveringen, één per regel",
        "De kolommen: nummer, datum, bron, aantal regels, soort, wie, kenmerk en bestand.",
        ["peil leveringen"],
    )
    cli_register.add_commands(command)
    _add_figures(command)
    cli_trace.add_commands(command)
    cli_reports.add_commands(command)
    cli_calendar.add_commands(command)
    cli_backup.add_commands(command)
    cli_boundaries.add_commands(command)
    cli_fetch.add_commands(command)
    cli_tables.add_commands(command)
    return parser


def _add_file_commands(command: Any) -> None:
    check = command(
        "controleer",
        "controleer een bestand zonder het te laden",
        "U krijgt alle bevindingen tegelijk, één per regel:\n"
        "bestand:regel:kolom: wat er mis is; wat te doen",
        [
            "peil controleer meldingen.xlsx --bron mma",
            "peil controleer meldingen.xlsx --bron mma --bevindingen terug-naar-mma.xlsx",
        ],
    )
    load = command(
        "laad",
        "controleer een bestand en laad het als het klopt",
        "Bij een fout verandert er niets. Een latere levering vervangt dezelfde cijfers van een\n"
        "eerdere; de eerdere blijft bewaard. Daarna maakt `peil publiceer` de cijfers zichtbaar.\n"
        "Een normblad (--bron norm) heeft de kolommen gemeente, item, oordeel, antwoord,\n"
        "peildatum, bewijs, beoordelaar, geldig_tot en toelichting, en als u wilt normversie.\n"
        "De oordelen komen in het journaal.",
        [
            "peil laad meldingen.xlsx --bron mma",
            "peil laad normblad.xlsx --bron norm",
            'peil laad meldingen.xlsx --bron mma --bevestig "de partner heeft dit nagekeken"',
        ],
    )
    for parser in (check, load):
        parser.add_argument("bestand", metavar="BESTAND", help="een CSV-, XLSX- of JSON-bestand")
        parser.add_argument(
            "--bron", required=True, metavar="BRON", help="wie het bestand levert, zoals standaard"
        )
        parser.add_argument(
            "--periode",
            metavar="P",
            default="",
            help="de periode, zoals 2024, als het bestand die zelf niet noemt",
        )
        parser.add_argument(
            "--bevindingen",
            metavar="UIT.xlsx",
            default="",
            help="schrijf de bevindingen ook als Excelbestand, met de cellen gemarkeerd",
        )
    load.add_argument(
        "--bevestig",
        metavar="REDEN",
        default="",
        help="laad ook met waarschuwingen; de reden wordt bij de levering bewaard",
    )


def _add_figures(command: Any) -> None:
    parser = command(
        "cijfers",
        "vraag gepubliceerde cijfers op",
        "Zonder keuze voor niveau, gebied, periode of uitsplitsing krijgt u ze allemaal.",
        [
            "peil cijfers --indicator drugshandel --niveau district --formaat tabel",
            "peil cijfers --indicator DR-01 --niveau eenheid --formaat csv > eenheid.csv",
            'peil cijfers --indicator MM-01 --periode 2021 --uitsplitsing "" --formaat json',
        ],
    )
    parser.add_argument(
        "--indicator", required=True, metavar="ID", help="code of korte naam, zoals DR-01"
    )
    parser.add_argument("--niveau", choices=NIVEAUS, help="alleen gebieden van dit niveau")
    parser.add_argument("--gebied", metavar="CODE", help="code of naam van één gebied")
    parser.add_argument("--periode", metavar="P", help="2021, 2021-K1 of 2021-03")
    parser.add_argument(
        "--uitsplitsing",
        metavar="U",
        help="dimensie:waarde, alleen een dimensie, of leeg ('') voor het totaal",
    )
    parser.add_argument(
        "--formaat", choices=("csv", "json", "tabel"), default="tabel", help="standaard: tabel"
    )
