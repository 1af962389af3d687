"""The map of some areas beside their ranking, as one part of the page that is drawn by itself.

show_areas(desk, vraag, block)      one tap marks an area in both and says one line about it
"""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.parts import areamap, choose, drawn, guard, mapcontrols, mapviews, panels, show, walk
from pages.parts.mapviews import Block, View
from peil import labels, mapfiles, maps, places, tables, wording
from peil.figure import Figure
from peil.question import Question

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from peil.desk import Desk


#: As long as what it makes room for: how to mark an area, and what then stands here.
_HOW: Final = (
    "Kies een gebied op de kaart of in de lijst. Hier staat dan het cijfer, de vergelijking met "
    "de rest, en de weg naar het profiel."
)


@guard.part
def show_areas(desk: "Desk", vraag: Question, block: Block) -> None:
    """Show one figure per area on the map and in order; what is marked is marked in both.

    A tap, a click or Space marks an area. Enter on an area, or the link in the line about it,
    opens it. The address says what is marked and how the map is drawn.
    """
    _picked(desk, vraag, block)
    vraag = choose.again(vraag)
    indicator = block.indicator
    if not vraag.periode:
        show.empty(f"Van {indicator.titel} zijn nog geen cijfers geleverd.")
        return
    figures = desk.figures(indicator.slug, gebied=block.codes, periode=vraag.periode)
    marked = vraag.kies or (vraag.gebied if vraag.gebied in block.codes else "")
    has_map = indicator.laagste_niveau == "gemeente"
    beside = has_map and vraag.weergave not in mapviews.WIDE
    left, right = _places(beside, len(block.codes))
    with left:
        if has_map:
            _map(desk, vraag, block, figures, marked)
        else:
            _line(vraag, block, [figures], marked)
    with right:
        panels.ranking(desk, indicator, figures, block.benchmark, f"ranglijst_{block.key}", marked)


def _places(beside: bool, areas: int) -> Sequence["DeltaGenerator"]:
    """Return where map and ranking stand; beside a short ranking the map is smaller."""
    if not beside:
        return st.container(), st.container()
    return st.columns([7, 5] if areas > 12 else [6, 6])


def _picked(desk: "Desk", vraag: Question, block: Block) -> None:
    """Do what was done on the map, before it is drawn: so it is drawn once."""
    done = st.session_state.get(f"vlak_{block.key}")
    kies, open_, periode = (getattr(done, name, None) for name in ("kies", "open", "periode"))
    if open_:
        walk.open_area(open_)
    if kies:
        walk.mark(kies)
    if periode and periode != vraag.periode:
        walk.show_period(periode)
    # A newer publication answers with another desk, and that is for the whole page.
    if st.session_state.pop(walk.WHOLE, False) or not desk.is_current():
        st.rerun()


def _map(
    desk: "Desk", vraag: Question, block: Block, figures: Sequence[Figure], marked: str
) -> None:
    seen = mapviews.view(desk, vraag, block, figures)
    shown = [f for panel in seen.panels for f in panel.figures]
    fictief = any(f.is_fictief for f in shown)
    source, key = drawn.source(desk, shown, block.indicator), block.key
    files = mapfiles.read_map_files(places.work_root(), desk.snapshot.stand)
    urls = maps.geometry_urls(files.files, "./kaart")
    with show.card(key, fictief):
        show.show_html(show.caption(seen.title, seen.units, fictief=fictief), key=f"kop_{key}")
        if not {"gemeenten", "districten"} <= set(urls):
            show.error("De kaart is niet gebouwd. De tabel werkt wel. Voer 'peil publiceer' uit.")
        else:
            mapcontrols.controls(desk, vraag, block, figures, "tegels" in urls)
            side_by_side = [p.figures for p in seen.panels] if seen.soort == "twee" else [figures]
            _line(vraag, block, side_by_side, marked)
            payload = maps.map_payload(
                seen.panels, soort=seen.soort, benchmark=block.benchmark, gekozen=marked or None,
                kleur="verschil" if vraag.kleur == "verschil" else "klassen", toon=vraag.periode,
                titel=seen.title, onder=_alone(seen, block), bron=source,
                credit=files.credit or labels.CREDIT,
                districten={d.code: d.naam_lang for d in desk.areas.at("district")},
            )  # fmt: skip
            form = "tegels" if vraag.vorm == "tegels" and "tegels" in urls else "kaart"
            areamap.area_map(payload, urls, vorm=form, key=f"vlak_{key}")
        show.foot(source, key)
        show.behind(
            lambda: _table(block, seen, figures), lambda: desk.csv(shown), key,
            drawn.report(figures, block.indicator, marked),
        )  # fmt: skip


def _alone(seen: View, block: Block) -> str:
    """Return the line under the title of a saved map: there no page says which figure it is."""
    named = block.indicator.titel in seen.title or seen.soort == "reeks"
    return seen.units if named else f"{block.indicator.titel}. {seen.units}"


def _table(block: Block, seen: View, figures: Sequence[Figure]) -> str:
    """Return the real table behind the map: of each panel its figures."""
    if len(seen.panels) < 2:
        return tables.figures_table(figures, block.indicator, benchmark=block.benchmark)
    parts = [
        f"<h4>{escape(panel.titel)}</h4>"
        + tables.figures_table(panel.figures, panel.indicator, benchmark=block.benchmark)
        for panel in seen.panels
    ]
    return "".join(parts)


def _line(vraag: Question, block: Block, periods: Sequence[Sequence[Figure]], marked: str) -> None:
    """Show the line about the area that is marked, or how to mark one; it keeps its height.

    ``periods`` are the figures of each period that is set side by side, old to new.
    """
    own = [f for figures in periods for f in figures if f.gebied_code == marked]
    text = _told(vraag, block, own) if own else _HOW
    kind = "keus is-gekozen" if own else "keus"
    show.show_html(f'<p class="{kind}" role="status">{text}</p>', key=f"keus_{block.key}")


def _told(vraag: Question, block: Block, own: Sequence[Figure]) -> str:
    """Return name, value, comparison in words, and the link that opens the area."""
    last, indicator = own[-1], block.indicator
    values = [
        f"{labels.traced(f, escape(labels.value_words(f, indicator)))} in "
        f"{escape(wording.period_text(f))}"
        for f in own
    ]
    compared = labels.comparison_words(last, indicator, block.benchmark)
    link = walk.address(walk.PAGE_OF[last.niveau], vraag.but(gebied=last.gebied_code))
    name = escape(last.gebied)
    tag = f"{show.FICTIEF} " if any(f.is_fictief for f in own) else ""
    words = f"{escape(compared)}. " if compared else ""
    return (
        f"<b>{name}</b>: {wording.join_words(values)}. {words}{tag}"
        f'<a href="{escape(link)}">Open het profiel van {name}</a> '
        f'<button type="button" data-kies="{walk.NONE}">Wis keuze</button>'
    )
