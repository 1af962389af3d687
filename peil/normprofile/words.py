"""The profile in sentences: what was done, how much more than before, and what does not count."""

from typing import Final

from peil import wording
from peil.normprofile.profile import Profile
from peil.numbers import format_count, format_date, format_signed
from peil.scores import APART, NIET_BEOORDEELD, VERLOPEN, Stand, State, Tally, counted, is_year_end

#: From done to not counted: the order of blocks and legend, with a class and the words for many.
STANDEN: Final[dict[Stand, tuple[str, str, str]]] = {
    "uitgevoerd": ("np-uit", "uitgevoerd", "uitgevoerd"),
    "in ontwikkeling": ("np-ont", "in ontwikkeling", "in ontwikkeling"),
    "ontbreekt": ("np-leeg", "ontbreekt", "ontbreken"),
    VERLOPEN: ("np-ver", "verlopen", "verlopen"),
    "onbekend": ("np-onb", "onbekend", "onbekend"),
    "niet van toepassing": ("np-nvt", "niet van toepassing", "niet van toepassing"),
    NIET_BEOORDEELD: ("np-geen", "niet beoordeeld", "niet beoordeeld"),
}


def stand_of(state: State | None) -> Stand:
    """Return the stand of an item that may never have been assessed."""
    return state.stand if state else NIET_BEOORDEELD


def count_text(tally: Tally) -> str:
    """Return ``6 van 9``, or that nothing was assessed."""
    if not tally.beoordeeld:
        return "niets beoordeeld"
    return f"{format_count(tally.uitgevoerd)} van {format_count(tally.beoordeeld)}"


def all_counts(tally: Tally) -> str:
    """Return every count in words, for who does not see the blocks."""
    parts: list[str] = []
    for stand, (_, one, many) in STANDEN.items():
        number = counted(tally, stand)
        if number:
            parts.append(f"{number} {one if number == 1 else many}")
    return wording.join_words(parts)


def difference(now: Tally, then: Tally) -> str:
    """Return ``+2``, ``gelijk`` or that there was nothing to compare with."""
    if not now.beoordeeld:
        return "–"
    if not then.beoordeeld:
        return "nieuw"
    change = now.uitgevoerd - then.uitgevoerd
    return format_signed(change, 0) if change else "gelijk"


def difference_words(now: Tally, then: Tally, jaar: int) -> str:
    """Return the difference in whole words."""
    if not now.beoordeeld:
        return "nog niet beoordeeld"
    if not then.beoordeeld:
        return f"in {jaar} nog niet beoordeeld"
    change = now.uitgevoerd - then.uitgevoerd
    if not change:
        return f"evenveel als in {jaar}"
    return f"{abs(change)} {'meer' if change > 0 else 'minder'} dan in {jaar}"


def when(profile: Profile) -> str:
    """Return the day of the profile: ``stand nu`` with its date, or the end of a year."""
    if profile.jaar and is_year_end(profile.dag):
        return f"eind {profile.jaar}"
    return f"stand op {format_date(profile.dag)}"


def lead(profile: Profile) -> tuple[str, str]:
    """Return the strong sentence of the profile, and which pijlers stand still."""
    now, then = profile.totaal, profile.totaal_toen
    if not now.beoordeeld:
        return _without_oordeel(profile, now)
    one = now.beoordeeld == 1
    noun, verb = ("beoordeelde normitem", "is") if one else ("beoordeelde normitems", "zijn")
    done = "is" if now.uitgevoerd == 1 else verb
    first = f"{now.uitgevoerd} van de {now.beoordeeld} {noun} {done} uitgevoerd"
    compared = f", {difference_words(now, then, profile.vorig_jaar)}" if then.beoordeeld else ""
    return f"{first}{compared}.", _standing_still(profile)


def _without_oordeel(profile: Profile, now: Tally) -> tuple[str, str]:
    first = profile.eerste
    if first is None:
        return (
            f"{profile.naam} is nog niet beoordeeld op de norm.",
            "Kies hieronder een item en geef het eerste oordeel, of laad een normblad.",
        )
    if first > profile.dag:
        return (
            f"Eind {profile.dag.year} was {profile.naam} nog niet beoordeeld op de norm.",
            f"Het eerste oordeel is van {format_date(first)}.",
        )
    return f"Van {profile.naam} telt nu geen enkel oordeel mee.", apart(now)


def _standing_still(profile: Profile) -> str:
    """Name the pijlers that lost, or else those that gained nothing while others did.

    One that is complete does not stand still. What is only expired was not lost: someone has to
    look again.
    """
    still: list[str] = []
    back: list[str] = []
    expired: list[str] = []
    for pijler in profile.norm.pijler:
        now, then = profile.telling[pijler.slug], profile.telling_toen[pijler.slug]
        change = now.uitgevoerd - then.uitgevoerd
        if not now.beoordeeld or not then.beoordeeld:
            continue
        if change < 0:
            lapsed = max(now.verlopen - then.verlopen, 0)
            (back if change + lapsed < 0 else expired).append(pijler.titel)
        elif change == 0 and now.uitgevoerd < now.beoordeeld:
            still.append(pijler.titel)
    if back:
        return _pijlers(back, "gaat achteruit", "gaan achteruit")
    if expired:
        again = "heeft een nieuw oordeel nodig", "hebben een nieuw oordeel nodig"
        return _pijlers(expired, *again)
    moved = profile.totaal.uitgevoerd != profile.totaal_toen.uitgevoerd
    return _pijlers(still, "staat stil", "staan stil") if still and moved else ""


def _pijlers(titles: list[str], one: str, many: str) -> str:
    """Return the sentence about some pijlers: named as long as it stays one line."""
    if len(titles) > 2:
        return f"{len(titles)} pijlers {many}."
    return f"{wording.join_words(titles)} {one if len(titles) == 1 else many}."


def apart(tally: Tally) -> str:
    """Return what does not count, each kind apart; onbekend is never nee."""
    parts = [f"{counted(tally, s)} {s}" for s in APART if counted(tally, s)]
    return f"Niet meegeteld: {wording.join_words(parts)}." if parts else ""
