"""What is wrong in a file, collected as frames and told as findings."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from peil.errors import Ernst, Finding
from peil.numbers import format_count

#: How many findings of one ernst are told; the others are counted.
TOLD = 1_000
#: What makes a cell: two rows with the same key are duplicates.
KEY = ["indicator", "gebied_code", "periode", "uitsplitsing"]

_WORDS: dict[Ernst, str] = {
    "fout": "fouten",
    "waarschuwing": "waarschuwingen",
    "opmerking": "opmerkingen",
}


@dataclass
class Problems:
    """Collects problems as frames; becomes findings only at the end.

    ``missing`` are columns whose absence is a finding itself, so not also one per row.
    ``headers`` gives, for a column of the standard form and the ``cel`` of a row, the partner's
    own name of the column; what is not in it keeps its name. ``bad`` are the rows with an error,
    ``more`` counts what is not kept to be told.
    """

    missing: set[str]
    headers: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    frames: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    bad: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    more: Counter[Ernst] = field(default_factory=Counter[Ernst])

    def add(
        self,
        frame: pl.DataFrame,
        when: pl.Expr,
        kolom: str,
        wat: pl.Expr,
        doe: pl.Expr,
        ernst: Ernst = "fout",
    ) -> None:
        """Note every row of ``frame`` (with ``rij``, ``regel``, ``cel``) where ``when`` holds."""
        hit = frame.filter(when)
        if hit.is_empty():
            return
        if ernst == "fout":
            self.bad.append(hit.select("rij"))
        if kolom in self.missing:
            return
        first = hit["rij"].min()
        before = sum(
            f.height for f in self.frames if f["ernst"][0] == ernst and f["rij"][-1] < first
        )
        # Parts come in the order of the file: what is told first has been found first.
        told = hit.head(0 if before >= TOLD else TOLD)
        self.more[ernst] += hit.height - told.height
        if told.is_empty():
            return
        self.frames.append(
            told.select(
                "rij",
                "regel",
                "cel",
                kolom=pl.lit(kolom),
                wat=wat.cast(pl.String),
                doe=doe.cast(pl.String),
                ernst=pl.lit(ernst),
            )
        )

    def bad_rows(self) -> pl.DataFrame:
        """Return the rows that hold an error: one column, ``rij``."""
        return pl.concat([pl.DataFrame(schema={"rij": pl.Int64}), *self.bad]).unique()

    def findings(self, bestand: str) -> list[Finding]:
        """Return the first findings of each ernst, each once, and how many there are in all.

        A row of a partner may hold many cells, and so be found more than once.
        """
        found = dict.fromkeys(
            Finding(bestand, regel, self.headers.get((kolom, cel), kolom), wat, doe, ernst)
            for frame in self.frames
            for _, regel, cel, kolom, wat, doe, ernst in frame.iter_rows()
        )
        return [told for ernst in _WORDS for told in self._told(bestand, ernst, list(found))]

    def _told(self, bestand: str, ernst: Ernst, found: list[Finding]) -> list[Finding]:
        own = [finding for finding in found if finding.ernst == ernst]
        count = len(own) + self.more[ernst]
        if count <= TOLD:
            return own
        first = sorted(own, key=lambda finding: finding.regel or 0)[:TOLD]
        shown = format_count(TOLD)
        wat = f"er zijn {format_count(count)} {_WORDS[ernst]}; hier staan de eerste {shown}"
        doe = "herstel deze eerst en controleer het bestand dan opnieuw"
        return [Finding(bestand, None, None, wat, doe, ernst), *first]
