"""The empty file for a partner in the form that its bron declares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from peil.areas import Area, Areas
from peil.bronnen import Bron, Kolom, Vorm, Wat
from peil.catalogue import Catalogue, Indicator
from peil.numbers import format_number
from peil.periods import Period
from pipelines.form_places import AreaReader, read_period
from pipelines.form_values import same
from pipelines.template_parts import SHEET, Column, Layout, area_name, areas_of

#: How partners write a period, to find the way that fits their own pattern.
_WAYS: Final = {
    "jaar": ("{jaar}", "{jaar}JJ00"),
    "kwartaal": ("{jaar}-K{nummer}", "{jaar}KW{nummer:02}", "{jaar}K{nummer}", "K{nummer} {jaar}"),
    "maand": ("{jaar}-{nummer:02}", "{jaar}MM{nummer:02}"),
}
#: A column that a form leaves out, and that helps who fills it in.
_HELP: Final = "omschrijving"


@dataclass(frozen=True, slots=True)
class _Key:
    """A kind of row: its texts in the key columns, what it counts in words, and of whom."""

    als: tuple[str, ...]
    text: str
    indicators: tuple[Indicator, ...]

    def __hash__(self) -> int:
        return hash(self.als)


def own_layout(
    bron: Bron, vorm: Vorm, catalogue: Catalogue, areas: Areas, periode: Period
) -> Layout:
    """Return the empty file in a form of the bron itself: areas and keys are there already."""
    keys = _keys(vorm, catalogue)
    own = _indicators(vorm, catalogue)
    name = _namer(vorm, areas)
    found = {key: areas_of(bron, key.indicators, areas, periode) for key in keys}
    where = list(dict.fromkeys(area for group in found.values() for area in group))
    columns = _place(vorm, periode, tuple(map(name, where)))
    for place, text in enumerate(vorm.sleutel):
        choices = tuple(dict.fromkeys(key.als[place] for key in keys))
        columns.append(Column(text, "wat de regel telt", is_key=True, keuzes=choices))
    has_help = bool(vorm.sleutel) and _HELP in vorm.negeer
    if has_help:
        columns.append(Column(_HELP, "wat de regel betekent", is_required=False, is_help=True))
    figures = _figures(vorm, catalogue, periode, {name(area): area.naam for area in where})
    when = [_written(vorm, periode)] if vorm.periode.uit == "kolom" else []
    tail = ("",) * len(figures)
    rows = [
        (*([name(area)] if area else []), *when, *key.als, *([key.text] if has_help else []), *tail)
        for area in (where if vorm.gebied.kolom else [None])
        for key in keys
        if area is None or area in found[key]
    ]
    return Layout(
        bron=bron,
        vorm=vorm,
        periode=periode,
        werkblad=vorm.werkblad or SHEET,
        kopregel=vorm.kopregel or 1,
        kolommen=(*columns, *figures),
        rijen=tuple(rows),
        ruimte=0,
        bestand=f"{_file_stem(bron, vorm)}-{periode}.xlsx",
        indicators=tuple(own),
        betekenis=tuple((", ".join(key.als), key.text) for key in keys if key.als),
    )


def _indicators(vorm: Vorm, catalogue: Catalogue) -> list[Indicator]:
    slugs = [kolom.indicator for kolom in vorm.kolom] + [wat.indicator for wat in vorm.wat]
    return [catalogue[slug] for slug in dict.fromkeys(slugs) if slug]


def _namer(vorm: Vorm, areas: Areas) -> Callable[[Area], str]:
    """Return how an area is written: in the partner's own word, or as it is read."""
    reader = AreaReader(vorm.gebied, areas)
    words: dict[str, str] = {}
    for text, code in vorm.gebied.codes.items():
        words.setdefault(code, text)
    return lambda area: words.get(area.code) or area_name(area, areas, reader)


