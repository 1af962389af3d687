"""The only reader of snapshots: the newest one for who comes in, and never a half one."""

import os
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import duckdb
import polars as pl

from peil.errors import GeenSnapshot, GeenToegang, PeilError
from peil.kept import Kept
from peil.terms import ZONDER_CONTROLE

#: The disclosure rules that this code knows how to show.
KNOWN_RULES = (ZONDER_CONTROLE,)
#: How many rows of answers are kept per publication and process; a row of figures takes 2 kB.
KEPT_ROWS = 40_000


def other_layout(version: str) -> PeilError:
    """Say that a publication was made by another version of the dashboard than this one."""
    return PeilError(
        f"Deze publicatie ({version}) is van een oudere versie. Draai `peil werkbij` en daarna "
        "`peil publiceer`. Is dat al gedaan? Start het dashboard dan opnieuw."
    )


@lru_cache(maxsize=64)
def _sql(name: str) -> str:
    return files("peil").joinpath("sql", f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One publication, opened read-only; it answers the same as long as it is held.

    ``kept`` are answers that were given before. They leave with the publication; who keeps one
    puts in its key for whom it holds.
    """

    version: str
    connection: duckdb.DuckDBPyConnection
    kept: Kept = field(default_factory=lambda: Kept(KEPT_ROWS), compare=False)

    def ask(self, name: str, **params: object) -> pl.DataFrame:
        """Return the answer to ``peil/sql/<name>.sql`` with its ``$params`` filled in.

        Each call has its own cursor, for a DuckDB connection is not safe across threads.

        Raises:
            PeilError: the publication has no such table or column: another version made it.
        """
        cursor = self.connection.cursor()
        try:
            cursor.execute("USE snapshot")  # a cursor does not inherit it
            return cursor.execute(_sql(name), params or None).pl()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise other_layout(self.version) from error
        finally:
            cursor.close()


class Store:
    """Hands out the current snapshot of one working folder; one store serves a whole process.

    A new publication is attached to a fresh in-memory connection; the old connection lives on
    with those who still hold its snapshot.
    """

    def __init__(self, work: Path, only: Path | None = None) -> None:
        """Remember the working folder; nothing is opened yet.

        Args:
            work: the working folder, whose newest publication is handed out.
            only: hand out this snapshot instead, whatever is published: an earlier stand.
        """
        self._link = only or work / "current.duckdb"
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._snapshot: Snapshot | None = None

    def version(self) -> str:
        """Return the name of the current snapshot, which changes with each publication.

        Raises:
            GeenSnapshot: nothing was published yet.
        """
        return self._resolve().name

    def _resolve(self) -> Path:
        if not self._link.exists():
            raise GeenSnapshot(
                "Er is nog niets gepubliceerd. "
                "Maak de voorbeeldcijfers met `peil demo`, of publiceer met `peil publiceer`."
            )
        return self._link.resolve()

    def snapshot(self) -> Snapshot:
        """Return the current snapshot.

        Raises:
            GeenSnapshot: nothing was published yet.
            PeilError: the current file cannot be read or is not stamped.
        """
        with self._lock:
            path = self._resolve()
            while self._snapshot is None or path != self._path:
                try:
                    self._snapshot, self._path = Snapshot(path.name, _open(path)), path
                except PeilError:
                    # Between looking and opening a newer publication may have taken its place.
                    before, path = path, self._resolve()
                    if path == before:
                        raise
            return self._snapshot


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """Attach one snapshot read-only and check its stamp.

    Raises:
        GeenToegang: the one who asks may not read the file.
        PeilError: the file is unreadable, unstamped, or stamped with an unknown rule.
    """
    if not os.access(path, os.R_OK):
        raise GeenToegang(
            f"U mag de publicatie {path.name} niet lezen. Vraag de beheerder om rechten."
        )
    connection = duckdb.connect(":memory:")
    try:
        quoted = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS snapshot (READ_ONLY)")
        row = connection.execute("SELECT regel FROM snapshot.stempel").fetchone()
    except duckdb.Error as error:
        connection.close()
        raise PeilError(
            f"De publicatie {path.name} is niet te lezen of draagt geen stempel, en wordt daarom "
            "niet getoond. Bouw haar opnieuw met `peil herbouw`."
        ) from error
    if row is None or row[0] not in KNOWN_RULES:
        connection.close()
        raise PeilError(
            f"De publicatie {path.name} draagt geen bekende onthullingsregel, en wordt daarom niet "
            "getoond. Bouw haar opnieuw met `peil herbouw`."
        )
    return connection
