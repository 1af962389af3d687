"""Publication: the same content everywhere, swapped whole, traceable to its leveringen."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from region import make_region, plain_counts

from peil.desk import open_desk
from peil.errors import PeilError
from pipelines import publish as publication
from pipelines import register
from pipelines.publish import publish

HEADER = "indicator;gebied;periode;waarde\n"
#: One count for each gemeente of the first eenheid; six of them are its first district.
COUNTS = [10, 20, 30, 40, 50, 60, 70]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_region(tmp_path / "regio", gemeenten=14, eenheden=2)
    monkeypatch.setenv("PEIL_REGIO", str(folder))
    monkeypatch.setattr(f"{__name__}.SLUG", plain_counts(folder)[0].slug)
    return tmp_path / "werk"


SLUG = ""


def rows(*counts: int) -> str:
    """A delivery of one count per gemeente, from the first gemeente on."""
    lines = [f"{SLUG};GM9{number:03d};2021;{count}\n" for number, count in enumerate(counts)]
    return HEADER + "".join(lines)


def load(work: Path, text: str, name: str = "a.csv", day: int = 1, fictief: bool = False) -> str:
    moment = datetime(2026, 1, day, tzinfo=UTC)
    content = text.encode()
    card = register.accept(
        work, content, name, "standaard", "wie", regels=3, now=moment, is_fictief=fictief
    )
    return card.id


def totals(work: Path) -> dict[str, float | None]:
    return {f.gebied_code: f.teller for f in open_desk(work).figures(SLUG, periode="2021")}


def test_a_figure_on_the_desk_can_be_traced_to_its_leveringen(work: Path):
    first = load(work, rows(*COUNTS))
    second = load(work, rows(11), "b.csv", day=2)
    publish(work)
    found = {f.gebied_code: f for f in open_desk(work).figures(SLUG, periode="2021")}
    assert (found["GM9000"].teller, found["GM9000"].leveringen) == (11, second)
    assert (found["E1D1"].teller, found["E1D1"].leveringen) == (211, f"{first} {second}")
    assert found["E1"].teller == 281
    assert {d["id"] for d in open_desk(work).deliveries()} == {first, second}


def test_the_same_deliveries_give_the_same_hash_on_another_day(work: Path, tmp_path: Path):
    load(work, rows(*COUNTS), day=1)
    other = tmp_path / "elders"
    load(other, rows(*COUNTS), day=9)
    assert publish(work).inhoud == publish(other).inhoud


def test_another_figure_gives_another_hash(work: Path, tmp_path: Path):
    load(work, rows(*COUNTS))
    before = publish(work).inhoud
    load(work, rows(11), "b.csv")
    assert publish(work).inhoud != before


def test_publishing_again_without_news_keeps_the_snapshot(work: Path):
    load(work, rows(*COUNTS))
    first, second = publish(work), publish(work)
    assert (second.pad, second.is_nieuw) == (first.pad, False)


def test_a_stand_that_is_built_anew_keeps_its_day(work: Path):
    load(work, rows(*COUNTS))
    then = datetime(2026, 2, 2, 9, 30, tzinfo=UTC)
    publish(work, moment=then)
    publish(work, is_herbouw=True)
    assert open_desk(work).snapshot.gepubliceerd_op == then


def test_a_stand_of_after_midnight_is_of_the_new_day(work: Path):
    load(work, rows(*COUNTS))
    publish(work, moment=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert open_desk(work).snapshot.gepubliceerd_op.date() == date(2026, 7, 2)


def test_a_publication_that_fails_leaves_the_old_one_and_no_rubbish(
    work: Path, monkeypatch: pytest.MonkeyPatch
):
    load(work, rows(*COUNTS))
    publish(work)
    before = totals(work)
    load(work, rows(99), "b.csv")

    def fail(*_: object) -> None:
        raise OSError("schijf vol")

    monkeypatch.setattr(publication.os, "fsync", fail)
    with pytest.raises(OSError, match="schijf vol"):
        publish(work)
    assert totals(work) == before
    assert not list((work / "snapshots").glob(".bouw-*"))


def test_a_fictitious_levering_marks_its_figures_and_the_whole_publication(work: Path):
    first, *others = rows(*COUNTS).removeprefix(HEADER).splitlines(keepends=True)
    load(work, HEADER + "".join(others))
    publish(work)
    assert not open_desk(work).snapshot.is_fictief
    load(work, HEADER + first, "b.csv", fictief=True)
    publish(work)
    found = {f.gebied_code: f.is_fictief for f in open_desk(work).figures(SLUG, periode="2021")}
    assert (found["GM9000"], found["E1D1"], found["GM9001"]) == (True, True, False)
    assert open_desk(work).snapshot.is_fictief


def test_a_fictitious_levering_never_replaces_a_real_figure(work: Path):
    load(work, rows(*COUNTS))
    load(work, rows(99), "demo.csv", day=2, fictief=True)
    publish(work)
    figure = open_desk(work).figures(SLUG, gebied="GM9000", periode="2021")[0]
    assert (figure.teller, figure.is_fictief) == (COUNTS[0], False)


def test_foreign_files_in_the_work_folder_are_left_alone(work: Path):
    load(work, rows(*COUNTS))
    (work / "leveringen" / "mijn map").mkdir()
    (work / "aantekeningen.txt").write_text("van mij")
    publish(work)
    assert (work / "aantekeningen.txt").read_text() == "van mij"
    assert (work / "leveringen" / "mijn map").is_dir()


def test_without_leveringen_the_message_says_how_to_load_one(tmp_path: Path):
    with pytest.raises(PeilError, match="peil laad"):
        publish(tmp_path)
