"""Read a delivery of the standard form as its rules are written down, without ``pipelines``.

``Plain(data).read(content, bron)`` gives every cell of a sound file; what is accepted must equal
it. It reads the TOML and CSV of the region itself, and has its own way with numbers.
"""

import csv
import re
import tomllib
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from plain_grid import Cell, Grid, NotPlain, plain_name, read_sheets

COLUMNS = (
    *("indicator", "gebied", "periode", "uitsplitsing", "waarde", "noemer"),
    *("marge_laag", "marge_hoog", "status", "toelichting"),
)
STATUS = {
    "cijfer": "cijfer",
    "definitief": "cijfer",
    "onderdrukt": "onderdrukt",
    "geheim": "onderdrukt",
    "niet geleverd": "niet geleverd",
    "ontbreekt": "ontbreekt",
    "niet van toepassing": "niet van toepassing",
    "n.v.t.": "niet van toepassing",
    "nvt": "niet van toepassing",
}
LEVELS = ("gemeente", "district", "eenheid", "nederland")


class Key(NamedTuple):
    """What a figure is about."""

    indicator: str
    gebied: str
    periode: str
    uitsplitsing: str


class Figure(NamedTuple):
    """What a file says about it, and on which line."""

    regel: int
    waarde: float | None
    noemer: float | None
    marge_laag: float | None
    marge_hoog: float | None
    status: str
    is_voorlopig: bool
    toelichting: str


Figures = dict[Key, Figure]


class Plain:
    """The words of a region: its areas, indicators and bronnen, from the files in ``data``."""

    def __init__(self, data: Path) -> None:
        """Read what is declared."""
        files = sorted((data / "catalogue").glob("*/*.toml"))
        self.indicators = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in files}
        self.codes = {declared["code"].upper(): slug for slug, declared in self.indicators.items()}
        with (data / "gebieden" / "gebieden.csv").open(encoding="utf-8", newline="") as file:
            self.areas = list(csv.DictReader(file))
        files = sorted((data / "bronnen").glob("*.toml"))
        self.bronnen = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in files}

    def read(self, content: bytes, bron: str = "standaard") -> Figures:
        """Return the figures of a file in the standard form.

        Raises:
            NotPlain: something in it has no meaning for this reader.
        """
        found: Figures = {}
        for header, rows in self._tables(content):
            for line, cells in rows:
                row = {name: cells[n] if n < len(cells) else None for n, name in header.items()}
                if all(cell in (None, "") for cell in row.values()):
                    continue
                key, figure = self.figure(line, row, bron)
                if key in found:
                    raise NotPlain(f"{key} twice")
                found[key] = figure
        return found

    def _tables(self, content: bytes) -> list[tuple[dict[int, str], Grid]]:
        """Return the one table with the names of the standard form, below its header."""
        tables: list[tuple[dict[int, str], Grid]] = []
        for sheet in read_sheets(content, COLUMNS):
            if sheet.is_hidden:
                continue
            for number, (_, cells) in enumerate(sheet.rows):
                names = {n: plain_name(text(cell)) for n, cell in enumerate(cells)}
                if {"indicator", "gebied", "periode"} <= set(names.values()):
                    header = {n: name for n, name in names.items() if name in COLUMNS}
                    tables.append((header, sheet.below(number)))
                    break
        if len(tables) != 1:
            raise NotPlain(f"{len(tables)} tables")
        return tables

    def figure(self, line: int, row: dict[str, Cell], bron: str) -> tuple[Key, Figure]:
        """Return what one row says."""
        slug = self.indicator(text(row.get("indicator")))
        declared = self.indicators[slug]
        is_count = declared["soort"] in ("telling", "aandeel")
        is_percent = not is_count and declared["meeteenheid"].startswith("%")
        periode = period(row.get("periode"))
        key = Key(
            slug,
            self.area(text(row.get("gebied")), int(periode[:4]), bron),
            periode,
            self.part(declared, text(row.get("uitsplitsing"))),
        )
        word, later = status(text(row.get("status")))
        waarde, marker, soon = value(row.get("waarde"), is_count=is_count, is_percent=is_percent)
        is_known = waarde is not None
        state = word or marker or ("cijfer" if is_known else "")
        if not state or (marker and state != marker) or is_known != (state == "cijfer"):
            raise NotPlain(f"line {line}: a value or a reason")
        beside = [
            value(row.get(name), is_count=name == "noemer", is_percent=is_percent)[0]
            for name in ("noemer", "marge_laag", "marge_hoog")
        ]
        return key, Figure(
            line, waarde, *beside, state, soon or later, text(row.get("toelichting"))
        )

    def indicator(self, name: str) -> str:
        """Return the slug that a slug or code means."""
        slug = name.lower()
        if slug in self.indicators:
            return slug
        if name.upper() in self.codes:
            return self.codes[name.upper()]
        raise NotPlain(f"indicator {name}")

    def area(self, name: str, year: int, bron: str) -> str:
        """Return the code of the smallest area with this code or name in that year."""
        wanted = folded(name)
        found: list[dict[str, str]] = []
        for area in self.areas:
            names = (area["code"], area["naam"], area["naam_lang"], *area["aliassen"].split("|"))
            is_then = int(area["van"] or 0) <= year <= int(area["tot"] or 9999)
            if is_then and wanted and wanted in map(folded, names):
                found.append(area)
        if self.bronnen[bron].get("grenzen", "huidig") == "huidig":
            found = [area for area in found if not area["tot"]]
        if not found:
            raise NotPlain(f"gebied {name}")
        return min(found, key=lambda area: LEVELS.index(area["niveau"]))["code"]

    def part(self, declared: dict[str, Any], name: str) -> str:
        """Return ``dimensie:code`` of every part, in order; nothing for the total."""
        if name.casefold() in ("", "totaal"):
            return ""
        parts: list[str] = []
        for piece in name.split("|"):
            dimension, _, category = (side.strip() for side in piece.partition(":"))
            parts += [
                f"{dimension}:{one['code']}"
                for known in declared.get("uitsplitsing", ())
                if known["dimensie"] == dimension
                for one in known["waarden"]
                if category in (one["code"], one["titel"])
            ]
        if len(parts) != name.count("|") + 1:
            raise NotPlain(f"uitsplitsing {name}")
        return "|".join(sorted(parts))


