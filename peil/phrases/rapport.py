"""What the yearly report says in fixed words."""

from collections.abc import Mapping
from typing import Final

from peil.phrases.declare import Phrase, phrase

KEYS: Final[Mapping[str, Phrase]] = {
    "titelblad.soort": phrase("", 60),
    "titelblad.ondertitel": phrase("jaar", 120),
}
