"""The file of the journal: replaced, damaged, of another layout, full or closed."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from written import direct, text, words_of

from peil.errors import GeenToegang, PeilError
from peil.journal import FILE, Draft, Journal
from peil.journal.file import guard, inspect

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal that nobody wrote in."""
    return Journal(tmp_path / "werk")


def test_a_file_that_is_replaced_is_followed_by_who_has_it_open(
    journal: Journal, tmp_path: Path
) -> None:
    work, elsewhere = tmp_path / "werk", tmp_path / "elders"
    Journal(elsewhere).append([Draft(text("van elders"))], "cor")
    journal.append([Draft(text("een"))], "adviseur")
    assert words_of(journal) == ["een"]
    Journal(elsewhere).copy_to(work / "journaal-2.db")
    other = Journal(work)
    other.append([Draft(text("twee"))], "analist")
    Journal(work).replace(work / "journaal-2.db", None, tmp_path / "opzij")
    assert words_of(journal) == ["van elders"]
    # A writer that still has the old file open lands in the new one.
    other.append([Draft(text("daarna", "GM0002"))], "analist")
    assert words_of(journal) == ["van elders", "daarna"]
    assert words_of(Journal(tmp_path / "opzij")) == ["een", "twee"]


def test_replacing_again_ends_the_same_and_none_is_also_a_journal(
    journal: Journal, tmp_path: Path
) -> None:
    work, aside = tmp_path / "werk", tmp_path / "opzij"
    journal.append([Draft(text("een"))], "adviseur")
    journal.copy_to(work / "journaal-2.db")
    journal.append([Draft(text("twee"))], "adviseur")
    old = (work / FILE).resolve()
    for _ in range(2):
        journal.replace(work / "journaal-2.db", old, aside)
    assert words_of(Journal(aside)) == ["een", "twee"]
    assert words_of(journal) == ["een"]
    journal.replace(None, None, tmp_path / "opzij-2")
    assert journal.position() == 0
    assert words_of(Journal(tmp_path / "opzij-2")) == ["een"]
    assert not [p.name for p in work.iterdir() if p.name.startswith("journaal")]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "leeg of geen journaal"), (b"geen database " * 500, "het is geen journaal")],
)
def test_a_file_that_is_no_journal_is_said_every_time_and_left_alone(
    journal: Journal, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "werk" / FILE
    path.parent.mkdir()
    path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(PeilError, match=said):
            journal.position()
        with pytest.raises(PeilError, match=said):
            journal.append([Draft(text("een"))], "adviseur")
    assert path.read_bytes() == content


def test_a_damaged_page_is_said_and_not_read_around(journal: Journal, tmp_path: Path) -> None:
    journal.append([Draft(text("x" * 9000, jaar=2000 + n)) for n in range(20)], "adviseur")
    journal.close()
    path = tmp_path / "werk" / FILE
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(PeilError, match="peil herstel"):
        Journal(tmp_path / "werk").position()


@pytest.mark.parametrize(("layout", "said"), [(99, "nieuwere versie"), (-1, "geen journaal")])
def test_a_journal_of_another_layout_is_refused_in_words(
    journal: Journal, tmp_path: Path, layout: int, said: str
) -> None:
    journal.append([Draft(text("een"))], "adviseur")
    journal.close()
    with direct(tmp_path / "werk" / FILE) as raw:
        raw.execute(f"PRAGMA user_version={layout}")
    for _ in range(2):
        with pytest.raises(PeilError, match=said):
            journal.position()


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("inhoud", "{", "niet te lezen"),
        ("inhoud", '{"gebied": "GM0001"}', "niet te lezen"),
        ("wanneer", "gisteren", "niet te lezen"),
        ("soort", "gedicht", "onbekende soort"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named(
    journal: Journal, tmp_path: Path, column: str, value: str, said: str
) -> None:
    journal.append([Draft(text("een"))], "adviseur")
    with direct(tmp_path / "werk" / FILE) as raw:
        raw.execute("DROP TRIGGER geen_wijziging")
        raw.execute(f"UPDATE boekingen SET {column} = ?", (value,))
    with pytest.raises(PeilError, match=f"Boeking 1 .*{said}"):
        Journal(tmp_path / "werk").position()


def test_what_was_once_kept_stays_readable_when_the_rule_is_sharpened(
    journal: Journal, tmp_path: Path
) -> None:
    journal.append([Draft(text("een"))], "adviseur")
    with direct(tmp_path / "werk" / FILE) as raw:
        raw.execute("DROP TRIGGER geen_wijziging")
        raw.execute("UPDATE boekingen SET inhoud = replace(inhoud, 'een', 'a@b.nl')")
    assert words_of(Journal(tmp_path / "werk")) == ["a@b.nl"]


def test_a_full_disk_keeps_nothing_and_says_so(journal: Journal, tmp_path: Path) -> None:
    journal.append([Draft(text("een"))], "adviseur")
    engine, _ = journal._make()  # pyright: ignore[reportPrivateUsage] # to make the disk full
    with engine.connect() as connection:
        raw = connection.connection
        raw.execute("PRAGMA max_page_count = 1")
    with pytest.raises(PeilError, match="de schijf is vol"):
        journal.append([Draft(text("x" * 20_000, jaar=y)) for y in range(2000, 2030)], "adviseur")
    assert words_of(Journal(tmp_path / "werk")) == ["een"]


def test_a_folder_with_odd_signs_in_its_name_holds_a_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "wat? 50% #1")
    journal.append([Draft(text("een"))], "adviseur")
    assert (tmp_path / "wat? 50% #1" / FILE).exists()
    assert words_of(Journal(tmp_path / "wat? 50% #1")) == ["een"]


AS_NOBODY = """
import os, sys
import sqlalchemy.dialects.sqlite.pysqlite, sqlite3.dbapi2
from pathlib import Path
work = Path(sys.argv[1])
from peil.errors import PeilError
from peil.journal import Draft, Journal
from peil.records import Duiding
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
journal = Journal(work)
print([e.record.tekst for e in journal.entries(Duiding)])
try:
    journal.append([Draft(Duiding(gebied="GM0001", jaar=2026, tekst="x"))], "nobody")
except PeilError as error:
    print(type(error).__name__, error)
"""


def test_who_may_only_read_reads_and_is_told_that_writing_is_not_allowed() -> None:
    # The folders of the tests themselves are closed to others.
    base = Path(tempfile.mkdtemp())
    work = base / "werk"
    try:
        journal = Journal(work)
        journal.append([Draft(text("een"))], "adviseur")
        for is_open in (True, False):
            if not is_open:
                journal.close()
            base.chmod(0o755)
            work.chmod(0o555)
            (work / FILE).chmod(0o444)
            done = subprocess.run(
                [sys.executable, "-c", AS_NOBODY, str(work)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.stdout.startswith("['een']\nGeenToegang U mag niet schrijven"), done
            work.chmod(0o755)
            (work / FILE).chmod(0o644)
        (work / FILE).chmod(0o000)
        if os.getuid():
            with pytest.raises(GeenToegang, match="niet lezen"):
                Journal(work).position()
    finally:
        shutil.rmtree(base)


def test_a_journal_without_one_of_the_versions_is_damaged(journal: Journal, tmp_path: Path) -> None:
    for number, words in enumerate(("een", "twee", "drie")):
        journal.append([Draft(text(words), number)], "adviseur")
    path = tmp_path / "werk" / FILE
    assert inspect(path) == 3
    journal.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER geen_verwijdering")
        connection.execute("DELETE FROM boekingen WHERE versie = 2")
    with pytest.raises(PeilError, match="versie 2 ontbreekt"):
        inspect(path)


def test_what_keeps_entries_from_being_changed_is_made_again(
    journal: Journal, tmp_path: Path
) -> None:
    journal.append([Draft(text("een"))], "adviseur")
    journal.close()
    path = tmp_path / "werk" / FILE
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER geen_wijziging")
    guard(path)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("UPDATE boekingen SET wie = 'een ander'")