def text(cell: Cell) -> str:
    """Return a cell as a person would type it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    return cell


def folded(name: str) -> str:
    """Return the letters and figures of a name, without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", name.strip().casefold()).encode("ascii", "ignore")
    return " ".join(re.sub("[^0-9a-z]+", " ", plain.decode()).split())


def period(cell: Cell) -> str:
    """Return a year, a quarter or a month; a date that Excel made of a month is that month."""
    if isinstance(cell, datetime) and (cell.day, cell.hour, cell.minute, cell.second) == (
        1,
        0,
        0,
        0,
    ):
        return f"{cell:%Y-%m}"
    found = re.fullmatch("[0-9]{4}(-(K[1-4]|0[1-9]|1[0-2]))?", text(cell).strip().upper())
    if not found or found[0] < "1900":
        raise NotPlain(f"periode {cell}")
    return found[0]


def status(words: str) -> tuple[str, bool]:
    """Return the status, and whether the figure is voorlopig."""
    known = [word for word in re.split(r"[\s,;+_]+", words.casefold()) if word]
    rest = " ".join(word for word in known if word != "voorlopig")
    is_soon = "voorlopig" in known
    if not rest:
        return ("cijfer" if is_soon else ""), is_soon
    if rest not in STATUS:
        raise NotPlain(f"status {words}")
    return STATUS[rest], is_soon


def value(cell: Cell, *, is_count: bool, is_percent: bool) -> tuple[float | None, str, bool]:
    """Return the number, the status that a sign means, and whether it is voorlopig."""
    if isinstance(cell, float):
        return cell, "", False
    written = text(cell).strip()
    plain = written.rstrip("*").strip()
    is_soon = plain != written
    if not plain:
        if is_soon:
            raise NotPlain("a star alone")
        return None, "", False
    if plain in ("-", ".", "x", "X"):
        status = {"-": "", ".": "ontbreekt"}.get(plain, "onderdrukt")
        return (0.0 if plain == "-" else None), status, is_soon
    if is_percent and plain.endswith("%"):
        plain = plain[:-1].strip()
    return number(plain, is_count=is_count), "", is_soon


def number(written: str, *, is_count: bool) -> float:
    """Return a number in Dutch or English notation, digit by digit.

    Raises:
        NotPlain: it is none, or it can be read in two ways.
    """
    digits = written.replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-")
    sign = -1.0 if digits[:1] == "-" else 1.0
    digits = digits[1:] if digits[:1] in ("+", "-") else digits
    if not digits or not set(digits) <= set("0123456789.,") or not digits[0].isdigit():
        raise NotPlain(f"number {written}")
    marks = [c for c in digits if c in ".,"]
    pieces = re.split("[.,]", digits)
    if not all(pieces):
        raise NotPlain(f"number {written}")
    if not marks:
        return sign * float(digits)
    can_group = all(len(piece) == 3 for piece in pieces[1:]) and 1 <= len(pieces[0]) <= 3
    if len(marks) == 1:
        if can_group and digits[0] != "0":
            if not is_count:
                raise NotPlain(f"number {written} in two ways")
            return sign * float("".join(pieces))
        return sign * float(".".join(pieces))
    if len(set(marks)) == 1 and can_group and digits[0] != "0":
        return sign * float("".join(pieces))
    middle = all(len(piece) == 3 for piece in pieces[1:-1]) and 1 <= len(pieces[0]) <= 3
    last_differs = marks[-1] not in marks[:-1] and len(set(marks[:-1])) == 1
    if middle and last_differs and digits[0] != "0":
        return sign * float("".join(pieces[:-1]) + "." + pieces[-1])
    raise NotPlain(f"number {written}")
