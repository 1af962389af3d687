"""The levering of the demo that came twice: what was different, and that the later one holds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from peil.access import Viewer
from peil.report.model import Tabel
from pipelines import kept_reports
from pipelines.demo import told
from pipelines.demo.deliveries import Delivery, Row
from pipelines.demo.recipes import Herziening, Instellingen, RapportToen, load_settings
from pipelines.demo.revision import with_first_version
from pipelines.report_runs import Bron, open_loket

EARLY, THEN, LATE = (datetime(2026, month, 2, tzinfo=UTC) for month in (1, 2, 4))
REVISION = Herziening(
    bron="a",
    jaar=2025,
    gepubliceerd_op=THEN,
    geladen_op=LATE,
    ontbrak=("G2",),
    minder={"G1": 3},
    minder_jaar_ervoor={"G3": 2},
)
DATA = Path(__file__).parents[2] / "data"


def _row(gebied: str, waarde: float, uitsplitsing: str = "", periode: str = "2025") -> Row:
    return Row("x", gebied, periode, waarde, uitsplitsing)


FINAL = Delivery(
    "fictief-a.csv",
    "a",
    True,
    EARLY,
    [
        _row("G1", 10),
        _row("G1", 6, "soort:een"),
        _row("G1", 4, "soort:twee"),
        _row("G1", 9, periode="2024"),
        _row("G2", 5),
        _row("G3", 7),
        _row("G3", 8, periode="2024"),
        _row("G3", 5, "soort:een", "2024"),
        _row("G3", 8, periode="2023"),
    ],
)
OTHER = Delivery("fictief-b.csv", "b", True, EARLY, [_row("G1", 1)])


def test_the_first_version_comes_first_and_its_successor_last_after_a_publication() -> None:
    first, other, final = with_first_version([FINAL, OTHER], REVISION)
    assert (first.bestand, first.geladen_op) == ("fictief-a-eerste.csv", EARLY)
    assert other == OTHER
    assert (final.rows, final.geladen_op, final.na_publicatie) == (FINAL.rows, LATE, THEN)


def test_only_what_was_revised_differs_and_parts_still_add_up() -> None:
    first, *_ = with_first_version([FINAL], REVISION)
    came = {(r.gebied, r.periode, r.uitsplitsing): (r.waarde, r.status) for r in first.rows}
    assert came == {
        ("G1", "2025", ""): (7, ""),
        ("G1", "2025", "soort:een"): (3, ""),
        ("G1", "2025", "soort:twee"): (4, ""),
        ("G1", "2024", ""): (9, ""),
        ("G2", "2025", ""): (None, "niet geleverd"),
        ("G3", "2025", ""): (7, ""),
        ("G3", "2024", ""): (6, ""),
        ("G3", "2024", "soort:een"): (3, ""),
        ("G3", "2023", ""): (8, ""),
    }


@pytest.mark.parametrize("revision", [None, REVISION.model_copy(update={"bron": "c"})])
def test_without_a_revision_nothing_comes_twice(revision: Herziening | None) -> None:
    assert with_first_version([FINAL, OTHER], revision) == [FINAL, OTHER]


def test_the_demo_has_a_kept_report_of_before_the_revision_and_a_next_that_says_so(
    demo_work: Path,
) -> None:
    revision = load_settings(DATA / "demo").herziening
    assert revision is not None
    assert revision.rapport is not None
    (entry,) = kept_reports.kept(demo_work)
    assert (entry.gebied, entry.jaar) == (revision.rapport.gebied, revision.rapport.jaar)
    assert (entry.moment, entry.wie) == (revision.gepubliceerd_op, "peil demo")
    assert (entry.versie, entry.stand, entry.is_fictief) == (1, entry.volgnr - 1, True)
    balie = open_loket(Bron(demo_work, Viewer("test", "analist"))).rapporten
    (part,) = (d for d in balie.write(entry.gebied, entry.jaar + 1).delen if d.naam == "herzien")
    (table,) = (b for b in part.blokken if isinstance(b, Tabel))
    assert [row[1].tekst for row in table.rijen] == [str(entry.jaar)]
    ((_, _, was, now, _),) = table.rijen
    assert int(now.tekst) - int(was.tekst) == revision.fewer(entry.gebied, str(entry.jaar))
    assert was.is_fictief
    assert now.is_fictief


@pytest.mark.parametrize(
    "asked",
    [
        None,
        RapportToen(gebied="GM9999", jaar=2024),
        RapportToen(gebied="GM0513", jaar=1999),
        RapportToen(gebied="GM0513", jaar=2024),
    ],
)
def test_without_such_a_gebied_or_year_or_a_second_time_no_report_is_kept(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch, asked: RapportToen | None
) -> None:
    settings = Instellingen(herziening=REVISION.model_copy(update={"rapport": asked}))
    monkeypatch.setattr(told, "load_settings", lambda _: settings)
    before = kept_reports.kept(demo_work)
    told.fix_report(demo_work, DATA, "peil demo", THEN)
    assert kept_reports.kept(demo_work) == before
