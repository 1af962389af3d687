"""``peil cijfers``: published figures on stdout, as CSV, JSON or a table."""

import sys
from argparse import Namespace

from peil import export
from peil.areas import Area, fold
from peil.catalogue import Indicator
from peil.desk import Desk, open_desk
from peil.errors import PeilError
from peil.figure import Figure
from peil.periods import parse_period
from peil.terms import Niveau
from pipelines.cli import DONE, WrongUse


def show_figures(arguments: Namespace) -> int:
    """Print the figures that were asked for; no figures is an answer too."""
    desk = open_desk()
    if desk.catalogue.find(arguments.indicator) is None:
        refuse_indicator(desk, arguments.indicator)
    indicator = desk.indicator(arguments.indicator)
    place = area(desk, arguments.gebied, arguments.niveau) if arguments.gebied else None
    found = desk.figures(
        indicator.slug,
        niveau=arguments.niveau,
        gebied=place.code if place else None,
        periode=period(arguments.periode),
        uitsplitsing=None,
    )
    figures = _of_breakdown(found, indicator, arguments.uitsplitsing)
    if not figures:
        print(f"Bij deze vraag aan '{indicator.titel}' zijn geen cijfers.", file=sys.stderr)
    sys.stdout.write(_write(desk, figures, arguments.formaat))
    return DONE


def _write(desk: Desk, figures: list[Figure], formaat: str) -> str:
    if formaat == "csv":
        return desk.csv(figures)
    return (export.figures_json if formaat == "json" else export.figures_table)(figures)


def refuse_indicator(desk: Desk, name: str) -> None:
    """Say that an indicator is unknown; one that is hidden for this viewer says so itself."""
    try:
        desk.indicator(name)
    except PeilError as error:
        if type(error) is PeilError:
            raise WrongUse(str(error)) from error
        raise


def area(desk: Desk, text: str, niveau: Niveau | None) -> Area:
    """Return the area that is meant, of the asked level where a name stands for several."""
    if niveau is not None:
        for one in desk.areas.all:
            names = (one.code, one.naam, one.naam_lang, *one.aliassen)
            if one.niveau == niveau and fold(text) in map(fold, names):
                return one
    try:
        found = desk.areas.resolve(text)
    except PeilError as error:
        said = (part[:1].upper() + part[1:] for part in str(error).split("; "))
        raise WrongUse(f"{'. '.join(said)}.") from error
    if found.tot is None:
        return found
    now = desk.areas.get(desk.areas.present_code(found.code))
    print(
        f"{found.naam} hoort nu bij {now.naam} ({now.code}); u ziet die cijfers.", file=sys.stderr
    )
    return now


def period(text: str | None) -> str | None:
    """Return a period as it is written in a delivery.

    Raises:
        WrongUse: it is no period.
    """
    if text is None:
        return None
    try:
        return str(parse_period(text))
    except ValueError as error:
        raise WrongUse(f"Bij --periode: {error}.") from error


def _of_breakdown(figures: list[Figure], indicator: Indicator, text: str | None) -> list[Figure]:
    """Keep the asked breakdown: one category, all of one dimension, the total, or everything."""
    if text is None:
        return figures
    if text in ("", "totaal"):
        return [f for f in figures if f.uitsplitsing == ""]
    if text in {dimension.dimensie for dimension in indicator.uitsplitsing}:
        return [f for f in figures if f.uitsplitsing.startswith(f"{text}:")]
    try:
        parts = indicator.breakdown(text)
    except PeilError as error:
        raise WrongUse(str(error)) from error
    wanted = "|".join(sorted(f"{d.dimensie}:{w.code}" for d, w in parts))
    return [f for f in figures if f.uitsplitsing == wanted]
