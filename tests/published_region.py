"""A published working folder of the small region, with few figures: to be copied, then used."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import report_sample
from keeping import rows, write

from peil.report.model import Report
from pipelines import publish, register, report_forms
from pipelines.lock import lock
from pipelines.reports import ReportBalie


def publish_now(work: Path) -> None:
    """Publish what is there."""
    with lock(work):
        publish.publish(work, wie="tester")


def fill(work: Path, region: Path) -> None:
    """Fill a working folder: one levering, one text, one publication."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEIL_REGIO", str(region))
        register.accept(work, rows(region, 3, 4), "een.csv", "standaard", "tester")
        write(work, "een")
        publish_now(work)


def use_copy(published: Path, region: Path, place: Path, patch: pytest.MonkeyPatch) -> Path:
    """Copy a filled folder below ``place`` and let every command work on it."""
    folder = place / "werkmap"
    shutil.copytree(published, folder, symlinks=True)
    patch.setenv("PEIL_DATA", str(folder))
    patch.setenv("PEIL_REGIO", str(region))
    patch.chdir(place)
    return folder


def plain_reports(patch: pytest.MonkeyPatch) -> None:
    """Let a report need no writer and no layout: its files tell what they are of."""

    def written(
        self: ReportBalie, gebied: str, jaar: int, uitgave: Any, fixed: date | None, versie: int
    ) -> Report:
        return report_sample.report(
            gebied_code=gebied,
            jaar=jaar,
            uitgave=uitgave,
            vastgesteld_op=fixed,
            versie=versie,
            stand=self.loket.desk.snapshot.stand if self.loket.desk else 0,
            bestandsnaam=f"{uitgave}-{gebied}-{jaar}",
        )

    def laid_out(report: Report, vorm: str) -> bytes:
        facts = (report.uitgave, report.vastgesteld_op, report.versie, report.stand, vorm)
        return repr(facts).encode()

    patch.setattr(ReportBalie, "_written", written)
    patch.setattr(report_forms, "_laid_out", laid_out)
