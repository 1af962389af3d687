"""What is wrong in a file, collected as frames and told as findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from peil.errors import Ernst, Finding

#: What makes a cell: two rows with the same key are duplicates.
KEY = ["indicator", "gebied_code", "periode", "uitsplitsing"]


@dataclass
class Problems:
    """Collects problems as frames; becomes findings only at the end.

    ``missing`` are columns whose absence is a finding itself, so not also one per row.
    ``headers`` gives, for a column of the standard form and the ``cel`` of a row, the partner's
    own name of the column; what is not in it keeps its name.
    """

    missing: set[str]
    headers: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    frames: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])

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
        found = frame.filter(when).select(
            "rij",
            "regel",
            "cel",
            kolom=pl.lit(kolom),
            wat=wat.cast(pl.String),
            doe=doe.cast(pl.String),
            ernst=pl.lit(ernst),
        )
        if found.height:
            self.frames.append(found)

    def bad_rows(self) -> pl.DataFrame:
        """Return the rows that hold an error: one column, ``rij``."""
        empty = pl.DataFrame(schema={"rij": pl.Int64})
        bad = [f.filter(pl.col("ernst") == "fout").select("rij") for f in self.frames]
        return pl.concat([empty, *bad]).unique()

    def findings(self, bestand: str) -> list[Finding]:
        """Return everything as findings, each once: a row of a partner may hold many cells."""
        found = [
            Finding(bestand, regel, self.headers.get((kolom, cel), kolom), wat, doe, ernst)
            for frame in self.frames
            for _, regel, cel, kolom, wat, doe, ernst in frame.iter_rows()
            if kolom not in self.missing
        ]
        return list(dict.fromkeys(found))
