"""The totals that a partner prints: held against their parts, and never kept as figures.

A cell without a number counts for nothing, as in the printed table; where a number was hidden the
total may be larger than what is left.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from peil.bronnen import Vorm
from peil.errors import Finding
from pipelines.check_columns import Header
from pipelines.check_problems import Problems
from pipelines.form_values import CellReader, mapped, same
from pipelines.read import Table, column_name

_DOE = "kijk het totaal en de delen na"


_Cell = tuple[int, float | None, bool]


@dataclass
class _Sum:
    """A sum that grows: of the numbers, how many there were, and whether one was hidden."""

    total: float = 0.0
    count: int = 0
    is_hidden: bool = False

    def add(self, amounts: pl.Series, hidden: pl.Series) -> None:
        self.total += float(amounts.sum() or 0)
        self.count += amounts.len() - amounts.null_count()
        self.is_hidden = self.is_hidden or bool(hidden.any())

    def differs(self, total: float, step: int) -> bool:
        """Say whether a printed total cannot be the sum of these parts."""
        # Each part and the total may be half a step off.
        slack = (self.count + 1) * step / 2 + 1e-9 * max(1.0, abs(total))
        is_more = self.total > total + slack
        return self.count > 0 and (is_more or (not self.is_hidden and self.total < total - slack))


class FormSums:
    """The totals of one file, followed through its parts."""

    def __init__(
        self,
        vorm: Vorm,
        table: Table,
        header: Header,
        cells: CellReader,
        step: int,
        figures: Iterable[int],
    ) -> None:
        """Remember where totals stand, and ``figures``; ``step`` is the rounding of the bron."""
        self._vorm, self._table, self._cells, self._step = vorm, table, cells, step
        self._by_name = {column_name(text): place for place, text in enumerate(table.header)}
        self._by_name |= {column_name(name): place for name, place in header.places.items()}
        self._figures = sorted(set(figures))
        label = vorm.gebied.kolom or (vorm.sleutel[0] if vorm.sleutel else "")
        self._label = header.places.get(label)
        self._words = {same(text) for text in vorm.totaalrij}
        self._running = {place: _Sum() for place in self._figures}
        self._context = [
            str(header.places[name])
            for name in (vorm.gebied.kolom, vorm.periode.kolom)
            if name in header.places
        ]
        #: Per gebied and periode, and per key of a row: place -> (line, number, hidden).
        self._rows: dict[tuple[str, ...], dict[str, dict[int, _Cell]]] = {}

    def without_totals(self, part: pl.DataFrame, problems: Problems) -> pl.DataFrame:
        """Return the part without its rows of totals; what does not add up is a warning."""
        if self._vorm.som:
            self._across(part, problems)
            self._remember(part)
        if not self._words or self._label is None:
            return part
        is_total = mapped(part[str(self._label)], same).is_in(list(self._words))
        start = 0
        for row in [int(row) for row in is_total.arg_true()]:
            self._grow(part.slice(start, row - start))
            self._hold(part.row(row, named=True), problems)
            self._running = {place: _Sum() for place in self._figures}
            start = row + 1
        self._grow(part.slice(start))
        return part.filter(~is_total)

    def _grow(self, rows: pl.DataFrame) -> None:
        for place in self._figures:
            self._running[place].add(*self._amounts(rows[str(place)]))

    def _hold(self, row: dict[str, str], problems: Problems) -> None:
        for place in self._figures:
            total, parts = self._cells.amount(row[str(place)]), self._running[place]
            if total is not None and parts.differs(total, self._step):
                frame = pl.DataFrame({"regel": [row["regel"]]})
                self._warn(frame, self._table.header[place], total, parts.total, problems)

    def _warn(
        self, frame: pl.DataFrame, kolom: str, total: float, parts: float, problems: Problems
    ) -> None:
        problems.add(
            frame.with_columns(rij=pl.lit(-1, dtype=pl.Int64), cel=pl.lit(kolom)),
            pl.lit(True),
            kolom,
            pl.lit(_said(total, parts)),
            pl.lit(_DOE),
            "waarschuwing",
        )

    def _across(self, part: pl.DataFrame, problems: Problems) -> None:
        """Hold the totals of columns against the columns beside them."""
        for som in self._vorm.som:
            places = [self._by_name.get(column_name(name)) for name in (som.totaal, *som.delen)]
            total_place, *parts = [place for place in places if place is not None] or [None]
            if som.langs != "kolommen" or places[0] is None or total_place is None:
                continue
            totals, _ = self._amounts(part[str(total_place)])
            columns = [self._amounts(part[str(place)]) for place in parts]
            for row, (regel, total) in enumerate(zip(part["regel"], totals, strict=True)):
                found = _Sum()
                for amounts, hidden in columns:
                    found.add(amounts[row : row + 1], hidden[row : row + 1])
                if total is not None and found.differs(total, self._step):
                    frame = pl.DataFrame({"regel": [regel]})
                    kolom = self._table.header[total_place]
                    self._warn(frame, kolom, total, found.total, problems)

    def _remember(self, part: pl.DataFrame) -> None:
        """Keep the figures of rows that are a total of rows, or a part of one."""
        wanted = {
            same(t) for s in self._vorm.som if s.langs == "rijen" for t in (s.totaal, *s.delen)
        }
        if not wanted or not self._vorm.sleutel:
            return
        key = str(self._by_name[column_name(self._vorm.sleutel[0])])
        keys = mapped(part[key], same)
        for row in part.filter(keys.is_in(list(wanted))).iter_rows(named=True):
            context = tuple(row[column] for column in self._context)
            self._rows.setdefault(context, {})[same(row[key])] = {
                place: (
                    row["regel"],
                    self._cells.amount(row[str(place)]),
                    self._cells.is_hidden(row[str(place)]),
                )
                for place in self._figures
            }

    def findings(self, bestand: str) -> Iterator[Finding]:
        """Return where a total of rows is not the sum of those rows."""
        for som in (som for som in self._vorm.som if som.langs == "rijen"):
            for rows in self._rows.values():
                parts = [rows[key] for key in map(same, som.delen) if key in rows]
                for place, (regel, total, _) in rows.get(same(som.totaal), {}).items():
                    found = _Sum()
                    for _, number, is_hidden in (part[place] for part in parts):
                        found.add(pl.Series([number], dtype=pl.Float64), pl.Series([is_hidden]))
                    if total is not None and found.differs(total, self._step):
                        kolom, wat = self._table.header[place], _said(total, found.total)
                        yield Finding(bestand, regel, kolom, wat, _DOE, "waarschuwing")

    def _amounts(self, texts: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Return the number and whether it was hidden, of every cell."""
        return (
            mapped(texts, self._cells.amount, pl.Float64),
            mapped(texts, self._cells.is_hidden, pl.Boolean),
        )


def _said(total: float, parts: float) -> str:
    return f"het totaal is {total:.12g}, maar de delen tellen op tot {parts:.12g}"
