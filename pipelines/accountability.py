"""The tables by which a region accounts for its year, filled from published figures.

Which line is which figure is declared in ``data/tabellen/<naam>.toml``. A cell that cannot be
filled stays empty and says why: a wrong number in a national table is worse than none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import model_validator

from peil import places, terms
from peil.catalogue import Catalogue
from peil.declared import Strict, read_toml
from peil.desk import Desk
from peil.errors import GeenToegang, PeilError
from peil.figure import Figure
from peil.numbers import format_number
from pipelines.odata_tables import FILE as ODATA

_FOLDER: Final = "tabellen"
#: Why a figure that is known does not stand in the table.
_WHY: Final[Mapping[str, str]] = {
    terms.ONDERDRUKT: "dit cijfer is onderdrukt om personen te beschermen",
    terms.NIET_GELEVERD: "dit cijfer is niet geleverd",
    terms.ONTBREEKT: "de bron heeft hier geen cijfer",
    terms.NVT: "dit is hier niet van toepassing",
}


class Cel(Strict):
    """One line or column: which figure it is, or the ``reden`` why there is none.

    ``som`` names the cells that should add up to this one.
    """

    nummer: str
    titel: str
    indicator: str = ""
    uitsplitsing: str = ""
    reden: str = ""
    som: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if bool(self.indicator) == bool(self.reden):
            raise ValueError("noem een indicator, of een reden waarom die er niet is")
        return self


class Blad(Strict):
    """One printed table: a line per cell (``regels``), or one line with a column per cell."""

    nummer: int
    titel: str
    langs: Literal["regels", "kolommen"]
    cel: tuple[Cel, ...]

    @model_validator(mode="after")
    def _check_sums(self) -> Self:
        known = {cel.nummer for cel in self.cel}
        if len(known) < len(self.cel):
            raise ValueError("een nummer staat er twee keer")
        for cel in self.cel:
            if unknown := set(cel.som) - known:
                raise ValueError(f"'som' noemt {', '.join(sorted(unknown))}, dat er niet staat")
        return self


class Verantwoording(Strict):
    """The tables of one accounting; ``naam_gebied`` is what its column is called there."""

    naam: str
    titel: str
    herkomst: str
    gebied: str
    naam_gebied: str
    tabel: tuple[Blad, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """One cell as it stands in the table: its value, or nothing, and what must be said of it."""

    cel: Cel
    waarde: float | None
    opmerking: str
    is_fictief: bool = False


def names(data: Path | None = None) -> list[str]:
    """Return which tables are declared."""
    folder = (data or places.data_root()) / _FOLDER
    return sorted(path.stem for path in folder.glob("*.toml") if path.name != ODATA)


def load(naam: str, catalogue: Catalogue, data: Path | None = None) -> Verantwoording:
    """Read the declaration of a table and check that its figures exist.

    Raises:
        PeilError: unknown, or a line names an indicator or uitsplitsing that does not exist.
    """
    known = names(data)
    if naam not in known:
        raise PeilError(
            f"De tabel '{naam}' bestaat niet. Kies uit: {', '.join(known) or 'geen enkele'}."
        )
    path = (data or places.data_root()) / _FOLDER / f"{naam}.toml"
    found = read_toml(path, Verantwoording, {"naam": naam})
    for cel in (cel for blad in found.tabel for cel in blad.cel if cel.indicator):
        try:
            catalogue[cel.indicator].breakdown(cel.uitsplitsing)
        except PeilError as error:
            raise PeilError(f"{path.name}: cel {cel.nummer}: {error}") from error
    return found


def fill(desk: Desk, declared: Verantwoording, jaar: int) -> dict[int, list[Filled]]:
    """Return the cells of each table, by its number, for one year.

    Raises:
        PeilError: the gebied does not exist.
    """
    desk.areas.get(declared.gebied)
    return {
        blad.nummer: _with_sums([_cell(desk, cel, declared.gebied, jaar) for cel in blad.cel])
        for blad in declared.tabel
    }


def _cell(desk: Desk, cel: Cel, gebied: str, jaar: int) -> Filled:
    if cel.reden:
        return Filled(cel, None, cel.reden)
    try:
        found = desk.figures(
            cel.indicator, gebied=gebied, periode=str(jaar), uitsplitsing=cel.uitsplitsing
        )
    except GeenToegang:
        return Filled(cel, None, "dit cijfer is vertrouwelijk; u mag het niet zien")
    if not found:
        return Filled(cel, None, f"over {jaar} is dit cijfer niet gepubliceerd")
    return _of(cel, found[0])


def _of(cel: Cel, figure: Figure) -> Filled:
    """Return the count or amount of a figure; never a rate: the table asks for numbers."""
    if figure.status != terms.CIJFER or figure.teller is None:
        return Filled(cel, None, _WHY.get(figure.status, _WHY[terms.ONTBREEKT]))
    notes = ["fictief (verzonnen)"] if figure.is_fictief else []
    notes += ["voorlopig"] if figure.is_voorlopig else []
    return Filled(cel, figure.teller, "; ".join(notes), figure.is_fictief)


def _with_sums(cells: Sequence[Filled]) -> list[Filled]:
    """Say at a total when the cells below it do not add up to it."""
    values = {found.cel.nummer: found.waarde for found in cells}
    return [
        replace(found, opmerking="; ".join(filter(None, [found.opmerking, note])))
        if (note := _sum_note(found, values))
        else found
        for found in cells
    ]


def _sum_note(found: Filled, values: Mapping[str, float | None]) -> str:
    if not found.cel.som or found.waarde is None:
        return ""
    parts = [values[name] for name in found.cel.som]
    total = sum(part for part in parts if part is not None)
    if total == found.waarde:
        return ""
    empty = sum(part is None for part in parts)
    without = f" ({empty} {'deel is' if empty == 1 else 'delen zijn'} leeg)" if empty else ""
    return f"de delen tellen op tot {format_number(total, 0)}{without}"


def lay_out(declared: Verantwoording, blad: Blad, cells: Sequence[Filled]) -> list[list[object]]:
    """Return a table as it is printed, header first, with the own column and the remarks."""
    if blad.langs == "regels":
        rows: list[list[object]] = [
            [found.cel.nummer, found.cel.titel, _whole(found.waarde), found.opmerking]
            for found in cells
        ]
        return [["regel", "omschrijving", declared.naam_gebied, "opmerking"], *rows]
    notes = [f"{found.cel.titel}: {found.opmerking}" for found in cells if found.opmerking]
    return [
        ["riec", *(found.cel.nummer for found in cells), "opmerking"],
        [f"RIEC {declared.naam_gebied}", *(_whole(f.waarde) for f in cells), "; ".join(notes)],
    ]


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value
