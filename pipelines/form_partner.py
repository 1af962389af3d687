"""A partner's own form, as its bron declares it: its rows as rows of the standard form."""

from collections import Counter
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from peil.areas import Areas
from peil.bronnen import Vorm
from peil.errors import Finding
from peil.numbers import format_count
from pipelines.check_columns import Header
from pipelines.check_problems import Problems
from pipelines.check_values import nearest
from pipelines.form_groups import BESIDE, Group, groups_of, own_names
from pipelines.form_places import ELSEWHERE, AreaReader, period_reader
from pipelines.form_sums import FormSums
from pipelines.form_values import CellReader, mapped, same
from pipelines.read import COLUMNS, Table
from pipelines.translate import PLACE, ROWS


@dataclass
class PartnerForm:
    """A partner's own form, as its bron declares it.

    ``periode`` is what was asked, or what the name of the file says; ``step`` is the rounding of
    the bron.
    """

    vorm: Vorm
    table: Table
    header: Header
    areas: Areas
    periode: str
    step: int = 0
    skipped: Counter[str] = field(default_factory=Counter[str])

    def __post_init__(self) -> None:
        """Lay out which column holds what."""
        self._areas = AreaReader(self.vorm.gebied, self.areas)
        self._periods = period_reader(self.vorm)
        self._cells = CellReader(self.vorm.notatie)
        self.groups = groups_of(self.vorm, self.table, self.header, self._areas)
        self.headers = own_names(self.vorm, self.table, self.header, self.groups)
        self.absent: set[str] = set()
        self._sums = FormSums(
            self.vorm,
            self.table,
            self.header,
            self._cells,
            self.step,
            [group.place for group in self.groups],
        )
        self._wat = _meanings(self.vorm)
        most = Counter(tuple(map(same, wat.als)) for wat in self.vorm.wat)
        self._per_row = len(self.groups) * max(most.values(), default=1)

    def rows(self, part: pl.DataFrame, problems: Problems) -> pl.DataFrame:
        """Return a standard row for every cell that holds something."""
        part = self._sums.without_totals(part, problems)
        part = self._understood(self._placed(part), problems)
        empty = pl.DataFrame(schema=ROWS)
        found = [self._group_rows(part, nr, group) for nr, group in enumerate(self.groups)]
        return pl.concat([empty, *found]).sort("rij")

    def findings(self, bestand: str) -> list[Finding]:
        """Say which totals of rows are wrong, and how many rows were left out."""
        return [
            *self._sums.findings(bestand),
            *(
                Finding(
                    bestand,
                    None,
                    None,
                    f"{format_count(n)} {'regel' if n == 1 else 'regels'} overgeslagen: {why}",
                    "u hoeft niets te doen als dat klopt",
                    "opmerking",
                )
                for why, n in self.skipped.items()
            ),
        ]

    def _column(self, name: str) -> str:
        return str(self.header.places[name])

    def _placed(self, part: pl.DataFrame) -> pl.DataFrame:
        """Add ``gebied`` and ``periode`` where a row says them; leave out what is elsewhere."""
        gebied, periode = self.vorm.gebied, self.vorm.periode
        area: pl.Series | pl.Expr = pl.lit(gebied.vast)
        if gebied.kolom:
            area = mapped(part[self._column(gebied.kolom)], self._areas)
        time: pl.Series | pl.Expr = pl.lit(self.periode)
        if periode.uit == "kolom":
            time = mapped(part[self._column(periode.kolom)], self._periods)
        part = part.with_columns(area.alias("gebied"), time.alias("periode"))
        if gebied.kolom:
            part = self._without_notes(part)
        # What is skipped by its own name is no news; what is skipped unknown is counted.
        why = "" if gebied.onbekend == "fout" else "andere gebieden"
        part = self._drop(part, pl.col("gebied") == ELSEWHERE, why)
        return self._drop(part, pl.col("periode") == ELSEWHERE, "andere soorten perioden")

    def _without_notes(self, part: pl.DataFrame) -> pl.DataFrame:
        """Leave out a text under the table: no known gebied, and no figure anywhere in the row."""
        filled = sorted({column for group in self.groups for column in group.places})
        known = mapped(part["gebied"], self._is_area)
        is_note = (known == "") & part.select(
            pl.all_horizontal(pl.col(str(column)) == "" for column in filled).alias("leeg")
        )["leeg"]
        return self._drop(part, is_note, "een tekst zonder cijfers")

    def _is_area(self, text: str) -> str:
        return "ja" if text == ELSEWHERE or self._areas.knows(text) else ""

    def _drop(self, part: pl.DataFrame, which: pl.Expr | pl.Series, why: str) -> pl.DataFrame:
        kept = part.filter(~which)
        if why and kept.height < part.height:
            self.skipped[why] += part.height - kept.height
        return kept

    def _understood(self, part: pl.DataFrame, problems: Problems) -> pl.DataFrame:
        """Add what a row counts: ``wat_nr``, ``wat_indicator``, ``wat_uitsplitsing``."""
        if not self.vorm.sleutel:
            return part.with_columns(
                wat_nr=pl.lit(0), wat_indicator=pl.lit(""), wat_uitsplitsing=pl.lit("")
            )
        keys = [mapped(part[self._column(name)], same) for name in self.vorm.sleutel]
        part = part.with_columns(key.alias(f"sleutel_{nr}") for nr, key in enumerate(keys))
        part = part.join(
            self._wat,
            on=[f"sleutel_{nr}" for nr in range(len(keys))],
            how="left",
            maintain_order="left",
        )
        unknown = pl.col("wat_nr").is_null()
        if self.vorm.onbekend_wat == "overslaan":
            part = self._drop(part, unknown, "andere soorten")
        else:
            self._tell_unknown(part.filter(unknown), problems)
            part = part.filter(~unknown)
        return part.filter(~pl.col("wat_overslaan"))

    def _tell_unknown(self, part: pl.DataFrame, problems: Problems) -> None:
        """Say of every row that its key is not known; a likely one is suggested, never assumed."""
        known = [", ".join(wat.als) for wat in self.vorm.wat]

        def advice(text: str) -> str:
            guess = nearest(text, known)
            return f"bedoelt u '{guess}'?" if guess else "kies uit: " + ", ".join(known)

        cel = self.table.header[self.header.places[self.vorm.sleutel[0]]]
        keys = [pl.col(self._column(name)) for name in self.vorm.sleutel]
        part = part.select(
            "regel",
            rij=pl.col("regel") * self._per_row,
            cel=pl.lit(cel),
            tekst=pl.concat_str(keys, separator=", "),
        )
        part = part.with_columns(doe=mapped(part["tekst"], advice))
        wat = pl.format("'{}' is hier niet bekend", "tekst")
        problems.add(part, pl.lit(True), cel, wat, pl.col("doe"))

    def _group_rows(self, part: pl.DataFrame, nr: int, group: Group) -> pl.DataFrame:
        """Return the standard rows that one column of figures gives."""
        texts = part[str(group.place)]
        unique = texts.unique()
        read = pl.DataFrame(
            [(text, *self._cells.value(text, group.maal)) for text in unique],
            schema=_READ,
            orient="row",
        )
        indicator = pl.lit(group.indicator) if group.indicator else pl.col("wat_indicator")
        place = {"gebied": group.gebied, "periode": group.periode}
        return (
            part.with_columns(tekst=texts, **self._beside(part, group))
            .join(read, on="tekst", how="left", maintain_order="left")
            .filter("is_er")
            .with_columns(
                *(pl.lit(text).alias(name) for name, text in place.items() if text),
                rij=pl.col("regel") * self._per_row + pl.col("wat_nr") * len(self.groups) + nr,
                cel=pl.lit(group.cel),
                indicator=indicator,
                uitsplitsing=_joined(group.uitsplitsing),
                status=_status(),
            )
            .select(*PLACE, *COLUMNS)
        )

    def _beside(self, part: pl.DataFrame, group: Group) -> dict[str, pl.Series | pl.Expr]:
        """Return the columns that stand beside a value: noemer, margins, status, toelichting."""
        found: dict[str, pl.Series | pl.Expr] = {}
        for name in BESIDE:
            if name not in group.beside:
                found[name] = pl.lit("")
                continue
            place, maal = group.beside[name]
            texts = part[str(place)]
            if name == "status":
                found[name] = mapped(texts, self._cells.status)
            elif name == "toelichting":
                found[name] = texts
            else:
                found[name] = mapped(texts, partial(self._cells.beside, maal=maal))
        return found


