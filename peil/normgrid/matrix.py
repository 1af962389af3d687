"""The matrix gemeente x item as a real table: a mark with a sign, and the word for who hears it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Final

from peil.norm import NormItem, NormSet
from peil.normgrid.counts import Choice, Grid
from peil.scores import Stand, Tally
from peil.wording import upper_first

#: The letter that a mark is styled by; each mark also differs in shape.
SIGNS: Final[Mapping[Stand, str]] = {
    "uitgevoerd": "u",
    "in ontwikkeling": "b",
    "ontbreekt": "o",
    "verlopen": "v",
    "onbekend": "k",
    "niet van toepassing": "n",
    "niet beoordeeld": "g",
}
#: From so many columns on a title no longer fits above each of them.
_MOST_TITLES: Final = 18


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses by code, id and slug; what has none is shown as text."""

    gemeente: Mapping[str, str] = field(default_factory=dict[str, str])
    item: Mapping[str, str] = field(default_factory=dict[str, str])
    pijler: Mapping[str, str] = field(default_factory=dict[str, str])


def anchor(text: str, address: str, more: str = "") -> str:
    """Return a link to one of our pages, or the text alone; ``more`` is markup of our own."""
    if not address:
        return escape(text) + more
    return f'<a href="{escape(address)}" target="_self">{escape(text)}{more}</a>'


def sign(stand: Stand) -> str:
    """Return the mark of a stand with its word beside it, hidden from the eye."""
    return f'<i class="nm {SIGNS[stand]}" aria-hidden="true"></i><span class="vh">{stand}</span>'


def legend() -> str:
    """Return what each mark means, in words."""
    parts = (
        f'<li><i class="nm {letter}" aria-hidden="true"></i>{stand}</li>'
        for stand, letter in SIGNS.items()
    )
    return f'<ul class="nml" aria-label="Betekenis van de tekens">{"".join(parts)}</ul>'


def chosen_line(item: NormItem, tally: Tally, place: str) -> str:
    """Return how many meet the chosen item, and a link to who they are further down.

    Args:
        item: the item chosen in the matrix.
        tally: the counts over the gemeenten.
        place: id of the element that says who does it.
    """
    one = tally.beoordeeld == 1
    found = (
        f"{tally.uitgevoerd} van de {tally.beoordeeld} beoordeelde "
        f"{'gemeente voldoet' if one else 'gemeenten voldoen'}."
        if tally.beoordeeld
        else "nog geen gemeente is hierop beoordeeld."
    )
    return (
        f'<p class="nmw" role="status"><b>{escape(item.id)} {escape(item.titel)}</b>: {found} '
        f'<a href="#{escape(place)}">↓ Wie doet dit al?</a></p>'
    )


def matrix(
    norm: NormSet, grid: Grid, names: Mapping[str, str], links: Links, choice: Choice, title: str
) -> str:
    """Return the table in a region that scrolls by itself; with few items titles stand above."""
    with_titles = len(grid.items) <= _MOST_TITLES
    starts = _starts(grid.items)
    body = "".join(_row(code, grid, names, links, choice, starts) for code in grid.gebieden)
    shape = " vol" if with_titles else ""
    only = " gemis" if choice.alleen_gemis else ""
    head = _groups(norm, grid.items, links) + _heads(grid.items, links, choice, starts, with_titles)
    return (
        f'<div class="rol nmr" tabindex="0" role="region" aria-label="{escape(title)}">'
        f'<table class="nmt{shape}{only}"><caption class="vh">{escape(title)}</caption>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _starts(items: Sequence[NormItem]) -> frozenset[str]:
    """Return the items with which a pijler begins: there the table leaves a gap."""
    return frozenset(next(group).id for _, group in groupby(items, key=lambda i: i.pijler))


def _groups(norm: NormSet, items: Sequence[NormItem], links: Links) -> str:
    known = {p.slug: p for p in norm.pijler}
    cells = ['<td class="naam"></td><td></td>']
    for slug, group in groupby(items, key=lambda i: i.pijler):
        found = list(group)
        pijler = known[slug]
        fits = len(found) > 6 or len(pijler.titel) <= len(pijler.kort) or not pijler.kort
        text = pijler.titel if fits else upper_first(pijler.kort)
        label = anchor(text, links.pijler.get(slug, ""))
        cells.append(f'<th scope="colgroup" colspan="{len(found)}" class="nmst">{label}</th>')
    return f'<tr class="p">{"".join(cells)}</tr>'


def _heads(
    items: Sequence[NormItem],
    links: Links,
    choice: Choice,
    starts: frozenset[str],
    with_titles: bool,
) -> str:
    cells = [
        '<th scope="col" class="naam">Gemeente</th>',
        '<th scope="col" class="tel"><abbr title="uitgevoerd van beoordeeld">uitg.</abbr></th>',
    ]
    for place, item in enumerate(items):
        kind = _classes(item, starts, choice)
        late = " l" if place > len(items) // 2 else ""
        cells.append(
            f'<th scope="col"{kind}>{_head(item, links, with_titles, late)}</th>',
        )
    return f'<tr class="i">{"".join(cells)}</tr>'


def _head(item: NormItem, links: Links, with_titles: bool, late: str) -> str:
    """Return a head: the title standing up, or the number with its title on hover and focus."""
    if with_titles:
        title = anchor(item.titel, links.item.get(item.id, ""))
        return f'<span class="up"><b>{item.id}</b> {title}</span>'
    prefix, _, number = item.id.partition("-")
    tip = f'<span class="tip{late}">{item.id} {escape(item.titel)}</span>'
    address = links.item.get(item.id, "")
    text = f'<span class="vh">{prefix}-</span>{number}{tip}'
    return f'<a href="{escape(address)}" target="_self">{text}</a>' if address else text


def _classes(item: NormItem, starts: frozenset[str], choice: Choice) -> str:
    names = [n for n, on in (("nmst", item.id in starts), ("nmhier", item.id == choice.item)) if on]
    return f' class="{" ".join(names)}"' if names else ""


def _row(
    code: str,
    grid: Grid,
    names: Mapping[str, str],
    links: Links,
    choice: Choice,
    starts: frozenset[str],
) -> str:
    tally = grid.tellingen[code]
    name = names.get(code, code)
    count = f"{tally.uitgevoerd}<span>/{tally.beoordeeld}</span>"
    cells = [
        f'<th scope="row" class="naam">{anchor(name, links.gemeente.get(code, ""))}</th>',
        f'<td class="tel">{count}</td>',
    ]
    safe = escape(name)
    for item in grid.items:
        stand = grid.stand(code, item.id)
        cells.append(
            f"<td{_classes(item, starts, choice)}>"
            f'<i class="nm {SIGNS[stand]}" aria-hidden="true" title="{safe}, {item.id}: {stand}">'
            f'</i><span class="vh">{stand}</span></td>'
        )
    return f"<tr>{''.join(cells)}</tr>"


def item_key(norm: NormSet, items: Sequence[NormItem], links: Links) -> str:
    """Return all shown items with their title, per pijler, folded."""
    titles = {p.slug: p.titel for p in norm.pijler}
    parts: list[str] = []
    for slug, group in groupby(items, key=lambda i: i.pijler):
        rows = "".join(
            f"<li><b>{i.id}</b> {anchor(i.titel, links.item.get(i.id, ''))}</li>" for i in group
        )
        parts.append(f"<section><h3>{escape(titles[slug])}</h3><ul>{rows}</ul></section>")
    return (
        f'<details class="nmk"><summary>Wat de nummers zijn: alle {len(items)} items</summary>'
        f"<div>{''.join(parts)}</div></details>"
    )
