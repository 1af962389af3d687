"""What the area pages gather from the desk: that of ``peil.gather``, and the way to other pages.

year_of(vraag) -> int | None                  the chosen year
links(desk, vraag) -> dict                    indicator -> address of its page
"""

from typing import TYPE_CHECKING

from pages.parts import walk
from peil.gather import clear, held, in_order, inside, names, real_titles, standing_out, years
from peil.periods import parse_period
from peil.question import Question

if TYPE_CHECKING:
    from peil.desk import Desk

__all__ = [
    "clear",
    "held",
    "in_order",
    "inside",
    "links",
    "names",
    "real_titles",
    "standing_out",
    "year_of",
    "years",
]


def year_of(vraag: Question) -> int | None:
    """Return the chosen year, or nothing for the newest figures."""
    return parse_period(vraag.periode).jaar if vraag.periode else None


def links(desk: "Desk", vraag: Question) -> dict[str, str]:
    """Return the address of every indicator's own page, with this question along."""
    return {
        i.slug: walk.address("indicator", vraag.but(indicator=i.slug, thema="", periode=""))
        for i in desk.catalogue
    }
