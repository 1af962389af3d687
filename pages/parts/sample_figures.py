"""Samples of every way to show a figure: strips, cards, tables, charts and maps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

import streamlit as st

from pages.parts import samples, show
from pages.parts.areamap import area_map
from pages.parts.web import asset
from peil import cards, charts, maps, strips, tables, terms, titles
from peil.charts.breakdown import rest_of
from peil.charts.ranking import ordered
from peil.desk import Klasse
from peil.figure import Figure

_SOURCE: Final = "Bron: verzonnen voor deze pagina."
_CLASSES: Final = tuple(
    Klasse(n, low, high, "vaste klassen, verzonnen")
    for n, (low, high) in enumerate(((0.0, 4.0), (4.0, 6.0), (6.0, 8.0), (8.0, 10.0), (10.0, None)))
)
_GEOMETRY: Final[Mapping[str, str]] = {
    "gemeenten": "gemeenten.geojson",
    "districten": "districten.geojson",
    "tegels": "tegels.json",
}
_NAMES: Final = {"X": "District X", "Y": "District Y"}


def _chart(
    key: str,
    markup: str,
    title: str,
    units: str,
    figures: Sequence[Figure],
    table: Callable[[], str] | None = None,
) -> None:
    """Show one chart in its frame, as a page would."""
    show.show_chart(
        markup,
        title=title,
        units=units,
        source=_SOURCE,
        table=table or (lambda: tables.series_table(figures, samples.INDICATOR)),
        key=f"stijl_{key}",
        fictief=True,
    )


def key_figures() -> None:
    """Show key figures: one with a value, one count, one hidden, and what stands out."""
    own, other = samples.figure("VB01", 12.4), samples.figure("VB02", 37.0)
    hidden = samples.missing("VB03", terms.ONDERDRUKT)
    rows = [(own, samples.INDICATOR), (other, samples.COUNTS), (hidden, samples.INDICATOR)]
    parts = (
        strips.lead("Voorbeeldstad is hoger dan de rest van de eenheid.", "Dat is verzonnen."),
        strips.key_figures(rows),
        strips.section("Wat opvalt", strips.CHANCE),
        strips.noteworthy_strip(samples.FINDINGS),
        strips.noteworthy_strip(()),
    )
    show.show_html(strips.block(*parts), key="stijl_strook")


def all_cards() -> None:
    """Show the card of a figure in each status."""
    years = [f for f in samples.series() if f.gebied_code == samples.OWN]
    trend = {"trend_woord": terms.STIJGEND, "trend_van": 2021, "trend_tot": 2025}
    pool = {"pool_van": 2023, "pool_tot": 2025, "pool_waarde": 1.4, "pool_teller": 21.0}
    pool |= {"pool_noemer": 150_000.0, "pool_laag": 0.9, "pool_hoog": 2.1}
    both = {"district_rest": 8.0, "district_waarde": 8.0, "district_woord": terms.VERGELIJKBAAR}
    shown: tuple[tuple[str, Figure], ...] = (
        ("hoger", samples.figure("VB01", 12.4, **both, **trend)),
        ("voorlopig", samples.figure("VB05", 6.4, is_voorlopig=True, **both)),
        ("lager", samples.figure("VB09", 2.3, **both)),
        ("klein aantal", replace(samples.figure("VB09", 1.2, **pool), teller=4)),
        ("onderdrukt", samples.missing("VB10", terms.ONDERDRUKT, **pool)),
        ("niet geleverd", samples.missing("VB11", terms.NIET_GELEVERD)),
        ("ontbreekt", samples.missing("VB12", terms.ONTBREEKT)),
        ("niet van toepassing", samples.missing("VB12", terms.NVT)),
        ("nul", samples.figure("VB12", 0.0, laag=0.0, hoog=0.5, **both)),
    )
    drawn = [
        cards.card(
            figure, samples.INDICATOR, years if n == 0 else [], _NAMES, thema=name, key=f"stijl{n}"
        )
        for n, (name, figure) in enumerate(shown)
    ]
    show.show_html(strips.block(cards.grid(drawn)), key="stijl_kaartjes")


def rankings() -> None:
    """Show the ranking with every status, and one that is shortened."""
    figures = samples.areas()
    figures[2] = replace(figures[2], is_voorlopig=True)
    left, right = st.columns(2)
    with left:
        _ranking("ranglijst", figures, "VB05")
    with right:
        _ranking("ranglijst_lang", samples.many(90), "VN040")


def _ranking(key: str, figures: Sequence[Figure], chosen: str) -> None:
    _chart(
        key,
        charts.ranking(figures, samples.INDICATOR, "eenheid", gekozen=chosen),
        titles.ranking_title(figures, "eenheid"),
        titles.units_line(figures, samples.INDICATOR, "Balk: marge van 95\u00a0%"),
        figures,
        lambda: tables.figures_table(ordered(figures), samples.INDICATOR),
    )


def trends() -> None:
    """Show a trend with everything on it, and with as little as can be."""
    years, quarters = samples.series(), samples.quarters()
    own = [f for f in years if f.gebied_code == samples.OWN]
    _trend("verloop", years, "Met gebeurtenissen, trendbreuk, gat en voorlopige jaren")
    left, right = st.columns(2)
    with left:
        _trend("kwartalen", quarters, "Per kwartaal")
        _trend("geen_punt", [], "Geen enkel cijfer")
    with right:
        _trend("een_punt", [f for f in own if f.jaar == 2025], "Eén jaar")
        _trend("groot", own, "Groot, voor het scherm van een bezoek", groot=True)


def _trend(key: str, figures: Sequence[Figure], title: str, *, groot: bool = False) -> None:
    events = samples.EVENTS if key == "verloop" else ()
    _chart(
        f"lijn_{key}",
        charts.trend(figures, samples.INDICATOR, samples.OWN, gebeurtenissen=events, groot=groot),
        title,
        "Per 10.000 inwoners. Band: marge van 95\u00a0%.",
        figures,
    )


def multiples() -> None:
    """Show small multiples on one scale."""
    figures = samples.side_by_side()
    _chart(
        "kleintjes",
        charts.small_multiples(figures, samples.INDICATOR, "VB"),
        "Vijf gebieden op één schaal",
        "Per 10.000 inwoners. Stippellijn: Eenheid Voorbeeld.",
        figures,
    )


def breakdowns() -> None:
    """Show a breakdown with a rest, and one with a part that is hidden."""
    total, parts = samples.parts()
    hidden = [*parts[:2], replace(parts[2], status=terms.ONDERDRUKT, waarde=None, teller=None)]
    for key, figures, column in zip(
        ("delen", "beschermd"), (parts, hidden), st.columns(2), strict=True
    ):
        with column:
            _breakdown(key, figures, total)


def _breakdown(key: str, figures: Sequence[Figure], total: Figure) -> None:
    names = {f"soort:{w.code}": w.titel for w in samples.SPLIT.waarden}
    rest = rest_of(figures, samples.SPLIT, total)
    _chart(
        f"delen_{key}",
        charts.breakdown(figures, samples.INDICATOR, samples.SPLIT, totaal=total),
        "Waaruit bestaat het cijfer?",
        charts.breakdown_note(figures, samples.SPLIT, total),
        figures,
        lambda: tables.breakdown_table(figures, samples.INDICATOR, names, rest=rest),
    )


def heat() -> None:
    """Show the heat table and a plain table of figures."""
    figures = [f for n, f in enumerate(samples.areas()) if n in (0, 1, 4, 8, 9, 10)]
    second = [
        replace(f, indicator="ander", waarde=5.1, eenheid_woord="vergelijkbaar")
        for f in figures[:4]
    ]
    other = samples.INDICATOR.model_copy(update={"slug": "ander", "titel": "Ander voorbeeldcijfer"})
    with show.card("stijl_warmte", fictief=True):
        show.show_html(show.caption("Gebieden naast elkaar", "Per 10.000 inwoners.", "", True))
        table = tables.heat_table([*figures, *second], [samples.INDICATOR, other])
        show.show_table(table, "Gebieden naast elkaar")
    with show.card("stijl_cijfertabel", fictief=True):
        show.show_html(show.caption("Een tabel met cijfers", "Per 10.000 inwoners.", "", True))
        show.show_table(tables.figures_table(samples.areas(), samples.INDICATOR))


def _panel(key: str, shift: float) -> maps.Panel:
    figures = samples.areas(shift, periode=key, jaar=int(key))
    return maps.Panel(key, key, figures, samples.INDICATOR, _CLASSES)


def all_maps() -> None:
    """Show the map in each of its modes, on boundaries that are no real place."""
    left, right = st.columns(2)
    with left:
        _map("kaart", "Klassen op een kaart", "een")
        _map("verschil", "Verschil met de rest", "een", kleur="verschil")
    with right:
        _map("tegels", "Klassen op tegels", "een", vorm="tegels")
        _map("afspelen", "Jaar na jaar", "afspelen")
    _map("twee", "Twee jaren naast elkaar", "twee")
    _map("reeks", "Alle jaren", "reeks")


def _map(
    key: str,
    title: str,
    soort: maps.Soort,
    *,
    kleur: maps.Kleur = "klassen",
    vorm: Literal["kaart", "tegels"] = "kaart",
) -> None:
    panels = [_panel(str(year), (2025 - year) * 0.7) for year in (2025, 2024, 2023, 2022)]
    payload = maps.map_payload(
        panels,
        soort=soort,
        kleur=kleur,
        gekozen=samples.OWN,
        bron=_SOURCE,
        credit="Verzonnen grenzen",
    )
    urls = {name: asset(f"voorbeeld/{file}") for name, file in _GEOMETRY.items()}
    with show.card(f"stijl_kaart_{key}", fictief=True):
        show.show_html(show.caption(title, "Per 10.000 inwoners.", "", True))
        area_map(payload, urls, vorm=vorm, key=f"stijl_map_{key}")
