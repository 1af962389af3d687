"""The fictitious oordelen on the norm: a stand per gemeente and item that grows over the years."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from peil.areas import Area
from peil.journal import Draft
from peil.norm import NormItem, Norms, NormSet
from peil.records import Oordeel, Score
from pipelines.demo.journal_answers import Answers, lasts_until
from pipelines.demo.journal_draws import moment, pick
from pipelines.demo.journal_recipes import ItemRecept, ScoreRecept
from pipelines.demo.journal_visits import Agenda
from pipelines.demo.sampling import Stream
from pipelines.demo.world import World

_WRITTEN_AFTER = timedelta(days=2)
_NEW_ITEM = 0.9
"""How far an item lies back in the year that its first possible date falls in."""

Known = Mapping[tuple[str, str, int], Oordeel]
"""What was said of (gebied, item) at the visit of a year, also when it was said earlier."""


@dataclass(frozen=True)
class _Line:
    """One item of one gemeente through the years."""

    area: Area
    item: NormItem
    recept: ItemRecept
    stream: Stream
    stand: float
    pace: float


@dataclass(frozen=True)
class Scoring:
    """The oordelen of a region as drafts, and what was known of each item per year."""

    drafts: list[Draft]
    known: Known


def make_scores(world: World, norms: Norms, recept: ScoreRecept, agenda: Agenda) -> Scoring:
    """Return the oordelen of all gemeenten in all years of the recipe."""
    drafts: list[Draft] = []
    known: dict[tuple[str, str, int], Oordeel] = {}
    for area in world.areas.at("gemeente"):
        visits = {jaar: agenda.day(area.code, jaar) for jaar in recept.jaren}
        newest = norms.on(max(visits.values()))
        for line in _lines(world, newest, recept, area) if newest else ():
            newest_said: Score | None = None
            said = {s.peildatum: s for s in _scores(world, norms, recept, line, visits)}
            for jaar, day in visits.items():
                newest_said = said.get(day, newest_said)
                if newest_said:
                    known[area.code, line.item.id, jaar] = newest_said.oordeel
            drafts += [Draft(s, wanneer=moment(d + _WRITTEN_AFTER)) for d, s in said.items()]
    return Scoring(drafts, known)


def _lines(world: World, norm: NormSet, recept: ScoreRecept, area: Area) -> Iterator[_Line]:
    own = Stream(world.settings.zaad, "norm", area.code)
    reach = min(1.0, world.people(area.code, recept.jaren[0]) / recept.grootte_vol)
    nature = recept.spreiding_gemeente * own.normal() + recept.grootte * (reach - 0.4)
    pace = max(0.4, 1.0 + 0.25 * own.normal())
    for item in norm.item:
        stream = Stream(world.settings.zaad, "norm", area.code, item.id)
        special = recept.items.get(item.id, ItemRecept())
        stand = recept.start + nature + recept.pijlers.get(item.pijler, 0.0) + special.niveau
        stand += recept.spreiding_item * stream.normal()
        yield _Line(area, item, special, stream, stand, pace)


def _scores(
    world: World, norms: Norms, recept: ScoreRecept, line: _Line, visits: Mapping[int, date]
) -> Iterator[Score]:
    """Return what is written about one item: when it is new, changed or looked at again."""
    stream, item = line.stream, line.item
    place, unknown, turn = stream.uniform(), stream.uniform(), stream.below(1_000)
    applies = _applies(world, norms, line, stream.uniform())
    answers = Answers(item, line.recept, stream)
    before: Oordeel | None = None
    for number, (jaar, day) in enumerate(visits.items()):
        step, again, dip = stream.normal(), stream.uniform(), stream.uniform()
        if item.vanaf_datum and day < item.vanaf_datum:
            continue
        oordeel = _judge(recept, line, number, step, is_back=dip < recept.terugval)
        is_first = before is None
        if not applies:
            oordeel = "niet van toepassing"
        elif unknown < recept.onbekend:
            oordeel = "onbekend"
        elif place > recept.eerste_keer[number]:
            if unknown > recept.onbekend_vooraf or not is_first:
                continue
            oordeel = "onbekend"
        often = recept.opnieuw if line.recept.opnieuw is None else line.recept.opnieuw
        is_turn = (jaar + turn) % line.recept.om_de_jaren == 0
        repeats = again < often and oordeel not in ("onbekend", "niet van toepassing")
        if not is_turn or not (is_first or oordeel != before or repeats):
            continue
        before = oordeel
        yield _write(norms, recept, line, answers, day, oordeel)


def _applies(world: World, norms: Norms, line: _Line, chance: float) -> bool:
    district = world.areas.ancestors(line.area.code).get("district")
    if line.recept.alleen_met_streefnorm:
        code = district.code if district else ""
        return any(norm.streefnormen(line.item.id, code) for norm in norms.versions)
    return chance >= line.recept.niet_van_toepassing


def _judge(recept: ScoreRecept, line: _Line, number: int, step: float, *, is_back: bool) -> Oordeel:
    stand = line.stand + recept.groei * line.pace * number + recept.ruis * step
    if line.item.vanaf_datum:
        since = recept.jaren[number] - line.item.vanaf_datum.year
        stand -= max(0.0, _NEW_ITEM * (1 - since / 3))
    if is_back:
        stand -= recept.terugval_diepte
    if stand > 0:
        return "uitgevoerd"
    return "in ontwikkeling" if stand > -recept.ontwikkeling else "ontbreekt"


def _write(
    norms: Norms,
    recept: ScoreRecept,
    line: _Line,
    answers: Answers,
    day: date,
    oordeel: Oordeel,
) -> Score:
    norm = norms.on(day)
    stream = Stream("bewijs", line.area.code, line.item.id, day)
    proof = pick(stream, recept.bewijs).format(jaar=day.year, nummer=100 + stream.below(800))
    has_proof = oordeel in ("uitgevoerd", "in ontwikkeling")
    answer, on = answers.give(oordeel, day)
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
        geldig_tot=lasts_until(line.item, on or day) if has_proof else None,
    )
