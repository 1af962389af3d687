"""The journal: everything that people type, every version, with who and when. Append-only.

One SQLite file in the working folder, in WAL mode, so that readers never wait and a killed writer
leaves nothing half. Entries are never changed or removed: triggers refuse it. The number of an
entry only grows, so a reader needs only what came after the last one it saw.
"""

import json
import threading
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import uuid4

from pydantic import ValidationError
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    exc,
    func,
    select,
    text,
)

from peil.errors import GeenToegang, PeilError, Verouderd
from peil.records import KINDS, Botsing, Entry, Record

R = TypeVar("R", bound=Record)
#: The name of the journal in the working folder.
FILE: Final = "journaal.db"
#: The layout of the journal that this code writes; ``peil werkbij`` brings an older one up to it.
LAYOUT: Final = 1
_WAIT_SECONDS: Final = 20

_META = MetaData()
_ENTRIES = Table(
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


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to keep; ``expects`` is the version the writer saw, ``None`` is whichever is there.

    ``wanneer`` (with a zone) is only given for what is written down later than it happened.
    """

    record: Record
    expects: int | None = None
    wanneer: datetime | None = None


class Journal:
    """The journal of one working folder; one serves all threads of a process."""

    def __init__(self, work: Path) -> None:
        """Remember the working folder; nothing is opened or made yet."""
        self._path = work / FILE
        self._lock = threading.RLock()
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None
        self._forget()

    def _forget(self) -> None:
        self._seen = 0
        self._all: dict[str, list[Entry[Any]]] = {kind: [] for kind in KINDS}
        self._newest: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in KINDS}

    # Reading: what came after the last entry seen is added to what is in memory.

    def position(self) -> int:
        """Return the number of the last entry, 0 when there is none."""
        with self._lock:
            self._catch_up()
            return self._seen

    def entries(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return all versions of all records of a kind, oldest first."""
        with self._lock:
            self._catch_up()
            return _of(self._all[kind.soort], gebieden)

    def newest(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return the newest version of every record of a kind."""
        with self._lock:
            self._catch_up()
            return _of(self._newest[kind.soort].values(), gebieden)

    def find(self, kind: type[R], onderwerp: str) -> Entry[R] | None:
        """Return the newest version of one record, or nothing."""
        with self._lock:
            self._catch_up()
            return self._newest[kind.soort].get(onderwerp)

    def history(self, kind: type[R], onderwerp: str) -> list[Entry[R]]:
        """Return all versions of one record, oldest first."""
        return [e for e in self.entries(kind) if e.record.onderwerp == onderwerp]

    def collisions(self, onderwerp: str) -> list[Entry[Botsing]]:
        """Return the texts that came second to this record and still wait."""
        found = self.newest(Botsing)
        return [e for e in found if e.record.naam == onderwerp and not e.record.is_afgehandeld]

    def _catch_up(self) -> None:
        engine = self._open()
        if engine is None:
            self._forget()
            return
        query = select(_ENTRIES).where(_ENTRIES.c.nummer > self._seen).order_by(_ENTRIES.c.nummer)
        try:
            with engine.connect().execution_options(is_reader=True) as connection:
                rows = connection.execute(query).mappings().all()
        except exc.DatabaseError as error:
            raise _unreadable(self._path, error) from error
        for row in rows:
            self._add(_entry(dict(row)))

    def _add(self, entry: Entry[Any]) -> None:
        kind = entry.record.soort
        self._all[kind].append(entry)
        self._newest[kind][entry.record.onderwerp] = entry
        self._seen = entry.nummer

    # Writing: one transaction, that starts by taking the only pen.

    def append(
        self,
        drafts: Sequence[Draft],
        wie: str,
        *,
        is_fictief: bool = False,
        now: datetime | None = None,
        settles: Sequence[Entry[Botsing]] = (),
    ) -> list[Entry[Record]]:
        """Keep records in one step, all or none, and return them as kept.

        A record that equals the newest version is not written again: pressing a button twice
        keeps one entry.

        Raises:
            Verouderd: another version came first. The second text is kept as a ``Botsing`` when
                it was the only record; of several nothing is kept.
            PeilError: a record may not follow what is there; nothing is kept.
        """
        moment = now or datetime.now(UTC)
        with self._lock:
            engine = self._make()
            try:
                with engine.begin() as connection:
                    kept = [self._put(connection, d, wie, is_fictief, moment) for d in drafts]
                    for botsing in settles:
                        done = botsing.record.model_copy(update={"is_afgehandeld": True})
                        self._put(connection, Draft(done), wie, is_fictief, moment)
            except _Late as late:
                raise self._collide(engine, late, drafts, wie, moment) from None
            except exc.DatabaseError as error:
                raise _unwritten(self._path, error) from error
            self._catch_up()
            return kept

    def seed(self, drafts: Sequence[Draft], wie: str) -> int:
        """Keep fictitious records in one step, but only of things nobody wrote of; say how many.

        The versions of one thing follow each other in the order given.
        """
        with self._lock:
            engine = self._make()
            with engine.begin() as connection:
                present = set(connection.scalars(select(_ENTRIES.c.onderwerp).distinct()))
                new = _rows([d for d in drafts if d.record.onderwerp not in present], wie)
                if new:
                    connection.execute(_ENTRIES.insert(), new)
            self._catch_up()
            return len(new)

    def _put(
        self, connection: Connection, draft: Draft, wie: str, is_fictief: bool, now: datetime
    ) -> Entry[Record]:
        record = draft.record
        before = _last(connection, record.onderwerp)
        if before is not None and before.record == record:
            return before
        version = before.versie if before else 0
        if before is not None and draft.expects is not None and draft.expects != version:
            raise _Late(record, before)
        record.follow(before.record if before else None)
        row = _row(record, version + 1, wie, draft.wanneer or now, is_fictief)
        number = connection.execute(_ENTRIES.insert().values(**row)).inserted_primary_key
        return _entry({**row, "nummer": number[0] if number else 0})

    def _collide(
        self, engine: Engine, late: "_Late", drafts: Sequence[Draft], wie: str, now: datetime
    ) -> Verouderd:
        """Keep the text that came second, and return what to tell its writer."""
        theirs = late.theirs
        who = f"{theirs.wie} heeft dit op {theirs.wanneer:%d-%m-%Y} om {theirs.wanneer:%H:%M} UTC"
        if len(drafts) > 1:
            return Verouderd(
                f"{who} al veranderd. Er is niets bewaard; laad de pagina opnieuw en bewaar dan.",
                theirs,
                None,
            )
        botsing = Botsing(
            gebied=late.record.gebied,
            kenmerk=uuid4().hex,
            naam=late.record.onderwerp,
            tegen_versie=theirs.versie,
            inhoud=late.record.model_dump_json(),
        )
        with engine.begin() as connection:
            kept = self._put(connection, Draft(botsing), wie, False, now)
        self._catch_up()
        return Verouderd(
            f"{who} al veranderd. Uw versie is ernaast bewaard: vergelijk ze en kies.", theirs, kept
        )

    # The file.

    def _open(self) -> Engine | None:
        """Return the engine on the file as it is now; after a restore that is another file."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self.close()
            return None
        except PermissionError as error:
            raise _no_access(self._path) from error
        if self._engine is None or self._file != (found.st_dev, found.st_ino):
            self.close()
            self._forget()
            self._engine, self._file = _connect(self._path), (found.st_dev, found.st_ino)
            _check_layout(self._engine, self._path)
        return self._engine

    def _make(self) -> Engine:
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            engine = _connect(self._path)
            try:
                _create(engine)
            except exc.DatabaseError as error:
                raise _unwritten(self._path, error) from error
            finally:
                engine.dispose()
        engine = self._open()
        if engine is None:
            raise PeilError("Het journaal verdween tijdens het schrijven. Probeer het opnieuw.")
        return engine

    def copy_to(self, path: Path) -> bool:
        """Write a whole copy of the journal to a new file while others go on; say if there is one.

        The copy is one moment: an entry is in it whole or not at all.
        """
        with self._lock:
            engine = self._open()
            if engine is None:
                return False
            with closing(engine.raw_connection()) as source:
                source.cursor().execute("VACUUM INTO ?", (str(path),))
            return True

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = self._file = None


class _Late(Exception):
    """A record whose writer did not see the newest version."""

    def __init__(self, record: Record, theirs: Entry[Any]) -> None:
        super().__init__(record.onderwerp)
        self.record = record
        self.theirs = theirs


def _connect(path: Path) -> Engine:
    # immediate: a transaction takes the pen when it begins, so it never fails half-way for it.
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_SECONDS})

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


