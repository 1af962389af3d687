"""The fictitious afspraken: about what lacked at a visit, and what became of it a year later."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from peil.areas import Area
from peil.journal import Draft
from peil.records import Afspraak, AfspraakStatus
from pipelines.demo.journal_draws import moment, pick, workday
from pipelines.demo.journal_recipes import AfspraakRecept, Sjabloon
from pipelines.demo.journal_scores import Known
from pipelines.demo.journal_visits import Agenda
from pipelines.demo.sampling import Stream
from pipelines.demo.world import World

_A_YEAR: Final = 300
_NOT_IN_MARK: Final = re.compile(r"[^A-Za-z0-9-]")


@dataclass(frozen=True)
class _Subject:
    """What an afspraak is about: an item (and whether it was done a year later), or a figure."""

    text: Sjabloon
    item: str = ""
    indicator: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class _Round:
    """The afspraken of one gemeente from the visit of one year."""

    area: Area
    jaar: int
    on: date
    after: date
    """The day of the next visit."""
    stream: Stream
    is_newest: bool
    """Whether it is the last visit that is vastgesteld: some of it takes more than a year."""


def agreed_drafts(
    world: World, recept: AfspraakRecept, agenda: Agenda, known: Known
) -> list[Draft]:
    """Return the afspraken and aanbevelingen of all gemeenten, with what became of them."""
    years = sorted(agenda.recept.vastgestelde_jaren)
    drafts: list[Draft] = []
    for area in sorted(world.areas.at("gemeente"), key=lambda a: a.code):
        taken: set[str] = set()
        is_held = agenda.running[area.code] == "gehouden"
        for jaar in [*years, agenda.recept.lopend_jaar] if is_held else years:
            stream = Stream(world.settings.zaad, "afspraken", area.code, jaar)
            on, after = agenda.day(area.code, jaar), agenda.day(area.code, jaar + 1)
            here = _Round(area, jaar, on, after, stream, is_newest=jaar == years[-1])
            subjects = _subjects(world, recept, here, known, taken)
            taken |= {s.item or s.indicator for s in subjects}
            for number, subject in enumerate(subjects, 1):
                first = _first(recept, here, subject, number)
                drafts.append(Draft(first, wanneer=moment(on, 14)))
                if jaar < years[-1]:
                    drafts += _ended(recept, here, subject, first)
                elif jaar == years[-1]:
                    drafts += _running(recept, here, first, is_held=is_held)
    return drafts


def _subjects(
    world: World,
    recept: AfspraakRecept,
    here: _Round,
    known: Known,
    taken: set[str],
) -> list[_Subject]:
    """Choose items that lacked at the visit, an indicator, and something to recommend."""
    low, high = recept.van_jaar
    wanted = low + here.stream.below(high - low + 1)
    lacking = [s for s in _lacking(recept, here, known) if s.item not in taken]
    won = [s for s in lacking if s.is_done][: wanted - 2]
    others = [s for s in lacking if not s.is_done]
    chosen = [*won, *others[: max(1, low - 1 - len(won))]] if won else others[: wanted - 1]
    left = [s for s in lacking if s not in chosen and s.item in recept.aanbevelingen]
    advice = [_Subject(recept.aanbevelingen[s.item], item=s.item) for s in left[:1]]
    slugs = [s for s in recept.indicatoren if s in world.catalogue and s not in taken]
    about = [pick(here.stream, slugs)] if slugs else []
    figures = [_Subject(recept.indicatoren[slug], indicator=slug) for slug in about]
    return [*chosen, *figures, *advice]


def _lacking(recept: AfspraakRecept, here: _Round, known: Known) -> list[_Subject]:
    found: list[_Subject] = []
    for item, text in recept.items.items():
        said = known.get((here.area.code, item, here.jaar), "onbekend")
        later = known.get((here.area.code, item, here.jaar + 1), said)
        if said in ("ontbreekt", "in ontwikkeling"):
            found.append(_Subject(text, item=item, is_done=later == "uitgevoerd"))
    return [found[i] for i in here.stream.order(len(found))]


def _first(recept: AfspraakRecept, here: _Round, subject: _Subject, number: int) -> Afspraak:
    days = 150 + here.stream.below(180)
    is_soon = number == 1 or here.stream.uniform() < recept.deel_te_laat
    if here.is_newest and not is_soon:
        days += _A_YEAR
    return Afspraak(
        gebied=here.area.code,
        kenmerk=_NOT_IN_MARK.sub("-", f"{here.area.code}-{here.jaar}-{number}"),
        aard="aanbeveling" if subject.text in recept.aanbevelingen.values() else "afspraak",
        tekst=subject.text.tekst,
        bezoekjaar=here.jaar,
        item=subject.item,
        indicator=subject.indicator,
        eigenaar=subject.text.eigenaar,
        deadline=workday(here.on + timedelta(days=days)),
    )


def _change(before: Afspraak, **changes: object) -> Afspraak:
    return before.model_copy(update=changes)


def _end(
    recept: AfspraakRecept, before: Afspraak, status: AfspraakStatus, jaar: int, stream: Stream
) -> Afspraak:
    text = pick(stream, recept.resultaten[status])
    return _change(before, status=status, resultaat=text, resultaat_jaar=jaar)


def _ended(
    recept: AfspraakRecept, here: _Round, subject: _Subject, first: Afspraak
) -> Sequence[Draft]:
    """Return how an afspraak went on and what the next visit said of it."""
    stream, drafts = here.stream, list[Draft]()
    last, chance = first, stream.uniform()
    if chance < recept.deel_begonnen:
        last = _change(first, status="loopt")
        drafts.append(Draft(last, wanneer=moment(workday(here.on + timedelta(days=90)), 11)))
    chance = stream.uniform()
    status: AfspraakStatus = "vervallen" if chance < recept.deel_vervallen else "loopt"
    if subject.is_done or (not subject.item and chance >= recept.deel_vervallen):
        status = "klaar"
    ended = _end(recept, last, status, here.jaar + 1, stream)
    if status == "loopt":
        late = stream.uniform() < recept.deel_te_laat
        days = 150 + stream.below(180) + (0 if late else _A_YEAR)
        ended = _change(ended, deadline=workday(here.after + timedelta(days=days)))
    return [*drafts, Draft(ended, wanneer=moment(here.after, 12))]


def _running(
    recept: AfspraakRecept, here: _Round, first: Afspraak, *, is_held: bool
) -> Sequence[Draft]:
    """Return how far an afspraak of the last visit is; a visit already held says what became."""
    stream, drafts = here.stream, list[Draft]()
    begun = workday(here.on + timedelta(days=60 + stream.below(120)))
    last, chance = first, stream.uniform()
    if chance < recept.deel_begonnen:
        last = _change(first, status="loopt")
        drafts.append(Draft(last, wanneer=moment(begun, 11)))
    if is_held:
        status: AfspraakStatus = "klaar" if stream.uniform() < 0.5 else "loopt"
        ended = _end(recept, last, status, here.jaar + 1, stream)
        return [*drafts, Draft(ended, wanneer=moment(here.after, 12))]
    if stream.uniform() < recept.deel_al_klaar:
        done = _change(last, status="klaar", resultaat=pick(stream, recept.resultaten["klaar"]))
        drafts.append(Draft(done, wanneer=moment(workday(begun + timedelta(days=80)), 11)))
    return drafts
