"""The fictitious words: duiding that says it is an example, and questions about figures."""

from datetime import date, timedelta

from peil.areas import Area
from peil.catalogue import Thema
from peil.journal import Draft
from peil.records import Duiding, DuidingStatus, Vraag
from pipelines.demo.journal_draws import moment, pick, workday
from pipelines.demo.journal_recipes import Alineas, DuidingRecept, Vragen
from pipelines.demo.sampling import Stream
from pipelines.demo.world import World

_ORDER: tuple[DuidingStatus, ...] = ("concept", "ter controle", "vastgesteld")


def explained_drafts(world: World, recept: DuidingRecept) -> list[Draft]:
    """Return the duiding of every gemeente, district and eenheid, in versions."""
    drafts: list[Draft] = []
    places = [a for level in ("gemeente", "district", "eenheid") for a in world.areas.at(level)]
    first = min((a.code for a in world.areas.at("gemeente")), default="")
    for area in places:
        for jaar in recept.jaren:
            stream = Stream(world.settings.zaad, "duiding", area.code, jaar)
            for thema in [None, *_themes(world, recept, area, stream)]:
                reached = _reached(recept, jaar, stream)
                if area.code == first and thema is None:
                    reached = "vastgesteld"
                drafts += _versions(recept, area, thema, jaar, reached, stream)
    return drafts


def _themes(world: World, recept: DuidingRecept, area: Area, stream: Stream) -> list[Thema]:
    themes = [*world.catalogue.by_theme()]
    low, high = recept.themas
    wanted = low + stream.below(high - low + 1)
    return [themes[i] for i in sorted(stream.order(len(themes))[:wanted])]


def _reached(recept: DuidingRecept, jaar: int, stream: Stream) -> DuidingStatus:
    chance = stream.uniform()
    if jaar < max(recept.jaren) or chance >= recept.deel_concept + recept.deel_ter_controle:
        return "vastgesteld"
    return "concept" if chance < recept.deel_concept else "ter controle"


def _versions(
    recept: DuidingRecept,
    area: Area,
    thema: Thema | None,
    jaar: int,
    reached: DuidingStatus,
    stream: Stream,
) -> list[Draft]:
    text = _text(recept, recept.thema if thema else recept.geheel, area, thema, jaar, stream)
    is_low = area.niveau == "gemeente"
    answers = recept.reacties.gemeente if is_low else recept.reacties.hoger
    answer = pick(stream, answers)
    day = workday(date(jaar + 1, 2, 2) + timedelta(days=stream.below(40)))
    drafts: list[Draft] = []
    first = Duiding(gebied=area.code, thema=thema.slug if thema else "", jaar=jaar, tekst=text)
    for number, status in enumerate(_ORDER[: _ORDER.index(reached) + 1]):
        changed = {"status": status, "reactie": answer if number else ""}
        record = first.model_copy(update=changed)
        drafts.append(Draft(record, wanneer=moment(day, 13)))
        day = workday(day + timedelta(days=14 + stream.below(14)))
    return drafts


def _text(
    recept: DuidingRecept,
    from_these: Alineas,
    area: Area,
    thema: Thema | None,
    jaar: int,
    stream: Stream,
) -> str:
    title = thema.titel if thema else ""
    parts = [pick(stream, options) for options in from_these.alineas]
    filled = [part.format(gebied=area.naam, jaar=jaar, thema=title) for part in parts]
    return "\n\n".join([recept.begin, *filled])


def asked_drafts(world: World, recept: Vragen) -> list[Draft]:
    """Return the questions about indicators that the region has."""
    codes = sorted(area.code for area in world.areas.at("gemeente"))
    able = [v for v in recept.vraag if v.indicator in world.catalogue]
    drafts: list[Draft] = []
    for number, asked in enumerate(able if codes else [], 1):
        stream = Stream(world.settings.zaad, "vraag", asked.indicator, number)
        question = Vraag(
            gebied=pick(stream, codes),
            kenmerk=f"vraag-{number}",
            indicator=world.catalogue[asked.indicator].slug,
            periode=asked.periode,
            tekst=asked.tekst,
        )
        drafts.append(Draft(question, wanneer=moment(asked.op, 10)))
        if asked.status != "open":
            later = workday(asked.op + timedelta(days=3))
            changed = {"status": asked.status, "antwoord": asked.antwoord}
            drafts.append(Draft(question.model_copy(update=changed), wanneer=moment(later, 10)))
    return drafts
