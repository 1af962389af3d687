"""Figures beside the norm items to which they belong: what is done, and what is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from peil import wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.labels import FICTIEF
from peil.norm import NormItem
from peil.normprofile.profile import Profile
from peil.normprofile.sheet import mark
from peil.normprofile.words import stand_of

#: As many stand open; the others are folded.
FIRST: Final = 6


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure, the items it belongs to and the address of its indicator."""

    figure: Figure
    indicator: Indicator
    items: Sequence[NormItem]
    link: str


def figures(profile: Profile, found: Sequence[Beside], detail: Callable[[str], str]) -> str:
    """Return the figures as a table: the items with their oordeel, and beside them the figure."""
    rows = [_figure_row(profile, beside, detail) for beside in found]
    more = len(rows) - FIRST
    if more <= 0:
        return _table(rows)
    return (
        f'{_table(rows[:FIRST])}<details class="np-m"><summary>Nog {more} '
        f"{'cijfer' if more == 1 else 'cijfers'}</summary>{_table(rows[FIRST:])}</details>"
    )


def _table(rows: Sequence[str]) -> str:
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Normitem", "Cijfer"))
    return (
        '<table class="np-c"><caption class="vh">Cijfers bij normitems</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _figure_row(profile: Profile, beside: Beside, detail: Callable[[str], str]) -> str:
    return (
        f'<tr><th scope="row">{"".join(_item(profile, i, detail) for i in beside.items)}</th>'
        f'<td><a href="{escape(beside.link)}">{escape(beside.indicator.titel)}</a><br>'
        f"{figure_line(beside)}</td></tr>"
    )


def _item(profile: Profile, item: NormItem, detail: Callable[[str], str]) -> str:
    stand = stand_of(profile.state(item))
    return (
        f'<span class="np-i"><a href="{escape(detail(item.id))}" title="{escape(item.titel)}">'
        f'{mark(stand)}<span class="np-id">{escape(item.id)}</span></a> {escape(stand)}</span>'
    )


def figure_line(beside: Beside) -> str:
    """Return value, unit, period and how it compares; what is made up says so."""
    figure, indicator = beside.figure, beside.indicator
    made_up = figure.is_fictief or wording.finding_is_fictief(figure)
    tag = f" {FICTIEF}" if made_up else ""
    facts = f"<small>{escape(_sentence(figure, indicator))}</small>"
    if not wording.has_value(figure):
        return f"–{tag}{facts}"
    value = wording.value_text(figure, indicator)
    unit = wording.unit_text(indicator)
    return (
        f"<b>{escape(value)}</b> {escape(unit)}, {escape(wording.period_text(figure))}{tag}{facts}"
    )


def _sentence(figure: Figure, indicator: Indicator) -> str:
    caveat = wording.caveat(indicator) if wording.has_value(figure) else ""
    return " ".join(filter(None, (f"{wording.finding(figure, indicator)}.", caveat)))
