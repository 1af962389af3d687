"""The parts of a profile: the cards of one area, and its place among vergelijkbare gemeenten.

cards_by_theme(desk, vraag, figures, years)     six cards, then every theme folded
among_peers(desk, vraag, figures)               median, range and place in words
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pages.parts import choose, gather, show, walk
from peil import cards, strips
from peil.figure import Figure
from peil.peers import place_among
from peil.question import Question
from peil.terms import NVT

if TYPE_CHECKING:
    from peil.desk import Desk

#: Cards that stand open at the top; the others are folded by theme.
TOP: Final = 6


def cards_by_theme(
    desk: "Desk", vraag: Question, figures: Sequence[Figure], years: Mapping[str, Sequence[Figure]]
) -> None:
    """Show the first cards, then every theme folded; what has no figure here is named.

    Args:
        desk: the door to the figures.
        vraag: the question of this view.
        figures: one per indicator, most informative first.
        years: indicator -> its figures through the years.
    """
    links, names = gather.links(desk, vraag), gather.names(desk)

    def draw(figure: Figure, level: int) -> str:
        indicator = desk.catalogue[figure.indicator]
        series = years.get(figure.indicator, [])
        title, link = desk.catalogue.themas[indicator.thema].titel, links[indicator.slug]
        wrong = walk.address(
            "vraag", Question(figure.gebied_code, figure.indicator, figure.periode)
        )
        return cards.card(
            figure, indicator, series, names, thema=title, link=link, report=wrong, level=level
        )

    explained = strips.margin_explained(desk.areas.get(vraag.gebied).naam)
    parts = [strips.section("De cijfers", explained)]
    parts.append(cards.grid([draw(f, 3) for f in figures[:TOP]]))
    themes: list[str] = []
    for theme in desk.catalogue.by_theme():
        own = [f for f in figures[TOP:] if f.thema == theme.slug]
        found = [f for f in own if f.status != NVT]
        absent = [desk.catalogue[f.indicator] for f in own if f.status == NVT]
        elsewhere = [(i.titel, links[i.slug]) for i in absent]
        drawn = [draw(f, 4) for f in found]
        themes.append(strips.theme(theme.titel, found, drawn, elsewhere))
    parts.append(strips.foldable(strips.section("Alle andere cijfers per thema"), "".join(themes)))
    show.show_html(strips.block(*parts), key="kaarten_profiel")


def among_peers(desk: "Desk", vraag: Question, figures: Sequence[Figure]) -> None:
    """Show where the gemeente stands among those of its size, or the reader's own group."""
    group = choose.peers(desk, vraag)
    others: dict[str, list[Figure]] = {}
    for f in desk.profile(group.codes, gather.year_of(vraag)) if group.codes else []:
        others.setdefault(f.indicator, []).append(f)
    rows = [
        (f, desk.catalogue[f.indicator], place)
        for f in figures
        if (place := place_among(f, others.get(f.indicator, []), desk.catalogue[f.indicator]))
    ]
    members = [desk.areas.get(code).naam for code in group.codes]
    block = strips.peers_block(group.titel, members, rows)
    show.show_html(strips.block(block), key="vergelijkbaar_profiel")
