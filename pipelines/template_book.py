"""Write the empty file for a partner as a workbook: levering, explanation, lists to choose from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from peil.numbers import format_date
from pipelines.template_parts import Column, Layout

_LISTS: Final = "Keuzelijsten"
_EXPLAINED: Final = "Toelichting"
#: Excel takes at most this many characters in the note beside a cell.
_NOTE: Final = 250
_WIDEST: Final = 44
_EMPTY: Final = "(lege cel)"
#: What a partner's sign means, where our own word does not say it by itself.
_SIGNS: Final[dict[str, str]] = {
    "elders": "het aantal zit in een andere regel",
    "leeg": "hier is geen cijfer",
    "nihil": "nihil (geteld, en het is nul)",
    "onderdrukt": "geheim",
}


@dataclass(frozen=True, slots=True)
class _Styles:
    """How the cells look; what is not a header is open for typing."""

    head: Format
    fill: Format
    key: Format
    text: Format
    closed: Format
    title: Format
    wrap: Format
    bold: Format


def write_book(layout: Layout, uiterlijk: date | None) -> bytes:
    """Return the workbook; ``uiterlijk`` is until when the levering is expected."""
    out = io.BytesIO()
    # Nothing that is written becomes a formula or a link, whatever a declared text starts with.
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties({"title": f"Levering {layout.bron.titel}, {layout.periode.label}"})
        styles = _styles(book)
        sheet = book.add_worksheet(layout.werkblad)
        explained = book.add_worksheet(_EXPLAINED)
        lists = _write_lists(book.add_worksheet(_LISTS), layout, styles)
        _write_sheet(sheet, layout, styles, lists)
        _write_explanation(explained, explanation(layout, uiterlijk), styles)
        sheet.activate()
    return out.getvalue()


def _styles(book: Any) -> _Styles:
    border = {"border": 1, "border_color": "#8A94A6"}
    head = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#154273"}
    return _Styles(
        head=book.add_format({**head, **border, "font_color": "#FFFFFF", "locked": True}),
        fill=book.add_format({**border, "locked": False}),
        key=book.add_format({**border, "locked": False, "num_format": "@", "bg_color": "#EEF2F7"}),
        text=book.add_format({**border, "locked": False, "num_format": "@"}),
        closed=book.add_format({"bg_color": "#D5DAE1", **border, "locked": False}),
        title=book.add_format({"bold": True, "font_size": 14}),
        wrap=book.add_format({"text_wrap": True, "valign": "top"}),
        bold=book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
    )


def _write_lists(sheet: Worksheet, layout: Layout, styles: _Styles) -> dict[str, str]:
    """Write what can be chosen, one list to a column, and return where each list stands."""
    places: dict[str, str] = {}
    with_lists = [column for column in layout.kolommen if column.keuzes]
    for place, column in enumerate(with_lists):
        # A title of our own: the name of a column would make this look like a levering.
        sheet.write_string(0, place, f"Keuzes bij {column.naam}", styles.bold)
        for row, text in enumerate(column.keuzes, start=1):
            sheet.write_string(row, place, text)
        sheet.set_column(place, place, _width([column.naam, *column.keuzes]))
        letter = xl_col_to_name(place)
        places[column.naam] = f"='{_LISTS}'!${letter}$2:${letter}${len(column.keuzes) + 1}"
    sheet.protect()
    return places


def _write_sheet(sheet: Worksheet, layout: Layout, styles: _Styles, lists: dict[str, str]) -> None:
    top = layout.kopregel
    last = top + len(layout.rijen) + layout.ruimte
    for place, column in enumerate(layout.kolommen):
        texts = [column.naam, *(row[place] or "" for row in layout.rijen)]
        sheet.write_string(top - 1, place, column.naam, styles.head)
        sheet.set_column(place, place, _width(texts), _style(column, styles))
        _write_column(sheet, layout, place, column, styles)
        _offer(sheet, column, (top, place, max(top, last - 1), place), lists.get(column.naam))
    sheet.set_row(top - 1, 45)
    sheet.freeze_panes(top, sum(column.is_key for column in layout.kolommen[:2]))
    # Only the header is locked: rows may be added, left out and sorted.
    sheet.protect(
        "",
        {
            "format_cells": True,
            "format_columns": True,
            "format_rows": True,
            "insert_rows": True,
            "delete_rows": True,
            "sort": True,
            "autofilter": True,
        },
    )
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top - 1)


def _write_column(
    sheet: Worksheet, layout: Layout, place: int, column: Column, styles: _Styles
) -> None:
    """Write what is there already; a cell to fill is blank, one to leave empty is grey."""
    for row, cells in enumerate(layout.rijen, start=layout.kopregel):
        text = cells[place]
        if text:
            sheet.write_string(row, place, text, styles.key)
        else:
            style = styles.closed if text is None else _style(column, styles)
            sheet.write_blank(row, place, None, style)


def _style(column: Column, styles: _Styles) -> Format:
    return styles.text if column.is_key or column.is_text or column.is_help else styles.fill


def _offer(
    sheet: Worksheet, column: Column, where: tuple[int, int, int, int], source: str | None
) -> None:
    """Give a column its explanation, and its list where it has one."""
    note = {"input_title": column.naam[:32], "input_message": column.uitleg[:_NOTE]}
    if source is None:
        sheet.data_validation(*where, {"validate": "any", **note})
        return
    refused = {
        "error_title": "Niet in de lijst",
        "error_message": "Kies uit de lijst. Alle keuzes staan op het blad Keuzelijsten.",
    }
    sheet.data_validation(*where, {"validate": "list", "source": source, **note, **refused})


def _width(texts: Sequence[str]) -> float:
    return min(_WIDEST, max(11, *(len(text) for text in texts)) + 2)


def explanation(layout: Layout, uiterlijk: date | None) -> list[tuple[str, ...]]:
    """Return the lines of the explanation: a title, a line of text, or a name and its meaning."""
    lines: list[tuple[str, ...]] = [
        (f"Levering {layout.bron.titel}, {layout.periode.label}",),
        *_about(layout, uiterlijk),
        ("Kolommen",),
        *((column.naam, _means(column)) for column in layout.kolommen),
    ]
    if layout.betekenis:
        title = "Wat elke regel telt" if layout.vorm is not None else "Wat elke indicator telt"
        lines += [(title,), *layout.betekenis]
    return [*lines, *_signs(layout), *_rules(layout)]


def _about(layout: Layout, uiterlijk: date | None) -> list[tuple[str, ...]]:
    """Return who delivers what and until when."""
    lines: list[tuple[str, ...]] = [("van", layout.bron.organisatie)]
    if layout.bron.contact:
        lines.append(("wie vult dit in", layout.bron.contact))
    if uiterlijk is not None:
        lines.append(("uiterlijk", format_date(uiterlijk)))
    if layout.vorm is not None:
        stage = " (voorstel)" if layout.vorm.zekerheid == "voorstel" else ""
        lines.append(("vorm", f"{layout.vorm.titel}{stage}. {layout.vorm.herkomst}"))
    else:
        lines.append(("vorm", "Het vaste formaat: één rij per cijfer."))
    uit = layout.vorm.periode.uit if layout.vorm is not None else "kolom"
    if uit == "bestandsnaam":
        lines.append(("naam van het bestand", f"Laat de periode erin staan: {layout.bestand}"))
    if uit == "gevraagd":
        lines.append(("periode", f"{layout.periode.label}; wij vragen die bij het laden"))
    return lines


def _means(column: Column) -> str:
    if column.is_help:
        return f"{column.uitleg}; u hoeft hier niets te doen"
    must = "" if column.is_required else "; mag leeg blijven"
    return f"{column.uitleg}{must}"


def _signs(layout: Layout) -> list[tuple[str, ...]]:
    """Return what may stand in a cell instead of a number."""
    own = layout.vorm.notatie.tekens if layout.vorm is not None else {}
    signs = {"-": "nihil (geteld, en het is nul)", ".": "ontbreekt", "x": "geheim"}
    signs |= {sign or _EMPTY: _SIGNS.get(meaning, meaning) for sign, meaning in own.items()}
    found: list[tuple[str, ...]] = [("Tekens",), ("0", "nul: geteld, en het is nul")]
    found.append(("12*", "12, een voorlopig cijfer"))
    return [*found, *signs.items()]


def _rules(layout: Layout) -> list[tuple[str, ...]]:
    """Return what holds for a levering, and where it goes."""
    are_shares = all(i.soort == "steekproef" for i in layout.indicators)
    may_be_empty = layout.vorm is not None and "" in layout.vorm.notatie.tekens
    what = (
        ("percentages", "Vul percentages in, met hun marges: 12,5 en niet 0,125.")
        if are_shares
        else (
            "alleen aantallen",
            "Vul aantallen of bedragen in, niet per inwoner en niet afgerond.",
        )
    )
    empty = "" if may_be_empty else " Laat geen cel met een cijfer leeg."
    return [
        ("Let op",),
        what,
        (
            "nooit personen",
            "Zet nergens een naam, adres, nummer van een zaak of iets anders over een persoon of "
            "bedrijf. Zo'n bestand wordt in zijn geheel geweigerd.",
        ),
        ("de kop", "De bovenste regel ligt vast. Regels mag u toevoegen of weglaten."),
        ("leeg", f"Weet u een cijfer niet? Zet dan een punt.{empty}"),
        (
            "waar het heen gaat",
            "Laad het bestand op de pagina Aanlevering van het dashboard, of stuur het over de "
            "beveiligde weg die u met het RIEC heeft afgesproken.",
        ),
    ]


def _write_explanation(sheet: Worksheet, lines: Sequence[tuple[str, ...]], styles: _Styles) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    row = 0
    for line in lines:
        if len(line) == 1:
            row += 1 if row else 0
            sheet.write_string(row, 0, line[0], styles.title)
        else:
            sheet.write_string(row, 0, line[0], styles.bold)
            sheet.write_string(row, 1, line[1], styles.wrap)
        row += 1
    sheet.protect()
