"""Check the header: which columns are there, which are missing, unknown or there twice.

What stands in a header may be a cell with something personal: that is never repeated.
"""

from collections.abc import Sequence

from peil.errors import Finding
from peil.personal import find_personal_name
from pipelines.check_values import nearest
from pipelines.read import COLUMNS, REQUIRED, Table, column_name


def check_columns(
    table: Table,
    bestand: str,
    columns: Sequence[str] = COLUMNS,
    required: Sequence[str] = REQUIRED,
) -> tuple[dict[str, str], list[Finding]]:
    """Return known column -> column of the frame, and what is wrong with the header."""
    if not {column_name(text) for text in table.header} & set(required):
        return {}, [_no_header(table, bestand, columns)]
    places: dict[str, str] = {}
    findings: list[Finding] = []

    def found(kolom: str | None, wat: str, doe: str) -> None:
        findings.append(Finding(bestand, table.header_line, kolom, wat, doe))

    unknown: list[str] = []
    for position, text in enumerate(table.header):
        name = column_name(text)
        if name in places:
            found(name, f"de kolom '{name}' staat er twee keer", "haal er één weg")
        elif name in columns:
            places[name] = str(position)
        elif person := find_personal_name(text):
            doe = "haal het weg en zet er de naam van een kolom"
            found(f"kolom-{position + 1}", f"hier staat {person}", doe)
        elif name:
            unknown.append(text)
        elif (table.frame[str(position)] != "").any():
            found(
                f"kolom-{position + 1}",
                f"kolom {position + 1} heeft geen naam",
                "geef de kolom een naam of haal hem weg",
            )
    missing = [name for name in columns if name not in places]
    for text in unknown:
        guess = nearest(column_name(text), missing)
        doe = (
            f"bedoelt u '{guess}'? Verander dan de naam"
            if guess
            else ("haal de kolom weg; toegestaan zijn: " + ", ".join(columns))
        )
        found(text, f"de kolom '{text}' is onbekend", doe)
    for name in required:
        if name in missing:
            found(name, f"de kolom '{name}' ontbreekt", _advice(name, unknown))
    if "waarde" in missing and "status" in missing:
        found("waarde", "de kolom 'waarde' ontbreekt", _advice("waarde", unknown))
    return places, findings


def _no_header(table: Table, bestand: str, columns: Sequence[str]) -> Finding:
    """Say once that there is no header; a first row of figures or texts is not repeated."""
    doe = "zet er een regel boven met de namen van de kolommen: " + ", ".join(columns)
    return Finding(bestand, table.header_line, "kop", "de eerste regel is geen kop", doe)


def _advice(name: str, unknown: list[str]) -> str:
    guess = nearest(name, unknown)
    if guess:
        return f"als u de kolom '{guess}' bedoelt, verander dan de naam in '{name}'"
    return f"voeg de kolom '{name}' toe"
