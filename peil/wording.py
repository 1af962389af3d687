"""Sentences by rule: every word is computed from a figure and its indicator.

The rules keep to language level B1. Registrations are "geregistreerd", an ``inspanning`` is never
worded as risk, and good or bad is only said where the catalogue gives a ``richting``.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from peil import terms
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.numbers import decimals_for, format_count, format_interval, format_number
from peil.periods import parse_period

#: Under this many cases one year says little, and the three-year figure is shown beside it.
SMALL_COUNT: Final = 20
#: How a benchmark is called in a sentence: alone, in a list, and as the rest without the area.
_ALONE: Final = {"district": "het district", "eenheid": "de eenheid", "nederland": "Nederland"}
_LISTED: Final = {"district": "district", "eenheid": "eenheid", "nederland": "Nederland"}

_COMPARED: Final = (terms.HOGER, terms.LAGER, terms.VERGELIJKBAAR)

TREND: Final = {
    terms.STIJGEND: "Stijgende trend",
    terms.DALEND: "Dalende trend",
    terms.GEEN_TREND: "Geen duidelijke trend",
}
_STATUS_FINDING: Final = {
    terms.ONDERDRUKT: "Dit cijfer tonen we niet: het gaat om te weinig mensen",
    terms.NIET_GELEVERD: "Dit cijfer is nog niet geleverd",
    terms.ONTBREEKT: "De bron heeft hier geen cijfer",
    terms.NVT: "Dit cijfer bestaat niet op dit niveau",
}
_STATUS_TITLE: Final = {
    terms.ONDERDRUKT: "Onderdrukt.",
    terms.NIET_GELEVERD: "Niet geleverd.",
    terms.ONTBREEKT: "Ontbreekt.",
    terms.NVT: "Niet van toepassing.",
}


def join_words(words: Sequence[str]) -> str:
    """Return ``a, b en c``."""
    return " en ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def lower_first(text: str) -> str:
    """Return the text as it stands inside a sentence.

    An abbreviation keeps its capitals, and so does a name joined by a hyphen (Bibob-onderzoeken).
    """
    first = text.partition(" ")[0]
    is_word = first[1:].islower() or len(first) == 1
    return text[:1].lower() + text[1:] if is_word and "-" not in first else text


def named(indicator: Indicator) -> str:
    """Return the title inside a sentence; a long title is quoted, for it may hold a verb."""
    if indicator.titel.count(" ") > 3:
        return f"‘{indicator.titel}’"
    return lower_first(indicator.titel)


def upper_first(text: str) -> str:
    """Return the text with a capital in front."""
    return text[:1].upper() + text[1:]


def has_value(figure: Figure) -> bool:
    """Return whether there is a number to show; zero is one."""
    return figure.status == terms.CIJFER and figure.waarde is not None


def decimals(indicator: Indicator, values: Iterable[float | None]) -> int:
    """Return the number of decimals that fits a set of values which stand together."""
    known = [abs(v) for v in values if v is not None]
    counts = indicator.soort in ("telling", "bedrag") and indicator.noemer == "geen"
    if not known or counts or indicator.soort == "bedrag":
        return 0
    return max(1, decimals_for(max(known))) if max(known) < 100 else 0


def is_percentage(indicator: Indicator) -> bool:
    """Return whether values carry a percent sign."""
    return indicator.meeteenheid.startswith("%")


def number_text(indicator: Indicator, value: float | None, places: int) -> str:
    """Return a value in its meeteenheid, without words: ``10,5``, ``58 %``, ``€ 1.200``."""
    text = format_number(value, places)
    if value is None:
        return text
    if is_percentage(indicator):
        return f"{text}\N{NO-BREAK SPACE}%"
    return f"€\N{NO-BREAK SPACE}{text}" if indicator.meeteenheid == "euro" else text


def value_text(figure: Figure, indicator: Indicator) -> str:
    """Return the value of one figure, or a dash when there is none."""
    if not has_value(figure):
        return "–"
    # A count stays whole, also when its margin does not.
    beside = None if indicator.noemer == "geen" else figure.hoog
    places = decimals(indicator, (figure.waarde, beside))
    return number_text(indicator, figure.waarde, places)


def unit_text(indicator: Indicator) -> str:
    """Return what the value counts, to stand behind it."""
    if indicator.meeteenheid == "euro":
        return lower_first(indicator.teller)
    if is_percentage(indicator):
        return indicator.meeteenheid.removeprefix("%").strip() or _of_all(indicator)
    return indicator.telwoord if indicator.meeteenheid == "aantal" else indicator.meeteenheid


def _of_all(indicator: Indicator) -> str:
    """Return ``van de respondenten``, ``van alle objecten``."""
    whole = lower_first(indicator.noemer_titel)
    the = "" if whole.startswith(("alle ", "de ", "het ")) else "de "
    return f"van {the}{whole}" if whole else ""


def is_rate(indicator: Indicator) -> bool:
    """Return whether areas of different size can be set beside each other on one scale."""
    return indicator.noemer != "geen" or indicator.soort == "steekproef"


def after_value(indicator: Indicator) -> str:
    """Return the unit with a space before it, or nothing where the value already carries it."""
    carried = indicator.meeteenheid == "euro" or is_percentage(indicator)
    return "" if carried else f" {unit_text(indicator)}"


def period_text(figure: Figure) -> str:
    """Return ``2025, voorlopig``."""
    label = parse_period(figure.periode).label
    return f"{label}, voorlopig" if figure.is_voorlopig else label


def count_text(figure: Figure, indicator: Indicator) -> str:
    """Return ``80 registraties`` where the count is not the value itself, else nothing."""
    if figure.teller is None or figure.noemer is None or indicator.soort == "bedrag":
        return ""
    if indicator.soort == "aandeel":
        return f"{format_count(figure.teller)} van {format_count(figure.noemer)}"
    return f"{format_count(figure.teller)} {indicator.telwoord}"


def margin_text(figure: Figure, indicator: Indicator) -> str:
    """Return ``marge 8,3–13,0``, or nothing without an interval."""
    places = decimals(indicator, (figure.waarde, figure.hoog))
    interval = format_interval(figure.laag, figure.hoog, places)
    return f"marge {interval}" if interval else ""


def facts(figure: Figure, indicator: Indicator) -> str:
    """Return period, count and margin in one line."""
    parts = (period_text(figure), count_text(figure, indicator), margin_text(figure, indicator))
    return " · ".join(filter(None, parts)) if has_value(figure) else parts[0]


def place(niveau: str, naam: str) -> str:
    """Return an area as it stands inside a sentence."""
    if niveau == "eenheid":
        return "de eenheid"
    return lower_first(naam) if niveau == "district" and naam.startswith("District") else naam


def _benchmarks(figure: Figure, woord: str) -> list[str]:
    return [b for b in terms.BENCHMARKS if getattr(figure, f"{b}_woord") == woord]


def benchmark_value(figure: Figure, benchmark: str) -> float | None:
    """Return what a figure is set beside: the benchmark without the area itself.

    A sample cannot be taken apart; it is set beside the benchmark as a whole.
    """
    rest: float | None = getattr(figure, f"{benchmark}_rest")
    compared = getattr(figure, f"{benchmark}_woord") in _COMPARED
    return getattr(figure, f"{benchmark}_waarde") if rest is None and compared else rest


def _clause(figure: Figure, woord: str, benchmarks: Sequence[str]) -> str:
    names = _ALONE if len(benchmarks) == 1 else _LISTED
    listed = join_words([names[b] for b in benchmarks])
    if woord == terms.VERGELIJKBAAR:
        return f"vergelijkbaar met {listed}"
    is_rest = any(getattr(figure, f"{b}_rest") is not None for b in benchmarks)
    whole = any(getattr(figure, f"{b}_waarde") is not None for b in benchmarks)
    return f"{woord} dan {'de rest van ' if is_rest or not whole else ''}{listed}"


def finding(figure: Figure, indicator: Indicator) -> str:
    """Return the finding of one figure: how it compares, or why it cannot."""
    if not has_value(figure):
        return status_finding(figure)
    clauses = [
        _clause(figure, woord, found) + _judgement(woord, indicator)
        for woord in _COMPARED
        if (found := _benchmarks(figure, woord))
    ]
    return upper_first(", ".join(clauses)) if clauses else _change_finding(figure, indicator)


def finding_is_fictief(figure: Figure) -> bool:
    """Return whether what ``finding`` compares with is invented."""
    compared = [b for b in terms.BENCHMARKS if getattr(figure, f"{b}_woord") in _COMPARED]
    if compared:
        return any(getattr(figure, f"{b}_is_fictief") for b in compared)
    return figure.verandering_woord is not None and figure.verandering_is_fictief


def _judgement(woord: str, indicator: Indicator) -> str:
    """Return whether a difference is good news, only where the catalogue gives a richting."""
    if indicator.richting is None or woord == terms.VERGELIJKBAAR:
        return ""
    good = (indicator.richting == "hoger_is_gunstig") == (woord == terms.HOGER)
    return " (gunstig)" if good else " (ongunstig)"


def _change_finding(figure: Figure, indicator: Indicator) -> str:
    if figure.vorige_periode is None or figure.verandering_woord is None:
        return "Met dit cijfer kunnen we niet vergelijken"
    earlier = parse_period(figure.vorige_periode).label
    if figure.verandering_woord == terms.VERGELIJKBAAR:
        return f"Ongeveer gelijk aan {earlier}"
    more = figure.verandering_woord == terms.HOGER
    counts = indicator.soort == "telling"
    word = ("Meer" if more else "Minder") if counts else ("Hoger" if more else "Lager")
    return f"{word} dan in {earlier}"


def change_text(figure: Figure, indicator: Indicator) -> str:
    """Return the change on the period before in a few words, or nothing when it is unknown."""
    if figure.vorige_periode is None or figure.vorige_waarde is None or not has_value(figure):
        return ""
    earlier = parse_period(figure.vorige_periode).label
    if (
        indicator.soort == "telling"
        and figure.teller is not None
        and figure.vorige_teller is not None
    ):
        text = _count_change(figure.teller - figure.vorige_teller, earlier)
    else:
        places = decimals(indicator, (figure.waarde, figure.vorige_waarde))
        text = f"was {number_text(indicator, figure.vorige_waarde, places)} in {earlier}"
    return f"{text} (fictief)" if figure.verandering_is_fictief and not figure.is_fictief else text


def _count_change(difference: float, earlier: str) -> str:
    if difference == 0:
        return f"evenveel als in {earlier}"
    word = "meer" if difference > 0 else "minder"
    return f"{format_count(abs(difference))} {word} dan in {earlier}"


def change_sentence(figure: Figure, indicator: Indicator) -> str:
    """Return the change with what chance can do, or nothing when there is no change to tell."""
    text = change_text(figure, indicator)
    if not text or figure.verandering_woord is None:
        return ""
    if figure.verandering_woord == terms.VERGELIJKBAAR:
        return f"{upper_first(text)}. Dat verschil kan toeval zijn."
    return f"{upper_first(text)}. Dat is meer dan toeval."


def trend_text(figure: Figure) -> str:
    """Return ``Stijgende trend, 2021–2025``, or why there is none."""
    if figure.trend_woord is None:
        return "Geen trend berekend"
    text = f"{TREND[figure.trend_woord]}, {figure.trend_van}–{figure.trend_tot}"
    return f"{text} (fictief)" if figure.trend_is_fictief and not figure.is_fictief else text


def pooled_sentence(figure: Figure, indicator: Indicator) -> str:
    """Return the three-year figure with its years, for a small or missing count only."""
    large = figure.teller is not None and figure.teller >= SMALL_COUNT
    if figure.pool_waarde is None or large:
        return ""
    span = f"{figure.pool_van}–{figure.pool_tot} samen"
    is_mean = figure.pool_noemer is None and figure.pool_teller is not None
    places = 1 if is_mean else decimals(indicator, (figure.pool_waarde, figure.pool_hoog))
    value = number_text(indicator, figure.pool_waarde, places)
    interval = format_interval(figure.pool_laag, figure.pool_hoog, places)
    count = "" if figure.pool_teller is None else f"{format_count(figure.pool_teller)} "
    inner = [
        f"{count}{indicator.telwoord}" if count and not is_mean else "",
        f"marge {interval}" if interval else "",
        "fictief" if figure.pool_is_fictief and not figure.is_fictief else "",
    ]
    between = ", ".join(filter(None, inner))
    tail = f" ({between})" if between else ""
    if is_mean:
        return f"{span}: {count}{indicator.telwoord}, gemiddeld {value} per jaar{tail}."
    return f"{span}: {value}{after_value(indicator)}{tail}."


def status_finding(figure: Figure) -> str:
    """Return in one line why there is no value."""
    if figure.status == terms.ONDERDRUKT and not figure.is_geleverd:
        return "Dit cijfer tonen we niet: een deel ervan is beschermd"
    return _STATUS_FINDING.get(figure.status, _STATUS_FINDING[terms.ONTBREEKT])


def status_box(figure: Figure, indicator: Indicator) -> tuple[str, str]:
    """Return the status word and its explanation, for a figure without a value."""
    title = _STATUS_TITLE.get(figure.status, _STATUS_TITLE[terms.ONTBREEKT])
    if figure.status == terms.ONDERDRUKT and not figure.is_geleverd:
        return title, "Van een of meer delen is het cijfer beschermd. Daarom tonen we geen som."
    if figure.status == terms.ONDERDRUKT:
        zero = "Nul is het niet: nul tonen we als 0." if indicator.toon_nul else "Het kan nul zijn."
        return title, f"Het aantal ligt onder de grens van {indicator.drempel}. {zero}"
    if figure.status == terms.NIET_GELEVERD:
        return title, "We verwachten dit cijfer, maar de bron heeft het niet aangeleverd."
    if figure.status == terms.NVT:
        return title, f"Het laagste niveau van dit cijfer is: {indicator.laagste_niveau}."
    return title, figure.toelichting or "De bron geeft voor dit gebied en deze periode geen waarde."


def caveat(indicator: Indicator) -> str:
    """Return what a reader must know before judging, by the type of the indicator."""
    if indicator.type == "inspanning":
        return "Zegt iets over inzet, niet over risico."
    if indicator.type == "resultaat" and indicator.richting is None:
        counts = indicator.soort == "telling"
        return f"{f'Meer {indicator.telwoord}' if counts else 'Hoger'} kan goed nieuws zijn."
    return ""


def comparison_word(figure: Figure, benchmark: str) -> str:
    """Return the word of one comparison, or why there is none."""
    word = getattr(figure, f"{benchmark}_woord")
    if word is not None:
        return str(word)
    known = benchmark_value(figure, benchmark) is not None
    return "niet getoetst" if known else "geen cijfer"
