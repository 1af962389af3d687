"""The table of events on the verantwoording page: what happened, when, and who says so."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from pages.parts.ledger import table
from peil import wording
from peil.numbers import format_date

if TYPE_CHECKING:
    from peil.desk import Desk


def events(desk: "Desk") -> str:
    """Return all events that charts can show, with what they are about and their source."""
    rows = desk.all_events()
    if not rows:
        return '<p class="sub">Er zijn geen gebeurtenissen vastgelegd.</p>'
    columns = [
        ("Wanneer", _when, False),
        ("Gebeurtenis", lambda row: escape(wording.upper_first(str(row["naam"]))), False),
        ("Soort", lambda row: escape(str(row["soort"])), False),
        ("Uitleg", lambda row: escape(str(row["uitleg"])), False),
        ("Staat bij", lambda row: escape(_about(desk, row)), False),
        ("Bron", lambda row: escape(str(row["bron"])), False),
    ]
    return table("Gebeurtenissen op de tijdas", columns, rows)


def _names(row: Mapping[str, object], key: str) -> list[str]:
    return str(row[key]).split("|") if row[key] else []


def _when(row: Mapping[str, object]) -> str:
    first, last = row["van"], row["tot"]
    assert isinstance(first, date)
    days = [format_date(first), *([format_date(last)] if isinstance(last, date) else [])]
    return escape(" tot en met ".join(days))


def _about(desk: "Desk", row: Mapping[str, object]) -> str:
    """Return in words which figures and areas an event is about."""
    slugs = _names(row, "indicatoren")
    figures = [desk.catalogue[slug].titel for slug in slugs if slug in desk.catalogue]
    figures += [f"thema {desk.catalogue.themas[slug].titel}" for slug in _names(row, "themas")]
    areas = [desk.areas.get(code).naam for code in _names(row, "gebieden")]
    if not areas:
        return ", ".join(figures) or "alle cijfers"
    return f"{', '.join(figures) or 'alle cijfers'} van {wording.join_words(areas)}"
