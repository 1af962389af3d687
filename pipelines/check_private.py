"""Refuse personal data: every text cell of every sheet, hidden or not, its headings and its notes.

A cell that points to a person, a company or a casus is named by its place and repeated nowhere.
What is known (gebieden, indicators, the words of a form) is no name, and a nine-digit number in a
column of figures is a figure and no BSN.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from peil.areas import Areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from peil.errors import Finding
from pipelines.book import Book, Note, Sheet
from pipelines.private_words import (
    ADDRESS,
    BSN,
    GIVEN,
    find_private,
    find_private_name,
    read_heading,
)
from pipelines.read import COLUMNS, column_name

FIGURES: Final = ("waarde", "noemer", "marge_laag", "marge_hoog")
_ADVICE: Final = "haal het weg; hier horen alleen cijfers en functies"
#: Above this line of a sheet a heading may stand.
_HEAD: Final = 30
#: So many cells are marked; a file with more is refused all the same.
MOST: Final = 20_000
#: Only a text that has one of these can point to a person: wider than what is looked for, and
#: read in one go, so that a file of remarks is judged fast.
_MAYBE: Final = "|".join(
    (
        r"[^\x20-\x7e]|[@({\[]|(?i:apenstaart|linkedin|geb)",
        r"(?:\d[^a-zA-Z\n]{0,4}){8}",
        r"\d{4} ?[A-Za-z]{2}\b",
        r"(?i:straat|laan|plein|gracht|kade|singel|steeg|dreef|plantsoen|dijk|str|weg|park|pad|"
        r"haven|wal|markt)[^\d\n]{0,20}\d",
        r"(?i:\b[a-z\d]{1,3}-[a-z\d]{1,3}-[a-z\d]{1,3}\b)",
        r"(?i:nl ?\d\d)",
        r"(?i:casus|zaak|dossier|parket|pv|verbaal|bvh|sin)[^\n]{0,30}\d",
        r"(?i:\b(?:dhr|mevr|mw|hr|fam|heer|mevrouw|meneer|mijnheer|familie)\b)",
        rf"[A-Z][a-z]?\.|\b(?:{GIVEN}|{GIVEN.upper()})\b",
    )
)
#: Numbers and periods as a partner writes them, too short to be of a person.
_PLAIN: Final = (
    r"^-?[\d., ]{0,8}[*%]?$|^-?\d{1,7}[.,]\d{1,6}[*%]?$|^\d{4}-\d{2}(?:-\d{2} 00:00:00)?$"
    r"|^\d{4}(?:JJ|KW|MM|-K)\d{1,2}$"
)
#: A value of fewer signs also stands in a text by chance.
_SHORT: Final = 5
#: So many gebieden or years beside each other are headings of figures.
_ACROSS: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)\d{2}\*?")
#: An amount among figures: no telephone number has so few digits without a 0 before it.
_AMOUNT: Final = r"^-?[1-9]\d{0,9}(?:[.,]\d+)?[*%]?$"
_FIGURE: Final = re.compile(r"-?[\d., ]+[*%]?")
_POSTCODE: Final = re.compile(r"(?:postcode|pc|pc4|pc6)")
_NUMBER: Final = re.compile(r"(?:nr\.?|nummer|no\.?)")


@dataclass(frozen=True, slots=True)
class PrivateCell:
    """Where something personal stands: sheet from 1, line as a spreadsheet, column from 0.

    ``kop`` is the line of the heading that told so, 0 when the cell tells it itself.
    """

    blad: int
    regel: int
    kolom: int
    wat: str
    kop: int = 0


@dataclass
class Private:
    """What was found in one file; ``texts`` are the values, only to keep them out of messages."""

    cells: list[PrivateCell] = field(default_factory=list[PrivateCell])
    texts: set[str] = field(default_factory=set[str], repr=False)


@dataclass(frozen=True)
class Words:
    """What is no name: known words (folded), gebieden, and names of columns that hold figures."""

    known: frozenset[str]
    gebieden: frozenset[str]
    figures: frozenset[str]


def known_words(bronnen: Iterable[Bron], catalogue: Catalogue, areas: Areas) -> Words:
    """Return the words of areas, catalogue and the forms of these bronnen."""
    gebieden = {t for a in areas.all for t in (a.code, a.naam, a.naam_lang, *a.aliassen)}
    known = set(gebieden)
    for indicator in catalogue:
        known |= {indicator.slug, indicator.code, indicator.titel}
        known |= {t for d in indicator.uitsplitsing for w in d.waarden for t in (w.code, w.titel)}
    figures = set(FIGURES)
    for vorm in (vorm for bron in bronnen for vorm in bron.vorm):
        numbers = [k for k in vorm.kolom if k.rol not in ("status", "toelichting")]
        figures |= {column_name(name) for k in numbers for name in (k.kolom, *k.ook)}
        known |= {*vorm.sleutel, *vorm.gebied.codes, *vorm.gebied.overslaan, *vorm.totaalrij}
        known |= {vorm.gebied.kolom, *vorm.gebied.ook, vorm.periode.kolom, *vorm.periode.ook}
        known |= {text for wat in vorm.wat for text in wat.als} | set(vorm.negeer)
        known |= {name for k in vorm.kolom for name in (k.kolom, *k.ook)}
    return Words(_folded({*known, *COLUMNS}), _folded(gebieden), frozenset(figures))


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text.strip().casefold() for text in texts if text)


@dataclass(frozen=True)
class _Heading:
    regel: int
    wat: str
    fits: Callable[[str], bool]


class Scanner:
    """Looks through the cells of one file: ``open`` a sheet, then give it part by part."""

    def __init__(self, words: Words) -> None:
        """Start with nothing found."""
        self.found = Private()
        self._words = words
        self._judged: dict[str, str | None] = {}
        self._blad = 0
        self._headings: dict[int, _Heading] = {}
        self._figures: set[int] = set()

    def open(self, blad: int, head: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Start a sheet: its first rows tell which columns hold figures and which persons."""
        self._blad, self._headings, self._figures = blad, {}, set()
        for regel, row in head:
            cells = [cell.strip() for cell in row]
            self._read_head(regel, cells)
            for column, text in enumerate(cells):
                self._keep([(regel, column, text)], self._judge_all([text], column), kop=0)

    def part(self, frame: pl.DataFrame) -> None:
        """Look through rows of the open sheet: ``regel`` and text columns ``"0"``, ``"1"``, …"""
        for name in frame.columns:
            if name != "regel" and len(self.found.cells) < MOST:
                self._column(frame.select("regel", cel=name), int(name))

    def _read_head(self, regel: int, cells: Sequence[str]) -> None:
        names = [column_name(text) for text in cells]
        has_postcode = any(map(_POSTCODE.fullmatch, names))
        across = [c for c, text in enumerate(cells) if self._is_across(text)]
        if len(across) >= _ACROSS:
            self._figures.update(across)
        for column, (name, text) in enumerate(zip(names, cells, strict=True)):
            if name in self._words.figures:
                self._figures.add(column)
            if self._is_known(text):
                continue
            heading = read_heading(text)
            if heading is None and has_postcode and _NUMBER.fullmatch(name):
                heading = ADDRESS, str.isdecimal
            if heading:
                self._headings.setdefault(column, _Heading(regel, *heading))

    def _column(self, cells: pl.DataFrame, column: int) -> None:
        texts = cells["cel"].unique()
        if column in self._figures:
            texts = texts.filter(~texts.str.contains(_AMOUNT))
        maybe = texts.filter(_may_be_private(texts)).to_list()
        self._mark(cells, column, self._judge_all(maybe, column), kop=0)
        heading = self._headings.get(column)
        if heading:
            below = cells.filter(pl.col("regel") > heading.regel)
            fits = [t for t in below["cel"].unique().drop_nulls().to_list() if heading.fits(t)]
            under = {t: heading.wat for t in fits if not self._is_known(t)}
            self._mark(below, column, under, kop=heading.regel)

    def _mark(
        self, cells: pl.DataFrame, column: int, bad: Mapping[str, str | None], *, kop: int
    ) -> None:
        found = [text for text, kind in bad.items() if kind]
        if found:
            rows = cells.filter(pl.col("cel").is_in(found)).head(MOST)
            self._keep([(regel, column, text) for regel, text in rows.iter_rows()], bad, kop=kop)

    def _keep(
        self, places: Iterable[tuple[int, int, str]], kinds: Mapping[str, str | None], *, kop: int
    ) -> None:
        for regel, column, text in places:
            kind = kinds[text]
            if kind:
                self.found.cells.append(PrivateCell(self._blad, regel, column, kind, kop))
                self.found.texts.add(text)

    def _is_across(self, text: str) -> bool:
        """Say whether a heading may be a gebied or a year with figures below it."""
        return bool(_YEAR.fullmatch(text)) or text.strip().casefold() in self._words.gebieden

    def _is_known(self, text: str) -> bool:
        return text.strip().casefold() in self._words.known

    def _judge_all(self, texts: Iterable[str], column: int) -> dict[str, str | None]:
        """Return what each text is; a number among figures may pass the eleven-test by chance."""
        kinds = {text: self._judge(text) for text in texts}
        if column not in self._figures:
            return kinds
        return {t: None if k == BSN and _FIGURE.fullmatch(t) else k for t, k in kinds.items()}

    def _judge(self, text: str) -> str | None:
        if text not in self._judged:
            self._judged[text] = None if self._is_known(text) else find_private(text)
        return self._judged[text]


