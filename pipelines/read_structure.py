"""What Excel knows beside the values: which sheets and rows are hidden, what is merged, and texts.

It is read from the XML itself, because a reader of values does not tell it.
"""

import re
from dataclasses import dataclass, field

from pipelines.book import Note, Unreadable, column_letters, column_position
from pipelines.read_beside import comments, header_texts, literals
from pipelines.read_package import Attributes, Package, local, safe_parser
from pipelines.read_percents import percent_styles

#: How many places of one kind are kept.
MOST = 1_000
_PERCENTS = 200_000
_NUMBER = re.compile(r"[0-9]{1,7}")
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_HEADERS = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)


@dataclass(frozen=True)
class Merged:
    """Cells that are merged: lines and columns (from 0), both ends included."""

    first: int
    last: int
    left: int
    right: int

    @property
    def place(self) -> str:
        """Return the cells as Excel names them, such as ``B3:B5``."""
        return f"{column_letters(self.left)}{self.first}:{column_letters(self.right)}{self.last}"


@dataclass
class Structure:
    """What is known of one sheet. Places are (line, column from 0).

    ``empty`` are formulas without a kept outcome, ``zero`` those that keep 0 while the file asks
    to be calculated at opening, ``errors`` cells with an Excel error, ``percents`` numbers that
    are shown as a percentage.
    """

    name: str = ""
    part: str = ""
    is_hidden: bool = False
    merged: list[Merged] = field(default_factory=list[Merged])
    hidden_rows: list[int] = field(default_factory=list[int])
    hidden_columns: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    empty: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    zero: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    errors: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    percents: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    notes: list[Note] = field(default_factory=list[Note])
    last_line: int = 0
    left: int = 1 << 20
    right: int = -1

    @property
    def cells(self) -> int:
        """Return how many cells the rectangle around all values has."""
        return self.last_line * max(0, self.right - self.left + 1)


def read_structure(package: Package) -> list[Structure]:
    """Return the sheets of a workbook in their order.

    Raises:
        Unreadable: a part of it is damaged.
    """
    sheets, is_stale = _workbook(package)
    percents = percent_styles(package)
    for sheet in sheets:
        _Sheet(sheet, is_stale=is_stale, percents=percents).read(package)
        sheet.notes += comments(package, package.related(sheet.part).values())
    return sheets


def _workbook(package: Package) -> tuple[list[Structure], bool]:
    related = package.related("xl/workbook.xml")
    sheets: list[Structure] = []
    stale: list[bool] = []

    def start(tag: str, a: Attributes) -> None:
        if tag == "sheet":
            ids = [value for key, value in a.items() if key.rpartition(":")[2] == "id"]
            kind, part = related.get(ids[0] if ids else "", ("", ""))
            if kind == "worksheet" and part in package.names:
                is_hidden = a.get("state", "visible") != "visible"
                sheets.append(Structure(a.get("name", ""), part, is_hidden))
        elif tag == "calcPr":
            stale.append(a.get("fullCalcOnLoad", "") in ("1", "true"))

    package.parse("xl/workbook.xml", start)
    return sheets, any(stale)


#: Elements with a formula that is no cell, and attributes with a text to read.
_RULE = "een keuzelijst, regel of koppeling"
_RULES = frozenset({"formula", "formula1", "formula2"})
_TOLD = {
    "dataValidation": ("prompt", "promptTitle", "error", "errorTitle"),
    "cfRule": ("text",),
    "hyperlink": ("display", "tooltip", "location"),
}