def _place(vorm: Vorm, periode: Period, names: tuple[str, ...]) -> list[Column]:
    """Return the columns that say where and when."""
    columns: list[Column] = []
    if vorm.gebied.kolom:
        columns.append(Column(vorm.gebied.kolom, "het gebied", is_key=True, keuzes=names))
    if vorm.periode.uit == "kolom":
        uitleg = f"de periode, zoals {_written(vorm, periode) or periode}"
        columns.append(Column(vorm.periode.kolom, uitleg, is_key=True, is_text=True))
    return columns


def _figures(
    vorm: Vorm, catalogue: Catalogue, periode: Period, names: Mapping[str, str]
) -> list[Column]:
    """Return the columns to fill; one that serves more than one figure stands there once."""
    found: dict[str, Column] = {}
    for kolom in vorm.kolom:
        found.setdefault(kolom.kolom, _figure(kolom, catalogue))
    if vorm.gebied.kop:
        for text, naam in names.items():
            found.setdefault(text, Column(text, f"de cijfers van {naam}"))
    if vorm.periode.uit == "kop":
        text = _written(vorm, periode) or str(periode)
        found.setdefault(text, Column(text, "de cijfers van deze periode"))
    return list(found.values())


def _keys(vorm: Vorm, catalogue: Catalogue) -> list[_Key]:
    """Return the kinds of rows that count something of ours; one without a name is every row."""
    if not vorm.sleutel:
        return [_Key((), "", tuple(_indicators(vorm, catalogue)))]
    totals = {same(text) for text in vorm.totaalrij}
    found: dict[tuple[str, ...], _Key] = {}
    for wat in vorm.wat:
        if not wat.overslaan and same(wat.als[0]) not in totals:
            found.setdefault(wat.als, _key(wat, vorm, catalogue))
    return list(found.values())


def _key(wat: Wat, vorm: Vorm, catalogue: Catalogue) -> _Key:
    slugs = [wat.indicator] if wat.indicator else [k.indicator for k in vorm.kolom]
    indicators = tuple(catalogue[slug] for slug in dict.fromkeys(slugs) if slug)
    split = _split_words(indicators[0], wat.uitsplitsing) if wat.uitsplitsing else "totaal"
    text = f"{indicators[0].titel}: {split}" if wat.indicator else split
    return _Key(wat.als, text, indicators)


def _figure(kolom: Kolom, catalogue: Catalogue) -> Column:
    text = {
        "waarde": "het cijfer",
        "noemer": "het geheel waarvan het cijfer een deel is",
        "marge_laag": "de ondergrens van het interval",
        "marge_hoog": "de bovengrens van het interval",
        "status": "waarom er geen cijfer is, of voorlopig",
        "toelichting": "korte uitleg; nooit iets over een persoon",
    }[kolom.rol]
    if kolom.indicator:
        indicator = catalogue[kolom.indicator]
        what = indicator.teller if kolom.rol == "waarde" else f"{text}, bij {indicator.titel}"
        split = f" ({_split_words(indicator, kolom.uitsplitsing)})" if kolom.uitsplitsing else ""
        text = f"{what}{split}"
    if kolom.maal != 1:
        text += f"; 12 betekent {format_number(12 * kolom.maal)}"
    is_text = kolom.rol in ("status", "toelichting")
    return Column(kolom.kolom, text, is_required=kolom.verplicht and not is_text, is_text=is_text)


def _split_words(indicator: Indicator, uitsplitsing: str) -> str:
    return ", ".join(waarde.titel for _, waarde in indicator.breakdown(uitsplitsing))


def _written(vorm: Vorm, periode: Period) -> str:
    """Return a period as the form writes it, or nothing where its pattern is another one."""
    for way in _WAYS[periode.soort]:
        text = way.format(jaar=periode.jaar, nummer=periode.nummer)
        if read_period(text, vorm.periode.patroon) == str(periode):
            return text
    return ""


def _file_stem(bron: Bron, vorm: Vorm) -> str:
    """Return the start of the name of the file, without saying the bron twice."""
    return vorm.naam if vorm.naam.startswith(bron.slug) else f"{bron.slug}-{vorm.naam}"
