"""Read the sheets of an XLSX workbook, without losing what Excel knew."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import fastexcel
import polars as pl

from peil.errors import Ernst, Finding
from pipelines.book import (
    Book,
    Flaw,
    FrameRows,
    Note,
    Row,
    Sheet,
    Unreadable,
    column_name,
)
from pipelines.read_beside import notes_beside, shared_texts
from pipelines.read_package import Package, damaged
from pipelines.read_percents import as_shown
from pipelines.read_structure import Structure, read_structure
from pipelines.read_traps import fill_merged, fill_texts, tell_traps

#: How many cells the rectangle around the values of a sheet may have: it is held as a whole.
CELLS = 25_000_000
_THREE_DECIMALS = re.compile(r"-?\d+\.\d{3}")
_DATE = r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$"


@dataclass(frozen=True)
class XlsxRows:
    """The rows of a sheet and what is known beside them; ``left`` is its first column."""

    frame: pl.DataFrame
    structure: Structure = field(default_factory=Structure)
    left: int = 0

    def head(self, n: int) -> list[Row]:
        """Return the first ``n`` rows that are not empty; a merged text stands on each line."""
        return FrameRows(fill_texts(self.frame, self.structure, self.left)).head(n)

    def frames(
        self, after: int, width: int | None, tell: Callable[[Flaw], None]
    ) -> Iterator[pl.DataFrame]:
        """Yield the rows below line ``after``, which is the header's."""
        frame = self.frame
        if width is not None:
            tell_traps(frame, self.structure, self.left, after, width, tell)
            frame = fill_merged(frame, self.structure, self.left, after)
        yield from FrameRows(frame).frames(after, width, tell)


def read_xlsx(content: bytes, bestand: str, names: Collection[str]) -> Book:
    """Return the sheets of a workbook; ``names`` are those of columns that a finding may repeat.

    A number cell is written so that it can be read in one way only: ``1.041`` as a number is
    ``1.0410`` here, so that it is never taken for 1041; text stays as it was typed.

    Raises:
        Unreadable: not a workbook, damaged, or too large when it is inflated.
    """
    package = Package(content)
    structures = read_structure(package)
    looked_at = {structure.part for structure in structures}
    for name in package.names:
        if name not in looked_at:
            package.verify(name)
    for structure in structures:
        if structure.cells > CELLS:
            raise Unreadable(
                "een werkblad is te groot: er staan cijfers ver uit elkaar "
                f"(tot regel {structure.last_line}); haal losse cellen ver van de tabel weg"
            )
    known = tuple(_about(package, structures, bestand))
    repeated = frozenset(map(column_name, names))
    sheets = tuple(
        Sheet(
            structure.name,
            rows,
            bestand,
            structure.is_hidden,
            tuple(structure.notes),
            repeated,
            rows.left,
        )
        for structure, rows in _values(content, structures)
    )
    notes = [*notes_beside(package, looked_at), *_left_over(package, sheets)]
    doubts = tuple(_unseen(package, notes, bestand))
    return Book("xlsx", sheets, known, tuple(notes), doubts)


def _left_over(package: Package, sheets: Iterable[Sheet]) -> Iterator[Note]:
    """Yield the texts that the file keeps and no cell has any more."""
    texts = shared_texts(package)
    for sheet in sheets:
        for part in sheet.parts():
            for name in part.columns[1:]:
                texts -= set(part[name].unique())
    yield from (
        Note("een tekst die geen cel meer toont (plak de cijfers in een nieuw bestand)", text)
        for text in sorted(texts)
    )


#: What may be in a workbook besides XML; texts in a picture cannot be read.
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".svg", ".tif", ".tiff")
_KINDS = (".xml", ".rels", ".vml", ".bin", *_PICTURES)