class _Sheet:
    """Reads one sheet; the handlers are called per element, so they do little.

    Text is only listened to where it matters: in the outcome of a formula, and in a header.
    """

    def __init__(self, found: Structure, *, is_stale: bool, percents: frozenset[str]) -> None:
        self._found = found
        self._percents = percents
        self._is_percent = False
        self._is_stale = is_stale
        self._line = 0
        self._column = -1
        self._kind = ""
        self._has_formula = self._is_empty = False
        self._text: list[str] = []
        self._columns: dict[str, int] = {}
        self._parser = safe_parser()

    def read(self, package: Package) -> None:
        self._parser.StartElementHandler = self._start
        package.feed(self._found.part, self._parser)
        self._finish_cell()

    def _start(self, tag: str, a: Attributes) -> None:
        tag = local(tag)
        if tag == "c":
            if self._has_formula:
                self._finish_cell()
            self._column = self._place(a.get("r", ""))
            self._kind = a.get("t", "")
            self._is_percent = self._kind in ("", "n") and a.get("s", "") in self._percents
        elif tag == "v" or tag == "is":
            self._is_empty = False
            found, place = self._found, self._column
            found.last_line = self._line
            if place < found.left:
                found.left = place
            if place > found.right:
                found.right = place
            if self._is_percent:
                self._mark_percent()
            if self._kind == "e" and len(found.errors) < MOST:
                found.errors.append((self._line, place))
            if self._has_formula:
                self._listen()
        elif tag == "f":
            self._has_formula = self._is_empty = True
            self._listen()
        elif tag == "row":
            self._start_row(a)
        else:
            self._beside(tag, a)

    def _place(self, ref: str) -> int:
        """Return the position of the column of a cell; without a name it is the next one."""
        letters = ref.rstrip("0123456789")
        place = self._columns.get(letters)
        if place is None:
            if not _REF.fullmatch(ref):
                return self._column + 1
            place = self._columns[letters] = column_position(letters)
        return place

    def _mark_percent(self) -> None:
        if len(self._found.percents) == _PERCENTS:
            raise Unreadable(
                f"er zijn meer dan {_PERCENTS} cellen met de opmaak percentage; "
                "geef ze de opmaak Getal",
                self._line,
            )
        self._found.percents.append((self._line, self._column))

    def _start_row(self, a: Attributes) -> None:
        self._finish_cell()
        given = a.get("r", "")
        self._line = int(given) if _NUMBER.fullmatch(given) else self._line + 1
        self._column = -1
        if a.get("hidden", "") in ("1", "true") and len(self._found.hidden_rows) < MOST:
            self._found.hidden_rows.append(self._line)

    def _listen(self) -> None:
        self._text = []
        self._parser.CharacterDataHandler = self._text.append
        self._parser.EndElementHandler = self._end

    def _beside(self, tag: str, a: Attributes) -> None:
        found = self._found
        if tag == "mergeCell":
            match = _RANGE.fullmatch(a.get("ref", ""))
            if match and len(found.merged) < MOST:
                first, last = sorted((int(match[2]), int(match[4])))
                left, right = sorted((column_position(match[1]), column_position(match[3])))
                found.merged.append(Merged(first, last, left, right))
        elif tag == "col" and a.get("hidden", "") in ("1", "true"):
            ends = [a.get("min", ""), a.get("max", "")]
            if all(_NUMBER.fullmatch(end) for end in ends):
                found.hidden_columns.append((int(ends[0]) - 1, int(ends[1]) - 1))
        elif tag in _HEADERS or tag in _RULES:
            self._listen()
        elif tag in _TOLD:
            texts = (a.get(name, "") for name in _TOLD[tag])
            found.notes += [
                Note("een keuzelijst, regel of koppeling", text) for text in texts if text
            ]

    def _end(self, tag: str) -> None:
        tag = local(tag)
        text = "".join(self._text).strip()
        if tag == "v":
            self._judge(text)
        elif tag in _HEADERS:
            self._found.notes += [Note("de kop- of voettekst", t) for t in header_texts(text)]
        elif '"' in text:
            place = "een formule" if tag == "f" else _RULE
            self._found.notes += [Note(place, quoted) for quoted in literals(text)]
        self._parser.CharacterDataHandler = None
        self._parser.EndElementHandler = None

    def _judge(self, text: str) -> None:
        """Look at the outcome that is kept of a formula; ``""`` is one, of a formula with text."""
        place = (self._line, self._column)
        if not text and self._kind != "str":
            self._is_empty = True
        elif self._is_stale and text in ("0", "0.0") and len(self._found.zero) < MOST:
            self._found.zero.append(place)

    def _finish_cell(self) -> None:
        if self._has_formula and self._is_empty and len(self._found.empty) < MOST:
            self._found.empty.append((self._line, self._column))
        self._has_formula = self._is_empty = False
