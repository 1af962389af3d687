"""The columns of a sheet of figures: what stands in each, and what that means.

Words and decimals come from where the pages have them; a number is the real one, so that one can
compute with it. A figure that is no cijfer has no numbers at all, whatever it was made of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from peil import terms, wording
from peil.catalogue import Catalogue, Indicator
from peil.errors import PeilError
from peil.figure import Figure
from peil.labels import rest_name, status_words
from peil.origin import levering_number
from peil.periods import parse_period

#: A cell: text, a number, or nothing.
Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Regel:
    """One row: a figure, its indicator, its bron by name, and whether the report is about it."""

    figure: Figure
    indicator: Indicator
    bron: str
    is_rapportjaar: bool


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: its head, what it means (in the Leeswijzer), its width and its cell."""

    kop: str
    uitleg: str
    breedte: int
    cel: Callable[[Regel], Cell]
    #: Whether a number is in the meeteenheid of the indicator, and shows its decimals.
    is_waarde: bool = False


def make_row(figure: Figure, catalogue: Catalogue, is_rapportjaar: bool) -> Regel:
    """Return the row of one figure."""
    indicator = catalogue[figure.indicator]
    found = catalogue.bronnen.get(indicator.bron)
    bron = figure.bron or (found.titel if found else indicator.bron)
    return Regel(figure, indicator, bron, is_rapportjaar)


def _yes(value: bool) -> str:
    return "ja" if value else "nee"


def _part(row: Regel) -> Cell:
    """Return of which part of the whole a figure is; a part that is no longer declared as is."""
    text = row.figure.uitsplitsing
    try:
        return ", ".join(w.titel for _, w in row.indicator.breakdown(text)) or "totaal"
    except PeilError:
        return text


def _number(name: str) -> Callable[[Regel], Cell]:
    def cell(row: Regel) -> Cell:
        return getattr(row.figure, name) if wording.has_value(row.figure) else None

    return cell


def _status(row: Regel) -> Cell:
    if wording.has_value(row.figure):
        return terms.CIJFER
    return status_words(row.figure, row.indicator)


def _rest(benchmark: terms.Niveau) -> Callable[[Regel], Cell]:
    def cell(row: Regel) -> Cell:
        is_known = wording.has_value(row.figure)
        return wording.benchmark_value(row.figure, benchmark) if is_known else None

    return cell


def _word(benchmark: terms.Niveau) -> Callable[[Regel], Cell]:
    def cell(row: Regel) -> Cell:
        if not wording.has_value(row.figure):
            return None
        word = wording.comparison_word(row.figure, benchmark)
        is_made_up = bool(getattr(row.figure, f"{benchmark}_is_fictief"))
        return f"{word} (fictief)" if is_made_up and not row.figure.is_fictief else word

    return cell


def _trend(row: Regel) -> Cell:
    return wording.trend_text(row.figure) if wording.has_value(row.figure) else None


def _leveringen(row: Regel) -> Cell:
    return ", ".join(levering_number(one) for one in row.figure.leveringen.split())


def _compared(benchmark: terms.Niveau) -> tuple[Kolom, Kolom]:
    rest = wording.upper_first(rest_name(benchmark))
    return (
        Kolom(rest, "Waarmee wij vergelijken: zonder het gebied zelf.", 14, _rest(benchmark), True),
        Kolom(
            f"Tegen {rest_name(benchmark)}",
            "Hoger, lager of vergelijkbaar. Dat woord komt uit een toets.",
            18,
            _word(benchmark),
        ),
    )


COLUMNS: Final[tuple[Kolom, ...]] = (
    Kolom("Code", "De korte code van het cijfer.", 9, lambda r: r.indicator.code),
    Kolom("Cijfer", "Wat is geteld. Zie ook ‘Definities’.", 38, lambda r: r.indicator.titel),
    Kolom("Onderdeel", "Totaal, of een deel daarvan.", 14, _part),
    Kolom("Gebied", "Over welk gebied het gaat.", 22, lambda r: r.figure.gebied),
    Kolom("Gebiedscode", "De code van dat gebied.", 13, lambda r: r.figure.gebied_code),
    Kolom(
        "Periode",
        "Het jaar waarover het cijfer gaat.",
        10,
        lambda r: parse_period(r.figure.periode).label,
    ),
    Kolom(
        "Jaar van het rapport",
        "Ja: dit cijfer staat in het rapport. Nee: het hoort bij de reeks.",
        12,
        lambda r: _yes(r.is_rapportjaar),
    ),
    Kolom("Status", "Is er geen cijfer, dan staat hier waarom.", 28, _status),
    Kolom("Fictief", "Ja: dit cijfer is verzonnen.", 10, lambda r: _yes(r.figure.is_fictief)),
    Kolom(
        "Voorlopig",
        "Ja: de bron kan dit cijfer nog bijstellen.",
        11,
        lambda r: _yes(r.figure.is_voorlopig),
    ),
    Kolom("Waarde", "Het cijfer zelf.", 12, _number("waarde"), True),
    Kolom(
        "Meeteenheid",
        "Waarin de waarde is uitgedrukt.",
        24,
        lambda r: r.indicator.meeteenheid,
    ),
    Kolom("Teller", "Het aantal dat is geteld.", 11, _number("teller")),
    Kolom("Noemer", "Waardoor de teller is gedeeld.", 12, _number("noemer")),
    Kolom("Jaar van de noemer", "Van welk jaar de noemer is.", 12, _number("noemer_jaar")),
    Kolom("Marge laag", "Onderkant van de marge van 95 %.", 12, _number("laag"), True),
    Kolom("Marge hoog", "Bovenkant van de marge van 95 %.", 12, _number("hoog"), True),
    Kolom(
        "Vergelijkmarge laag",
        "Onderkant van de marge die telt bij vergelijken.",
        15,
        _number("marge_laag"),
        True,
    ),
    Kolom(
        "Vergelijkmarge hoog",
        "Bovenkant van de marge die telt bij vergelijken.",
        15,
        _number("marge_hoog"),
        True,
    ),
    *_compared("district"),
    *_compared("eenheid"),
    *_compared("nederland"),
    Kolom(
        "Verandering",
        "Wat anders is dan in de periode ervoor.",
        30,
        lambda r: wording.change_text(r.figure, r.indicator),
    ),
    Kolom(
        "Toets van de verandering",
        "Hoger of lager: dat is meer dan toeval.",
        18,
        _number("verandering_woord"),
    ),
    Kolom("Trend", "De richting over meer jaren, met een toets.", 34, _trend),
    Kolom("Toelichting", "Wat de bron erbij zegt.", 30, lambda r: r.figure.toelichting),
    Kolom("Bron", "Wie het cijfer leverde.", 30, lambda r: r.bron),
    Kolom("Leveringen", "Het nummer van elke levering achter het cijfer.", 14, _leveringen),
)
