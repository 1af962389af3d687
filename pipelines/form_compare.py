"""A table that gives no cells: it is held against the inhabitants that we divide by.

The inhabitants are declared in ``data/referentie``, each row with its source. A table of CBS that
says otherwise is no reason to change figures in silence: it is a warning that names both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from peil import places
from peil.areas import Areas
from peil.bronnen import Kolom, Vorm
from peil.errors import Finding
from peil.numbers import format_count
from pipelines.check_columns import Header
from pipelines.check_problems import Problems
from pipelines.denominators import load_inhabitants
from pipelines.form_places import ELSEWHERE, AreaReader, period_reader
from pipelines.form_values import CellReader, mapped
from pipelines.read import Table
from pipelines.translate import ROWS

_DOE = "kijk na wie gelijk heeft en pas zo nodig data/referentie aan"


@dataclass
class ComparedForm:
    """A form of which every row names a gebied, a year and numbers of inhabitants."""

    vorm: Vorm
    table: Table
    header: Header
    areas: Areas
    headers: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    absent: set[str] = field(default_factory=set[str])
    compared: int = 0

    def __post_init__(self) -> None:
        """Read what we divide by: one row per soort, gebied_code and jaar."""
        self._ours = load_inhabitants(places.data_root(), self.areas).select(
            "soort", "gebied_code", pl.col("jaar").cast(pl.String), "inwoners", "bron"
        )
        self._areas = AreaReader(self.vorm.gebied, self.areas)
        self._periods = period_reader(self.vorm)
        self._cells = CellReader(self.vorm.notatie)

    def rows(self, part: pl.DataFrame, problems: Problems) -> pl.DataFrame:
        """Return no rows; a number of inhabitants that differs from ours is a warning."""
        gebied = part[str(self.header.places[self.vorm.gebied.kolom])]
        periode = part[str(self.header.places[self.vorm.periode.kolom])]
        part = part.with_columns(
            gebied_code=mapped(mapped(gebied, self._areas), self._code),
            jaar=mapped(periode, self._periods),
        ).filter(~pl.any_horizontal(pl.col("gebied_code", "jaar") == ELSEWHERE))
        for kolom in self.vorm.kolom:
            if kolom.rol == "vergelijking" and kolom.kolom in self.header.places:
                self._compare(part, kolom, problems)
        return pl.DataFrame(schema=ROWS)

    def _code(self, text: str) -> str:
        """Return the code of a gebied; one that is not known is not ours to compare."""
        return text if self.areas.knows(text) else self._resolved(text)

    def _resolved(self, text: str) -> str:
        return self.areas.resolve(text).code if self._areas.knows(text) else ELSEWHERE

    def _compare(self, part: pl.DataFrame, kolom: Kolom, problems: Problems) -> None:
        place = self.header.places[kolom.kolom]
        both = part.with_columns(
            rij=pl.col("regel"),
            cel=pl.lit(self.table.header[place]),
            geteld=mapped(part[str(place)], self._cells.amount, pl.Float64),
        ).join(
            self._ours.filter(pl.col("soort") == kolom.met),
            on=["gebied_code", "jaar"],
            maintain_order="left",
        )
        self.compared += both.drop_nulls("geteld").height
        problems.add(
            both,
            pl.col("geteld") != pl.col("inwoners"),
            self.table.header[place],
            pl.format(
                "hier staan {} inwoners in {}, wij rekenen met {}",
                pl.col("geteld").map_elements(format_count, pl.String),
                "jaar",
                pl.col("inwoners").map_elements(format_count, pl.String),
            ),
            pl.lit(_DOE),
            "waarschuwing",
        )

    def findings(self, bestand: str) -> list[Finding]:
        """Say how many numbers were compared."""
        wat = (
            f"{format_count(self.compared)} aantallen inwoners vergeleken met onze eigen aantallen"
        )
        doe = "deze tabel geeft zelf geen cijfers"
        return [Finding(bestand, None, None, wat, doe, "opmerking")]
