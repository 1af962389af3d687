"""The journal: nothing is lost, doubled or changed, whoever writes at the same time."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from peil.errors import GeenToegang, PeilError, Verouderd
from peil.journal import FILE, Draft, Journal
from peil.records import Afspraak, Botsing, Duiding, Score

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def text(words: str, gebied: str = "GM0001", jaar: int = 2025) -> Duiding:
    """A concept."""
    return Duiding(gebied=gebied, jaar=jaar, tekst=words)


def words_of(journal: Journal) -> list[str]:
    """Every text in the journal, oldest first."""
    return [e.record.tekst for e in journal.entries(Duiding)]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal that nobody wrote in."""
    return Journal(tmp_path / "werk")


def direct(journal_or_path: Path) -> sqlite3.Connection:
    """The file itself, without the rules of this program."""
    return sqlite3.connect(journal_or_path, isolation_level=None)


def test_reading_a_journal_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "werk")
    assert (journal.position(), journal.newest(Score), journal.find(Score, "x")) == (0, [], None)
    assert journal.append([], "wie") == []
    assert journal.seed([], "wie") == 0
    assert not (tmp_path / "werk").exists()


def test_every_version_is_kept_with_who_and_when(journal: Journal) -> None:
    journal.append([Draft(text("een"), 0)], "anna", now=NOW)
    journal.append([Draft(text("twee"), 1)], "bram", now=NOW + timedelta(hours=1))
    found = journal.history(Duiding, text("").onderwerp)
    assert [(e.nummer, e.versie, e.wie, e.record.tekst) for e in found] == [
        (1, 1, "anna", "een"),
        (2, 2, "bram", "twee"),
    ]
    assert [e.wanneer for e in found] == [NOW, NOW + timedelta(hours=1)]
    assert [e.record.tekst for e in journal.newest(Duiding)] == ["twee"]
    assert journal.newest(Duiding, {"GM0002"}) == []
    assert journal.entries(Duiding, {"GM0001"}) == found


def test_the_same_text_twice_is_one_entry(journal: Journal) -> None:
    first = journal.append([Draft(text("een"), 0)], "anna")
    assert journal.append([Draft(text("een"), 0)], "anna") == first
    assert journal.append([Draft(text("een"), 1)], "bram") == first
    assert journal.position() == 1


def test_a_real_record_replaces_the_same_in_fictitious_and_not_back(journal: Journal) -> None:
    journal.seed([Draft(text("een"))], "demo")
    assert not journal.append([Draft(text("een"), 1)], "anna")[0].is_fictief
    assert not journal.append([Draft(text("een"))], "demo", is_fictief=True)[0].is_fictief
    assert [e.is_fictief for e in journal.entries(Duiding)] == [True, False]


def test_of_several_records_all_are_kept_or_none(journal: Journal) -> None:
    wrong = Duiding(gebied="GM0002", jaar=2025, tekst="x", status="vastgesteld")
    with pytest.raises(PeilError, match="Vaststellen kan pas"):
        journal.append([Draft(text("een")), Draft(wrong)], "anna")
    assert journal.position() == 0
    journal.append([Draft(text("een"))], "anna")
    with pytest.raises(Verouderd) as late:
        journal.append([Draft(text("twee", "GM0002"), 0), Draft(text("drie"), 0)], "bram")
    assert late.value.kept is None
    assert "Er is niets bewaard" in str(late.value)
    assert words_of(journal) == ["een"]


def test_a_text_that_comes_second_is_kept_beside_the_first_and_both_are_told(
    journal: Journal,
) -> None:
    journal.append([Draft(text("begin"), 0)], "anna", now=NOW)
    journal.append([Draft(text("van anna"), 1)], "anna", now=NOW)
    with pytest.raises(Verouderd, match=r"anna heeft dit op 22-11-2026 om 09:30 UTC") as late:
        journal.append([Draft(text("van bram"), 1)], "bram", now=NOW)
    waiting = journal.collisions(text("").onderwerp)
    assert late.value.kept == waiting[0]
    assert Duiding.model_validate_json(waiting[0].record.inhoud) == text("van bram")
    assert (waiting[0].wie, waiting[0].record.tegen_versie) == ("bram", 2)
    # The same button once more keeps no second copy.
    with pytest.raises(Verouderd):
        journal.append([Draft(text("van bram"), 1)], "bram", now=NOW)
    assert len(journal.collisions(text("").onderwerp)) == 1


