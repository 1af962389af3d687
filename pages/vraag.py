"""The page Vraag: being built."""

from pages.parts import choose
from peil.desk import Desk
from peil.loket import Loket


def page(desk: Desk, loket: Loket) -> None:
    """Show the page."""
    del loket
    vraag = choose.question(desk, "vraag")
    choose.header(desk, vraag, "vraag", "Vraag", "", ())
