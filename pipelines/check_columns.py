"""Check the header: which columns are there, which are missing, unknown or there twice.

What stands in a header may be a cell with something personal: that is never repeated.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from peil.errors import Finding
from peil.personal import find_personal_name
from pipelines.check_values import nearest
from pipelines.read import COLUMNS, REQUIRED, Table, column_name


@dataclass(frozen=True)
class Names:
    """The names that a form has in its header.

    ``known`` gives the form's own name of every name that is understood (both ``column_name``
    and as shown); ``accepts`` says whether a header is an area or period that holds figures.
    """

    known: Mapping[str, str]
    required: Sequence[str]
    one_of: Sequence[str] = ()
    ignored: Collection[str] = ()
    accepts: Callable[[str], bool] = lambda _: False

    def missing(self, header: Sequence[str]) -> list[str]:
        """Return the required names that a row of cells does not hold."""
        there = {self.known.get(column_name(text)) for text in header}
        absent = [name for name in self.required if name not in there]
        if self.one_of and not there & set(self.one_of):
            absent.append(self.one_of[0])
        return absent


@dataclass
class Header:
    """Where a table has the columns of a form; ``free`` are the columns that ``accepts`` took."""

    places: dict[str, int] = field(default_factory=dict[str, int])
    free: list[int] = field(default_factory=list[int])
    findings: list[Finding] = field(default_factory=list[Finding])


def standard_names(columns: Sequence[str] = COLUMNS, required: Sequence[str] = REQUIRED) -> Names:
    """Return the names of a form of our own, which the header must hold as they are."""
    one_of = ("waarde", "status")
    return Names(
        {name: name for name in columns}, required, one_of if set(one_of) <= set(columns) else ()
    )


def check_columns(
    table: Table,
    bestand: str,
    columns: Sequence[str] = COLUMNS,
    required: Sequence[str] = REQUIRED,
) -> tuple[dict[str, str], list[Finding]]:
    """Return known column -> column of the frame, and what is wrong with the header."""
    header = match_header(table, bestand, standard_names(columns, required))
    return {name: str(place) for name, place in header.places.items()}, header.findings


def match_header(table: Table, bestand: str, names: Names) -> Header:
    """Find the columns of a form in the header of a table."""
    found = Header()
    if not any(
        names.known.get(column_name(t)) in names.required or names.accepts(t) for t in table.header
    ):
        found.findings.append(_no_header(table, bestand, names))
        return found

    def say(kolom: str | None, wat: str, doe: str) -> None:
        found.findings.append(Finding(bestand, table.header_line, kolom, wat, doe))

    unknown: list[str] = []
    for position, text in enumerate(table.header):
        name = column_name(text)
        own = names.known.get(name)
        if own is not None and own in found.places:
            say(own, f"de kolom '{own}' staat er twee keer", "haal er één weg")
        elif own is not None:
            found.places[own] = position
        elif name in names.ignored:
            continue
        elif names.accepts(text):
            found.free.append(position)
        elif person := find_personal_name(text):
            doe = "haal het weg en zet er de naam van een kolom"
            say(f"kolom-{position + 1}", f"hier staat {person}", doe)
        elif name:
            unknown.append(text)
        elif any((part[str(position)] != "").any() for part in table.parts()):
            say(
                f"kolom-{position + 1}",
                f"kolom {position + 1} heeft geen naam",
                "geef de kolom een naam of haal hem weg",
            )
    found.findings += _unknown(table, bestand, names, unknown, found)
    return found


def _unknown(
    table: Table, bestand: str, names: Names, unknown: list[str], found: Header
) -> list[Finding]:
    """Say which columns are unknown or missing; a likely name is suggested, never assumed."""
    findings: list[Finding] = []

    def say(kolom: str, wat: str, doe: str) -> None:
        findings.append(Finding(bestand, table.header_line, kolom, wat, doe))

    own = list(dict.fromkeys(names.known.values()))
    absent = [name for name in own if name not in found.places]
    for text in unknown:
        guess = nearest(column_name(text), [column_name(name) for name in absent])
        shown = next((name for name in absent if column_name(name) == guess), guess)
        doe = (
            f"bedoelt u '{shown}'? Verander dan de naam"
            if guess
            else "haal de kolom weg; toegestaan zijn: " + ", ".join(own)
        )
        say(text, f"de kolom '{text}' is onbekend", doe)
    for name in names.missing(table.header):
        say(name, f"de kolom '{name}' ontbreekt", _advice(name, unknown))
    return findings


def _no_header(table: Table, bestand: str, names: Names) -> Finding:
    """Say once that there is no header; a first row of figures or texts is not repeated."""
    own = dict.fromkeys(names.known.values())
    doe = "zet er een regel boven met de namen van de kolommen: " + ", ".join(own)
    return Finding(bestand, table.header_line, "kop", "de eerste regel is geen kop", doe)


def _advice(name: str, unknown: list[str]) -> str:
    guess = nearest(name, unknown)
    if guess:
        return f"als u de kolom '{guess}' bedoelt, verander dan de naam in '{name}'"
    return f"voeg de kolom '{name}' toe"
