"""The page Weerbaarheid: being built."""

from pages.parts import choose
from peil.desk import Desk
from peil.loket import Loket


def page(desk: Desk, loket: Loket) -> None:
    """Show the page."""
    del loket
    vraag = choose.question(desk, "weerbaarheid")
    choose.header(desk, vraag, "weerbaarheid", "Weerbaarheid", "", ())
