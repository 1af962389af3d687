"""Fictitious counts: totals and breakdowns per area, adding up to what was published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from peil.areas import Area
from peil.catalogue import Indicator, Uitsplitsing
from peil.errors import PeilError
from pipelines.demo.allocation import allocate, allocate_fixed, allocate_within, deal
from pipelines.demo.recipes import Recept, Verdeling
from pipelines.demo.sampling import Stream, draw_count, draw_part
from pipelines.demo.world import World


@dataclass(frozen=True)
class Linked:
    """Counts of another indicator: per area, and per eenheid what belongs to no area."""

    areas: Mapping[str, int]
    beside: Mapping[str, int]


@dataclass(frozen=True)
class Table:
    """The counts of one indicator, eenheid and year.

    `totals` has one count per area of the lowest level, and a last one for the part that belongs
    to no such area (the regional table). `parts` has the same per `dimensie:waarde`.
    """

    eenheid: Area
    areas: Sequence[Area]
    totals: list[int]
    parts: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    @property
    def total(self) -> int:
        """The count of the whole eenheid."""
        return sum(self.totals)

    def share(self, code: str) -> dict[str, int]:
        """The counts per `dimensie:waarde` of one area, the total under an empty text."""
        at = [area.code for area in self.areas].index(code)
        return {"": self.totals[at]} | {name: row[at] for name, row in self.parts.items()}


def count_table(
    world: World,
    indicator: Indicator,
    eenheid: Area,
    jaar: int,
    linked: Linked | None = None,
) -> Table:
    """Draw the counts of one eenheid and year.

    `linked` gives the totals per area where they are those of another indicator.
    """
    recept = world.recipe(indicator)
    areas = world.below(eenheid, recept.niveau or indicator.laagste_niveau)
    stream = Stream(world.settings.zaad, indicator.slug, eenheid.code, jaar)
    if linked is None:
        totals = _totals(world, indicator, eenheid, areas, jaar, stream)
    elif recept.volgt:
        expected = [linked.areas.get(area.code, 0) * recept.basis for area in areas]
        totals = [*(draw_count(stream, mean, recept.ruis) for mean in expected), 0]
    else:
        totals = [linked.areas.get(area.code, 0) for area in areas]
        totals.append(linked.beside.get(eenheid.code, 0))
    table = Table(eenheid, areas, totals)
    fixed = {f.gebied: f.aandeel for f in recept.vaste_aandelen if f.jaar == jaar}
    rows = [fixed.get(area.code) for area in areas] + [None]
    shares = {v.dimensie: v for v in recept.verdelingen}
    for dimension in indicator.uitsplitsing:
        if dimension.dimensie in shares:
            known = world.published.parts(indicator.slug, eenheid.code, jaar, dimension.dimensie)
            usual = shares[dimension.dimensie]
            table.parts.update(_break_down(totals, dimension, usual, known, rows, stream))
    _take_together(table, recept.verdelingen)
    return table


def _take_together(table: Table, divisions: Sequence[Verdeling]) -> None:
    """Fill the values that are others taken together; never more than the total."""
    for division in divisions:
        for name, parts in division.samen.items():
            columns = [table.parts[part] for part in parts]
            sums = [sum(cells) for cells in zip(*columns, strict=True)]
            together = [min(n, total) for n, total in zip(sums, table.totals, strict=True)]
            table.parts[f"{division.dimensie}:{name}"] = together


def _totals(
    world: World,
    indicator: Indicator,
    eenheid: Area,
    areas: Sequence[Area],
    jaar: int,
    stream: Stream,
) -> list[int]:
    recept = world.recipe(indicator)
    weights = [world.expected(indicator, area, jaar) for area in areas]
    weights = [0.0 if stream.uniform() < recept.nulkans else w for w in weights]
    weights = _participants(world, recept, areas, weights, jaar)
    total = world.published.total(indicator.slug, eenheid.code, jaar)
    if total is None:
        at_least = _published_at_least(world, indicator, eenheid, jaar)
        if at_least is None:
            counts = [draw_count(stream, w, recept.ruis) for w in weights]
            if recept.deelnemers:
                counts = [max(1, n) if w else 0 for n, w in zip(counts, weights, strict=True)]
            return [*counts, _beside(counts, recept.boven)]
        total = at_least
    if not any(weights):
        weights = [float(world.people(area.code, jaar)) for area in areas]
    beside = int(total * recept.boven + 0.5)
    fixed = {f.gebied: f.aandeel for f in recept.vaste_aandelen if f.jaar == jaar}
    noisy = [w * max(0.3, 1.0 + 0.1 * stream.normal()) for w in weights]
    shares = [fixed.get(area.code) for area in areas]
    return [*allocate_fixed(total - beside, noisy, shares, stream), beside]


def _participants(
    world: World, recept: Recept, areas: Sequence[Area], weights: list[float], jaar: int
) -> list[float]:
    """Keep the weights of who takes part this year: the first so many of one fixed order."""
    if not recept.deelnemers:
        return weights
    seed = world.settings.zaad
    turn = {a.code: Stream(seed, recept.indicator, a.code, "deelname").uniform() for a in areas}
    joined = sorted(turn, key=lambda code: turn[code])[: recept.deelnemers.get(str(jaar), 0)]
    return [w if a.code in joined else 0.0 for a, w in zip(areas, weights, strict=True)]


def _published_at_least(world: World, indicator: Indicator, eenheid: Area, jaar: int) -> int | None:
    """The sum of the published parts where the total itself was not published."""
    sums = [
        sum(known.values())
        for dimension in indicator.uitsplitsing
        if dimension.telt_op is not False
        and (known := world.published.parts(indicator.slug, eenheid.code, jaar, dimension.dimensie))
    ]
    return max(sums, default=None)


def _beside(counts: Sequence[int], share: float) -> int:
    return int(sum(counts) * share / (1.0 - share) + 0.5)


def _break_down(
    totals: Sequence[int],
    dimension: Uitsplitsing,
    shares: Verdeling,
    known: Mapping[str, int],
    fixed: Sequence[float | None],
    stream: Stream,
) -> dict[str, list[int]]:
    names = [waarde.code for waarde in dimension.waarden]
    usual = [shares.aandelen.get(name, 0.0) for name in names]
    if dimension.telt_op is False and not shares.sluit:
        columns = {
            name: _apart(totals, share, known.get(name), stream)
            for name, share in zip(names, usual, strict=True)
        }
    elif known:
        columns = _joint(totals, names, usual, known, fixed, stream, dimension)
    else:
        rest = _rest(usual, dimension)
        rows = [allocate(t, [*usual, rest], stream) for t in totals]
        columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    return {f"{dimension.dimensie}:{name}": column for name, column in columns.items()}


def _apart(totals: Sequence[int], share: float, known: int | None, stream: Stream) -> list[int]:
    """A value that stands on its own: at most the total, and not adding up with the others."""
    if known is None:
        return [draw_part(stream, total, share) for total in totals]
    return allocate_within(known, [float(t) for t in totals], totals, stream)


def _joint(
    totals: Sequence[int],
    names: Sequence[str],
    usual: Sequence[float],
    known: Mapping[str, int],
    fixed: Sequence[float | None],
    stream: Stream,
    dimension: Uitsplitsing,
) -> dict[str, list[int]]:
    """Values that add up (with a rest): both the areas and the published values close."""
    left = sum(totals) - sum(known.values())
    if left < 0:
        raise PeilError(
            f"De gepubliceerde delen van '{dimension.dimensie}' zijn samen meer dan het totaal "
            f"{sum(totals)}. Kijk de regels in data/gepubliceerd na."
        )
    open_shares = [0.0 if n in known else s for n, s in zip(names, usual, strict=True)]
    rest = _rest(usual, dimension)
    if not any([*open_shares, rest]):
        rest = 1.0 if left else 0.0
    spread = allocate(left, [*open_shares, rest], stream) if left else [0] * (len(names) + 1)
    columns = [known.get(n, part) for n, part in zip(names, spread[:-1], strict=True)]
    table = _deal_with_shares(totals, [*columns, spread[-1]], fixed, stream)
    return {name: [row[at] for row in table] for at, name in enumerate(names)}


def _deal_with_shares(
    totals: Sequence[int],
    columns: Sequence[int],
    fixed: Sequence[float | None],
    stream: Stream,
) -> list[list[int]]:
    """Deal, where a row with a known share has that share of every column, if that closes."""
    rows: dict[int, list[int]] = {}
    for at, share in enumerate(fixed):
        if share is not None:
            row = [int(column * share + 0.5) for column in columns]
            if sum(row) == totals[at]:
                rows[at] = row
    left = [n - sum(row[c] for row in rows.values()) for c, n in enumerate(columns)]
    dealt = deal([0 if at in rows else n for at, n in enumerate(totals)], left, stream)
    return [rows.get(at, row) for at, row in enumerate(dealt)]


def _rest(usual: Sequence[float], dimension: Uitsplitsing) -> float:
    """The share that no value has; none where the values add up to the whole."""
    used = 0.0
    for share in usual:
        used += share
    return max(0.0, 1.0 - used) if dimension.telt_op == "met_rest" or not used else 0.0
