"""The tables of the verantwoording page, as markup: what came in, what was checked, what holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from pages.parts import choose, walk
from pages.parts.show import FICTIEF
from peil.numbers import format_count, format_date, format_number, format_signed
from peil.question import Question
from peil.terms import NIVEAUS

if TYPE_CHECKING:
    from peil.desk import Desk, Row

Column = tuple[str, Callable[[Mapping[str, object]], str], bool]


def table(caption: str, columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> str:
    """Return a real table; a column is (name, row -> markup, whether it holds numbers)."""
    head = "".join(f'<th scope="col"{_right(n)}>{escape(name)}</th>' for name, _, n in columns)
    body = "".join(
        "<tr>" + "".join(f"<td{_right(n)}>{cell(row)}</td>" for _, cell, n in columns) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="rol" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _right(number: bool) -> str:
    return ' class="n"' if number else ""


def _text(name: str) -> Callable[[Mapping[str, object]], str]:
    return lambda row: escape(str(row[name] if row[name] is not None else "–"))


def _fixed(name: str) -> Callable[[Mapping[str, object]], str]:
    return lambda row: f'<span class="vast">{escape(str(row[name]))}</span>'


def _number(name: str, places: str = "") -> Callable[[Mapping[str, object]], str]:
    def cell(row: Mapping[str, object]) -> str:
        value = row[name]
        decimals = int(str(row[places])) if places else None
        return format_number(value, decimals) if isinstance(value, (int, float)) else "–"

    return cell


def _tag(name: str) -> Callable[[Mapping[str, object]], str]:
    return lambda row: FICTIEF if row[name] else ""


def indicators(desk: "Desk") -> str:
    """Return the catalogue: one row per indicator, with what of it is fictief."""
    made_up = desk.made_up()
    asked = walk.remembered() or Question()
    rows = [
        {
            "code": i.code,
            "titel": i.titel,
            "thema": desk.catalogue.themas[i.thema].titel,
            "type": i.type,
            "meeteenheid": i.meeteenheid,
            "noemer": i.noemer_titel or ("–" if i.noemer == "geen" else i.noemer),
            "bron": desk.catalogue.bronnen[i.bron].titel,
            "niveau": i.laagste_niveau,
            "openbaarheid": i.openbaarheid,
            "fictief": made_up.get(i.slug, False),
            "adres": walk.address("indicator", asked.but(indicator=i.slug, thema="", periode="")),
        }
        for i in desk.catalogue
    ]
    return table(
        f"De {len(rows)} indicatoren",
        [
            ("Code", _fixed("code"), False),
            ("Indicator", lambda r: f'<a href="{escape(str(r["adres"]))}">{_text("titel")(r)}</a>',
             False),
            ("Thema", _text("thema"), False),
            ("Soort", _text("type"), False),
            ("Meeteenheid", _text("meeteenheid"), False),
            ("Noemer", _text("noemer"), False),
            ("Bron", _text("bron"), False),
            ("Laagste niveau", _text("niveau"), False),
            ("Openbaarheid", _text("openbaarheid"), False),
            ("Cijfers", _tag("fictief"), False),
        ],
        rows,
    )  # fmt: skip


def fictitious(desk: "Desk") -> str:
    """Return in words which indicators are real and which are made up."""
    made_up = desk.made_up()
    real = [i.titel for i in desk.catalogue if not made_up.get(i.slug, True)]
    share = sum(made_up.values())
    names = escape(", ".join(real) or "geen enkele indicator")
    return (
        f"<p>{FICTIEF} Een deel van de cijfers is verzonnen, om het dashboard te tonen. "
        f"Dat geldt nu voor {share} van de {len(made_up)} indicatoren. "
        f"Echt zijn de cijfers per gebied van: <b>{names}</b>.</p>"
        "<p>Gepubliceerde totalen zijn echt, met hun bron. De verdeling daarvan over gemeenten is "
        "verzonnen, maar telt precies op tot het echte totaal. Wat met een verzonnen cijfer is "
        "berekend, noemen we ook fictief. Een verzonnen cijfer herkent u aan de gestippelde rand "
        "en het woord fictief. In een bestand staat het in de kolom fictief.</p>"
    )


def sources(desk: "Desk") -> str:
    """Return one row per bron."""
    used = {i.bron for i in desk.catalogue}
    rows = [
        {**b.model_dump(), "grens": "van nu" if b.grenzen == "huidig" else "van elk jaar"}
        for b in desk.catalogue.bronnen.values()
        if b.slug in used
    ]
    names = {
        "titel": "Bron",
        "organisatie": "Organisatie",
        "frequentie": "Hoe vaak",
        "openbaarheid": "Openbaarheid",
        "grens": "Grenzen",
        "toelichting": "Toelichting",
    }
    return table("Bronnen", [(n, _text(k), False) for k, n in names.items()], rows)


def deliveries(desk: "Desk") -> str:
    """Return one row per levering."""
    return table(
        "Leveringen, in de volgorde waarin ze tellen",
        [
            ("Bestand", _text("bestand"), False),
            ("Bron", _text("bron"), False),
            ("Geladen op", _day("geladen_op"), False),
            ("Door", _text("wie"), False),
            ("Regels", lambda r: format_count(float(str(r["regels"]))), True),
            ("Controlegetal", lambda r: f"<code>{escape(str(r['sha256'])[:12])}</code>", False),
            ("Fictief", _tag("is_fictief"), False),
        ],
        desk.deliveries(),
    )


def journal(desk: "Desk") -> str:
    """Return in words what of this publication was typed instead of delivered."""
    counted = [i.titel for i in desk.catalogue if desk.catalogue.bronnen[i.bron].soort == "norm"]
    norm, position = desk.norms.newest, desk.snapshot.journaal
    if not position:
        return ""
    figures = ", ".join(counted)
    source = (
        f"Het cijfer <b>{escape(figures)}</b> is geteld uit oordelen in het journaal, met de stand "
        f"op 31 december van elk jaar. De norm is de {escape(norm.titel.lower())}, versie "
        f"{escape(norm.versie)}: {escape(norm.status)}. "
        if norm and counted
        else ""
    )
    return (
        "<p>Niet alles komt uit een levering. Oordelen, duiding en afspraken worden ingevoerd en "
        f"staan in het journaal. {source}"
        f"In deze publicatie telt het journaal mee tot en met boeking {format_count(position)}.</p>"
    )


def _day(name: str) -> Callable[[Mapping[str, object]], str]:
    def cell(row: Mapping[str, object]) -> str:
        value = row[name]
        return format_date(value) if isinstance(value, datetime) else escape(str(value))

    return cell


def crosschecks(desk: "Desk") -> str:
    """Return our own figures beside published ones, with the difference."""

    def difference(row: Mapping[str, object]) -> str:
        value = row["verschil"]
        places = int(str(row["decimalen"]))
        if not isinstance(value, float):
            return "–"
        return format_signed(value, places + 1 if places else 0)

    return table(
        "Ons cijfer naast een gepubliceerd cijfer",
        [
            ("Wat", _text("naam"), False),
            ("Ons cijfer", lambda r: _own(r), True),
            ("Gepubliceerd", _number("gepubliceerd", "decimalen"), True),
            ("Verschil", difference, True),
            ("Uitleg", _text("uitleg"), False),
            ("Bron", _text("bron"), False),
        ],
        desk.crosschecks(),
    )


def _own(row: Mapping[str, object]) -> str:
    value, places = row["eigen"], int(str(row["decimalen"]))
    own = float(str(value)) if value is not None else None
    text = format_number(own, places + 1 if places else 0)
    return f"{text} {FICTIEF}" if row["is_fictief"] else text


def rejected(desk: "Desk") -> str:
    """Return the published figures that we do not use, with the reason."""
    return table(
        "Gepubliceerd, maar hier niet gebruikt",
        [*_published_columns(), ("Waarom niet", _text("opmerking"), False)],
        desk.rejected(),
    )


def published(desk: "Desk") -> str:
    """Return every published figure that was carried in, with its source."""
    rejected_keys = {_key(r) for r in desk.rejected()}
    rows = [r for r in desk.published() if _key(r) not in rejected_keys]
    return table(
        f"{len(rows)} gepubliceerde cijfers",
        [*_published_columns(), ("Zekerheid", _text("status"), False),
         ("Opmerking", _text("opmerking"), False)],
        rows,
    )  # fmt: skip


def _key(row: "Row") -> tuple[object, ...]:
    return row["gebied"], row["omschrijving"], row["jaar"], row["waarde"], row["status"]


def _published_columns() -> list[Column]:
    return [
        ("Gebied", _text("gebied"), False),
        ("Cijfer", _text("omschrijving"), False),
        ("Jaar", _text("jaar"), False),
        ("Waarde", _number("waarde"), True),
        ("Meeteenheid", _text("meeteenheid"), False),
        ("Bron", _text("bron"), False),
    ]


def areas(desk: "Desk") -> str:
    """Return today's areas with what we know about where they belong."""
    rows = [
        {
            "code": a.code,
            "naam": choose.area_name(a),
            "niveau": a.niveau,
            "ouder": desk.areas.get(a.ouder).naam if a.ouder else "–",
            "zekerheid": a.zekerheid,
            "bron": a.bron,
        }
        for level in NIVEAUS
        for a in desk.areas.at(level)
    ]
    names = {"code": "Code", "naam": "Gebied", "niveau": "Niveau", "ouder": "Hoort bij",
             "zekerheid": "Zekerheid", "bron": "Bron"}  # fmt: skip
    return table("Gebieden van nu", [(n, _text(k), False) for k, n in names.items()], rows)


def dispersions(desk: "Desk") -> str:
    """Return how much each indicator swings within areas."""
    rows = [{**r, "titel": desk.catalogue[str(r["indicator"])].titel} for r in desk.dispersions()]
    return table(
        "Spreiding binnen gebieden (φ)",
        [
            ("Indicator", _text("titel"), False),
            ("φ", _number("dispersie"), True),
            ("Mediaan per gebied", _number("mediaan"), True),
            ("Gebieden", _text("gebieden"), True),
            ("Waarnemingen", _text("waarnemingen"), True),
            ("Hoe gemeten", _text("methode"), False),
            ("Fictief", _tag("is_fictief"), False),
        ],
        rows,
    )