def _may_be_private(texts: pl.Series) -> pl.Series:
    return texts.str.contains(_MAYBE) & ~texts.str.contains(_PLAIN)


def may_be_private(text: str) -> bool:
    """Say whether a text must be looked at: it never passes over what would be found."""
    return bool(_may_be_private(pl.Series([text]))[0])


def scan(book: Book, words: Words) -> Private:
    """Return everything personal in a book: in every sheet, hidden ones too."""
    scanner = Scanner(words)
    for blad, sheet in enumerate(book.sheets, start=1):
        scanner.open(blad, sheet.head(_HEAD))
        for part in sheet.parts():
            scanner.part(part)
    return scanner.found


def refuse_private(
    findings: Iterable[Finding], book: Book, bestand: str, words: Words
) -> list[Finding]:
    """Return the findings of a check with what is personal in the book told as errors.

    No finding repeats such a value: one that did is left out, its place is named already.
    """
    found = scan(book, words)
    found.texts.update(sheet.name for sheet in book.sheets if find_private_name(sheet.name))
    told = _tell(found, bestand, book, words)
    places = {(f.regel, f.kolom) for f in told}
    others = [f for f in findings if (f.regel, f.kolom) not in places]
    said = pl.Series([f"{f.kolom}\n{f.wat}\n{f.doe}" for f in others], dtype=pl.String)
    forms = {form for t in found.texts for form in (t, column_name(t), " ".join(t.split())) if form}
    # Short values ("12") also stand in a text by chance: only when they are quoted.
    quoted = [form if len(form) >= _SHORT else f"'{form}'" for form in forms]
    repeats = (
        said.str.contains_any(quoted, ascii_case_insensitive=True)
        if quoted
        else [False] * len(others)
    )
    return [f for f, repeat in zip(others, repeats, strict=True) if not repeat] + told


