"""Short texts that stand in charts, maps and tables beside a figure."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Final
from urllib.parse import urlencode

from peil import terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.periods import parse_period
from peil.question import Question

#: The page that tells where a figure comes from.
ORIGIN: Final = "herkomst"
#: What stands beside everything that was made up.
FICTIEF: Final = '<span class="ftag">fictief</span>'
SIGN: Final = {terms.HOGER: "▲", terms.LAGER: "▼", terms.VERGELIJKBAAR: "≈"}
CREDIT: Final = "Grenzen: © CBS / Kadaster, vereenvoudigd"
_REST: Final = {
    "district": "de rest van het district",
    "eenheid": "de rest van de eenheid",
    "nederland": "de rest van Nederland",
}
_SELF: Final = {"district": "district", "eenheid": "eenheid", "nederland": "Nederland"}
_MARK: Final = {terms.NIET_GELEVERD: "–", terms.ONTBREEKT: "?", terms.NVT: "n.v.t."}


def mark(figure: Figure, indicator: Indicator, places: int | None = None) -> str:
    """Return what stands in a small space: ``12,2``, ``<5``, ``–``, ``?`` or ``n.v.t.``."""
    if wording.has_value(figure):
        if figure.waarde == 0:
            return wording.number_text(indicator, 0.0, 0)
        if places is None:
            return wording.value_text(figure, indicator)
        return wording.number_text(indicator, figure.waarde, places)
    if figure.status == terms.ONDERDRUKT:
        return f"<{indicator.drempel}" if indicator.drempel and figure.is_geleverd else "×"
    return _MARK.get(figure.status, "?")


def traced(figure: Figure, markup: str) -> str:
    """Return a number as the way to where it comes from; what nothing came in for stays as it is.

    The only place that makes these links: they look, read and work the same everywhere.
    """
    if not figure.leveringen:
        return markup
    start = _way(figure.gebied_code, figure.indicator, figure.periode, figure.uitsplitsing)
    return f"{start}{markup}</a>"


@lru_cache(maxsize=16_384)
def _way(gebied: str, indicator: str, periode: str, deel: str) -> str:
    """Return the start of the link; a page has hundreds, and most views the same ones."""
    query = urlencode(Question(gebied, indicator, periode, deel=deel).to_query())
    return f'<a class="hk" href="{ORIGIN}?{escape(query)}" title="Waar komt dit cijfer vandaan?">'


def star(figure: Figure, beside: Sequence[Figure]) -> str:
    """Return ``*`` for a fictief figure among real ones; where all are, the frame says so."""
    return "*" if figure.is_fictief and not all(f.is_fictief for f in beside) else ""


def star_note(figures: Sequence[Figure]) -> str:
    """Return what the star means, where one is shown."""
    return "* fictief cijfer" if any(star(f, figures) for f in figures) else ""


def status_words(figure: Figure, indicator: Indicator) -> str:
    """Return why there is no value: ``onderdrukt (minder dan 5)``, ``niet geleverd``.

    A sum that would give a protected part away need not be small itself.
    """
    if figure.status == terms.ONDERDRUKT and not figure.is_geleverd:
        return "onderdrukt (een deel is beschermd)"
    if figure.status == terms.ONDERDRUKT and indicator.drempel:
        return f"onderdrukt (minder dan {indicator.drempel})"
    return figure.status if figure.status != terms.CIJFER else terms.ONTBREEKT


def value_words(figure: Figure, indicator: Indicator) -> str:
    """Return the value with its unit, or the status in words."""
    if not wording.has_value(figure):
        return status_words(figure, indicator)
    # An amount carries its sign; what it is stands in the title beside it.
    unit = "" if indicator.meeteenheid == "euro" else wording.unit_text(indicator)
    return f"{mark(figure, indicator)} {unit}".strip()


def without_sign(words: str) -> str:
    """Return the words of a comparison without the sign before them."""
    return words.lstrip("".join(SIGN.values()) + " ")


def comparison_words(figure: Figure, indicator: Indicator, benchmark: terms.Niveau) -> str:
    """Return ``▲ hoger dan de rest van de eenheid (6,8)``, or nothing without a comparison."""
    word = getattr(figure, f"{benchmark}_woord")
    if word not in SIGN or not wording.has_value(figure):
        return ""
    rest: float | None = getattr(figure, f"{benchmark}_rest")
    link = "met" if word == terms.VERGELIJKBAAR else "dan"
    text = f"{SIGN[word]} {word} {link} {_REST[benchmark]}"
    if rest is None:
        return text
    places = wording.decimals(indicator, (figure.waarde, rest))
    fictief = getattr(figure, f"{benchmark}_is_fictief") and not figure.is_fictief
    return (
        f"{text} ({wording.number_text(indicator, rest, places)}{', fictief' if fictief else ''})"
    )


def describe(figure: Figure, indicator: Indicator, benchmark: terms.Niveau | None) -> list[str]:
    """Return the lines of a tooltip: name and value, period and margin, comparison, fictief."""
    lines = [f"{figure.gebied}: {value_words(figure, indicator)}", wording.period_text(figure)]
    if wording.has_value(figure):
        facts = (wording.count_text(figure, indicator), wording.margin_text(figure, indicator))
        lines[1] = ", ".join(filter(None, (lines[1], *facts)))
        if benchmark is not None:
            lines.append(comparison_words(figure, indicator, benchmark))
    lines.append("Dit is een fictief cijfer." if figure.is_fictief else "")
    return [line for line in lines if line]


def benchmark_name(benchmark: terms.Niveau) -> str:
    """Return ``eenheid``, ``district`` or ``Nederland``."""
    return _SELF[benchmark]


def rest_name(benchmark: terms.Niveau) -> str:
    """Return ``de rest van de eenheid``."""
    return _REST[benchmark]


def periods_of(figures: Iterable[Figure]) -> list[str]:
    """Return the periods that occur, old to new."""
    return sorted({f.periode for f in figures}, key=lambda text: parse_period(text).start)


def places_of(figures: Sequence[Figure], indicator: Indicator) -> int:
    """Return the decimals that fit all figures which stand together in a column."""
    return wording.decimals(indicator, [f.waarde for f in figures])


def axis_title(indicator: Indicator) -> str:
    """Return the unit as it stands above an axis, with a capital."""
    unit = indicator.meeteenheid
    title = {"%": "Procent", "euro": "Euro", "aantal": f"Aantal {indicator.telwoord}"}
    return title.get(unit, wording.upper_first(unit))
