"""Draft sentences for a duiding, made by rule from the figures of one gebied, theme and year.

The rule only says what was published: whether something differs, changed or has a trend comes
from the words of the tests. A person decides what is worth saying, and why it is so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from peil import labels, terms, wording
from peil.catalogue import Catalogue, Indicator
from peil.figure import Figure
from peil.noteworthy import AGAINST, History, Noteworthy, described
from peil.periods import parse_period

Soort = Literal["verandering", "vergelijking", "trend", "ontbreekt"]
#: At most this many drafts, and at most this many of one kind.
MOST: Final = 6
_OF_KIND: Final[Mapping[Soort, int]] = {
    "verandering": 2,
    "vergelijking": 2,
    "trend": 1,
    "ontbreekt": 2,
}
_MOVED: Final = (terms.HOGER, terms.LAGER)
_TRENDING: Final = (terms.STIJGEND, terms.DALEND)


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence, and the figure whose numbers are in it (``periode`` as in the address)."""

    zin: str
    indicator: str
    periode: str
    soort: Soort
    is_fictief: bool


def draft_sentences(
    figures: Sequence[Figure], catalogue: Catalogue, history: History | None = None
) -> list[Draft]:
    """Return what could be said: change, difference, trend and gaps; real figures first.

    Args:
        figures: of one gebied, one theme or all, and one year; one per indicator.
        catalogue: for the words of each indicator.
        history: the years of these indicators, also of those without a figure in this year.
    """
    known = [f for f in figures if f.indicator in catalogue]
    tests = [
        (f, test) for f in known for test in described(f, catalogue[f.indicator], history or {})
    ]
    tests.sort(key=lambda pair: (pair[1].is_fictief, -pair[1].effect, pair[1].indicator))
    found: dict[Soort, Iterable[Draft]] = {
        "verandering": _changes(tests, catalogue),
        "vergelijking": _differences(known, tests, catalogue),
        "trend": _trends(tests, catalogue),
        "ontbreekt": _gaps(known, catalogue, history or {}),
    }
    chosen = [d for kind, some in found.items() for d in islice(some, _OF_KIND[kind])]
    return sorted(chosen, key=lambda d: d.is_fictief)[:MOST]


_Tests = Sequence[tuple[Figure, Noteworthy]]


def _changes(tests: _Tests, catalogue: Catalogue) -> Iterable[Draft]:
    """Give the changes that are more than chance, or else the largest one with that warning."""
    changes = [(f, t) for f, t in tests if t.kind == "verandering"]
    clear = [(f, t) for f, t in changes if f.verandering_woord in _MOVED]
    for figure, test in clear:
        yield _draft(figure, test.zin, "verandering", test.is_fictief, catalogue)
    for figure, test in changes[:1] if not clear else ():
        text = _unclear(figure, catalogue[figure.indicator])
        if text:
            yield _draft(figure, text, "verandering", test.is_fictief, catalogue)


def _unclear(figure: Figure, indicator: Indicator) -> str:
    change, _, chance = wording.change_sentence(figure, indicator).partition(". ")
    if not change:
        return ""
    # The change of a count is told in cases, so the cases stand before it.
    value = f"{wording.value_text(figure, indicator)}{wording.after_value(indicator)}"
    count = wording.count_text(figure, indicator) if indicator.soort == "telling" else ""
    return (
        f"Bij {wording.named(indicator)} gaat het in {_place(figure)} in "
        f"{_when(figure)} om {', '.join(filter(None, (count, value)))}: "
        f"{wording.lower_first(change)}. {chance}"
    )


def _differences(figures: Sequence[Figure], tests: _Tests, catalogue: Catalogue) -> Iterable[Draft]:
    """Give the differences that are more than chance, or else say that there are none."""
    differs = [f for f in figures if _levels(f, _MOVED)]
    size = {f.indicator: t.effect for f, t in tests if t.kind == "vergelijking"}
    order = sorted(
        differs, key=lambda f: (_is_fictief(f), -size.get(f.indicator, 0.0), f.indicator)
    )
    for figure in order:
        indicator = catalogue[figure.indicator]
        text = (
            f"{wording.upper_first(_place(figure))} is op {wording.named(indicator)} "
            f"{wording.lower_first(wording.finding(figure, indicator))}: "
            f"{_numbers(figure, indicator)}."
        )
        yield _draft(figure, text, "vergelijking", _is_fictief(figure), catalogue)
    if not differs:
        yield from _alike(figures, catalogue)


def _alike(figures: Sequence[Figure], catalogue: Catalogue) -> Iterable[Draft]:
    same = [f for f in figures if AGAINST.get(f.niveau, "") in _levels(f, (terms.VERGELIJKBAAR,))]
    some = [f for f in same if not _is_fictief(f)] or same
    if not some:
        return
    first = some[0]
    level: terms.Niveau = "nederland" if first.niveau == "eenheid" else "eenheid"
    text = (
        f"{wording.upper_first(_place(first))} wijkt op {_titles(some, catalogue)} "
        f"in {_when(first)} niet duidelijk af van {_whole(first, level)}."
    )
    fictief = any(_is_fictief(f) for f in some)
    yield Draft(text, first.indicator, first.periode, "vergelijking", fictief)


def _trends(tests: _Tests, catalogue: Catalogue) -> Iterable[Draft]:
    for figure, test in tests:
        if test.kind == "trend" and figure.trend_woord in _TRENDING:
            yield _draft(figure, test.zin, "trend", test.is_fictief, catalogue)


