"""The drawings of a theme: where it is, and how it went through the years."""

from peil.catalogue import Thema
from peil.report.found import Found
from peil.report.model import Blok


def leading(found: Found, thema: Thema) -> tuple[Blok, ...]:
    """Return map and trend of the theme's leading figure, as far as they can be drawn."""
    del found, thema
    return ()
