"""The only reader of the snapshot. Always the newest whole one, never a half one."""

import threading
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import duckdb
import polars as pl

from peil.errors import GeenSnapshot, PeilError
from peil.terms import ZONDER_CONTROLE

#: The disclosure rules that this code knows how to show.
KNOWN_RULES = (ZONDER_CONTROLE,)


@lru_cache(maxsize=64)
def _sql(name: str) -> str:
    return files("peil").joinpath("sql", f"{name}.sql").read_text("utf-8")


class Store:
    """Answers named questions from ``current.duckdb`` of one working folder.

    A new publication is noticed at the next question: the new file is attached to a fresh
    in-memory connection and the old one dies with its last reader. Each call has its own cursor,
    for a DuckDB connection is not safe across threads.
    """

    def __init__(self, work: Path) -> None:
        """Remember the working folder; nothing is opened yet."""
        self._link = work / "current.duckdb"
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None

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

    def _current(self) -> duckdb.DuckDBPyConnection:
        path = self._resolve()
        with self._lock:
            if self._connection is None or path != self._path:
                self._connection, self._path = _open(path), path
            return self._connection

    def ask(self, name: str, **params: object) -> pl.DataFrame:
        """Return the answer to ``peil/sql/<name>.sql`` with its ``$params`` filled in."""
        cursor = self._current().cursor()
        try:
            cursor.execute("USE snapshot")  # a cursor does not inherit it
            return cursor.execute(_sql(name), params or None).pl()
        finally:
            cursor.close()


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """Attach one snapshot read-only and check its stamp.

    Raises:
        PeilError: the file is unreadable, unstamped, or stamped with an unknown rule.
    """
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
