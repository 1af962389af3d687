"""The pijlers of the norm as one SVG for a report: a row per pijler with its blocks."""

from collections.abc import Iterable, Sequence
from typing import Final

from peil import svg, wording
from peil.drawing import Drawing
from peil.norm import Pijler
from peil.normprofile.profile import Profile
from peil.normprofile.words import STANDEN, all_counts, count_text, difference_words
from peil.palette import LIGHT
from peil.records import BEOORDEELD
from peil.scores import APART, VERLOPEN, Stand, Tally, counted

_BLOCK: Final = 7.6
_STEP: Final = 9.2
_ROW: Final = 11.5
_AIR: Final = 4.0
_SIZE: Final = 7.8
#: The shares of the width that the title and the difference take at most.
_TITLE: Final = 0.3
_DIFFERENCE: Final = 0.22
_GAP: Final = 10.0


def draw_pijlers(profile: Profile, *, width: float = 490.0) -> Drawing:
    """Return per pijler what was done of what was assessed, and what changed in a year.

    Args:
        profile: of one gemeente.
        width: in points.
    """
    tallies = [(p, profile.telling[p.slug]) for p in profile.norm.pijler]
    is_starred = _is_starred([tally for _, tally in tallies])
    parts: list[str] = []
    y = 1.0
    for n, (pijler, _) in enumerate(tallies):
        drawn, high = _row(profile, pijler, width, y, is_starred)
        parts.append(drawn)
        y += high
        if n < len(tallies) - 1:
            parts.append(svg.line(0, y, width, y, LIGHT.line, 0.5))
    legend, y = _legend(profile.totaal, width, y + 3)
    parts.append(legend)
    if is_starred:
        parts.append(svg.text(0, y + 4, "* met fictieve oordelen", size=6.5))
        y += 10
    return Drawing(svg.document(width, y, parts), width, y, pijlers_alt(profile))


def pijlers_alt(profile: Profile) -> str:
    """Return the same in words: per pijler the count, the difference and every stand."""
    told: list[str] = []
    for pijler in profile.norm.pijler:
        now, then = profile.telling[pijler.slug], profile.telling_toen[pijler.slug]
        change = difference_words(now, then, profile.vorig_jaar)
        counts = all_counts(now)
        words = f"{pijler.titel}: {count_text(now)}"
        if now.beoordeeld:
            words += f" uitgevoerd, {change}"
        told.append(f"{words}. {wording.upper_first(counts)}." if counts else f"{words}.")
    return " ".join([f"De norm per pijler in {profile.naam}.", *told])


def _is_starred(tallies: Sequence[Tally]) -> bool:
    """Return whether made-up oordelen stand beside real ones; else the edge around it says so."""
    filled = [t.is_fictief for t in tallies if t.beoordeeld]
    return any(filled) and not all(filled)


def _row(
    profile: Profile, pijler: Pijler, width: float, top: float, is_starred: bool
) -> tuple[str, float]:
    now, then = profile.telling[pijler.slug], profile.telling_toen[pijler.slug]
    titles = svg.wrapped(pijler.titel, _SIZE, width * _TITLE, 600, most=2)
    change = difference_words(now, then, profile.vorig_jaar)
    changes = svg.wrapped(wording.upper_first(change), 7, width * _DIFFERENCE, most=2)
    left, room = _columns(profile, width)
    marks: list[Stand] = [stand for stand in STANDEN for _ in range(counted(now, stand))]
    fit = max(int(room / _STEP), 1)
    lines = [marks[at : at + fit] for at in range(0, len(marks), fit)]
    high = max(len(titles), len(changes), len(lines), 1) * _ROW + _AIR
    first = top + _AIR / 2 + _ROW / 2
    star = "*" if is_starred and now.is_fictief else ""
    count = count_text(now) if now.beoordeeld else "–"
    parts = [
        svg.text(0, first + n * _ROW, words, size=_SIZE, weight=600, fill=LIGHT.ink)
        for n, words in enumerate(titles)
    ]
    parts.append(
        svg.text(left - _GAP, first, f"{count}{star}", size=_SIZE, weight=600, fill=LIGHT.ink,
                 anchor="end")
    )  # fmt: skip
    parts += [
        block(stand, left + i * _STEP, first + n * _ROW - _BLOCK / 2)
        for n, line in enumerate(lines)
        for i, stand in enumerate(line)
    ]
    parts += [
        svg.text(width, first + n * _ROW, words, size=7, anchor="end")
        for n, words in enumerate(changes)
    ]
    return "".join(parts), high


