"""One indicator in words.

summary(own, indicator) -> str           the figure of one area: value, comparison, trend
part_title(indicator, deel) -> str       the name of one part of it
definition(desk, indicator) -> str       what it means: all a reader must know to judge it
"""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from peil import labels, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.numbers import format_date, format_number

if TYPE_CHECKING:
    from peil.desk import Desk

_ADDS_UP = {
    True: "telt op tot het totaal",
    False: "telt niet op: één geval kan bij meer delen horen",
    "met_rest": "telt op met een rest die niet is geleverd",
}
_RICHTING = {
    "hoger_is_gunstig": "hoger is gunstig",
    "lager_is_gunstig": "lager is gunstig",
    None: "geen: hoger of lager is niet vanzelf goed of slecht",
}
_MARGIN = {
    "telling": "95 %-marge van een telling (exact, Poisson)",
    "aandeel": "95 %-marge van een aandeel (Wilson)",
    "steekproef": "marge zoals de bron die levert",
    "bedrag": "geen",
}


def definition(desk: "Desk", indicator: Indicator) -> str:
    """Return the definition of an indicator as markup."""
    rows = "".join(
        f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>"
        for term, text in _rows(desk, indicator)
        if text
    )
    return f"<dl>{rows}</dl>"


def summary(own: Figure | None, indicator: Indicator) -> str:
    """Return the lead of an indicator's page as markup: the figure of one area, in words.

    ``own`` is nothing where the indicator has no figure at the level of the area.
    """
    if own is None:
        return escape(f"Op dit niveau bestaat {wording.lower_first(indicator.titel)} niet.")
    tag = f" {labels.FICTIEF}" if own.is_fictief else ""
    if not wording.has_value(own):
        return f"<b>{escape(own.gebied)}:</b> {escape(wording.status_finding(own))}.{tag}"
    number = labels.traced(own, escape(labels.value_words(own, indicator)))
    value = f"{escape(own.gebied)}: {number} in {escape(wording.period_text(own))}."
    # A real figure set beside an invented one is a finding about invented figures.
    found = f"{escape(wording.finding(own, indicator))}."
    if not own.is_fictief and wording.finding_is_fictief(own):
        found += f" {labels.FICTIEF}"
    trend = f"{escape(wording.trend_text(own))}."
    return f"<b>{value}</b>{tag} {found} {trend}"


def part_title(indicator: Indicator, deel: str) -> str:
    """Return the name of one part of an indicator as markup: ``soort: hard``."""
    parts = indicator.breakdown(deel)
    return escape(", ".join(f"{d.titel.lower()}: {w.titel}" for d, w in parts))


def _rows(desk: "Desk", indicator: Indicator) -> Iterator[tuple[str, str]]:
    bron = desk.catalogue.bronnen[indicator.bron]
    yield "Definitie", indicator.definitie
    yield "Kanttekening", indicator.kanttekening
    yield "Code", indicator.code
    yield "Thema", desk.catalogue.themas[indicator.thema].titel
    yield "Soort cijfer", indicator.type
    yield "Richting", _RICHTING[indicator.richting]
    yield "Meeteenheid", indicator.meeteenheid
    yield "Teller", indicator.teller
    yield "Noemer", _denominator(indicator)
    yield "Marge", _MARGIN[indicator.soort]
    yield "Spreiding", _dispersion(desk, indicator)
    for split in indicator.uitsplitsing:
        yield f"Naar {split.titel.lower()}", _ADDS_UP[split.telt_op]
    yield "Laagste niveau", indicator.laagste_niveau
    yield "Hoe vaak", ", ".join(indicator.frequentie)
    for gap in indicator.breuken:
        yield f"Breuk in {gap.jaar}", gap.uitleg
    yield "Bron", f"{bron.titel} ({bron.organisatie}), {indicator.openbaarheid}"
    yield "Grenzen", "van nu, voor alle jaren" if bron.grenzen == "huidig" else "van elk jaar zelf"
    yield "Peildatum", f"gepubliceerd op {format_date(desk.snapshot.gepubliceerd_op)}"
    yield "Herkomst", indicator.herkomst


def _denominator(indicator: Indicator) -> str:
    if indicator.noemer == "geen":
        return ""
    years = {0: "van het jaar zelf", -1: "van het jaar ervoor"}
    when = years.get(indicator.noemer_jaar, f"van {indicator.noemer_jaar:+d} jaar")
    text = indicator.noemer_titel or indicator.noemer
    if indicator.noemer != "geleverd":
        text = f"{text}, {when}"
    special = indicator.noemer_jaar_uitzonderingen
    if special:
        text += "; " + ", ".join(f"voor {year} die van {other}" for year, other in special.items())
    return text


def _dispersion(desk: "Desk", indicator: Indicator) -> str:
    row = next((r for r in desk.dispersions() if r["indicator"] == indicator.slug), None)
    value = row["dispersie"] if row else None
    if not isinstance(value, float):
        return ""
    made_up = ", fictief" if row and row["is_fictief"] else ""
    return f"{format_number(value, 1)} keer toeval binnen een gebied, van jaar op jaar{made_up}"