def _tell(found: Private, bestand: str, book: Book, words: Words) -> list[Finding]:
    """Return one finding per cell, and one per column whose heading tells what is in it."""
    findings: dict[tuple[int, int, int], Finding] = {}
    for number, sheet in enumerate(book.sheets, start=1):
        if kind := find_private_name(sheet.name):
            wat = f"in de naam van werkblad {number} staat {kind}"
            doe = "geef het werkblad een andere naam"
            findings[number, 0, 0] = Finding(bestand, None, f"werkblad {number}", wat, doe)
        for place, finding in _tell_notes(sheet.notes, bestand, _safe(sheet, number), words):
            findings.setdefault((number, -1, place), finding)
    for place, finding in _tell_notes(book.notes, bestand, "bestand", words):
        findings.setdefault((0, -1, place), finding)
    for cell in found.cells:
        line = cell.kop or cell.regel
        key = (cell.blad, line, cell.kolom)
        if key not in findings:
            where = "in deze kolom" if cell.kop else "hier"
            kolom = _place(book.sheets[cell.blad - 1], cell.blad, line, cell.kolom, words)
            findings[key] = Finding(bestand, line, kolom, f"{where} staat {cell.wat}", _ADVICE)
    return list(findings.values())


def _tell_notes(
    notes: Iterable[Note], bestand: str, kolom: str, words: Words
) -> list[tuple[int, Finding]]:
    """Return what is said of texts beside the cells, once per place and kind, numbered.

    A comment often starts with the name of who wrote it: every line of it is a text too.
    """
    found: dict[tuple[str, str], Finding] = {}
    for note in notes:
        lines = [note.text, *(line.strip(" :\t") for line in note.text.splitlines())]
        texts = [text for text in lines if text.strip().casefold() not in words.known]
        kind = next(filter(None, map(find_private, texts)), None)
        if kind and (note.place, kind) not in found:
            line = re.search(r"\d+$", note.place)
            regel = int(line[0]) if line else None
            wat = f"in {note.place} staat {kind}"
            found[note.place, kind] = Finding(bestand, regel, kolom, wat, _ADVICE)
    return list(enumerate(found.values()))


def _safe(sheet: Sheet, blad: int) -> str:
    return f"werkblad {blad}" if find_private_name(sheet.name) else sheet.name


def _place(sheet: Sheet, blad: int, regel: int, column: int, words: Words) -> str:
    """Return ``Blad1!C12``; in a CSV the name of the column where that is a known word."""
    if sheet.name:
        return f"{_safe(sheet, blad)}!{sheet.cell(regel, column)}"
    _, first = sheet.head(1)[0]
    name = column_name(first[column]) if column < len(first) else ""
    is_known = name in words.figures or name in words.known
    return name if is_known else f"kolom-{column + 1}"