_GAPS: Final[Mapping[str, tuple[str, str]]] = {
    terms.NIET_GELEVERD: (
        "Over {jaar} is het cijfer van {titels} nog niet geleverd.",
        "Over {jaar} zijn de cijfers van {titels} nog niet geleverd.",
    ),
    terms.ONDERDRUKT: (
        "Over {jaar} tonen we het cijfer van {titels} niet: {reden}.",
        "Over {jaar} tonen we de cijfers van {titels} niet: {reden}.",
    ),
    terms.ONTBREEKT: (
        "Over {jaar} heeft de bron geen cijfer van {titels}.",
        "Over {jaar} heeft de bron geen cijfers van {titels}.",
    ),
    "voorlopig": (
        "Over {jaar} is het cijfer van {titels} voorlopig: het kan nog veranderen.",
        "Over {jaar} zijn de cijfers van {titels} voorlopig: ze kunnen nog veranderen.",
    ),
    "ouder": (
        "Over {jaar} is er geen cijfer van {titels}. Het laatste is van {laatste}.",
        "Over {jaar} zijn er geen cijfers van {titels}. De laatste zijn van {laatste}.",
    ),
}


def _gaps(figures: Sequence[Figure], catalogue: Catalogue, history: History) -> Iterable[Draft]:
    """Give what lacks, one sentence for all indicators with the same reason; real ones first."""
    jaar = max((f.jaar for f in figures), default=0)
    older = _older(figures, catalogue, history, jaar)
    groups: dict[tuple[bool, str, str, int], list[Figure]] = {}
    for figure in [*(f for f in figures if _gap(f)), *older]:
        kind = "ouder" if figure.jaar < jaar else _gap(figure)
        reason = wording.status_finding(figure).partition(": ")[2]
        key = (figure.is_fictief, kind, "" if kind == "ouder" else reason, figure.jaar)
        groups.setdefault(key, []).append(figure)
    for (fictief, kind, reason, last), some in sorted(groups.items(), key=lambda g: g[0][0]):
        text = _GAPS[kind][len(some) > 1].format(
            jaar=jaar, titels=_titles(some, catalogue), reden=reason, laatste=last
        )
        yield Draft(text, some[0].indicator, some[0].periode, "ontbreekt", fictief)


def _gap(figure: Figure) -> str:
    if figure.status in _GAPS:
        return figure.status
    return "voorlopig" if figure.is_voorlopig and wording.has_value(figure) else ""


def _older(
    figures: Sequence[Figure], catalogue: Catalogue, history: History, jaar: int
) -> Iterable[Figure]:
    """Give the newest figure of the indicators that have older years and nothing in this one."""
    present = {f.indicator for f in figures}
    for (slug, _), series in history.items():
        known = [f for f in series if wording.has_value(f)]
        last = max(known, key=lambda f: f.jaar, default=None)
        if slug not in present and slug in catalogue and last is not None and last.jaar < jaar:
            yield last


def _draft(
    figure: Figure, text: str, soort: Soort, is_fictief: bool, catalogue: Catalogue
) -> Draft:
    """Return the draft with what a reader must know before judging."""
    caution = wording.caveat(catalogue[figure.indicator])
    if caution.startswith("Zegt"):
        caution = f"Dit cijfer {wording.lower_first(caution)}"
    whole = " ".join(filter(None, (text, caution)))
    return Draft(whole, figure.indicator, figure.periode, soort, is_fictief)


def _numbers(figure: Figure, indicator: Indicator) -> str:
    """Return the own number, and the number of every level from which it differs."""
    levels = _levels(figure, _MOVED)
    rests = [wording.benchmark_value(figure, level) for level in levels]
    places = wording.decimals(indicator, (figure.waarde, *rests))
    own = wording.number_text(indicator, figure.waarde, places)
    others = [
        f"{wording.number_text(indicator, rest, places)} in {_whole(figure, level)}"
        for level, rest in zip(levels, rests, strict=True)
    ]
    return (
        f"{own}{wording.after_value(indicator)} in {_when(figure)}, "
        f"tegen {wording.join_words(others)}"
    )


def _whole(figure: Figure, level: terms.Niveau) -> str:
    """Return what a figure is set beside; a sample cannot be taken out of it."""
    rest = labels.rest_name(level)
    return (
        rest if getattr(figure, f"{level}_rest") is not None else rest.removeprefix("de rest van ")
    )


def _levels(figure: Figure, words: Sequence[str]) -> list[terms.Niveau]:
    if not wording.has_value(figure):
        return []
    return [b for b in terms.BENCHMARKS if getattr(figure, f"{b}_woord") in words]


def _is_fictief(figure: Figure) -> bool:
    return figure.is_fictief or wording.finding_is_fictief(figure)


def _when(figure: Figure) -> str:
    label = parse_period(figure.periode).label
    return f"{label} (voorlopig)" if figure.is_voorlopig else label


def _place(figure: Figure) -> str:
    return wording.place(figure.niveau, figure.gebied)


def _titles(figures: Sequence[Figure], catalogue: Catalogue) -> str:
    titles = [wording.named(catalogue[f.indicator]) for f in figures]
    if len(titles) <= 3:
        return wording.join_words(titles)
    return f"{', '.join(titles[:2])} en nog {len(titles) - 2} cijfers"
