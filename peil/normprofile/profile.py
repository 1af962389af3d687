"""What holds for one gemeente on a day, beside the end of the year before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from peil.norm import NormItem, Norms, NormSet
from peil.records import Entry, Score
from peil.scores import (
    State,
    Tally,
    not_withdrawn,
    over_years,
    states_on,
    tally,
    timelines,
    total,
    withdrawn,
    year_end,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """The norm profile of one gemeente.

    ``jaar`` is the chosen year (nothing: as it stands now), ``dag`` the day on which it is judged,
    ``vorig_jaar`` the year at whose end it is compared. ``standen`` are by item, ``telling`` and
    ``telling_toen`` by pijler, ``tijdlijn`` holds all oordelen by item, also later ones,
    ``jaren`` the counts per year from the first oordeel on, ``ingetrokken`` by item the oordelen
    that were taken back, each with what took it back.
    """

    norm: NormSet
    gebied: str
    naam: str
    jaar: int | None
    dag: date
    vorig_jaar: int
    standen: Mapping[str, State]
    telling: Mapping[str, Tally]
    telling_toen: Mapping[str, Tally]
    tijdlijn: Mapping[str, Sequence[Entry[Score]]]
    jaren: Sequence[tuple[int, Tally]]
    ingetrokken: Mapping[str, Sequence[tuple[Entry[Score], Entry[Score]]]]

    @property
    def totaal(self) -> Tally:
        """All pijlers together; it never stands alone."""
        return total(self.telling.values())

    @property
    def totaal_toen(self) -> Tally:
        """All pijlers together at the end of the year before."""
        return total(self.telling_toen.values())

    @property
    def is_fictief(self) -> bool:
        """Whether any oordeel that holds was made up."""
        return self.totaal.is_fictief

    @property
    def is_gemengd(self) -> bool:
        """Whether made-up and real oordelen stand beside each other."""
        return len({state.is_fictief for state in self.standen.values()}) > 1

    @property
    def eerste(self) -> date | None:
        """The first peildatum of all oordelen, also those after the day shown."""
        return min(
            (e.record.peildatum for line in self.tijdlijn.values() for e in line), default=None
        )

    def state(self, item: NormItem) -> State | None:
        """Return what holds for an item, or nothing when it was not assessed by then."""
        return self.standen.get(item.id)

    def older_version(self, item: NormItem) -> str:
        """Return the version of the norm of an oordeel that was given under another one."""
        state = self.state(item)
        given = state.entry.record.normversie if state else self.norm.versie
        return "" if given == self.norm.versie else given


def build(
    norms: Norms,
    entries: Iterable[Entry[Score]],
    gebied: str,
    naam: str,
    jaar: int | None,
    today: date,
) -> Profile | None:
    """Return the profile of a gemeente in a year or as it stands; nothing without a norm set."""
    day = year_end(jaar, today) if jaar else today
    norm = norms.on(day)
    if norm is None:
        return None
    typed = [e for e in entries if e.record.gebied == gebied]
    own = not_withdrawn(typed)
    gone: dict[str, list[tuple[Entry[Score], Entry[Score]]]] = {}
    for pair in withdrawn(typed):
        gone.setdefault(pair[0].record.item, []).append(pair)
    before = day.year - 1
    states = states_on(own, day)
    then = states_on(own, date(before, 12, 31))
    return Profile(
        norm=norm,
        gebied=gebied,
        naam=naam,
        jaar=jaar,
        dag=day,
        vorig_jaar=before,
        standen={item: state for (_, item), state in states.items()},
        telling=tally(norm, states, gebied),
        telling_toen=tally(norm, then, gebied),
        tijdlijn={item: line for (_, item), line in timelines(own).items()},
        jaren=[
            (moment.year, total(tally(then_norm, held, gebied).values()))
            for moment, then_norm, held in over_years(own, norms, day)
        ],
        ingetrokken=gone,
    )
