"""The fictitious oordelen on the norm: a stand per gemeente and item that grows over the years."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from peil.areas import Area
from peil.journal import Draft
from peil.norm import NormItem, Norms, valid_until
from peil.records import BEOORDEELD, Oordeel, Score
from pipelines.demo.journal_answers import Answers
from pipelines.demo.journal_draws import moment, pick
from pipelines.demo.journal_recipes import ItemRecept, ScoreRecept
from pipelines.demo.journal_visits import Agenda
from pipelines.demo.sampling import Stream
from pipelines.demo.world import World

_WRITTEN_AFTER = timedelta(days=2)
_LACKING = ("ontbreekt", "in ontwikkeling")
_NEW_ITEM = 0.9
"""How far an item lies back in the year that its first possible date falls in…"""
_NEW_YEARS = 3
"""… and in how many years it makes up for that."""

Visits = Mapping[int, date]
Known = Mapping[tuple[str, str, int], Oordeel]
"""What was said of (gebied, item) at the visit of a year, also when it was said earlier."""


@dataclass(frozen=True)
class _Line:
    """One item of one gemeente through the years, with what chance gave it once.

    `place` says after how many others it is looked at, `unknown` whether anyone knows, `turn` in
    which years it comes up, `pace` how fast the gemeente goes.
    """

    area: Area
    item: NormItem
    recept: ItemRecept
    stream: Stream
    stand: float
    pace: float
    place: float
    unknown: float
    turn: int
    applies: bool


@dataclass(frozen=True)
class Scoring:
    """The oordelen of a region as drafts, and what was known of each item per year."""

    drafts: list[Draft]
    known: Known


def make_scores(world: World, norms: Norms, recept: ScoreRecept, agenda: Agenda) -> Scoring:
    """Return the oordelen of all gemeenten in all years of the recipe."""
    drafts: list[Draft] = []
    known: dict[tuple[str, str, int], Oordeel] = {}
    agreed = agenda.recept.vastgestelde_jaren
    for area in world.areas.at("gemeente"):
        visits = {jaar: agenda.day(area.code, jaar) for jaar in recept.jaren}
        for line in _lines(world, norms, recept, area):
            last: Score | None = None
            said = {s.peildatum: s for s in _scores(norms, recept, line, visits, agreed)}
            for jaar in [*visits, agenda.recept.lopend_jaar]:
                last = said.get(visits.get(jaar, date.max), last)
                if last:
                    known[area.code, line.item.id, jaar] = last.oordeel
            drafts += [Draft(s, wanneer=moment(d + _WRITTEN_AFTER)) for d, s in said.items()]
    return Scoring(drafts, known)


def _lines(world: World, norms: Norms, recept: ScoreRecept, area: Area) -> Iterator[_Line]:
    norm = norms.newest
    own = Stream(world.settings.zaad, "norm", area.code)
    reach = min(1.0, world.people(area.code, recept.jaren[0]) / recept.grootte_vol)
    nature = recept.spreiding_gemeente * own.normal() + recept.grootte * (reach - 0.4)
    pace = max(0.4, 1.0 + 0.25 * own.normal())
    for item in norm.item if norm else ():
        stream = Stream(world.settings.zaad, "norm", area.code, item.id)
        special = recept.items.get(item.id, ItemRecept())
        stand = recept.start + nature + recept.pijlers.get(item.pijler, 0.0) + special.niveau
        yield _Line(
            area=area,
            item=item,
            recept=special,
            stream=stream,
            stand=stand + recept.spreiding_item * stream.normal(),
            pace=pace,
            place=stream.uniform(),
            unknown=stream.uniform(),
            turn=stream.below(1_000),
            applies=_applies(world, norms, area, item, special, stream.uniform()),
        )


def _applies(
    world: World, norms: Norms, area: Area, item: NormItem, recept: ItemRecept, chance: float
) -> bool:
    if recept.alleen_met_streefnorm:
        district = world.areas.ancestors(area.code).get("district")
        code = district.code if district else ""
        return any(norm.streefnormen(item.id, code) for norm in norms.versions)
    return chance >= recept.niet_van_toepassing


def _scores(
    norms: Norms, recept: ScoreRecept, line: _Line, visits: Visits, agreed: Container[int]
) -> Iterator[Score]:
    """Return what is written about one item: when it is new, changed or looked at again."""
    answers = Answers(line.item, line.recept, line.stream)
    often = recept.opnieuw if line.recept.opnieuw is None else line.recept.opnieuw
    before: Oordeel | None = None
    for number, (jaar, day) in enumerate(visits.items()):
        stand, again = _stand(recept, line, number), line.stream.uniform()
        if (jaar + line.turn) % line.recept.om_de_jaren:
            continue
        oordeel = _say(recept, line, number, stand)
        if before in _LACKING and jaar - 1 in agreed and again > 1 - recept.na_afspraak:
            oordeel = "uitgevoerd"
        is_new = oordeel != before and not (before and oordeel == "onbekend")
        is_again = again < often and oordeel in BEOORDEELD
        if oordeel and (is_new or is_again):
            before = oordeel
            yield _write(norms, recept, line, answers, day, oordeel)


def _say(recept: ScoreRecept, line: _Line, number: int, stand: float) -> Oordeel | None:
    """Return what a visit would say of an item; nothing when nobody looked yet."""
    since = line.item.vanaf_datum
    if since and recept.jaren[number] <= since.year:
        return None
    if not line.applies:
        return "niet van toepassing"
    if line.unknown < recept.onbekend:
        return "onbekend"
    if line.place > recept.eerste_keer[number]:
        return "onbekend" if line.unknown < recept.onbekend_vooraf else None
    if stand > 0:
        return "uitgevoerd"
    return "in ontwikkeling" if stand > -recept.ontwikkeling else "ontbreekt"


def _stand(recept: ScoreRecept, line: _Line, number: int) -> float:
    """Return how far an item is in a year: above zero it is uitgevoerd."""
    stand = line.stand + recept.groei * line.pace * number + recept.ruis * line.stream.normal()
    if line.item.vanaf_datum:
        years = recept.jaren[number] - line.item.vanaf_datum.year
        stand -= _NEW_ITEM * max(0.0, 1 - years / _NEW_YEARS)
    is_back = line.stream.uniform() < recept.terugval
    return stand - recept.terugval_diepte if is_back else stand


def _write(
    norms: Norms,
    recept: ScoreRecept,
    line: _Line,
    answers: Answers,
    day: date,
    oordeel: Oordeel,
) -> Score:
    norm = norms.on(day)
    stream = line.stream
    proof = pick(stream, recept.bewijs).format(jaar=day.year, nummer=100 + stream.below(800))
    has_proof = oordeel in ("uitgevoerd", "in ontwikkeling")
    answer = answers.give(oordeel, day)
    return Score(
        gebied=line.area.code,
        item=line.item.id,
        normset=norm.set if norm else "",
        normversie=norm.versie if norm else "",
        oordeel=oordeel,
        antwoord=answer,
        peildatum=day,
        bewijs=proof if has_proof else "",
        beoordelaar=pick(stream, recept.beoordelaars),
        geldig_tot=valid_until(line.item, answer, day),
    )
