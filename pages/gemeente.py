"""The profile of a gemeente: lead, theme cards, vergelijkbare gemeenten, download."""

from pages.parts import choose, gather, show
from peil import cards, lead, strips
from peil.desk import Desk
from peil.figure import Figure
from peil.peers import place_among
from peil.question import Question


def page(desk: Desk) -> None:
    """Show everything we know of one gemeente."""
    vraag = choose.question(desk, "gemeente", niveau="gemeente")
    area, code = desk.areas.get(vraag.gebied), vraag.gebied
    district = desk.areas.ancestors(code).get("district")
    meta = " · ".join(filter(None, (choose.area_meta(desk, code), district and district.naam)))
    controls = (choose.GEBIED, choose.PERIODE, choose.VERGELIJK)
    choose.header(desk, vraag, "gemeente", area.naam, meta, controls)
    figures = gather.in_order(desk, desk.profile(code, gather.year_of(vraag)))
    years = {slug: series for (slug, _), series in gather.years(desk, code).items()}
    _summary(desk, vraag, figures, years)
    _cards(desk, vraag, figures, years)
    _peers(desk, vraag, figures)
    show.download(desk, figures, f"profiel_{code}")


def _summary(
    desk: Desk, vraag: Question, figures: list[Figure], years: dict[str, list[Figure]]
) -> None:
    first, second = lead.lead_sentences(figures, desk.catalogue, years)
    parts = [cards.style(), strips.lead(first, second)]
    if any(cards.is_fictief(f) for f in figures):
        real = gather.real_titles(desk, figures)
        parts.append(strips.fictief_note(real, "verantwoording#fictief"))
    found = gather.standing_out(desk, [vraag.gebied], gather.year_of(vraag))
    parts += [
        strips.section("Wat opvalt", strips.CHANCE),
        strips.noteworthy_strip(found, gather.links(desk, vraag)),
    ]
    show.show_html(strips.block(*parts), key="samenvatting_gemeente")


def _cards(
    desk: Desk, vraag: Question, figures: list[Figure], years: dict[str, list[Figure]]
) -> None:
    """Show the six most informative cards, then every theme folded."""
    links, names = gather.links(desk, vraag), gather.names(desk)

    def draw(figure: Figure, level: int) -> str:
        indicator = desk.catalogue[figure.indicator]
        return cards.card(
            figure,
            indicator,
            years.get(figure.indicator, []),
            names,
            thema=desk.catalogue.themas[indicator.thema].titel,
            link=links[indicator.slug],
            level=level,
        )

    top, rest = figures[:6], figures[6:]
    parts = [
        strips.section("De cijfers", strips.margin_explained(desk.areas.get(vraag.gebied).naam)),
        cards.grid([draw(f, 3) for f in top]),
        strips.section("Alle andere cijfers per thema"),
    ]
    for theme in desk.catalogue.by_theme():
        found = [f for f in rest if f.thema == theme.slug]
        parts.append(strips.theme(theme.titel, found, [draw(f, 4) for f in found]))
    show.show_html(strips.block(*parts), key="kaarten_gemeente")


def _peers(desk: Desk, vraag: Question, figures: list[Figure]) -> None:
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
    show.show_html(strips.block(block), key="vergelijkbaar_gemeente")
