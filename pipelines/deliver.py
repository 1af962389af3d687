"""Delivering from a page: look at a file, see what it would change, keep it, take it back.

Nothing is kept before ``accept``: a file that was only looked at lives with who looks at it. The
same functions check and keep as behind ``peil controleer`` and ``peil laad``, and only those that
write hold the working folder.
"""

import os
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import Final

import polars as pl

from peil import changes, places
from peil.access import Viewer
from peil.areas import Areas, load_areas
from peil.bronnen import Bron
from peil.catalogue import Catalogue, load_catalogue
from peil.changes import SOORTEN
from peil.clock import today
from peil.desk import Desk, open_store
from peil.errors import GeenSnapshot, GeenToegang, PeilError
from peil.journal import Journal
from peil.levering import (
    Gecontroleerd,
    Lot,
    Ontvangen,
    Progress,
    Verwachting,
    Voorbeeld,
)
from peil.norm import load_norms
from peil.numbers import format_date
from peil.records import Score
from pipelines import calendar, journal_tables, publish, register
from pipelines.check import Checked, find_bron
from pipelines.entries import cleaned, withdrawn
from pipelines.examine import examine
from pipelines.findings_book import findings_workbook
from pipelines.lock import lock
from pipelines.private_words import find_private_name
from pipelines.register import Levering

#: How many changes a preview names; the others are counted.
LARGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined(Gecontroleerd):
    """A file that was checked, with its outcome for preview, workbook and register."""

    found: Checked


#: Opened once per process; it hands out the newest publication by itself.
_store = lru_cache(maxsize=4)(open_store)


def declared() -> tuple[Catalogue, Areas]:
    """Return what the files declare now, read again only when one of them is another."""
    root = places.data_root()
    return _declared(root, _stamp(root))


@lru_cache(maxsize=2)
def _declared(root: Path, stamp: int) -> tuple[Catalogue, Areas]:
    """Return what the files below ``root`` declare; reading them takes longer than a page may."""
    del root, stamp  # only there to read again when a file is another
    return load_catalogue(), load_areas()


def _stamp(root: Path) -> int:
    """Return a number that changes with every file below ``root``."""
    found = ((folder, name) for folder, _, names in os.walk(root) for name in names)
    seen = ((folder, name, os.stat(Path(folder, name)).st_mtime_ns) for folder, name in found)
    return hash(tuple(sorted(seen)))


def _silent(_: str) -> None:
    """Say nothing."""


def fit_name(bestand: str) -> str:
    """Return the name of a file on one line, as it is kept for ever.

    Raises:
        PeilError: it points to a person; the name is not repeated.
    """
    name = "".join(c if c.isprintable() else " " for c in PurePath(bestand).name)
    person = find_private_name(name)
    if person:
        raise PeilError(
            f"In de naam van het bestand staat {person}. Er is niets gelezen. "
            "Geef het bestand een andere naam, zoals meldingen-2026.csv."
        )
    return name


