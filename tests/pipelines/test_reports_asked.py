"""What a report is asked with: the stand and what was typed until then, and for whose eyes."""

from pathlib import Path
from typing import Any

import pytest
import report_sample
from keeping import rows, write
from published_region import publish_now
from region import plain_counts

import peil.report
from peil.access import Viewer
from peil.desk import open_desk
from peil.errors import PeilError
from peil.journal import Journal
from peil.maps.shapes import read_shapes
from peil.records import Duiding
from peil.report import Ask
from peil.report.model import Report
from pipelines import register, report_forms
from pipelines.loket import JournalLoket
from pipelines.reports import ReportBalie

CODE, JAAR = "GM9000", 2021


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Ask]:
    """Everything that a writer was asked."""
    found: list[Ask] = []

    def build(ask: Ask) -> Report:
        found.append(ask)
        return report_sample.report(
            gebied_code=ask.gebied,
            jaar=ask.jaar,
            uitgave=ask.uitgave,
            vastgesteld_op=ask.vastgesteld_op,
            versie=ask.versie,
            stand=ask.desk.snapshot.stand,
        )

    monkeypatch.setattr(peil.report, "build", build)
    monkeypatch.setattr(report_forms, "_laid_out", lambda *_: b"bestand")
    return found


def at(work: Path, rol: str = "analist", stand: Path | None = None) -> ReportBalie:
    """The counter of someone, at a stand."""
    viewer = Viewer("tester", "analist" if rol == "analist" else "lezer")
    desk = open_desk(work, viewer, stand)
    return JournalLoket(work, Journal(work), viewer, lambda _: None, desk=desk).rapporten


def test_what_was_typed_after_the_publication_is_not_in_it(work: Path, asked: list[Ask]) -> None:
    at(work).write(CODE, JAAR)
    write(work, "later")
    at(work).write(CODE, JAAR)
    texts = [[e.record.tekst for e in ask.loket.entries(Duiding)] for ask in asked]
    assert texts == [["een"], ["een"]]
    publish_now(work)
    at(work).write(CODE, JAAR)
    assert [e.record.tekst for e in asked[-1].loket.entries(Duiding)] == ["een", "later"]


def test_the_raadsbrief_is_asked_for_a_lezer_whoever_wants_it(work: Path, asked: list[Ask]) -> None:
    for uitgave in ("rapport", "voorbereiding", "raadsbrief"):
        at(work).write(CODE, JAAR, uitgave)
    assert [ask.desk.viewer.rol for ask in asked] == ["analist", "analist", "lezer"]
    assert [ask.loket.viewer.rol for ask in asked] == ["analist", "analist", "lezer"]
    assert asked[0].loket.entries(Duiding)
    assert asked[-1].loket.entries(Duiding) == []
    closed = {i.slug for i in asked[0].desk.catalogue} - {i.slug for i in asked[-1].desk.catalogue}
    assert closed
    # What a lezer asks is a lezer's in every edition.
    at(work, "lezer").write(CODE, JAAR)
    assert asked[-1].desk.viewer.rol == asked[-1].loket.viewer.rol == "lezer"


def test_the_report_of_the_year_before_comes_along_with_its_figures(
    work: Path, small_region: Path, asked: list[Ask]
) -> None:
    first, then = open_desk(work).snapshot.stand, (work / "current.duckdb").resolve()
    at(work).fix(CODE, JAAR)
    assert asked[-1].eerder is None
    later = rows(small_region, 5, 6) + rows(small_region, 7, 8).replace(b";2021;", b";2022;")
    later = later.replace(b"\nindicator;gebied;periode;waarde", b"")
    register.accept(work, later, "later.csv", "standaard", "tester")
    publish_now(work)
    at(work).write(CODE, JAAR + 1)
    earlier = asked[-1].eerder
    assert earlier is not None
    assert (earlier.jaar, earlier.versie, earlier.stand) == (JAAR, 1, first)
    told = earlier.cijfers.filter(periode=str(JAAR), uitsplitsing="", status="cijfer")
    assert 3.0 in told["teller"].to_list()
    # At the stand of then the next year had no figures yet, so it has no report.
    assert JAAR + 1 in at(work).years(CODE)
    assert at(work, stand=then).years(CODE) == [JAAR]


def test_a_report_of_a_later_stand_is_unknown_at_an_earlier_one(
    work: Path, small_region: Path, asked: list[Ask]
) -> None:
    then = (work / "current.duckdb").resolve()
    register.accept(work, rows(small_region, 5, 6), "later.csv", "standaard", "tester")
    publish_now(work)
    at(work).fix(CODE, JAAR)
    balie = at(work, stand=then)
    earlier: Any = balie._earlier(balie._desk, CODE, JAAR)  # pyright: ignore[reportPrivateUsage] -- what a report of the next year is asked with
    assert earlier is None
    now = at(work)
    assert now._earlier(now._desk, CODE, JAAR) is not None  # pyright: ignore[reportPrivateUsage] -- the same, at the stand of now
    assert asked


def test_a_lezer_never_sees_kept_figures_that_are_or_were_vertrouwelijk(
    work: Path, small_region: Path, asked: list[Ask]
) -> None:
    closed = next(i for i in plain_counts(small_region) if i.openbaarheid != "openbaar")
    content = f"indicator;gebied;periode;waarde\n{closed.slug};{CODE};{JAAR};8\n".encode()
    register.accept(work, content, "dicht.csv", "standaard", "tester")
    publish_now(work)
    at(work).fix(CODE, JAAR)
    everyone, own = at(work, "lezer"), at(work)
    shown = everyone._earlier(everyone._desk, CODE, JAAR)  # pyright: ignore[reportPrivateUsage] -- what a report of the next year is asked with
    whole = own._earlier(own._desk, CODE, JAAR)  # pyright: ignore[reportPrivateUsage] -- the same, for an analist
    assert shown is not None
    assert whole is not None
    public = {i.slug for i in everyone._desk.catalogue}  # pyright: ignore[reportPrivateUsage] -- what this lezer may see
    seen = set(shown.cijfers["indicator"])
    assert seen
    assert seen == set(whole.cijfers["indicator"]) & public
    assert set(whole.cijfers["indicator"]) - public == {closed.slug}
    assert asked


@pytest.mark.parametrize(
    ("gebied", "jaar", "said"),
    [("GM0000", JAAR, "bestaat niet"), ("NL", JAAR, "Nederland"), (CODE, 1999, "geen cijfers")],
)
def test_where_there_is_nothing_to_say_it_is_said(
    work: Path, gebied: str, jaar: int, said: str
) -> None:
    with pytest.raises(PeilError, match=said):
        at(work).write(gebied, jaar)


def test_the_years_are_those_with_figures(work: Path) -> None:
    assert at(work).years(CODE) == [JAAR]
    assert at(work).years("NL") == []


def test_a_report_is_drawn_with_the_boundaries_of_its_own_stand(
    work: Path, asked: list[Ask]
) -> None:
    at(work).write(CODE, JAAR)
    assert asked[0].shapes is read_shapes(work, asked[0].desk.snapshot.stand)
    assert asked[0].shapes is not None
    assert asked[0].shapes.has([CODE])
