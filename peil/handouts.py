"""What people take along: afspraken as a calendar (ICS), lists as a sheet (XLSX).

The same input gives the same bytes. What was typed stays text: it is escaped in the calendar, and
in the sheet it is written as a string, so that no cell can become a formula or a link.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, vDate, vDatetime
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from peil.numbers import format_date
from peil.records import FIRST_YEAR, LAST_YEAR, Afspraak, Entry

#: A cell of a sheet.
Cell = str | int | date | None
_PRODID: Final = "-//Peil//Dashboard Ondermijning en Weerbaarheid//NL"
_WIDEST: Final = 60
_LONG: Final = 24


def in_calendar(entries: Sequence[Entry[Afspraak]]) -> list[Entry[Afspraak]]:
    """Return the afspraken that a calendar can hold: still to be done, and by a day that can be."""
    return [e for e in entries if e.record.is_open and _can_be(e.record.deadline)]


def _can_be(day: date | None) -> bool:
    return day is not None and FIRST_YEAR <= day.year <= LAST_YEAR


def to_ics(
    entries: Sequence[Entry[Afspraak]],
    names: Mapping[str, str],
    today: date,
    about: Callable[[Afspraak], str] | None = None,
) -> bytes:
    """Return a calendar with a whole day for every afspraak that is still to be done by a date.

    An event and not a task: Outlook shows events only. The mark of an afspraak is its UID and its
    version the SEQUENCE, so that a second import moves it instead of doubling it.

    Args:
        entries: the newest version of each; what is done or has no date is left out.
        names: area code -> name.
        today: to say which are late.
        about: what an afspraak is about, in words.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Afspraken weerbaarheid")
    for entry in in_calendar(entries):
        day = entry.record.deadline
        if day is not None:
            calendar.add_component(_event(entry, day, names, today, about))
    return calendar.to_ical()


def _event(
    entry: Entry[Afspraak],
    day: date,
    names: Mapping[str, str],
    today: date,
    about: Callable[[Afspraak], str] | None,
) -> Event:
    record = entry.record
    place = names.get(record.gebied, record.gebied)
    late = " (te laat)" if record.is_late(today) else ""
    subject = about(record) if about else record.item
    lines = [
        f"{record.aard.capitalize()} met {place}.",
        f"Eigenaar: {record.eigenaar}.",
        f"Status: {record.status}{late}.",
        f"Deadline {format_date(day)}.",
        f"Gaat over: {subject}." if subject else "",
        f"Afgesproken in het bezoek van {record.bezoekjaar}." if record.bezoekjaar else "",
        f"Resultaat tot nu toe: {record.resultaat}" if record.resultaat else "",
        "Let op: dit is een fictieve (verzonnen) afspraak." if entry.is_fictief else "",
    ]
    event = Event()
    event.add("uid", f"{record.kenmerk}@afspraken.peil")
    event.add("sequence", entry.versie - 1)
    event["dtstamp"] = vDatetime(entry.wanneer.astimezone(UTC))
    event["dtstart"] = vDate(day)
    event["dtstart"].params["VALUE"] = "DATE"
    event["dtend"] = vDate(day + timedelta(days=1))
    event["dtend"].params["VALUE"] = "DATE"
    tag = "[fictief] " if entry.is_fictief else ""
    event.add("summary", f"{tag}{place}: {record.tekst}")
    event.add("description", "\n".join(filter(None, lines)))
    event.add("transp", "TRANSPARENT")
    return event


def to_xlsx(
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    notes: Sequence[tuple[str, Cell]],
    made: datetime,
) -> bytes:
    """Return a workbook with one sheet of rows, and a sheet ``Uitleg`` that says what it is.

    Args:
        title: name of the sheet, at most 31 characters.
        header: name of each column.
        rows: cells in the order of the header; a date becomes a real date.
        notes: what stands in ``Uitleg``, as name and value.
        made: the moment that the file gives as its own; the same moment gives the same bytes.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "default_date_format": "dd-mm-yyyy"})
    naive = made.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "created": naive})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"})
    sheet = book.add_worksheet(title[:31])
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, _width(name, [row[column] for row in rows]))
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, text, day)
    sheet.freeze_panes(1, 0)
    if header:
        sheet.autofilter(0, 0, len(rows), len(header) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    legend = book.add_worksheet("Uitleg")
    legend.set_column(0, 0, _LONG)
    legend.set_column(1, 1, _WIDEST)
    for number, (name, value) in enumerate(notes):
        legend.write_string(number, 0, name, head)
        _write(legend, number, 1, value, text, day)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: Cell, text: Format, day: Format) -> None:
    if isinstance(value, date) and not _can_be(value):
        sheet.write_string(row, column, value.isoformat(), text)  # no day that a cell can hold
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 -- a cell holds a day without a zone
    elif isinstance(value, int):
        sheet.write_number(row, column, value, text)
    elif value:
        # Never write(): it would take "=..." for a formula and an address for a link.
        sheet.write_string(row, column, value, text)


def _width(name: str, cells: Sequence[Cell]) -> int:
    longest = max((len(str(c)) for c in cells if c is not None), default=0)
    return min(max(len(name) + 4, longest + 2, 10), _WIDEST if longest > 2 * _LONG else _LONG + 4)
