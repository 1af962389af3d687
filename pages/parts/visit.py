"""The steps of a visit, shared by the page and the main script."""

from typing import Final

#: The agenda of a visit, in order: the word in the address and the word on the screen.
STEPS: Final[dict[str, str]] = {
    "afspraken": "Afspraken",
    "cijfers": "Cijfers",
    "norm": "Weerbaarheid",
    "elders": "Dit werkt elders",
    "nieuw": "Nieuwe afspraken",
}
