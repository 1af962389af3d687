"""The counter behind the pages: reads the journal, writes in it for one viewer, publishes.

What publishes or looks back is imported where it is used: a report needs neither, and the
libraries behind it take longer to start than a report to make.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from peil.access import Viewer
from peil.desk import Desk
from peil.errors import GeenToegang
from peil.figure import Figure
from peil.journal import Draft, Journal
from peil.origin import Delivered, Reference
from peil.records import Botsing, Entry, Record, Score
from peil.stand import Stand
from pipelines.lock import lock
from pipelines.reports import ReportBalie

if TYPE_CHECKING:
    from pipelines.deliver import RegisterBalie

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class JournalLoket:
    """The ``peil.loket.Loket`` of one viewer on one working folder.

    ``check`` judges a record against norm and areas before it is kept. ``alleen_lezen`` says why
    nothing may be done here: an earlier stand is looked at. Then the journal is read up to entry
    ``tot``, so that what was typed is that of then too. ``desk`` is the other door of the same
    viewer: reports are made from it; there is none before the first publication.
    """

    work: Path
    journal: Journal
    viewer: Viewer
    check: Callable[[Record], None]
    alleen_lezen: str = ""
    tot: int | None = None
    desk: Desk | None = None

    @property
    def rapporten(self) -> ReportBalie:
        """Where reports are made and kept, for the same viewer."""
        return ReportBalie(self)

    @property
    def leveringen(self) -> "RegisterBalie":
        """Where leveringen come in, for the same viewer."""
        from pipelines.deliver import RegisterBalie

        return RegisterBalie(self.work, self.viewer, self.alleen_lezen)

    def newest(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return the newest version of every record of a kind that this viewer may see."""
        if self.tot is None:
            return self.journal.newest(kind, gebieden) if self._may_read(kind) else []
        return list({e.record.onderwerp: e for e in self.entries(kind, gebieden)}.values())

    def entries(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return all versions of all records of a kind that this viewer may see."""
        return self._then(self.journal.entries(kind, gebieden)) if self._may_read(kind) else []

    def find(self, kind: type[R], onderwerp: str) -> Entry[R] | None:
        """Return the newest version of one record."""
        if self.tot is None:
            return self.journal.find(kind, onderwerp) if self._may_read(kind) else None
        return next(reversed(self.history(kind, onderwerp)), None)

    def history(self, kind: type[R], onderwerp: str) -> list[Entry[R]]:
        """Return all versions of one record."""
        return self._then(self.journal.history(kind, onderwerp)) if self._may_read(kind) else []

    def collisions(self, onderwerp: str) -> list[Entry[Botsing]]:
        """Return the texts that came second to this record and still wait."""
        return self._then(self.journal.collisions(onderwerp)) if self._may_read(Botsing) else []

    def _then(self, entries: list[Entry[R]]) -> list[Entry[R]]:
        """Leave out what was typed after the stand that is looked at."""
        return [e for e in entries if self.tot is None or e.nummer <= self.tot]

    def write(self, record: R, expects: int, settles: Sequence[Entry[Botsing]] = ()) -> Entry[R]:
        """Keep the next version of a record."""
        self._require()
        before = self.journal.find(type(record), record.onderwerp)
        # What stays as it is was judged when it was kept; the rules may be sharper now.
        if before is None or before.record != record:
            self.check(record)
        kept = self.journal.append([Draft(record, expects)], self.viewer.naam, settles=settles)
        return cast("Entry[R]", kept[0])

    def publish(self) -> bool:
        """Publish what was delivered and typed."""
        from pipelines import publish

        self._require()
        with lock(self.work):
            return publish.publish(self.work, wie=self.viewer.naam).is_nieuw

    def delivered(self, figure: Figure, cells: Sequence[Reference]) -> list[Delivered | None]:
        """Return what stood in the cells behind a figure."""
        from pipelines import provenance
        from pipelines.deliver import declared

        if self.viewer.rol != "analist":
            return []
        return provenance.delivered(self.work, *declared(), figure, cells)

    def standen(self) -> list[Stand]:
        """Return all standen, oldest first."""
        from pipelines import look_back

        return look_back.known_standen(self.work)

    def stand(self, nummer: int) -> Path:
        """Return the snapshot of a stand."""
        from pipelines import look_back

        return look_back.snapshot_of(self.work, nummer)

    def _may_read(self, kind: type[Record]) -> bool:
        # Oordelen are as public as the figure made of them; what is being written is not.
        return self.viewer.rol == "analist" or kind is Score

    def _require(self) -> None:
        if self.viewer.rol != "analist":
            raise GeenToegang("U mag hier niets invoeren. Vraag een analist van het RIEC.")
        if self.alleen_lezen:
            raise GeenToegang(self.alleen_lezen)
