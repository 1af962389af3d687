"""The lead of a page: one sentence on how an area compares, one on where it is going.

Real figures speak first. Only when a page has none does the lead tell fictitious ones, and then
it says so.
"""

from collections.abc import Mapping, Sequence

from peil import terms, wording
from peil.catalogue import Catalogue, Indicator
from peil.figure import Figure
from peil.noteworthy import AGAINST
from peil.numbers import format_count


def lead_sentences(
    figures: Sequence[Figure],
    catalogue: Catalogue,
    history: Mapping[str, Sequence[Figure]] | None = None,
) -> tuple[str, str]:
    """Return the strong sentence and the second one for a single area.

    Args:
        figures: the area's figures, one per indicator; most important first.
        catalogue: for the titles.
        history: indicator -> the area's figures through the years.
    """
    compared = [f for f in figures if _word(f) is not None]
    real = [f for f in compared if not _is_fictief(f)]
    chosen = real or compared
    if not chosen:
        return _without_comparison(figures, catalogue)
    first = _comparison(chosen, catalogue)
    if not real:
        first = f"Op verzonnen cijfers: {_inside(first, chosen[0])}"
    return first, _second(chosen, catalogue, history or {})


def _inside(sentence: str, figure: Figure) -> str:
    """Return a sentence about an area as it stands after a colon; a name keeps its capital."""
    who = wording.place(figure.niveau, figure.gebied)
    return f"{who}{sentence[len(who) :]}"


def _without_comparison(figures: Sequence[Figure], catalogue: Catalogue) -> tuple[str, str]:
    """Return the value and its change, where there is nothing to compare with."""
    known = next((f for f in figures if wording.has_value(f)), None)
    if known is None:
        return "Er zijn voor dit gebied nog geen cijfers.", ""
    indicator = catalogue[known.indicator]
    text = (
        f"bij {wording.named(indicator)} gaat het in "
        f"{wording.place(known.niveau, known.gebied)} om {wording.value_text(known, indicator)}"
        f"{wording.after_value(indicator)} ({wording.period_text(known)})."
    )
    start = f"Op verzonnen cijfers: {text}" if known.is_fictief else wording.upper_first(text)
    return start, wording.change_sentence(known, indicator)


def _level(figure: Figure) -> str | None:
    return AGAINST.get(figure.niveau)


def _word(figure: Figure) -> str | None:
    level = _level(figure)
    word = getattr(figure, f"{level}_woord") if level and wording.has_value(figure) else None
    return word if word in (terms.HOGER, terms.LAGER, terms.VERGELIJKBAAR) else None


def _is_fictief(figure: Figure) -> bool:
    level = _level(figure)
    return figure.is_fictief or bool(level and getattr(figure, f"{level}_is_fictief"))


def _titles(figures: Sequence[Figure], catalogue: Catalogue) -> str:
    titles = [wording.named(catalogue[f.indicator]) for f in figures]
    if len(titles) <= 3:
        return wording.join_words(titles)
    return f"{', '.join(titles[:2])} en nog {len(titles) - 2} cijfers"


def _against(figure: Figure) -> str:
    level = _level(figure)
    where = "Nederland" if level == "nederland" else "de eenheid"
    return f"de rest van {where}" if getattr(figure, f"{level}_rest") is not None else where


def _numbers(figure: Figure, catalogue: Catalogue) -> str:
    indicator = catalogue[figure.indicator]
    rest = wording.benchmark_value(figure, _level(figure) or "")
    places = wording.decimals(indicator, (figure.waarde, rest))
    own = wording.number_text(indicator, figure.waarde, places)
    other = wording.number_text(indicator, rest, places)
    return f"{own} tegen {other}{wording.after_value(indicator)}"


def _comparison(figures: Sequence[Figure], catalogue: Catalogue) -> str:
    who = wording.upper_first(wording.place(figures[0].niveau, figures[0].gebied))
    higher = [f for f in figures if _word(f) == terms.HOGER]
    lower = [f for f in figures if _word(f) == terms.LAGER]
    rest = _against(figures[0])
    if not higher and not lower:
        if len(figures) == 1:
            numbers = _numbers(figures[0], catalogue)
            titles = _titles(figures, catalogue)
            return f"{who} is op {titles} vergelijkbaar met {rest}: {numbers}."
        return f"{who} wijkt op {_titles(figures, catalogue)} niet duidelijk af van {rest}."
    if len(higher) + len(lower) == 1:
        only = (higher or lower)[0]
        text = f"{who} is op {_titles([only], catalogue)} {_word(only)} dan {rest}"
        return f"{text}: {_numbers(only, catalogue)}."
    if not higher or not lower:
        word, some = (terms.HOGER, higher) if higher else (terms.LAGER, lower)
        return f"{who} is op {_titles(some, catalogue)} {word} dan {rest}."
    return (
        f"{who} is op {_titles(higher, catalogue)} hoger dan {rest}, "
        f"en op {_titles(lower, catalogue)} lager."
    )


def _second(
    figures: Sequence[Figure], catalogue: Catalogue, history: Mapping[str, Sequence[Figure]]
) -> str:
    moving = [f for f in figures if f.trend_woord in (terms.STIJGEND, terms.DALEND)]
    text = _trend(moving[0], catalogue, history) if moving else ""
    differs = [f for f in figures if _word(f) != terms.VERGELIJKBAAR]
    effort = any(catalogue[f.indicator].type == "inspanning" for f in [*differs, *moving[:1]])
    return " ".join(filter(None, (text, "Dat zegt iets over inzet, niet over risico." * effort)))


def _trend(figure: Figure, catalogue: Catalogue, history: Mapping[str, Sequence[Figure]]) -> str:
    indicator = catalogue[figure.indicator]
    more = figure.trend_woord == terms.STIJGEND
    years = {f.jaar: f for f in history.get(figure.indicator, ())}
    first, last = years.get(figure.trend_van or 0), years.get(figure.trend_tot or 0)
    made_up = " (fictief)" if figure.trend_is_fictief and not figure.is_fictief else ""
    if first is None or last is None or first.teller is None or last.teller is None:
        trend = wording.lower_first(wording.TREND[figure.trend_woord or ""])
        return f"Op {wording.named(indicator)} is er een {trend}{made_up}."
    start = f"Er komen meer {_cases(indicator)} bij" if more else ""
    start = start or f"Er zijn steeds minder {_cases(indicator)}"
    numbers = f"{format_count(first.teller)} in {figure.trend_van}"
    return f"{start}: {numbers}, {format_count(last.teller)} in {figure.trend_tot}{made_up}."


def _cases(indicator: Indicator) -> str:
    """Return what is counted: ``registraties van drugshandel``, ``controles``."""
    title = wording.named(indicator)
    named = indicator.telwoord.lower() in title.lower()
    return indicator.telwoord if named else f"{indicator.telwoord} van {title}"
