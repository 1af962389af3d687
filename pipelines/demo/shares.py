"""Fictitious shares, sample percentages and amounts: what is not a plain count."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from peil.areas import Area
from peil.catalogue import Indicator
from peil.terms import ONTBREEKT
from pipelines.demo.allocation import allocate
from pipelines.demo.deliveries import Row
from pipelines.demo.recipes import Recept
from pipelines.demo.sampling import Stream, draw_count, draw_factor, draw_part
from pipelines.demo.world import World

_WIDTH = 1.96
_SUM_OF_PARTS = "Som van de gepubliceerde delen; het totaal zelf is niet gepubliceerd."
_TOO_FEW = "Te weinig ondervraagden in dit gebied."


def share_row(
    world: World, indicator: Indicator, area: Area, jaar: int, whole: int | None = None
) -> Row:
    """A share with its delivered noemer; `whole` is the noemer where another indicator gives it."""
    recept = world.recipe(indicator)
    stream = Stream(world.settings.zaad, indicator.slug, area.code, jaar, "aandeel")
    if whole is None:
        whole = _whole(world, recept, area, stream, jaar)
    part = draw_part(stream, whole, _proportion(world, indicator, area, jaar))
    return Row(indicator.slug, area.code, str(jaar), float(part), noemer=float(whole))


def share_rows(world: World, indicator: Indicator, area: Area, jaar: int) -> list[Row]:
    """A share with a breakdown: the noemer falls apart too (objects per type), or only the
    teller does and every value has the whole noemer (branches of all vestigingen)."""
    recept = world.recipe(indicator)
    stream = Stream(world.settings.zaad, indicator.slug, area.code, jaar, "delen")
    usual = _proportion(world, indicator, area, jaar)
    whole = _whole(world, recept, area, stream, jaar)
    rows: list[Row] = []
    for division in recept.verdelingen:
        if division.noemer_aandelen:
            wholes = allocate(whole, [*division.noemer_aandelen.values()], stream)
            levels = [min(0.97, usual * level) for level in division.aandelen.values()]
            parts = [draw_part(stream, n, p) for n, p in zip(wholes, levels, strict=True)]
        else:
            parts = allocate(draw_part(stream, whole, usual), [*division.aandelen.values()], stream)
            wholes = [whole] * len(parts)
        if not rows:
            rows.append(_share(indicator, area, jaar, "", sum(parts), whole))
        rows += [
            _share(indicator, area, jaar, f"{division.dimensie}:{name}", part, n)
            for name, part, n in zip(division.aandelen, parts, wholes, strict=True)
        ]
    return rows


def _share(
    indicator: Indicator, area: Area, jaar: int, uitsplitsing: str, part: int, whole: int
) -> Row:
    row = Row(indicator.slug, area.code, str(jaar), float(part), uitsplitsing)
    return replace(row, noemer=float(whole))


def national_count(world: World, indicator: Indicator, jaar: int) -> Iterator[Row]:
    """The count of Nederland, at the level that the recipe gives."""
    for area in world.areas.at("nederland"):
        stream = Stream(world.settings.zaad, indicator.slug, area.code, jaar)
        count = draw_count(stream, world.expected(indicator, area, jaar), 2.0)
        row = Row(indicator.slug, area.code, str(jaar), float(count))
        is_over = indicator.noemer == "geleverd"
        yield count_with_noemer(world, row, area, jaar) if is_over else row


def count_with_noemer(world: World, row: Row, area: Area, jaar: int) -> Row:
    """The same count with a delivered noemer beside it (youngsters of that age)."""
    indicator = world.catalogue[row.indicator]
    recept = world.recipe(indicator)
    stream = Stream(world.settings.zaad, indicator.slug, area.code, jaar, "noemer")
    whole = _whole(world, recept, area, stream, jaar)
    dimensie, _, waarde = row.uitsplitsing.partition(":")
    for division in recept.verdelingen:
        if division.dimensie == dimensie and division.noemer_aandelen:
            parts = allocate(whole, [*division.noemer_aandelen.values()], stream)
            whole = dict(zip(division.noemer_aandelen, parts, strict=True))[waarde]
    return replace(row, noemer=max(float(whole), row.waarde or 0.0))


def sample_row(world: World, indicator: Indicator, area: Area, jaar: int) -> Row:
    """A percentage of a sample with the margins that the maker of the sample gives (95 %)."""
    recept = world.recipe(indicator)
    asked = _asked(world, recept, area, jaar)
    if not asked:
        return Row(
            indicator.slug, area.code, str(jaar), None, status=ONTBREEKT, toelichting=_TOO_FEW
        )
    share = _proportion(world, indicator, area, jaar)
    half = _WIDTH * math.sqrt(share * (1.0 - share) / asked)
    low, high = max(0.0, share - half), min(1.0, share + half)
    value, low, high = (round(100.0 * x, 1) for x in (share, low, high))
    return Row(indicator.slug, area.code, str(jaar), value, marge_laag=low, marge_hoog=high)


def amount_rows(
    world: World, indicator: Indicator, area: Area, jaar: int, known: Mapping[str, float]
) -> list[Row]:
    """Amounts in euro, closing on the `known` (published) parts where there are any."""
    recept = world.recipe(indicator)
    stream = Stream(world.settings.zaad, indicator.slug, area.code, jaar, "bedrag")
    swing = draw_factor(stream, recept.schommeling, lowest=0.3)
    drawn = _rounded(recept, world.expected(indicator, area, jaar) * swing)
    parts = {name: value for name, value in known.items() if name}
    if parts and "" not in known:
        return [_amount(indicator, area, jaar, math.fsum(parts.values()), "", _SUM_OF_PARTS)]
    total = known.get("", drawn)
    rows = [_amount(indicator, area, jaar, total)]
    for division in recept.verdelingen:
        if not parts:
            amounts = allocate(round(total), [*division.aandelen.values()], stream)
            rows += [
                _amount(indicator, area, jaar, amount, f"{division.dimensie}:{name}")
                for name, amount in zip(division.aandelen, amounts, strict=True)
            ]
    return rows


def _amount(
    indicator: Indicator, area: Area, jaar: int, value: float, name: str = "", why: str = ""
) -> Row:
    return Row(indicator.slug, area.code, str(jaar), float(value), name, toelichting=why)


def _rounded(recept: Recept, value: float) -> float:
    return float(math.floor(value / recept.eenheidsbedrag + 0.5) * recept.eenheidsbedrag)


def _proportion(world: World, indicator: Indicator, area: Area, jaar: int) -> float:
    recept = world.recipe(indicator)
    return min(0.97, max(0.001, recept.aandeel * world.factor(indicator, area, jaar)))


def _whole(world: World, recept: Recept, area: Area, stream: Stream, jaar: int) -> int:
    return draw_count(stream, world.people(area.code, jaar) * recept.noemer_per_inwoner)


def _asked(world: World, recept: Recept, area: Area, jaar: int) -> int:
    """How many people answered; none in an area with fewer inhabitants than the recipe asks."""
    if world.people(area.code, jaar) < recept.vanaf_inwoners:
        return 0
    return recept.steekproef * {"gemeente": 1, "district": 2, "eenheid": 6}.get(area.niveau, 60)
