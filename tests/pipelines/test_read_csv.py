"""A CSV reads the same whoever reads it, part by part, and never larger than allowed."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peil.errors import PeilError
from pipelines import book, read_csv
from pipelines.book import Book, Table
from pipelines.read import read_book, read_file

CELL = st.text(st.sampled_from("aé1 .,-*\t\x0b\x85\u2028"), max_size=4)
NAMES = ("indicator", "gebied", "periode")


def read(content: bytes) -> Book:
    """Return the book of a file."""
    return read_book(content, "proef.csv", NAMES)


def table_of(content: bytes) -> Table:
    """Return the table under the first row."""
    (sheet,) = read(content).sheets
    return sheet.table(sheet.head(1)[0][0])


def plainly(text: str, delimiter: str, width: int) -> list[tuple[object, ...]]:
    """Read the rows below the header with the csv module and nothing else."""
    rows: list[tuple[object, ...]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, row in enumerate(reader, start=1):
        cells = [cell.strip() for cell in row[:width]]
        if number > 1 and any(cells):
            rows.append((number, *cells, *[""] * (width - len(cells))))
    return rows


@settings(max_examples=150)
@given(
    rows=st.lists(st.lists(CELL, max_size=4), max_size=8),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    delimiter=st.sampled_from(";,"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ends=st.booleans(),
)
def test_polars_and_csv_read_the_same(
    rows: list[list[str]], newline: str, delimiter: str, encoding: str, quoting: int, ends: bool
) -> None:
    if encoding == "cp1252":
        rows = [[c.encode("cp1252", "ignore").decode("cp1252") for c in row] for row in rows]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writerows([["indicator", "gebied", "periode"], *rows])
    text = out.getvalue() if ends else out.getvalue().removesuffix(newline)
    found = table_of(text.encode(encoding))
    # The text may be valid in both encodings; what the reader took is what is compared with.
    taken = text.encode(encoding).decode(_taken(text.encode(encoding)))
    assert found.frame.rows() == plainly(taken, delimiter, 3)
    wide = [f.regel for f in found.findings if f.kolom == "regel"]
    reader = csv.reader(io.StringIO(taken, newline=""), delimiter=delimiter)
    assert wide == [n for n, row in enumerate(reader, 1) if any(c.strip() for c in row[3:])]


def _taken(content: bytes) -> str:
    try:
        content.decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        return "cp1252"


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut a file into chunks of a few lines, batches of 3 and parts of 4 rows."""
    monkeypatch.setattr(read_csv, "_CHUNK", 60)
    monkeypatch.setattr(read_csv, "_BATCH", 3)
    monkeypatch.setattr(book, "SLICE", 4)


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("quoted", [None, 0, 7, 19])
def test_a_file_in_parts_keeps_every_row_and_line(quoted: int | None) -> None:
    cells = [[f"TE-{n}", f"GM{n:04}", "" if n % 5 else "x"] for n in range(20)]
    lines = ["indicator;gebied;periode"]
    for n, row in enumerate(cells):
        lines += [f'"{row[0]}";"{row[1]}";{row[2]}' if n == quoted else ";".join(row), ""]
    found = table_of("\n".join(lines).encode())
    parts = list(found.parts())
    assert max(part.height for part in parts) <= 4
    assert [part.row(i)[1:] for part in parts for i in range(part.height)] == [*map(tuple, cells)]
    assert [n for part in parts for n in part["regel"]] == list(range(2, 42, 2))
    assert found.height == 20


@pytest.mark.usefixtures("small_chunks")
def test_what_is_wrong_far_below_is_told_with_its_line() -> None:
    rows = ["a;b;c"] * 30
    rows[24] = "a;b;c;d"
    found = table_of("\n".join(["indicator;gebied;periode", *rows]).encode())
    assert [(f.regel, f.kolom) for f in found.findings] == [(26, "regel")]
    rows[27] = '"a;b;c'
    found = table_of("\n".join(["indicator;gebied;periode", *rows]).encode())
    assert [(f.regel, f.kolom) for f in found.findings] == [(26, "regel"), (29, "bestand")]


def test_a_file_of_many_flaws_tells_the_first_and_counts_the_rest() -> None:
    rows = ["a;b;c;d"] * (book.TOLD + 234)
    found = table_of("\n".join(["indicator;gebied;periode", *rows]).encode())
    assert len(found.findings) == book.TOLD + 1
    assert "nog 234 plekken" in found.findings[-1].wat


def test_a_header_may_stand_below_a_title() -> None:
    (sheet,) = read(b"Cijfers, voorlopig\n\nindicator;gebied;periode\na;b;c\n").sheets
    assert [line for line, _ in sheet.head(2)] == [1, 3]
    found = sheet.table(3)
    assert found.header == ("indicator", "gebied", "periode")
    assert found.frame.rows() == [(4, "a", "b", "c")]


def test_every_cell_is_there_for_who_looks_for_persons() -> None:
    (sheet,) = read(b"titel\nindicator;gebied\na;b;c;d\n").sheets
    seen = {cell for part in sheet.parts() for row in part.iter_rows() for cell in row[1:] if cell}
    assert seen == {"titel", "indicator", "gebied", "a", "b", "c", "d"}


def test_a_file_over_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(3_000_000)
    assert len(read_file(path)) == 3_000_000
    monkeypatch.setenv("PEIL_MAX_MB", "2")
    path.chmod(0)
    with pytest.raises(PeilError, match=r"groot\.csv is 3 MB; het mag 2 MB zijn"):
        read_file(path)
