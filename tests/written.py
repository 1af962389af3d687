"""Texts for a journal, and what is in one."""

import sqlite3
from pathlib import Path

from peil.journal import Journal
from peil.records import Duiding


def text(words: str, gebied: str = "GM0001", jaar: int = 2025) -> Duiding:
    """A concept."""
    return Duiding(gebied=gebied, jaar=jaar, tekst=words)


def words_of(journal: Journal) -> list[str]:
    """Every text in the journal, oldest first."""
    return [e.record.tekst for e in journal.entries(Duiding)]


def direct(journal_or_path: Path) -> sqlite3.Connection:
    """The file itself, without the rules of this program."""
    return sqlite3.connect(journal_or_path, isolation_level=None)
