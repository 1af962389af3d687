"""What the voorbereiding says in fixed words."""

from collections.abc import Mapping
from typing import Final

from peil.phrases.declare import Phrase, phrase

KEYS: Final[Mapping[str, Phrase]] = {
    "titel": phrase("gebied jaar", 80),
}
