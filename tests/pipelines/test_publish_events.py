"""Events travel from the data of a region through the publication to the desk."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from region import make_region, plain_counts

from peil.access import Viewer
from peil.desk import Desk, open_desk, open_store
from peil.events import Event
from pipelines import register
from pipelines.publish import publish

EVENTS = """
[[gebeurtenis]]
naam = "overal"
kort = "overal"
soort = "maatregel"
van = 2020-03-12
tot = 2022-03-22
uitleg = "Dit gold overal."
bron = "Een besluit van 12 maart 2020"

[[gebeurtenis]]
naam = "alleen hier"
kort = "hier"
soort = "herindeling"
van = 2019-01-01
gebieden = ["GM9001"]
uitleg = "Dit gold op één plek."
bron = "Een besluit van 1 januari 2019"

[[gebeurtenis]]
naam = "alleen dit cijfer"
kort = "cijfer"
soort = "definitie"
van = 2021-01-01
indicatoren = ["SLUG"]
uitleg = "Dit gold voor één cijfer."
bron = "Een besluit van 1 januari 2021"

[[gebeurtenis]]
naam = "alleen dit thema"
kort = "thema"
soort = "maatregel"
van = 2022-01-01
themas = ["THEMA"]
uitleg = "Dit gold voor één thema."
bron = "Een besluit van 1 januari 2022"
"""


@pytest.fixture
def regio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_region(tmp_path / "regio", gemeenten=4, eenheden=1)
    monkeypatch.setenv("PEIL_REGIO", str(folder))
    return folder


def _published(regio: Path, work: Path, events: str) -> Desk:
    slug = plain_counts(regio)[0].slug
    (regio / "data" / "gebeurtenissen.toml").write_text(events, "utf-8")
    if not register.deliveries(work):
        text = f"indicator;gebied;periode;waarde\n{slug};GM9000;2021;10\n"
        now = datetime(2026, 1, 1, tzinfo=UTC)
        register.accept(work, text.encode(), "a.csv", "standaard", "wie", regels=1, now=now)
    publish(work)
    return open_desk(work)


def _names(desk: Desk, indicator: str, gebied: str) -> list[str]:
    return [event.naam for event in desk.events(indicator, gebied)]


def test_an_event_shows_only_with_what_it_is_about(regio: Path, tmp_path: Path) -> None:
    own, *others = plain_counts(regio)
    other = next(i for i in others if i.thema != own.thema)
    text = EVENTS.replace("SLUG", own.slug).replace("THEMA", other.thema)
    desk = _published(regio, tmp_path / "werk", text)
    assert _names(desk, own.slug, "GM9000") == ["overal", "alleen dit cijfer"]
    assert _names(desk, own.slug, "GM9001") == ["alleen hier", "overal", "alleen dit cijfer"]
    assert _names(desk, other.slug, "GM9000") == ["overal", "alleen dit thema"]


def test_an_event_keeps_its_days_its_words_and_its_source(regio: Path, tmp_path: Path) -> None:
    slug = plain_counts(regio)[0].slug
    text = EVENTS.replace("SLUG", slug).replace("THEMA", plain_counts(regio)[0].thema)
    desk = _published(regio, tmp_path / "werk", text)
    found = {event.naam: event for event in desk.events(slug, "GM9000")}
    assert found["overal"] == Event(
        "overal",
        date(2020, 3, 12),
        date(2022, 3, 22),
        "Dit gold overal.",
        "Een besluit van 12 maart 2020",
        "maatregel",
        "overal",
    )
    assert found["alleen dit cijfer"].tot is None


def test_another_event_is_another_publication(regio: Path, tmp_path: Path) -> None:
    work = tmp_path / "werk"
    before = _published(regio, work, "").snapshot.inhoud
    assert _published(regio, work, "").snapshot.inhoud == before
    own = plain_counts(regio)[0]
    text = EVENTS.replace("SLUG", own.slug).replace("THEMA", own.thema)
    assert _published(regio, work, text).snapshot.inhoud != before


def test_an_event_about_a_hidden_indicator_is_not_told(
    regio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = plain_counts(regio)[0]
    text = EVENTS.replace("SLUG", own.slug).replace("THEMA", own.thema)
    desk = _published(regio, tmp_path / "werk", text)
    names = [row["naam"] for row in desk.all_events()]
    assert names == ["alleen hier", "overal", "alleen dit cijfer", "alleen dit thema"]
    monkeypatch.setattr("peil.access.may_see", lambda who, found: found.slug != own.slug)
    hidden = Desk(open_store(tmp_path / "werk"), Viewer("ander", "lezer"))
    assert [row["naam"] for row in hidden.all_events()] == [
        "alleen hier",
        "overal",
        "alleen dit thema",
    ]
