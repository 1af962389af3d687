"""How the figures came about."""

from pages.parts import choose
from peil.desk import Desk


def page(desk: Desk) -> None:
    """Show sources, methods and checks."""
    vraag = choose.question(desk, "verantwoording")
    choose.header(desk, vraag, "verantwoording", "Verantwoording", controls=())
