"""The answers behind the fictitious oordelen: what an item asks for, and in line with it."""

from datetime import date, timedelta

from peil.norm import NormItem
from peil.records import Oordeel
from pipelines.demo.journal_recipes import ItemRecept
from pipelines.demo.sampling import Stream

_WORDS: dict[Oordeel, str] = {"uitgevoerd": "ja", "in ontwikkeling": "deels", "ontbreekt": "nee"}
_PERCENTAGES: dict[Oordeel, tuple[int, int]] = {
    "uitgevoerd": (80, 100),
    "in ontwikkeling": (35, 75),
    "ontbreekt": (0, 25),
}
_LEVELS: dict[Oordeel, tuple[int, int]] = {
    "uitgevoerd": (4, 5),
    "in ontwikkeling": (2, 3),
    "ontbreekt": (1, 1),
}


class Answers:
    """The answers on one item of one gemeente: they stay until the oordeel changes."""

    def __init__(self, item: NormItem, recept: ItemRecept, stream: Stream) -> None:
        """Draw once how long before the first visit a thing came about."""
        self._item, self._recept = item, recept
        self._before = timedelta(days=20 + stream.below(140))
        self._place = stream.below(1_000)
        self._oordeel: Oordeel | None = None
        self._day: date | None = None

    def give(self, oordeel: Oordeel, peildatum: date) -> str:
        """Return the answer as the item asks it; none where the oordeel says enough."""
        if oordeel not in _WORDS:
            return ""
        if oordeel != self._oordeel or self._item.geldig_maanden:
            since = self._item.vanaf_datum or date.min
            self._oordeel, self._day = oordeel, max(peildatum - self._before, since)
        is_done = oordeel == "uitgevoerd"
        if self._item.antwoord == "datum":
            return f"{self._day}" if is_done else ""
        word = self._word(oordeel)
        return f"{word}, {self._day}" if is_done and self._item.aanvulling == "datum" else word

    def _word(self, oordeel: Oordeel) -> str:
        item, recept = self._item, self._recept
        if item.antwoord == "percentage":
            return self._within(*_PERCENTAGES[oordeel])
        if item.antwoord == "niveau":
            return self._within(*_LEVELS[oordeel])
        if item.antwoord == "aantal":
            return self._count(oordeel)
        words = recept.antwoorden.get(oordeel, (_WORDS[oordeel],))
        allowed = [word for word in words if not item.keuzes or word in item.keuzes]
        return allowed[self._place % len(allowed)] if allowed else item.keuzes[-1]

    def _count(self, oordeel: Oordeel) -> str:
        most = self._item.hoogste
        if oordeel == "ontbreekt":
            return "0"
        if most is not None:
            return f"{most}" if oordeel == "uitgevoerd" else self._within(1, max(1, most - 1))
        done = oordeel == "uitgevoerd"
        low, high = self._recept.bereik_uitgevoerd if done else self._recept.bereik_in_ontwikkeling
        return self._within(low, high)

    def _within(self, low: int, high: int) -> str:
        return f"{low + self._place % (high - low + 1)}"