def _create(engine: Engine) -> None:
    with engine.begin() as connection:
        _META.create_all(connection)
        for statement in _REFUSE:
            connection.execute(text(statement))
        connection.execute(text(f"PRAGMA user_version={LAYOUT}"))


def _check_layout(engine: Engine, path: Path) -> None:
    try:
        with engine.connect().execution_options(is_reader=True) as connection:
            found = connection.execute(text("PRAGMA user_version")).scalar_one()
    except exc.DatabaseError as error:
        raise _unreadable(path, error) from error
    if found > LAYOUT:
        raise PeilError(
            f"Het journaal is gemaakt door een nieuwere versie van het dashboard (indeling {found},"
            f" deze versie kent {LAYOUT}). Werk het dashboard bij en probeer het opnieuw."
        )
    if found < LAYOUT:
        raise PeilError(
            f"Het journaal heeft een oudere indeling ({found}, deze versie werkt met {LAYOUT}). "
            "Draai eerst `peil werkbij`."
        )


def _of(entries: Iterable[Entry[Any]], gebieden: Collection[str] | None) -> list[Entry[Any]]:
    if gebieden is None:
        return list(entries)
    return [e for e in entries if e.record.gebied in gebieden]


def _last(connection: Connection, onderwerp: str) -> Entry[Any] | None:
    newest = select(func.max(_ENTRIES.c.nummer)).where(_ENTRIES.c.onderwerp == onderwerp)
    query = select(_ENTRIES).where(_ENTRIES.c.nummer == newest.scalar_subquery())
    row = connection.execute(query).mappings().first()
    return _entry(dict(row)) if row else None