@dataclass(frozen=True)
class RegisterBalie:
    """The ``peil.loket.Leverbalie`` of one viewer on one working folder."""

    work: Path
    viewer: Viewer
    #: Why nothing may be changed here now; empty when it may.
    alleen_lezen: str = ""

    @cached_property
    def _declared(self) -> tuple[Catalogue, Areas]:
        return declared()

    @property
    def catalogue(self) -> Catalogue:
        """What the files declare now."""
        return self._declared[0]

    @property
    def _areas(self) -> Areas:
        return self._declared[1]

    @property
    def is_oefening(self) -> bool:
        """Say whether what is delivered here is an exercise."""
        return register.is_exercise(self.work)

    def bronnen(self) -> list[Bron]:
        """Return the bronnen that may deliver figures, by title."""
        found = [b for b in self.catalogue.bronnen.values() if b.soort != "norm"]
        return sorted(found, key=lambda b: b.titel.casefold())

    def calendar(self) -> list[Verwachting]:
        """Return what is expected and what came, per bron and oldest first."""
        self._require_analist()
        catalogue, areas = self.catalogue, self._areas
        came = calendar.receipts(self.work, catalogue, areas)
        return calendar.expected(catalogue, areas, came, today())

    def received(self) -> list[Ontvangen]:
        """Return every levering that the register knows, newest first."""
        self._require_analist()
        known = register.entries(self.work)
        gone, published = withdrawn(known), self._published()
        catalogue, areas = self.catalogue, self._areas
        found: list[Ontvangen] = []
        for card in reversed(register.deliveries(self.work)):
            entry = gone.get(card.id)
            lot: Lot = "telt" if card.id in published else "wacht op publicatie"
            if entry is not None:
                lot = "ingetrokken, wacht op publicatie" if card.id in published else "ingetrokken"
            holds = calendar.receipt(self.work, card, catalogue, areas).holds
            periods = tuple(sorted({periode for _, periode in holds}))
            found.append(_received(card, periods, lot, entry.reden if entry else ""))
        return found

    def waiting(self) -> int:
        """Count the leveringen and intrekkingen that are not in the publication of now."""
        self._require_analist()
        published = self._published()
        counting = {card.id for card in register.counting(self.work)}
        return len(counting ^ (published - set(cleaned(register.entries(self.work)))))

    def _published(self) -> set[str]:
        """Return the ids of the leveringen that count in the publication of now."""
        try:
            return {str(row["id"]) for row in Desk(_store(self.work), self.viewer).deliveries()}
        except GeenSnapshot:
            return set()

    def examine(
        self,
        content: bytes,
        bestand: str,
        bron: str,
        periode: str = "",
        progress: Progress = _silent,
    ) -> Gecontroleerd:
        """Read and check a file; it is kept nowhere."""
        self._require()
        name = fit_name(bestand)
        partner, position = find_bron(self.catalogue, bron), register.position(self.work)
        progress(f"{name} controleren…")
        found = examine(self.work, content, name, partner, periode)
        same = register.find_same(self.work, content, partner.slug, periode)
        return Examined(
            content=content,
            bestand=name,
            bron=partner.slug,
            periode=periode,
            vorm=found.vorm,
            vraagt_periode=found.vraagt_periode and not periode,
            findings=found.findings,
            regels=found.regels,
            bekeken_bij=position,
            al_geladen=_came_before(same),
            found=found,
        )

    def preview(
        self, looked: Gecontroleerd | None = None, progress: Progress = _silent
    ) -> Voorbeeld:
        """Compute what publishing would change, with this file or with what waits only."""
        self._require()
        catalogue, areas = self.catalogue, self._areas
        position = register.position(self.work)
        waiting = self.waiting() if looked else 0
        progress("Leveringen lezen…")
        cells, left_out = register.collect(self.work, catalogue, areas)
        if isinstance(looked, Examined):
            bron = find_bron(catalogue, looked.bron)
            cells = register.supersede(cells, looked.found.cells, bron, self.is_oefening)
        progress("Cijfers berekenen…")
        new = _figures(self.work, cells, catalogue, areas)
        progress("Verschil zoeken…")
        frame = changes.compare(self._published_figures(new), new)
        counts = Counter(frame["soort"].to_list())
        return Voorbeeld(
            grootste=tuple(changes.changes(frame.head(LARGEST))),
            aantallen={soort: counts[soort] for soort in SOORTEN},
            wachten=waiting,
            bekeken_bij=position,
            weggelaten=len(left_out),
            alleen_teken=frame.filter(_same_number()).height,
        )

    def _published_figures(self, like: pl.DataFrame) -> pl.DataFrame:
        """Return the published figures of now; none before the first publication."""
        try:
            return Desk(_store(self.work), self.viewer).all_figures()
        except GeenSnapshot:
            return like.clear()

    def is_current(self, position: int) -> bool:
        """Say whether nothing was loaded or withdrawn since this position of the register."""
        return register.position(self.work) == position

    def accept(self, looked: Gecontroleerd, seen: int, reden: str = "") -> Ontvangen:
        """Keep a checked file for ever, when nobody came in between since ``seen``."""
        self._require()
        if not isinstance(looked, Examined) or not looked.is_goed:
            raise PeilError("Dit bestand is niet goed. Er is niets geladen. Bekijk de bevindingen.")
        if looked.waarschuwingen and not reden.strip():
            raise PeilError("Er zijn waarschuwingen. Schrijf op waarom het toch klopt.")
        reason = register.require_reason(reden) if reden.strip() else ""
        card = register.accept(
            self.work,
            looked.content,
            looked.bestand,
            looked.bron,
            self.viewer.naam,
            bevestiging=reason,
            regels=looked.regels,
            bevindingen=looked.findings,
            vorm=looked.vorm,
            periode=looked.periode,
            gezien=seen,
        )
        return _received(card, (), "wacht op publicatie", "")

    def withdraw(self, id: str, reden: str) -> None:
        """Let a levering count no longer; it stays in the register, with the reason."""
        self._require()
        register.withdraw(self.work, id, reden, self.viewer.naam)

    def publish(self, progress: Progress = _silent) -> bool:
        """Publish what is in the register now; say whether anything changed."""
        self._require()
        with lock(self.work):
            return publish.publish(self.work, progress, wie=self.viewer.naam).is_nieuw

    def workbook(self, looked: Gecontroleerd) -> bytes:
        """Return the findings as a workbook with the cells marked, to send back."""
        self._require()
        if not isinstance(looked, Examined):
            raise PeilError("Van dit bestand is geen werkboek te maken. Controleer het opnieuw.")
        bron = find_bron(self.catalogue, looked.bron)
        return findings_workbook(looked.content, looked.bestand, looked.found, bron)

    def _require_analist(self) -> None:
        if self.viewer.rol != "analist":
            raise GeenToegang("U mag hier niets aanleveren. Vraag een analist van het RIEC.")

    def _require(self) -> None:
        self._require_analist()
        if self.alleen_lezen:
            raise GeenToegang(self.alleen_lezen)


