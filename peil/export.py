"""Figures as text to take along: CSV, JSON and a table for a terminal."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from peil.figure import Figure
from peil.numbers import format_count, format_interval, format_number
from peil.terms import CIJFER

#: The columns of the CSV and the JSON; ``waarde`` is in the meeteenheid of the indicator.
HEADER = (
    "indicator",
    "niveau",
    "gebied_code",
    "gebied",
    "periode",
    "uitsplitsing",
    "teller",
    "noemer",
    "waarde",
    "laag",
    "hoog",
    "status",
    "is_voorlopig",
    "fictief",
    "bron",
)
#: A spreadsheet takes a text that starts like this for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_DIGITS = 10
_ONLY_WITH_VALUE = {"teller", "waarde", "laag", "hoog"}


def figures_csv(figures: Iterable[Figure]) -> str:
    """Return figures as CSV: comma, decimal point, ``\\n``; no value is an empty cell."""
    rows = ([_value(figure, name) for name in HEADER] for figure in figures)
    return rows_csv([HEADER, *rows])


def rows_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV: comma, decimal point, ``\\n``; nothing in it is ever a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def figures_json(figures: Iterable[Figure]) -> str:
    """Return figures as a JSON list of objects with the columns of the CSV; no value is null."""
    rows = [{name: _number(_value(figure, name)) for name in HEADER} for figure in figures]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def figures_table(figures: Sequence[Figure]) -> str:
    """Return figures as an aligned table in Dutch notation, with a line on what is fictief."""
    columns: dict[str, Callable[[Figure], str]] = {
        "gebied": lambda f: f.gebied,
        "periode": lambda f: f"{f.periode}{'*' if f.is_voorlopig else ''}",
        "uitsplitsing": lambda f: f.uitsplitsing or "totaal",
        "teller": lambda f: _shown(_value(f, "teller")),
        "noemer": lambda f: format_count(f.noemer),
        "waarde": lambda f: _shown(_value(f, "waarde")),
        "95%-interval": lambda f: format_interval(f.laag, f.hoog) if f.status == CIJFER else "",
        "status": lambda f: f.status,
        "fictief": lambda f: "ja" if f.is_fictief else "nee",
    }
    rows = [list(columns), *([show(figure) for show in columns.values()] for figure in figures)]
    notes: list[str] = []
    if any(f.is_voorlopig for f in figures):
        notes.append("* voorlopig cijfer")
    if any(f.is_fictief for f in figures):
        notes.append("Let op: hier staan fictieve (verzonnen) cijfers bij.")
    return "\n".join([*align(rows, right={3, 4, 5, 6}), *notes]) + "\n"


def align(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Return rows as lines with columns under each other, two spaces apart."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    to_right = set(right)
    return [
        "  ".join(
            cell.rjust(width) if i in to_right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _value(figure: Figure, name: str) -> object:
    """Return one cell; a figure that is no cijfer has no numbers, whatever it was made of."""
    if name in _ONLY_WITH_VALUE and figure.status != CIJFER:
        return None
    return getattr(figure, "is_fictief" if name == "fictief" else name)


def rounded(value: float) -> float:
    """Return a number without the noise of its last bits."""
    return float(f"{value:.{_DIGITS}g}")


def _number(value: object) -> object:
    """Return a float without the noise of its last bits, and as a whole number if it is one."""
    if not isinstance(value, float):
        return value
    found = rounded(value)
    return int(found) if found.is_integer() else found


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return format(Decimal(repr(_number(value))), "f")
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _shown(value: object) -> str:
    if not isinstance(value, int | float):
        return "–"
    return format_count(value) if float(value).is_integer() else format_number(value)
