"""Which signs can be printed, and what stands for the ones that cannot.

PDF/UA refuses a sign that no font has, so one emoji in a duiding would stop a whole report.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

#: Our fonts, and the list of what those and the fonts inside typst have.
FONTS: Final = Path(__file__).parent / "fonts"
BOX: Final = "□"
#: It shows where a word may be torn, and nothing when it is not.
_SOFT_HYPHEN: Final = "\u00ad"
_SPACES: Final = re.compile(r"[\t\v\f\u0085\u2028\u2029]")
_PLAIN: Final = re.compile(r"[\n -~\u00a0-\u00ac\u00ae-\u017e–—‘’“”„…€−]*")


def printable(text: str) -> str:
    """Return text with only signs that can be printed, the same for the same text.

    Accents are joined to their letter; marks and signs without a width are left out, as are those
    that turn the direction of the text around; of the rest stands the nearest letter, or a box.
    """
    if _PLAIN.fullmatch(text):
        return text
    joined = unicodedata.normalize("NFC", _SPACES.sub(" ", text).replace("\r\n", "\n"))
    return "".join(_sign(letter) for letter in joined)


@cache
def covered() -> frozenset[int]:
    """Return every code point that our fonts or those inside typst can print."""
    signs: set[int] = set()
    for run in (FONTS / "letters.txt").read_text(encoding="ascii").split():
        first, _, last = run.partition("-")
        signs.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(signs)


def _sign(letter: str) -> str:
    if letter in ("\n", _SOFT_HYPHEN) or ord(letter) in covered():
        return letter
    if unicodedata.category(letter) in ("Cc", "Cf", "Mn", "Me", "Sk"):
        return ""
    near = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in near if ord(part) in covered())
    return kept or BOX
