"""What people take along, read back: a calendar that Outlook shows, a sheet without formulas."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import fastexcel
import polars as pl
from icalendar import Calendar

from peil.handouts import to_ics, to_xlsx
from peil.records import Afspraak, Entry

TODAY = date(2026, 3, 1)
MOMENT = datetime(2025, 10, 14, 9, 30, tzinfo=UTC)
NAMES = {"GM0001": "Aadorp"}


def afspraak(number: int = 1, versie: int = 1, **changes: Any) -> Entry[Afspraak]:
    values = {
        "gebied": "GM0001",
        "kenmerk": f"A-{number:04}",
        "tekst": "Bibob-beleid aanpassen",
        "eigenaar": "Beleidsadviseur veiligheid",
        "deadline": date(2026, 4, 1),
    }
    return Entry(number, versie, "tester", MOMENT, False, Afspraak(**{**values, **changes}))


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def sheet(content: bytes, name: str) -> pl.DataFrame:
    return fastexcel.read_excel(content).load_sheet(name).to_polars()


def test_the_calendar_holds_what_is_still_to_be_done_by_a_date() -> None:
    entries = [
        afspraak(1),
        afspraak(2, deadline=None),
        afspraak(3, status="klaar", resultaat="Gedaan"),
        afspraak(4, status="loopt", deadline=date(2025, 9, 1), bezoekjaar=2024),
    ]
    found = events(to_ics(entries, NAMES, TODAY))
    assert [str(e["uid"]).partition("@")[0] for e in found] == ["A-0001", "A-0004"]
    assert "(te laat)" in found[1]["description"]
    assert "(te laat)" not in found[0]["description"]
    assert "bezoek van 2024" in found[1]["description"]


def test_an_event_is_a_whole_day_with_a_version_of_its_own() -> None:
    (event,) = events(to_ics([afspraak(versie=3)], NAMES, TODAY))
    assert event["dtstart"].dt == date(2026, 4, 1)
    assert event["dtend"].dt == date(2026, 4, 2)
    assert event["dtstamp"].dt == MOMENT
    assert event["sequence"] == 2
    assert event["summary"] == "Aadorp: Bibob-beleid aanpassen"


def test_typed_text_cannot_break_out_of_its_line() -> None:
    nasty = "Een, twee; drie\nBEGIN:VEVENT\\n" + "lang " * 60
    content = to_ics([afspraak(tekst=nasty)], NAMES, TODAY)
    (event,) = events(content)
    assert event["summary"] == f"Aadorp: {nasty}"
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.count(b"\nBEGIN:VEVENT") == 1


def test_a_fictitious_afspraak_says_so_in_the_calendar() -> None:
    entry = afspraak()
    made_up = Entry(1, 1, "demo", MOMENT, True, entry.record)
    (event,) = events(to_ics([made_up], NAMES, TODAY))
    assert event["summary"].startswith("[fictief]")
    assert "fictieve" in event["description"]


def test_a_deadline_that_cannot_be_stops_no_calendar_and_no_list() -> None:
    days = [date.max, date(1800, 1, 1), date(2100, 12, 31)]
    entries = [afspraak(number, deadline=day) for number, day in enumerate(days)]
    (event,) = events(to_ics(entries, NAMES, TODAY))
    assert event["dtend"].dt == date(2101, 1, 1)
    book = to_xlsx("Afspraken", ["Deadline"], [[day] for day in days[:2]], [], MOMENT)
    assert sheet(book, "Afspraken")["Deadline"].to_list() == ["9999-12-31", "1800-01-01"]


def test_a_calendar_without_afspraken_is_still_a_calendar() -> None:
    assert Calendar.from_ical(to_ics([], NAMES, TODAY))["version"] == "2.0"


HEADER = ("Afspraak", "Deadline", "Bezoek")


def test_the_sheet_reads_back_with_real_dates_and_empty_cells() -> None:
    rows = [("Eerste", date(2026, 4, 1), 2025), ("Tweede", None, None)]
    notes = [("Stand", "1 maart 2026"), ("Dag", date(2026, 3, 1))]
    content = to_xlsx("Afspraken", HEADER, rows, notes, MOMENT)
    frame = sheet(content, "Afspraken")
    assert tuple(frame.columns) == HEADER
    assert frame["Deadline"].cast(pl.Date).to_list() == [date(2026, 4, 1), None]
    assert frame["Bezoek"].to_list() == [2025, None]
    assert "Stand" in sheet(content, "Uitleg").columns


def test_no_typed_text_becomes_a_formula_or_a_link() -> None:
    nasty = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "http://127.0.0.1/", "\t=1"]
    rows = [(text, None, None) for text in nasty]
    content = to_xlsx("Afspraken", HEADER, rows, [("=1+1", "=2+2")], MOMENT)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in (n for n in book.namelist() if "worksheets" in n):
            assert b"<f>" not in book.read(name)
            assert b"<hyperlink" not in book.read(name)
    assert sheet(content, "Afspraken")["Afspraak"].to_list() == nasty


def test_the_same_input_gives_the_same_bytes() -> None:
    rows = [("Eerste", date(2026, 4, 1), 2025)]
    first = to_xlsx("Afspraken", HEADER, rows, [], MOMENT)
    assert first == to_xlsx("Afspraken", HEADER, rows, [], MOMENT)
    entries = [afspraak()]
    assert to_ics(entries, NAMES, TODAY) == to_ics(entries, NAMES, TODAY)
