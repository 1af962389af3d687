"""The sheet of one figure as HTML: how it was computed, from which leveringen and which cells.

It knows no page and no register: what was read back comes in beside the references.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from peil import terms, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.labels import FICTIEF
from peil.numbers import format_count, format_number
from peil.origin import Delivered, Reference

#: The levering of what was typed instead of delivered.
JOURNAAL: Final = "journaal"
_PEOPLE: Final = {
    "inwoners_1jan": "inwoners op 1 januari",
    "gem_inwoners": "inwoners, gemiddeld over het jaar",
}
#: How the margin was computed, by the soort of the indicator.
METHODS: Final = {
    "telling": "95 %, exact voor een telling (Poisson)",
    "aandeel": "95 %, voor een aandeel (Wilson)",
    "steekproef": "zoals de bron die levert",
    "bedrag": "geen: dit is een bedrag",
}


#: Heads of columns with numbers, and the class of such a column.
_NUMBERS: Final = ("Regel", "Geleverd")
NUMBER: Final = ' class="n"'


@dataclass(frozen=True, slots=True)
class Step:
    """One number of the computation, what it counts, and the sign before it."""

    teken: str
    getal: str
    wat: str


def steps(figure: Figure, indicator: Indicator) -> list[Step]:
    """Return the formula with its numbers filled in; one step where nothing is computed."""
    value = wording.value_text(figure, indicator)
    if not wording.has_value(figure):
        return []
    if figure.teller is None or figure.noemer is None:
        return [Step("", value, wording.unit_text(indicator))]
    found = [
        Step("", format_count(figure.teller), indicator.telwoord),
        Step("÷", format_count(figure.noemer), _denominator(figure, indicator)),
    ]
    if indicator.per != 1:
        found.append(Step("×", format_count(indicator.per), ""))
    return [*found, Step("=", value, wording.unit_text(indicator))]


def _denominator(figure: Figure, indicator: Indicator) -> str:
    text = indicator.noemer_titel or _PEOPLE.get(indicator.noemer, "noemer")
    return f"{text}, {figure.noemer_jaar}" if figure.noemer_jaar else text


def formula_text(figure: Figure, indicator: Indicator) -> str:
    """Return the formula as one line: ``80 registraties ÷ 76.000 inwoners × 10.000 = 10,5``."""
    return " ".join(
        " ".join(filter(None, (step.teken, step.getal, step.wat)))
        for step in steps(figure, indicator)
    )


def made_sentence(figure: Figure, indicator: Indicator, cells: Sequence[Reference]) -> str:
    """Return in words how delivered cells became this figure."""
    if not cells:
        return f"{wording.status_finding(figure)}. Er is geen levering met dit cijfer."
    parts = {c.telt_voor for c in cells}
    if parts != {figure.gebied_code}:
        many = f"{len(parts)} gebieden"
        if not wording.has_value(figure):
            return f"Hier hoort een som van gebieden te staan. {_no_sum(figure, many)}"
        return f"Dit is de som van {many}. Hieronder staan alle delen."
    if {c.levering for c in cells} == {JOURNAAL}:
        return "Dit cijfer is geteld uit oordelen over de norm. Die staan in het journaal."
    if len(cells) > 1:
        return (
            f"Dit is de som van {len(cells)} gemeenten van toen, die nu samen {figure.gebied} zijn."
        )
    if indicator.soort == "steekproef":
        return "De bron levert dit cijfer zelf, met de marge. Wij rekenen het niet na."
    return "De bron leverde één getal. Dat is de teller van dit cijfer."


def _no_sum(figure: Figure, many: str) -> str:
    return f"Van {many} kwam iets binnen. {figure.toelichting or wording.status_finding(figure)}"


def computation(
    figure: Figure, indicator: Indicator, cells: Sequence[Reference], inhabitants: str = ""
) -> str:
    """Return the sentence and the sum, with each number above what it counts.

    ``inhabitants`` is the bron of the inhabitants that it was divided by.
    """
    drawn = "".join(_step(step) for step in steps(figure, indicator))
    rows = "".join(
        f"<dt>{name}</dt><dd>{escape(text)}</dd>"
        for name, text in [*_method(figure, indicator), ("Bron van de noemer", inhabitants)]
        if text
    )
    shown = f'<div class="som">{drawn}</div>' if drawn else ""
    sentence = made_sentence(figure, indicator, cells)
    return f'<p class="zin">{escape(sentence)}</p>{shown}<dl>{rows}</dl>'


def _step(step: Step) -> str:
    sign = f"<i>{step.teken}</i>" if step.teken else ""
    kind = ' class="som-uit"' if step.teken == "=" else ""
    return f"{sign}<div{kind}><b>{escape(step.getal)}</b><span>{escape(step.wat)}</span></div>"


def _method(figure: Figure, indicator: Indicator) -> list[tuple[str, str]]:
    spread = f"de spreiding van jaar op jaar is {format_number(figure.dispersie, 1)} keer toeval"
    return [
        ("Definitie", indicator.definitie),
        ("Marge", METHODS[indicator.soort]),
        ("Vergelijken", spread if figure.dispersie else ""),
        ("Let op", indicator.kanttekening),
    ]


@dataclass(frozen=True, slots=True)
class Came:
    """One levering behind a figure, as it is shown: its number, and the texts beside it."""

    volgnr: int
    bestand: str
    bron: str
    geladen: str
    wie: str
    sha256: str
    is_fictief: bool
    bevestiging: str


def leveringen_table(came: Sequence[Came]) -> str:
    """Return one row per levering behind the figure."""
    heads = ("Levering", "Bestand", "Bron", "Geladen op", "Door", "Soort", "Controlegetal")
    rows = [
        f'<tr><th scope="row">{c.volgnr}</th><td>{escape(c.bestand)}</td><td>{escape(c.bron)}</td>'
        f"<td>{escape(c.geladen)}</td><td>{escape(c.wie)}</td><td>{_real(c)}</td>"
        f"<td><code>{escape(c.sha256[:12])}</code></td></tr>"
        for c in came
    ]
    return _table("Leveringen achter dit cijfer", heads, rows)


def _real(came: Came) -> str:
    kind = FICTIEF if came.is_fictief else "echt"
    return f"{kind}, bevestigd: {escape(came.bevestiging)}" if came.bevestiging else kind


def cells_table(
    cells: Sequence[Reference],
    numbers: Mapping[str, int],
    name_of: Callable[[str], str],
    delivered: Sequence[Delivered | None],
) -> str:
    """Return one row per delivered cell; ``delivered`` is empty for who may not see it.

    Args:
        cells: the references, in the order to show.
        numbers: id of a levering -> its number.
        name_of: the name of a gebied.
        delivered: what stood in each cell, in the same order.
    """
    heads = ["Gebied", "Levering", "Regel", "Kolom", *(["Geleverd"] if delivered else [])]
    found = delivered or [None] * len(cells)
    rows = [
        f'<tr><th scope="row">{escape(_area(c, name_of))}</th>'
        f"<td>{numbers.get(c.levering, escape(c.levering))}</td>"
        f'<td class="n">{format_count(c.regel) if c.regel is not None else "–"}</td>'
        f"<td>{escape(c.kolom or 'waarde')}</td>"
        + (f'<td class="n">{escape(held_text(held))}</td>' if delivered else "")
        + "</tr>"
        for c, held in zip(cells, found, strict=True)
    ]
    return _table("Regels in de levering waar dit cijfer uit komt", heads, rows)


def _area(cell: Reference, name_of: Callable[[str], str]) -> str:
    name = name_of(cell.gebied_code)
    if cell.gebied_code == cell.telt_voor:
        return name
    return f"{name}, nu {name_of(cell.telt_voor)}"


def held_text(held: Delivered | None) -> str:
    """Return what stood in a delivered cell, as it is told to an analist."""
    if held is None:
        return "niet terug te lezen"
    if held.status != terms.CIJFER or held.waarde is None:
        return held.status
    value = _plain(held.waarde)
    return value if held.noemer is None else f"{value} van {_plain(held.noemer)}"


def _plain(value: float) -> str:
    return format_count(value) if value.is_integer() else format_number(value)


def _table(caption: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    head = "".join(f'<th scope="col"{NUMBER if h in _NUMBERS else ""}>{h}</th>' for h in heads)
    return (
        f'<table class="hk-tabel"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
