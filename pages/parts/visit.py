"""A visit: its steps, shared with the main script, and what every part of it asks about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pages.parts import choose, gather
from peil.loket import Loket
from peil.norm import NormSet
from peil.question import Question
from peil.records import Afspraak, Bezoek, Entry, Score
from peil.rounds import progress, sheet, topics, visit
from peil.rounds.progress import Example, Progress
from peil.rounds.topics import Topic
from peil.scores import States

if TYPE_CHECKING:
    from peil.desk import Desk

#: The agenda of a visit, in order: the word in the address and the word on the screen.
STEPS: Final[dict[str, str]] = {
    "afspraken": "Afspraken",
    "cijfers": "Cijfers",
    "norm": "Weerbaarheid",
    "elders": "Dit werkt elders",
    "nieuw": "Nieuwe afspraken",
}
#: The preparing sheet, in the address; it keeps the menu.
PREPARE: Final = "voorbereiding"
ADVISER: Final = "RIEC-adviseur"


#: What stands where one would write in a visit that is vastgesteld.
FIXED: Final = "Dit bezoek is vastgesteld. Heropen het om iets te veranderen."


@dataclass(frozen=True)
class Setting:
    """One visit: whose, of which year, on what day it is looked at, and through which doors."""

    desk: "Desk"
    loket: Loket
    vraag: Question
    jaar: int
    today: date

    @property
    def gebied(self) -> str:
        """The code of the gemeente."""
        return self.vraag.gebied

    @cached_property
    def naam(self) -> str:
        """The name of the gemeente."""
        return self.desk.areas.get(self.gebied).naam

    @property
    def is_vast(self) -> bool:
        """Whether this visit is vastgesteld: it can be read, and changed once reopened."""
        return self.entry is not None and self.entry.record.status == "vastgesteld"

    @cached_property
    def entry(self) -> Entry[Bezoek] | None:
        """The visit as it is kept now."""
        return self.loket.find(Bezoek, f"bezoek:{self.gebied}:{self.jaar}")

    @cached_property
    def bezoek(self) -> Bezoek:
        """The visit; one that was never planned is a blank one."""
        return self.entry.record if self.entry else Bezoek(gebied=self.gebied, jaar=self.jaar)

    @property
    def versie(self) -> int:
        """The version of the visit that is on the screen."""
        return self.entry.versie if self.entry else 0

    @cached_property
    def vorig(self) -> Entry[Bezoek] | None:
        """The last visit before this one."""
        return visit.last_before(self.loket.newest(Bezoek, [self.gebied]), self.jaar)

    @cached_property
    def dag(self) -> date:
        """The day of the visit as far as it has come: what is scored, is scored on it."""
        return visit.day_of(self.entry, self.today)

    @cached_property
    def eerder(self) -> list[Entry[Afspraak]]:
        """The afspraken of earlier visits to talk about: still open, or closed at this visit."""
        found = [
            e
            for e in self.loket.newest(Afspraak, [self.gebied])
            if (e.record.bezoekjaar or 0) < self.jaar
            and (e.record.is_open or e.record.resultaat_jaar == self.jaar)
        ]
        return sheet.by_deadline(found)

    @cached_property
    def nieuw(self) -> list[Entry[Afspraak]]:
        """What was agreed at this visit."""
        found = self.loket.newest(Afspraak, [self.gebied])
        return [e for e in found if e.record.bezoekjaar == self.jaar]

    @property
    def norm(self) -> NormSet | None:
        """The norm that holds on the day of the visit."""
        return self.desk.norms.on(self.dag)

    @cached_property
    def scores(self) -> list[Entry[Score]]:
        """All oordelen on this gemeente."""
        return self.loket.entries(Score, [self.gebied])

    @cached_property
    def before(self) -> States:
        """What held when the visit began: its agenda does not move while one scores."""
        return progress.before_visit(self.scores, self.dag)

    @cached_property
    def vooruitgang(self) -> Progress | None:
        """How the gemeente stands beside its last visit."""
        return visit.stood(self.norm, self.scores, self.gebied, self.vorig, self.dag)

    @cached_property
    def peers(self) -> choose.Peers:
        """Comparable gemeenten."""
        return choose.peers(self.desk, self.vraag)

    @cached_property
    def examples(self) -> list[Example]:
        """What lacks here and is done elsewhere, as it stood when the visit began."""
        peers = self.peers.codes
        others = self.loket.entries(Score, peers)
        return visit.elsewhere(self.norm, self.before, others, self.gebied, peers, self.dag)

    @cached_property
    def topics(self) -> list[Topic]:
        """The figures that this visit talks about."""
        # Of what is real, also what is clear by itself: it is what the conversation is about.
        found = gather.standing_out(self.desk, [self.gebied], None)
        clear = gather.clear(self.desk, self.gebied)
        return topics.choose([*found, *clear], self.desk.catalogue)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of every area by its code."""
        return {area.code: area.naam for area in self.desk.areas.all}
