"""What the sheet for the adviser rests on besides the report: the visit and those before it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from peil import gather
from peil.agreements import in_order
from peil.gather import Peers
from peil.norm import NormSet
from peil.records import Afspraak, Bezoek, Duiding, Entry, Score
from peil.report.found import Found
from peil.rounds import checklist, progress, topics, visit
from peil.rounds.checklist import Line
from peil.rounds.progress import Example, Progress
from peil.rounds.topics import Topic
from peil.scores import states_on


@dataclass(frozen=True)
class Visited:
    """The visit that talks about the figures of a year: the one in the year after."""

    found: Found

    @property
    def jaar(self) -> int:
        """The year of the visit."""
        return self.found.ask.jaar + 1

    @property
    def gebied(self) -> str:
        """The code of the gemeente."""
        return self.found.ask.gebied

    @cached_property
    def entry(self) -> Entry[Bezoek] | None:
        """The visit itself, once it is planned."""
        return self.found.ask.loket.find(Bezoek, f"bezoek:{self.gebied}:{self.jaar}")

    @cached_property
    def dag(self) -> date:
        """The day of the visit, as far as it has come."""
        return visit.day_of(self.entry, self.found.ask.dag)

    @cached_property
    def vorig(self) -> Entry[Bezoek] | None:
        """The last visit before this one."""
        return visit.last_before(self.found.ask.loket.newest(Bezoek, [self.gebied]), self.jaar)

    @cached_property
    def afspraken(self) -> list[Entry[Afspraak]]:
        """Every afspraak with this gemeente in its newest version."""
        return self.found.ask.loket.newest(Afspraak, [self.gebied])

    @cached_property
    def open(self) -> list[Entry[Afspraak]]:
        """What was agreed at earlier visits and is still open, what is late first."""
        before = [e for e in self.afspraken if (e.record.bezoekjaar or 0) < self.jaar]
        return in_order(e for e in before if e.record.is_open)

    @cached_property
    def norm(self) -> NormSet | None:
        """The norm that holds on the day of the visit."""
        return self.found.desk.norms.on(self.dag)

    @cached_property
    def vooruitgang(self) -> Progress | None:
        """How the gemeente stands on the norm beside its last visit."""
        return visit.stood(self.norm, self.found.scores, self.gebied, self.vorig, self.dag)

    @cached_property
    def peers(self) -> Peers:
        """The gemeenten of the same size."""
        return gather.same_size(self.found.desk, self.gebied)

    @cached_property
    def examples(self) -> list[Example]:
        """What lacks here and is done elsewhere."""
        others = self.found.ask.loket.entries(Score, self.peers.codes)
        own = progress.before_visit(self.found.scores, self.dag)
        return visit.elsewhere(self.norm, own, others, self.gebied, self.peers.codes, self.dag)

    @cached_property
    def topics(self) -> list[Topic]:
        """The figures to talk about."""
        return topics.choose(self.found.noteworthy, self.found.desk.catalogue)

    @cached_property
    def duiding(self) -> Duiding | None:
        """The duiding of the whole picture as it is being written."""
        subject = f"duiding:{self.gebied}::{self.found.ask.jaar}"
        entry = self.found.ask.loket.find(Duiding, subject)
        return entry.record if entry else None

    @cached_property
    def missing(self) -> list[Line]:
        """What is still missing before the visit, but for the duiding, which has its own line."""
        states = states_on(self.found.scores, self.dag)
        return [
            *checklist.missing_results(self.afspraken, self.jaar),
            *checklist.missing_scores(self.norm, states, self.gebied, self.jaar),
            *checklist.missing_figures(self.found.known, self.found.desk.catalogue),
        ]
