"""Read and check a norm sheet: one oordeel per row, every finding at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from peil.areas import Areas
from peil.errors import Ernst, Finding, PeilError
from peil.norm import (
    NormItem,
    Norms,
    NormSet,
    explain_answer,
    find_doubt,
    read_answer,
    valid_until,
)
from peil.numbers import format_date
from peil.periods import parse_day
from peil.personal import find_personal, plain_text
from peil.records import FIRST_YEAR, LAST_YEAR, OORDELEN, Score, make
from pipelines.check import Outcome, in_order
from pipelines.check_columns import check_columns
from pipelines.check_values import nearest, split_message
from pipelines.read import Table, read_table

#: The columns of a norm sheet, in the order of its description.
SHEET_COLUMNS: Final[tuple[str, ...]] = (
    "gemeente",
    "item",
    "oordeel",
    "antwoord",
    "peildatum",
    "bewijs",
    "beoordelaar",
    "geldig_tot",
    "toelichting",
    "normversie",
)
SHEET_REQUIRED: Final[tuple[str, ...]] = ("gemeente", "item", "oordeel", "peildatum", "beoordelaar")
#: The columns in which people write; nothing in them may point to a person.
_TEXTS: Final = ("antwoord", "bewijs", "beoordelaar", "toelichting")
_LONGEST: Final = 300
#: What a spreadsheet would calculate instead of show.
_FORMULA: Final = re.compile(r"[=@]|\+\D|-[^\s\d]")
#: A cell with a date comes out of Excel as a moment.
_MOMENT: Final = " 00:00:00"
_ITEM: Final = re.compile(r"([a-z]{2})[\W_]*(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Sheet(Outcome):
    """The outcome for a norm sheet: with the scores, as they go into the journal."""

    scores: tuple[Score, ...]

    @property
    def gemeenten(self) -> int:
        """How many gemeenten the scores are about."""
        return len({score.gebied for score in self.scores})


def check_sheet(content: bytes, bestand: str, norms: Norms, areas: Areas, today: date) -> Sheet:
    """Read and check a norm sheet as delivered; ``today`` decides what lies in the future.

    Raises:
        PeilError: the region has no norm.
    """
    if norms.newest is None:
        raise PeilError("Deze regio heeft geen norm. Zet eerst een normset in data/norm.")
    table = read_table(content, bestand, SHEET_COLUMNS)
    findings = list(table.findings)
    if not table.header:
        return Sheet(scores=(), findings=tuple(findings), regels=0)
    places, wrong = check_columns(table, bestand, SHEET_COLUMNS, SHEET_REQUIRED)
    findings += wrong
    absent = {name for name in SHEET_REQUIRED if name not in places}
    reader = _Reader(bestand, norms, areas, today, absent)
    scores = [score for row in _rows(table, places) if (score := reader.read(row))]
    findings += reader.findings
    return Sheet(
        scores=tuple(scores),
        findings=in_order(findings, SHEET_COLUMNS),
        regels=table.frame.height,
    )


def _rows(table: Table, places: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return one dict per line: ``regel`` and the text of every column."""
    return [
        {"regel": row["regel"]}
        | {
            name: plain_text(row[places[name]]).strip().removesuffix(_MOMENT)
            if name in places
            else ""
            for name in SHEET_COLUMNS
        }
        for row in table.frame.iter_rows(named=True)
    ]


