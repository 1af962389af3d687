"""The counter for reports: makes one from the stand that is looked at, and keeps what is fixed.

A report follows from the stand alone: what was typed after the publication is not in it. So the
same stand gives the same bytes, on any day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from peil import clock
from peil.desk import Desk
from peil.editions import VORMEN, Bestandsvorm, Document, Gesloten, Uitgave, Vastgesteld
from peil.errors import GeenSnapshot, GeenToegang, PeilError
from peil.numbers import format_date
from peil.terms import CIJFER, NIET_GELEVERD, NVT, ONDERDRUKT
from pipelines import kept_reports
from pipelines.entries import Rapport
from pipelines.kept_reports import FIGURES
from pipelines.lock import lock
from pipelines.report_forms import lay_out

if TYPE_CHECKING:
    from peil.report.ask import Eerder
    from peil.report.model import Report
    from pipelines.loket import JournalLoket

#: A year with fewer than this share of the figures of the fullest year is not offered.
_ENOUGH: Final = 0.5


@dataclass(frozen=True)
class ReportBalie:
    """The ``peil.loket.Rapportbalie`` of one viewer, at one stand."""

    loket: "JournalLoket"

    @cached_property
    def _desk(self) -> Desk:
        if self.loket.desk is None:
            raise GeenSnapshot("Er is nog niets gepubliceerd, dus er is nog geen rapport.")
        return self.loket.desk

    def years(self, gebied: str) -> list[int]:
        """Return the years over which there can be a report, newest first."""
        if self.loket.desk is None or self._desk.areas.get(gebied).niveau == "nederland":
            return []
        series = self._desk.series(gebied)
        told = [f.jaar for f in series if f.status in (CIJFER, ONDERDRUKT)]
        # Where nothing at all was delivered, the report says so over the years of the others.
        years = told or [f.jaar for f in series if f.status not in (NVT, NIET_GELEVERD)]
        years = years or [f.jaar for f in series]
        enough = _ENOUGH * max(map(years.count, set(years)), default=0)
        return sorted((j for j in set(years) if years.count(j) >= enough), reverse=True)

    def make(
        self, gebied: str, jaar: int, uitgave: Uitgave = "rapport", vorm: Bestandsvorm = "pdf"
    ) -> Document:
        """Make one edition in one form from the stand that is looked at."""
        return self.make_forms(gebied, jaar, uitgave, [vorm])[0]

    def make_forms(
        self, gebied: str, jaar: int, uitgave: Uitgave, vormen: Sequence[Bestandsvorm]
    ) -> list[Document]:
        """Make one edition in several forms; what they say is written once."""
        return lay_out(self.write(gebied, jaar, uitgave), vormen)

    def write(self, gebied: str, jaar: int, uitgave: Uitgave = "rapport") -> "Report":
        """Return what an edition says, before it is laid out; a rapport is a concept.

        The short editions belong to the rapport that was vastgesteld from this stand, if any.
        """
        last = kept_reports.newest(self.loket.work, gebied, jaar)
        if uitgave == "rapport" or last is None or last.stand != self._desk.snapshot.stand:
            return self._written(gebied, jaar, uitgave, None, last.versie + 1 if last else 1)
        return self._written(gebied, jaar, uitgave, last.vastgesteld_op, last.versie)

    def _written(
        self, gebied: str, jaar: int, uitgave: Uitgave, fixed: date | None, versie: int
    ) -> "Report":
        # Imported only now: whoever only shows which reports there are need not wait for it.
        from peil.maps.shapes import read_shapes
        from peil.report import build
        from peil.report.ask import Ask

        # The raadsbrief is public, whoever asks for it.
        desk = self._desk.for_everyone() if uitgave == "raadsbrief" else self._desk
        stamp = desk.snapshot
        typed = replace(self.loket, viewer=desk.viewer, desk=desk, tot=stamp.journaal)
        return build(
            Ask(
                desk=desk,
                loket=typed,
                gebied=gebied,
                jaar=jaar,
                uitgave=uitgave,
                shapes=read_shapes(self.loket.work, stamp.stand),
                teksten=desk.report_texts,
                vastgesteld_op=fixed,
                versie=versie,
                eerder=self._earlier(desk, gebied, jaar - 1),
            )
        )

    def _earlier(self, desk: Desk, gebied: str, jaar: int) -> "Eerder | None":
        """Return the report of the year before as it was kept, when this stand can know it."""
        from peil.report.ask import Eerder
        from peil.report.frozen import thaw

        work, stand = self.loket.work, desk.snapshot.stand
        known = [entry for entry in kept_reports.kept(work, gebied, jaar) if entry.stand <= stand]
        if not known:
            return None
        entry = known[-1]
        figures = thaw(kept_reports.content(work, entry, FIGURES))
        if desk.viewer.rol == "lezer":
            # Neither what was hidden then nor what is hidden now.
            seen = {i.slug for i in desk.catalogue} - set(entry.vertrouwelijk)
            figures = figures.filter(pl.col("indicator").is_in(sorted(seen)))
        return Eerder(
            jaar=jaar,
            vastgesteld_op=entry.vastgesteld_op,
            versie=entry.versie,
            stand=entry.stand,
            cijfers=figures,
        )

    def kept(self, gebied: str, jaar: int | None = None) -> list[Vastgesteld]:
        """Return the reports that were vastgesteld and that this viewer may see, newest first."""
        found = kept_reports.kept(self.loket.work, gebied or None, jaar)
        viewer = self.loket.viewer
        return [_told(entry) for entry in reversed(found) if kept_reports.may_read(entry, viewer)]

    def closed(self, gebied: str, jaar: int) -> list[Gesloten]:
        """Return the reports that this viewer may not open, newest first: only that they are."""
        found = kept_reports.kept(self.loket.work, gebied, jaar)
        viewer = self.loket.viewer
        shut = [e for e in reversed(found) if not kept_reports.may_read(e, viewer)]
        return [Gesloten(e.vastgesteld_op, e.is_fictief) for e in shut]

    def read(self, nummer: int, vorm: Bestandsvorm = "pdf") -> Document:
        """Return a kept report, byte for byte."""
        entry = kept_reports.find(self.loket.work, nummer)
        if not kept_reports.may_read(entry, self.loket.viewer):
            raise GeenToegang(
                "Dit rapport is vertrouwelijk. Vraag een analist van het RIEC om de raadsbrief."
            )
        content = kept_reports.content(self.loket.work, entry, f"rapport.{vorm}")
        return Document(f"{entry.bestandsnaam}.{vorm}", vorm, content)

    def fix(
        self, gebied: str, jaar: int, reden: str = "", moment: datetime | None = None
    ) -> Vastgesteld:
        """Keep the report for ever as vastgesteld; ``moment`` is for the story of the demo."""
        from pipelines import register

        self._require_now()
        work, desk = self.loket.work, self._desk
        reason = register.require_reason(reden) if reden.strip() else ""
        last = kept_reports.newest(work, gebied, jaar)
        if last is not None and not reason:
            raise PeilError(
                f"Dit rapport is al vastgesteld op {format_date(last.vastgesteld_op)}. Er is niets "
                "veranderd. Geef een reden op als er een nieuwe versie moet komen."
            )
        day = clock.local(moment).date() if moment else clock.today()
        report = self._written(gebied, jaar, "rapport", day, last.versie + 1 if last else 1)
        files = {f"rapport.{d.vorm}": d.content for d in lay_out(report, VORMEN)}
        files[FIGURES] = _frozen(desk, gebied, jaar)
        try:
            with lock(work):
                if kept_reports.newest(work, gebied, jaar) != last or not desk.is_current():
                    raise PeilError(
                        "Iemand anders heeft net gepubliceerd of dit rapport vastgesteld. Er is "
                        "niets bewaard. Bekijk het rapport opnieuw."
                    )
                when = (moment or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
                entry = _entry(self.loket, report, register.next_number(work), when, reason, files)
                kept_reports.keep(work, entry, files)
        except OSError as error:
            raise kept_reports.unwritten(work, error) from error
        return _told(entry)

    def _require_now(self) -> None:
        if self.loket.viewer.rol != "analist":
            raise GeenToegang("U mag geen rapport vaststellen. Vraag een analist van het RIEC.")
        if self.loket.alleen_lezen:
            raise GeenToegang(self.loket.alleen_lezen)
        if not self._desk.is_current():
            raise PeilError(
                "Er is net opnieuw gepubliceerd. Er is niets vastgesteld. "
                "Bekijk het rapport opnieuw."
            )


def _frozen(desk: Desk, gebied: str, jaar: int) -> bytes:
    from peil.report.frozen import figures_of, freeze

    return freeze(figures_of(desk, gebied, jaar))


def _entry(
    loket: "JournalLoket",
    report: "Report",
    number: int,
    moment: datetime,
    reden: str,
    files: dict[str, bytes],
) -> Rapport:
    desk = loket.desk
    assert desk is not None  # a report was just made from it
    assert report.vastgesteld_op is not None
    closed = {i.slug for i in desk.catalogue if i.openbaarheid != "openbaar"} | desk.hidden()
    return Rapport(
        volgnr=number,
        moment=moment,
        wie=loket.viewer.naam,
        gebied=report.gebied_code,
        jaar=report.jaar,
        versie=report.versie,
        vastgesteld_op=report.vastgesteld_op,
        stand=report.stand,
        journaal=desk.snapshot.journaal,
        reden=reden,
        is_fictief=bool(report.fictief),
        rol=loket.viewer.rol,
        vertrouwelijk=tuple(sorted(closed)),
        bestandsnaam=report.bestandsnaam,
        bestanden=kept_reports.describe(files),
    )


def _told(entry: Rapport) -> Vastgesteld:
    return Vastgesteld(
        nummer=entry.volgnr,
        gebied=entry.gebied,
        jaar=entry.jaar,
        versie=entry.versie,
        vastgesteld_op=entry.vastgesteld_op,
        moment=entry.moment,
        wie=entry.wie,
        stand=entry.stand,
        reden=entry.reden,
        is_fictief=entry.is_fictief,
        vormen=tuple(v for v in VORMEN if f"rapport.{v}" in entry.bestanden),
    )