def test_a_chosen_text_settles_what_waited_in_the_same_step(journal: Journal) -> None:
    journal.append([Draft(text("begin"), 0)], "anna")
    with pytest.raises(Verouderd):
        journal.append([Draft(text("van bram"), 0)], "bram")
    waiting = journal.collisions(text("").onderwerp)
    with pytest.raises(Verouderd):
        journal.append([Draft(text("te laat"), 0)], "anna", settles=waiting)
    assert waiting[0] in journal.collisions(text("").onderwerp)
    journal.append([Draft(text("samen"), 1)], "anna", settles=waiting)
    assert waiting[0] not in journal.collisions(text("").onderwerp)
    kept = [Duiding.model_validate_json(e.record.inhoud).tekst for e in journal.entries(Botsing)]
    assert kept == ["van bram", "te laat", "van bram"]


def test_changing_what_is_not_there_is_told_and_keeps_nothing(journal: Journal) -> None:
    with pytest.raises(PeilError, match="staat niet meer in het journaal"):
        journal.append([Draft(text("twee"), 1)], "anna")
    assert journal.position() == 0


def test_seeding_again_adds_nothing_and_leaves_what_people_wrote(journal: Journal) -> None:
    journal.append([Draft(text("echt"))], "anna")
    other = text("concept", "GM0002")
    drafts = [
        Draft(text("verzonnen")),
        Draft(other, wanneer=NOW),
        Draft(other.model_copy(update={"status": "ter controle"}), wanneer=NOW),
    ]
    assert journal.seed(drafts, "demo") == 2
    assert journal.seed(drafts, "demo") == 0
    assert [(e.record.tekst, e.versie, e.is_fictief) for e in journal.entries(Duiding)] == [
        ("echt", 1, False),
        ("concept", 1, True),
        ("concept", 2, True),
    ]


def test_entries_are_never_changed_or_removed(journal: Journal, tmp_path: Path) -> None:
    journal.append([Draft(text("een"))], "anna")
    with direct(tmp_path / "werk" / FILE) as raw:
        for statement in ("UPDATE boekingen SET wie = 'x'", "DELETE FROM boekingen"):
            with pytest.raises(sqlite3.IntegrityError, match="alleen aangevuld"):
                raw.execute(statement)
    assert words_of(Journal(tmp_path / "werk")) == ["een"]


def test_what_another_process_writes_is_seen_at_the_next_question(
    journal: Journal, tmp_path: Path
) -> None:
    other = Journal(tmp_path / "werk")
    assert other.position() == 0
    journal.append([Draft(text("een"))], "anna")
    assert words_of(other) == ["een"]
    other.append([Draft(text("twee"), 1)], "bram")
    assert words_of(journal) == ["een", "twee"]


def test_threads_share_one_journal_without_loss(journal: Journal) -> None:
    def write(name: int) -> None:
        for number in range(10):
            journal.append([Draft(text(f"{name}-{number}", f"GM{name:04}", 2000 + number))], "a")
            assert journal.position() > 0

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(words_of(journal)) == sorted(f"{a}-{b}" for a in range(8) for b in range(10))
    assert [e.nummer for e in journal.entries(Duiding)] == list(range(1, 81))


def test_readers_go_on_while_a_writer_waits_for_its_turn(journal: Journal, tmp_path: Path) -> None:
    journal.append([Draft(text("een"))], "anna")
    other = direct(tmp_path / "werk" / FILE)
    other.execute("BEGIN IMMEDIATE")
    writer = threading.Thread(target=journal.append, args=([Draft(text("twee"))], "bram"))
    writer.start()
    start = time.monotonic()
    assert words_of(journal) == ["een"]
    assert time.monotonic() - start < 5
    assert writer.is_alive()
    other.execute("ROLLBACK")
    writer.join()
    assert words_of(journal) == ["een", "twee"]
    other.close()


