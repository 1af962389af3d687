"""One indicator: where, who is high or low, over time, in parts, and what it means."""

from pages.parts import choose, show
from peil.desk import Desk


def page(desk: Desk) -> None:
    """Show one indicator for all gemeenten."""
    vraag = choose.question(desk, "indicator", met_indicator=True)
    indicator = desk.indicator(vraag.indicator)
    choose.header(desk, vraag, "indicator", indicator.titel, indicator.definitie)
    show.lead("Alleen de <b>schil</b>.")
