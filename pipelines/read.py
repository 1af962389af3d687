"""Read a delivered file, whatever its kind, as text cells with the line on which each stands."""

from collections.abc import Collection, Sequence
from pathlib import Path

from peil.errors import Finding, PeilError
from peil.personal import find_personal_name
from peil.places import largest_mb
from pipelines.book import Book, FrameRows, Note, Sheet, Table, Unreadable, column_name, framed
from pipelines.read_csv import read_csv
from pipelines.read_odata import is_odata, read_odata
from pipelines.read_xlsx import read_xlsx

__all__ = [
    "COLUMNS",
    "REQUIRED",
    "Book",
    "Note",
    "Sheet",
    "Table",
    "column_name",
    "read_book",
    "read_file",
    "read_table",
    "refuse_large",
]

#: The columns of bron ``standaard``, in the order of its description.
COLUMNS = (
    "indicator",
    "gebied",
    "periode",
    "uitsplitsing",
    "waarde",
    "noemer",
    "marge_laag",
    "marge_hoog",
    "status",
    "toelichting",
)
REQUIRED = ("indicator", "gebied", "periode")


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that is not over the limit; a larger one is not even opened.

    Raises:
        PeilError: it is larger than ``$PEIL_MAX_MB``.
        OSError: it cannot be read.
    """
    refuse_large(path.stat().st_size, path.name)
    return path.read_bytes()


def refuse_large(size: int, bestand: str) -> None:
    """Refuse a file of so many bytes when that is over the limit.

    Raises:
        PeilError: it is larger than ``$PEIL_MAX_MB``.
    """
    most = largest_mb()
    if size > most * 1_000_000:
        raise PeilError(
            f"Het bestand {bestand} is {-(-size // 1_000_000)} MB; het mag {most} MB zijn. "
            "Lever het in delen, of verhoog de grens met de instelling PEIL_MAX_MB."
        )


def read_book(content: bytes, bestand: str, names: Collection[str]) -> Book:
    """Read a CSV (``;`` or ``,``; UTF-8 or Windows-1252), XLSX or OData file by its content.

    ``names`` are the names of columns that any form knows: they choose the delimiter, and only
    these may stand in a finding. A file that cannot be read is a book without sheets.
    """
    try:
        if content.startswith(b"PK"):
            return _with_rows(read_xlsx(content, bestand, names))
        known = frozenset(map(column_name, names))
        if is_odata(content):
            table = read_odata(content, known)
            rows = framed([(1, list(table.header)), *table.records])
            sheet = Sheet(table.name, FrameRows(rows), bestand, names=known)
            return Book("odata", (sheet,), notes=tuple(Note("de kop", t) for t in table.head))
        sheet = Sheet("", read_csv(content, names), bestand, names=known)
        return _with_rows(Book("csv", (sheet,)))
    except Unreadable as error:
        return Book("", findings=(_unreadable(error, bestand),))


def _with_rows(book: Book) -> Book:
    """Return the book.

    Raises:
        Unreadable: no sheet that is to be seen has a row.
    """
    if any(sheet.head(1) for sheet in book.sheets if not sheet.is_hidden):
        return book
    for sheet in book.sheets:
        # Without a row either reading stopped before the first, or there is nothing to read.
        for frame in sheet.rows.frames(0, 0, lambda _: None):
            del frame
    raise Unreadable("het bestand is leeg; lever een bestand met een kop en regels")


def read_table(content: bytes, bestand: str, columns: Sequence[str] = COLUMNS) -> Table:
    """Read the only table of a file; its header is its first row.

    ``columns`` are the names to expect; the first of them marks the sheet of a workbook.
    """
    book = read_book(content, bestand, columns)
    try:
        sheet = _choose(book, columns[0]) if book.sheets else None
    except Unreadable as error:
        return Table.unread([_unreadable(error, bestand)])
    if sheet is None:
        return Table.unread(book.findings)
    return sheet.table(sheet.head(1)[0][0], book.findings)


def _unreadable(error: Unreadable, bestand: str) -> Finding:
    wat, _, doe = str(error).partition("; ")
    return Finding(bestand, error.regel, "bestand", wat, doe)


def _choose(book: Book, mark: str) -> Sheet:
    """Return the only visible sheet whose header has the column ``mark``, else the first.

    Raises:
        Unreadable: more than one has figures.
    """
    if book.soort == "csv":
        return book.sheets[0]
    filled = [sheet for sheet in book.sheets if not sheet.is_hidden and sheet.head(1)]
    with_figures = [s for s in filled if mark in map(column_name, s.head(1)[0][1])]
    if len(with_figures) > 1:
        are_safe = not any(find_personal_name(sheet.name) for sheet in with_figures)
        names = f" ({', '.join(sheet.name for sheet in with_figures)})" if are_safe else ""
        raise Unreadable(
            f"er zijn {len(with_figures)} werkbladen met cijfers{names}; "
            "laat er één over of lever ze in aparte bestanden"
        )
    return (with_figures or filled)[0]
