"""The fictitious visits: two years that are vastgesteld, and the year that runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from peil.areas import Area
from peil.journal import Draft
from peil.records import BEZOEK_STATUSSEN, Bezoek, BezoekStatus
from pipelines.demo.journal_draws import day_between, moment, pick, workday
from pipelines.demo.journal_recipes import BezoekRecept
from pipelines.demo.sampling import Stream
from pipelines.demo.world import World


@dataclass(frozen=True)
class Agenda:
    """When every gemeente is visited, and how far the visit of the running year has come."""

    seed: str
    recept: BezoekRecept
    running: Mapping[str, BezoekStatus]

    def day(self, code: str, jaar: int) -> date:
        """Return the day of a visit; that of the running year may still change."""
        stream, recept = Stream(self.seed, "bezoek", code, jaar), self.recept
        if jaar != recept.lopend_jaar:
            first = date(jaar, recept.eerste_maand, recept.eerste_dag)
            return day_between(stream, first, first + timedelta(days=recept.dagen - 1))
        if self.running[code] == "gehouden":
            return day_between(stream, recept.gehouden_van, recept.gehouden_tot)
        return day_between(stream, recept.komend_van, recept.komend_tot)


def make_agenda(world: World, recept: BezoekRecept) -> Agenda:
    """Deal the statuses of the running year; the first gemeente is voorbereid."""
    codes = sorted(area.code for area in world.areas.at("gemeente"))
    stream = Stream(world.settings.zaad, "bezoeken", recept.lopend_jaar)
    rest = [codes[1:][i] for i in stream.order(len(codes) - 1)] if codes else []
    held = round(len(codes) * recept.deel_gehouden)
    planned = held + round(len(codes) * recept.deel_gepland)
    running: dict[str, BezoekStatus] = dict.fromkeys(codes, "voorbereid")
    running |= dict.fromkeys(rest[:held], "gehouden")
    running |= dict.fromkeys(rest[held:planned], "gepland")
    return Agenda(world.settings.zaad, recept, running)


def visit_drafts(world: World, agenda: Agenda) -> list[Draft]:
    """Return all versions of all visits, in order."""
    years = [*agenda.recept.vastgestelde_jaren, agenda.recept.lopend_jaar]
    return [
        draft
        for area in world.areas.at("gemeente")
        for jaar in years
        for draft in _versions(agenda, area, jaar)
    ]


def _versions(agenda: Agenda, area: Area, jaar: int) -> list[Draft]:
    """Return a visit step by step; what is not known yet at a step is not in it."""
    recept, day = agenda.recept, agenda.day(area.code, jaar)
    stream = Stream(agenda.seed, "bezoek", area.code, jaar, "woorden")
    with_whom, points = pick(stream, recept.deelnemers), pick(stream, recept.aandachtspunten)
    report = pick(stream, recept.verslagen)
    is_running = jaar == recept.lopend_jaar
    reached: BezoekStatus = agenda.running[area.code] if is_running else "vastgesteld"
    planned = workday(date(jaar, 5, 6) + timedelta(days=stream.below(40)))
    last = recept.gehouden_tot if is_running else day
    prepared = workday(min(day, last) - timedelta(days=12 + stream.below(12)))
    days = (planned, prepared, day, workday(day + timedelta(days=25 + stream.below(10))))
    drafts: list[Draft] = []
    for status, on in zip(BEZOEK_STATUSSEN, days, strict=True):
        step = BEZOEK_STATUSSEN.index(status)
        record = Bezoek(
            gebied=area.code,
            jaar=jaar,
            status=status,
            datum=day if step or stream.uniform() < 0.5 else None,
            deelnemers=with_whom if step else "",
            aandachtspunten=points if step else "",
            verslag=report if step > 1 else "",
        )
        drafts.append(Draft(record, wanneer=moment(on, 9 + 2 * step)))
        if status == reached:
            break
    return drafts