_READ = {
    "tekst": pl.String,
    "waarde": pl.String,
    "teken_status": pl.String,
    "is_er": pl.Boolean,
}


def _meanings(vorm: Vorm) -> pl.DataFrame:
    """One row per meaning of a row: sleutel_0, sleutel_1, …, wat_nr, wat_indicator, …"""
    count: Counter[tuple[str, ...]] = Counter()
    rows: list[tuple[object, ...]] = []
    for wat in vorm.wat:
        key = tuple(map(same, wat.als))
        rows.append((*key, count[key], wat.indicator, wat.uitsplitsing, wat.overslaan))
        count[key] += 1
    keys = {f"sleutel_{nr}": pl.String for nr in range(len(vorm.sleutel))}
    texts = dict.fromkeys(("wat_indicator", "wat_uitsplitsing"), pl.String)
    meaning = {"wat_nr": pl.Int64, **texts, "wat_overslaan": pl.Boolean}
    return pl.DataFrame(rows, schema={**keys, **meaning}, orient="row")


def _joined(uitsplitsing: str) -> pl.Expr:
    """Return the uitsplitsing of the row and that of the column together."""
    of_row = pl.col("wat_uitsplitsing")
    if not uitsplitsing:
        return of_row
    both = pl.concat_str(of_row, pl.lit(uitsplitsing), separator="|")
    return pl.when(of_row == "").then(pl.lit(uitsplitsing)).otherwise(both)


def _status() -> pl.Expr:
    """Return the status of a row; a cell without a number cannot be voorlopig."""
    waarde = pl.col("waarde")
    has_number = ~waarde.is_in(["", ".", "x"])
    is_provisional = pl.col("status") == "voorlopig"
    return (
        pl.when(pl.col("teken_status") != "")
        .then("teken_status")
        .when(is_provisional & ~has_number)
        .then(pl.lit(""))
        .otherwise("status")
    )
