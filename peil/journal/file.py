"""The file of the journal: how it is made, opened, read, judged and replaced."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    NullPool,
    RowMapping,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    exc,
    select,
    text,
)

from peil.errors import GeenToegang, PeilError
from peil.journal import faults
from peil.journal.mirror import read_entry
from peil.records import Entry

#: The name of the journal in the working folder.
FILE: Final = "journaal.db"
#: The layout of the journal that this code writes; ``peil werkbij`` brings an older one up to it.
LAYOUT: Final = 1
_WAIT_SECONDS: Final = 20
#: What SQLite keeps beside its file.
_BESIDE: Final = ("-wal", "-shm")

_META = MetaData()
ENTRIES = Table(
    "boekingen",
    _META,
    Column("nummer", Integer, primary_key=True),
    Column("soort", String, nullable=False),
    Column("onderwerp", String, nullable=False),
    Column("versie", Integer, nullable=False),
    Column("gebied", String, nullable=False, index=True),
    Column("wie", String, nullable=False),
    Column("wanneer", String, nullable=False),
    Column("is_fictief", Boolean, nullable=False),
    Column("inhoud", String, nullable=False),
    UniqueConstraint("onderwerp", "versie"),
    sqlite_autoincrement=True,
)
_REFUSE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS geen_{name} BEFORE {action} ON boekingen "
    "BEGIN SELECT RAISE(ABORT, 'het journaal wordt alleen aangevuld'); END"
    for name, action in (("wijziging", "UPDATE"), ("verwijdering", "DELETE"))
)


def connect(path: Path) -> Engine:
    """Return an engine on a journal; every transaction takes the pen when it begins."""
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})

    def configure(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in (f"busy_timeout={_WAIT_SECONDS}000", "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        # A reader takes no pen: it reads one statement, which is one moment by itself.
        if not connection.get_execution_options().get("is_reader"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", begin)
    return engine


def create(work: Path) -> None:
    """Make an empty journal in the working folder; it appears whole, and only if there is none."""
    folder: Path | None = None
    try:
        work.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".journaal-", dir=work))
        engine = connect(folder / FILE)
        with engine.begin() as connection:
            _META.create_all(connection)
            for statement in _REFUSE:
                connection.execute(text(statement))
            connection.execute(text(f"PRAGMA user_version={LAYOUT}"))
        engine.dispose()
        with suppress(FileExistsError):
            os.link(folder / FILE, work / FILE)
    except (exc.DatabaseError, OSError) as error:
        raise faults.unwritten(work / FILE, error) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def identity(path: Path) -> tuple[int, int] | None:
    """Return which file stands under the name now, or nothing when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise faults.unreadable(path, error) from error
    return found.st_dev, found.st_ino


def check_layout(engine: Engine, path: Path) -> None:
    """Refuse a journal of another layout than this program writes.

    Raises:
        PeilError: what it is instead, and what to do.
    """
    if path.stat().st_size == 0:
        raise faults.other_layout(0, LAYOUT)
    try:
        found = _ask(engine, path, "PRAGMA user_version")[0]["user_version"]
    except exc.DatabaseError as error:
        raise faults.unreadable(path, error) from error
    if found != LAYOUT:
        raise faults.other_layout(found, LAYOUT)


def rows(engine: Engine, path: Path, after: int) -> Sequence[RowMapping]:
    """Return the entries that came after a number, oldest first."""
    query = select(ENTRIES).where(ENTRIES.c.nummer > after).order_by(ENTRIES.c.nummer)
    return _ask(engine, path, query)


def _ask(engine: Engine, path: Path, query: Any) -> Sequence[RowMapping]:
    statement = text(query) if isinstance(query, str) else query
    try:
        with engine.connect().execution_options(is_reader=True) as connection:
            return connection.execute(statement).mappings().all()
    except exc.OperationalError:
        # Reading in WAL mode needs a file beside it, which a mere reader may not make.
        if os.access(path.resolve().parent, os.W_OK):
            raise
        return _ask_still(path, statement)


