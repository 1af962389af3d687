"""Which tables can be fetched and what to ask of them: declared in data, never here.

The address of a table stands in ``data/tabellen/odata.toml``; the form of its bron says which
columns, kinds, areas and periods are ours.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from peil import places
from peil.areas import Areas
from peil.bronnen import Bron, Slug, Vorm, Wat
from peil.catalogue import Catalogue
from peil.declared import Strict, read_toml
from peil.errors import PeilError

#: The file that declares them; beside it stand other tables.
FILE: Final = "odata.toml"
#: What a query may measure: beyond 2,048 characters many servers refuse an address.
_LONGEST: Final = 1500
#: Texts that the server has of a key, as columns of their own beside it.
_FIELDS: Final = ("_Title", "_Status")


class Tabel(Strict):
    """A table that can be fetched: whose it is, of which bron, and where its feed is."""

    leverancier: Slug
    naam: str
    titel: str
    bron: Slug
    adres: str


class _Tabellen(Strict):
    tabel: tuple[Tabel, ...]


def load_tables(data: Path | None = None) -> tuple[Tabel, ...]:
    """Read which tables can be fetched from ``data/tabellen/odata.toml``; none without that file.

    Raises:
        PeilError: the file does not fit the schema.
    """
    path = (data or places.data_root()) / "tabellen" / FILE
    return read_toml(path, _Tabellen).tabel if path.exists() else ()


def find_table(tables: Sequence[Tabel], leverancier: str, naam: str) -> Tabel:
    """Return a table by who has it and its name, in capitals or not.

    Raises:
        PeilError: unknown; the message lists those that are known.
    """
    for table in tables:
        if (table.leverancier, table.naam.casefold()) == (leverancier, naam.strip().casefold()):
            return table
    known = ", ".join(f"{table.leverancier} --tabel {table.naam}" for table in tables)
    raise PeilError(
        f"De tabel '{naam}' van '{leverancier}' staat niet in data/tabellen/odata.toml. "
        f"Kies uit: {known or 'geen enkele'}."
    )


def find_form(catalogue: Catalogue, table: Tabel) -> tuple[Bron, Vorm]:
    """Return the bron of a table and the form in which its records are read.

    Raises:
        PeilError: the bron is unknown or declares no form for OData.
    """
    bron = catalogue.bronnen.get(table.bron)
    if bron is None:
        raise PeilError(
            f"odata.toml: tabel {table.naam} noemt bron '{table.bron}', die niet in data/bronnen "
            "staat. Verbeter de naam van de bron."
        )
    for vorm in bron.vorm:
        if "odata" in vorm.bestand:
            return bron, vorm
    raise PeilError(
        f"De bron '{bron.slug}' heeft geen vorm voor OData. "
        f'Voeg in data/bronnen/{bron.slug}.toml een [[vorm]] toe met bestand = ["odata"].'
    )


@dataclass(frozen=True, slots=True)
class Member:
    """One key of a dimension as the server has it: ``key`` with its padding."""

    key: str
    title: str
    status: str

    @property
    def code(self) -> str:
        """Return the key without its padding."""
        return self.key.strip()


#: Per dimension the members that are asked for, in the order of the server.
Wanted = Mapping[str, Sequence[Member]]


def dimension(column: str) -> str:
    """Return the dimension that a column of a form is about (``Perioden_Status``: Perioden)."""
    for field in _FIELDS:
        column = column.removesuffix(field)
    return column


def dimensions(vorm: Vorm) -> tuple[str, ...]:
    """Return the dimensions of a form: what is counted, where and when."""
    columns = [*vorm.sleutel, vorm.gebied.kolom, vorm.periode.kolom]
    return tuple(dict.fromkeys(dimension(column) for column in columns if column))


def topics(vorm: Vorm, known: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of figures to ask for, of those that the server has.

    Raises:
        PeilError: a column that the form cannot do without is not there.
    """
    found: list[str] = []
    for kolom in vorm.kolom:
        if kolom.kolom.endswith(_FIELDS):
            continue
        name = next((name for name in (kolom.kolom, *kolom.ook) if name in known), None)
        if name is None and kolom.verplicht:
            raise PeilError(
                f"De tabel heeft de kolom '{kolom.kolom}' niet meer. Er is niets veranderd. "
                f"Zet de nieuwe naam bij 'ook' in de vorm '{vorm.naam}' van de bron."
            )
        found += [name] if name else []
    return tuple(dict.fromkeys(found))


