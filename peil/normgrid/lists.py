"""Words and lists about a gebied on the norm: the pijlers, what lacks most, who does it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from peil.norm import NormItem, NormSet, answer_words
from peil.normgrid.counts import Lack, Place, WhoDoes
from peil.normgrid.matrix import Links, anchor, sign
from peil.numbers import MAANDEN, format_count, format_percent, format_signed
from peil.scores import APART, States, Tally, counted, total
from peil.wording import join_words, lower_first

#: How many rows stand open; the rest is folded.
OPEN: Final = 8


def share(tally: Tally) -> float | None:
    """Return the percentage uitgevoerd of what was assessed; nothing where nothing was."""
    return 100 * tally.uitgevoerd / tally.beoordeeld if tally.beoordeeld else None


@dataclass(frozen=True, slots=True)
class Moved:
    """What became uitgevoerd since an earlier day, what no longer is, and how much expired."""

    kwam: int
    ging: int
    verliep: int


def moved(norm: NormSet, now: States, before: States, gebieden: Sequence[str]) -> Moved | None:
    """Return the movement between two days; nothing where earlier nothing was uitgevoerd."""
    wanted = {(code, item.id) for code in gebieden for item in norm.item}
    done = {key for key in wanted if (s := now.get(key)) and s.stand == "uitgevoerd"}
    was = {key for key in wanted if (s := before.get(key)) and s.stand == "uitgevoerd"}
    if not was:
        return None
    gone = was - done
    expired = sum(now[key].stand == "verlopen" for key in gone if key in now)
    return Moved(len(done - was), len(gone), expired)


def moved_words(step: Moved, since: str) -> str:
    """Return the movement in words: what came, what went, and what of that expired."""
    came = f"{_items(step.kwam)} {'kwam' if step.kwam == 1 else 'kwamen'} erbij"
    gone = f"{_items(step.ging)} {'viel' if step.ging == 1 else 'vielen'} af"
    why = f", waarvan {format_count(step.verliep)} doordat het oordeel verliep"
    return f"Sinds {since}: {came}, {gone}{why if step.verliep else ''}."


def _items(number: int) -> str:
    return "1 item" if number == 1 else f"{format_count(number)} items"


def lead_words(
    norm: NormSet,
    where: str,
    gemeenten: int,
    now: Mapping[str, Tally],
    step: Moved | None,
    since: str,
) -> tuple[str, str]:
    """Return the strong sentence and the one after it: the whole never without its pijlers."""
    whole = total(now.values())
    number = "1 gemeente" if gemeenten == 1 else f"{gemeenten} gemeenten"
    if not whole.beoordeeld:
        return f"In {where} ({number}) is nog geen normitem beoordeeld.", ""
    first = (
        f"In {where} ({number}) zijn {format_count(whole.uitgevoerd)} van de "
        f"{format_count(whole.beoordeeld)} beoordeelde normitems uitgevoerd."
    )
    known = [
        (share(t) or 0.0, lower_first(p.titel))
        for p in norm.pijler
        if (t := now[p.slug]).beoordeeld
    ]
    second = f"{_change(step, since) if step else ''} {_extremes(known)}".strip()
    return first, second


def _change(step: Moved, since: str) -> str:
    size = step.kwam - step.ging
    if size == 0:
        return f"Dat zijn er evenveel als {since}."
    verb = "is" if abs(size) == 1 else "zijn"
    more = "meer" if size > 0 else "minder"
    why = ", doordat oordelen verliepen" if size < 0 and step.verliep >= -size else ""
    return f"Dat {verb} er {format_count(abs(size))} {more} dan {since}{why}."


def _extremes(known: Sequence[tuple[float, str]]) -> str:
    if len(known) < 2 or min(known)[0] == max(known)[0]:
        return ""
    (low, least), (high, most) = min(known), max(known)
    return (
        f"Het verst is {most} ({format_percent(high)} uitgevoerd), "
        f"het minst ver {least} ({format_percent(low)})."
    )


def apart_words(tally: Tally) -> str:
    """Return what does not count as assessed: ``12 onbekend en 3 verlopen``."""
    counts = ((counted(tally, stand), stand) for stand in APART)
    return join_words([f"{format_count(n)} {text}" for n, text in counts if n])


def pijler_table(
    norm: NormSet, now: Mapping[str, Tally], before: Mapping[str, Tally], links: Links, since: str
) -> str:
    """Return one row per pijler: uitgevoerd of assessed, a bar, the change and what is apart."""
    heads = (
        ("Pijler", ""),
        ("Uitgevoerd van beoordeeld", ""),
        ("", "balk"),
        (f"Sinds {since}", "getal"),
    )
    head = "".join(
        f'<th scope="col" class="{kind}">{escape(text) or _HIDDEN_BAR}</th>' for text, kind in heads
    )
    body = "".join(
        _pijler_row(anchor(p.titel, links.pijler.get(p.slug, "")), now[p.slug], before.get(p.slug))
        for p in norm.pijler
    )
    whole = total(now.values())
    earlier = total(before.values())
    foot = _pijler_row("Alle pijlers", whole, earlier if earlier.beoordeeld else None)
    return (
        '<div class="rol npr" tabindex="0" role="region" aria-label="De pijlers">'
        '<table class="npt"><caption class="vh">De pijlers</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table></div>"
    )


_HIDDEN_BAR: Final = '<span class="vh">Aandeel</span>'


def _pijler_row(name: str, tally: Tally, before: Tally | None) -> str:
    known = before is not None and before.beoordeeld
    step = tally.uitgevoerd - before.uitgevoerd if before and known else None
    change = "–" if step is None else (format_signed(step, 0) if step else "gelijk")
    said = apart_words(tally)
    apart = f"<small>Telt niet mee: {said}</small>" if said else ""
    percent = f'<span class="small">{format_percent(share(tally))}</span>'
    return (
        f'<tr><th scope="row">{name}{apart}</th><td class="vast">'
        f"<b>{format_count(tally.uitgevoerd)}</b>"
        f" van {format_count(tally.beoordeeld)} {percent}</td>"
        f'<td class="balk">{bar(tally)}</td><td class="getal">{change}</td></tr>'
    )


def bar(tally: Tally) -> str:
    """Return a bar of what was assessed: filled, half and open, as the marks are."""
    if not tally.beoordeeld:
        return ""
    parts = (
        ("u", tally.uitgevoerd, "uitgevoerd"),
        ("b", tally.in_ontwikkeling, "in ontwikkeling"),
        ("o", tally.ontbreekt, "ontbreekt"),
    )
    drawn = "".join(
        f'<i class="{letter}" style="flex-grow:{n}" title="{n} {word}"></i>'
        for letter, n, word in parts
        if n
    )
    said = join_words([f"{n} {word}" for _, n, word in parts if n])
    return f'<span class="nb" role="img" aria-label="{said}">{drawn}</span>'


def lack_list(lacks: Sequence[Lack], links: Links, chosen: str = "") -> str:
    """Return the items that lack in most gemeenten, the first eight open."""
    if not lacks:
        return '<p class="sub">Bij geen beoordeelde gemeente ontbreekt een item.</p>'
    first = "".join(_lack(lack, links, chosen) for lack in lacks[:OPEN])
    html = f'<ol class="nlk">{first}</ol>'
    rest = lacks[OPEN:]
    if rest:
        more = "".join(_lack(lack, links, chosen) for lack in rest)
        html += (
            f"<details><summary>Nog {_items(len(rest))}</summary>"
            f'<ol class="nlk" start="{OPEN + 1}">{more}</ol></details>'
        )
    return html


def _lack(lack: Lack, links: Links, chosen: str) -> str:
    tally = lack.telling
    here = ' class="nmhier"' if lack.item.id == chosen else ""
    split = join_words(
        [
            f"{n} {word}"
            for n, word in (
                (tally.ontbreekt, "ontbreekt"),
                (tally.in_ontwikkeling, "in ontwikkeling"),
            )
            if n
        ]
    )
    apart = apart_words(tally)
    under = f"{split}. Telt niet mee: {apart}." if apart else f"{split}."
    return (
        f"<li{here}>{anchor(lack.item.titel, links.item.get(lack.item.id, ''))}"
        f' <span class="id">{lack.item.id}</span>'
        f"<p>bij <b>{lack.aantal}</b> van de {tally.beoordeeld} beoordeelde gemeenten {bar(tally)}"
        f'</p><p class="small">{under}</p></li>'
    )


def who_list(who: WhoDoes, item: NormItem, names: Mapping[str, str], links: Links) -> str:
    """Return who meets the item with since when, who works on it, who lacks it, and the rest."""
    parts = [_doers(who, item, names, links)]
    for title, places in (("Werkt eraan", who.bezig), ("Ontbreekt", who.ontbreekt)):
        if places:
            found = ", ".join(_name(p, names, links) for p in places)
            parts.append(f"<h3>{title} ({len(places)})</h3><p>{found}</p>")
    if who.overig:
        parts.append(f"<h3>Telt niet mee ({len(who.overig)})</h3>{_others(who, names, links)}")
    return f'<div class="nwie">{"".join(parts)}</div>'


def _name(place: Place, names: Mapping[str, str], links: Links) -> str:
    return anchor(names.get(place.gebied, place.gebied), links.gemeente.get(place.gebied, ""))


def _others(who: WhoDoes, names: Mapping[str, str], links: Links) -> str:
    lines: list[str] = []
    for stand in ("verlopen", "onbekend", "niet van toepassing", "niet beoordeeld"):
        found = [_name(p, names, links) for p in who.overig if p.stand == stand]
        if found:
            lines.append(f"<p>{sign(stand)} {stand}: {', '.join(found)}</p>")
    return "".join(lines)


def _doers(who: WhoDoes, item: NormItem, names: Mapping[str, str], links: Links) -> str:
    title = f"<h3>Voldoet ({len(who.doet)} van de {who.beoordeeld} beoordeelde gemeenten)</h3>"
    if not who.doet:
        return f"{title}<p>Nog geen gemeente. Vraag het na buiten dit gebied.</p>"
    shown, rest = who.doet[:OPEN], who.doet[OPEN:]
    html = title + _doers_table(shown, item, names, links, "Gemeenten die voldoen")
    if rest:
        table = _doers_table(rest, item, names, links, "Gemeenten die voldoen, vervolg")
        html += f"<details><summary>Nog {len(rest)} die voldoen</summary>{table}</details>"
    return html


def _doers_table(
    places: Sequence[Place],
    item: NormItem,
    names: Mapping[str, str],
    links: Links,
    caption: str,
) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_name(p, names, links)}{_why_first(p)}</th>'
        f"<td>{month(p.sinds) if p.sinds else '–'}</td>"
        f"<td>{escape(answer_words(item, p.antwoord)) or '–'}</td></tr>"
        for p in places
    )
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Gemeente", "Sinds", "Antwoord"))
    return (
        f'<table><caption class="vh">{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _why_first(place: Place) -> str:
    if place.is_vergelijkbaar:
        return "<small>vergelijkbaar</small>"
    return "<small>zelfde district</small>" if place.is_nabij else ""


def month(day: date) -> str:
    """Return ``mei 2021``."""
    return f"{MAANDEN[day.month - 1]} {day.year}"
