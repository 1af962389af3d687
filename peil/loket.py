"""The second door, beside the desk: for pages that must *do* something, and see what was typed.

What is read here is live, what the desk gives is the publication. The implementation stands in
``pipelines.loket``; the main script joins them.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from peil.access import Viewer
from peil.bronnen import Bron
from peil.catalogue import Catalogue
from peil.editions import Bestandsvorm, Document, Gesloten, Uitgave, Vastgesteld
from peil.figure import Figure
from peil.levering import Gecontroleerd, Ontvangen, Progress, Verwachting, Voorbeeld
from peil.origin import Delivered, Reference
from peil.records import Botsing, Entry, Record
from peil.stand import Stand

R = TypeVar("R", bound=Record)


class Leverbalie(Protocol):
    """Where leveringen come in: looking changes nothing, only accept, withdraw and publish do."""

    @property
    def catalogue(self) -> Catalogue:
        """What the files declare now: it names what a levering holds, also before a publication."""
        ...

    @property
    def is_oefening(self) -> bool:
        """Say whether what is delivered here is an exercise: there are made-up figures here."""
        ...

    def bronnen(self) -> list[Bron]:
        """Return the bronnen that may deliver figures, by title."""
        ...

    def calendar(self) -> list[Verwachting]:
        """Return what is expected and what came, per bron and oldest first."""
        ...

    def received(self) -> list[Ontvangen]:
        """Return every levering that the register knows, newest first."""
        ...

    def waiting(self) -> int:
        """Count the leveringen and intrekkingen that are not in the publication of now."""
        ...

    def examine(
        self, content: bytes, bestand: str, bron: str, periode: str = "", progress: Progress = ...
    ) -> Gecontroleerd:
        """Read and check a file; it is kept nowhere.

        Raises:
            PeilError: an unknown bron, or a name that points to a person.
        """
        ...

    def preview(self, looked: Gecontroleerd | None = None, progress: Progress = ...) -> Voorbeeld:
        """Compute what publishing would change: with this file, or with what waits only."""
        ...

    def is_current(self, position: int) -> bool:
        """Say whether nothing was loaded or withdrawn since this position of the register."""
        ...

    def accept(self, looked: Gecontroleerd, seen: int, reden: str = "") -> Ontvangen:
        """Keep a checked file for ever; it counts from the next publication on.

        Args:
            looked: what ``examine`` gave.
            seen: the position of the register at which its preview was seen.
            reden: why it is right in spite of warnings.

        Raises:
            RegisterVeranderd: someone came in between; look at a new preview first.
            PeilError: the file has errors, or warnings without a reason.
        """
        ...

    def withdraw(self, id: str, reden: str) -> None:
        """Let a levering count no longer from the next publication on.

        Raises:
            PeilError: unknown or withdrawn before, or a reason that is empty or names a person.
        """
        ...

    def publish(self, progress: Progress = ...) -> bool:
        """Publish what is in the register now; say whether anything changed."""
        ...

    def workbook(self, looked: Gecontroleerd) -> bytes:
        """Return the findings as an XLSX with the cells marked, to send back."""
        ...


class Rapportbalie(Protocol):
    """Where reports are made and kept; only ``fix`` keeps something."""

    def years(self, gebied: str) -> list[int]:
        """Return the years over which there can be a report, newest first."""
        ...

    def make(
        self, gebied: str, jaar: int, uitgave: Uitgave = "rapport", vorm: Bestandsvorm = "pdf"
    ) -> Document:
        """Make one edition from the stand that is looked at; the same stand, the same bytes.

        Raises:
            PeilError: an unknown gebied or a year without figures.
        """
        ...

    def kept(self, gebied: str, jaar: int | None = None) -> list[Vastgesteld]:
        """Return the reports that were vastgesteld and that this viewer may see, newest first."""
        ...

    def closed(self, gebied: str, jaar: int) -> list[Gesloten]:
        """Return the reports that this viewer may not open, newest first: only that they are."""
        ...

    def read(self, nummer: int, vorm: Bestandsvorm = "pdf") -> Document:
        """Return a kept report, byte for byte.

        Raises:
            PeilError: no such report, or its file is not what was kept. GeenToegang: not for you.
        """
        ...

    def fix(self, gebied: str, jaar: int, reden: str = "") -> Vastgesteld:
        """Keep the report for ever as vastgesteld, with the stand of now.

        ``reden`` says why there is another version; the first needs none.

        Raises:
            PeilError: it is vastgesteld already and there is no reason, or the reason points to a
                person. GeenToegang: this viewer may not, or an earlier stand is looked at.
        """
        ...


class Loket(Protocol):
    """The counter of one viewer."""

    @property
    def rapporten(self) -> Rapportbalie:
        """Where reports are made and kept."""
        ...

    @property
    def leveringen(self) -> Leverbalie:
        """Where leveringen come in."""
        ...

    @property
    def viewer(self) -> Viewer:
        """Who stands at the counter."""
        ...

    def newest(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return the newest version of every record of a kind, of these gebieden or of all."""
        ...

    def entries(self, kind: type[R], gebieden: Collection[str] | None = None) -> list[Entry[R]]:
        """Return all versions of all records of a kind, oldest first."""
        ...

    def find(self, kind: type[R], onderwerp: str) -> Entry[R] | None:
        """Return the newest version of one record, or nothing."""
        ...

    def history(self, kind: type[R], onderwerp: str) -> list[Entry[R]]:
        """Return all versions of one record, oldest first."""
        ...

    def collisions(self, onderwerp: str) -> list[Entry[Botsing]]:
        """Return what was written beside this record and has not been dealt with."""
        ...

    def write(self, record: R, expects: int, settles: Sequence[Entry[Botsing]] = ()) -> Entry[R]:
        """Keep the next version of a record at once, and say which botsingen it settles.

        Args:
            record: the whole new state.
            expects: the version that the writer had before them; 0 when there was none.
            settles: texts beside it that this version deals with.

        Raises:
            Verouderd: someone else was first. Both texts are kept; the error holds theirs.
            PeilError: this may not follow what is there. GeenToegang: this viewer may not write.
        """
        ...

    def publish(self) -> bool:
        """Publish what was delivered and typed; say whether anything changed.

        Raises:
            PeilError: someone else publishes right now, or nothing was delivered yet.
        """
        ...

    def standen(self) -> list[Stand]:
        """Return all standen that there were, oldest first; the last is that of now."""
        ...

    def stand(self, nummer: int) -> Path:
        """Return the snapshot of a stand; one that is not kept is built again, which takes a while.

        Raises:
            PeilError: there is no such stand, or what it was made of is gone.
        """
        ...

    def delivered(self, figure: Figure, cells: Sequence[Reference]) -> list[Delivered | None]:
        """Return what stood in the cells behind a figure, in their order, read from its levering.

        Nothing at all for who is no analist; ``None`` for a cell that cannot be read back.
        """
        ...
