"""Figures as rows of a table and as cards, with the words and numbers of the page."""

from collections.abc import Mapping, Sequence
from typing import Final

from peil import cards, labels, terms, wording
from peil.catalogue import Indicator
from peil.charts.bars_static import draw_bars
from peil.drawing import Drawing
from peil.figure import Figure
from peil.report.model import Cel, Kaart, Kant, Tabel, Toon
from peil.report.write import tone_of

#: A comparison that was made has a tone; the others have none.
_TONE: Final[Mapping[str, Toon]] = {terms.HOGER: "hoger", terms.LAGER: "lager"}
_MOVING: Final = (terms.STIJGEND, terms.DALEND)
_CLEAR: Final = (terms.HOGER, terms.LAGER)


def table(
    figures: Sequence[Figure],
    indicators: Mapping[str, Indicator],
    benchmarks: Sequence[terms.Niveau],
    bijschrift: str,
) -> Tabel:
    """Return one row per figure: value, count and margin, comparisons, and how it moved.

    Args:
        figures: in the order to show.
        indicators: by slug.
        benchmarks: the larger areas to compare with.
        bijschrift: what the table shows.
    """
    heads = [wording.upper_first(labels.benchmark_name(b)) for b in benchmarks]
    spare = len(terms.BENCHMARKS) - len(heads)
    kop = ("Cijfer, met aantal en marge", "Waarde", *heads, "Ontwikkeling")
    kanten: list[Kant] = ["links", "rechts", *("links" for _ in heads), "links"]
    return Tabel(
        bijschrift=bijschrift,
        kop=kop,
        rijen=tuple(row(f, indicators[f.indicator], benchmarks) for f in figures),
        # With fewer to compare with, what changed has the room: it is the longest text.
        breedtes=(4.0 + 0.7 * spare, 1.5 + 0.2 * spare, *(1.65 for _ in heads), 2.6 + 0.3 * spare),
        kanten=tuple(kanten),
        is_bijschrift_zichtbaar=False,
    )


def row(
    figure: Figure, indicator: Indicator, benchmarks: Sequence[terms.Niveau]
) -> tuple[Cel, ...]:
    """Return one figure as cells; what is made up is tagged where it stands."""
    name = Cel(title(indicator))
    if not wording.has_value(figure):
        _, why = wording.status_box(figure, indicator)
        status = Cel(
            labels.status_words(figure, indicator), tone_of(figure.status), "", figure.is_fictief
        )
        empty = tuple(Cel("–", "zwak") for _ in benchmarks)
        pooled = wording.pooled_sentence(figure, indicator)
        return name, status, *empty, Cel(pooled or why)
    counted = (wording.count_text(figure, indicator), wording.margin_text(figure, indicator))
    return (
        Cel("\n".join(filter(None, (name.tekst, ", ".join(filter(None, counted)))))),
        Cel(value(figure, indicator), is_fictief=figure.is_fictief),
        *(comparison(figure, indicator, b) for b in benchmarks),
        Cel(moved(figure, indicator) or "–"),
    )


def title(indicator: Indicator) -> str:
    """Return what is counted, with its unit where the title does not say it."""
    unit = wording.unit_text(indicator)
    is_said = indicator.meeteenheid == "euro" or unit.lower() in indicator.titel.lower()
    return indicator.titel if is_said else f"{indicator.titel}, {unit}"


def value(figure: Figure, indicator: Indicator) -> str:
    """Return the value as on a card, and that it is voorlopig."""
    text = wording.value_text(figure, indicator)
    return f"{text} voorlopig" if figure.is_voorlopig else text


def comparison(figure: Figure, indicator: Indicator, benchmark: terms.Niveau) -> Cel:
    """Return the word of one comparison with the number it is set beside."""
    word = wording.comparison_word(figure, benchmark)
    rest = wording.benchmark_value(figure, benchmark)
    if rest is None:
        known = word in labels.SIGN
        return Cel(word if known else "–", _TONE.get(word, "" if known else "zwak"))
    places = cards.places_beside(figure, indicator)
    made_up = getattr(figure, f"{benchmark}_is_fictief") and not figure.is_fictief
    return Cel(
        f"{word} ({wording.number_text(indicator, rest, places)})",
        _TONE.get(word, ""),
        labels.SIGN.get(word, ""),
        made_up,
    )


def moved(figure: Figure, indicator: Indicator) -> str:
    """Return the change on the year before, whether it is more than chance, and a clear trend."""
    change = wording.upper_first(wording.change_text(figure, indicator))
    clear = figure.verandering_woord in _CLEAR
    parts = [wording.change_sentence(figure, indicator) if clear else f"{change}." * bool(change)]
    if figure.trend_woord in _MOVING:
        parts.append(f"{wording.trend_text(figure)}.")
    return " ".join(filter(None, parts))


def card(
    figure: Figure, indicator: Indicator, thema: str, benchmarks: Sequence[terms.Niveau]
) -> Kaart:
    """Return one figure as a card, with the words of the card on the page."""
    known = wording.has_value(figure)
    rows = [_beside(figure, indicator, b) for b in benchmarks] if known else []
    _, why = wording.status_box(figure, indicator)
    return Kaart(
        thema=thema,
        titel=indicator.titel,
        type=indicator.type,
        bevinding=wording.finding(figure, indicator),
        waarde=wording.value_text(figure, indicator),
        eenheid=wording.unit_text(indicator),
        feiten=wording.facts(figure, indicator) if known else why,
        regels=tuple(rows),
        kanttekening=wording.caveat(indicator),
        bron=f"Bron: {figure.bron}" if figure.bron else "",
        is_fictief=cards.is_fictief(figure),
        balken=_bars(figure, indicator, benchmarks),
    )


def _bars(
    figure: Figure, indicator: Indicator, benchmarks: Sequence[terms.Niveau]
) -> Drawing | None:
    """Return the bars of a card; a number that stands alone has nothing to be drawn beside."""
    rests = (wording.benchmark_value(figure, b) for b in benchmarks)
    if not wording.has_value(figure) or all(rest is None for rest in rests):
        return None
    return draw_bars(figure, indicator, benchmarks)


def _beside(figure: Figure, indicator: Indicator, benchmark: terms.Niveau) -> tuple[str, str, str]:
    rest = wording.benchmark_value(figure, benchmark)
    places = cards.places_beside(figure, indicator)
    word = wording.comparison_word(figure, benchmark)
    sign = labels.SIGN.get(word, "")
    number = wording.number_text(indicator, rest, places)
    name = wording.upper_first(labels.benchmark_name(benchmark))
    return name, number, f"{sign} {word}".strip()
