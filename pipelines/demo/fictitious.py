"""The fictitious leveringen: everything in the catalogue that is not public, by bron."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from peil.areas import Area
from peil.catalogue import Indicator
from peil.errors import PeilError
from peil.terms import CIJFER, NIVEAUS, Niveau
from pipelines.demo.counts import Linked, Table, count_table
from pipelines.demo.deliveries import Delivery, Row
from pipelines.demo.recipes import GelijkAan, Recept
from pipelines.demo.shares import (
    amount_rows,
    count_with_noemer,
    national_count,
    sample_row,
    share_row,
    share_rows,
)
from pipelines.demo.world import World

Tables = dict[tuple[str, int], list[Table]]
Progress = Callable[[str], None]


def fictitious_deliveries(
    world: World, real: set[str], progress: Progress | None = None
) -> list[Delivery]:
    """One levering per bron with everything that is not delivered for real (`real`: slugs)."""
    by_bron: dict[str, list[Row]] = {}
    tables: Tables = {}
    for indicator in _in_order(world):
        if indicator.slug in real or _is_left_out(world, indicator):
            continue
        if progress:
            progress(f"Fictieve cijfers maken: {indicator.titel}")
        rows = [
            row
            for jaar in _years(world, indicator)
            for row in _indicator_year(world, indicator, jaar, tables)
        ]
        by_bron.setdefault(indicator.bron, []).extend(_with_marks(world, indicator, rows))
    span = f"{world.settings.eerste_jaar}-{world.settings.laatste_jaar}"
    return [
        Delivery(f"fictief-{bron}-{span}.csv", bron, True, world.settings.geladen_op, rows)
        for bron, rows in sorted(by_bron.items())
        if rows
    ]


def _is_left_out(world: World, indicator: Indicator) -> bool:
    """Whether a recipe says so, or publication counts the figure from the journal itself."""
    bron = world.catalogue.bronnen[indicator.bron]
    return bron.soort == "norm" or world.recipe(indicator).overslaan


def _in_order(world: World) -> list[Indicator]:
    """Indicators such that one that copies another comes after it."""
    ready: dict[str, Indicator] = {}
    waiting = list(world.catalogue)
    while waiting:
        able = [i for i in waiting if all(link in ready for link in _links(world, i))]
        if not able:
            names = ", ".join(i.slug for i in waiting)
            raise PeilError(f"De recepten in data/demo wijzen naar elkaar: {names}.")
        ready |= {i.slug: i for i in able}
        waiting = [i for i in waiting if i.slug not in ready]
    return list(ready.values())


def _links(world: World, indicator: Indicator) -> list[str]:
    recept = world.recipe(indicator)
    links = (recept.gelijk_aan, recept.noemer_gelijk_aan, recept.volgt)
    return [world.catalogue[link.indicator].slug for link in links if link]


def _years(world: World, indicator: Indicator) -> Sequence[int]:
    return world.recipe(indicator).jaren or world.years


def _indicator_year(world: World, indicator: Indicator, jaar: int, tables: Tables) -> Iterator[Row]:
    """All rows of one indicator and year, without the cells that were published."""
    made = {
        "telling": _count_rows,
        "aandeel": _share_rows,
        "steekproef": _sample_rows,
        "bedrag": _amount_rows,
    }[indicator.soort](world, indicator, jaar, tables)
    for row in made:
        if row.uitsplitsing not in world.published.known(row.indicator, row.gebied, jaar):
            yield row


def _count_rows(world: World, indicator: Indicator, jaar: int, tables: Tables) -> Iterator[Row]:
    recept = world.recipe(indicator)
    linked = _linked(world, recept.gelijk_aan or recept.volgt, jaar, tables)
    made = [
        count_table(world, indicator, eenheid, jaar, linked)
        for eenheid in world.areas.at("eenheid")
    ]
    tables[indicator.slug, jaar] = made
    for table in made:
        for area in table.areas:
            for row in _cells(indicator, area, jaar, table.share(area.code)):
                is_over = indicator.noemer == "geleverd"
                yield count_with_noemer(world, row, area, jaar) if is_over else row
        yield from _higher_counts(world, indicator, recept, table, jaar)
    if recept.nederland is not None:
        yield from national_count(world, indicator, jaar)


def _cells(indicator: Indicator, area: Area, jaar: int, counts: Mapping[str, int]) -> Iterator[Row]:
    for name, count in counts.items():
        yield Row(indicator.slug, area.code, str(jaar), float(count), name)


def _higher_counts(
    world: World, indicator: Indicator, recept: Recept, table: Table, jaar: int
) -> Iterator[Row]:
    """The eenheid (and district) where publication cannot add it up itself."""
    lowest = recept.niveau or indicator.laagste_niveau
    if lowest == "eenheid":
        return
    eenheid = table.eenheid
    if recept.ook_hoger or indicator.optel == "geen":
        sums = {"": table.total} | {name: sum(row) for name, row in table.parts.items()}
        yield from _cells(indicator, eenheid, jaar, sums)
        levels = {
            recept.boven_uitsplitsing: table.totals[-1],
            recept.onder_uitsplitsing: table.total - table.totals[-1],
        }
        named = {name: count for name, count in levels.items() if name}
        yield from _cells(indicator, eenheid, jaar, named)
    if indicator.optel == "geen" and lowest == "gemeente":
        for district in world.below(eenheid, "district"):
            inside = [table.share(g.code) for g in world.areas.children(district.code)]
            names = inside[0] if inside else {}
            sums = {name: sum(part[name] for part in inside) for name in names}
            yield from _cells(indicator, district, jaar, sums)


def _linked(world: World, link: GelijkAan | None, jaar: int, tables: Tables) -> Linked | None:
    """Counts of the indicator that a recipe points at."""
    if link is None:
        return None
    made = tables.get((world.catalogue[link.indicator].slug, jaar), [])
    name = link.uitsplitsing
    return Linked(
        {area.code: table.share(area.code)[name] for table in made for area in table.areas},
        {t.eenheid.code: t.parts[name][-1] if name else t.totals[-1] for t in made},
    )


def _share_rows(world: World, indicator: Indicator, jaar: int, tables: Tables) -> Iterator[Row]:
    recept = world.recipe(indicator)
    wholes = _wholes(world, recept.noemer_gelijk_aan, jaar, tables)
    lowest = recept.niveau or indicator.laagste_niveau
    for area in _from_level(world, lowest, only_lowest=indicator.optel != "geen"):
        if recept.verdelingen:
            yield from share_rows(world, indicator, area, jaar)
        else:
            yield share_row(world, indicator, area, jaar, wholes.get(area.code))
    if recept.nederland is not None:
        for area in world.areas.at("nederland"):
            yield share_row(world, indicator, area, jaar)


def _wholes(world: World, link: GelijkAan | None, jaar: int, tables: Tables) -> Mapping[str, int]:
    """The noemer per area and eenheid where another indicator is the noemer."""
    linked = _linked(world, link, jaar, tables)
    if linked is None:
        return {}
    found = dict(linked.areas)
    for eenheid, beside in linked.beside.items():
        inside = [c for c in linked.areas if _eenheid_of(world, c) == eenheid]
        found[eenheid] = beside + sum(linked.areas[code] for code in inside)
    return found


def _eenheid_of(world: World, code: str) -> str | None:
    area = world.areas.ancestors(code).get("eenheid")
    return area.code if area else None


def _sample_rows(world: World, indicator: Indicator, jaar: int, _: Tables) -> Iterator[Row]:
    recept = world.recipe(indicator)
    areas = _from_level(world, recept.niveau or indicator.laagste_niveau, only_lowest=False)
    if recept.nederland is not None:
        areas += world.areas.at("nederland")
    for area in areas:
        twin = _twin(world, area)
        yield replace(sample_row(world, indicator, twin, jaar), gebied=area.code)


def _twin(world: World, area: Area) -> Area:
    """An area with one part only is that part: it gets the same figure (Nederland has more)."""
    parts = world.areas.children(area.code)
    is_whole = len(parts) == 1 and area.niveau != "nederland"
    return _twin(world, parts[0]) if is_whole else area


def _amount_rows(world: World, indicator: Indicator, jaar: int, _: Tables) -> Iterator[Row]:
    recept = world.recipe(indicator)
    areas = _from_level(world, recept.niveau or indicator.laagste_niveau, only_lowest=True)
    if recept.nederland is not None:
        areas += world.areas.at("nederland")
    for area in areas:
        known = world.published.known(indicator.slug, area.code, jaar)
        yield from amount_rows(world, indicator, area, jaar, known)


def _from_level(world: World, lowest: Niveau, *, only_lowest: bool) -> list[Area]:
    levels = NIVEAUS[NIVEAUS.index(lowest) : -1]
    chosen = levels[:1] if only_lowest else levels
    return [area for niveau in chosen for area in world.areas.at(niveau)]


def _with_marks(world: World, indicator: Indicator, rows: list[Row]) -> Iterator[Row]:
    """Leave out or hide the cells that the recipe names, and mark what is provisional."""
    recept = world.recipe(indicator)
    gaps = {(gap.gebied, str(gap.jaar)): gap for gap in recept.gaten}
    provisional = {str(jaar) for jaar in recept.voorlopig}
    for row in rows:
        gap = gaps.get((row.gebied, row.periode))
        if gap is None:
            is_marked = row.periode in provisional and row.status in ("", CIJFER)
            yield replace(row, status="voorlopig") if is_marked else row
        elif gap.status != "afwezig":
            yield replace(
                row,
                waarde=None,
                noemer=None,
                marge_laag=None,
                marge_hoog=None,
                status=gap.status,
                toelichting=gap.toelichting,
            )
