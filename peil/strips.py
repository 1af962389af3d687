"""The strips of a page as HTML: head, lead, key figures, wat opvalt, the fictief note."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from peil import wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.labels import FICTIEF, traced
from peil.noteworthy import Noteworthy
from peil.numbers import format_interval
from peil.peers import PeerPlace

CHANCE: Final = (
    "Alleen verschillen die groter zijn dan toeval, als we alle vergelijkingen op deze pagina "
    "meetellen. Dat is strenger dan bij één cijfer. Registraties volgen ook de inzet: hoger "
    "betekent niet vanzelf meer criminaliteit."
)
#: A page folds what comes after the first findings, and stops after these.
MOST: Final = 12


def lead(first: str, second: str = "") -> str:
    """Return the lead of a page: one strong sentence and, if there is one, a second."""
    return f'<p class="lead"><b>{escape(first)}</b> {escape(second)}</p>'


def section(title: str, under: str = "") -> str:
    """Return a heading with a line of explanation."""
    sub = f'<p class="sub">{escape(under)}</p>' if under else ""
    return f"<h2>{escape(title)}</h2>{sub}"


def key_figures(
    figures: Sequence[tuple[Figure, Indicator]], links: Mapping[str, str] | None = None
) -> str:
    """Return the strip of key figures; ``links`` gives each indicator's address."""
    items = "".join(_key_figure(f, i, (links or {}).get(i.slug, "")) for f, i in figures)
    return f'<ul class="kf">{items}</ul>' if items else ""


def _key_figure(figure: Figure, indicator: Indicator, link: str) -> str:
    title = escape(indicator.titel)
    if link:
        title = f'<a href="{escape(link)}" target="_self">{title}</a>'
    tag = FICTIEF if figure.is_fictief else ""
    edge = ' class="fic"' if figure.is_fictief else ""
    where = f"{wording.unit_text(indicator)} · {wording.period_text(figure)}"
    parts = (wording.margin_text(figure, indicator), wording.change_text(figure, indicator))
    below = " · ".join(filter(None, parts))
    if not wording.has_value(figure):
        below = wording.status_finding(figure)
    return (
        f'<li{edge}><div class="t"><span>{title}</span>{tag}</div>'
        f'<div class="n">{traced(figure, escape(wording.value_text(figure, indicator)))}</div>'
        f'<div class="u">{escape(where)}<br>{escape(below)}</div></li>'
    )


def noteworthy_strip(
    items: Sequence[Noteworthy], links: Mapping[str, str] | None = None, shown: int = 3
) -> str:
    """Return *wat opvalt*: the first few side by side, the others folded below."""
    if not items:
        return (
            '<p class="sub">Niets springt eruit: geen verschil of verandering is groter dan '
            "toeval, als we alle vergelijkingen op deze pagina meetellen.</p>"
        )
    first, rest = items[:shown], items[shown:MOST]
    html = _noteworthy_list(first, links or {})
    if rest:
        count = "1 bevinding" if len(rest) == 1 else f"{len(rest)} bevindingen"
        left = len(items) - MOST
        note = f'<p class="sub">En {left} kleinere verschillen.</p>' if left > 0 else ""
        html += (
            f'<details class="meer"><summary>Nog {count}</summary>'
            f"{_noteworthy_list(rest, links or {})}{note}</details>"
        )
    return html


def _noteworthy_list(items: Sequence[Noteworthy], links: Mapping[str, str]) -> str:
    return f'<ul class="opv">{"".join(_noteworthy(item, links) for item in items)}</ul>'


def _noteworthy(item: Noteworthy, links: Mapping[str, str]) -> str:
    text = escape(item.zin)
    for name in item.nadruk:
        text = text.replace(escape(name), f"<b>{escape(name)}</b>", 1)
    link = links.get(item.indicator, "")
    if link:
        hidden = f'<span class="vh"> {escape(item.titel)}</span>'
        link = f' <a href="{escape(link)}" target="_self">Bekijk{hidden}</a>'
    tag = f"{FICTIEF} " if item.is_fictief else ""
    edge = ' class="fic"' if item.is_fictief else ""
    return f'<li{edge}><p>{text}</p><p class="small">{tag}{escape(item.toelichting)}{link}</p></li>'


def margin_explained(naam: str) -> str:
    """Return how to read the light column of the cards."""
    return (
        "Het lichte vlak is de vergelijkmarge. Ligt een streepje in het vlak, dan noemen we "
        f"{naam} vergelijkbaar. {naam} telt zelf niet mee in district, eenheid en Nederland."
    )


