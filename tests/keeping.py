"""A working folder with something to keep, and what is in it."""

import os
from datetime import UTC, datetime
from pathlib import Path

from region import plain_counts

from peil.journal import Draft, Journal
from peil.records import Duiding, Record, Score, make
from pipelines import register


def rows(region: Path, *counts: int) -> bytes:
    """A delivery of one count per gemeente, from the first gemeente on."""
    slug = plain_counts(region)[0].slug
    lines = [f"{slug};GM9{number:03d};2021;{count}\n" for number, count in enumerate(counts)]
    return ("indicator;gebied;periode;waarde\n" + "".join(lines)).encode()


def keep(work: Path, record: Record) -> None:
    """Put one record in the journal."""
    journal = Journal(work)
    journal.append([Draft(record)], "tester", now=datetime(2026, 3, 1, tzinfo=UTC))
    journal.close()


def write(work: Path, words: str, status: str = "concept") -> None:
    """Keep a text in the journal."""
    fields = {"gebied": "GM9000", "jaar": 2021, "tekst": words, "status": status}
    keep(work, Duiding.model_validate(fields))


def score(work: Path, oordeel: str) -> None:
    """Keep an oordeel in the journal."""
    fields = {
        "gebied": "GM9000",
        "item": "BO-02",
        "normset": "weerbaarheid",
        "normversie": "1",
        "oordeel": oordeel,
        "peildatum": "2024-01-01",
        "beoordelaar": "RIEC-adviseur",
    }
    keep(work, make(Score, **fields))


def content(work: Path) -> tuple[list[str], list[str]]:
    """Names of the leveringen and texts of the journal."""
    journal = Journal(work)
    texts = [e.record.tekst for e in journal.entries(Duiding)]
    journal.close()
    return [d.bestand for d in register.deliveries(work)], texts


FIRST = (["een.csv"], ["een", "twee"])
SECOND = (["een.csv", "meer.csv"], ["een", "twee", "drie"])


def go_on(work: Path) -> None:
    """Work on after a backup."""
    region = Path(os.environ["PEIL_REGIO"])
    register.accept(work, rows(region, 9), "meer.csv", "standaard", "tester")
    write(work, "drie")
    assert content(work) == SECOND
