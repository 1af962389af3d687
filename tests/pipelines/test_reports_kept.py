"""Reports in the register: kept whole or not at all, read byte for byte, and never lost."""

import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from keeping import rows, write
from published_region import plain_reports, publish_now

from peil.access import Viewer
from peil.desk import open_desk
from peil.editions import VORMEN
from peil.errors import GeenToegang, PeilError
from peil.journal import Journal
from peil.report.frozen import thaw
from pipelines import entries, kept_reports, register, reports, restore
from pipelines.__main__ import main
from pipelines.backup import back_up
from pipelines.lock import lock
from pipelines.loket import JournalLoket
from pipelines.reports import ReportBalie

Out = pytest.CaptureFixture[str]
CODE, JAAR = "GM9000", 2021


@pytest.fixture
def work(work: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, where a report needs no writer and no layout."""
    plain_reports(monkeypatch)
    return work


def at(work: Path, rol: str = "analist", **more: Any) -> ReportBalie:
    """The counter of someone, at the stand of now."""
    viewer = Viewer("tester", "analist" if rol == "analist" else "lezer")
    desk = open_desk(work, viewer)
    return JournalLoket(work, Journal(work), viewer, lambda _: None, desk=desk, **more).rapporten


def test_a_report_that_was_vastgesteld_opens_the_same_after_all_that_came_later(
    work: Path, small_region: Path
) -> None:
    fixed = at(work).fix(CODE, JAAR)
    assert (fixed.gebied, fixed.jaar, fixed.versie, fixed.vormen) == (CODE, JAAR, 1, VORMEN)
    before = {vorm: at(work).read(fixed.nummer, vorm) for vorm in VORMEN}
    assert before["pdf"].naam == f"rapport-{CODE}-{JAAR}.pdf"
    register.accept(work, rows(small_region, 9, 9), "meer.csv", "standaard", "tester")
    write(work, "drie")
    publish_now(work)
    assert open_desk(work).snapshot.stand > fixed.stand
    assert {vorm: at(work).read(fixed.nummer, vorm) for vorm in VORMEN} == before
    assert at(work).kept(CODE) == [fixed]


def test_the_entry_says_what_it_was_made_of_and_the_figures_lie_beside_it(work: Path) -> None:
    fixed = at(work).fix(CODE, JAAR, moment=datetime(2026, 3, 2, 12, tzinfo=UTC))
    entry = kept_reports.find(work, fixed.nummer)
    assert fixed.vastgesteld_op == entry.vastgesteld_op
    stamp = open_desk(work).snapshot
    assert (entry.stand, entry.journaal, entry.rol) == (stamp.stand, stamp.journaal, "analist")
    assert (entry.moment.isoformat(), entry.vastgesteld_op) == (
        "2026-03-02T12:00:00+00:00",
        date(2026, 3, 2),
    )
    assert set(entry.bestanden) == {"rapport.pdf", "rapport.docx", "rapport.xlsx", "cijfers.csv"}
    figures = thaw(kept_reports.content(work, entry, "cijfers.csv"))
    counted = figures.filter(indicator=figures["indicator"][0], periode=str(JAAR))
    assert figures["gebied_code"].unique().to_list() == [CODE]
    assert counted.height
    hidden = {i.slug for i in open_desk(work).catalogue if i.openbaarheid != "openbaar"}
    assert hidden
    assert set(entry.vertrouwelijk) == hidden


def test_a_next_version_needs_a_reason_that_names_nobody(work: Path) -> None:
    first = at(work).fix(CODE, JAAR)
    for reden, said in (("", "al vastgesteld op"), ("  ", "reden"), ("bel 06-12345678", "functie")):
        with pytest.raises(PeilError, match=said):
            at(work).fix(CODE, JAAR, reden)
    assert at(work).kept(CODE) == [first]
    second = at(work).fix(CODE, JAAR, "de bron verbeterde een telling")
    assert (second.versie, second.reden) == (2, "de bron verbeterde een telling")
    assert at(work).kept(CODE) == [second, first]
    assert at(work).kept(CODE, JAAR + 1) == []
    # Another gebied begins with its own first version.
    assert at(work).fix("GM9001", JAAR).versie == 1


def test_a_lezer_neither_keeps_a_report_nor_reads_one_of_an_analist(work: Path) -> None:
    with pytest.raises(GeenToegang, match="vaststellen"):
        at(work, "lezer").fix(CODE, JAAR)
    fixed = at(work).fix(CODE, JAAR)
    assert at(work, "lezer").kept(CODE) == []
    with pytest.raises(GeenToegang, match="vertrouwelijk"):
        at(work, "lezer").read(fixed.nummer)


def test_at_an_earlier_stand_nothing_is_kept(work: Path) -> None:
    with pytest.raises(GeenToegang, match="eerdere stand"):
        at(work, alleen_lezen="U ziet een eerdere stand.").fix(CODE, JAAR)
    assert kept_reports.kept(work) == []


def test_who_looked_before_a_publication_looks_again_first(work: Path, small_region: Path) -> None:
    early = at(work)
    register.accept(work, rows(small_region, 9, 9), "meer.csv", "standaard", "tester")
    publish_now(work)
    with pytest.raises(PeilError, match="net opnieuw gepubliceerd"):
        early.fix(CODE, JAAR)
    assert not (work / entries.RAPPORTEN).exists()


def test_of_two_who_keep_at_once_the_second_is_told(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = reports._frozen  # pyright: ignore[reportPrivateUsage] -- the moment between making and keeping

    def meanwhile(*args: Any) -> bytes:
        monkeypatch.setattr(reports, "_frozen", frozen)
        at(work).fix(CODE, JAAR)
        return frozen(*args)

    monkeypatch.setattr(reports, "_frozen", meanwhile)
    with pytest.raises(PeilError, match="Iemand anders"):
        at(work).fix(CODE, JAAR)
    assert [one.versie for one in at(work).kept(CODE)] == [1]


@pytest.mark.parametrize("harm", ["changed", "gone", "folder gone"])
def test_a_file_that_is_not_what_was_kept_is_refused(work: Path, harm: str) -> None:
    fixed = at(work).fix(CODE, JAAR)
    path = work / entries.RAPPORTEN / f"{fixed.nummer:06}" / "rapport.pdf"
    if harm == "changed":
        path.chmod(0o644)
        path.write_bytes(path.read_bytes() + b" ")
    elif harm == "gone":
        path.unlink()
    else:
        shutil.rmtree(path.parent)
    with pytest.raises(PeilError, match="reservekopie"):
        at(work).read(fixed.nummer)
    with pytest.raises(PeilError, match="reservekopie"):
        back_up(work, work.parent / "kopie.zip")
    assert not (work.parent / "kopie.zip").exists()


def test_a_number_that_is_no_report_says_where_to_look(work: Path) -> None:
    with pytest.raises(PeilError, match="peil rapporten"):
        at(work).read(1)


def test_what_was_stopped_before_its_entry_leaves_nothing(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kept_reports, "put", stopped)
    monkeypatch.setattr(kept_reports, "settle", lambda _: None)  # the computer stopped too
    with pytest.raises(KeyboardInterrupt):
        at(work).fix(CODE, JAAR)
    assert list((work / entries.RAPPORTEN).iterdir())
    assert at(work).kept(CODE) == []
    with lock(work):
        assert list((work / entries.RAPPORTEN).iterdir()) == []


def test_what_was_stopped_after_its_entry_is_whole(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_reports, "settle", lambda _: None)
    fixed = at(work).fix(CODE, JAAR)
    assert [p.name for p in (work / entries.RAPPORTEN).iterdir()] == [f".nieuw-{fixed.nummer:06}"]
    before = at(work).read(fixed.nummer).content
    with lock(work):
        pass
    assert [p.name for p in (work / entries.RAPPORTEN).iterdir()] == [f"{fixed.nummer:06}"]
    assert at(work).read(fixed.nummer).content == before


def test_files_without_their_entry_stand_in_nobodys_way(work: Path) -> None:
    # The register was put back from a backup of before the report, the files were not.
    first = at(work).fix(CODE, JAAR)
    folder = work / entries.RAPPORTEN
    (work / entries.FOLDER / f"{first.nummer:06}-rapport.json").unlink()
    second = at(work).fix(CODE, JAAR)
    assert second.nummer == first.nummer
    assert at(work).read(second.nummer).content
    kept = folder / f"{first.nummer:06}-zonder-boeking-1"
    assert sorted(p.name for p in folder.iterdir()) == [f"{first.nummer:06}", kept.name]
    assert (kept / "rapport.pdf").is_file()
    with lock(work):
        register.require_whole(work)


def test_a_report_changes_no_figure_and_takes_a_number_of_the_register(
    work: Path, small_region: Path
) -> None:
    position, stand = register.position(work), open_desk(work).snapshot.stand
    fixed = at(work).fix(CODE, JAAR)
    assert register.position(work) == position
    assert fixed.nummer == stand + 1
    publish_now(work)
    assert open_desk(work).snapshot.stand == stand
    card = register.accept(work, rows(small_region, 9), "meer.csv", "standaard", "tester")
    assert card.volgnr == fixed.nummer + 1
    publish_now(work)
    register.require_whole(work)
    (work / entries.FOLDER / f"{fixed.nummer:06}-rapport.json").unlink()
    with pytest.raises(PeilError, match=f"nummer {fixed.nummer}"):
        register.require_whole(work)
    with lock(work):
        # Its files are not thrown away: with the entry put back, it is there again.
        assert (work / entries.RAPPORTEN / f"{fixed.nummer:06}").is_dir()


def test_a_backup_brings_reports_back_byte_for_byte(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    fixed = at(work).fix(CODE, JAAR)
    before = {vorm: at(work).read(fixed.nummer, vorm) for vorm in VORMEN}
    assert main(["bewaar", "--uit", "kopie.zip"]) == 0
    assert "1 vastgesteld rapport" in capsys.readouterr().out
    goal = tmp_path / "elders"
    restore.restore(tmp_path / "kopie.zip", goal)
    publish_now(goal)
    assert {vorm: at(goal).read(fixed.nummer, vorm) for vorm in VORMEN} == before
    # What stood there goes aside as a whole, with its reports.
    at(goal).fix(CODE, JAAR, "nog eens")
    done = restore.restore(tmp_path / "kopie.zip", goal, is_replacing=True)
    assert done.opzij is not None
    assert len(list((done.opzij / entries.RAPPORTEN).iterdir())) == 2
    assert len(kept_reports.kept(goal)) == 1


def test_a_backup_with_a_report_that_was_changed_is_refused(work: Path, tmp_path: Path) -> None:
    fixed = at(work).fix(CODE, JAAR)
    back_up(work, tmp_path / "kopie.zip")
    name = f"{entries.RAPPORTEN}/{fixed.nummer:06}/rapport.pdf"
    with (
        zipfile.ZipFile(tmp_path / "kopie.zip") as source,
        zipfile.ZipFile(tmp_path / "anders.zip", "w") as goal,
    ):
        for one in source.namelist():
            content = source.read(one)
            goal.writestr(one, content.upper() if one == name else content)
    with pytest.raises(PeilError, match=r"rapport\.pdf"):
        restore.restore(tmp_path / "anders.zip", tmp_path / "elders")
    assert not kept_reports.kept(tmp_path / "elders")


def test_the_short_editions_belong_to_the_report_of_the_same_stand(
    work: Path, small_region: Path
) -> None:
    assert at(work).write(CODE, JAAR, "raadsbrief").vastgesteld_op is None
    at(work).fix(CODE, JAAR, moment=datetime(2026, 3, 2, 12, tzinfo=UTC))
    brief = at(work).write(CODE, JAAR, "raadsbrief")
    assert (brief.vastgesteld_op, brief.versie) == (date(2026, 3, 2), 1)
    # A rapport that is made now is a concept of the next version.
    concept = at(work).write(CODE, JAAR)
    assert (concept.vastgesteld_op, concept.versie) == (None, 2)
    register.accept(work, rows(small_region, 9, 9), "meer.csv", "standaard", "tester")
    publish_now(work)
    assert at(work).write(CODE, JAAR, "raadsbrief").vastgesteld_op is None