def test_a_file_that_is_replaced_is_followed_by_who_has_it_open(
    journal: Journal, tmp_path: Path
) -> None:
    work, elsewhere = tmp_path / "werk", tmp_path / "elders"
    Journal(elsewhere).append([Draft(text("van elders"))], "cor")
    journal.append([Draft(text("een"))], "anna")
    assert words_of(journal) == ["een"]
    Journal(elsewhere).copy_to(work / "journaal-2.db")
    other = Journal(work)
    other.append([Draft(text("twee"))], "bram")
    Journal(work).replace(work / "journaal-2.db", None, tmp_path / "opzij")
    assert words_of(journal) == ["van elders"]
    # A writer that still has the old file open lands in the new one.
    other.append([Draft(text("daarna", "GM0002"))], "bram")
    assert words_of(journal) == ["van elders", "daarna"]
    assert words_of(Journal(tmp_path / "opzij")) == ["een", "twee"]


def test_replacing_again_ends_the_same_and_none_is_also_a_journal(
    journal: Journal, tmp_path: Path
) -> None:
    work, aside = tmp_path / "werk", tmp_path / "opzij"
    journal.append([Draft(text("een"))], "anna")
    journal.copy_to(work / "journaal-2.db")
    journal.append([Draft(text("twee"))], "anna")
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
            journal.append([Draft(text("een"))], "anna")
    assert path.read_bytes() == content


def test_a_damaged_page_is_said_and_not_read_around(journal: Journal, tmp_path: Path) -> None:
    journal.append([Draft(text("x" * 9000, jaar=2000 + n)) for n in range(20)], "anna")
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
    journal.append([Draft(text("een"))], "anna")
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
    journal.append([Draft(text("een"))], "anna")
    with direct(tmp_path / "werk" / FILE) as raw:
        raw.execute("DROP TRIGGER geen_wijziging")
        raw.execute(f"UPDATE boekingen SET {column} = ?", (value,))
    with pytest.raises(PeilError, match=f"Boeking 1 .*{said}"):
        Journal(tmp_path / "werk").position()


def test_what_was_once_kept_stays_readable_when_the_rule_is_sharpened(
    journal: Journal, tmp_path: Path
) -> None:
    journal.append([Draft(text("een"))], "anna")
    with direct(tmp_path / "werk" / FILE) as raw:
        raw.execute("DROP TRIGGER geen_wijziging")
        raw.execute("UPDATE boekingen SET inhoud = replace(inhoud, 'een', 'a@b.nl')")
    assert words_of(Journal(tmp_path / "werk")) == ["a@b.nl"]


def test_a_full_disk_keeps_nothing_and_says_so(journal: Journal, tmp_path: Path) -> None:
    journal.append([Draft(text("een"))], "anna")
    engine, _ = journal._make()  # pyright: ignore[reportPrivateUsage] # to make the disk full
    with engine.connect() as connection:
        raw = connection.connection
        raw.execute("PRAGMA max_page_count = 1")
    with pytest.raises(PeilError, match="de schijf is vol"):
        journal.append([Draft(text("x" * 20_000, jaar=y)) for y in range(2000, 2030)], "anna")
    assert words_of(Journal(tmp_path / "werk")) == ["een"]


def test_a_folder_with_odd_signs_in_its_name_holds_a_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "wat? 50% #1")
    journal.append([Draft(text("een"))], "anna")
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
        journal.append([Draft(text("een"))], "anna")
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


JournalAsAList.TestCase.settings = settings(
    max_examples=20, stateful_step_count=15, deadline=None, database=None
)
TestJournalAsAList = JournalAsAList.TestCase


def test_a_score_of_a_day_comes_back_as_it_was_typed(journal: Journal) -> None:
    score = Score(
        gebied="GM0001",
        item="BO-01",
        normset="weerbaarheid",
        normversie="1",
        oordeel="uitgevoerd",
        peildatum=date(2025, 3, 31),
        geldig_tot=date(2027, 3, 31),
        beoordelaar="RIEC-adviseur",
    )
    journal.append([Draft(score, 0)], "anna")
    journal.close()
    found = journal.find(Score, score.onderwerp)
    assert found is not None
    assert found.record == score
