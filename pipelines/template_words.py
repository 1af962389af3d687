"""What the sheet Toelichting of a template says: who, until when, what each column means."""

from datetime import date
from typing import Final

from peil.numbers import format_date
from pipelines.template_parts import Column, Layout

_EMPTY: Final = "(lege cel)"
#: What a partner's sign means, where our own word does not say it by itself.
_SIGNS: Final[dict[str, str]] = {
    "elders": "het aantal zit in een andere regel",
    "leeg": "hier is geen cijfer",
    "nihil": "nihil (geteld, en het is nul)",
    "onderdrukt": "geheim",
}


def explanation(layout: Layout, uiterlijk: date | None) -> list[tuple[str, ...]]:
    """Return the lines of the explanation: a title, a line of text, or a name and its meaning."""
    lines: list[tuple[str, ...]] = [
        (f"Levering {layout.bron.titel}, {layout.periode.label}",),
        *_about(layout, uiterlijk),
        ("Kolommen",),
        *((column.naam, _means(column, layout)) for column in layout.kolommen),
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


def _means(column: Column, layout: Layout) -> str:
    if column.is_help:
        return f"{column.uitleg}; u hoeft hier niets te doen"
    if column.is_required:
        return column.uitleg
    if layout.may_go(column):
        return f"{column.uitleg}; hebt u deze cijfers niet, haal dan de hele kolom weg"
    return f"{column.uitleg}; mag leeg blijven"


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