def _about(package: Package, structures: list[Structure], bestand: str) -> Iterator[Finding]:
    """Yield what is remarkable about the workbook as a whole."""

    def remark(wat: str, doe: str) -> Finding:
        return Finding(bestand, None, None, wat, doe, "opmerking")

    if any(name.endswith("vbaproject.bin") for name in package.names):
        yield remark(
            "het bestand heeft macro's; die zijn niet gelezen en niet uitgevoerd",
            "stuur voortaan een .xlsx",
        )
    if any(name.startswith("xl/externallinks/externallink") for name in package.names):
        yield remark(
            "formules verwijzen naar andere bestanden; die zijn niet geopend, "
            "de laatst bewaarde uitkomsten tellen",
            "kijk na of die kloppen, of plak de getallen als waarden",
        )
    hidden = sum(s.is_hidden and s.right >= 0 for s in structures)
    if hidden:
        what = "is 1 verborgen werkblad" if hidden == 1 else f"zijn {hidden} verborgen werkbladen"
        yield remark(f"er {what}; cijfers daarop tellen niet mee", "haal weg wat niet nodig is")


def _unseen(package: Package, notes: Collection[Note], bestand: str) -> Iterator[Finding]:
    """Yield what nobody can look through for persons."""

    def finding(wat: str, doe: str, ernst: Ernst = "fout") -> Finding:
        return Finding(bestand, None, None, f"{wat} niet na te kijken op personen", doe, ernst)

    parts = [name for name in package.names if not name.endswith("/")]
    if any(name.startswith("xl/embeddings/") or not name.endswith(_KINDS) for name in parts):
        doe = "haal het weg en sla het bestand in Excel opnieuw op"
        yield finding("in dit Excelbestand zit een ander bestand; dat is", doe)
    if any(name.startswith("xl/media/") and name.endswith(_PICTURES) for name in parts):
        doe = "haal hem weg, of kijk of er alleen een beeldmerk op staat"
        yield finding("er staat een afbeelding in dit bestand; die is", doe, "waarschuwing")
    if any(not note.text for note in notes):
        doe = "laat alleen het werkblad met cijfers over"
        yield finding(
            "er staat te veel tekst naast de cellen, zoals in een draaitabel; die is", doe
        )


def _values(content: bytes, structures: list[Structure]) -> Iterator[tuple[Structure, XlsxRows]]:
    try:
        workbook = fastexcel.read_excel(content)
        for structure in structures:
            frame, left = _frame(workbook, structure.name)
            frame = as_shown(frame, structure.percents, left)
            yield structure, XlsxRows(frame, structure, left)
    except fastexcel.FastExcelError as error:
        raise damaged() from error
    except BaseException as error:
        # A panic of the library is no Exception; whatever else stops the program may do so.
        if type(error).__name__ == "PanicException":
            raise damaged() from error
        raise


def _load(
    workbook: fastexcel.ExcelReader, name: str, dtype: fastexcel.DType
) -> fastexcel.ExcelSheet:
    # skip_rows=0 keeps empty lines above the header, so that line numbers stay those of Excel.
    return workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes=dtype)


def _frame(workbook: fastexcel.ExcelReader, name: str) -> tuple[pl.DataFrame, int]:
    """Return ``regel`` and the cells as text, and the position of the first column."""
    sheet = _load(workbook, name, "string")
    columns = sheet.available_columns()
    if not columns:
        return pl.DataFrame(schema={"regel": pl.Int64}), 0
    text = sheet.to_polars()
    numbers = _load(workbook, name, "float").to_polars()
    # Only a cell that Excel holds as a number (or a date) reads as a moment; text does not.
    moments = _load(workbook, name, "datetime").to_polars()
    cells = {str(i): _plain(text[c], numbers[c], moments[c]) for i, c in enumerate(text.columns)}
    frame = pl.DataFrame(cells).with_row_index("regel", offset=1)
    return frame.with_columns(pl.col("regel").cast(pl.Int64)), columns[0].absolute_index


def _plain(text: pl.Series, numbers: pl.Series, moments: pl.Series) -> pl.Series:
    """Return the texts of a column; a true number in a form that has one reading."""
    text = text.fill_null("").str.strip_chars()
    is_fraction = moments.is_not_null() & numbers.is_not_null() & (numbers != numbers.floor())
    rows = (is_fraction & ~text.str.contains(_DATE)).arg_true()
    return text.scatter(rows, [_exact(number) for number in numbers.gather(rows)])


def _exact(number: float) -> str:
    exact = format(Decimal(repr(number)), "f")
    return f"{exact}0" if _THREE_DECIMALS.fullmatch(exact) else exact
