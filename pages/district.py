"""Districts side by side: heat table, small multiples, and the gemeenten of one district."""

from pages.parts import choose, explained, gather, panels, reporting, show
from pages.parts.mapping import show_areas
from pages.parts.mapviews import Block
from peil import strips, tables, wording
from peil.catalogue import Indicator
from peil.desk import Desk
from peil.lead import lead_sentences
from peil.loket import Loket
from peil.question import MAP_PARTS, Question


def page(desk: Desk, loket: Loket) -> None:
    """Show one district among the others of its eenheid."""
    vraag = choose.question(desk, "district", niveau="district", met_indicator=True, own=MAP_PARTS)
    indicator, area = desk.indicator(vraag.indicator), desk.areas.get(vraag.gebied)
    controls = (choose.GEBIED, choose.INDICATOR, choose.PERIODE)
    places = area.naam_lang.removeprefix(area.naam).strip(" ()")
    title, meta = area.naam, " · ".join(filter(None, (places, choose.area_meta(desk, area.code))))
    choose.header(desk, vraag, "district", title, meta, controls)
    reporting.show_button(desk, loket, area.code, gather.year_of(vraag))
    _summary(desk, vraag)
    explained.show_explained(desk, loket, vraag)
    above = area.ouder or area.code
    districts = gather.inside(desk, above, "district")
    _side_by_side(desk, vraag, indicator, districts)
    _gemeenten(desk, vraag, indicator)
    panels.multiples(desk, indicator, districts, above, "verloop_districten")


def _summary(desk: Desk, vraag: Question) -> None:
    code = vraag.gebied
    history = {slug: series for (slug, _), series in gather.years(desk, code).items()}
    own = gather.in_order(desk, desk.profile(code, gather.year_of(vraag)))
    sentences = lead_sentences(own, desk.catalogue, history)
    codes = [code, *gather.inside(desk, code, "gemeente")]
    panels.summary(desk, vraag, "district", sentences, own, codes)


def _side_by_side(desk: Desk, vraag: Question, indicator: Indicator, codes: list[str]) -> None:
    """Show the theme of the chosen indicator for all districts, in colour, sign and word."""
    theme = desk.catalogue.themas[indicator.thema]
    shown = [i for i in desk.catalogue if i.thema == theme.slug and i.laagste_niveau != "eenheid"]
    slugs = {i.slug for i in shown}
    figures = [f for f in desk.profile(codes, gather.year_of(vraag)) if f.indicator in slugs]
    with show.card("warmte", any(f.is_fictief for f in figures)):
        units = (
            "Elk district tegen de rest van de eenheid. Teken en woord komen uit de toets. "
            "Sterke kleur: minstens anderhalf keer de rest, of hooguit twee derde ervan."
        )
        above = show.caption(f"{theme.titel}: de districten naast elkaar", units)
        show.show_html(strips.foldable(above, follows=True))
        table = tables.heat_table(figures, shown, benchmark="eenheid")
        show.show_table(table, f"{theme.titel}: de districten naast elkaar")
        show.download(desk, figures, "districten")


def _gemeenten(desk: Desk, vraag: Question, indicator: Indicator) -> None:
    """Show the gemeenten of the district on the map and in order."""
    codes = gather.inside(desk, vraag.gebied, "gemeente")
    name = wording.lower_first(desk.areas.get(vraag.gebied).naam)
    if len(codes) > 1 and indicator.laagste_niveau == "gemeente":
        show_areas(desk, vraag, Block(indicator, tuple(codes), "district", "district"))
        return
    same = f"In {name} ligt één gemeente. Een vergelijking is hier niet van toepassing."
    with show.card("gemeenten_district"):
        show.show_html(show.caption(f"De gemeenten in {name}", indicator.titel))
        show.empty(same if len(codes) == 1 else "Dit cijfer bestaat niet per gemeente.")
