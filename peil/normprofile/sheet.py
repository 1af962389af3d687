"""The whole profile as HTML: every pijler with its blocks, every item on one line."""

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Final

from peil import wording
from peil.labels import FICTIEF
from peil.norm import NormItem, Pijler, answer_words
from peil.normprofile.profile import Profile
from peil.normprofile.words import (
    STANDEN,
    all_counts,
    count_text,
    difference,
    difference_words,
    stand_of,
    when,
)
from peil.numbers import format_date
from peil.records import BEOORDEELD
from peil.scores import APART, Stand, Tally, counted, is_year_end

#: The address of an item's own view.
Link = Callable[[str], str]
#: The one that does not fit in its column; the legend has the whole words.
_SHORT: Final[dict[Stand, str]] = {"niet van toepassing": "n.v.t."}
_HEADS: Final = ("Item", "Oordeel", "Antwoord", "Peildatum", "Geldig tot")


def sheet(profile: Profile, link: Link, pijler: str = "") -> str:
    """Return the whole profile.

    Args:
        profile: what to show.
        link: item id -> address at which its details open.
        pijler: the only one whose items are listed; the others keep their blocks.
    """
    shown = [p for p in profile.norm.pijler if pijler in ("", p.slug)]
    sections = [(p, _section(profile, p, link, p in shown)) for p in profile.norm.pijler]
    left = _halfway([len(profile.norm.of_pijler(p.slug)) * (p in shown) + 2 for p, _ in sections])
    columns = (sections[:left], sections[left:])
    first, second = ("".join(html for _, html in column) for column in columns)
    edge = " fic" if profile.is_fictief else ""
    return (
        f'<section class="np{edge}" aria-label="Normprofiel van {escape(profile.naam)}">'
        f"{_status(profile)}"
        f'<div class="np-2"><div>{first}</div><div>{second}{legend(profile)}{_years(profile)}'
        "</div></div></section>"
    )


def _halfway(sizes: list[int]) -> int:
    """Return after how many sections the second column starts, so that both end about level."""
    whole = sum(sizes)
    return min(range(1, len(sizes) + 1), key=lambda n: max(sum(sizes[:n]), whole - sum(sizes[:n])))


def print_head(profile: Profile) -> str:
    """Return the title that only stands on paper, where the header of the page is left out."""
    text = f"Weerbaarheid van {profile.naam}, {when(profile)}"
    return f'<p class="np-druk">{escape(text)}</p>'


def source(profile: Profile) -> str:
    """Return the norm set, how far it may be used, and its version."""
    norm = profile.norm
    return f"{norm.titel}, versie {norm.versie}: {norm.status}"


def _status(profile: Profile) -> str:
    tag = FICTIEF if profile.is_fictief else ""
    made = "Alle oordelen zijn verzonnen. " if profile.is_fictief and not profile.is_gemengd else ""
    older = sum(bool(profile.older_version(i)) for i in profile.norm.item)
    given = f" {older} {'oordeel is' if older == 1 else 'oordelen zijn'} gegeven volgens een andere"
    other = f"{given} versie; dat staat erbij." if older else ""
    text = f"{made}{source(profile)}.{other}"
    day = f"{wording.upper_first(when(profile))}."
    return f'<p class="np-st">{tag}<b>{escape(day)}</b> {escape(text)}</p>'


def _section(profile: Profile, pijler: Pijler, link: Link, is_open: bool) -> str:
    body = _table(profile, pijler, link) if is_open else ""
    fold = f"np-{pijler.slug}"
    switch = (
        f'<input class="np-v" type="checkbox" id="{fold}"><label class="np-vl" for="{fold}">'
        f'Items<span class="vh"> van {escape(pijler.titel)}</span></label>'
        if body
        else ""
    )
    return f'<div class="np-p">{head(profile, pijler, 2)}{switch}{body}</div>'


def head(profile: Profile, pijler: Pijler, level: int = 3) -> str:
    """Return the row of one pijler: title, uitgevoerd of beoordeeld, blocks and difference."""
    now, then = profile.telling[pijler.slug], profile.telling_toen[pijler.slug]
    words = difference_words(now, then, profile.vorig_jaar)
    done = count_text(now).replace(" van ", "</b> van ") if now.beoordeeld else ""
    return (
        f'<div class="np-k"><h{level}>{escape(pijler.titel)}</h{level}>'
        f'<span class="np-n">{f"<b>{done}" if done else "–"}</span>{blocks(now)}'
        f'<span class="np-d"><span aria-hidden="true">{difference(now, then)}</span>'
        f'<span class="vh">{escape(words)}</span></span></div>'
    )


def blocks(tally: Tally) -> str:
    """Return one block per item, from uitgevoerd to not counted, with all of it in words."""
    marks = "".join(
        mark(stand) * counted(tally, stand) for stand in STANDEN if counted(tally, stand)
    )
    return f'<span class="bls" role="img" aria-label="{escape(all_counts(tally))}">{marks}</span>'


def mark(stand: Stand) -> str:
    """Return the block of one stand; its shape tells it too."""
    return f'<i class="bl {STANDEN[stand][0]}" aria-hidden="true"></i>'