def _rows(drafts: Sequence[Draft], wie: str) -> list[dict[str, Any]]:
    """Return the rows of fictitious records that nobody wrote of, in one go: there are many."""
    newest: dict[str, tuple[int, Record]] = {}
    rows: list[dict[str, Any]] = []
    for draft in drafts:
        record = draft.record
        version, before = newest.get(record.onderwerp, (0, None))
        if before == record:
            continue
        record.follow(before)
        rows.append(_row(record, version + 1, wie, draft.wanneer or datetime.now(UTC), True))
        newest[record.onderwerp] = (version + 1, record)
    return rows


def _row(
    record: Record, version: int, wie: str, wanneer: datetime, is_fictief: bool
) -> dict[str, Any]:
    return {
        "soort": record.soort,
        "onderwerp": record.onderwerp,
        "versie": version,
        "gebied": record.gebied,
        "wie": wie,
        "wanneer": wanneer.astimezone(UTC).isoformat(timespec="seconds"),
        "is_fictief": is_fictief,
        "inhoud": record.model_dump_json(),
    }


def _entry(row: dict[str, Any]) -> Entry[Any]:
    kind = KINDS.get(row["soort"])
    if kind is None:
        raise PeilError(
            f"Boeking {row['nummer']} in het journaal is van een onbekende soort "
            f"('{row['soort']}'). Werk het dashboard bij."
        )
    try:
        record = kind.model_validate(json.loads(row["inhoud"]))
    except ValidationError as error:
        raise PeilError(
            f"Boeking {row['nummer']} in het journaal is niet te lezen. "
            "Zet het journaal terug uit een reservekopie met `peil herstel`."
        ) from error
    return Entry(
        nummer=row["nummer"],
        versie=row["versie"],
        wie=row["wie"],
        wanneer=datetime.fromisoformat(row["wanneer"]),
        is_fictief=bool(row["is_fictief"]),
        record=record,
    )


def _no_access(path: Path) -> GeenToegang:
    return GeenToegang(f"U mag {path.name} niet lezen. Vraag de beheerder om rechten.")


def _unreadable(path: Path, error: exc.DatabaseError) -> PeilError:
    return PeilError(
        f"Het journaal ({path.name}) is niet te lezen ({_reason(error)}). "
        "Zet het terug uit een reservekopie met `peil herstel`."
    )


def _unwritten(path: Path, error: exc.DatabaseError) -> PeilError:
    return PeilError(
        f"Bewaren in het journaal ({path.name}) lukt nu niet ({_reason(error)}). "
        "Er is niets veranderd; probeer het zo opnieuw."
    )


def _reason(error: exc.DatabaseError) -> str:
    known = {
        "locked": "iemand anders schrijft",
        "readonly": "geen schrijfrechten",
        "full": "schijf vol",
    }
    said = str(error.orig)
    return next((word for part, word in known.items() if part in said), said)
