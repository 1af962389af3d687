"""What a gemeente lacks, most useful first: where it can learn from the most others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from peil.norm import NormItem
from peil.normprofile.profile import Profile
from peil.normprofile.words import STANDEN, stand_of
from peil.numbers import format_date
from peil.scores import VERLOPEN, Stand, State, States

#: What asks for something, in the order in which it helps most.
LACKING: Final[tuple[Stand, ...]] = ("ontbreekt", VERLOPEN, "in ontwikkeling")
#: As many stand open; the others are folded.
FIRST: Final = 6


@dataclass(frozen=True, slots=True)
class Lack:
    """One item that asks for something; ``doen_het`` of ``beoordeeld`` other gemeenten do it."""

    item: NormItem
    stand: Stand
    state: State
    doen_het: int
    beoordeeld: int


def lacks(profile: Profile, others: States) -> list[Lack]:
    """Return what lacks: ontbreekt, verlopen, in ontwikkeling; what most others have first.

    ``others`` are the states of all gemeenten on the same day.
    """
    counts = _others(others, profile.gebied)
    found: list[Lack] = []
    for item in profile.norm.item:
        state = profile.state(item)
        if state is not None and state.stand in LACKING:
            found.append(Lack(item, stand_of(state), state, *counts.get(item.id, (0, 0))))
    return sorted(found, key=lambda lack: (LACKING.index(lack.stand), -_share(lack)))


def _share(lack: Lack) -> float:
    return lack.doen_het / lack.beoordeeld if lack.beoordeeld else 0


def _others(states: States, gebied: str) -> Mapping[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for (code, item), state in states.items():
        if code != gebied and state.is_beoordeeld:
            done, known = counts.get(item, (0, 0))
            counts[item] = (done + (state.stand == "uitgevoerd"), known + 1)
    return counts


def lacking(
    found: list[Lack],
    detail: Callable[[str], str],
    who: Callable[[str], str],
    agree: Callable[[str], str],
) -> str:
    """Return what lacks as a list; the three functions give an item's addresses.

    Args:
        found: what lacks, most useful first.
        detail: where the item and its history open.
        who: where one sees which gemeenten have it.
        agree: where an afspraak about it can be made.
    """
    rows = [_row(lack, detail, who, agree) for lack in found]
    more = len(rows) - FIRST
    folded = ""
    if more > 0:
        folded = (
            '<details class="np-m"><summary>'
            f"Nog {more} {'item' if more == 1 else 'items'}</summary>"
            f'<ul class="np-o">{"".join(rows[FIRST:])}</ul></details>'
        )
    return f'<ul class="np-o">{"".join(rows[:FIRST])}</ul>{folded}'


def _row(
    lack: Lack, detail: Callable[[str], str], who: Callable[[str], str], agree: Callable[[str], str]
) -> str:
    item = lack.item
    about = f'<span class="vh"> over {escape(item.titel)}</span>'
    # Where nobody does it there is no one to ask.
    example = (
        f'<a href="{escape(who(item.id))}">Wie doet dit al?'
        f'<span class="vh"> {escape(item.titel)}</span></a> · '
        if lack.doen_het
        else ""
    )
    return (
        f'<li><i class="bl {STANDEN[lack.stand][0]}" aria-hidden="true"></i><div>'
        f'<a class="np-w" href="{escape(detail(item.id))}">{escape(item.id)} '
        f"{escape(item.titel)}</a>"
        f'<p class="small">{escape(since_words(lack))} · {others_words(lack)}</p>'
        f'<p class="small">{example}'
        f'<a href="{escape(agree(item.id))}">Maak een afspraak{about}</a></p></div></li>'
    )


def others_words(lack: Lack) -> str:
    """Return how many other gemeenten do what lacks here."""
    if not lack.beoordeeld:
        return "nog geen andere gemeente is hierop beoordeeld"
    have = "gemeente heeft" if lack.beoordeeld == 1 else "gemeenten hebben"
    return f"{lack.doen_het} van {lack.beoordeeld} andere beoordeelde {have} dit uitgevoerd"


def since_words(lack: Lack) -> str:
    """Return since when an item lacks, is in development or has expired."""
    record = lack.state.entry.record
    if lack.stand == VERLOPEN and record.geldig_tot is not None:
        return f"Verlopen op {format_date(record.geldig_tot)} (was: {record.oordeel})"
    return f"{lack.stand[0].upper()}{lack.stand[1:]}, peildatum {format_date(record.peildatum)}"