def _same_number() -> pl.Expr:
    """Tell which changes keep their number: it only is voorlopig or fictief now, or no longer."""
    same = (
        pl.col(f"{name}_voor").eq_missing(pl.col(f"{name}_na"))
        for name in ("waarde", "teller", "noemer")
    )
    return pl.all_horizontal(pl.col("soort") == "gewijzigd", *same)


def _figures(work: Path, cells: pl.DataFrame, catalogue: Catalogue, areas: Areas) -> pl.DataFrame:
    """Return the figures that follow from these cells and from what the journal says now."""
    journal = Journal(work)
    written = journal_tables.last_written(journal, journal.position())
    years = journal_tables.norm_years(journal.entries(Score), load_norms(), areas)
    counted = journal_tables.norm_cells(years, catalogue, written)
    every = pl.concat([cells, counted])
    return publish.build_tables(every, catalogue, areas, places.data_root())["cijfers"]


def _came_before(same: Levering | None) -> str:
    if same is None:
        return ""
    when = format_date(same.geladen_op)
    return f"Dit bestand is al geladen op {when} als levering {same.volgnr}. Er verandert niets."


def _received(card: Levering, perioden: Collection[str], lot: Lot, reden: str) -> Ontvangen:
    return Ontvangen(
        id=card.id,
        volgnr=card.volgnr,
        bestand=card.bestand,
        bron=card.bron,
        wanneer=card.geladen_op,
        wie=card.wie,
        regels=card.regels,
        perioden=tuple(perioden),
        is_fictief=card.is_fictief,
        is_oefening=card.is_oefening,
        bevestiging=card.bevestiging,
        lot=lot,
        reden=reden,
    )