def theme(
    title: str,
    figures: Sequence[Figure],
    drawn: Sequence[str],
    elsewhere: Sequence[tuple[str, str]] = (),
) -> str:
    """Return the cards of one theme, folded, with what is in it beside the title.

    ``elsewhere``: title and address of the indicators that do not exist at this level.
    """
    if not drawn and not elsewhere:
        return ""
    known = sum(wording.has_value(f) for f in figures)
    count = {0: "geen cijfers", 1: "1 cijfer"}.get(known, f"{known} cijfers")
    without = len(figures) - known
    inside = count + (f", {without} zonder waarde" if without else "")
    named = [
        f'<a href="{escape(link)}" target="_self">{escape(name)}</a>' for name, link in elsewhere
    ]
    other = (
        f'<p class="other">Niet op dit niveau: {wording.join_words(named)}.</p>' if named else ""
    )
    grid = f'<div class="g3">{"".join(drawn)}</div>' if drawn else ""
    return (
        f'<details class="thema"><summary><h3>{escape(title)}</h3>'
        f'<span class="small">{inside}</span></summary>{grid}{other}</details>'
    )


def peers_block(
    title: str, members: Sequence[str], rows: Sequence[tuple[Figure, Indicator, PeerPlace]]
) -> str:
    """Return the block on vergelijkbare gemeenten: who they are, and the place per indicator."""
    if not rows:
        text = "Er zijn te weinig vergelijkbare gemeenten met cijfers. Kies zelf een groep."
        return section("Vergelijkbare gemeenten", text)
    under = f"{title}. Dit zijn {wording.join_words(list(members))}."
    shown, folded = rows[:6], rows[6:]
    more = (
        f'<details class="meer"><summary>Nog {len(folded)} cijfers</summary>'
        f"{_peers_table(folded, ', vervolg')}</details>"
        if folded
        else ""
    )
    table = _peers_table(shown)
    box = f'<div class="box">{table}{more}</div>'
    return foldable(section("Vergelijkbare gemeenten", under), box)


def _peers_table(rows: Sequence[tuple[Figure, Indicator, PeerPlace]], more: str = "") -> str:
    heads = ("Indicator", "Hier", "Midden", "Laagste–hoogste", "Plaats in de groep")
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    body = "".join(_peers_row(*row) for row in rows)
    return (
        f'<div class="rol" tabindex="0" role="region" aria-label="Vergelijkbare gemeenten{more}">'
        '<table class="places"><caption class="vh">Plaats tussen vergelijkbare gemeenten</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _peers_row(figure: Figure, indicator: Indicator, place: PeerPlace) -> str:
    spots = wording.decimals(indicator, (figure.waarde, place.mediaan, place.hoogste))
    own, middle = (wording.number_text(indicator, v, spots) for v in (figure.waarde, place.mediaan))
    here = traced(figure, escape(own))
    span = format_interval(place.laagste, place.hoogste, spots)
    tag = f" {FICTIEF}" if place.is_fictief else ""
    unit = f'<br><span class="small">{escape(wording.unit_text(indicator))}</span>'
    return (
        f'<tr><th scope="row">{escape(indicator.titel)}{unit}</th><td><b>{here}</b></td>'
        f"<td>{escape(middle)}</td><td>{escape(span)}</td><td>{escape(place.zin)}{tag}</td></tr>"
    )


def fictief_note(real: Sequence[str], link: str = "") -> str:
    """Return the note under the summary; ``real`` are the titles that are not fictief."""
    if real:
        names = wording.join_words([wording.lower_first(t) for t in real])
        verb = "is" if len(real) == 1 else "zijn"
        which = f"Alleen {names} {verb} echt." if len(real) <= 4 else _many_real(len(real))
    else:
        which = "Op deze pagina is geen enkel cijfer echt."
    more = f' <a href="{escape(link)}" target="_self">Wat is fictief?</a>' if link else ""
    return (
        f'<div class="note"><i aria-hidden="true"></i><span>{FICTIEF} Kaarten met deze rand '
        f"bevatten <b>verzonnen cijfers</b> om het dashboard te tonen. {escape(which)}{more}"
        "</span></div>"
    )


def _many_real(number: int) -> str:
    return f"{number} indicatoren op deze pagina zijn echt; zij hebben deze rand niet."


def foldable(head: str, rest: str = "", *, follows: bool = False) -> str:
    """Return a part of which a narrow screen shows the head, with a button for the rest.

    Args:
        head: markup of the heading and what stands under it.
        rest: markup that waits on a narrow screen; on paper and where there is room it shows.
        follows: whether what stands after this drawing, in the same column, waits too.
    """
    kind = "smal volgt" if follows else "smal"
    inside = f'<div class="smal-in">{rest}</div>' if rest else ""
    return f'<section class="{kind}"><div class="smal-kop">{head}</div>{inside}</section>'


def block(*parts: str) -> str:
    """Return parts as one piece of markup under the style of this house."""
    return f'<div class="peil">{"".join(parts)}</div>'
