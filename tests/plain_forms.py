"""Read a partner's own form by what its TOML declares, without ``pipelines`` (see plain_reader)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from plain_grid import Cell, Grid, NotPlain, Sheet, plain_name, read_sheets
from plain_reader import Figure, Figures, Key, Plain, period, status, text, value

_SIGNS = {"nihil": "-", "ontbreekt": ".", "onderdrukt": "x"}
_BESIDE = ("noemer", "marge_laag", "marge_hoog")
Row = dict[str, Cell]


@dataclass
class PlainForm:
    """One form of one bron, read by a region's own words."""

    plain: Plain
    bron: str
    vorm: dict[str, Any]

    def read(self, content: bytes, bestand: str, asked: str) -> Figures:
        """Return the figures of a file in this form.

        Raises:
            NotPlain: something in it has no meaning for this reader.
        """
        found: Figures = {}
        header, rows = self._table(read_sheets(content, self._names()))
        whole = self._whole_period(bestand, asked)
        for line, cells in rows:
            row = {name: cells[n] if n < len(cells) else None for n, name in header.items()}
            for key, figure in self._row(line, row, whole):
                if key in found:
                    raise NotPlain(f"{key} twice")
                found[key] = figure
        return self._with_totals(found)

    def _known(self) -> dict[str, str]:
        """Return the form's own name of every name, as compared."""
        known: dict[str, str] = {}
        for part in (self.vorm["gebied"], self.vorm["periode"], *self.vorm.get("kolom", ())):
            for name in (part.get("kolom", ""), *part.get("ook", ())):
                known.setdefault(plain_name(name), part.get("kolom", ""))
        known |= {plain_name(name): name for name in self.vorm.get("sleutel", ())}
        known.pop("", None)
        return known

    def _names(self) -> list[str]:
        return [*self._known(), *self.vorm.get("negeer", ())]

    def _required(self) -> set[str]:
        columns = [k["kolom"] for k in self.vorm.get("kolom", ()) if k.get("verplicht", True)]
        places = [self.vorm[part].get("kolom", "") for part in ("gebied", "periode")]
        return {name for name in (*columns, *places, *self.vorm.get("sleutel", ())) if name}

    def _table(self, sheets: list[Sheet]) -> tuple[dict[int, str], Grid]:
        """Return the only table that has all columns of this form."""
        known, ignored = self._known(), set(map(plain_name, self.vorm.get("negeer", ())))
        found: list[tuple[dict[int, str], Grid]] = []
        for sheet in sheets:
            for number, (_, cells) in enumerate(sheet.rows[:40]):
                names = [text(cell).strip() for cell in cells]
                header = {
                    n: known.get(plain_name(name), f"kop:{name}")
                    for n, name in enumerate(names)
                    if name and (plain_name(name) in known or plain_name(name) not in ignored)
                }
                if self._required() <= set(header.values()) and not sheet.is_hidden:
                    found.append((header, sheet.below(number)))
                    break
        if len(found) != 1:
            raise NotPlain(f"{len(found)} tables")
        return found[0]

    def _whole_period(self, bestand: str, asked: str) -> str:
        declared = self.vorm["periode"]
        if declared["uit"] == "bestandsnaam" and not asked:
            return _by_pattern(re.search(declared["patroon"], PurePath(bestand).name, re.I))
        return asked

    def _row(self, line: int, row: Row, whole: str) -> list[tuple[Key, Figure]]:
        """Return the figures of one row; none where it is empty, a total, or of elsewhere."""
        declared = self.vorm["gebied"]
        first = declared.get("kolom") or next(iter(self.vorm.get("sleutel", ())), "")
        word = same(text(row.get(first)))
        columns = self._columns(row)
        if not columns or not any(text(cell) for cell in row.values()):
            return []
        if word in map(same, self.vorm.get("totaalrij", ())):
            return []
        where = self._area_word(text(row.get(declared.get("kolom", ""))))
        if declared.get("kolom") and where is not None and not self._exists(where):
            if not any(text(row[column]) for column, _ in columns):
                return []
            raise NotPlain(f"gebied {where}")
        meanings = self._meanings(row) if where is not None else []
        when = self._period(row, whole) if meanings else None
        if when is None or where is None:
            return []
        found: list[tuple[Key, Figure]] = []
        for meaning in meanings:
            for column, kolom in columns:
                found += self._figure(line, row, column, {**meaning}, kolom, where, when)
        return found

    def _columns(self, row: Row) -> list[tuple[str, dict[str, Any]]]:
        """Return the columns of figures: those declared, or every heading that is an area."""
        if self.vorm["gebied"].get("kop"):
            return [(name, {}) for name in row if name.startswith("kop:")]
        kolommen = self.vorm.get("kolom", ())
        return [
            (k["kolom"], k)
            for k in kolommen
            if k.get("rol", "waarde") == "waarde" and k["kolom"] in row
        ]

    def _figure(
        self,
        line: int,
        row: Row,
        column: str,
        meaning: dict[str, Any],
        kolom: dict[str, Any],
        where: str,
        when: str,
    ) -> list[tuple[Key, Figure]]:
        if column.startswith("kop:"):
            area = self._area_word(column[4:])
            if area is None:
                return []
            where = area
        slug = self.plain.indicator(kolom.get("indicator") or meaning.get("indicator", ""))
        parts = [p for p in (meaning.get("uitsplitsing"), kolom.get("uitsplitsing")) if p]
        declared = self.plain.indicators[slug]
        read = self._cell(row[column], declared, kolom.get("maal", 1))
        if read is None:
            return []
        waarde, marker, soon, said = read
        beside = self._beside(row, kolom)
        words = self._status_words(text(beside.get("status")))
        word, later = status(f"{said} {words}")
        if later and word == "cijfer" and waarde is None:
            # What is not there cannot be voorlopig.
            word, later = "", False
        state = word or marker or ("cijfer" if waarde is not None else "")
        if not state or (marker and state != marker) or (waarde is not None) != (state == "cijfer"):
            raise NotPlain(f"line {line}: a value or a reason")
        margins = [self._number(beside.get(name), declared, name) for name in _BESIDE]
        key = Key(
            slug,
            self.plain.area(where, int(when[:4]), self.bron),
            when,
            self.plain.part(declared, "|".join(parts)),
        )
        remark = text(beside.get("toelichting"))
        return [(key, Figure(line, waarde, *margins, state, soon or later, remark))]

    def _beside(self, row: Row, of: dict[str, Any]) -> dict[str, Cell]:
        found: dict[str, Cell] = {}
        for kolom in self.vorm.get("kolom", ()):
            mine = kolom.get("indicator") == of.get("indicator") and kolom.get(
                "uitsplitsing", ""
            ) in ("", of.get("uitsplitsing", ""))
            if (
                kolom.get("rol", "waarde") != "waarde"
                and kolom["kolom"] in row
                and (mine or not kolom.get("indicator"))
            ):
                found[kolom["rol"]] = row[kolom["kolom"]]
        return found

    def _status_words(self, word: str) -> str:
        words = self.vorm.get("notatie", {}).get("status", {})
        return next((ours for theirs, ours in words.items() if same(theirs) == same(word)), word)

    def _cell(
        self, cell: Cell, declared: dict[str, Any], maal: float
    ) -> tuple[float | None, str, bool, str] | None:
        """Return waarde, the status of a sign, voorlopig and status words; None: no cell."""
        signs = {same(s): m for s, m in self.vorm.get("notatie", {}).get("tekens", {}).items()}
        said = signs.get(same(text(cell)))
        if said in ("leeg", "elders"):
            return None
        if said is not None and said not in _SIGNS:
            return None, "", False, said
        given: Cell = _SIGNS[said] if said is not None else self._by_notation(cell)
        is_count = declared["soort"] in ("telling", "aandeel")
        is_percent = not is_count and declared["meeteenheid"].startswith("%")
        waarde, marker, soon = value(given, is_count=is_count, is_percent=is_percent)
        if waarde is not None and maal != 1:
            waarde = float(Decimal(repr(waarde)) * Decimal(repr(maal)))
        return waarde, marker, soon, ""

    def _number(self, cell: Cell, declared: dict[str, Any], name: str) -> float | None:
        if name == "noemer":
            declared = {**declared, "soort": "telling"}
        read = self._cell(cell, declared, 1) if text(cell) else None
        return read[0] if read else None

    def _by_notation(self, cell: Cell) -> Cell:
        """Return a number in text as a number, in the notation of the partner."""
        if not isinstance(cell, str):
            return cell
        notation = self.vorm.get("notatie", {})
        decimal, thousand = notation.get("decimaal", ""), notation.get("duizend", "")
        bare = cell.rstrip("*").strip().replace("\N{MINUS SIGN}", "-")
        whole, comma, rest = bare.partition(decimal) if decimal else (bare, "", "")
        groups = whole.lstrip("+-").split(thousand) if thousand else [whole.lstrip("+-")]
        is_plain = len(whole) - len(whole.lstrip("+-")) <= 1 and all(
            g.isascii() and g.isdigit() for g in groups
        )
        is_grouped = len(groups) == 1 or (
            len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        )
        if not is_plain or not is_grouped or (comma and not (rest.isascii() and rest.isdigit())):
            return cell
        if bare != cell.strip().replace("\N{MINUS SIGN}", "-"):
            return f"{whole[: len(whole) - len(whole.lstrip('+-'))]}{''.join(groups)}{_tail(rest)}*"
        return float(f"{'-' if whole.startswith('-') else ''}{''.join(groups)}.{rest or 0}")

    def _period(self, row: Row, whole: str) -> str | None:
        declared = self.vorm["periode"]
        if declared["uit"] != "kolom":
            return period(whole)
        cell = row[declared["kolom"]]
        if declared.get("anders") and re.fullmatch(declared["anders"], text(cell), re.I):
            return None
        if declared.get("patroon"):
            return _by_pattern(re.fullmatch(declared["patroon"], text(cell), re.I))
        return period(cell)

    def _area_word(self, word: str) -> str | None:
        """Return what a partner means by a gebied; None: not of this region."""
        declared = self.vorm["gebied"]
        if declared.get("vast"):
            return str(declared["vast"])
        codes = {same(theirs): code for theirs, code in declared.get("codes", {}).items()}
        if same(word) in codes:
            return codes[same(word)]
        is_elsewhere = same(word) in map(same, declared.get("overslaan", ()))
        skips = declared.get("onbekend") == "overslaan" and word and not self._exists(word)
        return None if is_elsewhere or skips else word

    def _exists(self, word: str) -> bool:
        for year in range(1990, 2027):
            try:
                self.plain.area(word, year, "standaard")
            except NotPlain:
                continue
            return True
        return False

    def _meanings(self, row: Row) -> list[dict[str, Any]]:
        if not self.vorm.get("sleutel"):
            return [{}]
        words = [same(text(row[name])) for name in self.vorm["sleutel"]]
        found = [wat for wat in self.vorm["wat"] if [same(als) for als in wat["als"]] == words]
        if not found and self.vorm.get("onbekend_wat") != "overslaan":
            raise NotPlain(f"wat {words}")
        return [wat for wat in found if not wat.get("overslaan")]

    def _with_totals(self, found: Figures) -> Figures:
        """Add the totals that the partner does not deliver: the sum of all parts."""
        made: Figures = {}
        for one in self.vorm.get("optel", ()):
            slug = self.plain.indicator(one["indicator"])
            dimension = next(
                d
                for d in self.plain.indicators[slug]["uitsplitsing"]
                if d["dimensie"] == one["dimensie"]
            )
            names = [f"{one['dimensie']}:{waarde['code']}" for waarde in dimension["waarden"]]
            titles = " en ".join(waarde["titel"] for waarde in dimension["waarden"])
            for gebied, periode in {(k.gebied, k.periode) for k in found if k.indicator == slug}:
                parts = [
                    figure
                    for key, figure in found.items()
                    if key[:3] == (slug, gebied, periode) and key.uitsplitsing in names
                ]
                total = Key(slug, gebied, periode, "")
                numbers = [part.waarde for part in parts if part.waarde is not None]
                if total not in found and len(numbers) == len(names):
                    soon = any(part.is_voorlopig for part in parts)
                    line, note = min(part.regel for part in parts), f"som van {titles}"
                    made[total] = Figure(line, sum(numbers), None, None, None, "cijfer", soon, note)
        return found | made


def same(word: str) -> str:
    """Return a text as it is compared with a declared one."""
    return " ".join(word.casefold().split())


def _tail(rest: str) -> str:
    return f".{rest}0" if rest else ""


def _by_pattern(found: "re.Match[str] | None") -> str:
    groups = {name: word for name, word in (found.groupdict() if found else {}).items() if word}
    if "jaar" not in groups:
        raise NotPlain("no period")
    if "kwartaal" in groups:
        return f"{groups['jaar']}-K{int(groups['kwartaal'])}"
    return f"{groups['jaar']}-{int(groups['maand']):02d}" if "maand" in groups else groups["jaar"]
