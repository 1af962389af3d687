"""``peil herkomst`` and ``peil verschil``: where a figure comes from, and what changed."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from peil.changenote import Group
    from peil.desk import Desk
    from peil.figure import Figure
    from peil.origin import Reference
    from peil.stand import Stand

#: What one calls the newest stand.
NOW: Final = "nu"


def add_commands(command: Any) -> None:
    """Add these commands to the parser."""
    origin = command(
        "herkomst",
        "toon waar één cijfer vandaan komt",
        "U krijgt het cijfer, de som met de getallen erin, de leveringen en de regels daarin.\n"
        "Wat er geleverd is, staat erachter.",
        [
            "peil herkomst DR-01 Nederland 2024",
            "peil herkomst casussen Nederland 2023 --uitsplitsing thema:drugs",
        ],
    )
    origin.add_argument("indicator", metavar="INDICATOR", help="code of korte naam, zoals DR-01")
    origin.add_argument("gebied", metavar="GEBIED", help="code of naam van één gebied")
    origin.add_argument("periode", metavar="PERIODE", help="2021, 2021-K1 of 2021-03")
    origin.add_argument(
        "--uitsplitsing", metavar="U", default="", help="dimensie:waarde; zonder: het totaal"
    )
    difference = command(
        "verschil",
        "toon welke gepubliceerde cijfers tussen twee standen veranderden",
        "Een stand is een nummer uit `peil standen`, een dag, of nu.\n"
        "De grootste verandering staat vooraan, met de levering die haar bracht (+) of wegnam (−).",
        [
            "peil verschil 24 nu",
            "peil verschil 2026-02-02 nu",
            "peil verschil 24 27 --formaat csv > verschil.csv",
        ],
    )
    difference.add_argument("van", metavar="STAND_A", help="de eerdere stand")
    difference.add_argument("tot", metavar="STAND_B", help="de latere stand")
    difference.add_argument(
        "--formaat", choices=("tabel", "csv"), default="tabel", help="standaard: tabel"
    )
    difference.add_argument("--alles", action="store_true", help="toon ook de kleine veranderingen")


def run_origin(arguments: Namespace) -> int:
    """Print where one figure comes from."""
    # Imported only now: `peil --help` then answers at once.
    from peil.desk import open_desk
    from peil.errors import PeilError
    from pipelines import cli_figures
    from pipelines.cli import DONE, WrongUse

    desk = open_desk()
    if desk.catalogue.find(arguments.indicator) is None:
        cli_figures.refuse_indicator(desk, arguments.indicator)
    indicator = desk.indicator(arguments.indicator)
    try:
        parts = indicator.breakdown(arguments.uitsplitsing)
    except PeilError as error:
        raise WrongUse(str(error)) from error
    found = desk.figures(
        indicator.slug,
        gebied=cli_figures.area(desk, arguments.gebied, None).code,
        periode=cli_figures.period(arguments.periode),
        uitsplitsing="|".join(sorted(f"{d.dimensie}:{w.code}" for d, w in parts)),
    )
    if not found:
        print(f"Bij deze vraag aan '{indicator.titel}' is geen cijfer.", file=sys.stderr)
        return DONE
    for line in _origin_lines(desk, found[0]):
        print(line)
    return DONE


def _origin_lines(desk: "Desk", figure: "Figure") -> list[str]:
    from peil import labels, sheet, wording

    indicator = desk.indicator(figure.indicator)
    cells = desk.references(figure)
    part = f", {figure.uitsplitsing}" if figure.uitsplitsing else ""
    made_up = " (fictief)" if figure.is_fictief else ""
    value = labels.value_words(figure, indicator)
    head = f"{indicator.titel}{part}, {figure.gebied}, {wording.period_text(figure)}: {value}"
    lines = [f"{head}{made_up}", sheet.made_sentence(figure, indicator, cells)]
    formula = sheet.formula_text(figure, indicator)
    lines += [formula] if formula and figure.noemer is not None else []
    lines += [f"Bron: {figure.bron}"] if figure.bron else []
    people = desk.denominator_source(figure)
    lines += [f"Bron van de noemer: {people}"] if people else []
    return [*lines, *_levering_lines(desk, cells), *_cell_lines(desk, figure, cells)]


def _levering_lines(desk: "Desk", cells: Sequence["Reference"]) -> list[str]:
    from datetime import datetime

    from peil.export import align
    from peil.numbers import format_moment

    behind = {c.levering for c in cells}
    rows = [
        [
            f"levering {row['volgnr']}",
            str(row["bestand"]),
            format_moment(row["geladen_op"]) if isinstance(row["geladen_op"], datetime) else "",
            str(row["wie"]),
            "fictief" if row["is_fictief"] else "echt",
            f"sha256 {str(row['sha256'])[:12]}",
        ]
        for row in desk.deliveries()
        if row["id"] in behind
    ]
    return ["", *align(rows)] if rows else []


def _cell_lines(desk: "Desk", figure: "Figure", cells: Sequence["Reference"]) -> list[str]:
    from peil import places, sheet
    from peil.areas import load_areas
    from peil.catalogue import load_catalogue
    from peil.export import align
    from peil.origin import levering_number
    from pipelines.provenance import delivered

    lines = [c for c in cells if c.regel is not None]
    if not lines:
        return []
    held = delivered(places.work_root(), load_catalogue(), load_areas(), figure, lines)
    rows = [
        [
            desk.areas.get(c.gebied_code).naam,
            f"levering {levering_number(c.levering)}",
            f"regel {c.regel}",
            f"kolom {c.kolom or 'waarde'}",
            sheet.held_text(found),
        ]
        for c, found in zip(lines, held, strict=True)
    ]
    return ["", *align(rows, right={4})]


#: Without ``--alles`` a group shows its largest changes.
_SHOWN: Final = 10


def run_difference(arguments: Namespace) -> int:
    """Print which published figures changed between two standen."""
    from peil import places
    from peil.changenote import WITHHELD, changes_csv, counts_sentence, groups, is_withheld
    from pipelines.cli import DONE
    from pipelines.cli_telling import Progress

    work, progress = places.work_root(), Progress()
    before, old = _stand(work, arguments.van, progress)
    after, new = _stand(work, arguments.tot, progress)
    progress.done()
    if after.nummer < before.nummer:
        # What was protected later would else be told as what came after.
        (before, old), (after, new) = (after, new), (before, old)
    found = new.changes_since(old)
    if arguments.formaat == "csv":
        sys.stdout.write(changes_csv(found))
        return DONE
    print(f"Van stand {before.nummer} ({before.tijd}) naar stand {after.nummer} ({after.tijd}):")
    print(f"{counts_sentence(found)}.")
    for group in groups(found, new.catalogue, old.catalogue):
        for line in _group_lines(group, None if arguments.alles else _SHOWN):
            print(line)
    if any(map(is_withheld, found)):
        print(f"\n{WITHHELD}")
    if any(change.is_fictief for change in found):
        print("\nLet op: hier staan fictieve (verzonnen) cijfers bij.")
    return DONE


def _stand(work: "Path", text: str, progress: Any) -> tuple["Stand", "Desk"]:
    from peil.desk import open_desk
    from pipelines import look_back
    from pipelines.cli_register import read_stand

    if text == NOW:
        known = open_desk(work)
        return look_back.find_stand(work, known.snapshot.stand), known
    stand = look_back.find_stand(work, read_stand(text))
    path = look_back.snapshot_of(work, stand.nummer, progress)
    return stand, open_desk(work, stand=path)


def _group_lines(group: "Group", most: int | None) -> list[str]:
    from peil.changenote import levering_text, side_text, what_text
    from peil.export import align

    rows = [
        [
            c.gebied,
            what_text(c, group.indicator),
            side_text(c, "voor", group.indicator),
            "→",
            side_text(c, "na", group.indicator),
            levering_text(c),
        ]
        for c in group.changes[:most]
    ]
    left = len(group.changes) - len(rows)
    more = [f"  … en nog {left}; toon alles met --alles"] if left else []
    unit = f" ({group.indicator.meeteenheid})" if group.indicator else ""
    return ["", f"{group.titel}{unit}", *(f"  {line}" for line in align(rows, {2, 4})), *more]