def _ask_still(path: Path, statement: Any) -> Sequence[RowMapping]:
    """Read a journal that nobody has open, and make sure that nobody opened it meanwhile."""
    real = path.resolve()
    address = f"file:{quote(str(real))}?mode=ro&immutable=1"
    url = URL.create("sqlite", database=address, query={"uri": "true"})
    engine = create_engine(url, poolclass=NullPool)
    before = real.stat()
    with engine.connect() as connection:
        found = connection.execute(statement).mappings().all()
    after, wal = real.stat(), real.with_name(f"{real.name}-wal")
    is_same = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    if is_same and not (wal.exists() and wal.stat().st_size):
        return found
    raise GeenToegang(
        f"Er wordt nu in het journaal geschreven, en u mag in {real.parent} geen bestanden maken. "
        "Probeer het zo opnieuw of vraag de beheerder om rechten."
    )


def inspect(path: Path) -> int:
    """Return the number of the last entry of a file that is a whole, readable journal.

    Raises:
        PeilError: it is damaged, has another layout, or holds an entry that cannot be read.
    """
    engine = connect(path)
    try:
        check_layout(engine, path)
        if _ask(engine, path, "PRAGMA integrity_check")[0]["integrity_check"] != "ok":
            raise PeilError(f"Het journaal ({path.name}) is beschadigd.")
        entries = [read_entry(row) for row in rows(engine, path, 0)]
        _check_versions(entries, path)
        return entries[-1].nummer if entries else 0
    except exc.DatabaseError as error:
        raise faults.unreadable(path, error) from error
    finally:
        engine.dispose()


def _check_versions(entries: Sequence[Entry[Any]], path: Path) -> None:
    """Refuse a journal in which the versions of one thing are not 1, 2, 3 and on."""
    last: dict[str, int] = {}
    for entry in entries:
        onderwerp = entry.record.onderwerp
        if entry.versie != last.get(onderwerp, 0) + 1:
            raise PeilError(
                f"Het journaal ({path.name}) is beschadigd: boeking {entry.nummer} is versie "
                f"{entry.versie}, maar versie {last.get(onderwerp, 0) + 1} ontbreekt."
            )
        last[onderwerp] = entry.versie


def guard(path: Path) -> None:
    """Make again what keeps entries from being changed or removed, where it is gone."""
    engine = connect(path)
    try:
        with engine.begin() as connection:
            for statement in _REFUSE:
                connection.execute(text(statement))
    except exc.DatabaseError as error:
        raise faults.unwritten(path, error) from error
    finally:
        engine.dispose()


def layout_of(path: Path) -> int:
    """Return the layout of a journal, whatever it is."""
    engine = connect(path)
    try:
        return int(_ask(engine, path, "PRAGMA user_version")[0]["user_version"])
    except exc.DatabaseError as error:
        raise faults.unreadable(path, error) from error
    finally:
        engine.dispose()


# Replacing: the name becomes a link to another file, so that nobody finds half of one. What SQLite
# keeps beside a file carries the name of that file, so old and new never share it.


def target(path: Path) -> Path | None:
    """Return the file behind the name of the journal, or nothing."""
    return path.resolve() if path.exists() else None


def is_switched(path: Path, new: Path | None) -> bool:
    """Say whether the name of the journal stands for the new file (or for none) already."""
    return target(path) == (new.resolve() if new else None)


def switch(path: Path, new: Path | None, old: Path | None, aside: Path) -> None:
    """Keep the old file in ``aside`` and let the name stand for the new one, in one step."""
    if old is not None and old.exists():
        aside.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.link(old, aside / FILE)
    if new is None:
        path.unlink(missing_ok=True)
        return
    link = path.with_name(f".{new.name}")
    link.unlink(missing_ok=True)
    link.symlink_to(new.name)
    link.replace(path)


def clear(path: Path, old: Path | None, aside: Path) -> None:
    """Move what is left of the old file under its own name to ``aside``."""
    if old is None or not (aside / FILE).exists() or old == target(path):
        return
    for suffix in _BESIDE:
        beside = old.with_name(old.name + suffix)
        if beside.exists():
            beside.replace(aside / f"{FILE}{suffix}")
    if old.name != path.name:
        old.unlink(missing_ok=True)
