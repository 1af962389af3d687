"""All that one report rests on, gathered once: figures, duiding, norm and afspraken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from peil import cards, gather, normprofile
from peil.agreements import in_order
from peil.catalogue import Indicator, Thema
from peil.desk import Desk, Uitleg
from peil.figure import Figure
from peil.lead import lead_sentences
from peil.normprofile import Profile
from peil.noteworthy import Noteworthy
from peil.phrases import Phrases
from peil.records import Afspraak, Entry, Score
from peil.report.ask import Ask
from peil.scores import States, states_on, year_end
from peil.terms import NIVEAUS, NVT, Niveau
from peil.wording import has_value


@dataclass(frozen=True)
class Found:
    """What a report over one gebied and year is made of."""

    ask: Ask

    @property
    def desk(self) -> Desk:
        """The door to the figures."""
        return self.ask.desk

    @property
    def zeg(self) -> Phrases:
        """The fixed sentences."""
        return self.ask.zeg

    @property
    def niveau(self) -> Niveau:
        """The level of the gebied."""
        return self.ask.area.niveau

    @cached_property
    def figures(self) -> list[Figure]:
        """One figure per indicator of the year, in the order of the catalogue."""
        place = {i.slug: n for n, i in enumerate(self.desk.catalogue)}
        found = self.desk.profile(self.ask.gebied, self.ask.jaar)
        return sorted(found, key=lambda f: place[f.indicator])

    @cached_property
    def ordered(self) -> list[Figure]:
        """The same figures, the most informative first, as on the page."""
        return gather.in_order(self.desk, self.desk.profile(self.ask.gebied, self.ask.jaar))

    @cached_property
    def lead(self) -> tuple[str, str]:
        """The first two sentences of the page of this gebied."""
        return lead_sentences(self.ordered, self.desk.catalogue, self.years)

    @cached_property
    def known(self) -> list[Figure]:
        """The figures that there can be at this level, in the order of the catalogue."""
        return [f for f in self.figures if f.status != NVT]

    @cached_property
    def years(self) -> Mapping[str, Sequence[Figure]]:
        """Each indicator's figures of this gebied up to the year, oldest first."""
        found = gather.years(self.desk, self.ask.gebied)
        jaar = self.ask.jaar
        return {slug: [f for f in fs if f.jaar <= jaar] for (slug, _), fs in found.items()}

    @cached_property
    def benchmarks(self) -> tuple[Niveau, ...]:
        """The larger areas to compare with, without one that is the gebied itself."""
        above = NIVEAUS[NIVEAUS.index(self.niveau) + 1 :]
        return above[1:] if self.desk.areas.equals_parent(self.ask.gebied) else above

    @cached_property
    def inside(self) -> tuple[str, ...]:
        """The gemeenten in this gebied; none in a gemeente."""
        if self.niveau == "gemeente":
            return ()
        return tuple(gather.inside(self.desk, self.ask.gebied, "gemeente"))

    @cached_property
    def noteworthy(self) -> list[Noteworthy]:
        """What stands out, as the page of this gebied says it."""
        return gather.standing_out(self.desk, [self.ask.gebied, *self.inside], self.ask.jaar)

    @cached_property
    def duiding(self) -> Mapping[str, Uitleg]:
        """Per theme the duiding that holds; "" is the whole. None for who is no analist."""
        if self.ask.loket.viewer.rol != "analist":
            return {}
        return gather.held(self.desk, self.ask.gebied, self.ask.jaar)

    @cached_property
    def scores(self) -> list[Entry[Score]]:
        """The oordelen on this gemeente, or on those in this gebied."""
        return self.ask.loket.entries(Score, list(self.inside) or [self.ask.gebied])

    @cached_property
    def norm(self) -> Profile | None:
        """The norm profile of a gemeente at the end of the year."""
        if self.niveau != "gemeente":
            return None
        ask = self.ask
        return normprofile.build(
            self.desk.norms, self.scores, ask.gebied, ask.area.naam, ask.jaar, ask.dag
        )

    @cached_property
    def elsewhere(self) -> States:
        """How all gemeenten stand on the norm on the day of the profile."""
        if self.norm is None:
            return {}
        return states_on(self.ask.loket.entries(Score), self.norm.dag)

    def agreed(self, bezoekjaar: int) -> list[Entry[Afspraak]]:
        """Return the afspraken of the visit in a year, late ones first."""
        codes = list(self.inside) or [self.ask.gebied]
        found = self.ask.loket.newest(Afspraak, codes)
        return in_order(e for e in found if e.record.bezoekjaar == bezoekjaar)

    def of_theme(self, thema: Thema) -> list[Figure]:
        """Return the figures of one theme that there can be at this level."""
        return [f for f in self.known if f.thema == thema.slug]

    def indicator(self, figure: Figure) -> Indicator:
        """Return what a figure counts."""
        return self.desk.catalogue[figure.indicator]

    @cached_property
    def has_figures(self) -> bool:
        """Whether there is any value at all."""
        return any(has_value(f) for f in self.known)

    @cached_property
    def is_fictief(self) -> bool:
        """Whether anything in this report was made up."""
        until = year_end(self.ask.jaar, self.ask.dag)
        typed = [e.is_fictief for j in (0, 1) for e in self.agreed(self.ask.jaar + j)]
        return (
            any(cards.is_fictief(f) for f in self.known)
            or any(u.is_fictief for u in self.duiding.values())
            or any(e.is_fictief and e.record.peildatum <= until for e in self.scores)
            or any(typed)
        )

    @cached_property
    def is_vertrouwelijk(self) -> bool:
        """Whether anything in it is not for everyone."""
        shown = any(self.indicator(f).openbaarheid == "vertrouwelijk" for f in self.known)
        agreed = any(self.agreed(self.ask.jaar + j) for j in (0, 1))
        return shown or bool(self.duiding) or agreed