@dataclass
class _Reader:
    """Reads row after row; what is wrong goes into ``findings``.

    ``absent`` are columns that are not there: that is one finding, not one per row. ``muted`` are
    the cells of this row that hold something personal: nothing more is said of them.
    """

    bestand: str
    norms: Norms
    areas: Areas
    today: date
    absent: set[str]
    findings: list[Finding] = field(default_factory=list[Finding])
    seen: dict[tuple[str, str, date], int] = field(default_factory=dict[Any, int])
    muted: set[str] = field(default_factory=set[str])
    regel: int = 0
    is_right: bool = True

    def read(self, row: Mapping[str, Any]) -> Score | None:
        """Return the score of a row, or nothing when something in it is wrong."""
        self.regel, self.is_right, self.muted = row["regel"], True, set()
        row = self._without_persons(row)
        self._check_texts(row)
        peildatum = self._past_day(row["peildatum"])
        gebied = self._gemeente(row["gemeente"], peildatum)
        norm = self._version(row["normversie"], peildatum)
        item = self._item(row["item"], norm)
        oordeel = self._oordeel(row["oordeel"])
        if item:
            self._check_answer(item, row["antwoord"], oordeel, peildatum)
        until = self._until(row, item, peildatum)
        if gebied and item and peildatum:
            self._check_double(gebied, item.id, peildatum)
        if not (self.is_right and gebied and norm and item and oordeel and peildatum):
            return None
        return self._make(
            gebied=gebied,
            item=item.id,
            normset=norm.set,
            normversie=norm.versie,
            oordeel=oordeel,
            peildatum=peildatum,
            geldig_tot=until,
            herkomst=f"{self.bestand}:{self.regel}",
            **{name: row[name] for name in _TEXTS},
        )

    def _make(self, **fields: object) -> Score | None:
        if self.absent:
            return None
        try:
            return make(Score, **fields)
        except PeilError as error:
            self._note("regel", *split_message(str(error), "kijk deze regel na"))
            return None

    def _note(self, kolom: str, wat: str, doe: str, ernst: Ernst = "fout") -> None:
        self.is_right = self.is_right and ernst != "fout"
        if kolom not in self.absent | self.muted:
            self.findings.append(Finding(self.bestand, self.regel, kolom, wat, doe, ernst))

    def _without_persons(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the row without what may not be kept; it is not repeated on a screen either."""
        found = {name: person for name in SHEET_COLUMNS if (person := find_personal(row[name]))}
        for name, person in found.items():
            self._note(name, f"hier staat {person}", "haal het weg en noem alleen een functie")
        self.muted = set(found)
        return {**row, **dict.fromkeys(found, "")}

    def _check_texts(self, row: Mapping[str, Any]) -> None:
        for name in _TEXTS:
            text = row[name]
            if _FORMULA.match(text):
                self._note(name, "hier staat een formule", "typ de tekst zelf, zonder =, + of @")
            elif len(text) > _LONGEST:
                wat = f"deze tekst is langer dan {_LONGEST} tekens"
                self._note(name, wat, "maak hem korter en verwijs naar het stuk")
        if not row["beoordelaar"]:
            doe = "vul de functie in van wie oordeelde, zoals RIEC-adviseur"
            self._note("beoordelaar", "er staat geen beoordelaar", doe)

    def _day(self, kolom: str, text: str) -> date | None:
        try:
            day = parse_day(text)
        except PeilError:
            day = None
        if day is None:
            doe = "schrijf de datum als 2026-03-31 of 31-3-2026"
            self._note(kolom, f"'{text}' is geen datum" if text else "er staat geen datum", doe)
        elif not FIRST_YEAR <= day.year <= LAST_YEAR:
            doe = f"kies een dag in {FIRST_YEAR} tot en met {LAST_YEAR}"
            self._note(kolom, f"het jaar {day.year} kan niet kloppen", doe)
            return None
        return day

    def _past_day(self, text: str) -> date | None:
        day = self._day("peildatum", text)
        if day and day > self.today:
            wat = f"de peildatum {format_date(day)} ligt in de toekomst"
            self._note("peildatum", wat, "kijk de datum na")
            return None
        return day

    def _gemeente(self, text: str, peildatum: date | None) -> str | None:
        doe = "gebruik de code (GM…) of de naam van een gemeente"
        if not text:
            return self._note("gemeente", "er staat geen gemeente", doe)
        try:
            area = self.areas.resolve(text, peildatum.year if peildatum else None)
        except PeilError as error:
            wat, advice = split_message(str(error), doe)
            names = [a.naam for a in self.areas.all if a.niveau == "gemeente"]
            guess = nearest(text, names) if "onbekend" in wat else None
            return self._note("gemeente", wat, f"bedoelt u '{guess}'?" if guess else advice)
        if area.niveau != "gemeente":
            wat = f"{area.naam} is een {area.niveau}; een oordeel gaat over een gemeente"
            return self._note("gemeente", wat.replace(";", ","), doe)
        return area.code

    def _version(self, text: str, peildatum: date | None) -> NormSet | None:
        if not text:
            return self.norms.on(peildatum) if peildatum else self.norms.newest
        found = self.norms.version(text)
        if found is None:
            known = ", ".join(n.versie for n in self.norms.versions)
            wat = f"versie '{text}' van de norm bestaat niet"
            return self._note("normversie", wat, f"kies uit {known} of laat de cel leeg")
        return found

    def _item(self, text: str, norm: NormSet | None) -> NormItem | None:
        norm = norm or self.norms.newest
        if norm is None:
            return None
        found = norm.items.get(text.upper())
        if found:
            return found
        if not text:
            return self._note("item", "er staat geen item", "vul het nummer in, zoals BO-01")
        if any(text.upper() in n.items for n in self.norms.versions):
            wat = f"item {text.upper()} hoort niet bij versie {norm.versie} van de norm"
            return self._note("item", wat, "kies een item van die versie of vul normversie in")
        guess = _guess_item(text, norm)
        doe = f"bedoelt u '{guess}'?" if guess else "kies een nummer uit de norm, zoals BO-01"
        return self._note("item", f"het item '{text}' bestaat niet", doe)

    def _oordeel(self, text: str) -> str | None:
        plain = " ".join(text.casefold().split())
        if plain in OORDELEN:
            return plain
        guess = nearest(plain, OORDELEN)
        doe = f"bedoelt u '{guess}'?" if guess else "kies uit: " + ", ".join(OORDELEN)
        wat = f"het oordeel '{text}' is onbekend" if text else "er staat geen oordeel"
        return self._note("oordeel", wat, doe)

    def _check_answer(
        self, item: NormItem, text: str, oordeel: str | None, peildatum: date | None
    ) -> None:
        said = explain_answer(item, text, peildatum)
        if said:
            doe = f"{said[0].lower()}{said[1:]}".removesuffix(".")
            self._note("antwoord", f"het antwoord past niet bij item {item.id}", doe)
            return
        doubt = find_doubt(item, oordeel, text, peildatum) if oordeel and peildatum else ""
        if doubt:
            self._note("antwoord", doubt, "kijk beide na", "waarschuwing")
        found = read_answer(item, text)
        if item.antwoord == "percentage" and found and found.getal and found.getal < 1:
            wat = "het percentage is kleiner dan 1"
            doe = "schrijf 62,5 voor 62,5 % (Excel bewaart dat soms als 0,625)"
            self._note("antwoord", wat, doe, "waarschuwing")

    def _until(
        self, row: Mapping[str, Any], item: NormItem | None, peildatum: date | None
    ) -> date | None:
        """Return the last day: as given, or the one that follows from the source and the answer."""
        if not row["geldig_tot"]:
            return valid_until(item, row["antwoord"], peildatum) if item and peildatum else None
        until = self._day("geldig_tot", row["geldig_tot"])
        if until and peildatum and until < peildatum:
            wat = "de datum ligt voor de peildatum"
            self._note("geldig_tot", wat, "vul een latere datum in of laat de cel leeg")
        return until

    def _check_double(self, gebied: str, item: str, peildatum: date) -> None:
        first = self.seen.setdefault((gebied, item, peildatum), self.regel)
        if first != self.regel:
            wat = f"gemeente, item en peildatum zijn dezelfde als op regel {first}"
            self._note("item", wat, "laat één van de twee regels staan")


def _guess_item(text: str, norm: NormSet) -> str | None:
    """Return the item that a badly written number or a title means."""
    found = _ITEM.fullmatch(text)
    number = f"{found[1].upper()}-{int(found[2]):02}" if found else ""
    if number in norm.items:
        return number
    titles = {item.titel: item.id for item in norm.item}
    return titles.get(nearest(text, titles) or "")