def choose(
    vorm: Vorm, members: Mapping[str, Sequence[Member]], areas: Areas, years: range
) -> tuple[dict[str, list[Member]], list[str]]:
    """Return the members to ask for per dimension, and which kinds the table does not have.

    Raises:
        PeilError: nothing is left of a dimension.
    """
    wanted: dict[str, list[Member]] = {}
    there: set[tuple[int, str]] = set()
    own = [wat for wat in vorm.wat if not wat.overslaan]
    for place, column in enumerate(vorm.sleutel):
        texts = {_fold(wat.als[place]) for wat in own}
        is_title = column.endswith("_Title")
        said = {m.key: _fold(m.title if is_title else m.code) for m in members[dimension(column)]}
        wanted[dimension(column)] = [m for m in members[dimension(column)] if said[m.key] in texts]
        there |= {(place, text) for text in said.values()}
    missing = _missing(own, there)
    where, when = dimension(vorm.gebied.kolom), dimension(vorm.periode.kolom)
    if where:
        wanted[where] = [m for m in members[where] if _is_ours(m.code, vorm, areas)]
    if when:
        wanted[when] = [m for m in members[when] if _year(m.code, vorm) in years]
    for name, found in wanted.items():
        if not found:
            raise PeilError(
                f"De tabel heeft bij '{name}' niets van wat wij vragen. Er is niets veranderd. "
                f"Kijk het jaar na, en de vorm '{vorm.naam}' in data/bronnen."
            )
    return wanted, missing


def _missing(own: Sequence[Wat], there: Collection[tuple[int, str]]) -> list[str]:
    """Return what is counted and not in the table, under any of the names that it may have."""
    named: dict[tuple[str, str], str] = {}
    found: set[tuple[str, str]] = set()
    for wat in own:
        meaning = (wat.indicator, wat.uitsplitsing)
        named.setdefault(meaning, ", ".join(wat.als))
        if all((place, _fold(text)) in there for place, text in enumerate(wat.als)):
            found.add(meaning)
    return [text for meaning, text in named.items() if meaning not in found]


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_ours(code: str, vorm: Vorm, areas: Areas) -> bool:
    if code in vorm.gebied.overslaan:
        return False
    try:
        areas.resolve(vorm.gebied.codes.get(code, code))
    except PeilError:
        return False
    return True


def _year(code: str, vorm: Vorm) -> int | None:
    """Return the year of a period that the form takes; of another kind of period nothing."""
    found = re.fullmatch(vorm.periode.patroon or r"(?P<jaar>\d{4})", code)
    return int(found["jaar"]) if found else None


def filters(wanted: Wanted) -> Iterator[str]:
    """Yield ``$filter`` texts that together ask for all that is wanted, each short enough."""
    clauses = {name: [_equals(name, member) for member in found] for name, found in wanted.items()}
    text = " and ".join(f"({' or '.join(found)})" for found in clauses.values())
    longest = max(clauses, key=lambda name: len(quote(" or ".join(clauses[name]))))
    if len(quote(text)) <= _LONGEST or len(wanted[longest]) == 1:
        yield text
        return
    middle = len(wanted[longest]) // 2
    for half in (wanted[longest][:middle], wanted[longest][middle:]):
        yield from filters({**wanted, longest: half})


def _equals(name: str, member: Member) -> str:
    quoted = member.key.replace("'", "''")
    return f"{name} eq '{quoted}'"
