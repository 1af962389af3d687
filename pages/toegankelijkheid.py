"""What works for readers who see, hear or move less, what does not yet, and whom to tell."""

from pathlib import Path

from pages.parts import show
from peil.desk import Desk

_TEXT = Path(__file__).parent / "parts" / "toegankelijkheid.html"


def page(desk: Desk) -> None:
    """Show the toegankelijkheidsverklaring; it holds no figures, so any viewer may read it."""
    del desk
    show.show_html(_TEXT.read_text("utf-8"), key="toegankelijkheid")