def _columns(profile: Profile, width: float) -> tuple[float, float]:
    """Return where the blocks start and how much room they have."""
    counts = [count_text(t) if t.beoordeeld else "–" for t in profile.telling.values()]
    titles = [svg.width_of(p.titel, _SIZE, 600) for p in profile.norm.pijler]
    title = min(max(titles, default=0.0), width * _TITLE)
    number = max((svg.width_of(f"{c}*", _SIZE, 600) for c in counts), default=0.0)
    left = title + _GAP + number + _GAP
    return left, width - left - width * _DIFFERENCE - _GAP


def block(stand: Stand, x: float, y: float) -> str:
    """Return the block of one stand with its left top at (x, y); its shape tells it too."""
    size, ink = _BLOCK, LIGHT.petrol
    edge = 0.5
    inner = size - 2 * edge
    box = (x + edge, y + edge, inner, inner)
    if stand == "uitgevoerd":
        return svg.rect(*box, fill=ink, stroke=ink, line_width=1, radius=1)
    if stand not in (*BEOORDEELD, VERLOPEN):
        dash = "" if stand in ("onbekend", "niet van toepassing") else "1 1.2"
        drawn = svg.rect(
            *box, fill=LIGHT.card, stroke=LIGHT.control, line_width=0.75, dash=dash, radius=1
        )
        if stand == "niet van toepassing":
            drawn += svg.line(x, y + size / 2, x + size, y + size / 2, LIGHT.control, 1)
        return drawn
    drawn = svg.rect(*box, fill=LIGHT.card, stroke=ink, line_width=1, radius=1)
    right, low = x + size - edge, y + size - edge
    if stand == "in ontwikkeling":
        corners = ((right, y + edge), (right, low), (x + edge, low))
        drawn += svg.path(svg.joined(corners, closed=True), fill=ink)
    if stand == VERLOPEN:
        drawn += svg.line(x + edge, y + edge, right, low, ink, 0.9)
        drawn += svg.line(x + edge, low, right, y + edge, ink, 0.9)
    return drawn


def _legend(total: Tally, width: float, top: float) -> tuple[str, float]:
    """Return what each block means with its number; what does not count stands apart."""
    whole: list[tuple[Stand, str]] = [(stand, _meaning(total, stand)) for stand in BEOORDEELD]
    rest: list[tuple[Stand, str]] = [
        (stand, _meaning(total, stand)) for stand in APART if counted(total, stand)
    ]
    drawn, y = _entries(whole, 0.0, width, top)
    if rest:
        lead = "Niet meegeteld:"
        drawn += svg.text(0, y + _ROW / 2, lead, size=7)
        more, y = _entries(rest, svg.width_of(lead, 7) + 6, width, y)
        drawn += more
    return drawn, y


def _meaning(total: Tally, stand: Stand) -> str:
    _, one, many = STANDEN[stand]
    number = counted(total, stand)
    return f"{number} {one if number == 1 else many}"


def _entries(
    entries: Iterable[tuple[Stand, str]], start: float, width: float, top: float
) -> tuple[str, float]:
    parts: list[str] = []
    x, y = start, top
    for stand, words in entries:
        wide = _BLOCK + 4 + svg.width_of(words, 7) + 12
        if x > start and x + wide - 12 > width:
            x, y = start, y + _ROW
        parts.append(block(stand, x, y + (_ROW - _BLOCK) / 2))
        parts.append(svg.text(x + _BLOCK + 4, y + _ROW / 2, words, size=7, fill=LIGHT.ink))
        x += wide
    return "".join(parts), y + _ROW + 1
