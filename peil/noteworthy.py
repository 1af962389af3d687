"""*Wat opvalt*: the differences and changes of a page that are larger than chance, in words.

All comparisons, changes and trends on one page are one family of tests; Benjamini and Hochberg's
procedure keeps the expected share of false findings among them at 5 %. A test only joins the
family when the larger of the two numbers compared counts at least ``MINIMUM`` cases: under that
a percentage sounds larger than it is. Samples have no count and are judged on their margins.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from peil import terms, wording
from peil.catalogue import Catalogue, Indicator
from peil.figure import Figure

MINIMUM: Final = 10
RATE: Final = 0.05
#: Which benchmark an area is held against, by its niveau.
AGAINST: Final[Mapping[str, str]] = {
    "gemeente": "eenheid",
    "district": "eenheid",
    "eenheid": "nederland",
}
Kind = Literal["vergelijking", "verandering", "trend"]
#: The figures of one indicator and area through the years, by (indicator, gebied_code).
History = Mapping[tuple[str, str], Sequence[Figure]]

_PLURAL: Final = {"gemeente": "gemeenten", "district": "districten", "eenheid": "eenheden"}


@dataclass(frozen=True, slots=True)
class Noteworthy:
    """One finding: a sentence, the names in it that matter, and what a reader must know."""

    indicator: str
    titel: str
    kind: Kind
    zin: str
    nadruk: tuple[str, ...]
    toelichting: str
    gebieden: tuple[str, ...]
    is_fictief: bool
    effect: float


@dataclass(frozen=True, slots=True)
class _Test:
    figure: Figure
    kind: Kind
    p: float
    before: float | None
    after: float
    van: str
    tot: str
    effect: float
    size: float
    is_fictief: bool
    up: bool

    @property
    def group(self) -> tuple[str, str, Kind, bool]:
        return (self.figure.indicator, self.figure.niveau, self.kind, self.up)


def noteworthy(
    figures: Iterable[Figure], catalogue: Catalogue, history: History | None = None
) -> list[Noteworthy]:
    """Return what stands out in the figures of a page: real ones first, then by size of effect.

    Args:
        figures: one figure per indicator and area; the page's family.
        catalogue: for the words of each indicator.
        history: years of each figure, so that a trend can tell from where it came.
    """
    tests = [t for f in figures for t in _tests(f, catalogue[f.indicator], history or {})]
    family = [t for t in tests if t.size >= MINIMUM]
    if not family:
        return []
    adjusted = _adjust([t.p for t in family])
    kept = [t for t, q in zip(family, adjusted, strict=True) if q <= RATE]
    areas: dict[tuple[str, str], set[str]] = {}
    for test in tests:
        key = (test.figure.indicator, test.figure.niveau)
        areas.setdefault(key, set()).add(test.figure.gebied_code)
    groups: dict[tuple[str, str, Kind, bool], list[_Test]] = {}
    for test in kept:
        groups.setdefault(test.group, []).append(test)
    found = [
        _describe(sorted(group, key=lambda t: -t.effect), catalogue[key[0]], len(areas[key[:2]]))
        for key, group in groups.items()
    ]
    return sorted(found, key=lambda n: (n.is_fictief, -n.effect, n.indicator))


def described(
    figure: Figure, indicator: Indicator, history: History | None = None
) -> list[Noteworthy]:
    """Return every test of one figure in words, where it counts enough cases.

    Whether a difference is more than chance is for the caller: the published words say so.
    """
    found = [t for t in _tests(figure, indicator, history or {}) if t.size >= MINIMUM]
    return [_describe([t], indicator, 1) for t in found]


def published(
    figures: Iterable[Figure], catalogue: Catalogue, history: History | None = None
) -> list[Noteworthy]:
    """Return in words every difference, change and trend that the published words call one.

    That is less strict than ``noteworthy``: each figure is judged by itself.
    """
    return [
        test
        for figure in figures
        for test in described(figure, catalogue[figure.indicator], history)
        if _word(figure, test.kind) in _CLEAR
    ]


_CLEAR: Final = (terms.HOGER, terms.LAGER, terms.STIJGEND, terms.DALEND)


def _word(figure: Figure, kind: Kind) -> str | None:
    """Return the published word of one kind of test."""
    if kind == "trend":
        return figure.trend_woord
    if kind == "verandering":
        return figure.verandering_woord
    return getattr(figure, f"{AGAINST[figure.niveau]}_woord")


def _adjust(ps: Sequence[float]) -> list[float]:
    """Return p-values adjusted for their number, by Benjamini and Hochberg.

    Written out: the part of scipy that has it takes longer to start than a report to make.
    """
    order = sorted(range(len(ps)), key=ps.__getitem__)
    found, smallest = [1.0] * len(ps), 1.0
    for rank in range(len(ps), 0, -1):
        at = order[rank - 1]
        smallest = min(smallest, ps[at] * (len(ps) / rank))
        found[at] = smallest
    return found


def _tests(figure: Figure, indicator: Indicator, history: History) -> Iterable[_Test]:
    if not wording.has_value(figure) or figure.waarde is None:
        return
    yield from _comparison(figure, indicator)
    yield from _change(figure, indicator)
    yield from _trend(figure, indicator, history)


def _comparison(figure: Figure, indicator: Indicator) -> Iterable[_Test]:
    level = AGAINST.get(figure.niveau)
    if level is None:
        return
    p, rest = getattr(figure, f"{level}_p"), wording.benchmark_value(figure, level)
    if p is None or rest is None or figure.waarde is None:
        return
    expected = rest * figure.noemer / indicator.per if figure.noemer else 0.0
    yield _Test(
        figure=figure,
        kind="vergelijking",
        p=p,
        before=rest,
        after=figure.waarde,
        van="",
        tot="",
        effect=_effect(rest, figure.waarde),
        size=_size(figure, indicator, expected),
        is_fictief=figure.is_fictief or bool(getattr(figure, f"{level}_is_fictief")),
        up=figure.waarde > rest,
    )


def _change(figure: Figure, indicator: Indicator) -> Iterable[_Test]:
    before = figure.vorige_waarde
    if figure.verandering_p is None or before is None or figure.waarde is None:
        return
    yield _Test(
        figure=figure,
        kind="verandering",
        p=figure.verandering_p,
        before=before,
        after=figure.waarde,
        van=figure.vorige_periode or "",
        tot=figure.periode,
        effect=_effect(before, figure.waarde),
        size=_size(figure, indicator, figure.vorige_teller or 0.0),
        is_fictief=figure.is_fictief or figure.verandering_is_fictief,
        up=figure.waarde > before,
    )


def _trend(figure: Figure, indicator: Indicator, history: History) -> Iterable[_Test]:
    if figure.trend_p is None or figure.trend_woord is None or figure.waarde is None:
        return
    years = {f.jaar: f for f in history.get((figure.indicator, figure.gebied_code), ())}
    first, last = years.get(figure.trend_van or 0), years.get(figure.trend_tot or 0)
    start = first.waarde if first else None
    after = last.waarde if last and last.waarde is not None else figure.waarde
    yield _Test(
        figure=figure,
        kind="trend",
        p=figure.trend_p,
        before=start,
        after=after,
        van=str(figure.trend_van),
        tot=str(figure.trend_tot),
        effect=_effect(start, after) if start is not None else 0.0,
        size=_size(figure, indicator, (figure.pool_teller or 0.0) / 3),
        is_fictief=figure.is_fictief or figure.trend_is_fictief,
        up=figure.trend_woord == terms.STIJGEND,
    )


def _effect(before: float, after: float) -> float:
    """Return the size of a difference as a log ratio; half a step keeps zero finite."""
    step = 0.5 * max(before, after, 1e-9) / 10
    return abs(math.log((after + step) / (before + step)))


def _size(figure: Figure, indicator: Indicator, other: float) -> float:
    if indicator.soort not in ("telling", "aandeel"):
        return math.inf
    return max(figure.teller or 0.0, other)


def _describe(group: Sequence[_Test], indicator: Indicator, tested: int) -> Noteworthy:
    write = {"vergelijking": _compare_text, "verandering": _change_text, "trend": _trend_text}
    first = group[0]
    text, names = write[first.kind](group, indicator, tested)
    return Noteworthy(
        indicator=indicator.slug,
        titel=indicator.titel,
        kind=first.kind,
        zin=f"Bij {wording.named(indicator)} {text}",
        nadruk=tuple(names),
        toelichting=_explain(group, indicator, tested),
        gebieden=tuple(t.figure.gebied_code for t in group),
        is_fictief=any(t.is_fictief for t in group),
        effect=first.effect,
    )


def _names(group: Sequence[_Test]) -> list[str]:
    return [wording.place(t.figure.niveau, t.figure.gebied) for t in group]


def _values(test: _Test, indicator: Indicator) -> tuple[str, str]:
    places = wording.decimals(indicator, (test.before, test.after))
    before = wording.number_text(indicator, test.before, places)
    return before, wording.number_text(indicator, test.after, places)


def _compare_text(
    group: Sequence[_Test], indicator: Indicator, tested: int
) -> tuple[str, list[str]]:
    first, names = group[0], _names(group)
    word = terms.HOGER if first.up else terms.LAGER
    where = {"eenheid": "de eenheid", "nederland": "Nederland"}[AGAINST[first.figure.niveau]]
    # A sample is set beside the whole benchmark.
    is_rest = getattr(first.figure, f"{AGAINST[first.figure.niveau]}_rest") is not None
    than = f"{word} dan {'de rest van ' if is_rest else ''}{where}"
    before, after = _values(first, indicator)
    if len(group) == 1:
        only = "alleen " if tested > 1 else ""
        return f"is {only}{names[0]} {than}: {after} tegen {before}.", names
    if len(group) <= 3:
        shown = [f"{n} ({_values(t, indicator)[1]})" for n, t in zip(names, group, strict=True)]
        return f"zijn {wording.join_words(shown)} {than}.", names
    kind = _PLURAL[first.figure.niveau]
    most = wording.join_words(names[:3])
    return f"zijn {len(group)} {kind} {than}, {most} het meest.", names[:3]


def _change_text(
    group: Sequence[_Test], indicator: Indicator, tested: int
) -> tuple[str, list[str]]:
    verb = "steeg" if group[0].up else "daalde"
    return _moved(group, indicator, f"{verb} het cijfer in", tested)


def _trend_text(group: Sequence[_Test], indicator: Indicator, tested: int) -> tuple[str, list[str]]:
    word = "stijgende" if group[0].up else "dalende"
    return _moved(group, indicator, f"is er een {word} trend in", tested)


def _moved(
    group: Sequence[_Test], indicator: Indicator, start: str, tested: int
) -> tuple[str, list[str]]:
    first, names = group[0], _names(group)
    before, after = _values(first, indicator)
    years = f"van {before} in {first.van} naar {after} in {first.tot}"
    if first.before is None:
        years = f"{first.van}–{first.tot}, nu {after}"
    if len(group) == 1:
        only = "alleen " if tested > 1 else ""
        verb, _, preposition = start.rpartition(" ")
        return f"{verb} {only}{preposition} {names[0]}: {years}.", names
    kind = _PLURAL[first.figure.niveau]
    return f"{start} {len(group)} {kind}, het meest in {names[0]}: {years}.", names[:1]


def _explain(group: Sequence[_Test], indicator: Indicator, tested: int) -> str:
    first, names = group[0], _names(group)
    shown = 1 if first.kind != "vergelijking" else 3
    parts: list[str] = []
    if len(group) > max(1, shown):
        parts.append(f"Ook: {wording.join_words(names[shown:])}.")
    others = tested - len(group)
    if first.kind == "vergelijking" and others > 0 and len(group) <= 3:
        which = f"{others} andere {_PLURAL[first.figure.niveau]}" if others > 1 else "de andere"
        parts.append(f"Bij {which} is het verschil te klein voor deze strenge toets.")
    parts.append(wording.caveat(indicator))
    if first.figure.is_voorlopig:
        parts.append(f"{first.figure.jaar} is voorlopig.")
    return " ".join(filter(None, parts))
