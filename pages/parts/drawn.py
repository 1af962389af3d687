"""The figures of the indicator page, each with its words, source, table and download."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from pages.parts import choose, show, walk
from peil import charts, tables, wording
from peil.catalogue import Indicator, Uitsplitsing
from peil.charts.breakdown import rest_of
from peil.charts.ranking import ordered
from peil.figure import Figure
from peil.labels import axis_title
from peil.numbers import format_date
from peil.question import Question
from peil.terms import Niveau
from peil.titles import ranking_title

if TYPE_CHECKING:
    from peil.desk import Desk


def source(desk: "Desk", figures: Sequence[Figure], indicator: Indicator) -> str:
    """Return bron and peildatum of what is shown."""
    names = list(dict.fromkeys(f.bron for f in figures if f.bron))
    own = desk.catalogue.bronnen.get(indicator.bron)
    text = "; ".join(names[:3]) + (" en andere" if len(names) > 3 else "")
    day = format_date(desk.snapshot.gepubliceerd_op)
    return f"Bron: {text or (own.titel if own else indicator.bron)}. Peildatum: {day}."


def report(figures: Sequence[Figure], indicator: Indicator, gebied: str = "") -> str:
    """Return where one says that something shown is wrong: of this area, and their one period."""
    here = gebied or (walk.remembered() or Question()).gebied
    periods = {f.periode for f in figures}
    period = periods.pop() if len(periods) == 1 else ""
    return walk.address("vraag", Question(here, indicator.slug, period))


def units(figures: Sequence[Figure], indicator: Indicator) -> str:
    """Return meeteenheid and period of figures that share one."""
    when = wording.period_text(figures[0]) if figures else ""
    return ", ".join(filter(None, (axis_title(indicator), when)))


def ranked(desk: "Desk", vraag: Question, indicator: Indicator, figures: Sequence[Figure]) -> None:
    """Show areas from high to low with their intervals; a click turns to the area."""
    benchmark: Niveau = "eenheid"
    rows = ordered(figures)
    show.show_chart(
        charts.ranking(figures, indicator, benchmark, gekozen=vraag.gebied),
        title=ranking_title(figures, benchmark),
        units=f"{units(figures, indicator)}. Balk: marge van 95\u00a0%.",
        source=f"Plaats zegt weinig als balken overlappen. {source(desk, figures, indicator)}",
        table=partial(tables.figures_table, rows, indicator, benchmark=benchmark),
        csv=partial(desk.csv, rows),
        key=f"ranglijst_{indicator.slug}",
        fictief=any(f.is_fictief or f.eenheid_is_fictief for f in figures),
        report=report(figures, indicator, vraag.gebied),
    )


def over_time(desk: "Desk", vraag: Question, indicator: Indicator) -> None:
    """Show the chosen area over time, beside what it lies in and the own group."""
    above = [
        a.code
        for a in desk.areas.ancestors(vraag.gebied).values()
        if a.niveau in indicator.niveaus or a.niveau == "nederland"
    ]
    if indicator.noemer == "geen":
        # The count of a larger area is no yardstick: it would only flatten the line.
        above = [code for code in above if code == vraag.gebied]
    others = [code for code in vraag.vergelijk if code not in above]
    chosen = [vraag.gebied, *others][:5] if vraag.gebied in above else others[:5]
    figures = desk.series([*above, *others], indicator.slug)
    own = [f for f in figures if f.gebied_code == vraag.gebied and wording.has_value(f)]
    name = choose.area_name(desk.areas.get(vraag.gebied))
    if not own:
        title = f"{name}: geen cijfers"
    elif own[-1].trend_woord is None:
        title = f"{name} door de jaren"
    else:
        title = f"{name}: {wording.lower_first(wording.trend_text(own[-1]))}"
    drawn = [f for f in figures if f.gebied_code in chosen and wording.has_value(f)]
    banded = len(chosen) == 1 and any(f.laag is not None for f in drawn)
    reading = [
        "Lichte band: marge van 95\u00a0%" if banded else "",
        "Open punt: voorlopig" if any(f.is_voorlopig for f in drawn) else "",
    ]
    show.show_chart(
        charts.trend(
            figures,
            indicator,
            chosen or above[:1],
            gebeurtenissen=desk.events(indicator.slug, vraag.gebied),
        ),
        title=title,
        units=". ".join(filter(None, [axis_title(indicator), *reading])) + ".",
        source=source(desk, figures, indicator),
        table=partial(tables.series_table, figures, indicator),
        csv=partial(desk.csv, list(figures)),
        key=f"verloop_{indicator.slug}",
        fictief=any(f.is_fictief for f in figures),
        report=report(own[-1:], indicator, vraag.gebied),
    )


def parts(desk: "Desk", vraag: Question, indicator: Indicator, dimension: Uitsplitsing) -> None:
    """Show one breakdown of the chosen area, or of the smallest area around it that has one."""
    titel = dimension.titel.lower()
    for area in desk.areas.ancestors(vraag.gebied).values():
        total, figures = _breakdown(desk, area.code, vraag.periode, indicator, dimension)
        if any(wording.has_value(f) for f in figures):
            break
    else:
        show.empty(f"Er is hier geen uitsplitsing naar {titel}.")
        return
    name = choose.area_name(area)
    names = {f"{dimension.dimensie}:{w.code}": w.titel for w in dimension.waarden}
    note = charts.breakdown_note(figures, dimension, total)
    show.show_chart(
        charts.breakdown(figures, indicator, dimension, totaal=total),
        title=f"{name}: waaruit bestaat het cijfer naar {titel}?",
        units=f"{_parts_unit(indicator)}, {wording.period_text(figures[0])}. {note}",
        source=source(desk, figures, indicator),
        table=partial(
            tables.breakdown_table,
            figures,
            indicator,
            names,
            rest=rest_of(figures, dimension, total) or None,
        ),
        csv=partial(desk.csv, figures),
        key=f"delen_{indicator.slug}_{dimension.dimensie}",
        fictief=any(f.is_fictief for f in figures),
        report=report(figures, indicator, area.code),
    )


def _parts_unit(indicator: Indicator) -> str:
    """Return what the bars of a breakdown count: amounts in euro, or cases."""
    is_amount = indicator.meeteenheid == "euro"
    return axis_title(indicator) if is_amount else f"Aantal {indicator.telwoord}"


def _breakdown(
    desk: "Desk", code: str, periode: str, indicator: Indicator, dimension: Uitsplitsing
) -> tuple[Figure | None, list[Figure]]:
    """Return the total of an area and its parts by one dimension."""
    found = desk.figures(indicator.slug, gebied=code, periode=periode, uitsplitsing=None)
    prefix = f"{dimension.dimensie}:"
    parts_of = [f for f in found if f.uitsplitsing.startswith(prefix) and "|" not in f.uitsplitsing]
    return next((f for f in found if not f.uitsplitsing), None), parts_of
