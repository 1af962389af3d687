"""Which columns of a table hold which figures: one group per column of figures and meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peil.bronnen import Kolom, Vorm
from pipelines.check_columns import Header
from pipelines.form_places import ELSEWHERE, AreaReader, read_period
from pipelines.read import Table

#: The columns of the standard form that may stand beside a value.
BESIDE = ("noemer", "marge_laag", "marge_hoog", "status", "toelichting")


@dataclass(frozen=True)
class Group:
    """One column of figures: its place and header (``cel``) and what it counts.

    An empty ``indicator`` is said by the row; ``gebied`` and ``periode`` are filled where the
    header says them. ``beside`` gives the place and factor of the columns that belong to it.
    """

    place: int
    cel: str
    indicator: str
    uitsplitsing: str
    maal: float
    gebied: str
    periode: str
    beside: Mapping[str, tuple[int, float]]

    @property
    def places(self) -> tuple[int, ...]:
        """Return the places of all its columns."""
        return (self.place, *(place for place, _ in self.beside.values()))


def groups_of(vorm: Vorm, table: Table, header: Header, read_area: AreaReader) -> list[Group]:
    """Return the groups in the order of the columns; those that are elsewhere are left out."""
    found: list[Group] = []
    for kolom in vorm.kolom:
        if kolom.rol == "waarde" and kolom.kolom in header.places:
            place = header.places[kolom.kolom]
            found.append(
                Group(
                    place,
                    table.header[place],
                    kolom.indicator,
                    kolom.uitsplitsing,
                    kolom.maal,
                    "",
                    "",
                    _beside(vorm, header, kolom),
                )
            )
    for place in header.free:
        cel = table.header[place]
        gebied = read_area(cel) if vorm.gebied.kop else ""
        periode = read_period(cel, vorm.periode.patroon) if vorm.periode.uit == "kop" else ""
        if gebied != ELSEWHERE:
            found.append(
                Group(place, cel, "", "", 1, gebied, periode or "", _beside(vorm, header, None))
            )
    return sorted(found, key=lambda group: group.place)


def _beside(vorm: Vorm, header: Header, of: Kolom | None) -> dict[str, tuple[int, float]]:
    """Return the columns that belong to a value: its own, or those that serve the whole row."""
    found: dict[str, tuple[int, float]] = {}
    for kolom in vorm.kolom:
        if kolom.rol in ("waarde", "vergelijking") or kolom.kolom not in header.places:
            continue
        is_own = of is not None and (
            kolom.indicator == of.indicator and kolom.uitsplitsing in ("", of.uitsplitsing)
        )
        if not kolom.indicator or is_own:
            found[kolom.rol] = (header.places[kolom.kolom], kolom.maal)
    return found


def own_names(
    vorm: Vorm, table: Table, header: Header, groups: Sequence[Group]
) -> dict[tuple[str, str], str]:
    """Return the partner's name of each standard column, per ``cel``."""

    def shown(name: str) -> str:
        return table.header[header.places[name]] if name in header.places else name

    names: dict[tuple[str, str], str] = {}
    for group in groups:
        what = group.cel if group.indicator or not vorm.sleutel else shown(vorm.sleutel[0])
        names["waarde", group.cel] = group.cel
        names["indicator", group.cel] = names["uitsplitsing", group.cel] = what
        if vorm.gebied.kolom or vorm.gebied.kop:
            names["gebied", group.cel] = (
                shown(vorm.gebied.kolom) if vorm.gebied.kolom else group.cel
            )
        if vorm.periode.uit in ("kolom", "kop"):
            is_column = vorm.periode.uit == "kolom"
            names["periode", group.cel] = shown(vorm.periode.kolom) if is_column else group.cel
        for name in BESIDE:
            place = group.beside[name][0] if name in group.beside else group.place
            names[name, group.cel] = table.header[place]
    return names
