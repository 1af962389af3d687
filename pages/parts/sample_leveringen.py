"""Samples of what belongs to leveringen: the calendar, findings, changes and an earlier stand."""

from dataclasses import fields
from datetime import date
from typing import Any, Final

from pages.parts import aanlever_lists as lists
from pages.parts import samples, show, stands
from peil.bronnen import Bron
from peil.changes import Change
from peil.errors import Finding
from peil.levering import Komst, Verwachting
from peil.periods import parse_period

_TODAY: Final = date(2025, 7, 1)
_FILE: Final = "voorbeeld.csv"


def all_of() -> None:
    """Show the calendar with every komst, findings of every weight, and figures that change."""
    show.show_html(stands.bar("1 januari 2025", "stijl"), key="stijl_stand")
    show.show_html(lists.calendar(_expected(), _TODAY), key="stijl_kalender")
    show.show_html(lists.findings(_FOUND), key="stijl_bevindingen")
    show.show_html(
        lists.changes(lambda _: samples.INDICATOR, _changes(), "Voorbeeld van wijzigingen"),
        key="stijl_wijzigingen",
    )


def _expected() -> list[Verwachting]:
    bron = Bron(slug="voorbeeld", titel="Voorbeeldbron", organisatie="Niemand")
    two = Bron(slug="kwartaal", titel="Voorbeeldbron per kwartaal", organisatie="Niemand")
    return [
        _one(bron, "2021", "ontvangen"),
        _one(bron, "2022", "te laat"),
        _one(bron, "2023", "op tijd", gebieden_weg=("Voorbeeldstad",)),
        _one(bron, "2024", "ontbreekt"),
        _one(bron, "2025", "nog niet verwacht"),
        _one(two, "2024-K3", "op tijd"),
        _one(two, "2024-K4", "te laat"),
        _one(two, "2025-K1", "ontbreekt"),
        _one(two, "2025-K2", "nog niet verwacht"),
    ]


def _one(bron: Bron, periode: str, komst: Komst, **more: Any) -> Verwachting:
    when = parse_period(periode)
    due, is_open = date(when.jaar + 1, 3, 1), komst in ("ontbreekt", "nog niet verwacht")
    came: dict[str, Any] = {} if is_open else {"ontvangen_op": due, "volgnr": 1}
    return Verwachting(bron, when, due, komst, **came, **more)


_FOUND: Final = (
    Finding(_FILE, 5, "waarde", "'twaalf' is geen getal", "Vul een getal in"),
    Finding(_FILE, 2, "waarde", "dit getal is hoger dan verwacht", "Kijk het na", "waarschuwing"),
    Finding(_FILE, None, None, "er zijn 2 lege regels", "U hoeft niets te doen", "opmerking"),
)


def _changes() -> list[Change]:
    before = {"status_voor": "cijfer", "waarde_voor": 6.1, "teller_voor": 61.0}
    after = {"status_na": "cijfer", "waarde_na": 8.8, "teller_na": 88.0, "is_fictief_na": True}
    return [
        _change(soort="gewijzigd", **before, **after),
        _change(soort="nieuw", is_voorlopig_na=True, **after),
        _change(soort="vervallen", **before),
        _change(soort="status", status_na="niet geleverd", **before),
    ]


def _change(**given: Any) -> Change:
    code, name, _ = samples.AREAS[0]
    known: dict[str, Any] = dict.fromkeys(field.name for field in fields(Change))
    known.update(indicator=samples.INDICATOR.slug, gebied_code=code, gebied=name)
    known.update(niveau="gemeente", periode="2025", uitsplitsing="", grootte=1.0, door="")
    known.update(zonder="", **given)
    return Change(**known)
