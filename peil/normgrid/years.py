"""Progress through the years: a small drawing per pijler on one scale, and the table behind it."""

from collections.abc import Sequence
from html import escape
from typing import Final

from peil.norm import NormSet, Pijler
from peil.normgrid.counts import Year
from peil.normgrid.lists import share
from peil.numbers import format_count, format_percent
from peil.scores import is_year_end

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 320, 140, 34, 52, 12, 24
_LINES: Final = (0, 50, 100)


def year_label(year: Year) -> str:
    """Return the year, and that it still runs when it does."""
    return str(year.jaar) if is_year_end(year.dag) else f"{year.jaar}, tot nu"


def year_panels(norm: NormSet, years: Sequence[Year]) -> str:
    """Return a panel per pijler: uitgevoerd as a percentage of assessed, from 0 to 100."""
    panels = "".join(_panel(p, years) for p in norm.pijler)
    return f'<div class="njr">{panels}</div>'


def _panel(pijler: Pijler, years: Sequence[Year]) -> str:
    known = [(y, value) for y in years if (value := share(y.tellingen[pijler.slug])) is not None]
    title = f"<h3>{escape(pijler.titel)}</h3>"
    if not known:
        return f'<section>{title}<p class="sub">Nog niet beoordeeld.</p></section>'
    (first, low), (last, high) = known[0], known[-1]
    said = (
        f"{pijler.titel}: van {format_percent(low)} in {first.jaar} "
        f"naar {format_percent(high)} in {last.jaar}"
    )
    tally = last.tellingen[pijler.slug]
    under = (
        f"{format_count(tally.uitgevoerd)} van {format_count(tally.beoordeeld)} "
        f"uitgevoerd, {year_label(last)}"
    )
    drawn = _drawing(known, years, said)
    return f'<section>{title}{drawn}<p class="small">{under}</p></section>'


def _drawing(known: Sequence[tuple[Year, float]], years: Sequence[Year], said: str) -> str:
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(years) - 1, 1)
    place = {year.jaar: _LEFT + step * n for n, year in enumerate(years)}
    points = [(place[year.jaar], _height(value), year) for year, value in known]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(_dot(x, y, year) for x, y, year in points)
    grid = "".join(
        f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT + 6}" y1="{_height(v):.1f}" '
        f'y2="{_height(v):.1f}"/><text x="{_LEFT - 8}" y="{_height(v) + 4:.1f}" '
        f'text-anchor="end">{v}</text>'
        for v in _LINES
    )
    x, y, _ = points[-1]
    ends = {years[0].jaar, years[-1].jaar}
    labels = "".join(
        f'<text x="{place[jaar]:.1f}" y="{_HEIGHT - 4}" text-anchor="middle">{jaar}</text>'
        for jaar in sorted(ends)
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(said)}">'
        f'<g class="g">{grid}</g><polyline points="{path}"/>{dots}{labels}'
        f'<text class="w" x="{x + 9:.1f}" y="{y + 4:.1f}">'
        f"{format_percent(known[-1][1])}</text></svg>"
    )


def _dot(x: float, y: float, year: Year) -> str:
    """Return a point: open while its year still runs."""
    kind = "dicht" if is_year_end(year.dag) else "open"
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'


def _height(value: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - value / 100)


def year_table(norm: NormSet, years: Sequence[Year]) -> str:
    """Return uitgevoerd, assessed and the percentage per pijler and year; newest year first."""
    heads = "".join(f'<th scope="col" class="getal">{year_label(y)}</th>' for y in reversed(years))
    rows = "".join(
        f'<tr><th scope="row">{escape(p.titel)}</th>'
        + "".join(_cell(y, p.slug) for y in reversed(years))
        + "</tr>"
        for p in norm.pijler
    )
    return (
        "<table><caption>Uitgevoerd van beoordeeld per pijler, aan het einde van elk jaar"
        f'</caption><thead><tr><th scope="col">Pijler</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _cell(year: Year, slug: str) -> str:
    tally = year.tellingen[slug]
    if not tally.beoordeeld:
        return '<td class="getal">–</td>'
    return (
        f'<td class="getal">{format_count(tally.uitgevoerd)} van {format_count(tally.beoordeeld)}'
        f"<small>{format_percent(share(tally))}</small></td>"
    )