def _table(profile: Profile, pijler: Pijler, link: Link) -> str:
    heads = "".join(f'<th scope="col">{h}</th>' for h in _HEADS)
    columns = "".join(f'<col class="k{n}">' for n in range(1, len(_HEADS) + 1))
    rows = "".join(_row(profile, item, link) for item in profile.norm.of_pijler(pijler.slug))
    return (
        f'<table><caption class="vh">Items van {escape(pijler.titel)}</caption>'
        f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


#: Before each invented oordeel that stands beside real ones.
MADE_UP: Final = '<small class="np-f" aria-hidden="true">f</small>'


def _row(profile: Profile, item: NormItem, link: Link) -> str:
    state = profile.state(item)
    stand = stand_of(state)
    record = state.entry.record if state else None
    older = profile.older_version(item)
    given = f"beoordeeld volgens versie {escape(older)}"
    notes = f' <small title="{given}">(versie {escape(older)})</small>' if older else ""
    # Beside real oordelen each invented one says so, on its own line: the sheet stays one page.
    is_marked = profile.is_gemengd and state is not None and state.is_fictief
    tag = f'{MADE_UP}<span class="vh">fictief</span>' if is_marked else ""
    answer = answer_words(item, record.antwoord) if record else ""
    return (
        f'<tr class="{STANDEN[stand][0]}"><th scope="row"><a href="{escape(link(item.id))}" '
        f'title="{escape(item.titel)}">{mark(stand)}{tag}'
        f'<span class="np-id">{escape(item.id)}</span> '
        f"{escape(item.titel)}</a>{notes}</th>"
        f'<td title="{escape(stand)}">{_SHORT.get(stand, stand)}</td>'
        f'<td title="{escape(answer)}">{escape(answer) or "–"}</td>'
        f"<td>{_month(record.peildatum if record else None)}</td>"
        f"<td>{_month(record.geldig_tot if record else None)}</td></tr>"
    )


def _month(day: date | None) -> str:
    """Return month and year; the exact day stands behind it."""
    if day is None:
        return ""
    return f'<time datetime="{day:%Y-%m-%d}" title="{format_date(day)}">{day:%m-%Y}</time>'


def legend(profile: Profile) -> str:
    """Return what each block means with its number; what does not count stands apart."""
    tally = profile.totaal
    whole = "".join(_meaning(tally, stand) for stand in BEOORDEELD)
    rest = "".join(_meaning(tally, stand) for stand in APART if counted(tally, stand))
    apart = f'<div class="np-l"><span>Niet meegeteld:</span><ul>{rest}</ul></div>' if rest else ""
    what = f"Per pijler: uitgevoerd van beoordeeld; verschil met {profile.vorig_jaar}"
    made_up = f". {MADE_UP} fictief oordeel" if profile.is_gemengd else ""
    return (
        f'<div class="np-l"><span>{what}{made_up}</span></div>'
        f'<div class="np-l"><ul>{whole}</ul></div>{apart}'
    )


def _meaning(tally: Tally, stand: Stand) -> str:
    return f"<li>{mark(stand)}{counted(tally, stand)} {escape(stand)}{_short(stand)}</li>"


def _short(stand: Stand) -> str:
    return f" ({_SHORT[stand]})" if stand in _SHORT else ""


def _years(profile: Profile) -> str:
    """Return the counts over the years as a table of one row, with a bar in each cell."""
    if len(profile.jaren) < 2:
        return ""
    ends = {jaar: jaar < profile.dag.year or is_year_end(profile.dag) for jaar, _ in profile.jaren}
    heads = "".join(
        f'<th scope="col">{jaar}{"" if ends[jaar] else ", nu"}</th>' for jaar, _ in profile.jaren
    )
    cells = "".join(_year(tally) for _, tally in profile.jaren)
    return (
        '<table class="np-j"><caption>Uitgevoerd van beoordeeld, alle pijlers samen, '
        f"aan het eind van elk jaar</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody><tr>{cells}</tr></tbody></table>"
    )


def _year(tally: Tally) -> str:
    share = 100 * tally.uitgevoerd / tally.items if tally.items else 0
    known = 100 * tally.beoordeeld / tally.items if tally.items else 0
    text = count_text(tally) if tally.beoordeeld else "–"
    return (
        f'<td><i class="np-b" aria-hidden="true" style="--deel:{share:.0f}%;--bekend:{known:.0f}%">'
        f"</i>{text}</td>"
    )


def card(profile: Profile, all_items: str) -> str:
    """Return the short form: one row per pijler, the legend, and where all items are."""
    rows = "".join(f"<li>{head(profile, pijler)}</li>" for pijler in profile.norm.pijler)
    tag = FICTIEF if profile.is_fictief else ""
    edge = " fic" if profile.is_fictief else ""
    status = wording.upper_first(profile.norm.status)
    return (
        f'<div class="np np-kaart{edge}"><div class="np-t"><span>{escape(source_day(profile))}'
        f'</span>{tag}</div><ul class="np-r">{rows}</ul>{legend(profile)}'
        f'<div class="foot"><span>{escape(status)} (versie {escape(profile.norm.versie)})</span>'
        f'<a href="{escape(all_items)}">Alle {len(profile.norm.item)} items</a></div></div>'
    )


def source_day(profile: Profile) -> str:
    """Return the day of the profile as a caption."""
    return wording.upper_first(when(profile))
