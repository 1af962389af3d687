"""Writing a levering in the `standaard` shape, with a fixed time and order."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.read import COLUMNS


@dataclass(frozen=True, slots=True)
class Row:
    """One cell of a levering; `indicator` is a slug, `gebied` a code, `waarde` as delivered."""

    indicator: str
    gebied: str
    periode: str
    waarde: float | None
    uitsplitsing: str = ""
    noemer: float | None = None
    marge_laag: float | None = None
    marge_hoog: float | None = None
    status: str = ""
    toelichting: str = ""

    @property
    def cell(self) -> tuple[str, str, str, str]:
        """What makes the row unique: indicator, gebied, periode, uitsplitsing."""
        return (self.indicator, self.gebied, self.periode, self.uitsplitsing)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One levering of a partner: a file with rows, and who, when and how real it is.

    ``na_publicatie`` is when there was a publication just before this levering, if there was one.
    """

    bestand: str
    bron: str
    is_fictief: bool
    geladen_op: datetime
    rows: list[Row] = field(default_factory=list[Row])
    na_publicatie: datetime | None = None

    def content(self) -> bytes:
        """The file as bytes: UTF-8, `;`, decimal point, rows in a fixed order."""
        return as_csv(sorted(self.rows, key=lambda row: row.cell))


def as_csv(rows: Iterable[Row]) -> bytes:
    """Rows as a `standaard` CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_text(getattr(row, name)) for name in COLUMNS])
    return out.getvalue().encode("utf-8")


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return str(int(value)) if value == int(value) else f"{value:.4f}".rstrip("0")
