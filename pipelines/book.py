"""What a reader makes of a delivered file: sheets of rows, and of a sheet a table of text cells.

    bytes ── read_book ──▶ Book ── sheet.table(header_line) ──▶ Table ── parts() ──▶ frames of text

A CSV is a book of one sheet. Rows are read part by part, so that a file of ten million rows needs
no more memory than one part of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import Protocol

import polars as pl

from peil.errors import Ernst, Finding

#: The most rows that a part has.
SLICE = 250_000
#: How many flaws of a file are told; the rest is counted.
TOLD = 1_000
#: The height in points of one line of text in a workbook that we write.
LINE_HEIGHT = 15
#: A row of a sheet: its line as a spreadsheet counts, and its cells.
Row = tuple[int, list[str]]


class Unreadable(Exception):
    """The file cannot be read any further; the text is ``wat er mis is; wat te doen``."""

    def __init__(self, text: str, regel: int = 1) -> None:
        super().__init__(text)
        self.regel = regel


@dataclass(frozen=True)
class Flaw:
    """Something wrong at a line, in the column at ``position`` (from 0) when it is one column.

    Else ``kolom`` says what of the line or the file it is about.
    """

    regel: int
    position: int | None
    wat: str
    doe: str
    ernst: Ernst = "fout"
    kolom: str | None = None


@dataclass(frozen=True)
class Note:
    """A text that stands beside the cells, such as a comment; ``place`` says where, in Dutch."""

    place: str
    text: str


class Rows(Protocol):
    """The rows of one sheet, wherever they come from."""

    def head(self, n: int) -> list[Row]:
        """Return the first ``n`` rows that are not empty."""
        ...

    def frames(
        self, after: int, width: int | None, tell: Callable[[Flaw], None]
    ) -> Iterator[pl.DataFrame]:
        """Yield the rows below line ``after`` as ``regel`` and text columns ``"0"``, ``"1"``, ….

        With a ``width`` every frame has that many columns and a wider row is a flaw; without it
        a frame is as wide as its widest row.

        Raises:
            Unreadable: the file cannot be read any further.
        """
        ...


@dataclass(frozen=True)
class FrameRows:
    """Rows that are in memory already: ``regel`` and text columns, of the whole sheet."""

    frame: pl.DataFrame

    def head(self, n: int) -> list[Row]:
        """Return the first ``n`` rows that are not empty."""
        rows: list[Row] = []
        for regel, *cells in self.frame.iter_rows():
            if len(rows) == n:
                break
            if any(cell.strip() for cell in cells):
                rows.append((regel, cells))
        return rows

    def frames(
        self, after: int, width: int | None, tell: Callable[[Flaw], None]
    ) -> Iterator[pl.DataFrame]:
        """Yield the rows below line ``after``."""
        frame = self.frame.filter(pl.col("regel") > after)
        own = frame.width - 1
        if width is None or width == own:
            yield frame
            return
        if width < own:
            tell_wide(frame, width, _LOOSE, tell)
        yield widened(frame, width)


_LOOSE = "zet boven elke kolom een naam of maak de losse cellen leeg"


def framed(rows: Sequence[Row]) -> pl.DataFrame:
    """Return rows as a frame: ``regel`` and as many text columns as the widest row has cells."""
    widest = max((len(cells) for _, cells in rows), default=0)
    data = {
        str(i): pl.Series([row[i] if i < len(row) else "" for _, row in rows], dtype=pl.String)
        for i in range(widest)
    }
    return pl.DataFrame({"regel": pl.Series([line for line, _ in rows], dtype=pl.Int64), **data})


def widened(frame: pl.DataFrame, width: int) -> pl.DataFrame:
    """Return the frame with exactly ``width`` text columns; what is beyond them is left out."""
    own = frame.width - 1
    empty = [pl.lit("").alias(str(i)) for i in range(own, width)]
    return frame.select("regel", *(str(i) for i in range(min(own, width))), *empty)


def tell_wide(frame: pl.DataFrame, width: int, doe: str, tell: Callable[[Flaw], None]) -> None:
    """Tell every row that has text beyond the header's ``width`` columns."""
    beyond = [pl.col(name).str.strip_chars() != "" for name in frame.columns[width + 1 :]]
    for regel, *cells in frame.filter(pl.any_horizontal(beyond)).iter_rows():
        # Polars keeps some control signs (U+001C to U+001F) that are no text to Python.
        last = max((i for i, cell in enumerate(cells, start=1) if cell.strip()), default=0)
        if not last:
            continue
        tell(
            Flaw(
                regel,
                None,
                f"deze regel heeft {last} cellen en de kop {width}",
                doe,
                "fout",
                "regel",
            )
        )


