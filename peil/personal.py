"""What may never be typed here: this product holds counts and agreements, never persons.

The journal is kept for ever, so a text that points to a person or an address is refused before it
is kept. Names cannot be recognised by rule; the forms ask for roles.
"""

import re
from typing import Final

#: Dates are no telephone numbers, however many stand in a row.
_DATES: Final = re.compile(
    r"(?<!\d)(\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)"
)
#: The shapes of a kenteken: groups of letters (X) and digits (9).
_KENTEKENS: Final = (
    *("XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9"),
    *("9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9"),
)
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    # Every pattern starts at something rare, so that a long text costs no more than its length.
    ("een e-mailadres", re.compile(r"[\w.+-]@[\w-]+\.\w")),
    ("een rekeningnummer", re.compile(r"(?<!\w)NL\d{2} ?[A-Z]{4}(?: ?\d){10}(?!\d)")),
    (
        "een telefoonnummer",
        re.compile(r"(?<!\d)(?:(?:\+|00)31[\s-]?(?:\(0\))?|\(?0)(?:[\s-]?\d\)?){9}(?!\d)"),
    ),
    # With a space only beside a house number: "in 2025 OM en politie" is no postcode.
    (
        "een adres",
        re.compile(
            r"(?<!\w)[1-9]\d{3}[A-Z]{2}(?!\w)"
            r"|(?<!\w)[1-9]\d{3} [A-Z]{2},? \d"
            r"|[a-z] \d{1,4} ?[a-z]?,? [1-9]\d{3} [A-Z]{2}(?!\w)"
            r"|[a-z](?:straat|laan|plein|gracht|kade|singel|steeg) \d{1,3}[a-df-z]?(?!\w|\.\d)"
        ),
    ),
    (
        "een kenteken",
        re.compile(
            rf"(?<![\w-])(?:{'|'.join(_KENTEKENS)})(?![\w-])".replace("9", r"\d").replace(
                "X", "[A-Z]"
            )
        ),
    ),
)
_NINE_DIGITS: Final = re.compile(r"(?<!\d)\d{9}(?!\d)")


def find_personal(text: str) -> str | None:
    """Return what in the text points to a person or an address, in words; never the text itself.

    A number of nine digits counts as a BSN when it passes the eleven-test (Besluit BSN, art. 1).
    """
    text = _DATES.sub("…", text)
    for name, pattern in _PATTERNS:
        if pattern.search(text):
            return name
    if any(_is_bsn(found.group()) for found in _NINE_DIGITS.finditer(text)):
        return "een burgerservicenummer"
    return None


def _is_bsn(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0
