"""What is still missing before a visit, by rule; a line can be ticked off by its mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from peil import terms, wording
from peil.catalogue import Catalogue
from peil.figure import Figure
from peil.norm import NormSet
from peil.records import Afspraak, Entry
from peil.rounds.progress import stand
from peil.scores import NIET_BEOORDEELD, VERLOPEN, States


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is missing; ``kenmerk`` stays the same as long as it is the same thing."""

    kenmerk: str
    tekst: str
    soort: str


def missing_figures(figures: Sequence[Figure], catalogue: Catalogue) -> list[Line]:
    """Return the figures of the newest year that the source did not deliver."""
    return [
        Line(
            f"cijfer-{f.indicator}-{f.periode}",
            f"Cijfer: {catalogue[f.indicator].titel}, {wording.period_text(f)}: niet geleverd.",
            "cijfer",
        )
        for f in figures
        if f.status == terms.NIET_GELEVERD
    ]


def missing_scores(norm: NormSet | None, states: States, gebied: str, jaar: int) -> list[Line]:
    """Return the items without an oordeel that holds."""
    if norm is None:
        return []
    words = {
        VERLOPEN: "is verlopen",
        "onbekend": "is onbekend",
        NIET_BEOORDEELD: "is nog niet beoordeeld",
    }
    return [
        Line(f"norm-{i.id}-{jaar}", f"Norm: {i.id} {i.titel} {words[found]}.", "norm")
        for i in norm.item
        if (found := stand(states, gebied, i.id)) in words
    ]


def missing_results(afspraken: Sequence[Entry[Afspraak]], jaar: int) -> list[Line]:
    """Return the afspraken of earlier visits of which nobody wrote what became of them."""
    return [
        Line(f"afspraak-{a.kenmerk}-{jaar}", f"Afspraak zonder resultaat: {a.tekst}", "afspraak")
        for a in (entry.record for entry in afspraken)
        if a.bezoekjaar is not None
        and a.bezoekjaar < jaar
        and a.is_open
        and not a.resultaat.strip()
    ]


def missing_duiding(is_vastgesteld: bool, jaar: int) -> list[Line]:
    """Return the line that the duiding of the whole picture was not vastgesteld."""
    if is_vastgesteld:
        return []
    return [Line(f"duiding-{jaar}", f"De duiding van {jaar} is nog niet vastgesteld.", "duiding")]
