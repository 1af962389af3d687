"""Read a CSV file in parts: by Polars where that is sure to give the same, else by ``csv``.

Simple text has no quotes and no lone carriage returns; then a line is a record and a delimiter
ends a cell, whoever reads it. From the first quote on the rest of the file is read by ``csv``.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import polars as pl

from pipelines.book import Flaw, Row, Unreadable, column_name, framed, tell_wide, widened

_EXCEL_HINT = re.compile(rb'"?sep=[;,]"?\s*', re.IGNORECASE)
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: How many bytes are looked at in one go, and how many rows are kept as lists.
_CHUNK = 8_000_000
_BATCH = 50_000
#: How many lines are looked at to find the delimiter.
_FIRST_LINES = 30
_QUOTE = "zet een getal of tekst met het scheidingsteken erin tussen aanhalingstekens"


@dataclass(frozen=True)
class CsvRows:
    """The records of a CSV; the text begins at byte ``start``, after ``skipped`` lines."""

    content: bytes
    encoding: str
    delimiter: str
    start: int
    skipped: int

    def head(self, n: int) -> list[Row]:
        """Return the first ``n`` records that are not empty, as far as they can be read."""
        rows: list[Row] = []
        try:
            for number, record in self._records(self.start, self.skipped):
                if len(rows) == n:
                    break
                if any(cell.strip() for cell in record):
                    rows.append((number, record))
        except Unreadable:
            pass
        return rows

    def frames(
        self, after: int, width: int | None, tell: Callable[[Flaw], None]
    ) -> Iterator[pl.DataFrame]:
        """Yield the records below line ``after``."""
        offset, line = self.start, self.skipped
        while offset < len(self.content):
            end = self._end_of_chunk(offset)
            frame = self._simple(self.content[offset:end], line, width)
            if frame is None:
                yield from self._by_csv(offset, line, after, width, tell)
                return
            line += frame.height
            offset = end
            yield frame.filter(pl.col("regel") > after) if line - frame.height < after else frame

    def _end_of_chunk(self, offset: int) -> int:
        """Return where a chunk of whole lines ends; a longer line makes a longer chunk."""
        end = self.content.rfind(b"\n", offset, offset + _CHUNK)
        if end < 0:
            end = self.content.find(b"\n", offset)
        return end + 1 if end >= 0 else len(self.content)

    def _simple(self, chunk: bytes, line: int, width: int | None) -> pl.DataFrame | None:
        """Return a chunk as read by Polars, or nothing where ``csv`` might read it otherwise."""
        is_mixed = b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n")
        if width == 0 or b'"' in chunk or is_mixed:
            return None
        if width is None:
            end = chunk.find(b"\n")
            width = chunk.count(self.delimiter.encode(), 0, end if end >= 0 else len(chunk)) + 1
        if self.encoding != "utf-8":
            chunk = chunk.decode(self.encoding).encode()
        try:
            frame = pl.read_csv(
                chunk,
                has_header=False,
                schema={str(i): pl.String for i in range(width)},
                separator=self.delimiter,
                quote_char=None,
                empty_string_is_null=False,
                missing_columns="insert",
                row_index_name="regel",
                row_index_offset=line + 1,
            )
        except pl.exceptions.PolarsError:
            # A row that is wider than the header, most likely: csv tells which.
            return None
        names = frame.columns[1:]
        frame = frame.with_columns(pl.col("regel").cast(pl.Int64), pl.col(names).fill_null(""))
        lines = chunk.count(b"\n") + (not chunk.endswith(b"\n"))
        longest = frame.select(pl.max_horizontal(pl.col(names).str.len_bytes().max())).item()
        if frame.height != lines or (longest or 0) >= csv.field_size_limit():
            return None
        return frame

    def _by_csv(
        self, offset: int, line: int, after: int, width: int | None, tell: Callable[[Flaw], None]
    ) -> Iterator[pl.DataFrame]:
        batch: list[Row] = []
        for number, record in self._records(offset, line):
            if number > after and any(record):
                batch.append((number, record))
            if len(batch) == _BATCH:
                yield _fitted(batch, width, tell)
                batch = []
        if batch:
            yield _fitted(batch, width, tell)

    def _records(self, offset: int, line: int) -> Iterator[Row]:
        """Yield the records from a byte on, numbered as the rows of a spreadsheet.

        Raises:
            Unreadable: a quote does not close, or a cell is far too long.
        """
        raw = io.BytesIO(self.content)
        raw.seek(offset)
        text = io.TextIOWrapper(raw, encoding=self.encoding, newline="")
        number = line
        try:
            reader = csv.reader(text, delimiter=self.delimiter, strict=True)
            for number, record in enumerate(reader, start=line + 1):
                yield number, record
        except csv.Error as error:
            raise Unreadable(
                "hier staat een aanhalingsteken dat niet sluit of een veel te lange cel; "
                "kijk de aanhalingstekens na",
                number + 1,
            ) from error


def _fitted(batch: list[Row], width: int | None, tell: Callable[[Flaw], None]) -> pl.DataFrame:
    frame = framed(batch)
    if width is None:
        return frame
    if frame.width > width + 1:
        tell_wide(frame, width, _QUOTE, tell)
    return widened(frame, width)


def read_csv(content: bytes, names: Collection[str]) -> CsvRows:
    """Return the rows of a CSV (``;`` or ``,``; UTF-8 or Windows-1252).

    The delimiter is the one that splits the first lines into the most known ``names``.

    Raises:
        Unreadable: this is no CSV, or it is written in a way that is not read.
    """
    _refuse_others(content)
    encoding = _encoding(content)
    start = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    first = content[start : start + 20].partition(b"\n")[0]
    skipped = 0
    if _EXCEL_HINT.fullmatch(first.strip()):
        start, skipped = start + len(first) + 1, 1
    return CsvRows(content, encoding, _delimiter(content, start, encoding, names), start, skipped)


def _refuse_others(content: bytes) -> None:
    if not content or content.isspace():
        raise Unreadable("het bestand is leeg; lever een bestand met een kop en regels")
    if content.startswith(_OLD_OFFICE):
        raise Unreadable(
            "dit is een oud of met een wachtwoord beveiligd Excelbestand; "
            "sla het zonder wachtwoord op als .xlsx"
        )
    if content.startswith(_UTF16):
        raise Unreadable(
            "het bestand is als Unicode-tekst (UTF-16) opgeslagen; "
            "sla het op als 'CSV UTF-8' of als .xlsx"
        )
    if b"\0" in content or content.startswith(b"%PDF"):
        raise Unreadable("dit is geen CSV- of XLSX-bestand; sla het op als .xlsx of .csv")


def _encoding(content: bytes) -> str:
    """Return how the whole text is written; looked at in chunks, so that it costs no memory."""
    if content.isascii():
        return "utf-8"
    for encoding in ("utf-8", "cp1252"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for offset in range(0, len(content), _CHUNK):
                piece = content[offset : offset + _CHUNK]
                decoder.decode(piece, final=offset + _CHUNK >= len(content))
            return encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        "het bestand bevat tekens die niet te lezen zijn; sla het op als 'CSV UTF-8' of als .xlsx"
    )


def _delimiter(content: bytes, start: int, encoding: str, names: Collection[str]) -> str:
    """Return the delimiter that splits one of the first lines into the most known names."""
    wanted = {column_name(name) for name in names}
    text = content[start : start + 100_000].decode(encoding, errors="replace")
    lines = [line for line in text.splitlines() if line.strip()][:_FIRST_LINES]

    def known(delimiter: str) -> tuple[int, int]:
        rows = [row for line in lines for row in csv.reader([line], delimiter=delimiter)]
        counts = [len({column_name(name) for name in row} & wanted) for row in rows]
        # Where no name is known, the sign that stands there most is likely it.
        return max(counts, default=0), sum(map(len, rows)) - len(rows)

    best = max((";", ",", "\t"), key=known)
    if best == "\t" and known("\t") > (0, 0):
        raise Unreadable(
            "de kolommen zijn met tabs gescheiden; sla het bestand op met ';' of ',' of als .xlsx"
        )
    return best
