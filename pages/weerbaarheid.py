"""The page Weerbaarheid: the norm profile of a gemeente, the matrix of a district or eenheid."""

from pages.parts import choose, gridpage, normpage
from pages.parts.controls import NORMJAAR, PIJLER
from peil.desk import Desk
from peil.loket import Loket


def page(desk: Desk, loket: Loket) -> None:
    """Show how gemeenten stand against the norm, on the level of the chosen gebied."""
    vraag = choose.question(desk, "weerbaarheid", own=("jaar", "pijler", "item"))
    area = desk.areas.get(vraag.gebied)
    titel = f"Weerbaarheid {choose.area_name(area)}"
    controls = (choose.GEBIED, NORMJAAR, PIJLER)
    choose.header(desk, vraag, "weerbaarheid", titel, choose.area_meta(desk, area.code), controls)
    if area.niveau == "gemeente":
        normpage.show_profile(desk, loket, vraag)
    else:
        gridpage.show_grid(desk, loket, vraag)
