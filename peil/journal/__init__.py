"""The journal: everything that people type, every version, with who and when. Append-only.

One SQLite file in the working folder, in WAL mode, so that readers never wait and a killed writer
leaves nothing half. Entries are never changed or removed: triggers refuse it. The number of an
entry only grows, so a reader needs only what came after the last one it saw.

After a restore the name of the journal is a link to another file; whoever has the old one open
finds out by itself, before the next question and before the next entry.
"""

import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine, exc, select, text

from peil.errors import PeilError, Verouderd
from peil.journal import faults, file
from peil.journal.file import ENTRIES, FILE, LAYOUT
from peil.journal.mirror import Mirror, read_entry
from peil.numbers import format_moment
from peil.records import Botsing, Entry, Record

__all__ = ["FILE", "LAYOUT", "Draft", "Journal"]

R = TypeVar("R", bound=Record)
T = TypeVar("T")
#: How often a writer tries again when the file was replaced just before its turn.
_TRIES: Final = 5


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
        # The pen is for writers of this process; who only reads never waits for it.
        self._lock, self._pen = threading.RLock(), threading.Lock()
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None
        self._mirror = Mirror()

    # Reading: what came after the last entry seen is added to what is in memory.

    def position(self) -> int:
        """Return the number of the last entry, 0 when there is none."""
        with self._lock:
            return self._now().seen

    def entries(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return all versions of all records of a kind, oldest first."""
        with self._lock:
            return self._now().entries(kind, gebieden)

    def newest(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return the newest version of every record of a kind."""
        with self._lock:
            return self._now().newest(kind, gebieden)

    def find(self, kind: type[R], onderwerp: str) -> Entry[R] | None:
        """Return the newest version of one record, or nothing."""
        with self._lock:
            return self._now().find(kind, onderwerp)

    def history(self, kind: type[R], onderwerp: str) -> list[Entry[R]]:
        """Return all versions of one record, oldest first."""
        with self._lock:
            return self._now().history(kind, onderwerp)

    def collisions(self, onderwerp: str) -> list[Entry[Botsing]]:
        """Return the texts that came second to this record and still wait."""
        with self._lock:
            return self._now().collisions(onderwerp)

    def _now(self) -> Mirror:
        """Return the mirror with everything that is in the file at this moment."""
        engine = self._open()
        if engine is not None:
            try:
                rows = file.rows(engine, self._path, self._mirror.seen)
            except exc.DatabaseError as error:
                raise faults.unreadable(self._path, error) from error
            for row in rows:
                self._mirror.add(read_entry(row))
        return self._mirror

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
        keeps one entry. Of a thing that was made up (``is_fictief``) every later version is made
        up too; only a kind that stands by itself (``Record.is_los``) is real when a person gives
        it, also when it says the same.

        Raises:
            Verouderd: another version came first. The second text is kept as a ``Botsing`` when
                it was the only record; of several nothing is kept.
            PeilError: a record may not follow what is there; nothing is kept.
        """
        moment = now or datetime.now(UTC)

        def put_all(connection: Connection) -> list[Entry[Record]]:
            kept = [_put(connection, draft, wie, is_fictief, moment) for draft in drafts]
            for botsing in settles:
                done = botsing.record.model_copy(update={"is_afgehandeld": True})
                _put(connection, Draft(done), wie, is_fictief, moment)
            return kept

        try:
            return self._write(put_all) if drafts or settles else []
        except _Late as late:
            raise self._collide(late, len(drafts) == 1, wie, moment) from None

    def seed(self, drafts: Sequence[Draft], wie: str) -> int:
        """Keep fictitious records in one step, but only of things nobody wrote of; say how many.

        The versions of one thing follow each other in the order given.
        """

        def put_new(connection: Connection) -> int:
            present = set(connection.scalars(select(ENTRIES.c.onderwerp).distinct()))
            new = _rows([d for d in drafts if d.record.onderwerp not in present], wie)
            if new:
                connection.execute(ENTRIES.insert(), new)
            return len(new)

        return self._write(put_new) if drafts else 0

    def _write(self, put: Callable[[Connection], T]) -> T:
        """Do something in one transaction on the file that is the journal at that moment."""
        with self._pen:
            for _ in range(_TRIES):
                engine, opened = self._make()
                try:
                    with engine.begin() as connection:
                        if file.identity(self._path) != opened:
                            raise _Moved
                        return put(connection)
                except _Moved:
                    continue
                except exc.DatabaseError as error:
                    raise faults.unwritten(self._path, error) from error
        raise PeilError("Het journaal wordt op dit moment vervangen. Probeer het zo opnieuw.")

    def _collide(self, late: "_Late", is_single: bool, wie: str, now: datetime) -> Verouderd:
        """Keep the text that came second, and return what to tell its writer."""
        theirs = late.theirs
        who = f"{theirs.wie} heeft dit op {format_moment(theirs.wanneer)}"
        if not is_single:
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
        waiting = self.collisions(botsing.naam)
        same = next((e for e in waiting if e.record.inhoud == botsing.inhoud), None)
        kept = same or self._write(lambda c: _put(c, Draft(botsing), wie, False, now))
        return Verouderd(
            f"{who} al veranderd. Uw versie is ernaast bewaard: vergelijk ze en kies.", theirs, kept
        )

    # The file.

    def _open(self) -> Engine | None:
        """Return the engine on the file as it is now; after a restore that is another file."""
        found = file.identity(self._path)
        if found is None or found != self._file:
            self.close()
        if found is not None and self._engine is None:
            engine = file.connect(self._path)
            try:
                file.check_layout(engine, self._path)
            except PeilError:
                engine.dispose()
                raise
            self._engine, self._file = engine, found
        return self._engine

    def _make(self) -> tuple[Engine, tuple[int, int]]:
        with self._lock:
            engine = self._open()
            if engine is None:
                file.create(self._path.parent)
                engine = self._open()
            if engine is None or self._file is None:
                raise PeilError("Het journaal verdween tijdens het schrijven. Probeer het opnieuw.")
            return engine, self._file

    def copy_to(self, path: Path) -> bool:
        """Write a whole copy of the journal to a new file while others go on; say if there is one.

        The copy is one moment: an entry is in it whole or not at all.
        """
        with self._lock:
            engine = self._open()
        if engine is None:
            return False
        try:
            with engine.connect().execution_options(is_reader=True) as connection:
                connection.execute(text("VACUUM INTO :path"), {"path": str(path)})
        except exc.DatabaseError as error:
            raise faults.uncopied(path, error) from error
        return True

    def replace(self, new: Path | None, old: Path | None, aside: Path) -> None:
        """Let the file ``new`` (or none) be the journal from now on; ``old`` goes to ``aside``.

        ``new`` lies in the working folder under a name of its own. The name of the journal
        changes in one step, while nobody holds the pen of the old one. Doing it again after it
        was interrupted ends the same.
        """
        with self._pen, self._lock:
            before = old or file.target(self._path)
            if not file.is_switched(self._path, new):
                with suppress(PeilError, exc.DatabaseError):
                    engine = self._open()
                    if engine is not None:
                        with engine.begin():
                            file.switch(self._path, new, before, aside)
            if not file.is_switched(self._path, new):
                # What cannot be opened has no pen to wait for.
                file.switch(self._path, new, before, aside)
            self.close()
            file.clear(self._path, before, aside)

    def close(self) -> None:
        """Let go of the file and of what was read; the next question opens it again."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = self._file = None
            self._mirror = Mirror()


class _Moved(Exception):
    """The journal became another file before this writer had the pen."""


class _Late(Exception):
    """A record whose writer did not see the newest version."""

    def __init__(self, record: Record, theirs: Entry[Any]) -> None:
        super().__init__(record.onderwerp)
        self.record = record
        self.theirs = theirs


def _put(
    connection: Connection, draft: Draft, wie: str, is_fictief: bool, now: datetime
) -> Entry[Record]:
    record = draft.record
    before = _last(connection, record.onderwerp)
    if before is not None and before.is_fictief and not record.is_los:
        is_fictief = True
    is_same = before is not None and before.record == record and not record.is_eenmalig
    if before is not None and is_same and (is_fictief or not before.is_fictief):
        return before
    version = before.versie if before else 0
    if before is None and draft.expects:
        raise PeilError(
            "Wat u wilt veranderen staat niet meer in het journaal; misschien is er een "
            "reservekopie teruggezet. Er is niets bewaard: bewaar uw tekst zelf en laad de pagina "
            "opnieuw."
        )
    if before is not None and draft.expects is not None and draft.expects != version:
        raise _Late(record, before)
    record.follow(before.record if before else None)
    row = _row(record, version + 1, wie, draft.wanneer or now, is_fictief)
    number = connection.execute(ENTRIES.insert().values(**row)).inserted_primary_key
    return read_entry({**row, "nummer": number[0] if number else 0})


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


def _last(connection: Connection, onderwerp: str) -> Entry[Any] | None:
    same = select(ENTRIES).where(ENTRIES.c.onderwerp == onderwerp)
    row = connection.execute(same.order_by(ENTRIES.c.versie.desc()).limit(1)).mappings().first()
    return read_entry(row) if row else None
