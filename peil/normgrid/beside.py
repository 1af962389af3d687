"""A figure beside the norm item it belongs to: the same gemeenten, with and without the item."""

from collections.abc import Mapping, Sequence
from html import escape
from statistics import median
from typing import Final

from peil import labels, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.normgrid.counts import Place, WhoDoes
from peil.normgrid.matrix import Links, anchor, sign

CAUSE: Final = (
    "Dit zegt niets over oorzaak en gevolg: gemeenten verschillen ook op veel andere punten."
)
_COUNTS: Final = " Het zijn aantallen: een grotere gemeente heeft er vanzelf meer."
#: With fewer gemeenten a middle says nothing about a group.
_SMALLEST: Final = 3
_WIDTH, _LEFT, _RIGHT, _ROW = 440, 96, 16, 34


def beside(
    who: WhoDoes,
    figures: Sequence[Figure],
    indicator: Indicator,
    names: Mapping[str, str],
    links: Links,
    address: str = "",
) -> str:
    """Return one figure for the gemeenten that meet the item and those that do not (yet).

    Args:
        who: how the gemeenten stand on the item.
        figures: this indicator for those gemeenten, one period.
        indicator: the indicator.
        names: code -> name.
        links: where the gemeenten are.
        address: where the indicator is.
    """
    by_code = {f.gebied_code: f for f in figures}
    groups = _groups(who)
    title = f"<h3>{anchor(indicator.titel, address)}</h3>"
    if not any(wording.has_value(f) for f in figures):
        return f'{title}<p class="sub">Hier zijn geen cijfers van per gemeente.</p>'
    period = wording.period_text(next(f for f in figures if wording.has_value(f)))
    tag = f" {labels.FICTIEF}" if any(f.is_fictief for f in figures) else ""
    more = "" if wording.is_rate(indicator) else _COUNTS
    found = "".join(_sentence(name, places, by_code, indicator) for name, places in groups)
    return (
        f'<div class="nbs">{title}<p class="small">{escape(wording.unit_text(indicator))}, '
        f"{escape(period)}{tag}</p>{_strip(groups, by_code, indicator, names)}"
        f'<p>{found}</p><p class="small">{CAUSE}{more}</p>'
        f"<details><summary>Tabel: {escape(indicator.titel)} per gemeente</summary>"
        f"{_table(groups, by_code, indicator, names, links)}</details></div>"
    )


_Groups = Sequence[tuple[str, Sequence[Place]]]


def _groups(who: WhoDoes) -> _Groups:
    both = (("Voldoet", who.doet), ("Nog niet", (*who.bezig, *who.ontbreekt)))
    return [(name, places) for name, places in both if places]


def _values(
    places: Sequence[Place], by_code: Mapping[str, Figure]
) -> list[tuple[Place, Figure, float]]:
    found = [(p, by_code[p.gebied]) for p in places if p.gebied in by_code]
    return [(p, f, f.waarde) for p, f in found if wording.has_value(f) and f.waarde is not None]


def _sentence(
    name: str, places: Sequence[Place], by_code: Mapping[str, Figure], indicator: Indicator
) -> str:
    values = [v for *_, v in _values(places, by_code)]
    number = "1 gemeente" if len(values) == 1 else f"{len(values)} gemeenten"
    if len(values) < _SMALLEST:
        return f"{name}: {number} met een cijfer, te weinig voor een midden. "
    middle = median(values)
    text = wording.number_text(indicator, middle, wording.decimals(indicator, values))
    return f"{name}: midden <b>{escape(text)}</b> ({number}). "


def _strip(
    groups: _Groups,
    by_code: Mapping[str, Figure],
    indicator: Indicator,
    names: Mapping[str, str],
) -> str:
    """Return a dot per gemeente on one scale that starts at zero, a row per group."""
    values = [v for _, places in groups for *_, v in _values(places, by_code)]
    top = max(values, default=0) or 1
    height = _ROW * len(groups) + 22

    def across(value: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * value / top

    drawn: list[str] = []
    for row, (name, places) in enumerate(groups):
        y = _ROW * row + _ROW / 2
        drawn.append(f'<text x="0" y="{y + 4}">{name}</text>')
        drawn.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>')
        found = _values(places, by_code)
        kind = "" if row == 0 and name == "Voldoet" else ' class="open"'
        for place, figure, value in found:
            said = escape(
                f"{names.get(place.gebied, place.gebied)}: {labels.mark(figure, indicator)}"
            )
            drawn.append(
                f'<circle cx="{across(value):.1f}" cy="{y}" r="5"{kind}>'
                f"<title>{said}</title></circle>"
            )
        if len(found) >= _SMALLEST:
            x = across(median([v for *_, v in found]))
            drawn.append(f'<path d="M{x:.1f} {y - 11}v22"/>')
    scale = f"{indicator.titel}: elke stip is een gemeente, het streepje is het midden"
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(scale)}">'
        f"{''.join(drawn)}{_ends(top, height, indicator)}</svg>"
    )


def _ends(top: float, height: int, indicator: Indicator) -> str:
    places = 0 if top >= 10 else 1
    low, high = (escape(wording.number_text(indicator, v, places)) for v in (0, top))
    return (
        f'<text x="{_LEFT}" y="{height - 4}">{low}</text>'
        f'<text x="{_WIDTH - _RIGHT}" y="{height - 4}" text-anchor="end">{high}</text>'
    )


def _table(
    groups: _Groups,
    by_code: Mapping[str, Figure],
    indicator: Indicator,
    names: Mapping[str, str],
    links: Links,
) -> str:
    rows = [(p, by_code.get(p.gebied)) for _, places in groups for p in places]
    rows.sort(key=lambda r: -(r[1].waarde if r[1] and r[1].waarde is not None else -1))
    body = "".join(
        f'<tr><th scope="row">'
        f"{anchor(names.get(p.gebied, p.gebied), links.gemeente.get(p.gebied, ''))}</th>"
        f"<td>{sign(p.stand)} {p.stand}</td>"
        f'<td class="getal">{escape(labels.value_words(f, indicator)) if f else "–"}</td></tr>'
        for p, f in rows
    )
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Gemeente", "Item"))
    return (
        f'<table><caption class="vh">{escape(indicator.titel)} per gemeente</caption>'
        f'<thead><tr>{heads}<th scope="col" class="getal">Cijfer</th></tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
