"""The leveringen and the lines behind one figure.

show_cells(desk, loket, figure, cells)     two tables: which leveringen, and which lines in them
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pages.parts import show
from peil import sheet
from peil.figure import Figure
from peil.numbers import format_moment
from peil.origin import Reference

if TYPE_CHECKING:
    from peil.desk import Desk, Row
    from peil.loket import Loket

#: A figure of more cells than this shows the first; all are in ``peil herkomst``.
MOST: Final = 500


def show_cells(desk: "Desk", loket: "Loket", figure: Figure, cells: Sequence[Reference]) -> None:
    """Show where in which levering the figure stands, and for an analist what stands there."""
    behind = {c.levering for c in cells}
    rows = [row for row in desk.deliveries() if row["id"] in behind]
    if rows:
        one = "De levering" if len(rows) == 1 else f"De {len(rows)} leveringen"
        show.heading(one, "Elke levering blijft bewaard zoals ze binnenkwam.")
        came = [_came(desk, row) for row in rows]
        show.show_table(sheet.leveringen_table(came), key="herkomst_leveringen")
    shown = [c for c in cells if c.regel is not None][:MOST]
    if not shown:
        return
    held = loket.delivered(figure, shown)
    show.heading("De regels", _under(len(cells), len(shown), bool(held)))
    numbers = {str(row["id"]): int(str(row["volgnr"])) for row in rows}
    name = _names(desk)
    show.show_table(sheet.cells_table(shown, numbers, name, held), key="herkomst_regels")


def _under(every: int, shown: int, has_values: bool) -> str:
    count = "Eén regel" if every == 1 else f"{every} regels"
    first = f" U ziet de eerste {shown}." if shown < every else ""
    secret = "" if has_values else " Wat er geleverd is, ziet alleen een analist."
    return f"{count} in het bestand van de partner. De kop telt als regel 1.{first}{secret}"


def _names(desk: "Desk") -> Callable[[str], str]:
    def name(code: str) -> str:
        return desk.areas.get(code).naam if desk.areas.knows(code) else code

    return name


def _came(desk: "Desk", row: "Row") -> sheet.Came:
    loaded, bron = row["geladen_op"], str(row["bron"])
    known = desk.catalogue.bronnen.get(bron)
    return sheet.Came(
        volgnr=int(str(row["volgnr"])),
        bestand=str(row["bestand"]),
        bron=known.titel if known else bron,
        geladen=format_moment(loaded) if isinstance(loaded, datetime) else str(loaded),
        wie=str(row["wie"]),
        sha256=str(row["sha256"]),
        is_fictief=bool(row["is_fictief"]),
        bevestiging=str(row["bevestiging"]),
    )
