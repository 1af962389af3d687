"""Many writers, some killed, and a plain list as the model: nothing lost or doubled."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from written import direct, text

from peil.errors import Verouderd
from peil.journal import FILE, Draft, Journal
from peil.records import Afspraak, Botsing, Duiding

ROOT = Path(__file__).resolve().parents[2]


WRITER = """
import sys
from pathlib import Path
from peil.errors import Verouderd
from peil.journal import Draft, Journal
from peil.records import Afspraak
work, name, start = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
journal = Journal(work)

def record(mark, words):
    return Afspraak(gebied="GM0001", kenmerk=mark, tekst=words, eigenaar="burgemeester")

for number in range(start, 10_000):
    words = f"{name} {number}"
    mark = f"eigen-{name}" if number % 2 else f"samen-{number % 3}"
    while True:
        before = journal.find(Afspraak, f"afspraak:{mark}")
        draft = Draft(record(mark, words), before.versie if before else 0)
        try:
            # Two at once, so that a lost race keeps nothing and is tried again.
            extra = Draft(record(f"los-{name}-{number}", words))
            journal.append([extra, draft], name)
            break
        except Verouderd:
            continue
    print(number, flush=True)
"""


def start_writer(work: Path, name: str, number: int, log: Path) -> "subprocess.Popen[bytes]":
    """Start a process that writes numbered entries and says each number when it is kept."""
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-c", WRITER, str(work), name, str(number)], cwd=ROOT, stdout=out
        )


def said(log: Path) -> list[int]:
    """The numbers that a writer was told were kept; the last line can be half."""
    return [int(line) for line in log.read_text().split("\n")[:-1]]


def test_eight_writers_of_whom_some_are_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    work = tmp_path / "werk"
    logs = {f"w{n}": tmp_path / f"w{n}.log" for n in range(8)}
    running = {name: start_writer(work, name, 0, log) for name, log in logs.items()}
    end, kills, seen = time.monotonic() + 18, 0, dict.fromkeys(logs, 0)
    while time.monotonic() < end and kills < 10:
        time.sleep(0.2)
        # Kill only who is at work, so that every kill can hit a write; everyone in turn.
        busy = [name for name in logs if len(said(logs[name])) > seen[name]]
        if len(busy) < 3:
            continue
        name = busy[kills % len(busy)]
        running[name].kill()
        running[name].wait()
        kills, seen[name] = kills + 1, len(said(logs[name]))
        running[name] = start_writer(work, name, 1_000 * kills, logs[name])
    for process in running.values():
        process.kill()
        process.wait()
    entries = Journal(work).entries(Afspraak)
    found = [(e.wie, e.record.kenmerk.split("-")[0], e.record.tekst) for e in entries]
    assert len(found) == len(set(found))
    for name, log in logs.items():
        for number in said(log):
            mark = "eigen" if number % 2 else "samen"
            assert (name, mark, f"{name} {number}") in found
            assert (name, "los", f"{name} {number}") in found
    # A pair is whole: who was killed left both or none.
    assert sum(mark == "los" for _, mark, _ in found) * 2 == len(found)
    versions: dict[str, list[int]] = {}
    for entry in entries:
        versions.setdefault(entry.record.onderwerp, []).append(entry.versie)
    assert all(v == list(range(1, len(v) + 1)) for v in versions.values())
    assert [e.nummer for e in entries] == list(range(1, len(entries) + 1))
    assert kills >= 4
    assert len(entries) > 100
    with direct(work / FILE) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


class JournalAsAList(RuleBasedStateMachine):
    """The journal does what a plain list of versions does."""

    subjects = st.sampled_from(["GM0001", "GM0002", "GM0003"])
    words = st.sampled_from(["a", "b", "c", "d"])

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.journal, self.second = Journal(self.folder), Journal(self.folder)
        self.kept: list[tuple[str, int, str]] = []
        self.beside = 0

    def versions(self, gebied: str) -> list[str]:
        return [words for g, _, words in self.kept if g == gebied]

    @rule(gebied=subjects, words=words, behind=st.integers(0, 2), other=st.booleans())
    def write(self, gebied: str, words: str, behind: int, other: bool) -> None:
        versions = self.versions(gebied)
        expects = max(0, len(versions) - behind)
        journal = self.second if other else self.journal
        draft = Draft(text(words, gebied), expects)
        if versions and versions[-1] == words:
            assert journal.append([draft], "wie")[0].versie == len(versions)
        elif expects < len(versions):
            waiting = {e.record.inhoud for e in journal.collisions(draft.record.onderwerp)}
            with pytest.raises(Verouderd):
                journal.append([draft], "wie")
            self.beside += draft.record.model_dump_json() not in waiting
        else:
            journal.append([draft], "wie")
            self.kept.append((gebied, len(versions) + 1, words))

    @rule()
    def reopen(self) -> None:
        self.journal.close()

    @invariant()
    def equals_the_list(self) -> None:
        for journal in (self.journal, self.second):
            found = [(e.record.gebied, e.versie, e.record.tekst) for e in journal.entries(Duiding)]
            assert found == self.kept
            assert len(journal.entries(Botsing)) == self.beside
            assert journal.position() == len(self.kept) + self.beside

    def teardown(self) -> None:
        self.journal.close()
        self.second.close()
        shutil.rmtree(self.folder)


JournalAsAList.TestCase.settings = settings(max_examples=20, stateful_step_count=15, database=None)
TestJournalAsAList = JournalAsAList.TestCase
