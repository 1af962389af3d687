"""The release note of the data in words: what changed between two standen, calmly grouped."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from peil import wording
from peil.catalogue import Catalogue, Indicator
from peil.changes import SOORTEN, Change
from peil.export import rows_csv
from peil.numbers import format_count, format_number
from peil.origin import levering_number
from peil.periods import parse_period
from peil.terms import CIJFER, ONDERDRUKT

#: What a reader calls each soort: one, and several.
SOORT_WORDS: Final = {
    "gewijzigd": ("is veranderd", "zijn veranderd"),
    "vervallen": ("is vervallen", "zijn vervallen"),
    "nieuw": ("is nieuw", "zijn nieuw"),
    "status": (
        "heeft een andere reden om er niet te zijn",
        "hebben een andere reden om er niet te zijn",
    ),
}
_CSV: Final = (
    "soort", "indicator", "gebied_code", "gebied", "periode", "uitsplitsing", "status_voor",
    "status_na", "teller_voor", "teller_na", "waarde_voor", "waarde_na", "fictief",
    "leveringen_erbij", "leveringen_eraf",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one indicator, largest first; ``titel`` is its slug when it is no more."""

    titel: str
    indicator: Indicator | None
    changes: tuple[Change, ...]

    @property
    def is_fictief(self) -> bool:
        """Whether a figure in it was made up."""
        return any(change.is_fictief for change in self.changes)


def groups(changes: Sequence[Change], *catalogues: Catalogue) -> list[Group]:
    """Return the changes per indicator; the one with the largest change comes first.

    What was a figure before and after leads: a new year is larger, and is no surprise.
    """
    by_slug: dict[str, list[Change]] = {}
    for change in changes:
        by_slug.setdefault(change.indicator, []).append(change)
    found: list[Group] = []
    for slug, own in by_slug.items():
        known = next((i for c in catalogues if (i := c.find(slug)) is not None), None)
        found.append(Group(known.titel if known else slug, known, tuple(own)))
    return sorted(found, key=_order)


def _order(group: Group) -> tuple[int, float, str]:
    first = group.changes[0]
    return SOORTEN.index(first.soort), -first.grootte, group.titel


def counts_sentence(changes: Sequence[Change]) -> str:
    """Return ``34 cijfers zijn veranderd, 2 zijn vervallen en 1 is nieuw``."""
    counted = Counter(change.soort for change in changes)
    if not counted:
        return "Er is geen enkel cijfer veranderd"
    parts = [_counted(counted[soort], soort) for soort in SOORTEN if counted[soort]]
    number, _, rest = parts[0].partition(" ")
    noun = "cijfer" if number == "1" else "cijfers"
    return wording.join_words([f"{number} {noun} {rest}", *parts[1:]])


def _counted(number: int, soort: str) -> str:
    return f"{format_count(number)} {SOORT_WORDS[soort][number != 1]}"


def side_text(change: Change, side: Literal["voor", "na"], indicator: Indicator | None) -> str:
    """Return what a change says on one side: ``10,6 (81)``, ``niet geleverd`` or a dash."""
    status = getattr(change, f"status_{side}")
    value, count = getattr(change, f"waarde_{side}"), getattr(change, f"teller_{side}")
    if status is None or (side == "voor" and is_withheld(change)):
        return "–"
    if status != CIJFER or (value is None and count is None):
        return str(status)
    loose = "*" if getattr(change, f"is_voorlopig_{side}") else ""
    if indicator is None:
        return f"{format_number(value if value is not None else count)}{loose}"
    text = wording.number_text(indicator, value, _places(change, indicator))
    counted = "" if count is None or not wording.is_rate(indicator) else f" ({format_count(count)})"
    return f"{text}{counted}{loose}"


def is_withheld(change: Change) -> bool:
    """Whether a figure was told before and is onderdrukt now: then it is not told once more."""
    return change.status_voor == CIJFER and change.status_na == ONDERDRUKT


#: What a reader is told where a figure is withheld.
WITHHELD: Final = "Is een cijfer nu onderdrukt? Dan tonen we hier ook niet meer wat het was."


def _places(change: Change, indicator: Indicator) -> int:
    return wording.decimals(indicator, (change.waarde_voor, change.waarde_na))


def what_text(change: Change, indicator: Indicator | None) -> str:
    """Return of which period and part a changed figure is."""
    period = parse_period(change.periode).label
    if not change.uitsplitsing or indicator is None:
        return period
    parts = ", ".join(w.titel for _, w in indicator.breakdown(change.uitsplitsing))
    return f"{period}, {parts}"


#: What changed when no levering did.
NO_LEVERING: Final = "andere definitie, noemer of rekenwijze"
_JOURNAAL: Final = "journaal"


def levering_text(change: Change) -> str:
    """Return by what a figure changed: ``levering 24 in plaats van 7``."""
    came, went = change.door.split(), change.zonder.split()
    if came and went:
        return f"{_leveringen(came)} in plaats van {_numbers(went)}"
    if came:
        return f"{_leveringen(came)} {'kwam' if len(came) == 1 else 'kwamen'} erbij"
    if went:
        return f"{_leveringen(went)} {'telt' if len(went) == 1 else 'tellen'} niet meer mee"
    return NO_LEVERING


def _leveringen(ids: Sequence[str]) -> str:
    """Return leveringen by their numbers; what people typed comes from the journaal."""
    delivered = sum(one != _JOURNAAL for one in ids)
    noun = {0: "", 1: "levering "}.get(delivered, "leveringen ")
    return f"{noun}{_numbers(ids)}"


def _numbers(ids: Sequence[str]) -> str:
    numbers = [levering_number(one) for one in ids if one != _JOURNAAL]
    return wording.join_words([*numbers, *["het journaal"] * (_JOURNAAL in ids)])


def changes_csv(changes: Sequence[Change]) -> str:
    """Return all changes as CSV, with the ids of the leveringen."""
    rows = (
        (
            c.soort, c.indicator, c.gebied_code, c.gebied, c.periode, c.uitsplitsing,
            c.status_voor, c.status_na, c.teller_voor, c.teller_na, c.waarde_voor, c.waarde_na,
            c.is_fictief, c.door, c.zonder,
        )
        for c in changes
    )  # fmt: skip
    return rows_csv([_CSV, *rows])
