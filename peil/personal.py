"""What may never be typed here: this product holds counts and agreements, never persons.

The journal is kept for ever, so a text that points to a person or an address is refused before it
is kept. Names cannot be recognised by rule; the forms ask for roles.
"""

import re
from typing import Final

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("een e-mailadres", re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")),
    ("een telefoonnummer", re.compile(r"(?<!\d)(\+31|0031|0)[\s-]?(\d[\s-]?){8}\d(?!\d)")),
    # With a space only beside a house number: "in 2025 OM en politie" is no postcode.
    (
        "een adres",
        re.compile(
            r"(?<!\w)[1-9]\d{3}[A-Z]{2}(?!\w)"
            r"|(?<!\w)[1-9]\d{3} [A-Z]{2},? \d"
            r"|[a-z] \d{1,4} ?[a-z]?, [1-9]\d{3} [A-Z]{2}(?!\w)"
        ),
    ),
    (
        "een kenteken",
        re.compile(
            r"(?<![\w-])(?=[\dA-Z-]*\d)(?=[\dA-Z-]*[A-Z])[\dA-Z]{1,3}(-[\dA-Z]{1,3}){2}(?![\w-])"
        ),
    ),
)
_NINE_DIGITS: Final = re.compile(r"(?<!\d)\d{9}(?!\d)")


def find_personal(text: str) -> str | None:
    """Return what in the text points to a person or an address, in words; never the text itself.

    A number of nine digits counts as a BSN when it passes the eleven-test (Besluit BSN, art. 1).
    """
    for name, pattern in _PATTERNS:
        if pattern.search(text):
            return name
    if any(_is_bsn(found.group()) for found in _NINE_DIGITS.finditer(text)):
        return "een burgerservicenummer"
    return None


def _is_bsn(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0
