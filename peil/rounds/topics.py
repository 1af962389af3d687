"""Which figures a visit talks about, and in which words.

What changed or differs by more than chance comes first, real before fictief; with too few of those
the key figures of the catalogue fill up. Words follow the type of the indicator: registrations
follow what the police look for, an inspanning is never worded as risk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from peil import terms, wording
from peil.catalogue import Catalogue, Indicator
from peil.figure import Figure
from peil.noteworthy import Noteworthy
from peil.numbers import format_count
from peil.periods import parse_period

MOST: Final = 4
LEAST: Final = 3
#: A change is told before a comparison: the visit is about what happened since the last one.
_ORDER: Final = ("trend", "verandering", "vergelijking")


@dataclass(frozen=True, slots=True)
class Topic:
    """One figure to talk about and what stands out in it; nothing does in a key figure."""

    indicator: str
    found: tuple[Noteworthy, ...] = ()

    @property
    def first(self) -> Noteworthy | None:
        """Return the finding that gives the topic its title."""
        return min(self.found, key=lambda n: _ORDER.index(n.kind), default=None)


def choose(found: Sequence[Noteworthy], catalogue: Catalogue, most: int = MOST) -> list[Topic]:
    """Return the topics in the order in which they are talked about.

    Real findings come before fictitious ones, and of one theme no more than two; a finding that
    is given twice counts once.
    """
    by_indicator: dict[str, list[Noteworthy]] = {}
    for item in sorted(found, key=lambda n: n.is_fictief):
        known = by_indicator.setdefault(item.indicator, [])
        if item.kind not in {n.kind for n in known}:
            known.append(item)
    chosen: list[Topic] = []
    per_theme: dict[str, int] = {}
    for slug, items in by_indicator.items():
        theme = catalogue[slug].thema
        if len(chosen) < most and per_theme.get(theme, 0) < 2:
            chosen.append(Topic(slug, tuple(items)))
            per_theme[theme] = per_theme.get(theme, 0) + 1
    known = {topic.indicator for topic in chosen}
    keys = [Topic(i.slug) for i in catalogue if i.kop and i.slug not in known]
    return [*chosen, *keys[: max(LEAST - len(chosen), 0)]]


def direction(topic: Topic, figure: Figure) -> str:
    """Return ``meer``, ``minder``, or nothing when there is no difference to tell."""
    first = topic.first
    if first is None:
        return {terms.HOGER: "meer", terms.LAGER: "minder"}.get(figure.eenheid_woord or "", "")
    if first.kind == "trend":
        return "meer" if figure.trend_woord == terms.STIJGEND else "minder"
    if first.kind == "verandering":
        before, after = figure.vorige_waarde or 0.0, figure.waarde or 0.0
        return "meer" if after > before else "minder"
    rest = wording.benchmark_value(figure, "eenheid") or 0.0
    return "meer" if (figure.waarde or 0.0) > rest else "minder"


def is_registered(indicator: Indicator) -> bool:
    """Return whether the figure counts what the police put on record."""
    return indicator.type == "inspanning" and indicator.telwoord == "registraties"


def title(topic: Topic, figure: Figure, indicator: Indicator) -> str:
    """Return the finding as a title: ``De politie registreert meer drugshandel``."""
    if not wording.has_value(figure):
        return f"{indicator.titel}: nog geen cijfer"
    more, elsewhere = direction(topic, figure), _is_elsewhere(topic)
    if not more:
        return _quiet_title(figure, indicator)
    if indicator.soort != "telling":
        word = "hoger" if more == "meer" else "lager"
        moved = "stijgend" if more == "meer" else "dalend"
        return f"{indicator.titel}: {f'{word} dan elders' if elsewhere else moved}"
    named = wording.named(indicator)
    if is_registered(indicator):
        here = "hier " if elsewhere else ""
        return f"De politie registreert {here}{more} {named}"
    return f"{wording.upper_first(more)} {named}{' dan elders' if elsewhere else ''}"


def _quiet_title(figure: Figure, indicator: Indicator) -> str:
    if figure.eenheid_woord == terms.VERGELIJKBAAR:
        return f"{indicator.titel}: vergelijkbaar met elders"
    return f"{indicator.titel}: geen opvallende verandering"


def _is_elsewhere(topic: Topic) -> bool:
    """Return whether the topic compares with elsewhere, and not with earlier."""
    return topic.first is None or topic.first.kind == "vergelijking"


def numbers(topic: Topic, figure: Figure, series: Sequence[Figure], indicator: Indicator) -> str:
    """Return the title's numbers as one or two sentences, with the newest count strong (HTML)."""
    if not wording.has_value(figure):
        return ""
    years = {f.jaar: f for f in series if wording.has_value(f)}
    start = years.get(_since(topic, figure))
    period = parse_period(figure.periode).label
    is_count = indicator.soort == "telling" and figure.teller is not None
    if is_count and start is not None and start.teller is not None:
        return (
            f"Van {format_count(start.teller)} {escape(indicator.telwoord)} in {start.jaar} naar "
            f"<b>{format_count(figure.teller)} in {period}</b>.{_per(figure, indicator)}"
        )
    beside = start.waarde if start else wording.benchmark_value(figure, "eenheid")
    places = wording.decimals(indicator, (figure.waarde, beside))
    value = wording.number_text(indicator, figure.waarde, places)
    unit = escape(wording.after_value(indicator))
    if start is not None:
        before = wording.number_text(indicator, start.waarde, places)
        return f"Van {before} in {start.jaar} naar <b>{value} in {period}</b>{unit}."
    rest = wording.benchmark_value(figure, "eenheid")
    other = wording.number_text(indicator, rest, places)
    tail = "" if rest is None else f" Elders in de eenheid is dat {other}."
    count = escape(wording.count_text(figure, indicator))
    if indicator.soort == "telling" and count:
        return f"<b>{count}</b> in {period}, {value}{unit}.{tail}"
    return f"<b>{value}</b>{unit} in {period}.{tail}"


