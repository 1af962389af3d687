"""What is wrong in a file, collected as frames and told as findings."""

from dataclasses import dataclass, field

import polars as pl

from peil.errors import Ernst, Finding

#: What makes a cell: two rows with the same key are duplicates.
KEY = ["indicator", "gebied_code", "periode", "uitsplitsing"]


@dataclass
class Problems:
    """Collects problems as frames; becomes findings only at the end.

    ``missing`` are columns whose absence is a finding itself, so not also one per row.
    """

    missing: set[str]
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
        """Note every row of ``frame`` for which ``when`` holds."""
        found = frame.filter(when).select(
            "regel",
            kolom=pl.lit(kolom),
            wat=wat.cast(pl.String),
            doe=doe.cast(pl.String),
            ernst=pl.lit(ernst),
        )
        if found.height:
            self.frames.append(found)

    def bad_lines(self) -> pl.DataFrame:
        """Return the lines that hold an error: one column, ``regel``."""
        empty = pl.DataFrame(schema={"regel": pl.Int64})
        bad = [f.filter(pl.col("ernst") == "fout").select("regel") for f in self.frames]
        return pl.concat([empty, *bad]).unique()

    def findings(self, bestand: str) -> list[Finding]:
        """Return everything as findings."""
        return [
            Finding(bestand, regel, kolom, wat, doe, ernst)
            for frame in self.frames
            for regel, kolom, wat, doe, ernst in frame.iter_rows()
            if kolom not in self.missing
        ]