class Table:
    """The rows below a header, as text, in parts.

    ``header`` holds the names as delivered, ``header_line`` its line. A part has ``regel`` (as a
    spreadsheet counts) and one text column per header cell, named by its position: stripped, and
    without empty rows.
    """

    def __init__(
        self,
        header: Sequence[str],
        header_line: int,
        read: Callable[[Callable[[Flaw], None]], Iterator[pl.DataFrame]],
        as_finding: Callable[[Flaw], Finding],
        known: Sequence[Finding] = (),
    ) -> None:
        """Take ``read``, which yields frames and tells flaws; ``known`` was found before."""
        self.header = tuple(header)
        self.header_line = header_line
        self._read = read
        self._as_finding = as_finding
        self._known = tuple(known)
        self._findings: tuple[Finding, ...] | None = None
        self._height = 0

    @classmethod
    def unread(cls, findings: Sequence[Finding]) -> "Table":
        """Return the table of a file that could not be read: no header, no rows."""
        return _Unread((), 1, lambda _: iter(()), _as_it_is, findings)

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of at most ``SLICE``, at least one; read anew at every call."""
        flaws = _Flaws()
        height = 0
        try:
            for frame in self._read(flaws.add):
                for part in _cleaned(frame).iter_slices(SLICE):
                    if part.height:
                        height += part.height
                        yield part
        except Unreadable as error:
            wat, _, doe = str(error).partition("; ")
            flaws.add(Flaw(error.regel, None, wat, doe, "fout", "bestand"), is_last=True)
        else:
            if not height:
                wat, doe = "er staan geen regels onder de kop", "vul het bestand"
                flaws.add(Flaw(self.header_line, None, wat, doe, "fout", "bestand"), is_last=True)
        if not height:
            yield self._empty()
        self._height = height
        self._findings = (*self._known, *map(self._as_finding, flaws.told()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the reading; costs nothing once ``parts`` was read out."""
        if self._findings is None:
            for _ in self.parts():
                pass
        return self._findings or ()

    @property
    def height(self) -> int:
        """Return the number of rows; costs nothing once ``parts`` was read out."""
        return self._height if self.findings or self._height else 0

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Return all rows at once: for small files."""
        return pl.concat(self.parts(), rechunk=True)

    def _empty(self) -> pl.DataFrame:
        schema = {"regel": pl.Int64, **{str(i): pl.String for i in range(len(self.header))}}
        return pl.DataFrame(schema=schema)


class _Unread(Table):
    """A table of nothing, which says only what was known before."""

    def parts(self) -> Iterator[pl.DataFrame]:
        self._findings = self._known
        yield self._empty()


def _as_it_is(flaw: Flaw) -> Finding:
    return Finding("", flaw.regel, flaw.kolom, flaw.wat, flaw.doe, flaw.ernst)


@dataclass
class _Flaws:
    """Keeps the first flaws and counts the others."""

    kept: list[Flaw] = field(default_factory=list[Flaw])
    more: int = 0

    def add(self, flaw: Flaw, *, is_last: bool = False) -> None:
        if len(self.kept) < TOLD or is_last:
            self.kept.append(flaw)
        else:
            self.more += 1

    def told(self) -> list[Flaw]:
        if not self.more:
            return self.kept
        wat = f"er zijn nog {self.more} plekken in dit bestand die niet goed te lezen zijn"
        doe = "herstel eerst wat hierboven staat en controleer het bestand dan opnieuw"
        return [*self.kept, Flaw(self.kept[-1].regel, None, wat, doe)]


def _cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame without spaces around cells and without empty rows."""
    names = frame.columns[1:]
    frame = frame.with_columns(pl.col(name).str.strip_chars() for name in names)
    return frame.filter(pl.any_horizontal(pl.lit(False), *(pl.col(name) != "" for name in names)))


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``notes`` are its comments and other texts beside the cells.

    ``names`` are the names of columns that a finding may repeat: any other may be personal.
    ``first_column`` is the position in the spreadsheet of the column ``"0"``.
    """

    name: str
    rows: Rows
    bestand: str
    is_hidden: bool = False
    notes: tuple[Note, ...] = ()
    names: frozenset[str] = frozenset()
    first_column: int = 0

    def cell(self, regel: int, position: int) -> str:
        """Return a cell as a spreadsheet names it, such as ``C12``."""
        return f"{column_letters(self.first_column + position)}{regel}"

    def head(self, n: int) -> list[Row]:
        """Return the first ``n`` rows that are not empty: line and cells."""
        return [(line, [cell.strip() for cell in cells]) for line, cells in self.rows.head(n)]

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield every row of the sheet, also above a header and beyond its width, stripped.

        Stops where the file cannot be read any further; the table tells of that.
        """
        try:
            for frame in self.rows.frames(0, None, lambda _: None):
                yield _cleaned(frame)
        except Unreadable:
            return

    def table(self, header_line: int, known: Sequence[Finding] = ()) -> Table:
        """Return the table whose header stands at this line; it also tells what is ``known``."""
        header = self._header(header_line)

        def as_finding(flaw: Flaw) -> Finding:
            kolom = flaw.kolom
            if flaw.position is not None and flaw.position < len(header):
                text = header[flaw.position]
                kolom = text if column_name(text) in self.names else None
            return Finding(self.bestand, flaw.regel, kolom, flaw.wat, flaw.doe, flaw.ernst)

        def read(tell: Callable[[Flaw], None]) -> Iterator[pl.DataFrame]:
            return self.rows.frames(header_line, len(header), tell)

        return Table(header, header_line, read, as_finding, known)

    def _header(self, line: int) -> list[str]:
        count = 50
        rows = self.head(count)
        while len(rows) == count and rows[-1][0] < line:
            count *= 4
            rows = self.head(count)
        found = next((cells for regel, cells in rows if regel == line), [])
        header = [cell.strip() for cell in found]
        while header and not header[-1]:
            header.pop()
        return header


@dataclass(frozen=True)
class Book:
    """A delivered file: its sheets in their order, and what is said of the file as a whole.

    Without sheets the file could not be read: ``findings`` say why. ``doubts`` are what cannot be
    looked through for persons; that is only asked of a new file.
    """

    soort: str
    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    doubts: tuple[Finding, ...] = ()


def column_name(text: str) -> str:
    """Return a header cell as a column name: lower case, ``_`` for spaces."""
    return "_".join(text.strip().casefold().split())


def column_position(letters: str) -> int:
    """Return the position (from 0) of a column by the letters of a spreadsheet."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(position: int) -> str:
    """Return the letters of a column by its position (from 0)."""
    text = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def row_height(cells: Sequence[tuple[str, float]]) -> float:
    """Return the height in points of a row of wrapped texts, each with the width of its column.

    Not every program makes a row higher by itself when it opens a workbook.
    """
    return LINE_HEIGHT * max(ceil(1.15 * len(text) / width) or 1 for text, width in cells)
