"""A published working folder of the small region, with few figures: to be copied, then used."""

import shutil
from pathlib import Path

import pytest
from keeping import rows, write

from pipelines import publish, register
from pipelines.lock import lock


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