def _since(topic: Topic, figure: Figure) -> int:
    if topic.first is not None and topic.first.kind == "trend":
        return figure.trend_van or 0
    if _is_elsewhere(topic):
        return 0
    return parse_period(figure.vorige_periode).jaar if figure.vorige_periode else 0


def _per(figure: Figure, indicator: Indicator) -> str:
    if indicator.noemer == "geen":
        return ""
    value = wording.value_text(figure, indicator)
    return f" Dat is {value}{escape(wording.after_value(indicator))}."


_QUESTIONS: Final[Mapping[tuple[str, str], str]] = {
    ("probleem", "meer"): "Wat ziet u hiervan, en wie kan er iets aan doen?",
    ("probleem", "minder"): "Is dit echt minder, of zien we het minder?",
    ("probleem", ""): "Herkent u dit beeld?",
    ("inspanning", "meer"): "Was dit een keuze? Wat leverde de inzet op?",
    ("inspanning", "minder"): "Was dit een keuze? Wat betekent het voor de aanpak?",
    ("inspanning", ""): "Is dit de inzet die u wilt?",
    ("resultaat", "meer"): "Wat werkte hier? Kan dat vaker?",
    ("resultaat", "minder"): "Hoe komt dit, en wat is er nodig?",
    ("resultaat", ""): "Bent u tevreden met dit resultaat?",
}


def question(topic: Topic, figure: Figure, indicator: Indicator) -> str:
    """Return a question to open the conversation, by type and direction."""
    if not wording.has_value(figure):
        return "Weet u hoe dit cijfer wel kan komen?"
    more = direction(topic, figure)
    if is_registered(indicator) and more:
        kind = wording.lower_first(indicator.titel)
        if more == "meer":
            return f"Komt dit door meer {kind}, of door meer controle?"
        return f"Is er minder {kind}, of wordt er minder gecontroleerd?"
    return _QUESTIONS[indicator.type, more]
